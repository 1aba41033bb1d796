"""The clean twin in feedback: faded in by hand, blinking against the scan, and out of reach before an answer."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from xray_trainer import scoring
from xray_trainer.desktop.bands.measures import how_visible, mass_and_depth
from xray_trainer.desktop.screens.inspection_parts.fading import BLINK_MS
from xray_trainer.imaging import ScanPixels
from xray_trainer.model import (
    Band,
    Draft,
    HitRule,
    LocalText,
    Mark,
    PlaneKind,
    Response,
    Verdict,
    View,
    Visibility,
)

from .conftest import HEIGHT, WIDTH, case_of, hidden, truth_of  # isort: skip

SEEN = Visibility(2.1, 54.6, 4800, 0.3, 0.18, 0.02, 0.4, Band.MEDIUM)
ITEM = hidden(mass_kg=24.5, depth_mm=1240.0, visibility=SEEN, note=LocalText.of("It has straight edges."))
LOADED, CLEAN = 20000, 50000
SHIFT = Qt.KeyboardModifier.ShiftModifier


def pixels(level):
    plane = np.full((HEIGHT, WIDTH), CLEAN, np.uint16)
    plane[150:210, 900:980] = level
    return ScanPixels({PlaneKind.GREY: plane}, 16)


def tell(desk, *, case=None, scans=1):
    desk.open(case or case_of(), scans=tuple(pixels(LOADED) for _ in range(scans)))
    response = Response("r", "c1", Verdict.TO_INSPECTION, 2, (), 12.0)
    truth = truth_of(ITEM)
    desk.screen.show_feedback(truth, scoring.judge(case_of(), truth, response, HitRule()), response)
    desk.settle()


@pytest.fixture
def told(desk):
    tell(desk)
    desk.screen.canvas.set_motion(True)
    desk.screen.fading.expect()
    desk.screen.fading.give({0: pixels(CLEAN)})
    desk.settle()
    return desk


def level_shown(desk):
    """The level of the plane in the middle of the concealment, as the canvas shows and probes it."""
    return desk.screen.canvas.renderer().value_at(940, 180)[PlaneKind.GREY]


def grey_on_screen(desk):
    picture = desk.screen.canvas.grab().toImage()
    at = desk.at(940, 180)
    ratio = picture.devicePixelRatio()
    return picture.pixelColor(QPoint(round(at.x() * ratio), round(at.y() * ratio))).red()


def controls(desk):
    return desk.screen.deck.fade


def hold(desk, press):
    kind = QTest.keyPress if press else QTest.keyRelease
    kind(desk.screen.canvas, Qt.Key.Key_T, SHIFT)


def test_there_is_nothing_to_fade_before_the_answer_or_without_a_twin(desk):
    desk.open()
    assert not controls(desk).isVisible()
    for key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
        desk.key(key)
    hold(desk, True)
    hold(desk, False)
    assert desk.screen.canvas.gone() == 0
    assert not desk.screen.fading.blinking
    tell(desk)
    assert not controls(desk).isVisible()


def test_the_slider_takes_the_concealment_out_and_puts_it_back(told):
    slider = controls(told).slider
    assert controls(told).isVisible()
    assert (slider.value(), level_shown(told)) == (100, LOADED)
    before = grey_on_screen(told)
    slider.step(-40)
    assert level_shown(told) == LOADED + 0.4 * (CLEAN - LOADED)
    half = grey_on_screen(told)
    slider.step(-60)
    assert level_shown(told) == CLEAN
    assert before < half < grey_on_screen(told)
    slider.reset()
    assert level_shown(told) == LOADED


def test_keys_fade_by_steps(told):
    told.key(Qt.Key.Key_BracketLeft, times=3)
    assert controls(told).slider.value() == 85
    assert told.screen.canvas.gone() == pytest.approx(0.15)
    told.key(Qt.Key.Key_BracketRight, times=9)
    assert controls(told).slider.value() == 100


def test_the_twin_blinks_while_its_key_is_held_and_begins_at_once(told, qtbot):
    controls(told).slider.step(-30)
    hold(told, True)
    assert told.screen.fading.blinking
    assert level_shown(told) == CLEAN
    qtbot.waitUntil(lambda: level_shown(told) == LOADED, timeout=10 * BLINK_MS)
    qtbot.waitUntil(lambda: level_shown(told) == CLEAN, timeout=10 * BLINK_MS)
    hold(told, False)
    assert not told.screen.fading.blinking
    assert told.screen.canvas.gone() == pytest.approx(0.3)
    assert BLINK_MS >= 1000 / 6  # a blink is two pictures: at most three a second


def test_without_motion_the_twin_stands_still(told):
    told.screen.canvas.set_motion(False)
    hold(told, True)
    assert not told.screen.fading.blinking
    assert level_shown(told) == CLEAN
    hold(told, False)
    assert level_shown(told) == LOADED


def test_the_button_keeps_the_twin_blinking(told):
    told.click(controls(told).twin)
    assert told.screen.fading.blinking
    told.click(controls(told).twin)
    assert not told.screen.fading.blinking
    assert level_shown(told) == LOADED


def test_a_key_that_comes_up_elsewhere_does_not_blink_for_ever(told):
    hold(told, True)
    QApplication.sendEvent(told.window, QEvent(QEvent.Type.WindowDeactivate))
    assert not told.screen.fading.blinking


def test_going_on_takes_the_twin_away(told):
    told.click(controls(told).twin)
    controls(told).slider.step(-50)
    told.open(scans=(pixels(LOADED),))
    assert not told.screen.fading.blinking
    assert not controls(told).isVisible()
    assert level_shown(told) == LOADED
    assert (controls(told).slider.value(), controls(told).twin.isChecked()) == (100, False)
    told.key(Qt.Key.Key_BracketLeft)
    assert told.screen.canvas.gone() == 0


def test_only_the_view_that_has_a_twin_fades(desk):
    tell(desk, case=case_of(views=(View.SIDE, View.TOP)), scans=2)
    desk.screen.fading.give({0: pixels(CLEAN)})
    controls(desk).slider.step(-50)
    desk.screen.show_scan(1)
    assert desk.screen.canvas.gone() == 0
    assert "Nothing was hidden in this view." in controls(desk).slider.tip()
    desk.screen.show_scan(0)
    assert desk.screen.canvas.gone() == pytest.approx(0.5)


def test_while_it_is_read_and_where_it_cannot_be_the_tooltip_says_why(desk):
    tell(desk)
    desk.screen.fading.expect()
    assert "being read" in controls(desk).twin.tip()
    assert not controls(desk).twin.isEnabled()
    desk.screen.fading.refuse("twins/a_high.png: this file is not there")
    assert "this file is not there" in controls(desk).slider.tip()


def test_nothing_jumps_when_the_fade_appears(desk):
    tell(desk)
    before = (desk.screen.canvas.geometry(), desk.screen.deck.geometry())
    desk.screen.fading.expect()
    desk.settle()
    assert (desk.screen.canvas.geometry(), desk.screen.deck.geometry()) == before


def test_what_is_hidden_is_told_with_mass_depth_and_visibility(told):
    text = told.screen.deck.explanation.text().replace("\u00a0", " ")
    assert "What it is: 24.5 kg, 1.2 m behind the wall nearest to the source" in text
    assert "Why it shows: It has straight edges." in text
    assert "How visible: To be seen with care (55 of 100). Without it about 18 % of the beam would come" in text
    assert text.endswith("with it, about 13 %.")


def test_measures_that_are_not_known_are_not_told():
    assert (mass_and_depth(hidden()), how_visible(hidden())) == ("", "")
    opaque = hidden(visibility=Visibility(0.4, 2.0, 90, 0.1, 0.004, 0.62, 2.0, Band.EXPERT), depth_mm=0.0)
    plain = how_visible(opaque).replace("\u00a0", " ")
    assert plain == "Hardly to be seen (2 of 100). 62 % of it lies where hardly anything comes through."
    assert mass_and_depth(opaque) == "in or outside of the wall nearest to the source"
    assert mass_and_depth(hidden(mass_kg=12_400.0)).replace("\u00a0", " ") == "12 400 kg"


def test_marks_tint_nothing_while_the_twin_shows(told):
    mark = Mark("m", hidden().regions[0].shape, category="drugs")
    told.open(draft=Draft((mark,), Verdict.TO_INSPECTION, 2), scans=(pixels(LOADED),))
    response = Response("r", "c1", Verdict.TO_INSPECTION, 2, (mark,), 12.0)
    truth = truth_of(hidden())
    told.screen.canvas.set_motion(False)
    told.screen.show_feedback(truth, scoring.judge(case_of(), truth, response, HitRule()), response)
    told.screen.fading.give({0: pixels(CLEAN)})
    told.settle()
    picture = told.screen.canvas.grab().toImage()
    at = told.at(940, 180)
    assert picture.pixelColor(at).red() != picture.pixelColor(at).blue()  # found: a tint of blue
    hold(told, True)
    picture = told.screen.canvas.grab().toImage()
    assert picture.pixelColor(at).red() == picture.pixelColor(at).blue()
    hold(told, False)


def test_with_the_deck_in_one_line_the_fade_stands_in_it(told):
    controls(told).slider.step(-50)
    told.key(Qt.Key.Key_F3)
    assert told.screen.deck.slim.isAncestorOf(controls(told))
    assert controls(told).isVisible()
    assert told.screen.canvas.gone() == pytest.approx(0.5)
    told.key(Qt.Key.Key_F3, times=2)
    assert told.screen.deck.explanation.isAncestorOf(controls(told))
    assert controls(told).isVisible()
    told.open()
    told.key(Qt.Key.Key_F3)
    assert not controls(told).isVisible()
