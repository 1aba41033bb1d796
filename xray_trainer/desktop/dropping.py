"""What is dragged over the window and let go: it shows that it will be taken, and one thing at a time is taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from xray_trainer.desktop.screens.drop_frame import DropFrame
from xray_trainer.desktop.screens.notice import Choice, Notice, Over
from xray_trainer.desktop.widgets import Dialog
from xray_trainer.text import tr


class Dropping(QObject):
    """Takes the drag events of a window. Signals: taken(Path) a file or folder to bring in."""

    taken = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._frame: DropFrame | None = None

    def entered(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped anywhere, unless a question waits for its answer."""
        asked = any(one.isVisible() for kind in (Over, Dialog) for one in self._window.findChildren(kind))
        if not asked and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.left()
            self._frame = DropFrame(self._window)

    def left(self) -> None:
        """It was carried away again."""
        if self._frame is not None:
            self._frame.hide()
            self._frame.deleteLater()
            self._frame = None

    def dropped(self, event: QDropEvent) -> None:
        """Take what was let go."""
        event.acceptProposedAction()
        self.left()
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if len(files) == 1:
            self.taken.emit(files[0])
        elif files:
            said = tr("Put the scans into one folder and drop that folder; or drop one set after the other.")
            Notice(self._window, tr("One at a time, please"), said, [Choice(tr("Back"))])
