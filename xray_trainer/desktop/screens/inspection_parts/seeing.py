"""Whether the scan is in sight, and for how long: only that time counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from xray_trainer.desktop.screens.keys_page import KeysPage
from xray_trainer.desktop.viewing_recorder import ViewingRecorder

_TICK_MS = 250


class Seeing(QObject):
    """Starts and stops the recorder's time with the screen, its window and the application.

    counts : whether time counts now. show_time : says how long it was so far.
    """

    def __init__(
        self, screen: QWidget, recorder: ViewingRecorder, counts: Callable[[], bool], show_time: Callable[[], None]
    ) -> None:
        super().__init__(screen)
        self._screen, self._recorder, self._counts = screen, recorder, counts
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(show_time)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.applicationStateChanged.connect(self.look)

    def look(self, *_: object) -> None:
        """See whether the scan is on screen now."""
        states = (Qt.ApplicationState.ApplicationHidden, Qt.ApplicationState.ApplicationSuspended)
        there = self._screen.isVisible() and not self._screen.window().isMinimized()
        there = there and QGuiApplication.applicationState() not in states and not self._covered()
        if there and self._counts():
            self._recorder.shown()
            self._tick.start()
        else:
            self._recorder.hidden()
            self._tick.stop()

    def stop(self) -> None:
        """No time is shown any more."""
        self._tick.stop()

    def follow_window(self) -> None:
        """Minimised windows show no scan."""
        self._screen.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See `follow_window`."""
        if event.type() is QEvent.Type.WindowStateChange:
            self.look()
        return False

    def _covered(self) -> bool:
        return any(page.isVisible() for page in self._screen.window().findChildren(KeysPage))
