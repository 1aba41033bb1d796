"""Tooltips: name and key in semi-bold, then one sentence, and why a control is off."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

TIPS_BELOW = "tips_below"  # a dynamic property of a band: tooltips of what is in it open below it, never over a tool


def tip_text(name: str, key: str = "", sentence: str = "", why: str = "") -> str:
    """The tooltip as markup; what is given may hold any characters."""
    head = f"<span style='font-weight:600'>{escape(name)}</span>" if name else ""
    if key:
        head += f"&nbsp;&nbsp;<span style='font-weight:600'>{escape(key)}</span>"
    lines = [head] if head else []
    lines += [escape(one) for one in (sentence, why) if one]
    body = "<br>".join(lines)
    longest = max((len(one) for one in (name + key, sentence, why)), default=0)
    return f"<div>{body}</div>" if longest > 60 else f"<div style='white-space:pre'>{body}</div>"


def show_tip(widget: QWidget, event: QHelpEvent, text: str) -> None:
    """Show a tooltip at the pointer, or below the band that asks for it."""
    if not text:
        QToolTip.hideText()
        return
    where = event.globalPos()
    band = widget.parentWidget()
    while band is not None and not band.property(TIPS_BELOW):
        band = band.parentWidget()
    if band is not None:
        below = band.mapToGlobal(QPoint(0, band.height())).y()
        where = QPoint(widget.mapToGlobal(QPoint(0, 0)).x(), below - 12)  # Qt adds the pointer's own offset
    QToolTip.showText(where, text, widget)
