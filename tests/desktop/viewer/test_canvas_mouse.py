from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from xray_trainer.desktop.viewer import Tool
from xray_trainer.model import Box, Draft, Mark, Polygon, WholeLoad, bounds

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
ALT = Qt.KeyboardModifier.AltModifier
BOX = Mark("m1", Box(400, 200, 200, 100))
POLYGON = Mark("p1", Polygon(((1000.0, 200.0), (1200.0, 200.0), (1200.0, 400.0), (1000.0, 400.0))))


@pytest.fixture
def edits(canvas):
    found = []
    canvas.draft_edited.connect(found.append)
    return found


def click(canvas, x, y, held=Qt.KeyboardModifier.NoModifier):
    QTest.mouseClick(canvas, LEFT, held, QPoint(x, y))


def turn_wheel(canvas, x, y, notches):
    at = QPointF(x, y)
    event = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def on_scan(canvas, x, y):
    return canvas.lens().scan((x, y))


def test_a_dragged_box_is_one_edit_and_chosen(canvas, drag, edits):
    canvas.set_tool(Tool.BOX)
    drag((200, 150), (300, 200))
    assert len(edits) == 1
    (mark,) = edits[0].marks
    x0, y0, x1, y1 = bounds(mark.shape)
    assert (x0, y0) == pytest.approx(on_scan(canvas, 200, 150), abs=0.01)
    assert (x1, y1) == pytest.approx(on_scan(canvas, 300, 200), abs=0.01)
    assert uuid.UUID(mark.id).version == 4
    assert canvas.chosen() == mark.id
    assert canvas.draft() == edits[0]
    assert canvas.tool() is Tool.BOX


def test_a_box_ends_at_the_scans_edge(canvas, drag, edits):
    canvas.set_tool(Tool.BOX)
    drag((1100, 300), (1198, 398))
    right, bottom = bounds(edits[-1].marks[0].shape)[2:]
    assert right <= 2400
    assert bottom <= 600


@pytest.mark.parametrize("end", [(201, 151), (202, 250), (300, 152)])
def test_a_drag_of_less_than_three_px_makes_no_mark(canvas, drag, edits, end):
    canvas.set_tool(Tool.BOX)
    drag((200, 150), end)
    assert edits == []


def test_a_click_with_the_box_tool_chooses_what_is_there(canvas, edits):
    canvas.set_draft(Draft(marks=(BOX,)))
    canvas.set_tool(Tool.BOX)
    click(canvas, 250, 170)
    assert canvas.chosen() == "m1"
    click(canvas, 800, 170)
    assert canvas.chosen() is None
    assert edits == []


def test_a_polygon_is_clicked_and_closed_on_its_first_point(canvas, edits):
    canvas.set_tool(Tool.POLYGON)
    for point in ((200, 150), (260, 150), (260, 210), (203, 152)):
        click(canvas, *point)
    assert len(edits) == 1
    shape = edits[0].marks[0].shape
    assert isinstance(shape, Polygon)
    assert len(shape.points) == 3


def test_a_double_click_closes_a_polygon_without_a_point_twice(canvas, edits):
    canvas.set_tool(Tool.POLYGON)
    for point in ((200, 150), (260, 150), (260, 210)):
        click(canvas, *point)
    QTest.mouseDClick(canvas, LEFT, pos=QPoint(260, 210))
    assert len(edits[0].marks[0].shape.points) == 3


def test_backspace_takes_a_point_back_and_escape_drops_the_polygon(canvas, edits):
    canvas.set_tool(Tool.POLYGON)
    for point in ((200, 150), (260, 150), (260, 210), (500, 390)):
        click(canvas, *point)
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert len(edits[0].marks[0].shape.points) == 3
    click(canvas, 700, 150)
    assert canvas.is_drawing()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.is_drawing()
    assert len(edits) == 1


def test_a_chosen_mark_is_moved_as_one_edit(canvas, drag, edits):
    canvas.set_draft(Draft(marks=(BOX,)))
    drag((250, 175), (290, 195))
    assert len(edits) == 1
    assert edits[0].marks[0].shape == Box(480, 240, 200, 100)
    assert canvas.draft().undo().marks == (BOX,)


def test_a_press_that_hardly_moves_changes_nothing(canvas, drag, edits):
    canvas.set_draft(Draft(marks=(BOX,)))
    drag((250, 175), (251, 176))
    assert edits == []
    assert canvas.chosen() == "m1"


def test_a_handle_resizes_the_box(canvas, drag, edits):
    canvas.set_draft(Draft(marks=(BOX,)))
    canvas.choose("m1")
    corner = canvas.lens().screen((600, 300))
    drag((round(corner[0]) + 2, round(corner[1]) + 1), (round(corner[0]) + 52, round(corner[1]) + 26))
    shape = edits[-1].marks[0].shape
    assert (shape.x, shape.y) == (400, 200)
    assert (shape.width, shape.height) == pytest.approx((300, 150), abs=1)


