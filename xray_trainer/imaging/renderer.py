"""The picture of just what is on screen, at the speed of the hand.

A scan is never reduced to 8 bits as a whole. The viewport is sampled once from the pyramid, in 16 bit, and kept;
every step of window, level, gamma or inverse is then one look-up of the screen's pixels, whatever the scan's size.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import cv2
import numpy as np
import numpy.typing as npt

from xray_trainer.imaging import sampling, tone
from xray_trainer.imaging.pyramid import Grey16, Pyramid
from xray_trainer.imaging.scan_pixels import ScanPixels
from xray_trainer.model import DisplaySettings, PlaneKind, Viewport

SURROUND = 0xFF141414  # what lies beyond the scan, ARGB
Argb = npt.NDArray[np.uint32]


class Renderer:
    """Draws parts of one scan. One renderer is used by one thread at a time.

    Parameters
    ----------
    pixels : the scan; only referred to, never copied or altered.
    pyramid : of its main plane, if one was made already.
    """

    def __init__(self, pixels: ScanPixels, pyramid: Pyramid | None = None) -> None:
        self.pixels = pixels
        self.pyramid = pyramid or Pyramid(pixels.main)
        self._sampler = sampling.Sampler(self.pyramid)
        self._sampled: tuple[Viewport, tuple[int, int], sampling.Axis, sampling.Axis, Grey16] | None = None
        self._toned: tuple[DisplaySettings, npt.NDArray[np.int32]] | None = None

    def sibling(self) -> Renderer:
        """Another renderer of the same scan: it shares the pyramid, and keeps samples of its own."""
        return Renderer(self.pixels, self.pyramid)

    def draw(self, viewport: Viewport, settings: DisplaySettings, out: Argb) -> None:
        """Draw `viewport` into all of `out`; beyond the scan lies the surround.

        Parameters
        ----------
        viewport : the part of the scan, scan px; it may reach beyond the scan, and its sides need not have the
            screen's proportions (a scan whose pixels are not square).
        out : (height, width) uint32 ARGB in native order, C-contiguous, writeable; its shape is the screen's.

        Raises
        ------
        ValueError
            `out` is another array than that, or the viewport has no area or no end.
        """
        if out.dtype != np.uint32 or out.ndim != 2 or not out.flags.c_contiguous or not out.flags.writeable:
            raise ValueError("out must be a writeable, C-contiguous (height, width) uint32 array")
        sides = viewport.width, viewport.height
        if not (min(sides) > 0 and all(map(math.isfinite, (viewport.x, viewport.y, *sides)))):
            raise ValueError(f"{viewport} has no area, or no end")
        if not out.size:
            return
        along, down, sampled = self._sample(viewport, (out.shape[0], out.shape[1]))
        top, bottom = down.first, down.first + down.count
        left, right = along.first, along.first + along.count
        if not sampled.size:
            out[:] = SURROUND
            return
        row = np.full(out.shape[1], SURROUND, np.uint32)  # copied row by row: faster than one value into each pixel
        out[:top] = row
        out[bottom:] = row
        out[top:bottom, :left] = SURROUND
        out[top:bottom, right:] = SURROUND
        cv2.LUT(sampled, self._colours(settings), out.view(np.int32)[top:bottom, left:right])

    def value_at(self, x: float, y: float) -> Mapping[PlaneKind, int] | None:
        """Each plane's 16-bit level at a point in scan px; None beyond the scan."""
        if not (0 <= x < self.pixels.width and 0 <= y < self.pixels.height):
            return None
        return {kind: int(plane[int(y), int(x)]) for kind, plane in self.pixels.planes.items()}

    def _sample(self, viewport: Viewport, screen: tuple[int, int]) -> tuple[sampling.Axis, sampling.Axis, Grey16]:
        kept = self._sampled
        if kept is None or kept[0] != viewport or kept[1] != screen:
            along, down = sampling.axes(viewport, screen, (self.pixels.height, self.pixels.width))
            self._sampled = None  # what it holds is about to be written over
            sampled = self._sampler.sample(along, down) if along.count and down.count else self.pixels.main[:0]
            kept = self._sampled = (viewport, screen, along, down, sampled)
        elif not kept[4].flags.c_contiguous:  # a part of the scan, looked at longer: rows far apart cost every step
            kept = self._sampled = (*kept[:4], self._sampler.gathered(kept[4]))
        return kept[2], kept[3], kept[4]

    def _colours(self, settings: DisplaySettings) -> npt.NDArray[np.int32]:
        if self._toned is None or self._toned[0] != settings:
            self._toned = settings, tone.screen_colours(settings)
        return self._toned[1]


def render(
    pixels: ScanPixels, viewport: Viewport, settings: DisplaySettings, size: tuple[int, int]
) -> npt.NDArray[np.uint8]:
    """One picture, for reports and tests: (height, width, 3) uint8 RGB of `size` = (width, height) px."""
    out = np.empty((size[1], size[0]), np.uint32)
    Renderer(pixels).draw(viewport, settings, out)
    return np.stack([out >> 16, out >> 8, out], axis=-1).astype(np.uint8)
