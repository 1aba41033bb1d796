"""The wording that binds: counts before percentages, no rate of fewer than ten, the next step named."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from xray_trainer.model import CaseScore, CategoryCount, Estimate, Outcome, Summary, Verdict
from xray_trainer.reports import CategoryRow, ConfidenceRow, words
from xray_trainer.scoring import summarise, wilson
from xray_trainer.text import PSEUDO, use_language

NB = "\u00a0"


def rate(count: int, total: int) -> Estimate:
    return Estimate(count / total, *wilson(count, total))


def summary(found: int, concealments: int, stopped: int, without: int, **more: object) -> Summary:
    made = Summary(concealments + without, concealments, without, concealments, found, 0, found, stopped, 0, 0,
                   rate(found, concealments) if concealments else None, rate(stopped, without) if without else None,
                   None, None, None)  # fmt: skip
    return replace(made, **more)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (summary(18, 25, 5, 40), "You found 18 of 25 concealments, and you stopped 5 of 40 containers that held none."),
        (summary(1, 1, 0, 1), "You found 1 of 1 concealment, and you stopped 0 of 1 container that held none."),
        (summary(3, 4, 0, 0), "You found 3 of 4 concealments."),
        (summary(0, 0, 2, 6), "You stopped 2 of 6 containers that held none."),
        (summary(0, 0, 0, 0), "No case has been answered yet."),
        (
            summary(0, 0, 0, 0, cases=3, unscored=3),
            "You looked at 3 containers; what they hold is not known, so they cannot be scored.",
        ),
    ],
)
def test_headline_counts_and_never_rates(given: Summary, expected: str) -> None:
    assert words.headline(given) == expected


@pytest.mark.parametrize(
    ("found", "total", "expected"),
    [
        (
            18,
            25,
            f"You found 18 of 25 concealments. With this few, your true rate is likely between 52 and 86 in{NB}100.",
        ),
        (9, 9, "You found 9 of 9 concealments. That is too few to say how often you find them."),
        (70, 100, f"You found 70 of 100 concealments. Your true rate is likely between 60 and 78 in{NB}100."),
        (0, 0, ""),
    ],
)
def test_found_with_its_range_from_ten_on(found: int, total: int, expected: str) -> None:
    assert words.found_sentence(found, total, rate(found, total) if total else None) == expected


def test_containers_stopped_without_need_are_counted() -> None:
    assert words.stopped_sentence(5, 40, rate(5, 40)).startswith(
        "Containers without a concealment that you stopped: 5 of 40."
    )
    assert "too few to say" in words.stopped_sentence(1, 9, rate(1, 9))


@pytest.mark.parametrize("total", range(1, 10))
def test_nothing_below_ten_is_a_percentage(total: int) -> None:
    said = [
        words.likely(total, rate(1, total)),
        words.found_sentence(1, total, rate(1, total)),
        words.stopped_sentence(1, total, rate(1, total)),
    ]
    assert not [one for one in said if "in 100" in one.replace(NB, " ") or "%" in one]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (Estimate(0.4, 0.1, 0.7), "You hardly tell"),
        (Estimate(0.9, 0.2, 1.6), "You tell some containers"),
        (Estimate(1.8, 1.1, 2.5), "You tell containers with a concealment from those without well (1.8 on a scale"),
        (Estimate(2.5, 1.9, 3.1), "very well (2.5 on"),
        (Estimate(3.4, 2.9, 3.9), "excellently (3.4 on"),
        (Estimate(0.6, -0.1, 1.3), "is too close to call yet: 20 more containers would tell."),
        (Estimate(-0.2, -0.9, 0.5), "is too close to call yet."),
    ],
)
def test_telling_apart_is_said_in_words(measure: Estimate, expected: str) -> None:
    assert expected in words.telling_apart(summary(20, 25, 5, 25, d_prime=measure))


def test_telling_apart_needs_ten_of_both() -> None:
    measure = Estimate(1.8, 1.1, 2.5)
    assert words.telling_apart(summary(20, 25, 1, 9, d_prime=measure)) == ""
    assert words.telling_apart(summary(5, 9, 1, 30, d_prime=measure)) == ""


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (Estimate(0.4, 0.1, 0.7), "You release when in doubt."),
        (Estimate(-0.4, -0.7, -0.1), "You stop when in doubt:"),
        (Estimate(0.29, 0.1, 0.5), ""),
        (Estimate(0.4, -0.1, 0.9), ""),
        (Estimate(-0.4, -0.9, 0.1), ""),
    ],
)
def test_tendency_only_where_it_is_clear(measure: Estimate, expected: str) -> None:
    said = words.tendency(summary(20, 25, 5, 25, criterion=measure))
    assert said.startswith(expected) if expected else said == ""


def test_how_sure_against_how_often_right() -> None:
    row = ConfidenceRow(3, "Almost certain", 12, 15, "12 of 15", 0.95, rate(12, 15))
    assert (
        words.confidence_sentence(row)
        == "When you said “almost certain” you were right 12 of 15 times; the word promises 14."
    )
    assert words.confidence_sentence(replace(row, right=7, answered=9)) == ""


def test_false_marks_are_told_as_one_in_so_many() -> None:
    assert words.false_marks_note(52, 245) == "in 245 containers: about 1 in every 5"
    assert words.false_marks_note(30, 12) == "in 12 containers: about 3 in each"
    assert words.false_marks_note(2, 6) == "in 6 containers"
    assert words.false_marks_note(0, 0) == "cannot be told here"


def row(found: int, shown: int, name: str = "Cash") -> CategoryRow:
    return CategoryRow(name.lower(), name, found, shown, "", "", rate(found, shown))


@pytest.mark.parametrize(
    ("given", "categories", "expected"),
    [
        (summary(0, 0, 0, 0), (), "Open an image set"),
        (summary(0, 0, 0, 0, cases=2, unscored=2), (), "a set whose truth is known"),
        (summary(5, 9, 0, 9), (row(3, 4), row(2, 5, "Weapons")), "practise Weapons: 2 of 5 found"),
        (summary(9, 9, 3, 9), (row(9, 9),), "before you stop a container"),
        (summary(3, 3, 0, 9), (row(3, 3),), "after 7 more concealments a range can be told"),
        (summary(20, 20, 0, 20), (row(20, 20),), "Take a harder set next."),
    ],
)
def test_the_next_step_is_always_named(given: Summary, categories: tuple[CategoryRow, ...], expected: str) -> None:
    assert expected in words.next_step(given, categories)


def test_no_sentence_says_failed_or_gives_a_decimal() -> None:
    scores = [
        CaseScore(f"c{n}", Verdict.TO_INSPECTION, 2, Outcome.FOUND if n % 2 else Outcome.STOPPED, bool(n % 2))
        for n in range(40)
    ]
    made = summarise(scores)
    said = [words.headline(made), words.tendency(made), words.next_step(made, ()), words.likely(40, rate(20, 40))]
    assert not [one for one in said if re.search(r"fail|unknown error|\d\.\d|loaded|clear", one)]


def test_a_category_count_makes_a_row_without_a_bare_percentage() -> None:
    assert words.likely(4, CategoryCount("cash", 4, 2, rate(2, 4)).found_rate) == "too few to say"


def test_place_words() -> None:
    assert words.place("floor") == "in the floor"
    assert words.place("upper_load") == "in the upper load"
    assert words.place("behind the generator") == "behind the generator"
    assert words.place("") == ""


def test_pseudo_language_goes_through_the_catalogue() -> None:
    use_language(PSEUDO)
    assert words.headline(summary(18, 25, 5, 40)).endswith("~")
    assert "18" in words.headline(summary(18, 25, 5, 40))
