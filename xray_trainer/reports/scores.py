"""Answers from a file, judged against a set: the table, the JSON and the report of the command `score`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xray_trainer.errors import RequestError, TrainerError
from xray_trainer.model import CaseScore, Defect, Estimate, HitRule, Sealed, SetHead, Summary
from xray_trainer.reports import words
from xray_trainer.reports.model import Item, Report
from xray_trainer.reports.self_assessment import self_assessment
from xray_trainer.text import N_, Message, language, tr

if TYPE_CHECKING:
    from xray_trainer.library import ImageSet, ResponsesFile


@dataclass(frozen=True, slots=True)
class Scores:
    """A file of responses, judged. unanswered : ids of the set's cases without a response."""

    head: SetHead
    trainee: str
    rule: HitRule
    items: tuple[Item, ...]
    unanswered: tuple[str, ...]
    summary: Summary
    defects: tuple[Defect, ...]


def judge_file(image_set: ImageSet, given: ResponsesFile, rule: HitRule | None = None) -> Scores:
    """Judge every response of a file. A case whose truth cannot be read is a defect; the rest is judged.

    Raises
    ------
    RequestError
        The file holds no response to a case of the set.
    """
    from xray_trainer.scoring import judge, summarise  # noqa: PLC0415 - scoring loads numpy and OpenCV

    rule = rule or HitRule()
    items, defects = [], list(given.defects)
    for response in given.responses:
        try:
            case, truth = image_set.case(response.case), image_set.truth(response.case)
            if isinstance(truth, Sealed):
                raise RequestError(Message(N_("the truth of case {case} is sealed"), {"case": response.case}))
            items.append(Item(case, truth, response, judge(case, truth, response, rule), image_set.folder))
        except TrainerError as error:
            defects.append(Defect("not_judged", error.message, error.file or "", error.location))
    answered = {response.case for response in given.responses}
    unanswered = tuple(case for case in image_set.order if case not in answered)
    summary = summarise([item.score for item in items])
    return Scores(image_set.head, given.trainee, rule, tuple(items), unanswered, summary, tuple(defects))


def report(scores: Scores) -> Report:
    """The self-assessment of whoever gave the responses."""
    language_now = language()
    return self_assessment(
        scores.trainee,
        scores.head.title.say(language_now),
        scores.items,
        scores.summary,
        scores.rule,
        lambda category: scores.head.category_name(category, language_now),
        max((item.response.submitted_ms for item in scores.items), default=0),
    )


def as_json(scores: Scores) -> dict[str, object]:
    """What `score --json` prints; empty denominators are null."""
    return {
        "rule": asdict(scores.rule),
        "cases": [_case(item.score) for item in scores.items],
        "unanswered": list(scores.unanswered),
        "summary": _summary(scores.summary),
    }


def _case(score: CaseScore) -> dict[str, object]:
    return {
        "case": score.case,
        "outcome": score.outcome,
        "marks": [
            {
                "result": mark.result,
                "concealment": mark.concealment,
                "iou": mark.iou,
                "iogt": mark.iogt,
                "p_plus": mark.p_plus,
            }
            for mark in score.marks
        ],
        "concealments": [{"category": one.category, "found": one.found} for one in score.concealments],
    }


def _summary(summary: Summary) -> dict[str, object]:
    counts = ("with_concealment", "without", "concealments", "found", "false_marks", "stopped_without", "cannot_decide")
    estimates = ("found_rate", "false_alarm_rate", "d_prime", "criterion")
    return (
        {name: getattr(summary, name) for name in counts}
        | {name: _estimate(getattr(summary, name)) for name in estimates}
        | {"d_a": summary.d_a}
    )


def _estimate(estimate: Estimate | None) -> dict[str, float | None]:
    if estimate is None:
        return {"value": None, "low": None, "high": None}
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def table(scores: Scores) -> str:
    """The scores as lines for a terminal: a row a case, then the counts."""
    rows = [(tr("case"), tr("outcome"), tr("found"), tr("false marks"))]
    for item in scores.items:
        required = [one for one in item.score.concealments if not one.optional]
        found = sum(one.found for one in required)
        outcome = words.outcome(item.score.outcome)
        rows.append((item.case.id, outcome, f"{found}/{len(required)}", str(item.score.false_marks)))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    summary = scores.summary
    lines += [
        "",
        tr("Concealments found: {found} of {all}").format(found=summary.found, all=summary.concealments),
        tr("Containers without one that were stopped: {stopped} of {all}").format(
            stopped=summary.stopped_without, all=summary.without
        ),
        tr("False marks: {n}").format(n=summary.false_marks),
        tr("Cases without an answer: {n}").format(n=len(scores.unanswered)),
    ]
    return "\n".join(lines)


def write_report(scores: Scores, path: Path) -> None:
    """Write the self-assessment; the file's ending says the form."""
    from xray_trainer.reports import write  # noqa: PLC0415 - reports names this module in its face

    write(report(scores), path)
