"""People: the only table with names; and how a person leaves it again, with all that they gave."""

from __future__ import annotations

import unicodedata
import uuid

from sqlalchemy import Connection, delete, exists, insert, or_, select, update

from xray_trainer.errors import RequestError
from xray_trainer.model import Trainee
from xray_trainer.records import tables
from xray_trainer.records.tables import people
from xray_trainer.text import N_, Message


def trainees(connection: Connection) -> tuple[Trainee, ...]:
    """Everyone, in the order in which they were added."""
    rows = connection.execute(select(people.c.id, people.c.name).order_by(people.c.added_ms, people.c.id))
    return tuple(Trainee(row.id, row.name) for row in rows)


def trainee(connection: Connection, trainee_id: str) -> Trainee:
    """One person. Raises RequestError if nobody has that id."""
    row = connection.execute(select(people.c.id, people.c.name).where(people.c.id == trainee_id)).one_or_none()
    if row is None:
        raise RequestError(Message(N_("nobody is known here by {id}"), {"id": trainee_id}))
    return Trainee(row.id, row.name)


def add(connection: Connection, name: str, now_ms: int) -> Trainee:
    """One more person. Raises RequestError for a name that is empty or already there."""
    added = Trainee(str(uuid.uuid4()), _free_name(connection, name))
    connection.execute(insert(people).values(id=added.id, name=added.name, added_ms=now_ms))
    return added


def rename(connection: Connection, trainee_id: str, name: str) -> Trainee:
    """The same person by another name. Raises RequestError as `add` and `trainee` do."""
    renamed = Trainee(trainee(connection, trainee_id).id, _free_name(connection, name, but=trainee_id))
    connection.execute(update(people).where(people.c.id == renamed.id).values(name=renamed.name))
    return renamed


def _free_name(connection: Connection, name: str, but: str = "") -> str:
    whole = name.encode("utf-8", "replace").decode()  # bytes that are no text, from a terminal
    tidy = " ".join(unicodedata.normalize("NFC", whole).split())
    if not tidy:
        raise RequestError(Message(N_("a name is needed")))
    for one in trainees(connection):
        if one.id != but and one.name.casefold() == tidy.casefold():
            raise RequestError(Message(N_("there is already somebody called {name}"), {"name": one.name}))
    return tidy


def erase(connection: Connection, trainee_id: str, now_ms: int) -> None:
    """Remove a person and all that is theirs. That there was an erasure stays noted until the file is scrubbed.

    Raises RequestError if nobody has that id.
    """
    gone = trainee(connection, trainee_id).id
    connection.execute(insert(tables.erasures).values(trainee=gone, begun_ms=now_ms))  # opens the triggers
    given = select(tables.responses.c.id).where(tables.responses.c.trainee == gone)
    theirs = select(tables.sessions.c.id).where(tables.sessions.c.trainee == gone)
    connection.execute(delete(tables.response_viewing).where(tables.response_viewing.c.response.in_(given)))
    connection.execute(delete(tables.responses).where(tables.responses.c.trainee == gone))
    for table in (*tables.DRAFT_TABLES, tables.session_cases):
        connection.execute(delete(table).where(table.c.session.in_(theirs)))
    connection.execute(delete(tables.sessions).where(tables.sessions.c.trainee == gone))
    settings = tables.preferences  # where saved reports are noted
    connection.execute(delete(settings).where(or_(settings.c.key.contains(gone), settings.c.value.contains(gone))))
    connection.execute(delete(people).where(people.c.id == gone))
    _drop_what_nobody_needs(connection)
    connection.execute(delete(tables.erasures))
    connection.execute(insert(tables.erasures).values(trainee="", begun_ms=now_ms))


def is_erasure_unfinished(connection: Connection) -> bool:
    """Whether bytes of somebody erased may still be in the file or in a copy."""
    return connection.execute(select(tables.erasures.c.begun_ms)).first() is not None


def finish_erasures(connection: Connection) -> None:
    """The file is scrubbed: nothing is left to note."""
    connection.execute(delete(tables.erasures))


def _drop_what_nobody_needs(connection: Connection) -> None:
    """Cases, truths and set heads to which no session points any more."""
    digest = tables.kept.c.digest
    used = or_(
        exists().where(tables.session_cases.c.case_digest == digest),
        exists().where(tables.session_cases.c.truth_digest == digest),
        exists().where(tables.sessions.c.head == digest),
    )
    connection.execute(delete(tables.kept).where(~used))
