"""All that is kept of one person, as files they can take with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, select

from xray_trainer.errors import RequestError
from xray_trainer.files import write_atomically, write_error
from xray_trainer.model import codec
from xray_trainer.model.codec import Json
from xray_trainer.records import drafts, people, responses, saved_reports, sessions, tables
from xray_trainer.records.nouns import SavedReport
from xray_trainer.text import N_, Message

FORMAT = "xray-trainer/person"
VERSION = 1


def gather(connection: Connection, trainee_id: str) -> Mapping[str, Json]:
    """File name → content: person, sessions, drafts, responses with their viewing logs. Raises RequestError."""
    trainee = people.trainee(connection, trainee_id)
    theirs = sessions.listed(connection, trainee_id, unfinished=False)
    given = responses.listed(connection, None, trainee_id, None, viewing=True)
    open_drafts: list[Json] = []
    for session in theirs:
        kept = select(tables.drafts.c.case_id).where(tables.drafts.c.session == session.id)
        for case_id in connection.execute(kept.order_by(tables.drafts.c.case_id)).scalars().all():
            found, _ = drafts.load(connection, session.id, case_id)
            if found is not None:
                open_drafts.append({"session": session.id, "case": case_id, **codec.encode(found)})
    return {
        "person.json": _file("person", codec.encode(trainee)),
        "sessions.json": _file("sessions", [codec.encode(one) for one in theirs]),
        "drafts.json": _file("drafts", open_drafts),
        "responses.json": _file("responses", [codec.encode(one) for one in given]),
        "reports.json": _file("reports", [_note(one) for one in saved_reports.listed(connection, trainee_id)]),
    }


def _note(one: SavedReport) -> Json:
    return {"folder": str(one.folder), "size": one.size, "sha256": one.digest, "saved_ms": one.saved_ms}


def write(files: Mapping[str, Json], dest: Path) -> tuple[Path, ...]:
    """Put the files into a new or empty folder.

    Raises
    ------
    RequestError
        Something is in that folder already: it is not mixed with what belongs to a person.
    WriteError
        The disk is full, the folder read-only, …
    """
    try:
        taken = dest.exists() and any(dest.iterdir())
    except OSError as error:
        raise write_error(error, dest) from error
    if taken:
        raise RequestError(Message(N_("this folder is not empty; please name a new one")), dest)
    for name, content in files.items():
        write_atomically(dest / name, codec.text(content).encode())
    return tuple(dest / name for name in files)


def _file(what: str, content: Json) -> Json:
    return {"format": FORMAT, "version": VERSION, what: content}
