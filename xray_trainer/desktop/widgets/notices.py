"""What is said in a card: that something went wrong, how far a long work is, that a place is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets.badge import Badge, BadgeKind
from xray_trainer.desktop.widgets.button import Button
from xray_trainer.desktop.widgets.card import Card
from xray_trainer.desktop.widgets.labels import ElidedLabel, WrapLabel, settled_height
from xray_trainer.desktop.widgets.page import Page
from xray_trainer.text import ngettext, tr

COPY = "copy"
_MINUTE_S = 60


class ErrorCard(Card):
    """What happened; the file and the place in it; what was kept; what to do.

    Signals: chosen(str) with an action's id. "Copy this text" is always there and does its work itself.

    actions : (id, text); the first is what one would mostly do.
    """

    chosen = Signal(str)

    def __init__(
        self, heading: str, text: str, actions: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(edge=theme.WARN, parent=parent)
        self._copied = f"{heading}\n{text}"
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(Badge(BadgeKind.MISSED, parent=self), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(WrapLabel(heading, weight=Weight.STRONG, parent=self), 1)
        self.column.addLayout(head)
        self._text: WrapLabel | None = None
        if text:
            self._add_text(text)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_TIGHT)
        for index, (action, name) in enumerate(actions):
            button = Button(name, flat=index > 0, parent=self)
            button.clicked.connect(lambda _on, chosen=action: self.chosen.emit(chosen))
            row.addWidget(button)
        self._copy = Button(tr("Copy this text"), flat=True, parent=self)
        self._copy.clicked.connect(self._copy_text)
        row.addWidget(self._copy)
        row.addStretch(1)
        self.column.addLayout(row)

    def _add_text(self, text: str) -> None:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, theme.GAP_GROUP, 0)
        self._text = WrapLabel(text, selectable=True, parent=sheet)
        column.addWidget(self._text)
        column.addStretch(1)
        self._page = Page(sheet, tone=theme.PANEL, parent=self)
        self._page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.column.addWidget(self._page)

    def height_within(self, width: int, most: int) -> int:
        """The height it takes at a width, `most` at the most: a longer text scrolls."""
        if self._text is None:
            return min(most, settled_height(self, width))
        margins = self.column.contentsMargins()
        needed = self._text.heightForWidth(width - margins.left() - margins.right() - theme.GAP_GROUP)
        self._page.setFixedHeight(needed)
        height = settled_height(self, width)
        if height > most:
            self._page.setFixedHeight(max(theme.sizes().row, needed - (height - most)))
            height = settled_height(self, width)
        return height

    def scroll_text(self, pages: float) -> None:
        """Scroll a long text by so many pages, down if positive."""
        if self._text is not None:
            bar = self._page.verticalScrollBar()
            bar.setValue(bar.value() + round(pages * bar.pageStep()))

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self._copy.setText(tr("Copied"))
        self.chosen.emit(COPY)


class Bar(QWidget):
    """A 4 px bar, filled from the left by a share from 0 to 1."""

    def __init__(self, share: float = 0.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = share
        self.setFixedHeight(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Fill to another share."""
        self._share = min(1.0, max(0.0, share))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw groove and filled part."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(theme.GROOVE))
        painter.fillRect(0, 0, round(self.width() * self._share), self.height(), theme.colour(theme.HANDLE))


class ProgressCard(Card):
    """What is being done, n of N, the time left, and Cancel. Signals: cancelled()."""

    cancelled = Signal()

    def __init__(self, what: str, *, cancellable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_GROUP)
        row.addWidget(ElidedLabel(what, parent=self))
        self._count = ElidedLabel("", colour=theme.MUTED, parent=self)
        row.addWidget(self._count, 1)
        self._cancel = Button(tr("Cancel"), flat=True, key="Esc", parent=self)
        self._cancel.setVisible(cancellable)
        self._cancel.clicked.connect(self._cancel_pressed)
        row.addWidget(self._cancel)
        self.column.addLayout(row)
        self._bar = Bar(parent=self)
        self.column.addWidget(self._bar)

    def show_progress(self, done: int, total: int, seconds_left: float | None = None, name: str = "") -> None:
        """Say how far the work is. name : of what is being read now."""
        parts = [tr("{done} of {total}").format(done=done, total=total)] if total else []
        if seconds_left is not None and total:
            parts.append(time_left(seconds_left))
        self._count.setText(", ".join([*parts, name] if name else parts))
        self._bar.set_share(done / total if total else 0)

    def show_share(self, share: float, words: str = "") -> None:
        """Say how far one thing is that cannot be counted."""
        self._count.setText(words)
        self._bar.set_share(share)

    def _cancel_pressed(self) -> None:
        self._cancel.set_available(False, tr("Stopping after the image that is being read."))
        self.cancelled.emit()


def time_left(seconds: float) -> str:
    """About how long, in words that do not jump each second."""
    if seconds >= _MINUTE_S:
        minutes = round(seconds / _MINUTE_S)
        return ngettext("about {n} minute left", "about {n} minutes left", minutes).format(n=minutes)
    rounded = max(5, round(seconds / 5) * 5)
    return tr("about {n} s left").format(n=f"{rounded}").replace(f"{rounded} ", f"{rounded}\u00a0")


class EmptyNote(QWidget):
    """A dashed edge and one sentence that says the key to press."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP_DIALOG, 10, theme.GAP_DIALOG, 10)
        column.addWidget(WrapLabel(text, colour=theme.MUTED, parent=self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        """At least a line between its paddings."""
        return super().sizeHint().expandedTo(QSize(120, theme.sizes().primary))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashes."""
        painter = QPainter(self)
        pen = QPen(theme.colour(theme.EDGE), 1)
        pen.setDashPattern([2, 3])
        painter.setPen(pen)
        painter.drawRect(0, 0, self.width() - 1, self.height() - 1)
