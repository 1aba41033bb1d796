"""What a PDF page of a report is made of beside text and tables: crops with their lines, and room for figures."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from xray_trainer.reports.crops import Outline
from xray_trainer.reports.pdf_type import BLUE, EDGE, ORANGE, font

_TRUTH, _MARK, _HALO = HexColor("#F0A030"), HexColor("#FFFFFF"), HexColor("#000000")


@dataclass
class Placement:
    """Where on which page (from 0) the lower left corner of a figure belongs, in pt; known once the page is made."""

    page: int = 0
    x: float = 0.0
    y: float = 0.0


class FigureRoom(Flowable):  # type: ignore[misc] # reportlab has no types
    """Leaves room for a figure, and remembers where."""

    def __init__(self, placement: Placement, width: float, height: float) -> None:
        super().__init__()
        self.placement, self.width, self.height = placement, width, height

    def draw(self) -> None:
        """Nothing is drawn here: the figure's own page is laid over this place at the end."""
        self.placement.page = self.canv.getPageNumber() - 1
        self.placement.x, self.placement.y = self.canv.absolutePosition(0, 0)


class CropPicture(Flowable):  # type: ignore[misc] # reportlab has no types
    """A piece of a scan, and over it the lines of truth and marks as vectors."""

    def __init__(self, png: bytes, lines: Sequence[Outline], width: float, height: float) -> None:
        super().__init__()
        self.png, self.lines, self.width, self.height = png, lines, width, height

    def draw(self) -> None:
        """The picture, then each line with its dark halo, cut at the picture's edge."""
        canvas = self.canv
        canvas.saveState()
        frame = canvas.beginPath()
        frame.rect(0, 0, self.width, self.height)
        canvas.clipPath(frame, stroke=0)
        canvas.drawImage(ImageReader(io.BytesIO(self.png)), 0, 0, self.width, self.height)
        canvas.setLineJoin(0)
        for line in self.lines:
            path = canvas.beginPath()
            for index, (x, y) in enumerate(line.points):
                (path.lineTo if index else path.moveTo)(x * self.width, (1 - y) * self.height)
            path.close()
            canvas.setDash()
            canvas.setStrokeColor(_HALO)
            canvas.setLineWidth(2.6)
            canvas.drawPath(path)
            canvas.setStrokeColor(_TRUTH if line.truth else _MARK)
            canvas.setLineWidth(1.25 if line.truth else 1.0)
            canvas.setDash(*((5, 2.8) if line.truth else ()))
            canvas.drawPath(path)
        canvas.restoreState()


class LegendLine(Flowable):  # type: ignore[misc] # reportlab has no types
    """A short piece of the line that shows what was there, or the trainee's mark."""

    def __init__(self, *, truth: bool) -> None:
        super().__init__()
        self.truth, self.width, self.height = truth, 22.0, 8.0

    def draw(self) -> None:
        """As on the crops, but dark enough for paper."""
        canvas = self.canv
        if self.truth:
            canvas.setStrokeColor(HexColor(ORANGE))
            canvas.setLineWidth(1.5)
            canvas.setDash(5, 2.8)
            canvas.line(0, 3, self.width, 3)
            return
        canvas.setLineWidth(3.2)
        canvas.setStrokeColor(_HALO)
        canvas.line(0, 3, self.width, 3)
        canvas.setStrokeColor(_MARK)
        canvas.setLineWidth(1.2)
        canvas.line(0.8, 3, self.width - 0.8, 3)


class Sign(Flowable):  # type: ignore[misc] # reportlab has no types
    """Right (blue disc), wrong (orange diamond) or not scored (hollow square), told by shape too."""

    def __init__(self, right: bool | None) -> None:
        super().__init__()
        self.right, self.width, self.height = right, 7.0, 7.0

    def draw(self) -> None:
        """A sign 6 pt high."""
        canvas = self.canv
        if self.right is None:
            canvas.setStrokeColor(HexColor(EDGE))
            canvas.setLineWidth(0.9)
            canvas.rect(0.8, 0.2, 5, 5, fill=0)
        elif self.right:
            canvas.setFillColor(HexColor(BLUE))
            canvas.circle(3.3, 2.7, 2.8, stroke=0, fill=1)
        else:
            canvas.setFillColor(HexColor(ORANGE))
            path = canvas.beginPath()
            for index, (x, y) in enumerate(((3.3, 6.2), (6.8, 2.7), (3.3, -0.8), (-0.2, 2.7))):
                (path.lineTo if index else path.moveTo)(x, y)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)


@dataclass
class _Kept:
    """The state of each page, until their number is known."""

    pages: list[dict[str, Any]] = field(default_factory=list)


class NumberedCanvas(Canvas):  # type: ignore[misc] # reportlab has no types
    """A canvas whose pages know how many they are: all are kept, then finished with `frame(canvas, page, pages)`."""

    frame: Callable[[NumberedCanvas, int, int], None]

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **(named | {"initialFontName": font()}))
        self._kept = _Kept()

    def showPage(self) -> None:  # noqa: N802 - reportlab's own name
        """Keep the page and begin the next."""
        self._kept.pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Put head and foot on each page, then write them all."""
        for number, page in enumerate(self._kept.pages, start=1):
            self.__dict__.update(page)
            type(self).frame(self, number, len(self._kept.pages))
            super().showPage()
        super().save()
