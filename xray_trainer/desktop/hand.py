"""A hand for the real window: mouse, key and drop events on visible widgets, and nothing else.

The demo and the journeys of the tests use the window through it, so that they can do no more than a person can.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

Found = TypeVar("Found", bound=QWidget)

_LEFT = Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier
_PAUSE_MS = 5


class NotThere(LookupError):
    """There is no such thing on screen."""


def find(root: QWidget, kind: type[Found], called: str = "") -> Found:
    """The first visible widget of a kind whose text or accessible name is `called` (any if empty).

    Raises
    ------
    NotThere
        No such widget is visible.
    """
    found = everything(root, kind, called)
    if not found:
        seen = sorted({_name(one) for one in everything(root, kind)} - {""})
        raise NotThere(f"no visible {kind.__name__} called {called!r}; there are {seen}")
    return found[0]


def everything(root: QWidget, kind: type[Found], called: str = "") -> list[Found]:
    """Every visible widget of a kind whose text or accessible name is `called` (all if empty)."""
    widgets = [one for one in (root, *root.findChildren(kind)) if isinstance(one, kind) and one.isVisible()]
    return [one for one in widgets if not called or called in (_text(one), one.accessibleName())]


def _text(widget: QWidget) -> str:
    return widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""


def _name(widget: QWidget) -> str:
    return _text(widget) or widget.accessibleName()


def click(widget: QWidget, at: QPoint | None = None, button: Qt.MouseButton = _LEFT) -> None:
    """Move to a widget (its middle if no place is named) and click."""
    place = _reach(widget, at)
    QTest.mouseMove(widget, place)
    QTest.mouseClick(widget, button, _PLAIN, place)


def double_click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click twice in quick succession."""
    place = _reach(widget, at)
    QTest.mouseMove(widget, place)
    QTest.mouseClick(widget, _LEFT, _PLAIN, place)
    QTest.mouseDClick(widget, _LEFT, _PLAIN, place)


def drag(widget: QWidget, start: QPoint, end: QPoint, button: Qt.MouseButton = _LEFT, steps: int = 6) -> None:
    """Press at one place of a widget, move in a few steps, release at another."""
    _reach(widget, start)
    QTest.mouseMove(widget, start)
    QTest.mousePress(widget, button, _PLAIN, start)
    for step in range(1, steps + 1):
        QTest.mouseMove(widget, start + (end - start) * (step / steps))
    QTest.mouseRelease(widget, button, _PLAIN, end)


def menu() -> QMenu | None:
    """The menu that is open."""
    shown = QApplication.activePopupWidget()
    return shown if isinstance(shown, QMenu) else None


def pick(called: str) -> None:
    """Choose an entry of the menu that is open.

    Raises
    ------
    NotThere
        No menu is open, or it has no such entry.
    """
    open_now = menu()
    if open_now is None:
        raise NotThere("no menu is open")
    for action in open_now.actions():
        if action.text().replace("&", "") == called and action.isEnabled():
            QTest.mouseClick(open_now, _LEFT, _PLAIN, open_now.actionGeometry(action).center())
            return
    raise NotThere(f"the menu has no {called!r}; there are {[action.text() for action in open_now.actions()]}")


def wheel(widget: QWidget, at: QPoint, notches: int) -> None:
    """Turn the wheel over a place: positive is away from the hand."""
    _reach(widget, at)
    globally = QPointF(widget.mapToGlobal(at))
    for _ in range(abs(notches)):
        turn = QPoint(0, 120 if notches > 0 else -120)
        event = QWheelEvent(
            QPointF(at), globally, QPoint(), turn, Qt.MouseButton.NoButton, _PLAIN, Qt.ScrollPhase.NoScrollPhase, False
        )
        QCoreApplication.sendEvent(widget, event)


def key(pressed: Qt.Key, modifiers: Qt.KeyboardModifier = _PLAIN, times: int = 1) -> None:
    """Press and release a key; it goes to whatever has the keyboard."""
    for _ in range(times):
        QTest.keyClick(_keyboard(), pressed, modifiers)


def write(text: str) -> None:
    """Type a text."""
    QTest.keyClicks(_keyboard(), text)


def drop(window: QWidget, files: Sequence[Path], at: QPoint | None = None) -> None:
    """Drag files or folders from outside over a window and let go."""
    place = QPointF(_reach(window, at))
    data = drag_over(window, files, at)
    QCoreApplication.sendEvent(window, QDropEvent(place, Qt.DropAction.CopyAction, data, _LEFT, _PLAIN))


def drag_over(window: QWidget, files: Sequence[Path], at: QPoint | None = None) -> QMimeData:
    """Drag files or folders from outside over a window, and hold them there.

    Raises
    ------
    NotThere
        The window does not take them.
    """
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    enter = QDragEnterEvent(_reach(window, at), Qt.DropAction.CopyAction, data, _LEFT, _PLAIN)
    QCoreApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        raise NotThere("the window does not take what was dragged over it")
    return data


def carry_away(window: QWidget) -> None:
    """Carry what is dragged over a window away again."""
    QCoreApplication.sendEvent(window, QDragLeaveEvent())


def until(condition: Callable[[], bool], what: str, seconds: float = 20.0) -> None:
    """Watch the window until something is so.

    Raises
    ------
    TimeoutError
        It was not so in that time.
    """
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(what)
        QTest.qWait(_PAUSE_MS)


def linger(ms: float) -> None:
    """Watch the window for a while. In short waits, for within one no other thread of Python runs."""
    end = time.monotonic() + ms / 1000
    while time.monotonic() < end:
        QTest.qWait(_PAUSE_MS)


def _keyboard() -> QWidget:
    if QApplication.activeWindow() is None:  # off screen, nobody gives the keyboard back when a menu closes
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.windowType() == Qt.WindowType.Window:
                window.activateWindow()
                QTest.qWait(_PAUSE_MS)
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    if widget is None:
        raise NotThere("no widget has the keyboard")
    return widget


def _reach(widget: QWidget, at: QPoint | None) -> QPoint:
    """The place in a widget, if a person could click there: visible, on, and not covered by another widget."""
    place = widget.rect().center() if at is None else at
    if not widget.isVisible() or not widget.isEnabled():
        raise NotThere(f"{_name(widget) or widget} cannot be reached: it is hidden or off")
    top = widget.window().childAt(widget.mapTo(widget.window(), place))
    if top is not None and top is not widget and not widget.isAncestorOf(top) and not top.isAncestorOf(widget):
        raise NotThere(f"{_name(widget) or widget} is covered by {_name(top) or top}")
    return place
