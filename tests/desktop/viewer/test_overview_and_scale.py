from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest

from xray_trainer.desktop import theme
from xray_trainer.desktop.viewer import OverviewStrip, Probe, ScaleLine
from xray_trainer.desktop.viewer.probe import readings
from xray_trainer.desktop.viewer.scale_line import LEAST_LABEL_GAP, round_step, ticks
from xray_trainer.model import Box, DoorEnd, Draft, Mark, PlaneKind

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def overview(canvas, qtbot):
    strip = OverviewStrip()
    qtbot.addWidget(strip)
    strip.resize(376, 100)
    strip.follow(canvas)
    with qtbot.waitExposed(strip):
        strip.show()
    return strip


@pytest.fixture
def scale(canvas, qtbot):
    line = ScaleLine()
    qtbot.addWidget(line)
    line.resize(1200, 24)
    line.follow(canvas)
    with qtbot.waitExposed(line):
        line.show()
    return line


def test_the_overview_has_the_scans_true_proportions(overview):
    rect = overview.picture_rect()
    assert rect.width() == pytest.approx(376)
    assert rect.height() == pytest.approx(376 / 4, abs=1)


def test_the_overview_of_a_scan_with_unequal_pitch_is_not_squeezed(canvas, overview, pixels, scan):
    canvas.set_scan(pixels, replace(scan, pitch=(4.0, 8.0)))
    rect = overview.picture_rect()
    assert rect.width() / rect.height() == pytest.approx(2400 * 4 / (600 * 8), rel=0.02)


def test_dragging_in_the_overview_moves_the_viewport(canvas, overview):
    canvas.actual_size()
    canvas.centre_on((700, 300))
    rect = overview.picture_rect()
    at = QPoint(round(700 / 2400 * rect.width()), round(rect.top() + rect.height() / 2))
    QTest.mousePress(overview, LEFT, pos=at)
    assert canvas.viewport().x + 600 == pytest.approx(700, abs=4)
    QTest.mouseMove(overview, at + QPoint(100, 0))
    QTest.mouseRelease(overview, LEFT, pos=at + QPoint(100, 0))
    assert canvas.viewport().x + 600 == pytest.approx(700 + 100 * 2400 / 376, abs=8)


def test_a_click_beside_the_viewport_goes_there(canvas, overview):
    canvas.actual_size()
    canvas.go_front()
    QTest.mouseClick(overview, LEFT, pos=QPoint(280, 50))
    assert canvas.viewport().x + 600 == pytest.approx(280 * 2400 / 376, abs=8)


def test_the_overview_shows_marks_and_follows_the_settings(canvas, overview):
    plain = overview.grab().toImage()
    canvas.set_draft(Draft(marks=(Mark("m", Box(400, 200, 200, 100)),)))
    marked = overview.grab().toImage()
    assert marked != plain
    canvas.set_settings(replace(canvas.settings(), inverse=True))
    assert overview.grab().toImage() != marked


def test_the_overview_leaves_the_canvas_its_own_sample(canvas, overview):
    """Both draw the same scan; were they to share one renderer, each would throw away what the other sampled."""
    canvas.actual_size()
    before = canvas.grab().toImage()
    overview.grab()
    assert canvas.grab().toImage() == before


@pytest.mark.parametrize(
    ("least", "step"), [(0.07, 0.1), (0.1, 0.1), (0.11, 0.2), (0.3, 0.5), (0.7, 1), (3, 5), (51, 100)]
)
def test_steps_are_round(least, step):
    assert round_step(least) == pytest.approx(step)


def test_metres_count_from_the_front_wall(canvas, scan):
    canvas.actual_size()
    canvas.go_front()
    found = {tick.label: tick.x for tick in ticks(scan=scan, lens=canvas.lens()) if tick.label}
    assert found["0"] == pytest.approx(100)
    assert found["1"] == pytest.approx(300)
    turned = replace(scan, door_end=DoorEnd.LEFT)
    canvas.go_doors()
    found = {tick.label: tick.x for tick in ticks(scan=turned, lens=canvas.lens()) if tick.label}
    assert found["0"] == pytest.approx(1100)
    assert found["1"] == pytest.approx(900)


