"""Nothing moves after it was shown: layouts are settled before the first paint, not one frame later."""

import pytest
from PySide6.QtWidgets import QWidget

from xray_trainer import scoring
from xray_trainer.desktop.bands.deck import DeckFold
from xray_trainer.desktop.screens.inspection_parts.folding import Folds
from xray_trainer.model import Box, Draft, HitRule, LocalText, Mark, Papers, Response, Verdict

from .conftest import case_of, hidden, truth_of  # isort: skip

MARKS = (Mark("a", Box(895, 145, 90, 70), category="drugs"), Mark("b", Box(200, 100, 90, 70)))


def places(screen):
    """Where every visible widget stands."""
    return {
        one: (type(one).__name__, one.geometry().getRect()) for one in screen.findChildren(QWidget) if one.isVisible()
    }


def moved(screen, settle):
    """What the event loop still moves."""
    before = places(screen)
    settle()
    after = places(screen)
    return sorted({before.get(one, "new") for one in after if before.get(one) != after[one]}, key=str)


def telling(desk):
    truth = truth_of(hidden(name=LocalText.of("drugs in tyres"), note=LocalText.of("Tyres are hollow. " * 12)))
    response = Response("r", "c1", Verdict.TO_INSPECTION, 2, MARKS, 12.0)
    desk.screen.show_feedback(truth, scoring.judge(case_of(), truth, response, HitRule()), response)


def open_now(desk, draft=None, case=None):
    """As `Desk.open`, but the event loop has not run."""
    desk.screen.set_case(case or case_of(), desk.screen._scans, draft or Draft(), position=7, total=20,
                         set_title="Mixed loads, Khorgos road")  # fmt: skip


@pytest.mark.parametrize("fold", list(DeckFold))
def test_a_case_feedback_and_the_next_case_stand_at_once(desk, fold):
    desk.screen.set_folds(Folds(deck=fold))
    desk.settle()
    open_now(desk)
    assert moved(desk.screen, desk.settle) == []
    telling(desk)
    assert moved(desk.screen, desk.settle) == []
    open_now(desk, Draft(MARKS, Verdict.TO_INSPECTION, 2))
    assert moved(desk.screen, desk.settle) == []


def test_folds_stand_at_once(desk):
    for fold in (desk.screen.folding.fold_deck, desk.screen.folding.fold_dock, desk.screen.folding.toggle_scan_only):
        for _ in range(3):
            fold()
            assert moved(desk.screen, desk.settle) == []


def test_a_mark_stands_in_the_list_at_once(desk):
    desk.screen.answer.give_verdict(Verdict.TO_INSPECTION)
    desk.screen.answer.toggle_whole_load()
    assert moved(desk.screen, desk.settle) == []


def test_the_papers_head_stays_at_the_top_when_there_are_none(desk):
    papers = desk.screen.deck.papers
    at = papers.heading.mapTo(papers, papers.heading.rect().topLeft()).y()
    for none in (None, Papers()):
        desk.open(case_of(papers=none))
        assert papers.heading.mapTo(papers, papers.heading.rect().topLeft()).y() == at
