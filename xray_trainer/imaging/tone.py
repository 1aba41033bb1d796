"""From a 16-bit level to the grey on screen: window and level, gamma, inverse, the white of open air."""

from __future__ import annotations

import math
from functools import lru_cache

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
    whole = math.floor(settings.low)  # added last, so that a first step much smaller than a level still counts
    begins = _shares(white, gamma) * max(0.0, settings.high - settings.low)
    begins += settings.low - whole
    np.ceil(begins, out=begins)
    begins += whole
    np.maximum(begins, 0, out=begins)
    np.minimum(begins, LEVELS, out=begins)
    edges = np.empty(white + 2, np.intp)
    edges[0], edges[1:-1], edges[-1] = 0, begins, LEVELS
    return edges[1:] - edges[:-1]


@lru_cache(maxsize=16)
def _shares(white: int, gamma: float) -> npt.NDArray[np.float64]:
    """Which share of the window lies below the first level of each grey from 1 to `white`: (white,). Do not write."""
    shares: npt.NDArray[np.float64] = ((np.arange(1, white + 1) - 0.5) / max(1, white)) ** gamma
    return shares


def greys(settings: DisplaySettings) -> npt.NDArray[np.uint8]:
    """The grey shown for each 16-bit level: (65536,) uint8, rising with the level, falling when inverse.

    Level `low` and below are black, `high` and above are `white`; inverse swaps the two ends.
    """
    steps = _steps(settings)
    shown = np.arange(len(steps), dtype=np.uint8)
    return np.repeat(shown[::-1] if settings.inverse else shown, steps)


def screen_colours(settings: DisplaySettings) -> npt.NDArray[np.int32]:
    """`greys` as opaque ARGB in native order, for `cv2.LUT`: (65536,) int32, to be viewed as uint32."""
    return np.repeat(_colours(min(255, max(0, settings.white)), settings.inverse), _steps(settings))


@lru_cache(maxsize=4)
def _colours(white: int, inverse: bool) -> npt.NDArray[np.int32]:
    """Opaque greys from 0 to `white`, or from `white` to 0: (white + 1,). Do not write."""
    grey = np.arange(white + 1, dtype=np.uint32)
    colours = (grey * 0x010101 | OPAQUE).view(np.int32)
    return np.ascontiguousarray(colours[::-1]) if inverse else colours
