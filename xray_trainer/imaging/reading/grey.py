"""Samples of every kind as 16-bit grey.

Grey of 16 bit is kept exactly. Fewer bits are spread over the full range (8-bit ×257). Colours become luminance
(Rec. 601 weights, in 16 bit; a grey stays the grey it was). What is transparent shows white, as open air does.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Grey16 = npt.NDArray[np.uint16]
WHITE = 65535
_WEIGHTS = (19595, 38470, 7471)  # 0.299, 0.587, 0.114 of 65536 (ITU-R BT.601)
_BAND_ROWS = 256  # colours are mixed in bands, so that wide integers never fill the memory


def widened(samples: npt.NDArray[np.unsignedinteger], most: int) -> Grey16:
    """Samples from 0 to `most` (up to 65535) spread over 0 to 65535, rounded to nearest."""
    if most == WHITE:
        return samples.astype(np.uint16, copy=False)
    table = (np.arange(most + 1, dtype=np.uint64) * (2 * WHITE) + most) // (2 * most)
    return np.asarray(np.take(table.astype(np.uint16), samples, mode="clip"), np.uint16)


def luminance(
    colours: npt.NDArray[np.uint16 | np.uint8],
    low_bytes: npt.NDArray[np.uint8] | None = None,
    premultiplied: bool = False,
) -> Grey16:
    """Grey of (height, width, 3 or 4) samples, the fourth being opacity; or of (height, width, 2), grey and opacity.

    uint8 samples are widened; with `low_bytes` they are the high bytes of 16-bit samples.
    """
    height, width, count = colours.shape
    grey = np.empty((height, width), np.uint16)
    for top in range(0, height, _BAND_ROWS):
        samples = colours[top : top + _BAND_ROWS].astype(np.uint32)
        if low_bytes is not None:
            samples = np.bitwise_or(samples << 8, low_bytes[top : top + _BAND_ROWS], dtype=np.uint32)
        elif colours.dtype == np.uint8:
            samples *= np.uint32(257)
        if count >= 3:
            mixed = np.full(samples.shape[:2], 32768, np.uint32)
            for colour, weight in enumerate(_WEIGHTS):
                mixed += samples[..., colour] * np.uint32(weight)
            mixed >>= np.uint32(16)
        else:
            mixed = samples[..., 0]
        if count in (2, 4):
            mixed = _over_white(mixed, samples[..., -1], premultiplied)
        grey[top : top + _BAND_ROWS] = mixed
    return grey


def _over_white(
    grey: npt.NDArray[np.uint32], opacity: npt.NDArray[np.uint32], premultiplied: bool
) -> npt.NDArray[np.uint32]:
    if premultiplied:
        return np.minimum(grey + (np.uint32(WHITE) - opacity), np.uint32(WHITE))
    shown = grey.astype(np.uint64) * opacity + (np.uint64(WHITE) - opacity.astype(np.uint64)) * np.uint64(WHITE)
    return np.asarray((shown + np.uint64(WHITE // 2)) // np.uint64(WHITE), np.uint32)


def scaled(values: npt.NDArray[np.floating | np.integer]) -> Grey16:
    """Grey of floating-point or wide integer samples.

    0 to 1 (floating point) is taken as transmission and spread over the full range; 0 to 65535 is taken as it is,
    rounded; anything else from its least to its greatest value. What is not a number is black, like a dead detector.
    """
    finite = np.isfinite(values)
    if not finite.any():
        return np.zeros(values.shape, np.uint16)
    numbers = np.where(finite, values, 0).astype(np.float64)
    least, most = (
        float(np.min(numbers, where=finite, initial=np.inf)),
        float(np.max(numbers, where=finite, initial=-np.inf)),
    )
    if values.dtype.kind == "f" and least >= 0 and most <= 1:
        numbers *= WHITE
    elif least < 0 or most > WHITE:
        numbers -= least
        numbers *= WHITE / (most - least) if most > least else 0.0
    numbers[~finite] = 0
    return np.asarray(np.floor(np.clip(numbers, 0, WHITE) + 0.5), np.uint16)


def upright(grey: Grey16, orientation: int) -> Grey16:
    """Turned and mirrored as EXIF's orientation (1-8) asks; other values mean upright."""
    if orientation in (5, 6, 7, 8):
        grey = grey.T
    if orientation in (2, 3, 6, 7):
        grey = grey[:, ::-1]
    if orientation in (3, 4, 7, 8):
        grey = grey[::-1]
    return np.ascontiguousarray(grey)