def test_a_vertex_is_dragged_one_is_put_in_and_one_taken_out(canvas, drag, edits):
    canvas.set_draft(Draft(marks=(POLYGON,)))
    canvas.choose("p1")
    x, y = (round(side) for side in canvas.lens().screen((1200, 400)))
    drag((x, y), (x + 20, y + 10))
    assert edits[-1].marks[0].shape.points[2] == pytest.approx((1240, 420))
    x, y = (round(side) for side in canvas.lens().screen((1100, 200)))
    drag((x, y), (x, y - 30))
    assert len(edits[-1].marks[0].shape.points) == 5
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(edits[-1].marks[0].shape.points) == 4
    x, y = (round(side) for side in canvas.lens().screen((1000, 200)))
    click(canvas, x, y, ALT)
    assert len(edits[-1].marks[0].shape.points) == 3
    assert len(edits) == 4


def test_a_double_click_on_an_edge_puts_a_vertex_there(canvas, edits):
    canvas.set_draft(Draft(marks=(POLYGON,)))
    canvas.choose("p1")
    x, y = (round(side) for side in canvas.lens().screen((1150, 200)))
    click(canvas, x, y)
    QTest.mouseDClick(canvas, LEFT, pos=QPoint(x, y))
    assert len(edits) == 1
    assert edits[0].marks[0].shape.points[1] == pytest.approx((1150, 200), abs=1)


def test_delete_removes_the_chosen_mark(canvas, edits):
    canvas.set_draft(Draft(marks=(BOX, POLYGON)))
    click(canvas, 250, 175)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert edits[-1].marks == (POLYGON,)
    assert canvas.chosen() is None


def test_of_nested_marks_the_smaller_is_chosen(canvas):
    inner = Mark("in", Box(450, 220, 60, 40))
    canvas.set_draft(Draft(marks=(inner, BOX)))
    click(canvas, 240, 170)
    assert canvas.chosen() == "in"


def test_the_whole_load_is_chosen_by_its_frame_and_does_not_move(canvas, drag, edits):
    canvas.add_whole_load()
    assert edits[-1].marks[0].shape == WholeLoad()
    canvas.choose(None)
    x, y = (round(side) for side in canvas.lens().screen((1200, 50)))
    drag((x, y), (x + 40, y + 40))
    assert canvas.chosen() == edits[-1].marks[0].id
    assert len(edits) == 1


def test_the_wheel_zooms_at_the_pointer(canvas):
    before = on_scan(canvas, 900, 120)
    turn_wheel(canvas, 900, 120, 3)
    assert canvas.scale() > 0.5
    assert on_scan(canvas, 900, 120) == pytest.approx(before, abs=1)
    for _ in range(9):
        turn_wheel(canvas, 900, 120, -1)
    assert canvas.scale() == pytest.approx(0.25)


def test_dragging_empty_ground_pans_and_a_click_on_it_chooses_nothing(canvas, drag):
    canvas.set_draft(Draft(marks=(BOX,)))
    canvas.choose("m1")
    canvas.actual_size()
    before = canvas.viewport()
    drag((1000, 200), (900, 180))
    after = canvas.viewport()
    assert (after.x - before.x, after.y - before.y) == pytest.approx((100, 20))
    assert canvas.chosen() == "m1"
    click(canvas, 1000, 200)
    assert canvas.chosen() is None


@pytest.mark.parametrize("tool", list(Tool))
def test_the_middle_button_and_space_pan_with_any_tool(canvas, drag, edits, tool):
    canvas.actual_size()
    canvas.set_tool(tool)
    start = canvas.viewport()
    drag((600, 200), (500, 200), button=MIDDLE)
    assert canvas.viewport().x - start.x == pytest.approx(100)
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    drag((500, 200), (600, 200))
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.viewport() == start
    assert edits == []
    assert not canvas.is_drawing()


def test_the_right_button_sets_window_and_level(canvas, drag):
    seen = []
    canvas.settings_changed.connect(seen.append)
    canvas.set_settings(canvas.settings().with_window(level=30000, window=20000))
    drag((600, 200), (700, 200), button=RIGHT)
    assert canvas.settings().window > 20000
    assert canvas.settings().level == pytest.approx(30000)
    drag((600, 200), (600, 100), button=RIGHT)
    assert canvas.settings().level > 30000
    assert seen[-1] == canvas.settings()
    drag((600, 200), (-5000, 200), button=RIGHT)
    assert canvas.settings().window > 100


def test_a_double_click_on_empty_ground_goes_between_fit_and_one_to_one(canvas):
    before = on_scan(canvas, 800, 200)
    QTest.mouseDClick(canvas, LEFT, pos=QPoint(800, 200))
    assert canvas.scale() == 1.0
    assert on_scan(canvas, 800, 200) == pytest.approx(before, abs=1)
    QTest.mouseDClick(canvas, LEFT, pos=QPoint(800, 200))
    assert canvas.scale() == pytest.approx(0.5)


