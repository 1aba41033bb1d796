"""No text is cut: in small windows, in a language a third longer, in large letters; inspecting and in feedback."""

import pytest

from tests.desktop.clipping import clipped
from xray_trainer import scoring, text
from xray_trainer.desktop import theme
from xray_trainer.model import Box, Draft, HitRule, LocalText, Mark, Response, Verdict, View

from .conftest import case_of, hidden, truth_of  # isort: skip

MARKS = (
    Mark("a", Box(895, 145, 90, 70), category="drugs", confidence=3),
    Mark("b", Box(200, 100, 90, 70), category="weapons"),
)


@pytest.mark.parametrize("letters", [13, 17])
@pytest.mark.parametrize("language", ["en", "qps"])
@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (960, 540), (1920, 1080)])
def test_no_text_is_cut(make_desk, qapp, size, language, letters):
    text.use_language(language)
    theme.apply(qapp, letters)
    try:
        desk = make_desk(*size)
        case = case_of(views=(View.SIDE, View.TOP))
        desk.open(case, Draft(MARKS, Verdict.TO_INSPECTION, 2))
        desk.screen.show_saved(1_700_000_000_000)
        desk.settle()
        faults = clipped(desk.window)
        for _ in range(2):  # the deck full and slim
            desk.screen.folding.fold_deck()
            desk.settle()
            faults += clipped(desk.window)
        truth = truth_of(hidden(name=LocalText.of("drugs in tyres"), note=LocalText.of("Tyres are hollow. " * 12)))
        response = Response("r", "c1", Verdict.TO_INSPECTION, 2, MARKS, 12.0)
        desk.screen.show_feedback(truth, scoring.judge(case, truth, response, HitRule()), response)
        desk.settle()
        faults += clipped(desk.window)
        desk.screen.folding.fold_deck()
        desk.settle()
        faults += clipped(desk.window)
        assert faults == []
    finally:
        theme.apply(qapp)
