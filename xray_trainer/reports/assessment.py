"""Self-assessments from what the journal keeps: of one practice, or of all that a trainee has answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from xray_trainer.model import Basis, Completeness, HitRule, Response, Sealed, Session, SetHead, Truth
from xray_trainer.reports.model import Item, Report
from xray_trainer.reports.self_assessment import self_assessment
from xray_trainer.text import language, ngettext

if TYPE_CHECKING:
    from xray_trainer.records import Journal


def judged(journal: Journal, response: Response, rule: HitRule, folder: Path | None = None) -> Item:
    """A kept response with the case and truth it was given to, judged by a rule.

    A truth that is sealed is as good as unknown here: the response is kept, shown, and not scored.
    """
    from xray_trainer.scoring import judge  # noqa: PLC0415 - scoring loads numpy and OpenCV

    case = journal.kept_case(response.case_digest)
    truth = journal.kept_truth(response.truth_digest)
    if isinstance(truth, Sealed):
        truth = Truth(case.id, Basis.UNKNOWN, Completeness.UNKNOWN)
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
    person = journal.trainee(trainee_id).name
    when_ms = max((item.response.submitted_ms for item in items), default=0)
    summary = summarise([item.score for item in items])
    heads = [journal.session_head(session.id) for session in by_id.values()]
    return self_assessment(person, title, items, summary, rule, _category_names(heads), when_ms)


def _folder(session: Session) -> Path | None:
    folder = Path(session.folder)
    return folder if folder.is_dir() else None


def _category_names(heads: Iterable[SetHead]) -> Callable[[str], str]:
    """Names of categories as the sets gave them when they were practised; a slug made readable where none did."""
    known = tuple(heads)

    def name(category: str) -> str:
        naming = (head for head in known if any(one.id == category for one in head.categories))
        head = next(naming, None)
        return head.category_name(category, language()) if head else category.replace("-", " ").replace("_", " ")

    return name
