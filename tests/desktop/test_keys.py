"""Keys become actions by their place on the keyboard; letters belong to text fields."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSlider, QVBoxLayout, QWidget

from xray_trainer.desktop.key_filter import KeyFilter
from xray_trainer.desktop.keys import TABLE, Action, Chord, chord_of, told, tooltip

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot):
    window = QWidget()
    layout = QVBoxLayout(window)
    window.stage, window.field, window.slider = QWidget(), QLineEdit(), QSlider()
    window.stage.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for widget in (window.stage, window.field, window.slider):
        layout.addWidget(widget)
    window.keys = KeyFilter(window)
    window.keys.add_stage(window.stage)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.stage.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.stage)
    return window


@pytest.fixture
def did(window):
    happened = []
    for action in Action:
        window.keys.bind(window, action, lambda action=action: happened.append(action),
                         lambda action=action: happened.append((action, "up")))  # fmt: skip
    return happened


def press(key, scan_code, text="", modifiers=NONE, kind=QEvent.Type.KeyPress):
    return QKeyEvent(kind, key, modifiers, scan_code, 0, 0, text)


def test_every_action_stands_in_the_table_with_keys_of_its_own():
    assert {row.action for row in TABLE} == set(Action)
    chords = [chord for row in TABLE for chord in row.chords]
    assert len(chords) == len(set(chords))
    assert all(row.name and row.sentence.endswith(".") and row.group for row in TABLE)


def test_a_cyrillic_key_is_taken_by_its_place():
    ya = press(0x042F, 52, "я")  # я stands on Z; X keycode 52
    assert Chord("Z") == chord_of(ya)
    assert Chord("Z", ctrl=True) == chord_of(press(0x042F, 52, "", Qt.KeyboardModifier.ControlModifier))
    assert Chord("[") == chord_of(press(0x0425, 34, "х"))


def test_a_latin_letter_is_taken_as_it_is_printed():
    assert Chord("Z", ctrl=True) == chord_of(
        press(Qt.Key.Key_Z, 29, "", Qt.KeyboardModifier.ControlModifier)  # a German keyboard prints Z where Y stands
    )


def test_a_french_digit_row_gives_digits():
    assert Chord("1") == chord_of(press(Qt.Key.Key_Ampersand, 10, "&"))


def test_a_synthetic_key_is_taken_by_qts_name(window, did):
    QTest.keyClick(window.stage, Qt.Key.Key_2)
    QTest.keyClick(window.stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window.stage, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert did == [Action.TO_INSPECTION, Action.UNDO, Action.PREVIOUS_MARK]


def test_letters_go_to_a_text_field_and_function_keys_to_the_window(window, did):
    window.field.setFocus()
    QTest.keyClicks(window.field, "b12w")
    QTest.keyClick(window.field, Qt.Key.Key_F2)
    assert window.field.text() == "b12w"
    assert did == [Action.FOLD_DOCK]


def test_arrows_belong_to_a_slider_that_has_the_focus(window, did):
    window.slider.setFocus()
    QTest.keyClick(window.slider, Qt.Key.Key_Right)
    assert did == []
    assert window.slider.value() == 1
    QTest.keyClick(window.slider, Qt.Key.Key_I)
    assert did == [Action.INVERSE]


def test_a_held_key_acts_once_and_is_let_go(window, did):
    QTest.keyPress(window.stage, Qt.Key.Key_H)
    again = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_H, NONE, "h", True)
    QApplication.sendEvent(window.stage, again)
    QTest.keyRelease(window.stage, Qt.Key.Key_H)
    assert did == [Action.HIDE_OVERLAYS, (Action.HIDE_OVERLAYS, "up")]


def test_a_hidden_owner_gets_no_keys(window, did, qtbot):
    pages = QWidget(window)
    window.keys.bind(pages, Action.GO_ON, lambda: did.append("page"))
    QTest.keyClick(window.stage, Qt.Key.Key_Return)
    pages.show()
    QTest.keyClick(window.stage, Qt.Key.Key_Return)
    assert did == [Action.GO_ON, "page"]


def test_an_action_may_leave_its_key_to_the_widget(window):
    typed = []
    window.stage.keyPressEvent = lambda event: typed.append(event.key())
    window.keys.bind(window, Action.DROP, lambda: False)
    QTest.keyClick(window.stage, Qt.Key.Key_Escape)
    assert [Qt.Key.Key_Escape] == typed


def test_a_tooltip_names_the_key_and_says_why_something_is_off():
    assert tooltip(Action.UNDO) == ("Undo  Ctrl+Z", "Take back the last change of a mark.")
    assert tooltip(Action.INVERSE, "Not now.") == ("Inverse  I", "Not now.")
    assert told(Action.LEFT).key_text == "←"


def test_a_screen_that_is_no_more_takes_its_keys_with_it(window, did, qtbot):
    page = QWidget(window)
    page.show()
    window.keys.bind(page, Action.GO_ON, lambda: did.append("page"))
    gone = []
    page.destroyed.connect(lambda: gone.append(True))
    page.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    QTest.keyClick(window.stage, Qt.Key.Key_Return)
    assert did == [Action.GO_ON]
