"""The picture of an example over the form: the whole container, edge to edge, with what is hidden outlined."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.examples import Picture
from xray_trainer.text import tr

_LEAST, _MOST = 160, 380  # px of height


class ExampleView(QWidget):
    """Shows a picture fitted, or one sentence in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._picture: Picture | None = None
        self._sentence = ""
        self.setMinimumHeight(_LEAST)
        self.setMaximumHeight(_MOST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("An example"))

    def show_picture(self, picture: Picture) -> None:
        """Show an example."""
        self._picture = picture  # its bytes must outlive the image that shares them
        self._image = QImage(picture.rgb, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
        self._sentence = ""
        self.update()

    def say(self, sentence: str) -> None:
        """Say something in the picture's place, or on it."""
        self._sentence = sentence
        self.setAccessibleDescription(sentence)
        self.update()

    @property
    def shown(self) -> Picture | None:
        """The example on screen."""
        return self._picture

    def sizeHint(self) -> QSize:
        """A container's shape."""
        return QSize(1366, 300)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, boxes round what is hidden, the sentence."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(theme.SURROUND))
        if self._picture is not None:
            self._paint_picture(painter, self._picture)
        if self._sentence:
            self._paint_sentence(painter)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour(theme.LINE))

    def _paint_picture(self, painter: QPainter, picture: Picture) -> None:
        scale = min(self.width() / picture.width, self.height() / picture.height)
        width, height = picture.width * scale, picture.height * scale
        left, top = round((self.width() - width) / 2), round((self.height() - height) / 2)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ratio = self.devicePixelRatioF()
        fitted = self._image.scaled(
            round(width * ratio), round(height * ratio), Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
        fitted.setDevicePixelRatio(ratio)
        painter.drawImage(left, top, fitted)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in picture.boxes:
            at = QRectF(left + box.x * scale, top + box.y * scale, box.width * scale, box.height * scale)
            at = at.adjusted(-3, -3, 3, 3).toRect().toRectF()
            for colour, width_px in ((theme.HALO, 5.0), (theme.ACCENT, 2.0)):
                painter.setPen(QPen(theme.colour(colour), width_px, Qt.PenStyle.SolidLine,
                                    Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin))  # fmt: skip
                painter.drawRect(at)

    def _paint_sentence(self, painter: QPainter) -> None:
        painter.setFont(theme.font())
        text = painter.fontMetrics().elidedText(self._sentence, Qt.TextElideMode.ElideRight, self.width() - 64)
        width, height = painter.fontMetrics().horizontalAdvance(text) + 24, theme.sizes().control
        plate = QRectF((self.width() - width) // 2, (self.height() - height) // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(theme.PLATE))
        painter.drawRoundedRect(plate, theme.RADIUS_PLATE, theme.RADIUS_PLATE)
        painter.setPen(theme.colour(theme.TEXT))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
