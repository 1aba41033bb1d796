"""Starts a practice: the one of this set that was broken off, or a new one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xray_trainer.clock import Clock
from xray_trainer.library import open_image_set
from xray_trainer.model import Mode, SetHead
from xray_trainer.records import Journal
from xray_trainer.training import More, Practice


@dataclass(frozen=True, slots=True)
class Started:
    """A practice and the head of its set."""

    practice: Practice
    head: SetHead


def practice_of(journal: Journal, folder: Path, trainee_id: str, clock: Clock) -> Started:
    """Go on with a broken-off practice of the same revision of this set, or begin one. Raises TrainerError."""
    image_set = open_image_set(folder)
    head = image_set.head
    for session in journal.sessions(trainee_id, unfinished=True):
        same = (session.set_id, session.set_revision, Path(session.folder)) == (head.id, head.revision, folder)
        if same:
            return Started(Practice(journal, session, clock), head)
    return Started(Practice.begin(journal, image_set, trainee_id, clock), head)


def resumed(journal: Journal, session_id: str, clock: Clock) -> Started:
    """Go on with a practice that was broken off. Raises TrainerError."""
    session = journal.session(session_id)
    return Started(Practice(journal, session, clock), journal.session_head(session_id))


def endless(journal: Journal, head: SetHead, folder: Path, trainee_id: str, clock: Clock, more: More) -> Started | None:
    """Go on with a broken-off practice without end over this set, or begin one; None while no case is there."""
    for session in journal.sessions(trainee_id, unfinished=True):
        if session.mode is Mode.ENDLESS and session.set_id == head.id:
            return Started(Practice(journal, session, clock, more=more), head)
    practice = Practice.begin_endless(journal, head, folder, trainee_id, clock, more)
    return None if practice is None else Started(practice, head)
