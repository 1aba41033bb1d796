from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xray_trainer.desktop.viewer import Tool
from xray_trainer.model import Box, Draft, Mark, Polygon, bounds

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
BOX = Mark("m1", Box(400, 200, 200, 100))
OTHER = Mark("m2", Box(800, 200, 200, 100))


@pytest.fixture
def edits(canvas):
    found = []
    canvas.draft_edited.connect(found.append)
    return found


def press(canvas, *keys, held=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(canvas, key, held)


def test_a_box_is_drawn_by_keys_alone(canvas, edits):
    canvas.set_tool(Tool.BOX)
    press(canvas, KEY.Key_Right)  # brings the crosshair, in the middle
    press(canvas, KEY.Key_Left, KEY.Key_Left, held=SHIFT)
    press(canvas, KEY.Key_Return)
    press(canvas, KEY.Key_Right, held=SHIFT)
    press(canvas, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, held=SHIFT)
    press(canvas, KEY.Key_Down)
    assert canvas.is_drawing()
    press(canvas, KEY.Key_Return)
    assert len(edits) == 1
    assert edits[0].marks[0].shape == Box(1160, 300, 20, 62)
    assert not canvas.is_drawing()


def test_enter_is_not_taken_where_nothing_is_drawn(canvas, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    seen = []
    parent.keyPressEvent = lambda event: seen.append(event.key())
    QVBoxLayout(parent).addWidget(canvas)
    canvas.set_tool(Tool.BOX)
    press(canvas, KEY.Key_Return)
    assert seen == [KEY.Key_Return]
    press(canvas, KEY.Key_Right, KEY.Key_Escape, KEY.Key_Return)
    assert seen == [KEY.Key_Return, KEY.Key_Return]
    canvas.setParent(None)


@pytest.mark.parametrize("close", ["first point", "ctrl"])
def test_a_polygon_is_drawn_by_keys_alone(canvas, edits, close):
    canvas.set_tool(Tool.POLYGON)
    press(canvas, KEY.Key_Right, KEY.Key_Return)
    press(canvas, KEY.Key_Right, KEY.Key_Right, held=SHIFT)
    press(canvas, KEY.Key_Return)
    press(canvas, KEY.Key_Down, KEY.Key_Down, held=SHIFT)
    press(canvas, KEY.Key_Return)
    if close == "ctrl":
        press(canvas, KEY.Key_Return, held=CTRL)
    else:
        press(canvas, KEY.Key_Left, KEY.Key_Left, KEY.Key_Up, KEY.Key_Up, held=SHIFT)
        press(canvas, KEY.Key_Return)
    assert len(edits) == 1
    assert edits[0].marks[0].shape == Polygon(((1200, 300), (1240, 300), (1240, 340)))


def test_the_crosshair_stays_on_the_scan_and_the_view_follows_it(canvas):
    canvas.actual_size()
    canvas.set_tool(Tool.BOX)
    seen = []
    canvas.probed.connect(seen.append)
    press(canvas, *[KEY.Key_Right] * 130, held=SHIFT)
    assert canvas.viewport().x + canvas.viewport().width == pytest.approx(2400, abs=1)
    press(canvas, *[KEY.Key_Up] * 60, held=SHIFT)
    assert (int(seen[-1].x), seen[-1].y) == (2399, 0)
    assert canvas.viewport().y == pytest.approx(0, abs=1)


def test_arrows_move_the_chosen_mark_and_shift_resizes_it(canvas, edits):
    canvas.set_draft(Draft(marks=(BOX,)))
    canvas.choose("m1")
    press(canvas, KEY.Key_Right, KEY.Key_Down)
    assert edits[-1].marks[0].shape == Box(402, 202, 200, 100)  # one px on screen is two of the scan
    press(canvas, KEY.Key_Right, KEY.Key_Up, held=SHIFT)
    assert edits[-1].marks[0].shape == Box(402, 202, 202, 98)
    assert len(edits) == 4


def test_at_one_to_one_an_arrow_moves_a_mark_by_one_scan_px(canvas, edits):
    canvas.set_draft(Draft(marks=(BOX,)))
    canvas.actual_size()
    canvas.choose("m1")
    press(canvas, KEY.Key_Left)
    assert edits[-1].marks[0].shape.x == 399


def test_a_held_arrow_is_one_edit(canvas, edits):
    canvas.set_draft(Draft(marks=(BOX,)))
    canvas.choose("m1")
    for _ in range(5):
        QTest.keyPress(canvas, KEY.Key_Right)
    assert edits == []
    QTest.keyRelease(canvas, KEY.Key_Right)
    assert [draft.marks[0].shape.x for draft in edits] == [410]


def test_what_is_held_is_committed_when_the_focus_goes(canvas, edits, qtbot):
    canvas.set_draft(Draft(marks=(BOX,)))
    canvas.choose("m1")
    QTest.keyPress(canvas, KEY.Key_Right)
    canvas.clearFocus()
    assert len(edits) == 1


def test_arrows_pan_where_no_mark_is_chosen(canvas):
    canvas.actual_size()
    before = canvas.viewport()
    press(canvas, KEY.Key_Right, KEY.Key_Down)
    after = canvas.viewport()
    assert after.x > before.x
    assert after.y > before.y


def test_tab_goes_through_the_marks_and_then_on(canvas, qtbot):
    chosen = []
    canvas.mark_chosen.connect(chosen.append)
    canvas.set_draft(Draft(marks=(BOX, OTHER)))
    press(canvas, KEY.Key_Tab, KEY.Key_Tab)
    press(canvas, KEY.Key_Backtab, held=SHIFT)
    press(canvas, KEY.Key_Tab, KEY.Key_Tab)
    assert chosen == ["m1", "m2", "m1", "m2", None]


def test_escape_and_delete(canvas, edits):
    canvas.set_draft(Draft(marks=(BOX, OTHER)))
    canvas.choose("m2")
    press(canvas, KEY.Key_Escape)
    assert canvas.chosen() is None
    canvas.choose("m2")
    press(canvas, KEY.Key_Delete)
    assert edits[-1].marks == (BOX,)


def test_home_end_and_paging_go_along_the_container(canvas):
    canvas.actual_size()
    press(canvas, KEY.Key_Home)
    assert canvas.viewport().x == 0
    press(canvas, KEY.Key_PageDown)
    assert canvas.viewport().x == pytest.approx(1080)
    press(canvas, KEY.Key_PageUp)
    assert canvas.viewport().x == 0
    press(canvas, KEY.Key_End)
    assert canvas.viewport().x == pytest.approx(1200)


def test_taking_up_a_drawing_tool_lets_go_of_the_chosen_mark(canvas, edits):
    canvas.set_draft(Draft(marks=(BOX,)))
    canvas.choose("m1")
    canvas.set_tool(Tool.BOX)
    assert canvas.chosen() is None
    press(canvas, KEY.Key_Right)
    assert edits == []
    assert canvas.is_drawing()


def test_a_focused_vertex_takes_the_arrows_and_delete(canvas, edits):
    shape = Polygon(((1000.0, 200.0), (1200.0, 200.0), (1200.0, 400.0), (1000.0, 400.0)))
    canvas.set_draft(Draft(marks=(Mark("p", shape),)))
    canvas.choose("p")
    x, y = canvas.lens().screen((1200, 400))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().topLeft() + _point(x, y))
    press(canvas, KEY.Key_Right)
    assert edits[-1].marks[0].shape.points[2] == (1202, 400)
    press(canvas, KEY.Key_Delete)
    assert len(edits[-1].marks[0].shape.points) == 3
    press(canvas, KEY.Key_Delete)
    assert edits[-1].marks == ()


def test_public_verbs_for_menus(canvas, edits):
    canvas.set_draft(Draft(marks=(BOX,)))
    canvas.choose("m1")
    canvas.nudge(-10, 5)
    canvas.resize_chosen(20, 10)
    assert bounds(edits[-1].marks[0].shape) == (390, 205, 610, 315)
    canvas.delete_chosen()
    assert edits[-1].marks == ()


def _point(x, y):
    from PySide6.QtCore import QPoint

    return QPoint(round(x), round(y))
