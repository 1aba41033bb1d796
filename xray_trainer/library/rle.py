"""COCO's run-length masks, both spellings, as polygons along the edges of pixels.

A mask is written column by column: so many pixels without, so many with, so many without, … The compressed spelling
packs five bits of a number into each character from "0" on, the sixth saying that more follow, and from the third
number on holds the difference to the last but one (cocoapi, common/maskApi.c, rleToString).
"""

from typing import TYPE_CHECKING

from xray_trainer.model import Polygon

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LARGEST_MASK = 200_000_000  # px


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
    import numpy as np  # noqa: PLC0415 - only masks need it

    if height <= 0 or width <= 0 or height * width > LARGEST_MASK:
        raise ValueError("no mask has such a size")
    if any(count < 0 for count in counts) or sum(counts) != height * width:
        raise ValueError("the runs do not fill the mask")
    values = np.zeros(len(counts), np.uint8)
    values[1::2] = 1
    mask = np.repeat(values, counts).reshape(width, height).T
    return outlines(mask)


def outlines(mask: "npt.NDArray[np.uint8]") -> tuple[Polygon, ...]:
    """The outlines of the pieces of a (height, width) mask along the edges of its pixels, largest first.

    OpenCV's contours run through the middles of pixels; on a mask of twice the size, where a pixel is three wide and
    shares its rim with its neighbours, they run along the edges.
    """
    import cv2  # noqa: PLC0415 - only masks need it
    import numpy as np  # noqa: PLC0415

    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size:
        return ()
    top, left = int(rows[0]), int(columns[0])
    part = mask[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
    double = np.zeros((2 * part.shape[0] + 1, 2 * part.shape[1] + 1), np.uint8)
    double[1::2, 1::2] = part != 0
    double = cv2.dilate(double, np.ones((3, 3), np.uint8)).astype(np.uint8)
    found, _ = cv2.findContours(double, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    pieces = sorted((one for one in found if len(one) > 2), key=cv2.contourArea, reverse=True)
    return tuple(
        Polygon(tuple((left + float(x) / 2, top + float(y) / 2) for x, y in piece.reshape(-1, 2).tolist()))
        for piece in pieces
    )


def runs(polygon: Polygon, height: int, width: int) -> list[int]:
    """The run lengths of a polygon filled on a scan (pixels whose middle it holds), as COCO wants for a crowd."""
    import cv2  # noqa: PLC0415 - only exports of ignore regions need it
    import numpy as np  # noqa: PLC0415

    mask = np.zeros((height, width), np.uint8)
    fine = np.array([[round((x - 0.5) * 256), round((y - 0.5) * 256)] for x, y in polygon.points], np.int32)
    cv2.fillPoly(mask, [fine], 1, shift=8)
    line = mask.T.ravel()
    changes = np.flatnonzero(np.diff(line)) + 1
    edges = np.concatenate(([0], changes, [line.size]))
    lengths = [int(one) for one in np.diff(edges)]
    return [0, *lengths] if line[0] else lengths
