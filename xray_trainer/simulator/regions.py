"""From the pixels that a concealment changes to the polygons of its truth."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from xray_trainer.model import Polygon

Mask = npt.NDArray[np.bool_]
KEPT = 0.985  # share of the changed pixels that the polygons must hold; the last specks are left out
SMALLEST = 6  # px: a speck this small is never a region of its own where larger ones are
STEPS = 4  # a pixel is divided into, so that the polygon runs an eighth of a pixel outside of the mask
SLACK = 0.3  # px by which the polygon may leave the mask's outline
ROUND = np.ones((3, 3), np.uint8)


def outline(mask: Mask, row0: int = 0, col0: int = 0) -> tuple[Polygon, ...]:
    """Tight polygons round the set pixels, the one that holds most of them first.

    Parameters
    ----------
    mask : (height, width) bool, its upper left pixel at (row0, col0) of the scan.

    Holes are filled, and gaps of one pixel between neighbours closed.
    """
    if not mask.any():
        return ()
    padded = np.pad(mask.astype(np.uint8), 2)
    closed = np.maximum(cv2.morphologyEx(padded, cv2.MORPH_CLOSE, ROUND), padded)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    held = np.bincount(labels[padded > 0], minlength=count)
    held[0] = 0
    polygons: list[Polygon] = []
    so_far = 0
    for one in np.argsort(-held, kind="stable"):
        if held[one] == 0 or (polygons and (so_far >= KEPT * held.sum() or held[one] < SMALLEST)):
            break
        x, y, width, height = (int(value) for value in boxes[one, :4])
        piece = labels[y : y + height, x : x + width] == one
        polygons.append(_trace(piece, y + row0 - 2, x + col0 - 2))
        so_far += int(held[one])
    return tuple(polygons)


def _trace(piece: Mask, row0: int, col0: int) -> Polygon:
    """One connected piece as a polygon just outside of its pixels, in scan px."""
    fine = cv2.resize(piece.astype(np.uint8), None, fx=STEPS, fy=STEPS, interpolation=cv2.INTER_NEAREST)
    grown = cv2.dilate(np.pad(fine, 2), ROUND)
    contours, _ = cv2.findContours(grown, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = max(contours, key=len)
    simple = cv2.approxPolyDP(largest, SLACK * STEPS, True)
    points = (simple.reshape(-1, 2) - 2 + 0.5) / STEPS + [col0, row0]
    return Polygon(tuple((round(float(x), 2), round(float(y), 2)) for x, y in points))
