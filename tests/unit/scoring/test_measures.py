"""Measures and sums over many cases."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xray_trainer.model import CaseScore, ConcealmentScore, Outcome, Verdict
from xray_trainer.scoring import (
    clopper_pearson,
    d_a,
    d_prime,
    detection,
    jeffreys,
    log_linear,
    summarise,
    wilson,
)

unhurried = settings(deadline=None)  # the first call may import scipy, and machines are shared

STOP, RELEASE, UNSURE = Verdict.TO_INSPECTION, Verdict.NO_SUSPICION, Verdict.CANNOT_DECIDE

counts = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def with_one(outcome: Outcome, *found: bool, verdict: Verdict = STOP, seconds: float | None = None) -> CaseScore:
    concealments = tuple(ConcealmentScore(str(i), "cigarettes", one) for i, one in enumerate(found))
    return CaseScore("c", verdict, 2, outcome, True, (), concealments, seconds=seconds)


def without(outcome: Outcome, verdict: Verdict, false_marks: int = 0) -> CaseScore:
    return CaseScore("c", verdict, 2, outcome, False, false_marks=false_marks)


@unhurried
@given(counts)
def test_every_range_holds_the_share_and_stays_between_none_and_all(count: tuple[int, int]) -> None:
    k, n = count
    for interval in (wilson, jeffreys, clopper_pearson):
        low, high = interval(k, n)
        assert 0.0 <= low <= high <= 1.0
        if n:
            assert low <= k / n + 1e-12
            assert k / n <= high + 1e-12


@unhurried
@given(counts)
def test_a_range_is_the_same_seen_from_the_other_side(count: tuple[int, int]) -> None:
    k, n = count
    low, high = wilson(k, n)
    assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)


def test_a_share_of_nothing_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("k", "n"), [(-1, 3), (4, 3)])
def test_a_count_that_cannot_be_is_refused(k: int, n: int) -> None:
    with pytest.raises(ValueError, match=f"{k} of {n}"):
        wilson(k, n)


@unhurried
@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_what_is_never_certain_stays_finite(n_with: int, n_without: int, data: st.DataObject) -> None:
    hits, alarms = data.draw(st.integers(0, n_with)), data.draw(st.integers(0, n_without))
    found = detection(hits, n_with - hits, alarms, n_without - alarms)
    assert found is not None
    low, high = found.d_prime_range
    assert low <= found.corrected.d_prime <= high
    assert found.variance > 0
    assert found.miller_variance > 0
    assert 0.0 <= found.a_prime <= 1.0
    assert -1.0 <= found.b_double_prime_d <= 1.0


def test_of_cases_of_one_kind_alone_nothing_can_be_told_apart() -> None:
    assert detection(3, 1, 0, 0) is None
    assert detection(0, 0, 1, 3) is None


def test_a_certain_share_has_no_d_prime_of_its_own() -> None:
    with pytest.raises(ValueError, match=r"0\.0 < p < 1\.0"):
        d_prime(1.0, 0.2)


def test_d_a_with_slope_one_is_d_prime() -> None:
    assert d_a(0.8, 0.1, slope=1.0) == pytest.approx(d_prime(0.8, 0.1))


def test_the_summary_counts_cases_concealments_and_stops() -> None:
    summary = summarise(
        [
            with_one(Outcome.FOUND, True, False, seconds=10.0),
            with_one(Outcome.MISSED, False, verdict=RELEASE, seconds=30.0),
            with_one(Outcome.STOPPED_WRONG_PLACE, False, verdict=UNSURE, seconds=50.0),
            without(Outcome.RELEASED, RELEASE),
            without(Outcome.STOPPED, STOP, false_marks=2),
            CaseScore("c", UNSURE, 1, None, None, false_marks=3, seconds=90.0),
        ]
    )
    assert (summary.cases, summary.with_concealment, summary.without, summary.unscored) == (6, 3, 2, 1)
    assert (summary.concealments, summary.found, summary.false_marks) == (4, 1, 2)
    assert (summary.stopped_with, summary.stopped_without, summary.cannot_decide) == (2, 1, 1)
    assert summary.found_rate is not None
    assert (summary.found_rate.low, summary.found_rate.high) == wilson(1, 4)
    assert summary.false_alarm_rate is not None
    assert summary.false_alarm_rate.value == 0.5
    assert summary.d_prime is not None
    assert summary.d_prime.value == pytest.approx(d_prime(log_linear(2, 3), log_linear(1, 2)))
    assert summary.d_a == pytest.approx(d_a(log_linear(2, 3), log_linear(1, 2)))
    assert summary.median_seconds == 40.0
    assert dict(summary.outcomes)[Outcome.MISSED] == 1


def test_the_range_of_the_criterion_is_half_as_wide_as_that_of_d_prime() -> None:
    summary = summarise([with_one(Outcome.FOUND, True), without(Outcome.RELEASED, RELEASE)])
    assert summary.criterion is not None
    assert summary.d_prime is not None
    assert summary.criterion.high - summary.criterion.low == pytest.approx(
        (summary.d_prime.high - summary.d_prime.low) / 2
    )


def test_what_was_never_asked_is_not_estimated() -> None:
    empty = summarise([])
    assert (empty.found_rate, empty.false_alarm_rate, empty.d_prime, empty.criterion, empty.d_a) == (None,) * 5
    assert empty.median_seconds is None
    only_without = summarise([without(Outcome.RELEASED, RELEASE)])
    assert only_without.found_rate is None
    assert only_without.false_alarm_rate is not None
    assert only_without.d_prime is None


def test_optional_concealments_do_not_count() -> None:
    concealments = (ConcealmentScore("a", "x", True), ConcealmentScore("b", "y", True, optional=True))
    summary = summarise([CaseScore("c", STOP, 2, Outcome.FOUND, True, (), concealments)])
    assert (summary.concealments, summary.found) == (1, 1)
    assert [one.category for one in summary.categories] == ["x"]


def test_categories_are_counted_apart_and_by_name() -> None:
    concealments = (ConcealmentScore("1", "weapons", True), ConcealmentScore("2", "cigarettes", False))
    summary = summarise([CaseScore("c", STOP, 2, Outcome.FOUND, True, (), concealments)] * 3)
    assert [(one.category, one.shown, one.found) for one in summary.categories] == [
        ("cigarettes", 3, 0),
        ("weapons", 3, 3),
    ]


def test_scoring_is_imported_without_scipy_and_opencv() -> None:
    code = "import sys, xray_trainer.scoring; sys.exit(any(m in sys.modules for m in ('scipy', 'cv2', 'sqlalchemy')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
