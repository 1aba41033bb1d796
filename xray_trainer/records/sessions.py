"""Sessions, and what they were about: the cases, truths and set head, kept by digest when a session starts."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Row, insert, select, update

from xray_trainer.clock import Instant
from xray_trainer.errors import RequestError
from xray_trainer.model import Case, Mode, Sealed, Session, SetHead, Truth, codec
from xray_trainer.records import people
from xray_trainer.records.body import UnreadableBodyError, read_body
from xray_trainer.records.nouns import SessionCase
from xray_trainer.records.tables import kept, session_cases, sessions
from xray_trainer.text import N_, Message, language

Kept = TypeVar("Kept", Case, Truth, Sealed, SetHead)
_KINDS: dict[type, str] = {Case: "case", Truth: "truth", Sealed: "sealed", SetHead: "head"}


def start(
    connection: Connection,
    trainee_id: str,
    head: SetHead,
    folder: Path,
    mode: Mode,
    cases: Iterable[tuple[Case, Truth | Sealed]],
    now: Instant,
) -> Session:
    """A new session over these cases, in this order. Raises RequestError for an unknown person or no cases."""
    people.trainee(connection, trainee_id)
    pairs = tuple(cases)
    if not pairs:
        raise RequestError(Message(N_("this set has no case that can be opened")), folder)
    head_digest, *digests = _keep(connection, (head, *(noun for pair in pairs for noun in pair)))
    order = tuple(
        SessionCase(case.id, case_digest, truth_digest)
        for (case, _), case_digest, truth_digest in zip(pairs, digests[::2], digests[1::2], strict=True)
    )
    session = Session(
        id=str(uuid.uuid4()),
        trainee=trainee_id,
        set_id=head.id,
        set_revision=head.revision,
        set_title=head.title.say(language()),
        folder=str(folder),
        mode=mode,
        order=tuple(one.case_id for one in order),
        started_ms=now.wall_ms,
    )
    connection.execute(
        insert(sessions).values(
            id=session.id,
            trainee=session.trainee,
            head=head_digest,
            set_id=session.set_id,
            set_revision=session.set_revision,
            set_title=session.set_title,
            folder=json.dumps(session.folder),  # a folder's name may hold bytes that are no text
            mode=session.mode.value,
            started_ms=session.started_ms,
            offset_min=now.offset_min,
        )
    )
    connection.execute(
        insert(session_cases),
        [{"session": session.id, "position": place, **one._asdict()} for place, one in enumerate(order)],
    )
    return session


def add_case(connection: Connection, session_id: str, case: Case, truth: Truth | Sealed) -> SessionCase:
    """One more case at the end of a session. Raises RequestError if it is over, or holds a case of that id."""
    session = one(connection, session_id)
    if session.finished_ms is not None or case.id in session.order:
        raise RequestError(Message(N_("case {id} cannot join this session any more"), {"id": case.id}))
    case_digest, truth_digest = _keep(connection, (case, truth))
    added = SessionCase(case.id, case_digest, truth_digest)
    connection.execute(insert(session_cases).values(session=session_id, position=len(session.order), **added._asdict()))
    return added


def listed(connection: Connection, trainee_id: str | None, unfinished: bool) -> tuple[Session, ...]:
    """Sessions, newest first."""
    wanted = select(sessions).order_by(sessions.c.started_ms.desc(), sessions.c.id)
    if trainee_id is not None:
        wanted = wanted.where(sessions.c.trainee == trainee_id)
    if unfinished:
        wanted = wanted.where(sessions.c.finished_ms.is_(None))
    rows = connection.execute(wanted).all()
    orders: dict[str, list[str]] = {row.id: [] for row in rows}
    for row in _order_rows(connection, tuple(orders)):
        orders[row.session].append(row.case_id)
    return tuple(_session(row, tuple(orders[row.id])) for row in rows)


def one(connection: Connection, session_id: str) -> Session:
    """One session. Raises RequestError if there is none of that id."""
    row = connection.execute(select(sessions).where(sessions.c.id == session_id)).one_or_none()
    if row is None:
        raise RequestError(Message(N_("there is no session {id} here"), {"id": session_id}))
    return _session(row, tuple(found.case_id for found in _order_rows(connection, (session_id,))))


def finish(connection: Connection, session_id: str, now_ms: int) -> Session:
    """Say that a session is over; the first time counts. Raises RequestError if there is none of that id."""
    one(connection, session_id)
    connection.execute(
        update(sessions).where(sessions.c.id == session_id, sessions.c.finished_ms.is_(None)).values(finished_ms=now_ms)
    )
    return one(connection, session_id)


def cases_of(connection: Connection, session_id: str) -> tuple[SessionCase, ...]:
    """The cases of a session in order, with the digests they are kept by. Raises RequestError."""
    one(connection, session_id)
    rows = connection.execute(
        select(session_cases).where(session_cases.c.session == session_id).order_by(session_cases.c.position)
    )
    return tuple(SessionCase(row.case_id, row.case_digest, row.truth_digest) for row in rows)


def head_of(connection: Connection, session_id: str) -> SetHead:
    """The head of the session's set as it was when the session started. Raises RequestError."""
    digest = connection.execute(select(sessions.c.head).where(sessions.c.id == session_id)).scalar()
    if digest is None:
        raise RequestError(Message(N_("there is no session {id} here"), {"id": session_id}))
    return _read(SetHead, _kept_body(connection, digest)[1], digest)


