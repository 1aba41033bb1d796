"""Layouts that settle before the next paint: Qt's own wait for the event loop, and squeezed labels show for a frame."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QScrollArea, QWidget


def settle(screen: QWidget) -> None:
    """Lay out now what asks to be laid out, and what asks for it in turn (wrapped labels that learn their width)."""
    _lay_out()
    for area in screen.findChildren(QScrollArea):  # a scroll bar comes and goes by a call of its own, later still
        QCoreApplication.sendPostedEvents(area, QEvent.Type.MetaCall.value)
    _lay_out()


def _lay_out() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
