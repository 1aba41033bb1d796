"""The frame over the window while something is dragged over it: it will be taken, and what then happens."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets import WrapLabel
from xray_trainer.text import tr

_WIDTH = 520
_EDGE = 4
_DASHES = [3.0, 3.0]  # in pen widths


class DropFrame(QWidget):
    """Dims the window and says in one sentence what letting go will do. The drag itself stays with the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._plate = QWidget(self)
        said = WrapLabel(
            tr("Let go to open this set or folder. Your files are never changed."),
            weight=Weight.STRONG,
            parent=self._plate,
        )
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._said = said
        self.setAccessibleName(said.text())
        self.setGeometry(window.rect())
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        width = min(_WIDTH, self.width() - 2 * theme.GAP_DIALOG)
        self._said.setFixedWidth(width - 2 * theme.GAP_DIALOG)
        height = self._said.heightForWidth(self._said.width()) + 2 * theme.GAP_DIALOG
        self._plate.setGeometry((self.width() - width) // 2, (self.height() - height) * 2 // 5, width, height)
        self._said.setGeometry(theme.GAP_DIALOG, theme.GAP_DIALOG, self._said.width(), height - 2 * theme.GAP_DIALOG)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what is below; dashes just inside the window's edge; a plate under the words."""
        painter = QPainter(self)
        ground = QColor(theme.SURROUND)
        ground.setAlphaF(0.72)
        painter.fillRect(self.rect(), ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(theme.LINE), 1))
        painter.setBrush(theme.colour(theme.PANEL))
        plate = QRectF(self._plate.geometry()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(plate, theme.RADIUS_CARD, theme.RADIUS_CARD)
        pen = QPen(theme.colour(theme.ACCENT), theme.FOCUS_LINE)
        pen.setDashPattern(_DASHES)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)
