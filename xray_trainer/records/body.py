"""Nouns as the JSON text that stands in a column, and back."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TypeVar

from xray_trainer.model import Mark, codec

Noun = TypeVar("Noun")


class UnreadableBodyError(ValueError):
    """A column does not hold the noun that it should; the database tells it as damage at that location."""


def read_body(noun: type[Noun], body: str, location: str) -> Noun:
    """The noun in a column. Raises UnreadableBodyError."""
    value, defects = codec.parse(body)
    if not defects:
        found, defects = codec.decode(noun, value)
        if found is not None:
            return found
    raise UnreadableBodyError(location)


@lru_cache(maxsize=8192)
def mark_body(mark: Mark) -> str:
    """A mark as JSON; the same one is asked for again with each change of another."""
    return codec.canonical(mark)


def marks_body(marks: tuple[Mark, ...]) -> str:
    """Marks as a JSON list."""
    return f"[{','.join(map(mark_body, marks))}]"


def read_marks(body: str, location: str) -> tuple[Mark, ...]:
    """Marks from a JSON list. Raises UnreadableBodyError."""
    try:
        return tuple(read_body(Mark, json.dumps(one), location) for one in json.loads(body))
    except (json.JSONDecodeError, TypeError) as error:
        raise UnreadableBodyError(location) from error
