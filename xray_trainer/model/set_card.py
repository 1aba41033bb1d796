"""A set as Home shows it, before it is opened."""

from __future__ import annotations

from dataclasses import dataclass

from xray_trainer.model.local_text import LocalText


@dataclass(frozen=True, slots=True)
class SetCard:
    """What Home shows of a set before it is opened: folder, title, number of cases, cover picture (absolute paths)."""

    folder: str
    id: str
    title: LocalText
    cases: int
    cover: str = ""
