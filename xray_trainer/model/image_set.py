"""The head of an image set: what it is, who made it, which categories it knows, in which order its cases come."""

from __future__ import annotations

from dataclasses import dataclass

from xray_trainer.model.case import FileRef
from xray_trainer.model.local_text import LocalText


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of concealment: an ASCII slug and its name."""

    id: str
    name: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class SetHead:
    """The head of an image set. id : UUIDv4. order : case ids. cover : a small picture for the set's card."""

    id: str
    title: LocalText
    order: tuple[str, ...]
    categories: tuple[Category, ...] = ()
    revision: int = 1
    description: LocalText = LocalText()
    author: str = ""
    licence: str = ""
    cover: FileRef | None = None

    def category_name(self, category: str | None, language: str) -> str:
        """The name of a category in that language; its slug where the set does not name it."""
        if category is None:
            return ""
        names = {one.id: one.name.say(language) for one in self.categories}
        return names.get(category) or category.replace("-", " ").replace("_", " ")
