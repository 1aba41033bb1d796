"""What the hit rule says of marks, concealments and cases."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xray_trainer.errors import ScanMismatch
from xray_trainer.model import (
    Basis,
    Box,
    Case,
    CaseScore,
    Completeness,
    Concealment,
    Discrepancy,
    FileRef,
    HitRule,
    Mark,
    MarkResult,
    Outcome,
    Plane,
    PlaneKind,
    Polygon,
    Region,
    Response,
    RotatedBox,
    Scan,
    Shape,
    Truth,
    Verdict,
    WholeLoad,
)
from xray_trainer.scoring import Container, container_at, container_share, fit, judge

unhurried = settings(deadline=None)  # the first call may import scipy, and machines are shared

FOUND, FALSE, REPEAT = MarkResult.FOUND, MarkResult.FALSE, MarkResult.REPEAT
IGNORED, TOO_LARGE, WRONG_CATEGORY = MarkResult.IGNORED, MarkResult.TOO_LARGE, MarkResult.WRONG_CATEGORY

HERE, THERE, NOWHERE = Box(400.0, 400.0, 120.0, 80.0), Box(1600.0, 300.0, 100.0, 100.0), Box(1000.0, 700.0, 90.0, 90.0)
HALF = Box(0.0, 0.0, 1200.0, 1000.0)


def scan(digest: str = "aa", outlines: tuple[Box, ...] = ()) -> Scan:
    return Scan((Plane(PlaneKind.GREY, FileRef(f"{digest}.png", 1, digest)),), 2400, 1000, outlines=outlines)


CASE = Case("c", (scan(),))


def hidden(name: str, *shapes: Shape, category: str = "cigarettes", optional: bool = False) -> Concealment:
    return Concealment(name, tuple(Region(shape) for shape in shapes), category, optional=optional)


def truth(
    *concealments: Concealment, completeness: Completeness = Completeness.COMPLETE, ignore: Sequence[Shape] = ()
) -> Truth:
    return Truth("c", Basis.SEARCHED, completeness, concealments, tuple(Region(shape) for shape in ignore))


def answer(*shapes: Shape | Mark, verdict: Verdict = Verdict.TO_INSPECTION) -> Response:
    marks = tuple(one if isinstance(one, Mark) else Mark(str(i), one) for i, one in enumerate(shapes))
    return Response("r", "c", verdict, 2, marks)


def results(score: CaseScore) -> list[MarkResult]:
    return [mark.result for mark in score.marks]


def found(score: CaseScore) -> list[str]:
    return [one.concealment for one in score.concealments if one.found]


def test_a_mark_on_the_concealment_finds_it() -> None:
    score = judge(CASE, truth(hidden("k", HERE)), answer(HERE))
    assert results(score) == [FOUND]
    assert score.marks[0].concealment == "k"
    assert (score.marks[0].iou, score.marks[0].iogt, score.marks[0].p_plus) == (1.0, 1.0, 1.0)
    assert score.concealments[0].found
    assert score.false_marks == 0


def test_a_mark_elsewhere_is_false_and_belongs_to_none() -> None:
    score = judge(CASE, truth(hidden("k", HERE)), answer(NOWHERE))
    assert results(score) == [FALSE]
    assert score.marks[0].concealment is None
    assert (score.false_marks, found(score)) == (1, [])


def test_a_false_mark_tells_its_fit_with_the_nearest_concealment() -> None:
    beside = Box(530.0, 400.0, 60.0, 80.0)
    score = judge(CASE, truth(hidden("far", THERE), hidden("near", HERE)), answer(beside))
    assert results(score) == [FALSE]
    assert score.marks[0].p_plus > 0


def test_half_the_container_is_too_large_and_finds_nothing() -> None:
    score = judge(CASE, truth(hidden("k", HERE)), answer(HALF))
    assert results(score) == [TOO_LARGE]
    assert score.marks[0].concealment == "k"
    assert (found(score), score.false_marks) == ([], 1)


def test_the_whole_load_is_too_large_for_a_spot_and_right_for_a_whole_load() -> None:
    assert results(judge(CASE, truth(hidden("k", HERE)), answer(WholeLoad()))) == [TOO_LARGE]
    assert results(judge(CASE, truth(hidden("k", WholeLoad())), answer(WholeLoad()))) == [FOUND]


def test_second_mark_on_a_found_concealment_is_a_repeat_and_gives_its_confidence() -> None:
    loose, tight = Mark("loose", Box(380.0, 380.0, 160.0, 120.0), confidence=3), Mark("tight", HERE, confidence=1)
    score = judge(CASE, truth(hidden("k", HERE)), answer(loose, tight))
    assert results(score) == [REPEAT, FOUND]
    assert score.marks[0].concealment == "k"
    assert (score.false_marks, score.concealments[0].rating) == (0, 3.0)


def test_two_marks_find_two_concealments_though_the_surer_one_fits_both() -> None:
    left, right = Box(100.0, 100.0, 100.0, 100.0), Box(190.0, 100.0, 100.0, 100.0)
    both, second = (
        Mark("a", Box(120.0, 90.0, 165.0, 120.0), rating=90),
        Mark("b", Box(215.0, 105.0, 85.0, 100.0), rating=60),
    )
    score = judge(CASE, truth(hidden("left", left), hidden("right", right)), answer(both, second))
    assert [(mark.mark, mark.concealment) for mark in score.marks] == [("a", "left"), ("b", "right")]


def test_right_place_wrong_category_still_finds() -> None:
    score = judge(CASE, truth(hidden("k", HERE)), answer(Mark("m", HERE, category="weapons")))
    assert results(score) == [WRONG_CATEGORY]
    assert (score.outcome, found(score), score.false_marks) == (Outcome.FOUND, ["k"], 0)


def test_a_mark_without_a_category_or_with_the_right_one_is_found() -> None:
    for category in (None, "cigarettes"):
        assert results(judge(CASE, truth(hidden("k", HERE)), answer(Mark("m", HERE, category=category)))) == [FOUND]


def test_of_two_equal_marks_the_one_of_the_right_category_counts() -> None:
    marks = (Mark("wrong", HERE, category="weapons"), Mark("right", HERE, category="cigarettes"))
    assert results(judge(CASE, truth(hidden("k", HERE)), answer(*marks))) == [REPEAT, FOUND]


def test_a_mark_in_a_region_to_ignore_is_ignored() -> None:
    mostly, centre = Box(1000.0, 700.0, 40.0, 40.0), Box(900.0, 600.0, 300.0, 300.0)
    score = judge(CASE, truth(hidden("k", HERE), ignore=[NOWHERE]), answer(mostly, centre))
    assert results(score) == [IGNORED, IGNORED]
    assert score.false_marks == 0


def test_a_concealment_under_a_region_to_ignore_is_still_found() -> None:
    assert results(judge(CASE, truth(hidden("k", HERE), ignore=[HALF]), answer(HERE))) == [FOUND]


def test_an_optional_concealment_found_is_ignored_and_missed_is_nothing() -> None:
    given_truth = truth(hidden("k", HERE), hidden("maybe", THERE, optional=True))
    score = judge(CASE, given_truth, answer(THERE, HERE))
    assert results(score) == [IGNORED, FOUND]
    assert judge(CASE, given_truth, answer(HERE)).outcome is Outcome.FOUND
    assert judge(CASE, given_truth, answer(THERE)).outcome is Outcome.STOPPED_WRONG_PLACE


def test_a_mark_that_fits_both_finds_the_required_concealment_rather_than_the_optional_one() -> None:
    around = Box(380.0, 380.0, 160.0, 120.0)
    given_truth = truth(hidden("maybe", around, optional=True), hidden("k", HERE))
    assert found(judge(CASE, given_truth, answer(around))) == ["k"]


def test_any_piece_of_a_concealment_finds_it_and_the_best_piece_gives_the_fit() -> None:
    score = judge(CASE, truth(hidden("k", HERE, THERE)), answer(THERE))
    assert found(score) == ["k"]
    assert score.marks[0].iou == 1.0
    assert results(judge(CASE, truth(hidden("k", HERE, THERE)), answer(HERE, THERE))) == [FOUND, REPEAT]


def test_a_concealment_on_two_scans_is_found_on_either_but_only_in_its_own_place_there() -> None:
    case = Case("c", (scan("aa"), scan("bb")))
    both = Concealment("k", (Region(HERE, 0), Region(THERE, 1)), "cigarettes")
    assert results(judge(case, truth(both), answer(Mark("m", THERE, scan=1)))) == [FOUND]
    assert results(judge(case, truth(both), answer(Mark("m", HERE, scan=1)))) == [FALSE]


@pytest.mark.parametrize("number", [1, -1, 99])
def test_a_mark_on_a_scan_that_the_case_does_not_have_is_false(number: int) -> None:
    score = judge(CASE, truth(hidden("k", HERE)), answer(Mark("m", HERE, scan=number)))
    assert results(score) == [FALSE]
    assert found(score) == []


def test_a_mark_in_an_accept_region_counts_for_the_concealment() -> None:
    sheet, circle = Box(320.0, 190.0, 1200.0, 20.0), Box(300.0, 0.0, 1240.0, 600.0)
    strict = hidden("sheet", sheet)
    assert results(judge(CASE, truth(strict), answer(circle))) == [TOO_LARGE]
    lenient = replace(strict, accept_regions=(Region(circle),))
    score = judge(CASE, truth(lenient), answer(circle))
    assert results(score) == [FOUND]
    assert score.marks[0].iou == pytest.approx(sheet.height / circle.height * sheet.width / circle.width)


def test_with_partial_truth_an_unpaired_mark_is_ignored_but_too_large_is_told() -> None:
    known = truth(hidden("k", HERE), completeness=Completeness.PARTIAL)
    score = judge(CASE, known, answer(NOWHERE, HALF, Mark("off", HERE, scan=5)))
    assert results(score) == [IGNORED, TOO_LARGE, IGNORED]
    assert (score.false_marks, score.outcome) == (0, Outcome.STOPPED_WRONG_PLACE)


def test_with_unknown_truth_nothing_is_scored() -> None:
    score = judge(CASE, truth(hidden("k", HERE), completeness=Completeness.UNKNOWN), answer(HERE, NOWHERE))
    assert results(score) == [IGNORED, IGNORED]
    assert (score.outcome, score.with_concealment, score.concealments, score.false_marks) == (None, None, (), 0)


STOP, RELEASE, UNSURE = Verdict.TO_INSPECTION, Verdict.NO_SUSPICION, Verdict.CANNOT_DECIDE


@pytest.mark.parametrize(
    ("verdict", "marked", "outcome"),
    [
        (STOP, HERE, Outcome.FOUND),
        (UNSURE, HERE, Outcome.FOUND),
        (STOP, NOWHERE, Outcome.STOPPED_WRONG_PLACE),
        (RELEASE, HERE, Outcome.LOCATED_RELEASED),
        (RELEASE, NOWHERE, Outcome.MISSED),
        (RELEASE, None, Outcome.MISSED),
    ],
)
def test_outcome_of_a_case_with_a_concealment(verdict: Verdict, marked: Box | None, outcome: Outcome) -> None:
    given_answer = answer(*([marked] if marked else []), verdict=verdict)
    score = judge(CASE, truth(hidden("k", HERE), hidden("other", THERE)), given_answer)
    assert (score.outcome, score.with_concealment) == (outcome, True)


@pytest.mark.parametrize(
    ("verdict", "marked", "outcome"),
    [
        (RELEASE, None, Outcome.RELEASED),
        (RELEASE, NOWHERE, Outcome.RELEASED_WITH_MARKS),
        (RELEASE, THERE, Outcome.RELEASED),  # only a mark to ignore
        (STOP, None, Outcome.STOPPED),
        (STOP, NOWHERE, Outcome.STOPPED),
        (UNSURE, None, Outcome.STOPPED),
    ],
)
def test_outcome_of_a_case_without_a_concealment(verdict: Verdict, marked: Box | None, outcome: Outcome) -> None:
    given_answer = answer(*([marked] if marked else []), verdict=verdict)
    score = judge(CASE, truth(ignore=[THERE]), given_answer)
    assert (score.outcome, score.with_concealment) == (outcome, False)


def test_stopping_for_papers_that_do_not_agree_is_no_false_alarm() -> None:
    odd_papers = replace(truth(), discrepancies=(Discrepancy("goods"),))
    assert judge(CASE, odd_papers, answer()).outcome is None


def test_an_answer_to_another_scan_is_refused() -> None:
    with pytest.raises(ScanMismatch) as caught:
        judge(CASE, truth(), replace(answer(), scans=("bb",)))
    assert caught.value.location == "c"
    assert judge(CASE, truth(), replace(answer(), scans=("aa",))).case == "c"


def test_the_rule_measures_by_the_container_that_holds_the_marks_centre() -> None:
    small, large = Box(0.0, 0.0, 400.0, 200.0), Box(500.0, 0.0, 1800.0, 1000.0)
    two = scan(outlines=(small, large))
    assert container_at(two, (100.0, 100.0)) == Container(200.0, 80_000.0)
    assert container_at(two, (600.0, 100.0)) == Container(1000.0, 1_800_000.0)
    assert container_at(two, (450.0, 100.0)) == Container(1000.0, 2_400_000.0)
    assert container_share(Box(10.0, 10.0, 200.0, 100.0), two) == pytest.approx(0.25)
    assert container_share(WholeLoad(), scan()) == 1.0


def test_another_rule_gives_another_result() -> None:
    loose = Box(340.0, 360.0, 240.0, 160.0)
    strict = HitRule(min_share=0.9)
    assert results(judge(CASE, truth(hidden("k", HERE)), answer(loose))) == [FOUND]
    assert results(judge(CASE, truth(hidden("k", HERE)), answer(loose), strict)) == [TOO_LARGE]


def test_a_mark_or_concealment_without_area_is_no_crash() -> None:
    empty = Box(430.0, 430.0, 0.0, 0.0)
    assert results(judge(CASE, truth(hidden("k", HERE)), answer(empty))) == [FALSE]
    assert results(judge(CASE, truth(hidden("k", Box(0.0, 0.0, -5.0, 5.0))), answer(HERE))) == [FALSE]
    assert results(judge(CASE, truth(hidden("k", empty)), answer(Box(420.0, 420.0, 20.0, 20.0)))) == [FOUND]


def test_a_mark_without_area_touches_nothing() -> None:
    one = fit(Box(430.0, 430.0, 0.0, 10.0), HERE, Container(1000.0, 2_400_000.0))
    assert one.near
    assert not one.touches
    assert not one.too_large


def test_ratings_of_any_size_and_sign_do_not_disturb_the_pairing() -> None:
    for rating in (-3.5, 0.0, 1e308, -1e308):
        marks = (Mark("a", HERE, rating=rating), Mark("b", Box(380.0, 380.0, 160.0, 120.0), rating=-rating))
        assert results(judge(CASE, truth(hidden("k", HERE)), answer(*marks))) == [FOUND, REPEAT]


spots = st.one_of(
    st.builds(Box, st.floats(300, 700), st.floats(300, 600), st.floats(5, 300), st.floats(5, 300)),
    st.builds(
        RotatedBox, st.floats(300, 700), st.floats(300, 600), st.floats(5, 300), st.floats(5, 300), st.floats(0, 180)
    ),
    st.builds(
        lambda x, y, a, b: Polygon(((x, y), (x + a, y), (x + a, y + b / 3), (x + a / 3, y + b / 3), (x, y + b))),
        st.floats(300, 700), st.floats(300, 600), st.floats(20, 300), st.floats(20, 300),
    ),
)  # fmt: skip


@unhurried
@given(st.lists(spots, max_size=4), st.lists(spots, max_size=3))
def test_the_order_of_marks_does_not_change_what_is_found(marks: list[Shape], items: list[Shape]) -> None:
    given_truth = truth(*(hidden(str(i), shape) for i, shape in enumerate(items)))
    named = [Mark(str(i), shape) for i, shape in enumerate(marks)]
    orders = (named, named[::-1], named[1:] + named[:1])
    scores = [judge(CASE, given_truth, answer(*order)) for order in orders]
    assert len({tuple(found(score)) for score in scores}) == 1
    assert len({(score.false_marks, score.outcome) for score in scores}) == 1
    # of two marks that fit equally well, the first drawn is the one that counts
    assert len({tuple(sorted(results(score))) for score in scores}) == 1


@unhurried
@given(st.lists(spots, max_size=5), st.lists(spots, max_size=4))
def test_every_concealment_is_found_by_exactly_one_mark_or_missed(marks: list[Shape], items: list[Shape]) -> None:
    score = judge(CASE, truth(*(hidden(str(i), shape) for i, shape in enumerate(items))), answer(*marks))
    hits = [mark.concealment for mark in score.marks if mark.result is FOUND]
    assert sorted(hits, key=str) == found(score)
    assert len(score.marks) == len(marks)
    repeats = {mark.concealment for mark in score.marks if mark.result is REPEAT}
    assert repeats <= set(hits)


@unhurried
@given(st.lists(spots, max_size=4), st.lists(spots, max_size=3), spots)
def test_one_more_mark_never_loses_a_concealment(marks: list[Shape], items: list[Shape], more: Shape) -> None:
    given_truth = truth(*(hidden(str(i), shape) for i, shape in enumerate(items)))
    before, after = (judge(CASE, given_truth, answer(*given)) for given in (marks, [*marks, more]))
    assert len(found(before)) <= len(found(after))
