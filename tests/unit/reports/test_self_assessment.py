"""From answered cases to the model of the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.reports.practice import HEIGHT, WIDTH, Answer, item, practice, report, without_scans
from xray_trainer.model import (
    Box,
    Completeness,
    Mark,
    MarkResult,
    MarkScore,
    Outcome,
    Region,
    RotatedBox,
    Verdict,
    WholeLoad,
)
from xray_trainer.reports import FigureKind, Item

MISSED = Answer("weapons", Verdict.NO_SUSPICION, 3)


def counts(items: list[Item]) -> dict[str, tuple[int | None, int | None]]:
    return {one.key: (one.count, one.of) for one in report(items).counts}


def test_counts_are_those_of_the_cases(small_practice: list[Item]) -> None:
    made = report(small_practice)
    concealments = [one for each in small_practice for one in each.score.concealments]
    assert made.counts[0].text == f"{sum(one.found for one in concealments)} of {len(concealments)}"
    stopped = sum(each.score.outcome is Outcome.STOPPED for each in small_practice)
    assert made.counts[1].count == stopped
    assert len(made.cases) == 24
    assert made.person == "Aigerim Toktosunova"
    assert made.when == "24\u00a0November\u00a02026, 22:00"


def test_rows_by_category_hold_every_concealment(small_practice: list[Item]) -> None:
    made = report(small_practice)
    assert sum(row.shown for row in made.categories) == made.counts[0].of
    assert sum(row.found for row in made.categories) == made.counts[0].count
    assert all(row.range_text == "too few to say" for row in made.categories if row.few)


def test_every_miss_is_told_with_place_explanation_and_what_was_said(tmp_path: Path) -> None:
    (miss,) = report([item(tmp_path, 1, MISSED)]).misses
    assert miss.category == "Weapons"
    assert miss.place == "in the floor"
    assert miss.said == "You said: no suspicion, almost certain."
    assert miss.advice == "Missed: look in the floor."
    assert "boards of the pallet" in miss.explanation


def test_crop_holds_the_miss_with_room_around_it(tmp_path: Path) -> None:
    each = item(tmp_path, 1, MISSED)
    crop = report([each]).misses[0].crop
    assert crop is not None
    hidden = each.truth.concealments[0].regions[0].shape
    assert isinstance(hidden, Box)
    assert crop.view.width >= 200
    assert crop.view.x < hidden.x
    assert hidden.x + hidden.width < crop.view.x + crop.view.width
    assert crop.view.x >= 0
    assert crop.view.x + crop.view.width <= WIDTH
    assert crop.view.y >= 0
    assert crop.view.y + crop.view.height <= HEIGHT


@pytest.mark.parametrize(
    "shape",
    [
        Box(0, 0, 12, 9),
        Box(WIDTH - 10, HEIGHT - 8, 10, 8),
        Box(40, 395, 1500, 12),
        Box(-50, -50, WIDTH + 100, HEIGHT + 100),
        Box(5 * WIDTH, 3, 10, 10),
        RotatedBox(800, 200, 500, 30, 35),
        WholeLoad(),
    ],
)
def test_crop_stays_inside_the_scan(tmp_path: Path, shape: Box | RotatedBox | WholeLoad) -> None:
    each = item(tmp_path, 1, MISSED)
    concealment = replace(each.truth.concealments[0], regions=(Region(shape),))
    crop = report([replace(each, truth=replace(each.truth, concealments=(concealment,)))]).misses[0].crop
    assert crop is not None
    assert crop.view.width > 0
    assert crop.view.height > 0
    assert crop.view.x >= 0
    assert crop.view.y >= 0
    assert crop.view.x + crop.view.width <= WIDTH + 1e-6
    assert crop.view.y + crop.view.height <= HEIGHT + 1e-6


def test_a_region_on_a_scan_that_does_not_exist_has_a_note_in_place_of_the_crop(tmp_path: Path) -> None:
    each = item(tmp_path, 1, MISSED)
    concealment = replace(each.truth.concealments[0], regions=(Region(Box(1, 1, 5, 5), scan=4),))
    (miss,) = report([replace(each, truth=replace(each.truth, concealments=(concealment,)))]).misses
    assert miss.crop is None
    assert miss.crop_note


def test_scans_that_are_gone_leave_a_note(small_practice: list[Item]) -> None:
    made = report(without_scans(small_practice))
    assert made.misses
    assert all(one.crop is None and "not at hand" in one.crop_note for one in made.misses)


def test_only_twelve_misses_are_shown_and_the_rest_are_counted(tmp_path: Path) -> None:
    first = item(tmp_path, 1, MISSED)
    items = [first, *(item(tmp_path, n, MISSED, first.case.scans[0]) for n in range(2, 101))]
    made = report(items)
    assert len(made.misses) == 12
    assert made.more_misses == 88
    assert made.misses_note == "88 more were missed; the list of cases in the saved report names them."


def test_a_mark_over_half_the_container_is_told_so(tmp_path: Path) -> None:
    each = item(tmp_path, 1, replace(MISSED, verdict=Verdict.TO_INSPECTION))
    half = Mark("m1", Box(30, 20, 770, 380))
    score = replace(each.score, marks=(MarkScore("m1", MarkResult.TOO_LARGE, "c0"),))
    made = report([replace(each, response=replace(each.response, marks=(half,)), score=score)])
    assert made.misses[0].advice == (
        "Your mark takes in 50 in 100 of the container; an inspection team could not act on it. Mark the spot."
    )


def test_a_mark_elsewhere_is_drawn_with_the_miss(tmp_path: Path) -> None:
    each = item(tmp_path, 1, Answer("weapons", Verdict.TO_INSPECTION, 2, false_marks=1))
    (miss,) = report([each]).misses
    assert miss.advice == "You stopped it, but your mark lies elsewhere."
    assert miss.crop is not None
    assert len(miss.crop.marks) == 1


def test_cases_of_unknown_truth_are_left_out_and_said_so(tmp_path: Path) -> None:
    unknown = Answer(None, Verdict.TO_INSPECTION, completeness=Completeness.UNKNOWN)
    made = report([item(tmp_path, n, unknown) for n in (1, 2)])
    assert made.headline == "You looked at 2 containers; what they hold is not known, so they cannot be scored."
    assert any("2 cases are left out of every number" in note for note in made.notes)
    assert made.figures == ()
    assert [row.outcome_text for row in made.cases] == ["Not scored", "Not scored"]
    assert made.counts[2].note == "cannot be told here"


def test_partial_truth_is_told_in_the_notes(tmp_path: Path) -> None:
    partial = Answer("cash", Verdict.TO_INSPECTION, found=True, false_marks=2, completeness=Completeness.PARTIAL)
    made = report([item(tmp_path, 1, partial)])
    assert made.cases[0].false_marks is None
    assert any("only part of what it holds is known" in note for note in made.notes)


def test_no_case_at_all_still_makes_a_report() -> None:
    made = report([])
    assert made.headline == "No case has been answered yet."
    assert made.figures == ()
    assert made.next_step


def test_cannot_decide_is_right_or_wrong_of_nothing(tmp_path: Path) -> None:
    undecided = [item(tmp_path, n, Answer(None, Verdict.CANNOT_DECIDE, 3)) for n in (1, 2)]
    made = report(undecided)
    assert [row.answered for row in made.confidence] == [0, 0, 0]
    assert made.counts[4].text == "2 of 2"


def test_figures_are_those_that_have_something_to_show(small_practice: list[Item]) -> None:
    assert [one.kind for one in report(small_practice).figures] == list(FigureKind)
    assert [one.kind for one in report(small_practice[:2]).figures][-1] is not FigureKind.TIMES


def test_the_rule_is_told_with_its_numbers(small_practice: list[Item]) -> None:
    said = " ".join(report(small_practice).rule_lines)
    for value in ("50 in 100", "25 in 100", "1.5 and", "5 in 100", "20 in 100", "35 in 100", "2 times"):
        assert value in said


def test_many_cases_are_cheap(tmp_path: Path) -> None:
    assert len(report(practice(tmp_path, 300, scans=2)).cases) == 300
