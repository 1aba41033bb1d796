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


@dataclass(frozen=True, slots=True)
class Reading:
    """One value as it is read: its name, its value, and the widest value that it may have (so that nothing jumps)."""

    name: str
    value: str
    widest: str


def readings(probe: Probe, scan: Scan) -> tuple[Reading, ...]:
    """Where the probe is, then what each plane holds there, then how much of the beam came through."""
    found = [*_place((probe.x, probe.y), scan)]
    values = dict(probe.values)
    widest = grouped(int(FULL_SCALE))
    found += [Reading(plane_name(kind), grouped(value), widest) for kind, value in values.items() if plane_name(kind)]
    if PlaneKind.HIGH in values:
        share = f"{round(100 * values[PlaneKind.HIGH] / FULL_SCALE)}{NBSP}%"
        found.append(Reading(tr("Through"), share, f"100{NBSP}%"))
    return tuple(found)


def _place(point: Point, scan: Scan) -> tuple[Reading, Reading]:
    if not has_pitch(scan) or scan.pitch is None:
        x, y = grouped(int(point[0])), grouped(int(point[1]))
        return Reading("x", x, grouped(scan.width)), Reading("y", y, grouped(scan.height))
    outline = nearest_outline(x=point[0], scan=scan)
    along = along_metres(x=point[0], scan=scan, outline=outline)
    up = (outline.y + outline.height - point[1]) * scan.pitch[1] / 1000
    return Reading(tr("at"), _metres(along), _metres(88.88)), Reading(tr("up"), _metres(up), _metres(-8.88))


def _metres(length: float) -> str:
    minus = "\u2212" if round(length, 2) < 0 else ""
    return f"{minus}{abs(length):.2f}{NBSP}{tr('m')}"
