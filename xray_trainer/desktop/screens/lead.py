"""The panorama at the top of Home: what to do now, on a plate over the scan that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets import ElidedLabel, PrimaryButton, WrapLabel, paint_cover, read_cover, settled_height

HEIGHT, LOW_HEIGHT = 196, 156
_LOW_WINDOW = 640
_PLATE = 480


@dataclass(frozen=True, slots=True)
class LeadText:
    """What the plate says: title, sentence, the button, and a note beside it."""

    title: str
    sentence: str
    button: str
    note: str = ""


class _Plate(QWidget):
    """The ground under the words."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """A panel with a hairline, so that the words do not lie on the scan."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour(theme.PANEL))
        painter.setPen(QPen(theme.colour(theme.LINE), 1))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, theme.RADIUS_CARD, theme.RADIUS_CARD)


class Lead(QWidget):
    """A cover across the window with a plate at its lower left. Signals: acted()."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = ""
        self._image: QImage | None = None
        self._image_for: tuple[str, QSize] = ("", QSize())
        self._height = HEIGHT
        self._plate = _Plate(self)
        column = QVBoxLayout(self._plate)
        column.setContentsMargins(theme.GAP_DIALOG, 12, theme.GAP_DIALOG, 14)
        column.setSpacing(theme.GAP_TIGHT)
        self._title = ElidedLabel(weight=Weight.STRONG, title=True, parent=self._plate)
        self._sentence = WrapLabel(parent=self._plate)
        self._button = PrimaryButton("", key="Enter", parent=self._plate)
        self._button.clicked.connect(lambda: self.acted.emit())
        self._note = ElidedLabel(colour=theme.MUTED, parent=self._plate)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_GROUP)
        row.addWidget(self._button)
        row.addWidget(self._note, 1)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(theme.GAP)
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_content(self, said: LeadText | None, cover: str) -> None:
        """Show a picture and, unless None, the plate."""
        self._path = cover
        self._plate.setVisible(said is not None)
        if said is not None:
            self._title.setText(said.title)
            self._sentence.setText(said.sentence)
            self._button.setText(said.button)
            self._button.setAccessibleName(said.button)
            self._button.updateGeometry()
            self._note.setText(said.note)
        self._place()
        self.update()

    def set_room(self, window_height: int) -> None:
        """A low window gets a lower panorama."""
        self._height = HEIGHT if window_height >= _LOW_WINDOW else LOW_HEIGHT
        self._place()

    def focus(self) -> None:
        """Put the focus on the button, without a ring."""
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the plate anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        edge = theme.GAP_GROUP
        width = min(_PLATE if theme.sizes().text < 17 else _PLATE + 80, self.width() - 2 * edge)
        if width <= 0:
            return
        height = settled_height(self._plate, width)
        self.setFixedHeight(max(self._height, height + 2 * edge))
        self._plate.setGeometry(edge, self.height() - edge - 1 - height, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cover and the hairline below it."""
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        wanted = (self._path, self.size() * ratio)
        if self._image_for != wanted:
            self._image_for = wanted
            self._image = read_cover(self._path, self.size(), ratio)
        paint_cover(painter, self._image, QRectF(self.rect()))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour(theme.LINE))
