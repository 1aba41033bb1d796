"""Whatever a hand does: no mark leaves the scan, and all of it can be undone and redone."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from xray_trainer.desktop.viewer import Tool
from xray_trainer.model import Box, Draft, Mark, Polygon, WholeLoad, area, bounds

START = Draft(marks=(
    Mark("a", Box(400, 200, 200, 100)),
    Mark("b", Polygon(((1000.0, 200.0), (1200.0, 220.0), (1150.0, 400.0)))),
))  # fmt: skip
KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape,
    Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Tab,
    Qt.Key.Key_Space,
)  # fmt: skip
HELD = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier)
BUTTONS = (Qt.MouseButton.LeftButton,) * 5 + (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton)


def anything(canvas, chance):
    """One random thing that a person can do."""
    point = QPoint(chance.randrange(-20, 1220), chance.randrange(-20, 420))
    kind = chance.choice(("drag", "drag", "drag", "click", "double", "key", "key", "key", "tool", "zoom", "choose"))
    if kind == "drag":
        button = chance.choice(BUTTONS)
        QTest.mousePress(canvas, button, pos=point)
        for _ in range(3):
            QTest.mouseMove(canvas, point + QPoint(chance.randrange(-150, 150), chance.randrange(-90, 90)))
        QTest.mouseRelease(canvas, button, pos=point + QPoint(chance.randrange(-150, 150), chance.randrange(-90, 90)))
    elif kind in ("click", "double"):
        press = QTest.mouseClick if kind == "click" else QTest.mouseDClick
        alt = Qt.KeyboardModifier.AltModifier if chance.random() < 0.2 else Qt.KeyboardModifier.NoModifier
        press(canvas, Qt.MouseButton.LeftButton, alt, point)
    elif kind == "key":
        QTest.keyClick(canvas, chance.choice(KEYS), chance.choice(HELD))
        canvas.setFocus()
    elif kind == "tool":
        canvas.set_tool(chance.choice(list(Tool)))
    elif kind == "zoom":
        canvas.zoom_by(chance.choice((0.5, 0.8, 1.25, 3.0)), (point.x(), point.y()))
    else:
        marks = canvas.draft().marks
        canvas.choose(chance.choice(marks).id if marks else None)


@pytest.mark.parametrize("seed", range(4))
def test_any_edits_can_be_undone_and_redone(canvas, seed):
    chance = random.Random(seed)
    edits = []
    canvas.draft_edited.connect(edits.append)
    canvas.set_draft(START)
    for _ in range(250):
        anything(canvas, chance)
    end = canvas.draft()
    assert len(edits) > 10
    assert edits[-1] == end
    assert len(end.done) == len(edits)
    for draft in edits:
        for mark in draft.marks:
            if not isinstance(mark.shape, WholeLoad):
                x0, y0, x1, y1 = bounds(mark.shape)
                assert min(x0, y0) >= 0
                assert x1 <= 2400.01
                assert y1 <= 600.01
                assert area(mark.shape) > 0
    while canvas.draft().done:
        canvas.set_draft(canvas.draft().undo())
    assert canvas.draft().marks == START.marks
    while canvas.draft().undone:
        canvas.set_draft(canvas.draft().redo())
    assert canvas.draft().marks == end.marks
