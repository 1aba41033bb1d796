"""The frame of a skeletal trailer: two I-beams with a neck, members between and beside them, bolsters with twist
locks, the king-pin's plate and the rear bar. Outriggers, members and bolsters have their origin at x, y = 0 and the
container's underside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.goods.making import Assembly
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import cat, inv, lathe, loft, move, tube, turn
from xray_trainer.simulator.vehicle.fittings import (
    across,
    bolts,
    box,
    disc,
    grid,
    plate,
    rod,
    section_c,
    section_i,
    swept,
    weld,
)
from xray_trainer.simulator.vehicle.pool import part
from xray_trainer.simulator.vehicle.suspension import BEAM

Floats = npt.NDArray[np.float64]
GAP = 45.0  # mm from the container's underside down to the beams
WIDE = 1219.0  # mm from the middle to the container's sides


@dataclass(frozen=True, slots=True)
class Frame:
    """A trailer's beams as numbers, mm. rear, front : ends along x. top, bottom : of the beams behind the neck.

    neck0, neck1 : where the lower edge begins and ends to rise, up to `throat` mm under the top. tail : how much the
    lower edge rises towards the rear end.
    """

    rear: float
    front: float
    top: float
    bottom: float
    neck0: float
    neck1: float
    throat: float
    tail: float

    def lower(self, x: Floats) -> Floats:
        """Height of the beams' lower edge, mm."""
        share = np.clip((x - self.neck0) / (self.neck1 - self.neck0), 0, 1)
        eased = share * share * (3 - 2 * share)
        back = np.clip((self.rear + 1300 - x) / 1300, 0, 1)
        return self.bottom + (self.top - self.throat - self.bottom) * eased + self.tail * back


def beams(made: Assembly, frame: Frame, rng: np.random.Generator) -> None:
    """Both beams in world coordinates, each with waves of its own, stiffeners, welds, holes and doublers."""
    web, thick, flange = rng.uniform(6.5, 8.5), rng.uniform(12, 15), rng.uniform(125, 150)
    common = rng.uniform(-10, 14)
    for side in (-1.0, 1.0):
        x = np.linspace(frame.rear, frame.front, 72)
        bend = common * np.sin(np.pi * (x - frame.rear) / (frame.front - frame.rear))
        top = frame.top + bend + _waves(x, rng, 1.2)
        low = frame.lower(x) + bend + _waves(x, rng, 1.2)
        y = side * BEAM + _waves(x, rng, 1.6)
        lean = _waves(x, rng, 0.012)
        loops = []
        for at, up, down, deep, roll in zip(x, top, low, y, lean, strict=True):
            shape = np.array(section_i(up - down, flange, web, thick))
            loops.append(
                np.column_stack(
                    [
                        np.full(12, at),
                        deep + shape[:, 0] - roll * shape[:, 1],
                        (up + down) / 2 + shape[:, 1] + roll * shape[:, 0],
                    ]
                )
            )
        made.solid(loft(loops), "steel")
        _stiffeners(made, frame, rng, side, flange, thick)


def _waves(x: Floats, rng: np.random.Generator, size: float) -> Floats:
    found = np.zeros_like(x)
    for _ in range(5):
        found += np.sin(x * 2 * np.pi / rng.uniform(900, 5200) + rng.uniform(0, 7))
    return found * size / 1.6


def _stiffeners(
    made: Assembly, frame: Frame, rng: np.random.Generator, side: float, flange: float, thick: float
) -> None:
    at = frame.rear + rng.uniform(200, 500)
    while at < frame.front - 150:
        low, high = float(frame.lower(np.array([at]))[0]) + thick, frame.top - thick
        if rng.random() < 0.55:
            half = rng.random() < 0.35
            lean = rng.normal(0, 4)
            outline = [(at, high - (0.5 * (high - low) if half else 0)), (at + lean, low), (at + lean + 7, low),
                       (at + 7, high - (0.5 * (high - low) if half else 0))]  # fmt: skip
            deep = flange / 2 - 6
            made.solid(plate(outline, deep, side * BEAM + rng.choice([-1, 1]) * (deep / 2 + 4), 1), "steel")
        if rng.random() < 0.3:
            z = rng.uniform(low + 60, high - 60)
            holes = [(at + 40 + 46 * k, z) for k in range(int(rng.integers(2, 6)))]
            made.solid(
                cat(*(inv(across(disc(rng.uniform(8, 12), 12, 10, -6), x, side * BEAM, up)) for x, up in holes)),
                "steel",
            )
        if rng.random() < 0.22:
            made.solid(weld(np.array([[at + 90, side * BEAM, low], [at + 92, side * BEAM, high]]), 4.5, rng), "steel")
        if rng.random() < 0.18:
            wide = rng.uniform(140, 320)
            z = float(frame.lower(np.array([at + wide / 2]))[0]) - 8
            made.solid(box(wide, flange - 16, 8, (at + wide / 2, side * BEAM, z)), "steel")
        if rng.random() < 0.2 and high - low > 240:
            middle = (low + high) / 2 + rng.normal(0, 30)
            field = plate(
                [(at - 60, middle - 70), (at + 70, middle - 76), (at + 74, middle + 66), (at - 56, middle + 72)],
                8,
                0,
                14,
            )
            heads = bolts(grid(2, 3, 86, 96, at + 6, middle), 15, 24, rng)
            made.solid(move(cat(field, heads), 0, side * BEAM - 10), "steel")
        at += rng.uniform(260, 620)


