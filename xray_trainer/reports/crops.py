"""The piece of a scan round a miss: its pixels, and the outlines that are drawn over it as vectors."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xray_trainer.errors import TrainerError
from xray_trainer.model import Point, standard_view
from xray_trainer.reports.model import Crop

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from xray_trainer.imaging import ScanPixels

WIDEST = 960  # px; sharp enough on paper, light enough for mail


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed line over a crop, its points in shares of the crop's width and height (0 to 1 inside of it)."""

    points: tuple[Point, ...]
    truth: bool


class CropReader:
    """Reads crops one after another; a scan that several of them need in a row is read once."""

    def __init__(self) -> None:
        self._held: tuple[str, str, ScanPixels] | None = None

    def png(self, crop: Crop) -> bytes | None:
        """The crop as a PNG, grey levels stretched over what is in it; None where its scan cannot be read."""
        from PIL import Image  # noqa: PLC0415 - needed by reports alone

        try:
            picture = self._picture(crop)
        except (TrainerError, OSError, MemoryError):
            return None
        held = io.BytesIO()
        Image.fromarray(picture).convert("L").save(held, "PNG", optimize=True)
        return held.getvalue()

    def _picture(self, crop: Crop) -> NDArray[np.uint8]:
        """(height, width, 3) uint8, one screen px for each scan px unless that is wider than WIDEST."""
        from xray_trainer import imaging  # noqa: PLC0415 - reads pixels only when a report is written out

        key = (str(crop.folder), crop.scan.digest)
        if self._held is None or self._held[:2] != key:
            self._held = (*key, imaging.read_scan(crop.scan, crop.folder))
        pixels = self._held[2]
        low, high = imaging.automatic_window(pixels, crop.view)
        scale = min(1.0, WIDEST / crop.view.width)
        size = (max(1, round(crop.view.width * scale)), max(1, round(crop.view.height * scale)))
        return imaging.render(pixels, crop.view, replace(standard_view(crop.scan), low=low, high=high), size=size)


def outlines(crop: Crop) -> tuple[Outline, ...]:
    """The trainee's marks, then the truth over them."""
    view = crop.view
    shapes = [(spot, False) for spot in crop.marks] + [(spot, True) for spot in crop.truth]
    return tuple(
        Outline(tuple(((x - view.x) / view.width, (y - view.y) / view.height) for x, y in spot.corners()), truth)
        for spot, truth in shapes
    )
