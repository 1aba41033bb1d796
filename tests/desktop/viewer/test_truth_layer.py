from __future__ import annotations

import pytest

from xray_trainer.desktop.viewer import Badge, ink
from xray_trainer.desktop.viewer.truth_layer import within_sentence
from xray_trainer.model import (
    Basis,
    Box,
    CaseScore,
    Completeness,
    Concealment,
    ConcealmentScore,
    Draft,
    LocalText,
    Mark,
    MarkResult,
    MarkScore,
    Outcome,
    Region,
    Truth,
    Verdict,
    WholeLoad,
)

PLACE = Box(400, 200, 200, 100)
NAMES = {"drugs": "Drugs in cargo", "cigarettes": "Cigarettes"}


def concealment(**more):
    return Concealment("c", (Region(PLACE),), "drugs", **more)


def truth(*concealments, completeness=Completeness.COMPLETE):
    return Truth("case", Basis.SIMULATED, completeness, concealments)


def score(result=None, found=False, mark="m"):
    marks = () if result is None else (MarkScore(mark, result, "c" if found else None),)
    concealments = (ConcealmentScore("c", "drugs", found),)
    return CaseScore("case", Verdict.TO_INSPECTION, 2, Outcome.FOUND, True, marks, concealments)


@pytest.fixture
def shown(canvas):
    """Show a truth over one mark; what is drawn then."""

    def show(of, judged, mark=None):
        canvas.set_naming(NAMES.__getitem__)
        canvas.set_draft(Draft(marks=() if mark is None else (mark,)))
        canvas.set_editable(False)
        canvas.show_truth(of, judged)
        return canvas.layout_drawn()

    return show


def plates(layout):
    return [(plate.text, plate.badge) for _, plate, _ in layout.plates]


MARK = Mark("m", Box(410, 210, 180, 80), category="drugs")


def test_a_found_concealment_is_blue_with_the_mark_in_white(shown):
    layout = shown(truth(concealment(name=LocalText.of("Drugs in tyres"))), score(MarkResult.FOUND, True), MARK)
    assert [one.line for one in layout.drawn] == [ink.FOUND, ink.OWN_QUIET]
    assert plates(layout) == [("Found: drugs in tyres", Badge.FOUND)]


def test_a_missed_one_is_dashed_and_called_by_its_category_where_it_has_no_name(shown):
    layout = shown(truth(concealment()), score())
    assert [one.line for one in layout.drawn] == [ink.MISSED]
    assert plates(layout) == [("Missed: drugs in cargo", Badge.MISSED)]


@pytest.mark.parametrize(
    ("result", "line", "words", "badge"),
    [
        (MarkResult.FALSE, ink.FALSE, "False mark", Badge.FALSE),
        (MarkResult.REPEAT, ink.REPEAT, "Marked twice", Badge.REPEAT),
        (MarkResult.IGNORED, ink.OWN_QUIET, "Not counted", None),
    ],
)
def test_marks_are_drawn_by_what_the_rule_says(shown, result, line, words, badge):
    layout = shown(truth(), score(result), MARK)
    assert [one.line for one in layout.drawn] == [line]
    assert plates(layout) == [(words, badge)]


def test_a_mark_too_large_says_how_large(shown):
    large = Mark("m", Box(200, 100, 1300, 400))
    layout = shown(truth(concealment()), score(MarkResult.TOO_LARGE), large)
    assert ("Too large: 47\u00a0% of container", Badge.FALSE) in plates(layout)
    assert ("Missed: drugs in cargo", Badge.MISSED) in plates(layout)


@pytest.mark.parametrize(
    ("said", "words"),
    [("cigarettes", "Found: drugs in cargo, not cigarettes"), (None, "Found: drugs in cargo, kind not said")],
)
def test_the_right_place_with_the_wrong_kind(shown, said, words):
    mark = Mark("m", MARK.shape, category=said)
    layout = shown(truth(concealment()), score(MarkResult.WRONG_CATEGORY, True), mark)
    assert [one.line for one in layout.drawn] == [ink.WRONG_KIND, ink.OWN_QUIET]
    assert plates(layout) == [(words, Badge.FOUND)]


def test_an_optional_concealment_is_neither_found_nor_missed(shown):
    layout = shown(truth(concealment(optional=True)), score())
    assert [one.line for one in layout.drawn] == [ink.OPTIONAL]
    assert plates(layout) == [("Not counted: drugs in cargo", None)]


def test_pieces_of_one_concealment_share_one_plate(shown):
    pieces = Concealment("c", (Region(PLACE), Region(Box(1000, 200, 50, 50)), Region(PLACE, scan=1)), "drugs")
    layout = shown(truth(pieces), score())
    assert len(layout.drawn) == 2
    assert len(layout.plates) == 1


def test_a_whole_load_is_a_frame_without_a_fill(shown):
    layout = shown(truth(Concealment("c", (Region(WholeLoad()),), "drugs")), score())
    assert layout.drawn[0].hollow
    assert layout.drawn[0].line.fill == 0
    assert len(layout.plates) == 1


@pytest.mark.parametrize("result", [MarkResult.TOO_LARGE, MarkResult.FALSE])
def test_a_whole_load_that_matches_is_not_called_too_large(shown, result):
    layout = shown(truth(concealment()), score(result), Mark("m", WholeLoad()))
    assert ("Not the whole load", Badge.FALSE) in plates(layout)


def test_of_an_unknown_truth_nothing_is_drawn(shown):
    layout = shown(truth(concealment(), completeness=Completeness.UNKNOWN), score(), MARK)
    assert [one.line for one in layout.drawn] == [ink.OWN_QUIET]
    assert layout.plates == ()


def test_hidden_truth_leaves_the_marks_as_they_were(canvas, shown):
    shown(truth(concealment()), score(), MARK)
    canvas.hide_truth()
    assert [one.line for one in canvas.layout_drawn().drawn] == [ink.OWN]


def test_truth_fades_in_unless_motion_is_off(canvas, shown, qtbot):
    canvas.set_motion(True)
    shown(truth(concealment()), score())
    early = canvas.grab().toImage()
    qtbot.waitUntil(lambda: canvas.grab().toImage() != early, timeout=2000)
    canvas.set_motion(False)
    canvas.hide_truth()
    shown(truth(concealment()), score())
    at_once = canvas.grab().toImage()
    assert canvas.grab().toImage() == at_once


@pytest.mark.parametrize(
    ("name", "inside"),
    [("Drugs in tyres", "drugs in tyres"), ("AK parts", "AK parts"), ("Сигареты", "сигареты"), ("", ""), ("X", "X")],
)
def test_names_after_a_colon(name, inside):
    assert within_sentence(name) == inside
