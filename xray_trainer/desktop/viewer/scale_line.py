"""The line under the scan: metres along the container, and what the probe reads."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.viewer import ink
from xray_trainer.desktop.viewer.layout import Lens
from xray_trainer.desktop.viewer.probe import Probe, Reading, grouped, has_pitch, readings
from xray_trainer.model import Box, DoorEnd, Scan, bounds
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.desktop.viewer.canvas import ScanCanvas

HEIGHT = 24
LEAST_LABEL_GAP = 72.0  # px between two labels
_NAME_GAP, _READING_GAP = 6.0, 18.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick at a place on screen (px); a labelled one is longer."""

    x: float
    label: str = ""


def round_step(least: float) -> float:
    """The smallest of … 0.1, 0.2, 0.5, 1, 2, 5, 10 … that is no smaller than `least` (over 0)."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * 0.999)


def ticks(*, scan: Scan, lens: Lens) -> tuple[Tick, ...]:
    """The ticks on screen: metres from each container's front wall, or scan px where the pitch is unknown."""
    screen_px = lens.screen((1.0, 0.0))[0] - lens.screen((0.0, 0.0))[0]
    if not has_pitch(scan) or scan.pitch is None:
        whole = Box(0.0, 0.0, float(scan.width), float(scan.height))
        return _along(whole, 1.0, screen_px, False, lens)
    containers = scan.outlines or (Box(0.0, 0.0, float(scan.width), float(scan.height)),)
    from_right = scan.door_end is DoorEnd.LEFT
    metre = 1000 / scan.pitch[0]
    return tuple(tick for one in containers for tick in _along(one, metre, screen_px * metre, from_right, lens))


def _along(outline: Box, unit: float, unit_px: float, from_right: bool, lens: Lens) -> tuple[Tick, ...]:
    """Ticks along one container. unit : scan px a unit. unit_px : screen px a unit."""
    step = max(round_step(LEAST_LABEL_GAP / unit_px), 1.0 if unit == 1.0 else 0.01)
    left, _, right, _ = bounds(outline)
    origin, sign = (right, -1.0) if from_right else (left, 1.0)
    ends = sorted((lens.scan((end, 0.0))[0] - origin) * sign / unit for end in (0.0, lens.size[0]))
    first = math.ceil(max(ends[0], 0.0) / (step / 2) - 1e-9)
    last = math.floor(min(ends[1], (right - left) / unit) / (step / 2) + 1e-9)
    found = []
    for half in range(first, last + 1):
        x = lens.screen((origin + sign * half * step / 2 * unit, 0.0))[0]
        found.append(Tick(x, "" if half % 2 else _label(half // 2 * step)))
    return tuple(found)


def _label(value: float) -> str:
    return grouped(round(value)) if abs(value - round(value)) < 1e-6 else f"{value:.2f}".rstrip("0")


class ScaleLine(QWidget):
    """A band as wide as the canvas that it follows, so that its ticks stand under the scan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas: ScanCanvas | None = None
        self._probe: Probe | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(max(HEIGHT, theme.sizes().row))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Scale along the container"))

    def follow(self, canvas: ScanCanvas) -> None:
        """Show the scale of this canvas and what its probe reads."""
        self._canvas = canvas
        canvas.viewport_changed.connect(lambda _viewport, _scale: self.update())
        canvas.scan_changed.connect(self._scan_changed)
        canvas.probed.connect(self.set_probe)
        self.update()

    def set_probe(self, probe: Probe | None) -> None:
        """Show these values; None for nothing under the pointer."""
        self._probe = probe
        scan = self._canvas.scan() if self._canvas is not None else None
        said = readings(probe, scan) if probe is not None and scan is not None else ()
        self.setAccessibleDescription(", ".join(f"{one.name} {one.value}" for one in said))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the window, one line high."""
        return QSize(1366, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ticks, the readings at the right, and a blue tick under the pointer."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), ink.tint(theme.PANEL))
        scan = self._canvas.scan() if self._canvas is not None else None
        lens = self._canvas.lens() if self._canvas is not None else None
        if scan is not None and lens is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            said = readings(self._probe, scan) if self._probe is not None else ()
            free = self._paint_readings(painter, said)
            self._paint_ticks(painter, ticks(scan=scan, lens=lens), free, scan)
            if self._probe is not None:
                self._paint_pointer(painter, lens.screen((self._probe.x, self._probe.y))[0])
        painter.end()

    def _scan_changed(self) -> None:
        self._probe = None
        self.update()

    def _paint_readings(self, painter: QPainter, said: tuple[Reading, ...]) -> float:
        """The readings from right to left, each in a slot of fixed width; where they begin."""
        names, values = theme.font(), theme.font(theme.Weight.BUTTON)
        measure, measure_names = QFontMetricsF(values), QFontMetricsF(names)
        right = self.width() - float(theme.GAP_GROUP)
        for one in reversed(said):
            slot = max(measure.horizontalAdvance(one.widest), measure.horizontalAdvance(one.value))
            name = measure_names.horizontalAdvance(one.name)
            painter.setFont(values)
            painter.setPen(ink.tint(theme.TEXT))
            painter.drawText(QRectF(right - slot, 0, slot + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, one.value)
            painter.setFont(names)
            painter.setPen(ink.tint(theme.MUTED))
            left = right - slot - _NAME_GAP - name
            painter.drawText(QRectF(left, 0, name + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, one.name)
            right = left - _READING_GAP
        return right

    def _paint_ticks(self, painter: QPainter, marks: tuple[Tick, ...], free: float, scan: Scan) -> None:
        painter.setFont(theme.font())
        measure = QFontMetricsF(theme.font())
        unit = tr("m") if has_pitch(scan) else tr("px")
        for tick in marks:
            x = math.floor(tick.x) + 0.5
            if x > free:
                continue
            painter.setPen(QPen(ink.tint(theme.EDGE), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, 7.0 if tick.label else 4.0))
            text = f"{tick.label}\u00a0{unit}" if tick.label == "0" else tick.label
            width = measure.horizontalAdvance(text)
            if tick.label and x + 4 + width < free:
                painter.setPen(ink.tint(theme.MUTED))
                painter.drawText(QRectF(x + 4, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_pointer(self, painter: QPainter, x: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.tint(theme.ACCENT))
        painter.drawPolygon(QPolygonF([QPointF(x - 5, 6), QPointF(x, 0), QPointF(x + 5, 6)]))
