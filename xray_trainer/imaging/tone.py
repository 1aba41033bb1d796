"""From a 16-bit level to the grey on screen: window and level, gamma, inverse, the white of open air."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xray_trainer.model import DisplaySettings

LEVELS = 65536
GAMMA_LIMITS = (0.05, 20.0)
OPAQUE = 0xFF000000


def _steps(settings: DisplaySettings) -> npt.NDArray[np.intp]:
    """How many of the 65536 levels are shown with each grey from 0 to `white`, before any inversion: (white + 1,).

    The grey of level v is floor(white · t + 1/2) with t = clip((v - low) / (high - low), 0, 1) ^ (1 / gamma). It is
    found from the other side, by the level at which each next grey begins: 255 powers, not 65536, and monotone
    whatever the rounding. A window without width is a threshold at `low`.
    """
    white = min(255, max(0, settings.white))
    gamma = min(GAMMA_LIMITS[1], max(GAMMA_LIMITS[0], settings.gamma))
    width = max(0.0, settings.high - settings.low)
    if white == 0:
        return np.array([LEVELS], np.intp)
    share = (np.arange(1, white + 1) - 0.5) / white
    whole = np.floor(settings.low)  # added last, so that a first step much smaller than a level still counts
    begins = np.clip(whole + np.ceil(settings.low - whole + width * share**gamma), 0, LEVELS)
    edges = np.array([0, *begins, LEVELS], np.intp)
    return edges[1:] - edges[:-1]


def greys(settings: DisplaySettings) -> npt.NDArray[np.uint8]:
    """The grey shown for each 16-bit level: (65536,) uint8, rising with the level, falling when inverse.

    Level `low` and below are black, `high` and above are `white`; inverse swaps the two ends.
    """
    steps = _steps(settings)
    shown = np.arange(len(steps), dtype=np.uint8)
    return np.repeat(shown[::-1] if settings.inverse else shown, steps)


def screen_colours(settings: DisplaySettings) -> npt.NDArray[np.int32]:
    """`greys` as opaque ARGB in native order, for `cv2.LUT`: (65536,) int32, to be viewed as uint32."""
    steps = _steps(settings)
    grey = np.arange(len(steps), dtype=np.uint32)
    colours = (grey * 0x010101 | OPAQUE).view(np.int32)
    return np.repeat(colours[::-1] if settings.inverse else colours, steps)