def _outrigger(made: Assembly, rng: np.random.Generator) -> None:
    """From the beam out to the container's side, lower towards its end."""
    high, wide, wall = rng.uniform(80, 120), rng.uniform(50, 80), rng.uniform(4, 6)
    kind = int(rng.integers(3))
    section = section_i(high, wide, wall, wall) if kind == 0 else section_c(high, wide, wall, 18 if kind == 2 else 0)
    end, roll = rng.uniform(0.5, 0.92), rng.normal(0, 6)
    steps = np.linspace(0, 1, 6)
    path = [
        (roll * s + 3 * np.sin(4 * s), -BEAM - s * (WIDE - BEAM - 14), -GAP / 2 - high / 2 + high * (1 - end) * s / 2)
        for s in steps
    ]
    made.solid(swept(section, path, [1 - (1 - end) * float(s) for s in steps]), "steel")
    if rng.random() < 0.85:
        low = -high * end - rng.uniform(12, 34)
        outline = [(-wide * 0.7, -6), (wide * 0.75, -6), (wide * 0.75, low), (-wide * 0.7, low)]
        made.solid(plate(outline, 6, -WIDE + 10, 22), "steel")
    root = np.array(
        [[0, -BEAM - 6, -20], [wide * 0.9, -BEAM - 8, -22], [wide * 0.9, -BEAM - 8, -high], [0, -BEAM - 6, -high]]
    )
    made.solid(weld(root, 4, rng), "steel")
    if rng.random() < 0.4:
        gusset = [(-4, -high * 0.6), (4, -high * 0.6), (4, -high - 120), (-4, -high - 120)]
        made.solid(plate(gusset, 110, -BEAM - 58, 1), "steel")


def _cross_member(made: Assembly, rng: np.random.Generator) -> None:
    """Between the beams: a channel or an I, bowed a little; its origin 60 mm under the beams' upper edge."""
    high, wide, wall = rng.uniform(100, 160), rng.uniform(48, 75), rng.uniform(4, 6)
    section = section_c(high, wide, wall) if rng.random() < 0.7 else section_i(high, wide, wall, wall + 1)
    bow, slope = rng.normal(0, 5), rng.normal(0, 0.006)
    steps = np.linspace(-1, 1, 7)
    path = [(bow * (1 - s * s), s * (BEAM - 4), -high / 2 + slope * s * BEAM) for s in steps]
    made.solid(swept(section, path), "steel")
    for side in (-1, 1):
        if rng.random() < 0.6:
            made.solid(
                move(
                    plate([(-24, 10), (wide + 24, 10), (wide + 24, -high - 14), (-24, -high - 14)], 7, 0, 12),
                    0,
                    side * (BEAM - 8),
                ),
                "steel",
            )
            made.solid(
                move(bolts(grid(2, 2, wide, high * 0.6, wide / 2, -high / 2), 13, 22, rng), 0, side * (BEAM - 8)),
                "steel",
            )


def _bolster(made: Assembly, rng: np.random.Generator, cone: bool) -> None:
    """A tube across under the container's castings with a twist lock in each end."""
    wide, high, wall = rng.uniform(150, 185), rng.uniform(170, 230), rng.uniform(4.5, 6.5)
    less, length = rng.uniform(0.65, 1.0), WIDE + 4
    down = -8.0 if cone else -26.0
    steps = np.array([-1, -0.75, -0.5, 0, 0.5, 0.75, 1])
    factor = [float(less + (1 - less) * min(1, 2.6 * (1 - abs(s)) + 0.0)) for s in steps]
    path = [(2.0 * np.sin(3 * s), s * length, down - high * f / 2) for s, f in zip(steps, factor, strict=True)]
    outer = [(-wide / 2, -high / 2), (wide / 2, -high / 2), (wide / 2, high / 2), (-wide / 2, high / 2)]
    inner = [(x - np.sign(x) * wall, z - np.sign(z) * wall) for x, z in outer]
    made.solid(cat(swept(outer, path, factor), inv(swept(inner, path, factor))), "steel")
    for side in (-1.0, 1.0):
        cover = plate(
            [
                (-wide / 2 - 8, down),
                (wide / 2 + 8, down),
                (wide / 2 + 8, down - high * less - 6),
                (-wide / 2 - 8, down - high * less - 6),
            ],
            6,
            side * length,
            10,
        )
        window = inv(
            plate(
                [
                    (-wide / 4, down - 40),
                    (wide / 4, down - 40),
                    (wide / 4, down - high * less + 26),
                    (-wide / 4, down - high * less + 26),
                ],
                6,
                side * length,
                18,
            )
        )
        made.solid(cat(cover, window) if rng.random() < 0.5 else cover, "steel")
        _twist_lock(made, rng, side * 1130.0, down, high * less, cone)
    for x in (-1.0, 1.0):
        for side in (-1.0, 1.0):
            fin = [
                (x * wide / 2, down - 14),
                (x * (wide / 2 + rng.uniform(50, 110)), down - 30),
                (x * wide / 2, down - high + 6),
            ]
            if rng.random() < 0.4:
                made.solid(plate(fin, 7, side * (BEAM + rng.normal(0, 30)), 8), "steel")


