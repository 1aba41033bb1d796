"""The one event filter of a window, which turns keys into the actions of `keys`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from xray_trainer.desktop.keys import Action, Reach, Told, chord_of, position, row_of
from xray_trainer.desktop.widgets.dialog import Dialog

TAKES_KEYS = "takes_keys"
"""A dynamic property of a page laid over the window: all keys are its own while the focus is in it."""


@dataclass(frozen=True, slots=True)
class _Binding:
    owner: QWidget
    act: Callable[[], bool | None]
    release: Callable[[], None] | None


class KeyFilter(QObject):
    """Turns key presses of one window into actions, before any widget sees them.

    An action does nothing while the widget that it is bound to is hidden, or while a dialog or a menu is open over
    the window. A callback may return False to say "not mine just now": the key then goes on to the widget.

    at_once : listen from now on; else from `listen` on. A filter in Python makes PySide build the classes of all of Qt
    for the first widget of Qt's own that it is shown, which is too long before the first paint.

    led_by_key : whether the last thing that a person did was a key press, not a press of the mouse.
    """

    def __init__(self, window: QWidget, *, at_once: bool = True) -> None:
        super().__init__(window)
        self._window = window
        self._bindings: dict[Action, list[_Binding]] = {}
        self._stages: list[QWidget] = []
        self._down: dict[str, _Binding] = {}
        self.led_by_key = False
        if at_once:
            self.listen()

    def listen(self) -> None:
        """Begin to act on keys."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def bind(
        self, owner: QWidget, action: Action, act: Callable[[], bool | None],
        release: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """Do `act` on the action's key while `owner` is visible (and `release` when a held key comes up)."""
        if all(one.owner is not owner for bound in self._bindings.values() for one in bound):
            owner.destroyed.connect(partial(self._forget, owner))
        self._bindings.setdefault(action, []).append(_Binding(owner, act, release))

    def add_stage(self, stage: QWidget) -> None:
        """A widget on which arrows, Tab, Home, End and paging belong to the scan."""
        self._stages.append(stage)
        stage.destroyed.connect(partial(self._forget, stage))

    def _forget(self, gone: QWidget, *_: object) -> None:
        """A screen that is no more takes its keys with it."""
        for action, bound in self._bindings.items():
            self._bindings[action] = [one for one in bound if one.owner is not gone]
        self._stages = [stage for stage in self._stages if stage is not gone]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Act on key presses in this window; all else passes."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.led_by_key = True
            return self._concerns(watched) and self._pressed(event)
        if kind == QEvent.Type.MouseButtonPress:
            self.led_by_key = False
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent) and self._down:
            return self._released(event)
        if kind == QEvent.Type.WindowDeactivate and watched is self._window:
            self._let_go()
        return False

    def _let_go(self) -> None:
        """A held key that comes up elsewhere would stay down for ever."""
        for binding in self._down.values():
            if binding.release is not None:
                binding.release()
        self._down.clear()

    def _concerns(self, watched: QObject) -> bool:
        return (
            isinstance(watched, QWidget)
            and watched.window() is self._window
            and QApplication.activePopupWidget() is None
            and QApplication.activeModalWidget() in (None, self._window)
            and not _covered(self._focus())
        )

    def _pressed(self, event: QKeyEvent) -> bool:
        chord = chord_of(event)
        row = row_of(chord)
        if row is None or not self._reaches(row):
            return False
        if event.isAutoRepeat() and (row.held or row.action in _ONCE):
            return True
        for binding in reversed(self._bindings.get(row.action, [])):
            if binding.owner.isVisible() and binding.act() is not False:
                if row.held:
                    self._down[chord.place] = binding
                return True
        return False

    def _released(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return False
        binding = self._down.pop(position(event), None)
        if binding is not None and binding.release is not None:
            binding.release()
        return binding is not None

    def _focus(self) -> QWidget | None:
        return QApplication.focusWidget() or self._window.focusWidget()

    def _reaches(self, row: Told) -> bool:
        focus = self._focus()
        if row.reach is Reach.STAGE:
            return focus is None or focus is self._window or any(focus is stage for stage in self._stages)
        return row.reach is Reach.EVERYWHERE or not _types(focus)


_ONCE = frozenset({
    Action.GO_ON, Action.WHOLE_LOAD, Action.INVERSE, Action.AGAIN, Action.FOLD_DOCK, Action.FOLD_DECK, Action.SCAN_ONLY,
    Action.KEYS, Action.MENU, Action.CATEGORY, Action.DELETE,
})  # fmt: skip


def _covered(widget: QWidget | None) -> bool:
    """Whether the focus is in something that lies over the window."""
    while widget is not None:
        if isinstance(widget, Dialog) or widget.property(TAKES_KEYS):
            return True
        widget = widget.parentWidget()
    return False


def _types(widget: QWidget | None) -> bool:
    """Whether a widget takes text, so that letters belong to it: Qt lets an input method speak to those alone."""
    return widget is not None and widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
