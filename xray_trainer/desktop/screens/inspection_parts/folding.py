"""Folds: which bands are open. The canvas keeps every scan point where it is in the window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from xray_trainer.desktop.bands.deck import DeckFold
from xray_trainer.desktop.widgets.settling import settle

if TYPE_CHECKING:
    from xray_trainer.desktop.screens.inspection import InspectionScreen

NARROW, LOW = 1100, 640  # px: in a smaller window the deck starts slim
EDGE = 4  # px: how near the lower edge the pointer calls the verdict bar up


@dataclass(frozen=True, slots=True)
class Folds:
    """Which bands are open; kept per person by the window."""

    dock: bool = True
    deck: DeckFold = DeckFold.FULL
    scan_only: bool = False


class Folding(QObject):
    """Opens and shuts the bands of the screen, all at once and without motion.

    Signals: changed(Folds) when a person folded something.
    """

    changed = Signal(object)

    def __init__(self, screen: InspectionScreen, column: QVBoxLayout) -> None:
        super().__init__(screen)
        self._screen, self._column = screen, column
        self._chosen = False  # by a person; until then the window's size decides about the deck
        self.folds = Folds()
        screen.canvas.installEventFilter(self)

    def set(self, folds: Folds) -> None:
        """Fold as this person left it."""
        self._chosen = True
        self._fold(folds)

    def fold_dock(self) -> None:
        """The tools: open, away."""
        self._by_hand(replace(self.folds, dock=not self.folds.dock, scan_only=False))

    def fold_deck(self) -> None:
        """The deck: full, in one line, away, full."""
        ring = list(DeckFold)
        following = ring[(ring.index(self.folds.deck) + 1) % len(ring)]
        self._by_hand(replace(self.folds, deck=following, scan_only=False))

    def toggle_scan_only(self) -> None:
        """Nothing but the scan, and back."""
        self._by_hand(replace(self.folds, scan_only=not self.folds.scan_only))

    def follow_size(self) -> None:
        """A small window starts with a slim deck."""
        screen = self._screen
        if not self._chosen:
            small = screen.width() < NARROW or screen.height() < LOW
            wanted = DeckFold.SLIM if small else DeckFold.FULL
            if wanted is not self.folds.deck:
                self._fold(replace(self.folds, deck=wanted))
        if self.folds.scan_only and self._bar().isVisible():
            self.raise_bar()

    def raise_bar(self) -> None:
        """With nothing but the scan on screen, bring the lowest bar up over its edge."""
        if self.folds.scan_only:
            bar, screen = self._bar(), self._screen
            bar.setGeometry(0, screen.height() - bar.height(), screen.width(), bar.height())
            bar.show()
            bar.raise_()

    def show_feedback(self, telling: bool) -> None:
        """Put the outcome where the verdict bar is, or the other way."""
        screen = self._screen
        screen.setUpdatesEnabled(False)
        screen.deck.set_feedback(telling)
        self._show_bar()
        settle(screen)
        screen.setUpdatesEnabled(True)
        if telling:
            self.raise_bar()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """At the lower edge the pointer calls the bar up; farther up it sends it away."""
        if self.folds.scan_only and isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
            bar, y = self._bar(), round(event.position().y())
            if y >= self._screen.height() - EDGE:
                self.raise_bar()
            elif bar.isVisible() and y < self._screen.height() - bar.height():
                bar.hide()
        return False

    def _by_hand(self, folds: Folds) -> None:
        self._chosen = True
        self._fold(folds)
        self.changed.emit(folds)

    def _fold(self, folds: Folds) -> None:
        self.folds = folds
        screen, only = self._screen, folds.scan_only
        screen.setUpdatesEnabled(False)
        for bar in (screen.verdict, screen.outcome):
            if only:
                self._column.removeWidget(bar)
            elif self._column.indexOf(bar) < 0:
                self._column.addWidget(bar)
        screen.status.setVisible(not only)
        screen.scale.setVisible(not only)
        screen.dock.setVisible(folds.dock and not only)
        screen.deck.set_fold(DeckFold.OFF if only else folds.deck)
        self._show_bar()
        settle(screen)
        screen.setUpdatesEnabled(True)
        focus = QApplication.focusWidget()
        if focus is None or not focus.isVisible():
            screen.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bar(self) -> QWidget:
        return self._screen.outcome if self._screen.telling else self._screen.verdict

    def _show_bar(self) -> None:
        for bar in (self._screen.verdict, self._screen.outcome):
            bar.setVisible(bar is self._bar() and not self.folds.scan_only)
