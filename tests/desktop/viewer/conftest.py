"""A synthetic scan and a canvas that shows it."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xray_trainer.desktop.viewer import ScanCanvas
from xray_trainer.imaging import ScanPixels
from xray_trainer.model import Box, DoorEnd, PlaneKind, Scan

WIDTH, HEIGHT = 2400, 600


@pytest.fixture
def scan() -> Scan:
    """12 m of container at 5 mm a pixel, doors at the right, with its outline."""
    outline = Box(100.0, 50.0, 2200.0, 500.0)
    return Scan((), WIDTH, HEIGHT, pitch=(5.0, 5.0), door_end=DoorEnd.RIGHT, outlines=(outline,))


@pytest.fixture
def pixels() -> ScanPixels:
    """Two planes of noise; the level at (x, y) can be told from x and y."""
    x, y = np.arange(WIDTH, dtype=np.uint16), np.arange(HEIGHT, dtype=np.uint16)[:, None]
    high = (x * 20 + y * 7).astype(np.uint16)
    return ScanPixels({PlaneKind.HIGH: high, PlaneKind.LOW: (high // 2).astype(np.uint16)})


@pytest.fixture
def canvas(qtbot: QtBot, pixels: ScanPixels, scan: Scan) -> ScanCanvas:
    """A visible canvas of 1200 × 400 px with the scan fitted: half a screen px a scan px."""
    made = ScanCanvas()
    qtbot.addWidget(made)
    made.resize(1200, 400)
    made.set_motion(False)
    with qtbot.waitExposed(made):
        made.show()
    made.set_scan(pixels, scan)
    made.setFocus()
    return made


Drag = Callable[..., None]


@pytest.fixture
def drag(canvas: ScanCanvas) -> Drag:
    """Drags the mouse from one point of the canvas to another, over a point between them."""

    def drag_mouse(
        start: tuple[int, int],
        end: tuple[int, int],
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        middle = QPoint((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
        QTest.mousePress(canvas, button, held, QPoint(*start))
        QTest.mouseMove(canvas, middle)
        QTest.mouseMove(canvas, QPoint(*end))
        QTest.mouseRelease(canvas, button, held, QPoint(*end))

    return drag_mouse
