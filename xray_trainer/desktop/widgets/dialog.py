"""A question inside the window, only for what cannot be undone or needs an answer before anything else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets.button import Button, PrimaryButton
from xray_trainer.desktop.widgets.focus import give_back
from xray_trainer.desktop.widgets.labels import WrapLabel, settled_height

_WIDTH = 480
_SCRIM = "#B0000000"


class _Box(QWidget):
    """The raised plate that holds the question."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour(theme.RAISED))
        painter.setPen(QPen(theme.colour(theme.EDGE), 1))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, theme.RADIUS_CARD, theme.RADIUS_CARD)


class Dialog(QWidget):
    """A question over the whole window; Tab stays inside, Esc is the safe choice, the focus stands on it.

    Signals: acted() and refused(), each once; then the dialog is gone.

    Parameters
    ----------
    text : what will happen. act : the button that does it. safe : the button that does not.
    `content` takes further widgets, between text and buttons.
    """

    acted = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget, title: str, text: str, *, act: str, safe: str, width: int = _WIDTH) -> None:
        super().__init__(parent.window())
        self._box = _Box(self)
        column = QVBoxLayout(self._box)
        edge = theme.GAP_DIALOG
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.GAP)
        column.addWidget(WrapLabel(title, weight=Weight.STRONG, parent=self._box))
        if text:
            column.addWidget(WrapLabel(text, colour=theme.MUTED, parent=self._box))
        self.content = QVBoxLayout()
        self.content.setSpacing(theme.GAP)
        column.addLayout(self.content)
        column.addSpacing(theme.GAP_TIGHT)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addStretch(1)
        self.safe_button = Button(safe, tall=True, key="Esc", parent=self._box)
        self.act_button = PrimaryButton(act, parent=self._box)
        row.addWidget(self.safe_button)
        row.addWidget(self.act_button)
        column.addLayout(row)
        width = round(width * theme.sizes().text / theme.TEXT_SIZES[0])
        self._width = max(width, self.safe_button.sizeHint().width() + self.act_button.sizeHint().width() + 3 * edge)
        self.safe_button.clicked.connect(lambda: self._end(acted=False))
        self.act_button.clicked.connect(lambda: self._end(acted=True))
        self._before = self.window().focusWidget()
        self.window().installEventFilter(self)

    def open(self, focus: QWidget | None = None) -> None:
        """Show it, with the focus on the safe choice or on `focus`."""
        self.setGeometry(self.window().rect())
        self._place()
        self.show()
        self.raise_()
        self._place()
        (focus or self.safe_button).setFocus(Qt.FocusReason.OtherFocusReason)
        if focus is None:
            self.safe_button.show_ring()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the whole window when its size changes."""
        if watched is self.parentWidget() and event.type() is QEvent.Type.Resize:
            self.setGeometry(self.window().rect())
            self._place()
        return False

    def _place(self) -> None:
        width = min(self._width, self.width() - 2 * theme.GAP_GROUP)
        height = settled_height(self._box, width)
        self._box.setGeometry((self.width() - width) // 2, max(12, (self.height() - height) * 2 // 5), width, height)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes round inside the dialog."""
        ring = [one for one in self._box.findChildren(QWidget) if self._takes_tab(one)]
        here = self.window().focusWidget()
        at = next((index for index, one in enumerate(ring) if one is here), -1)
        if not ring:
            return False
        step = 1 if forwards else -1
        reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
        ring[(at + step) % len(ring)].setFocus(reason)
        return True

    def _takes_tab(self, widget: QWidget) -> bool:
        wants = widget.focusPolicy() in (Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.WheelFocus)
        return wants and widget.isEnabled() and widget.isVisibleTo(self) and widget.focusProxy() is None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc refuses; nothing else reaches the screen below."""
        if event.key() == Qt.Key.Key_Escape:
            self._end(acted=False)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what is below."""
        QPainter(self).fillRect(self.rect(), theme.colour(_SCRIM))

    def close_quietly(self) -> None:
        """Go away without an answer: something else was chosen inside."""
        self.window().removeEventFilter(self)
        self.hide()
        give_back(self._before)
        self.deleteLater()

    def _end(self, *, acted: bool) -> None:
        self.close_quietly()
        if acted:
            self.acted.emit()
        else:
            self.refused.emit()
