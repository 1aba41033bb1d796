"""The window that the console chooses by itself."""

from __future__ import annotations

import math

import cv2
import numpy as np

from xray_trainer.imaging.scan_pixels import ScanPixels
from xray_trainer.model import Viewport

LOW_PERCENT, HIGH_PERCENT = 0.5, 99.5
NARROWEST = 256  # levels: a flat part does not become noise in black and white


def automatic_window(pixels: ScanPixels, viewport: Viewport | None = None) -> tuple[float, float]:
    """The levels (low, high) between which all but the darkest and the lightest 0.5 % of pixels lie.

    Parameters
    ----------
    viewport : the part to look at, scan px; the whole scan if None or if it holds no pixel of the scan.
    """
    plane = pixels.main
    if viewport is not None:
        left, top = max(0, math.floor(viewport.x)), max(0, math.floor(viewport.y))
        right, bottom = math.ceil(viewport.x + viewport.width), math.ceil(viewport.y + viewport.height)
        part = plane[top : max(top, bottom), left : max(left, right)]
        plane = part if part.size else plane
    counts = cv2.calcHist([plane], [0], None, [65536], [0, 65536]).ravel()
    below = np.cumsum(counts, dtype=np.float64)
    low, high = np.searchsorted(below, below[-1] * np.array([LOW_PERCENT, HIGH_PERCENT]) / 100)
    if high - low < NARROWEST:
        middle = min(max((low + high) / 2, NARROWEST / 2), 65535 - NARROWEST / 2)
        return float(middle - NARROWEST / 2), float(middle + NARROWEST / 2)
    return float(low), float(high)
