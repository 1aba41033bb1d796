"""COCO's run-length masks, both spellings, as polygons along the edges of pixels.

A mask is written column by column: so many pixels without, so many with, so many without, … The compressed spelling
packs five bits of a number into each character from "0" on, the sixth saying that more follow, and from the third
number on holds the difference to the last but one (cocoapi, common/maskApi.c, rleToString).
"""

import itertools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xray_trainer.model import Polygon

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LARGEST_MASK = 100_000_000  # px
MOST_EDGES = 1_000_000  # of pixels; the outline of a whole lorry has about ten thousand


def counts_of(text: str) -> list[int]:
    """The run lengths of a compressed mask. Raises ValueError if the text is none."""
    counts: list[int] = []
    position = 0
    while position < len(text):
        value, shift, more = 0, 0, True
        while more:
            if position >= len(text):
                raise ValueError("the text ends within a number")
            code = ord(text[position]) - 48
            if not 0 <= code < 64 or shift > 40:
                raise ValueError(f"character {position} is no part of a mask")
            value |= (code & 31) << shift
            more, shift, position = bool(code & 32), shift + 5, position + 1
            if not more and code & 16:
                value -= 1 << shift
        counts.append(value + counts[-2] if len(counts) > 2 else value)
    return counts


def polygons(counts: list[int], height: int, width: int) -> tuple[Polygon, ...]:
    """The outlines of a mask's pieces, largest first; holes are filled. Raises ValueError if the runs do not fit."""
    if height <= 0 or width <= 0 or height * width > LARGEST_MASK:
        raise ValueError("no mask has such a size")
    if any(count < 0 for count in counts) or sum(counts) != height * width:
        raise ValueError("the runs do not fill the mask")
    ends = list(itertools.accumulate(counts))
    runs = [(end - count, end) for count, end in zip(counts[1::2], ends[1::2], strict=True) if count]
    if not runs:
        return ()
    left = runs[0][0] // height
    part = _columns(runs, left, (runs[-1][1] - 1) // height + 1, height)
    return tuple(Polygon(tuple((x + left, y) for x, y in one.points)) for one in outlines(part))


def _columns(runs: list[tuple[int, int]], left: int, right: int, height: int) -> "npt.NDArray[np.uint8]":
    """The columns of a mask in which anything is, as a (height, right - left) array."""
    import numpy as np  # noqa: PLC0415 - only masks need it

    line = np.zeros((right - left) * height, np.uint8)
    for start, end in runs:
        line[start - left * height : end - left * height] = 1
    return line.reshape(right - left, height).T


def outlines(mask: "npt.NDArray[np.uint8]") -> tuple[Polygon, ...]:
    """The outlines of the pieces of a (height, width) mask along the edges of its pixels, largest first; holes filled.

    Every edge between a pixel that is set and one that is not is walked with the set one on the right hand; where two
    pixels touch at a corner only, the walk turns left, so that they stay one piece.
    """
    following = _edges(mask)
    found: list[Polygon] = []
    while following:
        start = next(iter(following))
        here, before, corners = start, (0, 0), []
        while True:
            ends = following[here]
            step = min(ends, key=lambda one: _turn(before, one)) if len(ends) > 1 else ends[0]
            ends.remove(step)
            if not ends:
                del following[here]
            if step != before:
                corners.append(here)
            here, before = (here[0] + step[0], here[1] + step[1]), step
            if here == start:
                break
        if _signed(corners) > 0:
            found.append(Polygon(tuple((float(x), float(y)) for x, y in corners)))
    return tuple(sorted(found, key=lambda piece: -_signed(piece.points)))


def _edges(mask: "npt.NDArray[np.uint8]") -> dict[tuple[int, int], list[tuple[int, int]]]:
    """From each corner of the pixel grid, the unit steps (dx, dy) that keep the mask on the right hand."""
    import numpy as np  # noqa: PLC0415 - only masks need it

    padded = np.pad(mask != 0, 1).astype(np.int8)
    across, down = np.diff(padded, axis=0)[:, 1:-1], np.diff(padded, axis=1)[1:-1, :]
    if np.count_nonzero(across) + np.count_nonzero(down) > MOST_EDGES:
        raise ValueError("a mask of so many pieces is no outline of anything")
    following: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for change, sign, offset, step in (
        (across, 1, (0, 0), (1, 0)),  # the mask begins below this edge
        (across, -1, (1, 0), (-1, 0)),  # it ends above
        (down, 1, (0, 1), (0, -1)),  # it begins to the right
        (down, -1, (0, 0), (0, 1)),  # it ends to the left
    ):
        rows, columns = np.nonzero(change == sign)
        for x, y in zip((columns + offset[0]).tolist(), (rows + offset[1]).tolist(), strict=True):
            following.setdefault((x, y), []).append(step)
    return following


def _turn(before: tuple[int, int], step: tuple[int, int]) -> int:
    """-1 for a turn to the left as seen on screen, 1 to the right."""
    return before[0] * step[1] - before[1] * step[0]


def _signed(corners: Sequence[tuple[float, float]]) -> float:
    """The shoelace area: above 0 for an outline, below for a hole."""
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return sum(x * v - u * y for (x, y), (u, v) in pairs) / 2


def runs(polygon: Polygon, height: int, width: int) -> list[int]:
    """The run lengths of a polygon filled on a scan (pixels whose middle it holds), as COCO wants for a crowd."""
    corners = polygon.points
    edges = [(a, b) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True) if a[0] != b[0]]
    first = max(0, math.floor(min(x for x, _ in corners)))
    last = min(width, math.ceil(max(x for x, _ in corners)))
    counts, end = [], 0
    for column in range(first, last):
        x = column + 0.5
        crossings = sorted(
            a[1] + (x - a[0]) * (b[1] - a[1]) / (b[0] - a[0]) for a, b in edges if (a[0] <= x) != (b[0] <= x)
        )
        for upper, lower in zip(crossings[0::2], crossings[1::2], strict=True):
            top = min(max(math.ceil(upper - 0.5), 0), height)
            bottom = min(max(math.ceil(lower - 0.5), 0), height)
            if top < bottom:
                counts += [column * height + top - end, bottom - top]
                end = column * height + bottom
    return [*counts, height * width - end]