def find_case(connection: Connection, digest: str) -> Case:
    """The case kept under a digest. Raises RequestError if there is none."""
    kind, body = _kept_body(connection, digest)
    if kind != _KINDS[Case]:
        raise _not_kept(digest)
    return _read(Case, body, digest)


def find_truth(connection: Connection, digest: str) -> Truth | Sealed:
    """The truth kept under a digest, sealed or not. Raises RequestError if there is none."""
    kind, body = _kept_body(connection, digest)
    if kind == _KINDS[Sealed]:
        return _read(Sealed, body, digest)
    if kind != _KINDS[Truth]:
        raise _not_kept(digest)
    return _read(Truth, body, digest)


def _kept_body(connection: Connection, digest: str) -> tuple[str, str]:
    row = connection.execute(select(kept.c.kind, kept.c.body).where(kept.c.digest == digest)).one_or_none()
    if row is None:
        raise _not_kept(digest)
    return row.kind, row.body


def _read(noun: type[Kept], body: str, digest: str) -> Kept:
    location = f"kept {digest}"
    if hashlib.sha256(body.encode()).hexdigest() != digest:
        raise UnreadableBodyError(location)
    return read_body(noun, body, location)


def _not_kept(digest: str) -> RequestError:
    return RequestError(Message(N_("nothing is kept here under {digest}"), {"digest": digest}))


def _keep(connection: Connection, nouns: Sequence[Case | Truth | Sealed | SetHead]) -> list[str]:
    """Keep those that are not kept yet; their digests in order."""
    digests: list[str] = []
    rows: dict[str, dict[str, str]] = {}
    for noun in nouns:
        body = codec.canonical(noun)
        digests.append(hashlib.sha256(body.encode()).hexdigest())
        rows[digests[-1]] = {"digest": digests[-1], "kind": _KINDS[type(noun)], "body": body}
    for some in _portions(digests):
        for known in connection.execute(select(kept.c.digest).where(kept.c.digest.in_(some))).scalars():
            rows.pop(known, None)
    if rows:
        connection.execute(insert(kept), list(rows.values()))
    return digests


def _order_rows(connection: Connection, ids: tuple[str, ...]) -> Iterator[Row[str, str]]:
    for some in _portions(ids):
        yield from connection.execute(
            select(session_cases.c.session, session_cases.c.case_id)
            .where(session_cases.c.session.in_(some))
            .order_by(session_cases.c.session, session_cases.c.position)
        )


def _portions(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """A few hundred at a time: a statement takes a limited number of values."""
    for first in range(0, len(values), 500):
        yield values[first : first + 500]


def _session(row: Row[*tuple[object, ...]], order: tuple[str, ...]) -> Session:
    return Session(
        id=row.id,
        trainee=row.trainee,
        set_id=row.set_id,
        set_revision=row.set_revision,
        set_title=row.set_title,
        folder=json.loads(row.folder),
        mode=Mode(row.mode),
        order=order,
        started_ms=row.started_ms,
        finished_ms=row.finished_ms,
    )
