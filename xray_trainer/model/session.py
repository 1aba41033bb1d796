"""Who practises, and a run through a set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """How a session runs."""

    PRACTICE = "practice"
    ENDLESS = "endless"  # practice over a set that grows: cases join the session as they come


@dataclass(frozen=True, slots=True)
class Trainee:
    """A person who answers. The name stands in one table of the records and nowhere else."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Session:
    """One run through cases of a set. id, trainee : UUIDv4. folder : where the set was. order : case ids."""

    id: str
    trainee: str
    set_id: str
    set_revision: int
    set_title: str
    folder: str
    mode: Mode
    order: tuple[str, ...]
    started_ms: int
    finished_ms: int | None = None
