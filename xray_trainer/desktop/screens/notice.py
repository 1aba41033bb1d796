"""A card over the window: something went wrong and what to do about it, or how far a long work is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.key_filter import TAKES_KEYS
from xray_trainer.desktop.widgets import ErrorCard, ProgressCard, settled_height
from xray_trainer.desktop.widgets.card import Card
from xray_trainer.desktop.widgets.focus import give_back
from xray_trainer.desktop.widgets.notices import COPY

_WIDTH = 720
_SHOW_AFTER_MS = 1000
_PAGES = {Qt.Key.Key_Down: 0.2, Qt.Key.Key_Up: -0.2, Qt.Key.Key_PageDown: 0.9, Qt.Key.Key_PageUp: -0.9}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way on from a notice: its words, and what it does (nothing more than closing, if None)."""

    text: str
    act: Callable[[], object] | None = None


class Over(QWidget):
    """Dims the window and holds one card in its middle; keys and mouse stay here while it is open."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty(TAKES_KEYS, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._window = window
        self._before: QWidget | None = None  # what had the keyboard
        self._card: QWidget | None = None
        window.installEventFilter(self)

    def _hold(self, card: Card) -> None:
        self._card = card
        self.setGeometry(self._window.rect())
        self._place()
        self.show()
        self.raise_()
        self._place()
        self._before = self._window.focusWidget()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        if self._card is None:
            return
        width = min(_WIDTH, self.width() - 2 * theme.GAP_GROUP)
        most = self.height() - 2 * theme.GAP_GROUP
        if isinstance(self._card, ErrorCard):
            height = self._card.height_within(width, most)
        else:
            height = min(settled_height(self._card, width), most)
        self._card.setGeometry(
            (self.width() - width) // 2, max(theme.GAP_GROUP, (self.height() - height) * 2 // 5), width, height
        )

    def shut(self) -> None:
        """Go away and give the keyboard back."""
        self._window.removeEventFilter(self)
        had = self.isVisible() and (self.hasFocus() or self.isAncestorOf(self._window.focusWidget()))
        self.hide()
        if had:
            give_back(self._before)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the window."""
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse stays here."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what is below."""
        ground = QColor(theme.SURROUND)
        ground.setAlphaF(0.72)
        QPainter(self).fillRect(self.rect(), ground)


class Notice(Over):
    """What happened, where, what was kept; and the ways on. Esc takes the last one. said : its text."""

    def __init__(self, window: QWidget, heading: str, text: str, choices: Sequence[Choice]) -> None:
        super().__init__(window)
        self.said = text
        self._choices = {str(number): choice for number, choice in enumerate(choices)}
        card = ErrorCard(heading, text, [(key, choice.text) for key, choice in self._choices.items()], parent=self)
        card.chosen.connect(self._chosen)
        self._scroll = card.scroll_text
        self._hold(card)

    def _chosen(self, key: str) -> None:
        if key == COPY:
            return
        self.shut()
        act = self._choices[key].act
        if act is not None:
            act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the first way on, Esc the last; arrows and paging scroll a long text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._chosen("0")
        elif event.key() == Qt.Key.Key_Escape:
            self._chosen(str(len(self._choices) - 1))
        elif (pages := _PAGES.get(Qt.Key(event.key()))) is not None:
            self._scroll(pages)
        event.accept()


class Waiting(Over):
    """Long work: what, n of N, the time left, Cancel. It shows after a second; shorter work never flickers."""

    def __init__(self, window: QWidget, what: str, cancel: Callable[[], None]) -> None:
        super().__init__(window)
        self._begun = monotonic()
        self._cancel = cancel
        self._progress = ProgressCard(what, parent=self)
        self._progress.cancelled.connect(cancel)
        self.hide()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(lambda: self._hold(self._progress))
        self._late.start(_SHOW_AFTER_MS)

    def step(self, done: int, total: int, name: str) -> None:
        """Say how far it is."""
        passed = monotonic() - self._begun
        left = passed * (total - done) / done if done else None
        self._progress.show_progress(done, total, left, name)

    def show_share(self, share: float, words: str = "") -> None:
        """Say how far one thing is that cannot be counted."""
        self._progress.show_share(share, words)

    def shut(self) -> None:
        """The work is done, shown or not."""
        self._late.stop()
        super().shut()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc cancels."""
        if event.key() == Qt.Key.Key_Escape:
            self._cancel()
        event.accept()
