"""The plate that says which picture is on screen while a scan is faded into its clean twin, or blinks against it."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from xray_trainer.desktop.viewer.ink import Plate
from xray_trainer.desktop.viewer.probe import NBSP
from xray_trainer.text import tr

TOP = 8.0  # px from the upper edge of the stage


def paint(painter: QPainter, *, width: int, gone: float, blinking: bool) -> None:
    """Paint it at the middle of the upper edge; nothing where the scan is shown as it is."""
    text = words(gone, blinking)
    if text:
        plate = Plate(text)
        plate.draw(painter, round((width - plate.size()[0]) / 2), TOP)


def words(gone: float, blinking: bool) -> str:
    """What it says."""
    if gone >= 1:
        return tr("Without what was hidden")
    if gone <= 0:
        return tr("The scan as it is") if blinking else ""
    return tr("{share} of what was hidden").format(share=f"{round(100 * (1 - gone))}{NBSP}%")
