"""Tools, keys, papers and folds of the inspection screen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from xray_trainer.desktop.bands.deck import DeckFold
from xray_trainer.desktop.bands.papers import facts, one_line
from xray_trainer.desktop.keys import Action
from xray_trainer.desktop.screens.inspection_parts.folding import Folds
from xray_trainer.desktop.screens.keys_page import KeysPage
from xray_trainer.desktop.widgets import PaintedButton, Segments
from xray_trainer.model import Box, Category, DisplaySettings, Draft, LocalText, Mark, PlaneKind, View, Viewport

from .conftest import PAPERS, case_of, pixels_of  # isort: skip

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def off_tools(screen):
    return [one for one in screen.dock.findChildren(PaintedButton) if one.isVisible() and one.why()]


def test_tools_that_need_two_energies_are_off_and_say_why(desk):
    why = {one.text(): one.why() for one in off_tools(desk.screen)}
    assert set(why) == {"Composite", "Organic strip", "Metal strip", "Organic only", "Diff"}
    assert why["Organic strip"] == "This scan has one energy; organic strip needs two."
    assert all(one.why() in one.tip() for one in off_tools(desk.screen))


def test_a_scan_of_two_energies_shows_only_what_there_is(desk):
    desk.open(scans=(pixels_of(PlaneKind.HIGH, PlaneKind.LOW),))
    assert off_tools(desk.screen) == []


def test_keys_change_the_picture_and_the_sliders_follow(desk):
    canvas, tone = desk.screen.canvas, desk.screen.dock.tone
    desk.key(Qt.Key.Key_Q, times=5)
    desk.key(Qt.Key.Key_R, times=5)
    desk.key(Qt.Key.Key_Y, times=10)
    desk.key(Qt.Key.Key_I)
    settings = canvas.settings()
    assert settings.inverse
    assert (tone.window_slider.value(), tone.level_slider.value()) == (90, 40)
    assert settings.gamma == pytest.approx(2.0)
    assert settings.window == pytest.approx(0.9 * 65535)
    desk.key(Qt.Key.Key_G)
    assert not canvas.settings().inverse
    desk.key(Qt.Key.Key_0)
    assert canvas.settings() == DisplaySettings()
    canvas.set_settings(DisplaySettings(low=0, high=32767.5))  # as the right button on the scan does
    assert (tone.window_slider.value(), tone.level_slider.value()) == (50, 25)


def test_automatic_takes_the_greys_on_screen(desk):
    desk.key(Qt.Key.Key_0, SHIFT)
    settings = desk.screen.canvas.settings()
    assert 0 < settings.low < 1000
    assert 64500 < settings.high < 65535


def test_fit_actual_size_and_zoom(desk):
    canvas = desk.screen.canvas
    desk.key(Qt.Key.Key_U)
    assert canvas.scale() == pytest.approx(1.0)
    assert desk.screen.dock._scale.text() == "100\u00a0%"
    desk.click(desk.screen.dock._plus)
    assert canvas.scale() == pytest.approx(1.25)
    desk.key(Qt.Key.Key_Minus)
    desk.key(Qt.Key.Key_Z)
    assert canvas.viewport().width == pytest.approx(1500)


def test_h_hides_marks_while_it_is_held(desk):
    desk.open(draft=Draft().added(Mark("a", Box(300, 100, 80, 60))))
    canvas = desk.screen.canvas
    shown = canvas.grab().toImage()
    QTest.keyPress(canvas, Qt.Key.Key_H)
    assert canvas.grab().toImage() != shown
    QTest.keyRelease(canvas, Qt.Key.Key_H)
    assert canvas.grab().toImage() == shown


def test_views_of_a_case_are_named_and_numbered(desk):
    desk.open(case_of(views=(View.SIDE, View.TOP, View.TOP)))
    switch = desk.screen.dock.findChildren(Segments)[-1]
    assert [switch.button(str(n)).text() for n in range(3)] == ["Side view", "Top view 1", "Top view 2"]


def test_papers_are_shown_as_they_are(desk):
    assert dict(facts(PAPERS)) == {
        "Type": "45G1", "Declared": "11\u00a0380\u00a0kg gross", "Weighed": "11\u00a0960\u00a0kg gross",
        "Seal": "papers 4720, door 4726",
    }  # fmt: skip
    assert desk.screen.deck.papers.note.text() == "CSQU 305438 3"
    assert one_line(PAPERS).startswith("New tyres; A lathe, type 45G1")
    desk.open(case_of(papers=None))
    assert desk.screen.deck.papers._none.isVisible()
    assert desk.screen.deck.papers.note.text() == ""


def test_folding_keeps_the_scan_point_under_the_pointer(desk):
    screen = desk.screen
    screen.canvas.set_viewport(Viewport(400, 60, 500, 200))
    desk.settle()
    pointer = QPoint(620, 300)
    QCursor.setPos(desk.window.mapToGlobal(pointer))

    def under():
        at = screen.canvas.mapFrom(desk.window, pointer)
        return (*screen.canvas.lens().scan((at.x(), at.y())), screen.canvas.scale())

    before = under()
    for key in (
        Qt.Key.Key_F2,
        Qt.Key.Key_F3,
        Qt.Key.Key_F3,
        Qt.Key.Key_F11,
        Qt.Key.Key_F11,
        Qt.Key.Key_F3,
        Qt.Key.Key_F2,
    ):
        desk.key(key)
        assert under() == pytest.approx(before, abs=0.6)


def test_folds_go_through_their_stages_and_are_told(desk):
    screen = desk.screen
    desk.key(Qt.Key.Key_F3)
    assert screen.deck.height() == 56
    assert screen.deck.slim.isVisible()
    desk.key(Qt.Key.Key_F3)
    assert not screen.deck.isVisible()
    desk.click(
        next(one for one in screen.status.findChildren(PaintedButton) if one.accessibleName() == "Fold the tools")
    )
    assert not screen.dock.isVisible()
    assert [folds for (folds,) in desk.of("folds_changed")] == [
        Folds(deck=DeckFold.SLIM), Folds(deck=DeckFold.OFF), Folds(dock=False, deck=DeckFold.OFF),
    ]  # fmt: skip
    screen.set_folds(Folds())
    assert screen.dock.isVisible()
    assert screen.deck.height() == 152


def test_scan_only_calls_the_verdict_up_from_the_lower_edge(desk):
    screen = desk.screen
    desk.key(Qt.Key.Key_F11)
    assert screen.canvas.size() == screen.size()
    assert not screen.verdict.isVisible()
    QTest.mouseMove(screen.canvas, QPoint(600, screen.height() - 2))
    assert screen.verdict.isVisible()
    desk.click(screen.verdict.buttons()[0])
    QTest.mouseMove(screen.canvas, QPoint(600, 300))
    assert not screen.verdict.isVisible()
    desk.key(Qt.Key.Key_5)
    assert screen.verdict.isVisible()
    desk.key(Qt.Key.Key_Escape)
    assert screen.status.isVisible()
    assert screen.verdict.isVisible()


def test_a_small_window_starts_with_a_slim_deck(make_desk):
    desk = make_desk(960, 540)
    desk.open()
    assert desk.screen.deck.fold is DeckFold.SLIM
    assert desk.screen.canvas.height() == 304
    desk.key(Qt.Key.Key_F3)
    desk.key(Qt.Key.Key_F3)
    assert desk.screen.deck.fold is DeckFold.FULL
    assert desk.screen.deck.inspecting.tabbed
    desk.click(desk.screen.deck.inspecting.tabs[1])
    assert desk.screen.deck.marks.isVisible()
    assert not desk.screen.deck.papers.isVisible()


def test_in_a_narrow_window_how_sure_is_a_list(make_desk):
    desk = make_desk(960, 540)
    desk.open()
    assert not any(button.isVisible() for button in desk.screen.verdict.buttons()[3:])
    desk.click(desk.screen.verdict._list)
    menu = QApplication.activePopupWidget()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert desk.screen.draft.confidence == 2


def test_f6_carries_the_keyboard_round_all_bands_and_home(desk):
    screen = desk.screen
    desk.open(draft=Draft().added(Mark("a", Box(300, 100, 80, 60))))
    places = []
    for _ in range(5):
        desk.key(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        bands = (screen.canvas, screen.dock, screen.deck, screen.verdict, screen.status)
        places.append(next(band for band in bands if focus is band or band.isAncestorOf(focus)))
    assert places == [screen.dock, screen.deck, screen.verdict, screen.status, screen.canvas]
    desk.key(Qt.Key.Key_F6, SHIFT)
    assert screen.status.isAncestorOf(QApplication.focusWidget())


def test_f1_shows_all_keys_and_any_key_closes_it(desk):
    desk.key(Qt.Key.Key_F1)
    (page,) = desk.window.findChildren(KeysPage)
    assert page.size() == desk.window.size()
    desk.key(Qt.Key.Key_1)
    assert not page.isVisible()
    assert desk.screen.draft.verdict is None
    assert desk.screen.canvas.hasFocus()


def test_the_menu_leads_home(desk):
    desk.key(Qt.Key.Key_F10)
    menu = desk.screen.status.menu
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert desk.of("leave_home") == [[]]


def test_every_tool_tells_its_key_in_the_tooltip(desk):
    for button in desk.screen.findChildren(PaintedButton):
        if button.isVisible() and button.key():
            assert button.key() in button.tip()
    assert desk.screen.dock._tools.button(Action.BOX.value).tip().count("Drag a box round the spot.") == 1


def test_reset_shows_and_records_nothing(desk):
    desk.screen.reset()
    desk.clock.ms = 9000
    assert desk.screen.canvas.scan() is None
    assert desk.screen.seen_ms() == 0
    desk.key(Qt.Key.Key_1)
    assert desk.of("draft_changed") == []


def test_the_kind_of_a_mark_needs_the_room_more_than_the_word_of_how_sure(desk):
    long = (Category("drugs", LocalText.of("Drugs in the walls")),)
    desk.open(draft=Draft((Mark("m", Box(200, 100, 90, 70), category="drugs", confidence=3),)), categories=long)
    row = desk.screen.deck.marks.row("m")
    assert not row.category.is_elided()
    assert "Almost certain" in row.sure.tip()
