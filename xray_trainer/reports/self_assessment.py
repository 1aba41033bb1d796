"""From answered cases to the report about them: counts, rows and sentences, in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from xray_trainer.model import (
    ALMOST_CERTAIN,
    DOUBTFUL,
    PROBABLE,
    Basis,
    Completeness,
    Estimate,
    HitRule,
    Outcome,
    Summary,
    Verdict,
)
from xray_trainer.reports import words
from xray_trainer.reports.headings import headings, rule_lines
from xray_trainer.reports.misses import misses_of
from xray_trainer.reports.model import (
    FEW,
    MOST_ROWS,
    CaseRow,
    CategoryRow,
    ConfidenceRow,
    Count,
    FigureKind,
    FigureText,
    Item,
    Report,
    Said,
    VerdictRow,
)
from xray_trainer.reports.numerals import date_and_time, number, seconds_long, seconds_short
from xray_trainer.text import language, ngettext, tr

MOST_MISSES_SHOWN = 12
MOST_CASES_IN_A_FIGURE = 120
LEAST_CASES_IN_A_FIGURE = 5
_RIGHT = frozenset({Outcome.FOUND, Outcome.RELEASED, Outcome.RELEASED_WITH_MARKS})


def self_assessment(
    person: str,
    title: str,
    items: Sequence[Item],
    summary: Summary,
    rule: HitRule,
    category_name: Callable[[str], str],
    when_ms: int,
) -> Report:
    """The report on a session or on a person's work so far.

    person : whose it is, "" if nobody is named. title : of what (the image set's). when_ms : UTC ms of its end;
    shown on the clock of the place where the last answer was given.
    """
    offset_min = items[-1].response.offset_min if items else 0
    categories = _categories(summary, category_name)
    confidence = _confidence(items)
    verdicts = _verdicts(items)
    cases = tuple(_case_row(number_, item) for number_, item in enumerate(items, start=1))
    shown, missed = misses_of(items, rule, category_name, MOST_MISSES_SHOWN)
    return Report(
        language=language(),
        title=tr("Self-assessment"),
        headline=words.headline(summary),
        person=person,
        set_title=title,
        when=date_and_time(when_ms, offset_min) if when_ms > 0 else "",  # a file of answers may not say
        when_ms=when_ms,
        offset_min=offset_min,
        counts=_counts(items, summary),
        reading=_reading(summary, confidence),
        next_step=words.next_step(summary, categories),
        figures=_figures(categories, confidence, verdicts, cases),
        categories=categories,
        confidence=confidence,
        verdicts=verdicts,
        misses=shown,
        more_misses=missed - len(shown),
        misses_note=_misses_note(missed - len(shown)),
        cases=cases,
        rule=rule,
        rule_lines=rule_lines(rule),
        notes=_notes(items, summary),
        d_prime=summary.d_prime,
        criterion=summary.criterion,
        d_a=summary.d_a,
        headings=headings(),
    )


def _counts(items: Sequence[Item], summary: Summary) -> tuple[Count, ...]:
    known = sum(_false_marks_are_told(item) for item in items)
    found_rate = summary.found_rate if summary.concealments >= FEW else None
    alarm_rate = summary.false_alarm_rate if summary.without >= FEW else None
    return (
        Count("found", tr("Concealments found"), words.of(summary.found, summary.concealments),
              words.likely(summary.concealments, found_rate), summary.found, summary.concealments, rate=found_rate),
        Count("stopped_without", tr("Stopped without need"), words.of(summary.stopped_without, summary.without),
              words.likely(summary.without, alarm_rate), summary.stopped_without, summary.without, rate=alarm_rate),
        Count("false_marks", tr("False marks"), number(summary.false_marks),
              words.false_marks_note(summary.false_marks, known), summary.false_marks, known),
        Count("median_seconds", tr("Middle time"),
              "–" if summary.median_seconds is None else seconds_long(summary.median_seconds),
              _time_note(items), value=summary.median_seconds),
        Count("cannot_decide", tr("Cannot decide"), words.of(summary.cannot_decide, summary.cases),
              tr("each counts as stopped") if summary.cannot_decide else "", summary.cannot_decide, summary.cases),
    )  # fmt: skip


def _false_marks_are_told(item: Item) -> bool:
    return item.score.outcome is not None and item.truth.completeness is Completeness.COMPLETE


def _time_note(items: Sequence[Item]) -> str:
    times = [item.score.seconds for item in items if item.score.seconds is not None]
    if len(times) < 2 or seconds_short(min(times)) == seconds_short(max(times)):
        return ""
    return tr("from {least} to {most}").format(least=seconds_short(min(times)), most=seconds_short(max(times)))


def _reading(summary: Summary, confidence: Sequence[ConfidenceRow]) -> tuple[str, ...]:
    sentences = [
        words.found_sentence(summary.found, summary.concealments, summary.found_rate),
        words.stopped_sentence(summary.stopped_without, summary.without, summary.false_alarm_rate),
        words.cannot_decide_sentence(summary.cannot_decide, summary.cases),
        words.telling_apart(summary),
        words.tendency(summary),
        *(words.confidence_sentence(row) for row in confidence),
    ]
    return tuple(one for one in sentences if one)


def _categories(summary: Summary, category_name: Callable[[str], str]) -> tuple[CategoryRow, ...]:
    """The best known first: by found share, those of fewer than ten last."""
    rows = [
        CategoryRow(one.category, category_name(one.category) or one.category, one.found, one.shown,
                    words.of(one.found, one.shown), words.likely(one.shown, one.found_rate), one.found_rate)
        for one in summary.categories
        if one.shown
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.few, -row.found / row.shown, -row.shown, row.name)))


def _confidence(items: Sequence[Item]) -> tuple[ConfidenceRow, ...]:
    """Verdicts by how sure they were given, the surest first; "cannot decide" claims nothing, so it is left out."""
    from xray_trainer.scoring import wilson  # noqa: PLC0415 - scoring brings cv2 and scipy

    rows = []
    for level in (ALMOST_CERTAIN, PROBABLE, DOUBTFUL):
        given = [
            item.score.verdict.stops == item.score.with_concealment
            for item in items
            if item.score.with_concealment is not None
            and item.score.verdict is not Verdict.CANNOT_DECIDE
            and item.score.confidence == level
        ]
        right, n = sum(given), len(given)
        low, high = wilson(right, n) if n else (0.0, 1.0)
        rate = Estimate(right / n, low, high) if n else None
        rows.append(
            ConfidenceRow(level, words.confidence(level), right, n, words.of(right, n), words.PROMISES[level], rate)
        )
    return tuple(rows)


def _verdicts(items: Sequence[Item]) -> tuple[VerdictRow, ...]:
    rows = []
    for there, name in ((True, tr("With a concealment")), (False, tr("Without one"))):
        given = Counter(item.score.verdict for item in items if item.score.with_concealment is there)
        said = tuple(
            Said(one, words.verdict(one), given[one], one is not Verdict.CANNOT_DECIDE and one.stops is there)
            for one in (Verdict.TO_INSPECTION, Verdict.CANNOT_DECIDE, Verdict.NO_SUSPICION)
        )
        rows.append(VerdictRow(there, name, given.total(), said))
    return tuple(rows)


def _case_row(number_: int, item: Item) -> CaseRow:
    score, told = item.score, _false_marks_are_told(item)
    required = [one for one in score.concealments if not one.optional]
    found = sum(one.found for one in required)
    return CaseRow(
        number=number_,
        case=item.case.id,
        title=item.case.title.say(language()) or item.case.id,
        with_concealment=score.with_concealment,
        verdict=score.verdict,
        confidence=score.confidence,
        said=words.said(score.verdict, score.confidence),
        outcome=score.outcome,
        outcome_text=words.outcome(score.outcome),
        right=None if score.outcome is None else score.outcome in _RIGHT,
        found=found,
        concealments=len(required),
        found_text=words.of(found, len(required)),
        marks=len(item.response.marks),
        false_marks=score.false_marks if told else None,
        false_marks_text=number(score.false_marks) if told else "–",
        seconds=score.seconds,
        seconds_text="–" if score.seconds is None else seconds_short(score.seconds),
    )


def _figures(
    categories: Sequence[CategoryRow],
    confidence: Sequence[ConfidenceRow],
    verdicts: Sequence[VerdictRow],
    cases: Sequence[CaseRow],
) -> tuple[FigureText, ...]:
    """The figures that have something to show, each with its words."""
    texts = []
    hollow = tr("in 100; hollow: fewer than ten, too few to say; no dot: fewer than five")
    if len(categories) > MOST_ROWS:
        hollow = tr("{note}; the table holds all {n}").format(note=hollow, n=number(len(categories)))
    if categories:
        texts.append(FigureText(
            FigureKind.CATEGORIES, tr("Found, by category"), hollow,
            "; ".join(f"{row.name}: {row.text}, {row.range_text}" for row in categories),
        ))  # fmt: skip
    if any(row.cases for row in verdicts):
        texts.append(FigureText(
            FigureKind.VERDICTS, tr("What you said, against what was there"), tr("containers; hatched: wrong"),
            "; ".join(f"{row.name}: " + ", ".join(f"{one.name} {number(one.count)}" for one in row.said)
                      for row in verdicts if row.cases),
        ))  # fmt: skip
    if any(row.answered for row in confidence):
        texts.append(FigureText(
            FigureKind.CONFIDENCE, tr("How sure, and how often right"),
            tr("verdicts right in 100; upright line: what the word promises"),
            "; ".join(f"{row.name}: {row.text}" for row in confidence if row.answered),
        ))  # fmt: skip
    timed = [row for row in cases if row.seconds is not None and row.right is not None]
    if len(timed) >= LEAST_CASES_IN_A_FIGURE and len(cases) <= MOST_CASES_IN_A_FIGURE:
        texts.append(FigureText(
            FigureKind.TIMES, tr("Time for each case"), tr("in the order they came"),
            "; ".join(f"{row.title}: {row.seconds_text}, {row.outcome_text}" for row in timed),
        ))  # fmt: skip
    return tuple(texts)


def _misses_note(more: int) -> str:
    if not more:
        return ""
    return ngettext(
        "{n} more was missed; the list of cases in the saved report names it.",
        "{n} more were missed; the list of cases in the saved report names them.",
        more,
    ).format(n=number(more))


def _notes(items: Sequence[Item], summary: Summary) -> tuple[str, ...]:
    """What the numbers leave out, and how far they may be trusted."""
    partial = sum(item.truth.completeness is Completeness.PARTIAL for item in items)
    declared = sum(item.truth.basis is Basis.DECLARED and item.score.outcome is not None for item in items)
    optional = sum(one.optional for item in items for one in item.score.concealments)
    notes = [tr("This is a self-assessment: practice without supervision. It is not a test.")]
    if summary.unscored:
        notes.append(ngettext(
            "{n} case is left out of every number, because what it holds is not known.",
            "{n} cases are left out of every number, because what they hold is not known.", summary.unscored,
        ).format(n=number(summary.unscored)))  # fmt: skip
    if partial:
        notes.append(ngettext(
            "In {n} case only part of what it holds is known: a mark that matches nothing there is not called false.",
            "In {n} cases only part of what they hold is known: a mark that matches nothing there is not called false.",
            partial,
        ).format(n=number(partial)))  # fmt: skip
    if declared:
        notes.append(ngettext(
            "In {n} case the truth is what the set's author declared.",
            "In {n} cases the truth is what the set's author declared.", declared,
        ).format(n=number(declared)))  # fmt: skip
    if optional:
        notes.append(tr("Optional concealments count neither as found nor as missed."))
    if summary.concealments >= FEW or summary.without >= FEW:
        notes.append(tr("“Likely between” is a range that holds the true rate 95 times in 100."))
    return tuple(notes)