@pytest.mark.parametrize("zoom", [0.5, 1.0, 4.0, 30.0])
def test_labels_never_stand_too_close(canvas, scan, zoom):
    canvas.zoom_by(zoom)
    labelled = [tick.x for tick in ticks(scan=scan, lens=canvas.lens()) if tick.label]
    assert all(b - a >= LEAST_LABEL_GAP - 1 for a, b in pairwise(labelled))
    assert len(labelled) <= 17


def test_each_of_two_containers_has_its_own_metres(canvas, scan):
    two = replace(scan, outlines=(Box(100, 50, 1000, 500), Box(1300, 50, 1000, 500)))
    zeros = [tick.x for tick in ticks(scan=two, lens=canvas.lens()) if tick.label == "0"]
    assert zeros == pytest.approx([50, 650])


def test_without_a_pitch_the_scale_counts_pixels(canvas, scan):
    found = {tick.label: tick.x for tick in ticks(scan=replace(scan, pitch=None), lens=canvas.lens()) if tick.label}
    assert found["1\u00a0000"] == pytest.approx(500)


def said(probe, scan):
    return [(one.name, one.value) for one in readings(probe, scan)]


def test_the_probe_reads_place_levels_and_transmission(scan):
    probe = Probe(1100.0, 334.0, ((PlaneKind.HIGH, 21304), (PlaneKind.LOW, 15872)))
    assert said(probe, scan) == [
        ("at", "5.00\u00a0m"), ("up", "1.08\u00a0m"), ("High", "21\u00a0304"), ("Low", "15\u00a0872"),
        ("Through", "33\u00a0%"),
    ]  # fmt: skip
    assert said(Probe(60.0, 334.0), scan)[0] == ("at", "\u22120.20\u00a0m")
    assert said(Probe(1100.0, 334.0), replace(scan, door_end=DoorEnd.LEFT))[0] == ("at", "6.00\u00a0m")


def test_without_a_pitch_the_probe_reads_pixels(scan):
    probe = Probe(1234.9, 456.2, ((PlaneKind.GREY, 21304),))
    assert said(probe, replace(scan, pitch=None)) == [
        ("x", "1\u00a0234"), ("y", "456"), ("Grey", "21\u00a0304"),
    ]  # fmt: skip


def test_no_reading_is_wider_than_its_slot(scan):
    measure = QFontMetricsF(theme.font(theme.Weight.BUTTON))
    probe = Probe(2300.0, 60.0, ((PlaneKind.HIGH, 65535), (PlaneKind.LOW, 65535)))
    for reading in readings(probe, scan):
        assert measure.horizontalAdvance(reading.value) <= measure.horizontalAdvance(reading.widest) + 0.5


def test_the_scale_line_follows_pointer_and_view(canvas, scale):
    still = scale.grab().toImage()
    QTest.mouseMove(canvas, QPoint(600, 200))
    probed = scale.grab().toImage()
    assert probed != still
    assert "at" in scale.accessibleDescription()
    canvas.actual_size()
    assert scale.grab().toImage() != probed
    assert scale.height() == 24


def test_the_blue_tick_stands_under_the_pointer(canvas, scale):
    QTest.mouseMove(canvas, QPoint(500, 100))
    QTest.mouseMove(canvas, QPoint(600, 200))
    image = scale.grab().toImage()
    accent = [x for x in range(image.width()) if image.pixelColor(x, 4).name().upper() == theme.ACCENT]
    assert sum(accent) / len(accent) == pytest.approx(600, abs=1)


def test_widgets_have_names_for_screen_readers(canvas, overview, scale):
    assert all(widget.accessibleName() for widget in (canvas, overview, scale))


def test_the_wheel_on_the_overview_zooms(canvas, overview):
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    event = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = canvas.scale()
    QApplication.sendEvent(overview, event)
    assert canvas.scale() > before
