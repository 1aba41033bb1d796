"""How a person stands, as Home tells it: what was broken off, how far each set is, and the last result of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xray_trainer.clock import Instant
from xray_trainer.desktop.screens.home import ContinueView
from xray_trainer.desktop.when import day_and_time
from xray_trainer.model import Mode
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.model import Response, Session, SetCard
    from xray_trainer.records import Journal

_MS_A_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class SetStanding:
    """One set: its folder, cases answered in the latest run, the last result in one sentence."""

    folder: str
    done: int
    result: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One person: name, containers read in all, what to go on with, each set."""

    person: str
    read: int
    to_continue: ContinueView | None
    sets: tuple[SetStanding, ...]


def standing(journal: Journal, trainee_id: str, cards: Sequence[SetCard], now: Instant) -> Standing:
    """Read a person's standing from the records."""
    sessions = journal.sessions(trainee_id)
    responses = journal.responses(trainee_id=trainee_id, viewing=False)
    by_session: dict[str, list[Response]] = {}
    for response in responses:
        by_session.setdefault(response.session, []).append(response)
    sets = []
    for card in cards:
        runs = [one for one in sessions if one.set_id == card.id and by_session.get(one.id)]
        done = len(by_session[runs[0].id]) if runs else 0
        sets.append(SetStanding(card.folder, done, _result(journal, runs[0]) if runs else ""))
    broken_off = next((one for one in sessions if one.finished_ms is None), None)
    going_on = None
    if broken_off is not None:
        going_on = _to_continue(journal, broken_off, by_session.get(broken_off.id, []), cards, now)
    return Standing(journal.trainee(trainee_id).name, len(responses), going_on, tuple(sets))


def _result(journal: Journal, session: Session) -> str:
    """The last result in one sentence, with its range or without one."""
    from xray_trainer.reports.assessment import of_session  # noqa: PLC0415 - loads scoring, after the first paint

    report = of_session(journal, session.id)
    found = next((one for one in report.counts if one.key == "found"), None)
    if found is None or not found.of:
        return ""
    return tr("Found {counts}; {range}").format(counts=found.text, range=found.note)


def _to_continue(
    journal: Journal, session: Session, responses: Sequence[Response], cards: Sequence[SetCard], now: Instant
) -> ContinueView:
    answered = {response.case for response in responses}
    waiting = [case for case in session.order if case not in answered]
    kept = journal.draft(session.id, waiting[0]) if waiting else None
    stopped_ms = max([session.started_ms, *(response.submitted_ms for response in responses)])
    seconds = [response.seconds for response in responses if response.seconds]
    minutes = None
    if seconds and session.mode is not Mode.ENDLESS:
        each_ms = 1000 * sum(seconds) / len(seconds)
        minutes = max(1, round(each_ms * len(waiting) / _MS_A_MINUTE))
    cover = next((card.cover for card in cards if card.id == session.set_id), "")
    return ContinueView(
        session=session.id,
        title=session.set_title,
        number=session.order.index(waiting[0]) + 1 if waiting else len(session.order),
        total=0 if session.mode is Mode.ENDLESS else len(session.order),
        stopped=day_and_time(stopped_ms, now),
        marks=len(kept.draft.marks) if kept else 0,
        minutes=minutes,
        cover=cover,
    )
