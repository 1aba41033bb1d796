"""Foreign formats, one file each. A module of this package with a `FORMAT` is a format; there is no other list."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xray_trainer.library.foreign import ForeignSet
from xray_trainer.library.native import ImageSet
from xray_trainer.library.source import Source
from xray_trainer.model import Defect


@dataclass(frozen=True, slots=True)
class Format:
    """A foreign format.

    claims : the source's annotation files of this format. read : what they say. write : the set into a folder, and
    what could not be carried; None if the format is only read. rank : formats of lower rank are asked first.
    """

    name: str
    title: str
    rank: int
    claims: Callable[[Source], tuple[str, ...]]
    read: Callable[[Source, tuple[str, ...]], ForeignSet]
    write: Callable[[ImageSet, Path], tuple[Defect, ...]] | None = None


@cache
def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are asked."""
    found: list[Format] = []
    for module in pkgutil.iter_modules(__path__):
        one = getattr(importlib.import_module(f"{__name__}.{module.name}"), "FORMAT", None)
        if isinstance(one, Format):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.rank))
