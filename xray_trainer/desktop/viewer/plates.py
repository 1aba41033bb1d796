"""Where the plates with words go: outside their shape, flipped at edges, on no other mark where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

GAP = 6  # px between a shape's line and its plate
RIM = 2.0  # px that a plate keeps from the stage's edge
Rectangle = tuple[float, float, float, float]  # left, top, width, height in screen px


class Side(Enum):
    """Where a plate would like to be."""

    ABOVE = auto()
    BELOW = auto()
    INSIDE = auto()  # in the middle of the shape
    CORNER = auto()  # in the shape's upper left corner


def overlap(a: Rectangle, b: Rectangle) -> float:
    """Area that two rectangles share, in px²."""
    across = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    down = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return across * down if across > 0 and down > 0 else 0.0


def clipped(rectangle: Rectangle, stage: tuple[float, float]) -> Rectangle | None:
    """The part of a rectangle that is on a stage of that width and height; None if nothing is."""
    left, top = max(rectangle[0], 0.0), max(rectangle[1], 0.0)
    right = min(rectangle[0] + rectangle[2], stage[0])
    bottom = min(rectangle[1] + rectangle[3], stage[1])
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


@dataclass(frozen=True, slots=True)
class Request:
    """A plate of some size that belongs to a shape's rectangle (screen px)."""

    width: float
    height: float
    shape: Rectangle
    side: Side = Side.ABOVE


def place(
    *, request: Request, stage: tuple[float, float], shapes: Sequence[Rectangle], plates: Sequence[Rectangle]
) -> Rectangle | None:
    """Where one plate goes, or None where its shape is off the stage.

    Of the places round the shape the first that is free; else the one that covers least, plates weighing most.
    """
    seen = clipped(request.shape, stage)
    if seen is None:
        return None
    size = (request.width, request.height)
    reach = _reach(request, seen)
    shapes = [other for other in shapes if other != request.shape and overlap(reach, other)]
    plates = [other for other in plates if overlap(reach, other)]
    best, least = None, 0.0
    for number, (x, y) in enumerate(_candidates(request, seen)):
        inside_x = min(max(x, RIM), max(stage[0] - size[0] - RIM, RIM))
        inside_y = min(max(y, RIM), max(stage[1] - size[1] - RIM, RIM))
        spot = (round(inside_x), round(inside_y), *size)
        cost = number + 4 * sum(overlap(spot, other) for other in plates)
        cost += sum(overlap(spot, other) for other in shapes)
        if request.side in (Side.ABOVE, Side.BELOW):
            cost += 2 * overlap(spot, request.shape)
        if best is None or cost < least:
            best, least = spot, cost
        if cost == number:
            break
    return best


def _reach(request: Request, seen: Rectangle) -> Rectangle:
    """All that a plate of this shape may cover, with what keeping it on the stage may move it by."""
    across, down = 2 * (request.width + GAP), 3 * (request.height + GAP)
    return seen[0] - across, seen[1] - down, seen[2] + 2 * across, seen[3] + 2 * down


def _candidates(request: Request, seen: Rectangle) -> list[tuple[float, float]]:
    left, top, width, height = seen
    right, bottom = left + width, top + height
    above, below = top - GAP - request.height, bottom + GAP
    flush_right, middle = right - request.width, top + (height - request.height) / 2
    beside = [(right + GAP, middle), (left - GAP - request.width, middle)]
    if request.side is Side.INSIDE:
        return [(left + (width - request.width) / 2, middle), (left + GAP, top + GAP)]
    if request.side is Side.CORNER:
        inner = top + GAP
        return [(left + GAP, inner), (flush_right - GAP, inner), (left + GAP, bottom - GAP - request.height)]
    rows = (above, below) if request.side is Side.ABOVE else (below, above)
    return [(x, y) for y in rows for x in (left - 4, flush_right + 4)] + beside + [
        (left, above - request.height), (left, below + request.height), (left + GAP, top + GAP),
    ]  # fmt: skip