def test_the_probe_reads_each_plane_under_the_pointer(canvas):
    seen = []
    canvas.probed.connect(seen.append)
    QTest.mouseMove(canvas, QPoint(600, 200))
    probe = seen[-1]
    x, y = int(probe.x), int(probe.y)
    assert dict(probe.values) == {"high": x * 20 + y * 7, "low": (x * 20 + y * 7) // 2}
    QTest.mouseMove(canvas, QPoint(600, 5))
    assert seen[-1] is None


def test_what_is_not_editable_can_be_chosen_but_not_changed(canvas, drag, edits):
    canvas.set_draft(Draft(marks=(BOX,)))
    canvas.set_editable(False)
    for tool in Tool:
        canvas.set_tool(tool)
        drag((250, 175), (290, 195))
        drag((700, 175), (790, 195))
    canvas.choose("m1")
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    canvas.delete_chosen()
    canvas.nudge(3, 3)
    canvas.add_whole_load()
    assert edits == []
    assert canvas.draft().marks == (BOX,)


def test_hidden_overlays_can_not_be_taken_hold_of(canvas, edits):
    canvas.set_draft(Draft(marks=(BOX,)))
    canvas.set_overlays_hidden(True)
    click(canvas, 250, 175)
    assert canvas.chosen() is None
    canvas.set_overlays_hidden(False)
    click(canvas, 250, 175)
    assert canvas.chosen() == "m1"


def test_marks_on_another_scan_of_the_case_are_not_here(canvas, edits):
    canvas.set_draft(Draft(marks=(replace(BOX, scan=1), POLYGON)))
    click(canvas, 250, 175)
    assert canvas.chosen() is None
    assert [outline.mark for outline in canvas.layout_drawn().outlines()] == ["p1"]


def test_an_undone_mark_is_no_longer_chosen(canvas, drag):
    canvas.set_tool(Tool.BOX)
    chosen = []
    drag((200, 150), (300, 200))
    canvas.mark_chosen.connect(chosen.append)
    canvas.set_draft(canvas.draft().undo())
    assert canvas.chosen() is None
    assert chosen == [None]


def test_a_second_button_during_a_drag_does_no_harm(canvas, edits):
    canvas.set_tool(Tool.BOX)
    QTest.mousePress(canvas, LEFT, pos=QPoint(200, 150))
    QTest.mouseMove(canvas, QPoint(300, 200))
    QTest.mousePress(canvas, RIGHT, pos=QPoint(300, 200))
    QTest.mouseMove(canvas, QPoint(320, 220))
    QTest.mouseRelease(canvas, RIGHT, pos=QPoint(320, 220))
    assert edits == []
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(320, 220))
    assert len(edits) == 1


def test_escape_during_a_drag_takes_it_back(canvas, edits):
    canvas.set_draft(Draft(marks=(BOX,)))
    QTest.mousePress(canvas, LEFT, pos=QPoint(250, 175))
    QTest.mouseMove(canvas, QPoint(350, 175))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(350, 175))
    assert edits == []
    assert canvas.draft().marks == (BOX,)


def test_the_view_may_move_under_a_drag(canvas, edits):
    canvas.set_tool(Tool.BOX)
    QTest.mousePress(canvas, LEFT, pos=QPoint(300, 150))
    start = on_scan(canvas, 300, 150)
    QTest.mouseMove(canvas, QPoint(400, 200))
    turn_wheel(canvas, 400, 200, 2)
    QTest.mouseMove(canvas, QPoint(410, 210))
    end = on_scan(canvas, 410, 210)
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(410, 210))
    assert bounds(edits[0].marks[0].shape) == pytest.approx((*start, *end), abs=0.02)


def test_a_drag_beyond_the_edge_takes_the_view_along(canvas, drag, edits):
    canvas.actual_size()
    canvas.go_front()
    canvas.set_tool(Tool.BOX)
    QTest.mousePress(canvas, LEFT, pos=QPoint(900, 150))
    for step in range(20):
        QTest.mouseMove(canvas, QPoint(1230 + step % 2, 250))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(1230, 250))
    assert canvas.viewport().x > 400
    assert edits[0].marks[0].shape.x == pytest.approx(900)
    assert edits[0].marks[0].shape.width > 700


def test_drop_during_a_drag_ends_it(canvas, edits):
    canvas.set_tool(Tool.BOX)
    QTest.mousePress(canvas, LEFT, pos=QPoint(300, 150))
    QTest.mouseMove(canvas, QPoint(400, 200))
    assert canvas.drop()
    QTest.mouseMove(canvas, QPoint(450, 250))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(450, 250))
    assert edits == []
    assert not canvas.is_drawing()


def test_a_real_scan_is_shown_and_marked(canvas, drag, edits, shared_data):
    from xray_trainer.imaging import read_image
    from xray_trainer.model import Scan

    path = sorted((shared_data / "real_xray" / "rfb_cargo" / "full_truck").glob("*.jp*g"))[0]
    pixels = read_image(path)
    canvas.set_scan(pixels, Scan((), pixels.width, pixels.height))
    canvas.set_tool(Tool.BOX)
    drag((500, 150), (600, 220))
    assert len(edits) == 1
    assert canvas.grab().width() == 1200
