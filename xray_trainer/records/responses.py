"""Responses: kept as they were given, for good. Their viewing logs stand apart: a thousand can be read without them."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, func, insert, select

from xray_trainer.errors import RecordsError, RequestError
from xray_trainer.model import Response, ViewingLog, codec
from xray_trainer.records import drafts
from xray_trainer.records.body import read_body
from xray_trainer.records.tables import response_viewing, responses, session_cases, sessions
from xray_trainer.text import N_, Message


def append(connection: Connection, response: Response) -> None:
    """Keep a response; its draft goes in the same transaction. The same response again changes nothing.

    Raises
    ------
    RecordsError
        Another response is kept under the same id.
    RequestError
        Its session, person or case is not known here.
    """
    kept = _one(connection, response.id)
    if kept is not None:
        if kept != response:
            raise RecordsError(Message(N_("another answer is kept under {id}; it stays"), {"id": response.id}))
        return
    session = connection.execute(
        select(sessions.c.trainee, sessions.c.set_id).where(sessions.c.id == response.session)
    ).one_or_none()
    belongs = (session_cases.c.session == response.session, session_cases.c.case_id == response.case)
    case = connection.execute(select(session_cases.c.position).where(*belongs)).first()
    if session is None or session.trainee != response.trainee or case is None:
        raise RequestError(
            Message(N_("the answer to {case} does not belong to a session kept here"), {"case": response.case})
        )
    number = connection.execute(select(func.coalesce(func.max(responses.c.number), 0))).scalar_one() + 1
    connection.execute(
        insert(responses).values(
            id=response.id,
            number=number,
            session=response.session,
            trainee=response.trainee,
            set_id=session.set_id,
            case_id=response.case,
            submitted_ms=response.submitted_ms,
            seconds=response.seconds,
            body=codec.canonical(replace(response, viewing=ViewingLog())),
        )
    )
    if response.viewing.events:
        connection.execute(
            insert(response_viewing).values(response=response.id, body=codec.canonical(response.viewing))
        )
    drafts.remove(connection, response.session, response.case)


def listed(
    connection: Connection, session_id: str | None, trainee_id: str | None, set_id: str | None, viewing: bool
) -> tuple[Response, ...]:
    """Responses in the order of submission, with or without their viewing logs."""
    wanted = select(responses.c.id, responses.c.body).order_by(responses.c.number)
    if viewing:
        wanted = wanted.add_columns(response_viewing.c.body.label("viewing")).outerjoin(
            response_viewing, response_viewing.c.response == responses.c.id
        )
    for column, value in ((responses.c.session, session_id), (responses.c.trainee, trainee_id),
                          (responses.c.set_id, set_id)):  # fmt: skip
        if value is not None:
            wanted = wanted.where(column == value)
    return tuple(_response(row.id, row.body, row.viewing if viewing else None) for row in connection.execute(wanted))


def _one(connection: Connection, response_id: str) -> Response | None:
    row = connection.execute(
        select(responses.c.body, response_viewing.c.body.label("viewing"))
        .outerjoin(response_viewing, response_viewing.c.response == responses.c.id)
        .where(responses.c.id == response_id)
    ).one_or_none()
    return None if row is None else _response(response_id, row.body, row.viewing)


def _response(response_id: str, body: str, viewing: str | None) -> Response:
    place = f"response {response_id}"
    response = read_body(Response, body, place)
    return response if viewing is None else replace(response, viewing=read_body(ViewingLog, viewing, place))
