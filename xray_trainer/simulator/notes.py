"""Sentences of a set, said in every language that the program speaks when the set is made."""

from __future__ import annotations

from xray_trainer.model import LocalText
from xray_trainer.text import Message, languages


def said(*sentences: Message) -> LocalText:
    """The sentences as one text for each language."""
    return LocalText(tuple((code, " ".join(one.say_in(code) for one in sentences)) for code in languages()))
