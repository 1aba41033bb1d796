"""Feedback: the same stage, what was there, and a sentence of its own for each outcome."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from xray_trainer import scoring
from xray_trainer.desktop.bands.outcome import sentence
from xray_trainer.desktop.viewer import Tool
from xray_trainer.model import (
    Basis,
    Box,
    CaseScore,
    Completeness,
    Discrepancy,
    Draft,
    HitRule,
    LocalText,
    Mark,
    Outcome,
    Response,
    Sealed,
    Truth,
    Verdict,
    WholeLoad,
)

from .conftest import case_of, hidden, truth_of  # isort: skip

ON_IT, BESIDE = Mark("on", Box(895, 145, 90, 70), category="drugs"), Mark("off", Box(200, 100, 90, 70))
STOP, GO, UNDECIDED = Verdict.TO_INSPECTION, Verdict.NO_SUSPICION, Verdict.CANNOT_DECIDE
TWO = (hidden(), hidden("k2", (400.0, 200.0, 60.0, 60.0), "weapons"))


def judged(truth, verdict, *marks):
    response = Response("r", "c1", verdict, 2, marks, 12.0)
    return scoring.judge(case_of(), truth, response, HitRule()), response


@pytest.mark.parametrize(
    ("truth", "verdict", "marks", "outcome", "said"),
    [
        (truth_of(*TWO), STOP, (ON_IT, BESIDE), Outcome.FOUND,
         "Right to stop it. You found 1 of 2 concealments, with 1 false mark."),
        (truth_of(hidden()), STOP, (ON_IT,), Outcome.FOUND, "Right to stop it. You found 1 of 1 concealment."),
        (truth_of(hidden()), STOP, (), Outcome.STOPPED_WRONG_PLACE,
         "Right to stop it, but nothing is marked: an inspection needs a place to start. "
         "You found 0 of 1 concealment."),
        (truth_of(hidden()), STOP, (BESIDE,), Outcome.STOPPED_WRONG_PLACE,
         "Right to stop it, but for another place than it lies in. You found 0 of 1 concealment, with 1 false mark."),
        (truth_of(hidden()), GO, (ON_IT,), Outcome.LOCATED_RELEASED,
         "You found 1 of 1 concealment. Then you let it go: trust what you see, and stop it."),
        (truth_of(hidden()), GO, (), Outcome.MISSED,
         "This container held something, and it was let go. Look where it lies. You found 0 of 1 concealment."),
        (truth_of(), GO, (), Outcome.RELEASED, "Right to let it go: nothing was hidden."),
        (truth_of(), GO, (BESIDE,), Outcome.RELEASED_WITH_MARKS,
         "Right to let it go: nothing was hidden, so your 1 mark was not needed."),
        (truth_of(), STOP, (BESIDE,), Outcome.STOPPED, "Nothing was hidden here: this inspection was not needed."),
        (truth_of(), UNDECIDED, (), Outcome.STOPPED,
         "Nothing was hidden here. Undecided counts as stopped, so this inspection was not needed."),
        (truth_of(completeness=Completeness.UNKNOWN), STOP, (), None,
         "What this container held is not known, so nothing is scored."),
        (truth_of(completeness=Completeness.PARTIAL), STOP, (), None,
         "Not all that this container held is known, so nothing is scored."),
        (truth_of(replace(hidden(), optional=True)), STOP, (), None,
         "What was here counts neither way, so nothing is scored."),
    ],
)  # fmt: skip
def test_each_outcome_has_its_own_sentence(desk, truth, verdict, marks, outcome, said):
    score, response = judged(truth, verdict, *marks)
    assert score.outcome is outcome
    desk.open(draft=Draft(marks, verdict, 2))
    desk.screen.show_feedback(truth, score, response)
    assert desk.screen.outcome.sentence.text() == said
    assert not desk.screen.outcome.sentence.is_elided()


def test_a_load_that_does_not_match_is_told_of_where_nothing_was_hidden():
    truth = truth_of(discrepancies=(Discrepancy("mass", LocalText.of("580 kg too much.")),))
    score = CaseScore("c1", STOP, 2, Outcome.STOPPED, False)
    assert sentence(truth, score) == "Right to stop it: nothing was hidden, but the load is not what the papers say."
    score = CaseScore("c1", GO, 2, Outcome.RELEASED, False)
    assert sentence(truth, score).endswith("it should have been stopped.")


def test_a_sealed_answer_is_not_told(desk):
    desk.open(draft=Draft((), STOP, 2))
    desk.screen.show_feedback(Sealed("c1", "0" * 64), None, Response("r", "c1", STOP, 2))
    assert desk.screen.outcome.sentence.text() == "The answer to this case is sealed; your mentor will open it."
    assert desk.screen.deck.what.keys() == ()


@pytest.fixture
def told(desk):
    truth = truth_of(
        hidden(name=LocalText.of("drugs in tyres")),
        hidden("k2", (400.0, 200.0, 60.0, 60.0), "weapons", name=LocalText.of("weapon parts"), place="lower_load",
               note=LocalText.of("One bay is solid.")),
        discrepancies=(Discrepancy("mass", LocalText.of("580 kg too much.")),),
    )  # fmt: skip
    desk.open(draft=Draft((ON_IT, BESIDE), STOP, 2))
    desk.stage = desk.screen.canvas.geometry()
    desk.bar = desk.screen.verdict.geometry()
    score, response = judged(truth, STOP, ON_IT, BESIDE)
    desk.screen.show_feedback(truth, score, response)
    desk.settle()
    return desk


def test_nothing_jumps_when_truth_appears(told):
    assert told.screen.canvas.geometry() == told.stage
    assert told.screen.outcome.geometry() == told.bar
    assert not told.screen.verdict.isVisible()


def test_the_miss_is_explained_first_and_each_row_on_demand(told):
    screen = told.screen
    assert screen.deck.what.keys() == ("k1", "k2", "off")
    assert screen.deck.explanation.text() == (
        "Missed: weapon parts\nWhat it is: Weapons, in the lower load\nWhy it shows: One bay is solid.\n"
        "What the papers said: 580 kg too much."
    )
    told.click(screen.deck.what.button("k1"))
    assert screen.deck.explanation.text().startswith("Found: drugs in tyres")
    told.click(screen.deck.what.button("off"))
    assert screen.deck.explanation.text().startswith("Your mark 2\nFalse mark: Nothing was hidden where")


def test_a_row_off_the_screen_is_brought_into_view(told):
    told.screen.canvas.zoom_by(4.0)
    told.screen.canvas.centre_on((1400, 300))
    told.screen.explain("k2")
    part = told.screen.canvas.viewport()
    assert part.x < 430 < part.x + part.width


def test_marks_stand_still_after_submission(told):
    before = told.screen.draft
    told.key(Qt.Key.Key_B)
    assert told.screen.canvas.tool() is Tool.SELECT
    told.drag((300, 100), (420, 200))
    for key in (Qt.Key.Key_1, Qt.Key.Key_W, Qt.Key.Key_Delete):
        told.key(key)
    told.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told.screen.draft == before
    assert told.of("draft_changed") == []


def test_time_stops_with_the_submission(told):
    told.clock.ms = 99_000
    assert told.screen.seen_ms() == 0


def test_enter_goes_on_and_ctrl_r_begins_again(told):
    told.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    told.key(Qt.Key.Key_Return)
    told.click(told.screen.outcome._again)
    told.click(told.screen.outcome.next)
    assert [name for name, *_ in told.said if name in ("again", "next_case")] == [
        "again", "next_case", "again", "next_case",
    ]  # fmt: skip


def test_again_shows_the_case_without_the_answer(told):
    told.open()
    assert told.screen.draft == Draft()
    assert told.screen.verdict.isVisible()
    assert told.screen.deck.papers.isVisible()
    told.key(Qt.Key.Key_B)
    told.drag((300, 100), (420, 200))
    assert len(told.screen.draft.marks) == 1


def test_the_last_case_leads_to_the_summary(desk):
    truth = Truth("c1", Basis.UNKNOWN, Completeness.UNKNOWN)
    score, response = judged(truth, GO)
    desk.screen.show_feedback(truth, score, response, last=True)
    assert desk.screen.outcome.next.text() == "Summary"
    assert desk.screen.deck.what.note.text() == "not known"


def test_a_whole_load_that_matches_is_a_false_mark_not_a_large_one(desk):
    whole = Mark("w", WholeLoad())
    desk.open()
    score, response = judged(truth_of(hidden()), STOP, whole)
    desk.screen.show_feedback(truth_of(hidden()), score, response)
    desk.screen.explain("w")
    assert "too large" not in desk.screen.deck.explanation.text().lower()
    assert "The load as a whole is what the papers declare" in desk.screen.deck.explanation.text()


def test_a_concealment_without_an_explanation_is_not_told_of_by_an_empty_panel(desk):
    desk.open()
    score, response = judged(truth_of(hidden()), STOP)
    desk.screen.show_feedback(truth_of(hidden()), score, response)
    assert "The set came without an explanation." in desk.screen.deck.explanation.text()
