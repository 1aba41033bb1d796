from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xray_trainer import text
from xray_trainer.desktop import theme
from xray_trainer.desktop.viewer import Badge, ScanCanvas, Tool, draw_badge, ink
from xray_trainer.desktop.viewer.ink import Plate
from xray_trainer.desktop.viewer.picture import pixels_under
from xray_trainer.imaging import render
from xray_trainer.model import Box, DisplaySettings, Draft, HitRule, Mark, Polygon, Viewport, WholeLoad


def picture(widget):
    """A widget's pixels, (height, width, 3) uint8."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def rgb(token):
    colour = QColor(token)
    return colour.red(), colour.green(), colour.blue()


def holds(region, token):
    return bool((region == np.array(rgb(token))).all(axis=-1).any())


def around(found, canvas, x0, y0, x1, y1, margin=4):
    left, top = canvas.lens().screen((x0, y0))
    right, bottom = canvas.lens().screen((x1, y1))
    return found[int(top) - margin : int(bottom) + margin, int(left) - margin : int(right) + margin]


@pytest.mark.parametrize("scale", ["fit", "1:1", "close"])
def test_the_canvas_paints_what_the_renderer_draws(canvas, pixels, scale):
    if scale != "fit":
        canvas.actual_size()
    if scale == "close":
        canvas.zoom_by(3.0)
    settings = DisplaySettings(2000, 30000, gamma=1.4)
    canvas.set_settings(settings)
    assert np.array_equal(picture(canvas), render(pixels, canvas.viewport(), settings, (1200, 400)))


def test_a_resized_canvas_paints_its_new_size(canvas, pixels):
    canvas.actual_size()
    canvas.resize(901, 333)
    assert np.array_equal(picture(canvas), render(pixels, canvas.viewport(), canvas.settings(), (901, 333)))


def test_a_scan_of_one_pixel_and_a_very_long_one_can_be_shown(canvas):
    from xray_trainer.imaging import ScanPixels
    from xray_trainer.model import PlaneKind, Scan

    for width, height in ((1, 1), (20000, 3), (3, 5000)):
        values = np.full((height, width), 40000, np.uint16)
        canvas.set_scan(ScanPixels({PlaneKind.GREY: values}), Scan((), width, height))
        canvas.set_draft(Draft(marks=(Mark("m", Box(0, 0, 1, 1)),)))
        canvas.zoom_by(1000)
        canvas.pan_by(5000, 5000)
        canvas.zoom_by(0.0001)
        assert picture(canvas).shape == (400, 1200, 3)


def test_before_any_scan_there_is_only_the_surround(qtbot):
    canvas = ScanCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(400, 200)
    assert (picture(canvas) == rgb(theme.SURROUND)).all()
    canvas.set_tool(Tool.BOX)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    canvas.fit()
    canvas.actual_size()


def test_marks_are_white_and_the_chosen_one_blue_with_handles(canvas):
    canvas.set_draft(Draft(marks=(Mark("a", Box(400, 200, 200, 100)), Mark("b", Box(1000, 300, 200, 100)))))
    canvas.choose("b")
    found = picture(canvas)
    assert holds(around(found, canvas, 400, 200, 600, 300), theme.WHITE)
    assert not holds(around(found, canvas, 400, 200, 600, 300), theme.ACCENT)
    assert holds(around(found, canvas, 1000, 300, 1200, 400), theme.ACCENT)
    (chosen,) = [one for one in canvas.layout_drawn().drawn if one.mark == "b"]
    assert len(chosen.handles) == 8


def test_every_line_has_black_on_both_sides(canvas):
    canvas.set_settings(DisplaySettings(0, 1))  # an all-white ground
    canvas.set_draft(Draft(marks=(Mark("a", Box(400, 200, 400, 200)),)))
    found = picture(canvas)
    x, y = (round(side) for side in canvas.lens().screen((400, 300)))
    row = found[y, x - 6 : x + 7, 0].astype(int)
    core = int(np.argmax(row[3:10])) + 3
    assert row[core] == 255
    assert row[core - 2] < 120
    assert row[core + 2] < 120


def texts(canvas):
    return {plate.text for _, plate, _ in canvas.layout_drawn().plates}


def test_plates_say_number_category_how_sure_and_size(canvas):
    canvas.set_naming({"drugs": "Drugs in cargo"}.__getitem__)
    marks = (
        Mark("a", Box(400, 200, 156, 92), category="drugs", confidence=2),
        Mark("b", Polygon(((1000.0, 300.0), (1100.0, 300.0), (1050.0, 400.0)))),
        Mark("c", WholeLoad(), confidence=1),
    )
    canvas.set_draft(Draft(marks=marks, confidence=3))
    canvas.choose("a")
    assert texts(canvas) == {
        "Drugs in cargo · probable",
        "0.78\u00a0×\u00a00.46\u00a0m",
        "almost certain",
        "Whole load · doubtful",
    }
    assert [plate.number for _, plate, _ in canvas.layout_drawn().plates if plate.number] == ["1", "2", "3"]


def test_without_a_pitch_sizes_are_in_pixels(canvas, pixels, scan):
    from dataclasses import replace

    canvas.set_scan(pixels, replace(scan, pitch=None))
    canvas.set_draft(Draft(marks=(Mark("a", Box(400, 200, 156, 92)),)))
    canvas.choose("a")
    assert "156\u00a0×\u00a092\u00a0px" in texts(canvas)


def test_a_mark_too_large_to_search_is_warned_of_while_it_is_held(canvas, qtbot):
    large = Mark("a", Box(200, 100, 1300, 400))
    canvas.set_draft(Draft(marks=(large,)))
    canvas.choose("a")
    assert not any("%" in one for one in texts(canvas))
    canvas.set_hit_rule(HitRule())
    assert "47\u00a0% of container: too large to search" in texts(canvas)
    canvas.choose(None)
    assert not any("%" in one for one in texts(canvas))


def test_the_warning_shows_while_the_box_is_drawn(canvas, qtbot):
    from PySide6.QtCore import QPoint
    from PySide6.QtTest import QTest

    canvas.set_hit_rule(HitRule())
    canvas.set_tool(Tool.BOX)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 120))
    QTest.mouseMove(canvas, QPoint(300, 200))
    assert not any("%" in one for one in texts(canvas))
    QTest.mouseMove(canvas, QPoint(900, 320))
    assert any("too large to search" in one for one in texts(canvas))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(900, 320))


def test_plates_fit_their_words_in_every_language(canvas):
    text.use_language(text.PSEUDO)
    from PySide6.QtGui import QFontMetricsF

    measure = QFontMetricsF(theme.font(theme.Weight.BUTTON))
    canvas.set_hit_rule(HitRule())
    canvas.set_draft(Draft(marks=(Mark("a", Box(200, 100, 1300, 400)), Mark("b", WholeLoad(), confidence=3))))
    canvas.choose("a")
    for _, plate, place in canvas.layout_drawn().plates:
        assert measure.horizontalAdvance(plate.text) < place[2]
    assert Plate("x" * 500).size()[0] < 400


def test_a_step_of_the_window_lays_nothing_out_again(canvas):
    canvas.set_draft(Draft(marks=(Mark("a", Box(400, 200, 156, 92)),)))
    before = canvas.layout_drawn()
    canvas.set_settings(DisplaySettings(100, 200))
    picture(canvas)
    assert canvas.layout_drawn() is before
    canvas.zoom_by(2)
    assert canvas.layout_drawn() is not before


def test_the_focus_line_shows_after_a_key_only(canvas, qtbot):
    bottom = slice(398, 400)
    assert not holds(picture(canvas)[bottom], theme.ACCENT)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert (picture(canvas)[bottom] == rgb(theme.ACCENT)).all()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton)
    assert not holds(picture(canvas)[bottom], theme.ACCENT)


def test_hidden_overlays_leave_the_bare_scan(canvas, pixels):
    canvas.set_draft(Draft(marks=(Mark("a", Box(400, 200, 156, 92)),)))
    canvas.set_overlays_hidden(True)
    bare = render(pixels, canvas.viewport(), canvas.settings(), (1200, 400))
    assert np.array_equal(picture(canvas), bare)
    canvas.set_overlays_hidden(False)
    assert not np.array_equal(picture(canvas), bare)


def test_each_badge_has_its_own_shape():
    drawn = []
    for badge in Badge:
        image = QImage(36, 36, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        draw_badge(painter, badge, QRectF(0, 0, 36, 36))
        painter.end()
        drawn.append(image.convertToFormat(QImage.Format.Format_Grayscale8))
    assert all(a != b for number, a in enumerate(drawn) for b in drawn[:number])


def test_at_twice_the_pixels_the_scan_and_its_lines_are_sharp(canvas, pixels, monkeypatch, qtbot):
    monkeypatch.setattr(ScanCanvas, "devicePixelRatioF", lambda _self: 2.0)
    canvas.resize(1201, 400)
    canvas.actual_size()
    assert canvas.viewport() == Viewport(canvas.viewport().x, canvas.viewport().y, 2402, 800)
    lens = canvas.lens()
    assert lens.size == (1201, 400)
    assert lens.screen(lens.scan((300.0, 100.0))) == pytest.approx((300.0, 100.0))


class _Bands(QWidget):
    """A band of tools over a canvas, as in the window."""

    def __init__(self, canvas):
        super().__init__()
        self.tools = QWidget()
        self.tools.setFixedHeight(68)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.tools)
        stack.addWidget(canvas, 1)


def test_the_scan_stays_put_in_the_window_when_a_band_folds(canvas, qtbot):
    window = _Bands(canvas)
    window.resize(1200, 500)
    with qtbot.waitExposed(window):
        window.show()
    canvas.actual_size()
    before = canvas.lens().scan((600.0, 200.0))
    window.tools.hide()
    qtbot.waitUntil(lambda: canvas.height() == 500)
    assert canvas.lens().scan((600.0, 268.0)) == pytest.approx(before)
    window.tools.show()
    qtbot.waitUntil(lambda: canvas.height() == 432)
    assert canvas.lens().scan((600.0, 200.0)) == pytest.approx(before)
    canvas.setParent(None)


@pytest.mark.parametrize("margin", [0, 10])
def test_the_picture_is_the_same_straight_in_the_window_and_by_way_of_a_buffer(canvas, pixels, qtbot, margin):
    """With no margin the canvas is as wide as its window, and is drawn into the window's own pixels."""
    window = _Bands(canvas)
    window.layout().setContentsMargins(margin, 0, margin, 0)
    window.resize(1000, 500)
    with qtbot.waitExposed(window):
        window.show()
    canvas.actual_size()
    size = (1000 - 2 * margin, 432)
    expected = render(pixels, canvas.viewport(), canvas.settings(), size)
    assert np.array_equal(picture(window)[68:, margin : 1000 - margin], expected)
    canvas.setParent(None)


