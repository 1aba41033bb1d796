"""Square-root companding: 16-bit values as codes of a table of levels that lie one noise sigma apart.

X-ray noise grows with the root of the signal, so values closer than the noise tell nothing; kept as codes, a scan takes
about a third of the disk, and no value moves by more than half a sigma (Bernstein et al. 2010, PASP 122:336, say
what this costs: the noise rises by 4 %).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Grey16 = npt.NDArray[np.uint16]
Codes = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]
Noise: TypeAlias = tuple[float, float] | Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]
"""(alpha, beta) of a variance alpha + beta·value, or the standard deviation at each of many values; all in levels of
the plane (0 to 65535)."""

VALUES = 65536


def compand(plane: Grey16, noise: Noise) -> tuple[Codes, tuple[int, ...]]:
    """A plane as codes, and the levels that they index.

    The levels depend on the noise alone: two planes of one scanner, such as a scan and its twin, share them. Where the
    noise is below one, values are kept exactly; a plane of nothing but levels comes back as it was.

    Parameters
    ----------
    plane : (height, width) uint16.

    Returns
    -------
    codes : (height, width) uint8, or uint16 where there are more than 256 levels. levels : rising, from 0 to 65535.

    Raises
    ------
    ValueError
        The noise at some value is negative or no number.
    """
    levels = levels_of(noise)
    return codes_of(plane, levels), levels


def levels_of(noise: Noise) -> tuple[int, ...]:
    """Levels from 0 to 65535, no two of them farther apart than the noise anywhere between them (or than 1)."""
    values = np.arange(VALUES, dtype=np.float64)
    if callable(noise):
        sigma = np.asarray(noise(values), np.float64)
    else:
        sigma = np.sqrt(np.maximum(0.0, noise[0] + noise[1] * values))
    if sigma.shape != values.shape or not np.isfinite(sigma).all() or float(sigma.min()) < 0:
        raise ValueError("the noise at a value must be a number of at least 0")
    levels = [0]
    while levels[-1] < VALUES - 1:
        here = levels[-1]
        least = float(sigma[here : here + int(min(sigma[here], VALUES)) + 1].min())
        levels.append(min(VALUES - 1, here + max(1, int(least))))
    return tuple(levels)


def codes_of(plane: Grey16, levels: Sequence[int]) -> Codes:
    """For each value the code of the nearest level: (height, width) uint8 where there are at most 256 levels."""
    table = np.asarray(levels, np.int64)
    borders = (table[1:] + table[:-1] + 1) // 2  # a value halfway goes up
    nearest = np.searchsorted(borders, np.arange(VALUES), side="right")
    if len(table) <= 256:
        return nearest.astype(np.uint8)[plane]
    return nearest.astype(np.uint16)[plane]


def values_of(codes: Codes, levels: Sequence[int]) -> Grey16:
    """The uint16 values that codes stand for. Raises IndexError for a code beyond the table."""
    return np.asarray(levels, np.uint16)[codes]
