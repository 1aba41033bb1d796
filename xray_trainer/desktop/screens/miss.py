"""One concealment that was not found: the piece of the scan with truth and marks, and what is to be learnt from it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets import BadgeKind, WrapLabel, paint_badge
from xray_trainer.reports.crops import Outline, outlines
from xray_trainer.reports.model import Miss
from xray_trainer.text import tr

CROP_WIDTH, NARROW_CROP_WIDTH = 280, 200
_HIGHEST, _LOWEST = 200, 96
_NARROW = 560  # px of width of crop and words below which the crop is narrow


class CropView(QWidget):
    """A crop with its outlines: truth in orange dashes, marks in white dots; both on a halo."""

    def __init__(self, lines: tuple[Outline, ...], note: str, aspect: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._note, self._aspect = lines, note, aspect
        self._image: QImage | None = None
        self.set_width(CROP_WIDTH)
        self.setAccessibleName(note or tr("What was missed, on the scan"))

    def set_width(self, width: int) -> None:
        """Take another width; the height follows from the crop's aspect, within reason."""
        self.setFixedSize(width, min(_HIGHEST, max(_LOWEST, round(width / self._aspect))))

    @property
    def has_image(self) -> bool:
        """Whether the pixels are shown."""
        return self._image is not None

    def set_image(self, image: QImage | None) -> None:
        """Show the pixels once they are read; None if they cannot be."""
        self._image = image
        if image is None:
            self._note = tr("This scan cannot be read any more.")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture whole, in the middle; the outlines over it; the badge in the corner."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(theme.SURROUND))
        if self._image is None:
            painter.setFont(theme.font())
            painter.setPen(theme.colour(theme.MUTED))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(8, 8, -8, -8), flags, self._note)
            return
        shown = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        at = QRectF((self.width() - shown.width()) // 2, (self.height() - shown.height()) // 2, *shown.toTuple())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(at, self._image)
        painter.setClipRect(at)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in self._lines:
            _paint_outline(painter, line, at)
        painter.setClipping(False)
        paint_badge(painter, BadgeKind.MISSED, QRectF(6, 6, 18, 18))


def _paint_outline(painter: QPainter, line: Outline, at: QRectF) -> None:
    shape = QPolygonF([QPointF(at.left() + x * at.width(), at.top() + y * at.height()) for x, y in line.points])
    width, colour, dashes = (2.5, theme.WARN, [7, 4]) if line.truth else (1.5, theme.WHITE, [])
    halo = QPen(theme.colour(theme.HALO), width + 3)
    halo.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    core = QPen(theme.colour(colour), width)
    core.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    core.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        core.setDashPattern([length / width for length in dashes])  # Qt counts dashes in pen widths
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (halo, core):
        painter.setPen(pen)
        painter.drawPolygon(shape)


class MissView(QWidget):
    """A crop at the left, words at its right."""

    def __init__(self, miss: Miss, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_GROUP)
        lines = outlines(miss.crop) if miss.crop is not None else ()
        note = miss.crop_note or tr("Reading the scan…")
        aspect = miss.crop.view.width / miss.crop.view.height if miss.crop is not None else 2.0
        self._crop = CropView(lines, note, aspect, self)
        row.addWidget(self._crop, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.GAP_TIGHT)
        words.addWidget(WrapLabel(miss.category, weight=Weight.STRONG))
        for said, colour in (
            (", ".join(part for part in (miss.title, miss.place) if part), theme.MUTED),
            (miss.explanation, theme.TEXT),
            (miss.said, theme.MUTED),
            (miss.advice, theme.TEXT),
        ):
            if said:
                words.addWidget(WrapLabel(said, colour=colour))
        words.addStretch(1)
        row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow panel gets a narrower crop."""
        super().resizeEvent(event)
        self._crop.set_width(CROP_WIDTH if self.width() >= _NARROW else NARROW_CROP_WIDTH)

    def set_image(self, image: QImage | None) -> None:
        """Show the crop's pixels."""
        self._crop.set_image(image)
