"""A walk over all that a screen shows, looking for text that does not fit and things that stick out."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from xray_trainer.desktop.widgets import ElidedLabel, PaintedButton


def show_at(widget: QWidget, width: int, height: int) -> None:
    """Show a screen at a size and let its layouts settle."""
    widget.resize(width, height)
    widget.show()
    for _ in range(4):  # wrapped labels ask for their height once they know their width
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def clipped(screen: QWidget) -> list[str]:
    """What is cut, one line a fault; empty if all fits."""
    faults = []
    for widget in [screen, *screen.findChildren(QWidget)]:
        if not widget.isVisibleTo(screen) or (widget.isWindow() and widget is not screen):
            continue
        fault = _text_fault(widget) or _place_fault(widget, screen)
        if fault:
            faults.append(f"{type(widget).__name__} {_said(widget)!r}: {fault}")
    return faults


def _said(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | PaintedButton | ElidedLabel) else widget.accessibleName()


def _text_fault(widget: QWidget) -> str:
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            return f"needs {needed} px of height, has {widget.height()}" if needed > widget.height() else ""
        needed_size = widget.sizeHint()
        if needed_size.width() > widget.width() or needed_size.height() > widget.height():
            return f"needs {needed_size.toTuple()}, has {widget.size().toTuple()}"
    if isinstance(widget, PaintedButton) and widget.sizeHint().width() > widget.width():
        return f"needs {widget.sizeHint().width()} px of width, has {widget.width()}"
    return ""


def _place_fault(widget: QWidget, screen: QWidget) -> str:
    """Whether the widget reaches out of its parent, unless that one scrolls."""
    parent = widget.parentWidget()
    if widget is screen or parent is None or isinstance(parent.parentWidget(), QScrollArea):
        return ""
    if not parent.rect().adjusted(-1, -1, 1, 1).contains(QRect(QPoint(widget.x(), widget.y()), widget.size())):
        return f"at {widget.geometry().getRect()} sticks out of {type(parent).__name__} {parent.size().toTuple()}"
    return ""
