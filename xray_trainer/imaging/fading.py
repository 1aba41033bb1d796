"""A scan that fades into its clean twin and back, at the speed of the hand.

Only what is on screen is mixed: both are sampled for the viewport once, and each step of the fade mixes the samples.
"""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np

from xray_trainer.imaging.renderer import Renderer
from xray_trainer.imaging.sampling import Axis
from xray_trainer.imaging.scan_pixels import Grey16, ScanPixels
from xray_trainer.model import PlaneKind, Viewport


class FadingRenderer(Renderer):
    """Draws a scan with its concealment faded out by a share.

    Parameters
    ----------
    renderer : of the scan; its pyramid is shared.
    twin : the scan's clean counterpart, of the same size and planes.

    gone : 0 the scan as it is, 1 its twin; may be set between two drawings.

    Raises
    ------
    ValueError
        The twin has another size or other planes than the scan.
    """

    def __init__(self, renderer: Renderer, twin: ScanPixels) -> None:
        super().__init__(renderer.pixels, renderer.pyramid)
        if twin.main.shape != self.pixels.main.shape or set(twin.planes) != set(self.pixels.planes):
            raise ValueError("a twin has the size and the planes of its scan")
        self.gone = 0.0
        self._twin = Renderer(twin)
        self._mixed: Grey16 = np.empty((0, 0), np.uint16)

    def value_at(self, x: float, y: float) -> Mapping[PlaneKind, int] | None:
        """Each plane's level at a point in scan px, mixed as it is shown; None beyond the scan."""
        loaded, clean = super().value_at(x, y), self._twin.value_at(x, y)
        if loaded is None or clean is None:
            return None
        return {kind: round(level + self.gone * (clean[kind] - level)) for kind, level in loaded.items()}

    def _sample(self, viewport: Viewport, screen: tuple[int, int]) -> tuple[Axis, Axis, Grey16]:
        if self.gone >= 1:
            return self._twin._sample(viewport, screen)
        along, down, loaded = super()._sample(viewport, screen)
        if self.gone <= 0 or not loaded.size:
            return along, down, loaded
        _, _, clean = self._twin._sample(viewport, screen)
        if self._mixed.shape != loaded.shape:
            self._mixed = np.empty(loaded.shape, np.uint16)
        cv2.addWeighted(loaded, 1 - self.gone, clean, self.gone, 0, dst=self._mixed)
        return along, down, self._mixed
