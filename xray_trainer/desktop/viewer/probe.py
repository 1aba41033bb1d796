"""What the probe reads under the pointer, and where that is in the container."""

from __future__ import annotations

import math
from dataclasses import dataclass

from xray_trainer.model import FULL_SCALE, Box, DoorEnd, PlaneKind, Point, Scan, bounds
from xray_trainer.text import tr

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Probe:
    """A scan point and the 16-bit level of each plane there."""

    x: float
    y: float
    values: tuple[tuple[PlaneKind, int], ...] = ()


def grouped(number: int) -> str:
    """A whole number with its thousands set apart."""
    return f"{number:,}".replace(",", NBSP)


def nearest_outline(*, x: float, scan: Scan) -> Box:
    """The container at, or else nearest to, a place along the scan; the whole scan where none is known."""
    if not scan.outlines:
        return Box(0.0, 0.0, float(scan.width), float(scan.height))
    return min(scan.outlines, key=lambda one: max(one.x - x, x - one.x - one.width, 0.0))


def along_metres(*, x: float, scan: Scan, outline: Box) -> float:
    """Metres from the container's front wall (from its left end where the doors are not known to be left)."""
    pitch = scan.pitch[0] if scan.pitch else 1.0
    left, _, right, _ = bounds(outline)
    return (right - x if scan.door_end is DoorEnd.LEFT else x - left) * pitch / 1000


def has_pitch(scan: Scan) -> bool:
    """Whether lengths on the scan are known in metres."""
    return scan.pitch is not None and all(math.isfinite(step) and step > 0 for step in scan.pitch)


def plane_name(kind: PlaneKind) -> str:
    """A plane's name, as consoles call it."""
    names = {PlaneKind.HIGH: tr("High"), PlaneKind.LOW: tr("Low"), PlaneKind.GREY: tr("Grey")}
    return names.get(kind, "")


def readings(probe: Probe, scan: Scan) -> tuple[tuple[str, str], ...]:
    """(name, value) pairs, in the order that they are read: where, then what each plane holds."""
    pairs = [*_place((probe.x, probe.y), scan)]
    values = dict(probe.values)
    pairs += [(plane_name(kind), grouped(value)) for kind, value in values.items() if plane_name(kind)]
    if PlaneKind.HIGH in values:
        pairs.append((tr("Through"), f"{round(100 * values[PlaneKind.HIGH] / FULL_SCALE)}{NBSP}%"))
    return tuple(pairs)


def _place(point: Point, scan: Scan) -> tuple[tuple[str, str], ...]:
    if not has_pitch(scan) or scan.pitch is None:
        return ("x", grouped(int(point[0]))), ("y", grouped(int(point[1])))
    outline = nearest_outline(x=point[0], scan=scan)
    along = along_metres(x=point[0], scan=scan, outline=outline)
    up = (outline.y + outline.height - point[1]) * scan.pitch[1] / 1000
    return (tr("at"), _metres(along)), (tr("up"), _metres(up))


def _metres(length: float) -> str:
    minus = "\u2212" if round(length, 2) < 0 else ""
    return f"{minus}{abs(length):.2f}{NBSP}{tr('m')}"
