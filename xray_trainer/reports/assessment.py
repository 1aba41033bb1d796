"""Self-assessments from what the journal keeps: of one practice, or of all that a trainee has answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from xray_trainer.errors import RequestError, TrainerError
from xray_trainer.model import HitRule, Response, Sealed, Session, SetHead
from xray_trainer.reports.model import Item, Report
from xray_trainer.reports.self_assessment import self_assessment
from xray_trainer.text import Message, N_, language, ngettext

if TYPE_CHECKING:
    from xray_trainer.records import Journal


def judged(journal: Journal, response: Response, rule: HitRule, folder: Path | None = None) -> Item:
    """A kept response with the case and truth it was given to, judged by a rule.

    Raises
    ------
    RequestError
        The truth is sealed: only the mentor who made the set can read it.
    """
    from xray_trainer.scoring import judge  # noqa: PLC0415 - scoring loads numpy and OpenCV

    case = journal.kept_case(response.case_digest)
    truth = journal.kept_truth(response.truth_digest)
    if isinstance(truth, Sealed):
        raise RequestError(Message(N_("the truth of case {case} is sealed"), {"case": response.case}))
    return Item(case, truth, response, judge(case, truth, response, rule), folder)


def of_session(journal: Journal, session_id: str, rule: HitRule | None = None) -> Report:
    """The self-assessment of one practice."""
    session = journal.session(session_id)
    responses = journal.responses(session_id=session_id)
    return _assess(journal, session.trainee, session.set_title, (session,), responses, rule or HitRule())


def of_trainee(journal: Journal, trainee_id: str, rule: HitRule | None = None) -> Report:
    """The self-assessment of all that a trainee has answered."""
    sessions = journal.sessions(trainee_id)
    count = len({session.set_id for session in sessions})
    title = ngettext("{n} image set", "{n} image sets", count).format(n=count)
    return _assess(journal, trainee_id, title, sessions, journal.responses(trainee_id=trainee_id), rule or HitRule())


def _assess(
    journal: Journal,
    trainee_id: str,
    title: str,
    sessions: Iterable[Session],
    responses: Iterable[Response],
    rule: HitRule,
) -> Report:
    from xray_trainer.scoring import summarise  # noqa: PLC0415 - scoring loads numpy and OpenCV

    by_id = {session.id: session for session in sessions}
    items = [judged(journal, one, rule, _folder(by_id[one.session])) for one in responses]
    person = next(one.name for one in journal.trainees() if one.id == trainee_id)
    when_ms = max((item.response.submitted_ms for item in items), default=0)
    summary = summarise([item.score for item in items])
    return self_assessment(person, title, items, summary, rule, _category_names(by_id.values()), when_ms)


def _folder(session: Session) -> Path | None:
    folder = Path(session.folder)
    return folder if folder.is_dir() else None


def _category_names(sessions: Iterable[Session]) -> Callable[[str], str]:
    """Names of categories from the sets that are still at hand; a slug made readable where none is."""
    from xray_trainer.library import open_image_set  # noqa: PLC0415 - only for reports

    heads: list[SetHead] = []
    for folder in {session.folder for session in sessions}:
        try:
            heads.append(open_image_set(Path(folder)).head)
        except TrainerError:
            continue  # the stick is gone: results are told all the same

    def name(category: str) -> str:
        known = (head for head in heads if any(one.id == category for one in head.categories))
        head = next(known, None)
        return head.category_name(category, language()) if head else category.replace("-", " ").replace("_", " ")

    return name
