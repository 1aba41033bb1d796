"""Drafts: kept at every change of a mark, with each edit, so that undo and redo live through a kill.

The edits of a draft are rows in the order in which they were made; a number says how many of them are done. An edit
adds a row, undo and redo move the number, an edit after undo replaces the rows behind it: keeping costs the same at
the first edit and at the thousandth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, insert, select, update

from xray_trainer.errors import RecordsError, RequestError
from xray_trainer.model import Draft, Edit, Mark, Verdict, ViewingEvent, ViewingLog, codec
from xray_trainer.records.body import mark_body, marks_body, read_body, read_marks
from xray_trainer.records.nouns import KeptDraft
from xray_trainer.records.tables import DRAFT_TABLES, draft_edits, draft_viewing, drafts, responses, session_cases
from xray_trainer.text import N_, Message


@dataclass(frozen=True, slots=True)
class OnDisk:
    """What is known to be on the disk of one draft, so that only the difference is written."""

    session_id: str
    case_id: str
    edits: tuple[Edit, ...] = ()
    chunks: int = 0
    seen_ms: int = 0
    exists: bool = False


def keep(connection: Connection, known: OnDisk, draft: Draft, events: Sequence[ViewingEvent], seen_ms: int,
         now_ms: int) -> OnDisk:  # fmt: skip
    """Write what differs from what is known; gives what is then known, once the transaction is committed."""
    edits = draft.done + draft.undone[::-1]
    same = _common_length(known.edits, edits)
    where: dict[str, object] = {"session": known.session_id, "case_id": known.case_id}
    if same < len(known.edits):
        connection.execute(delete(draft_edits).where(*_is(draft_edits, known), draft_edits.c.number >= same))
    if same < len(edits):
        connection.execute(
            insert(draft_edits),
            [
                where | {"number": number, "mark_index": edits[number].index,
                         "before": _optional_body(edits[number].before), "after": _optional_body(edits[number].after)}
                for number in range(same, len(edits))
            ],
        )  # fmt: skip
    if events:
        body = codec.canonical(ViewingLog(tuple(events)))
        connection.execute(insert(draft_viewing).values(**where, number=known.chunks, body=body))
    after = OnDisk(
        known.session_id, known.case_id, edits, known.chunks + bool(events), max(seen_ms, known.seen_ms), exists=True
    )
    values: dict[str, object] = {
        "marks": marks_body(draft.marks),
        "verdict": draft.verdict,
        "confidence": draft.confidence,
        "done": len(draft.done),
        "edits": len(edits),
        "chunks": after.chunks,
        "seen_ms": after.seen_ms,
        "kept_ms": now_ms,
    }
    if known.exists:
        connection.execute(update(drafts).where(*_is(drafts, known)).values(values))
    else:
        connection.execute(insert(drafts).values(where | values))
    return after


def check_open(connection: Connection, session_id: str, case_id: str) -> None:
    """Raises RequestError if the case is not of that session, RecordsError if it has been answered."""
    belongs = (session_cases.c.session == session_id, session_cases.c.case_id == case_id)
    if connection.execute(select(session_cases.c.position).where(*belongs)).first() is None:
        raise RequestError(Message(N_("the case {case} does not belong to this session"), {"case": case_id}))
    answered = (responses.c.session == session_id, responses.c.case_id == case_id)
    if connection.execute(select(responses.c.id).where(*answered)).first() is not None:
        raise RecordsError(Message(N_("the case {case} has been answered; its answer stays"), {"case": case_id}))


def load(connection: Connection, session_id: str, case_id: str) -> tuple[KeptDraft | None, OnDisk]:
    """The draft as it was last kept, exactly, or None; and what is known to be on the disk."""
    known = OnDisk(session_id, case_id)
    row = connection.execute(select(drafts).where(*_is(drafts, known))).one_or_none()
    if row is None:
        return None, known
    edits = tuple(
        _edit(one)
        for one in connection.execute(
            select(draft_edits).where(*_is(draft_edits, known)).order_by(draft_edits.c.number)
        )
    )  # fmt: skip
    chunks = connection.execute(
        select(draft_viewing.c.body).where(*_is(draft_viewing, known)).order_by(draft_viewing.c.number)
    ).scalars()
    events = tuple(event for body in chunks for event in read_body(ViewingLog, body, _place(known)).events)
    draft = Draft(
        marks=read_marks(row.marks, _place(known)),
        verdict=None if row.verdict is None else Verdict(row.verdict),
        confidence=row.confidence,
        done=edits[: row.done],
        undone=edits[row.done :][::-1],
    )
    return KeptDraft(draft, row.seen_ms, events), OnDisk(
        session_id, case_id, edits, row.chunks, row.seen_ms, exists=True
    )  # fmt: skip


def remove(connection: Connection, session_id: str, case_id: str) -> None:
    """Let go of a draft that has become a response."""
    for table in DRAFT_TABLES:
        connection.execute(delete(table).where(table.c.session == session_id, table.c.case_id == case_id))


def _is(table: Table, known: OnDisk) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.session == known.session_id, table.c.case_id == known.case_id


def _common_length(old: tuple[Edit, ...], new: tuple[Edit, ...]) -> int:
    """How many edits at the start are the same. Tuples of the same objects are compared at the speed of memory."""
    shorter = min(len(old), len(new))
    if old[:shorter] == new[:shorter]:
        return shorter
    return next(number for number in range(shorter) if old[number] != new[number])


def _optional_body(mark: Mark | None) -> str | None:
    return None if mark is None else mark_body(mark)


def _edit(row: Row[*tuple[object, ...]]) -> Edit:
    place = f"draft {row.session}/{row.case_id}, edit {row.number}"
    before = None if row.before is None else read_body(Mark, row.before, place)
    after = None if row.after is None else read_body(Mark, row.after, place)
    return Edit(row.mark_index, before, after)


def _place(known: OnDisk) -> str:
    return f"draft {known.session_id}/{known.case_id}"
