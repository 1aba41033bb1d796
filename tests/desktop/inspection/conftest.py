"""A real window with the inspection screen, a small synthetic container, and a clock turned by hand."""

from dataclasses import dataclass

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from xray_trainer.clock import Instant
from xray_trainer.desktop.key_filter import KeyFilter
from xray_trainer.desktop.screens.inspection import InspectionScreen
from xray_trainer.imaging import ScanPixels
from xray_trainer.model import (
    Basis,
    Box,
    Case,
    Category,
    Completeness,
    Concealment,
    Declared,
    Draft,
    FileRef,
    LocalText,
    Papers,
    Plane,
    PlaneKind,
    Region,
    Scan,
    Seal,
    Truth,
    View,
)

WIDTH, HEIGHT = 1500, 360
CATEGORIES = (
    Category("drugs", LocalText.of("Drugs")),
    Category("weapons", LocalText.of("Weapons")),
    Category("cigarettes", LocalText.of("Cigarettes")),
)
PAPERS = Papers(
    container="CSQU 305438 3", type="45G1", declared_gross_kg=11380, weighed_gross_kg=11960,
    seals=(Seal("4720", "4726"),),
    lines=(Declared(LocalText.of("New tyres"), "4011 10", 120, 3840), Declared(LocalText.of("A lathe"), "8458 11")),
)  # fmt: skip


class HandClock:
    """A clock that a test turns by hand."""

    def __init__(self):
        self.ms = 0

    def now(self):
        return Instant(self.ms, boot_ms=self.ms)


def scan_of(kind=PlaneKind.GREY, view=View.SIDE):
    return Scan((Plane(kind, FileRef("scans/a.png", 1, "0" * 64)),), WIDTH, HEIGHT, 16, (8.0, 8.0), view)


def pixels_of(*kinds):
    ramp = np.linspace(0, 65535, WIDTH * HEIGHT).reshape(HEIGHT, WIDTH).astype(np.uint16)
    return ScanPixels(dict.fromkeys(kinds or (PlaneKind.GREY,), ramp), 16)


def case_of(*, papers=PAPERS, views=(View.SIDE,)):
    return Case("c1", tuple(scan_of(view=view) for view in views), papers)


def truth_of(*concealments, completeness=Completeness.COMPLETE, **more):
    return Truth("c1", Basis.SIMULATED, completeness, tuple(concealments), **more)


def hidden(key="k1", box=(900.0, 150.0, 80.0, 60.0), category="drugs", **more):
    return Concealment(key, (Region(Box(*box)),), category, **more)


@dataclass
class Desk:
    """A window, its screen, and what the screen has said."""

    window: QWidget
    screen: InspectionScreen
    clock: HandClock
    said: list

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier, times=1):
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def click(self, widget, at=None):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        QApplication.processEvents()

    def at(self, x, y):
        """Where a scan point is on the canvas."""
        u, v = self.screen.canvas.lens().screen((x, y))
        return QPoint(round(u), round(v))

    def drag(self, start, end):
        canvas, left = self.screen.canvas, Qt.MouseButton.LeftButton
        QTest.mousePress(canvas, left, pos=self.at(*start))
        QTest.mouseMove(canvas, self.at((start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
        QTest.mouseMove(canvas, self.at(*end))
        QTest.mouseRelease(canvas, left, pos=self.at(*end))
        QApplication.processEvents()

    def of(self, name):
        """What was said under a signal's name."""
        return [said for one, *said in self.said if one == name]

    def open(self, case=None, draft=None, **more):
        case = case or case_of()
        settings = {"position": 3, "total": 20, "set_title": "Mixed loads", "categories": CATEGORIES} | more
        scans = settings.pop("scans", None) or tuple(pixels_of() for _ in case.scans)
        self.screen.set_case(case, scans, draft or Draft(), **settings)
        QApplication.processEvents()

    def settle(self):
        for _ in range(4):
            QApplication.sendPostedEvents()
            QApplication.processEvents()


@pytest.fixture
def make_desk(qtbot):
    """Makes desks of a size; built after the language and text size are set."""

    def make(width=1366, height=768):
        window = QWidget()
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        clock = HandClock()
        screen = InspectionScreen(KeyFilter(window), clock)
        column.addWidget(screen)
        qtbot.addWidget(window)
        said = []
        for name in ("draft_changed", "looked", "submitted", "again", "next_case", "leave_home", "folds_changed"):
            getattr(screen, name).connect(lambda *args, name=name: said.append((name, *args)))
        QCursor.setPos(600, 300)
        window.resize(width, height)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        screen.canvas.set_motion(False)
        return Desk(window, screen, clock, said)

    return make


@pytest.fixture
def desk(make_desk):
    made = make_desk()
    made.open()
    made.said.clear()
    return made