def _twist_lock(made: Assembly, rng: np.random.Generator, y: float, top: float, high: float, cone: bool) -> None:
    made.solid(box(112, 104, high * 0.8, (0, y, top - high * 0.9)), "cast-iron", 0.3)
    made.solid(move(disc(17, high + 70, 12, -high - 60), 0, y, top), "steel")
    made.solid(move(disc(32, 30, 6, -high - 34), 0, y, top), "steel")
    made.solid(move(disc(36, 6, 14, -high - 2), 0, y, top), "steel")
    if cone:
        made.solid(move(lathe([(46, 0), (46, 18), (50, 24), (44, 44), (18, 66)], 16), 0, y, top + 4), "cast-iron")
    swing = np.radians(rng.uniform(-30, 30))
    end = np.array([150 * np.cos(swing), y - np.sign(y) * 20 + 150 * np.sin(swing), top - high - rng.uniform(46, 70)])
    handle = np.array([[0, y, top - high - 48], [40, y, top - high - 52], end])
    made.solid(tube(handle, 9, 8), "steel")
    made.solid(move(_ball(14), *end.tolist()), "steel")


def _ball(radius: float) -> Mesh:
    return lathe([(radius * np.cos(a), radius * np.sin(a)) for a in np.linspace(-1.5, 1.5, 7)], 10)


def _bolster_end(made: Assembly, rng: np.random.Generator) -> None:
    _bolster(made, rng, cone=True)


def _bolster_middle(made: Assembly, rng: np.random.Generator) -> None:
    _bolster(made, rng, cone=False)


def _king_pin(made: Assembly, rng: np.random.Generator) -> None:
    """The rubbing plate under the neck with its members and pin; origin at the pin, on the plate's lower face."""
    front = rng.uniform(620, 720)
    outline = [(-640, 0), (front - 120, 0), (front, 60), (front, 69), (front - 124, 9), (-640, 9)]
    made.solid(plate(outline, 900, 0, 6), "steel")
    pin = [(60, 12), (60, 0), (36, -4), (36, -42), (25.4, -44), (25.4, -72), (36, -74), (36, -84), (10, -88)]
    made.solid(lathe(pin[::-1], 24), "steel")
    at = -600.0
    while at < front - 160:
        high = rng.uniform(80, 120)
        section = section_c(high, rng.uniform(44, 60), 6) if rng.random() < 0.6 else section_i(high, 60, 6, 7)
        made.solid(swept(section, [(at, s * 520.0, 11 + high / 2) for s in (-1, -0.4, 0.4, 1)]), "steel")
        at += rng.uniform(190, 330)
    for y in (-240.0, 250.0):
        made.solid(
            plate([(-600, 9), (front - 200, 9), (front - 220, 80), (-590, 74)], 6, y + rng.normal(0, 12), 10), "steel"
        )


def _rear_bar(made: Assembly, rng: np.random.Generator) -> None:
    """Rear member, lamps with their looms, under-run bar; origin at the rear end, the beams' lower edge, y = 0."""
    made.solid(cat(box(90, 2300, 150, (0, 0, 40)), inv(box(80, 2300, 140, (0, 0, 45)))), "steel")
    low = -rng.uniform(250, 330)
    made.solid(cat(box(90, 2340, 110, (10, 0, low)), inv(box(84, 2340, 104, (10, 0, low + 3)))), "steel")
    for side in (-1.0, 1.0):
        post = [(20, 40), (100, 40), (52, low + 40), (-24, low + 40)]
        made.solid(plate(post, 60, side * 560, 10), "steel", 0.35)
        y = side * rng.uniform(840, 900)
        made.sheet(box(84, 430, 130, (-70, y, 50)), "abs", 2.6)
        for k in range(3):
            lamp = turn(lathe([(40, 0), (46, 8), (46, 30), (30, 36)], 14), "y", -90)
            made.solid(move(lamp, -50, y + 130 * (k - 1), 115), "abs", 0.5)
            made.solid(rod((-84, y + 130 * (k - 1), 115), (-62, y + 130 * (k - 1), 115), 10, 8), "glass", 0.5)
        loom = np.array([(-40, y, 110), (60, y * 0.9, 160), (240, side * 540, 230), (420, side * 520, 215)])
        made.solid(tube(loom, 9, 6), "copper", 0.25)


OUTRIGGER = part(_outrigger, 0.8)
CROSS_MEMBER = part(_cross_member, 0.3)
BOLSTER_END = part(_bolster_end, 0.25)
BOLSTER_MIDDLE = part(_bolster_middle, 0.25)
KING_PIN = part(_king_pin, 0.2)
REAR_BAR = part(_rear_bar, 0.4)
