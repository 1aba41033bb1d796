"""A defect of a file or set: what is wrong, in which file, where in it."""

from __future__ import annotations

from dataclasses import dataclass

from xray_trainer.text import Message


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong. code : a stable slug for programs. file : as a person finds it. location : in it."""

    code: str
    message: Message
    file: str = ""
    location: str = ""

    def sentence(self) -> str:
        """The defect as one line: place first, then what is wrong."""
        place = ", ".join(part for part in (self.file, self.location) if part)
        return f"{place}: {self.message.say()}" if place else self.message.say()