def test_only_whole_rows_of_a_plain_image_are_written_directly():
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    found = pixels_under(painter, at=QPointF(0, 20), size=(200, 50), ratio=1.0)
    assert found is not None
    found[:] = 0xFFFFFFFF
    assert pixels_under(painter, at=QPointF(10, 20), size=(150, 50), ratio=1.0) is None
    assert pixels_under(painter, at=QPointF(0, 60), size=(200, 50), ratio=1.0) is None
    assert pixels_under(painter, at=QPointF(0, 0.5), size=(200, 50), ratio=1.0) is None
    painter.rotate(90)
    assert pixels_under(painter, at=QPointF(0, 0), size=(200, 50), ratio=1.0) is None
    painter.end()
    rows = [image.pixelColor(5, y).lightness() for y in range(100)]
    assert rows == [0] * 20 + [255] * 50 + [0] * 30
    grey = QImage(200, 100, QImage.Format.Format_Grayscale8)
    painter = QPainter(grey)
    assert pixels_under(painter, at=QPointF(0, 0), size=(200, 100), ratio=1.0) is None
    painter.end()


class _Cover(QWidget):
    """An opaque widget that lies on the canvas, as the loupe will."""

    def __init__(self, parent):
        super().__init__(parent)
        self.painted = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event):  # noqa: N802 - Qt's own name
        self.painted += 1
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("red"))
        painter.end()


def test_a_widget_on_the_canvas_is_not_painted_over(canvas, qtbot):
    cover = _Cover(canvas)
    cover.setGeometry(100, 50, 200, 100)
    cover.show()
    qtbot.waitUntil(lambda: cover.painted > 0)
    for level in range(1, 4):
        canvas.set_settings(DisplaySettings(0, level))
        canvas.repaint()
    on_screen = canvas.backingStore().paintDevice().copy()
    assert on_screen.pixelColor(150, 100) == QColor("red")
    assert on_screen.pixelColor(299, 149) == QColor("red")
    assert on_screen.pixelColor(300, 150) != QColor("red")


def test_colours_of_lines_come_from_the_tokens():
    assert ink.tint(theme.HALO).alphaF() == pytest.approx(0.92, abs=0.01)
    assert ink.tint(theme.PLATE).alphaF() == pytest.approx(0.88, abs=0.01)
