"""The rear of a tractor: frame, fifth wheel, drive axles, tanks, air lines; as far forward as the cab.

Frames have their origin at their rear end and upper edge, fifth wheels at the king-pin and their upper face.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.goods.making import Assembly
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import cat, extrude, inv, lathe, loft, lump, move, rbox, tube, turn
from xray_trainer.simulator.vehicle import suspension, underneath, wheels
from xray_trainer.simulator.vehicle.fittings import (
    across,
    along,
    bolts,
    box,
    curve,
    disc,
    grid,
    hose,
    plate,
    rod,
    section_c,
    swept,
)
from xray_trainer.simulator.vehicle.pool import VARIANTS, part

RAIL = 425.0  # mm from the middle to a rail's web
HIGH = 285.0  # mm, height of a rail
LONG = 4300.0  # mm of frame behind the cab


def draw(pin: float, plate_z: float, rng: np.random.Generator, maps: Maps) -> None:
    """Add it; pin : x of the king-pin, plate_z : height of the fifth wheel's upper face, mm."""

    def some() -> int:
        return int(rng.integers(VARIANTS))

    top = plate_z - rng.uniform(190, 240)
    tandem = bool(rng.random() < 0.5)
    axles = (pin - rng.uniform(560, 640), pin + rng.uniform(700, 780)) if tandem else (pin - rng.uniform(420, 620),)
    rear = axles[0] - rng.uniform(640, 900)
    FRAME.draw(maps, some(), rear, 0.0, top)
    FIFTH_WHEEL.draw(maps, some(), pin, 0.0, plate_z)
    air = rng.random() < 0.5
    spring = suspension.AIR_SPRING if air else suspension.LEAF_PACK
    eyes = [(-680.0, 105.0)] if air else [(-590.0, 230.0), (590.0, 230.0)]
    guards = rng.random() < 0.7
    for far in (False, True):
        order = rng.permutation(VARIANTS)
        inward = -60.0 if far else 60.0
        for k, x in enumerate(axles):
            wheels.DRIVE_END.draw(maps, int(order[k]), x + rng.normal(0, 3), 0.0, 0.0, far)
            spring.draw(maps, int(order[k + 2]), x, inward, 0.0, far)
            for eye in eyes:
                suspension.SPRING_BRACKET.draw(maps, some(), x + eye[0], inward, wheels.HUB + eye[1], far)
            if guards:
                suspension.MUDGUARD.draw(maps, int(order[k]), x + rng.normal(0, 8), 0.0, 0.0, far)
        FUEL_TANK.draw(maps, some(), axles[-1] + rng.uniform(640, 760), 0.0, top - rng.uniform(0, 40), far)
    for _ in range(2):
        underneath.TANK.draw(
            maps, some(), axles[-1] + rng.uniform(550, 1500), rng.normal(0, 60), top - rng.uniform(330, 420)
        )
    LINES.draw(maps, some(), pin + rng.uniform(850, 950), 0.0, plate_z + rng.uniform(330, 480))
    DRIVE_LINE.draw(maps, some(), axles[-1], 0.0, wheels.HUB + 40)


def _frame(made: Assembly, rng: np.random.Generator) -> None:
    """Two channels with liners, rows of holes, bolted brackets and cross members, lamps at the rear."""
    cut = rng.uniform(120, 380)
    for side in (-1.0, 1.0):
        outline = [(0, -8), (0, -HIGH * 0.55), (cut, -HIGH), (LONG, -HIGH), (LONG, 0), (8, 0)]
        web = plate(outline, 8, side * RAIL, 4)
        rows = [
            (x + rng.normal(0, 2), z)
            for z in (-60.0, -HIGH + 62)
            for x in np.arange(cut + 60, 2500, 54.0)
            if rng.random() < 0.62
        ]
        holes = [inv(across(disc(7.5, 10, 8, -5), x, side * RAIL, z)) for x, z in rows]
        made.solid(cat(web, *holes), "steel")
        made.solid(
            plate(
                [(cut + 200, -12), (cut + 200, -HIGH + 12), (LONG, -HIGH + 12), (LONG, -12)], 6, side * (RAIL - 8), 4
            ),
            "steel",
        )
        for z, x0 in ((0.0, 10.0), (-HIGH, cut)):
            made.solid(box(LONG - x0, 84, 8, ((LONG + x0) / 2, side * (RAIL - 38), z - (8 if z == 0 else 0))), "steel")
        for x in np.arange(cut + 260, 2600, 1.0 * rng.uniform(380, 620)):
            _bracket(made, rng, float(x) + rng.normal(0, 40), side)
    for x in (30.0, cut + 420 + rng.normal(0, 60), 1450 + rng.normal(0, 80), 2300 + rng.normal(0, 100), 3300.0):
        section = section_c(HIGH * rng.uniform(0.6, 0.8), rng.uniform(60, 90), 7)
        made.solid(swept(section, [(x, s * (RAIL - 8), -HIGH / 2) for s in (-1, 0, 1)], [1.0, 0.6, 1.0]), "steel")
        heads = bolts(grid(2, 3, 90, 120, x + 30, -HIGH / 2), 15, 30, rng)
        for side in (-1.0, 1.0):
            made.solid(
                plate(
                    [(x - 40, -60), (x + 100, -60), (x + 100, -HIGH + 50), (x - 40, -HIGH + 50)],
                    9,
                    side * (RAIL - 20),
                    18,
                ),
                "steel",
            )
            made.solid(move(heads, 0, side * RAIL - 8), "steel")
    _tail(made, rng)
    for _ in range(4):
        y, z = rng.choice([-1, 1]) * (RAIL - 60), -rng.uniform(40, HIGH - 40)
        way = [(x, y + rng.normal(0, 12), z + rng.normal(0, 14)) for x in np.arange(300, LONG, 420.0)]
        made.solid(tube(curve(way, 3), rng.uniform(6, 13), 6), "rubber", 0.9)


def _bracket(made: Assembly, rng: np.random.Generator, x: float, side: float) -> None:
    wide, y = rng.uniform(90, 190), side * (RAIL + 14)
    outline = [
        (x - wide / 2, -30),
        (x + wide / 2, -30),
        (x + wide / 2, -HIGH + 40),
        (x + wide / 4, -HIGH - rng.uniform(10, 70)),
        (x - wide / 2, -HIGH + 20),
    ]
    made.solid(plate(outline, rng.uniform(9, 15), y, 24), "cast-iron")
    made.solid(
        move(bolts(grid(2, int(rng.integers(2, 5)), wide * 0.62, HIGH * 0.55, x, -HIGH / 2), 16, 36, rng), 0, y - 10),
        "steel",
    )
    if rng.random() < 0.5:
        made.solid(box(wide * 0.8, 90, 12, (x, y + side * 50, -HIGH / 2 + rng.normal(0, 40))), "cast-iron")


def _tail(made: Assembly, rng: np.random.Generator) -> None:
    low = -HIGH - rng.uniform(0, 60)
    for side in (-1.0, 1.0):
        y = side * rng.uniform(720, 880)
        made.sheet(box(90, 420, 140, (-30, y, low + 40)), "abs", 2.8)
        for k in (-1, 0, 1):
            lamp = turn(lathe([(44, 0), (50, 10), (50, 30), (30, 40)], 16), "y", -90)
            made.solid(move(lamp, -20, y + 130 * k, low + 110), "abs", 0.6)
        made.solid(rod((0, side * RAIL, low + 110), (0, y, low + 110), 24, 10), "steel", 0.5)
        bulge = [(0.1, -10), (90, 0), (95, 30), (70, 70), (0.1, 80)]
        if rng.random() < 0.4:
            made.sheet(move(across(lathe(bulge, 20)), 60, side * 600, low - 80), "abs", 3.0)
    made.solid(cat(box(110, 2200, 90, (40, 0, low - 60)), inv(box(102, 2200, 82, (40, 0, low - 56)))), "steel")


def _fifth_wheel(made: Assembly, rng: np.random.Generator) -> None:
    """A coupling plate with its throat, ribs, lock, and the pedestals that carry it."""
    tilt = float(rng.uniform(1, 4))
    rear, wide = rng.uniform(430, 480), 460.0
    plan = [
        (330, 250), (360, 120), (360, -120), (330, -250), (120, -wide), (-160, -wide), (-rear, -240),
        (-rear - 20, -110), (-150, -36), (-60, -40), (-36, 0), (-60, 40), (-150, 36), (-rear - 20, 110),
        (-rear, 240), (-160, wide), (120, wide),
    ]  # fmt: skip
    meshes = [move(extrude(plan[::-1], 16), 0, 0, -16)]
    for y in (-wide + 20, -200.0, 200.0, wide - 20):
        reach = 140 if abs(y) > 300 else 300
        meshes.append(plate([(-reach, -16), (reach * 0.9, -16), (reach * 0.7, -70), (-reach * 0.8, -74)], 10, y, 16))
    for x in (-120.0, 10.0, 140.0, 250.0):
        meshes.append(box(10, 2 * wide * (0.94 if abs(x) < 130 else 0.6), 56, (x, 0, -72)))
    meshes.append(lump(box(190, 150, 52, (60, 0, -76)), 4, rng, 90))
    meshes.append(rod((-40, 60, -56), (-120, wide + 90, -50), 13, 8))
    made.solid(turn(cat(*meshes), "y", -tilt), "cast-iron", 0.9)
    for side in (-1.0, 1.0):
        cheek = plate([(-150, -210), (150, -210), (96, -70), (52, -42), (-52, -42), (-96, -70)], 44, side * 350, 30)
        opening = inv(plate([(-80, -196), (80, -196), (48, -104), (-48, -104)], 44, side * 350, 20))
        made.solid(lump(cat(cheek, opening), 2.5, rng, 100), "cast-iron")
        made.solid(across(disc(26, 130, 16, -65), 0, side * 350, -62), "steel")
        made.solid(move(bolts(grid(2, 1, 220, 0, 0, -190), 18, 40, rng), 0, side * 380), "steel")
        angle = [(-480, -222), (480, -222), (480, -320), (-480, -320)]
        made.solid(plate(angle, 9, side * (RAIL + 12), 10), "steel")
        made.solid(box(960, 90, 10, (0, side * (RAIL - 30), -222)), "steel")
        made.solid(move(bolts(grid(9, 2, 860, 50, 0, -274), 16, 34, rng), 0, side * RAIL), "steel")
    if rng.random() < 0.3:
        made.solid(box(900, 2 * RAIL, 6, (0, 0, -212)), "steel")


def _fuel_tank(made: Assembly, rng: np.random.Generator) -> None:
    """A fuel tank beside the frame with baffles and straps; origin at its rear lower x, the frame's upper edge."""
    length, high, deep, y = rng.uniform(900, 1300), 620.0, 620.0, -RAIL - 360
    angle = np.linspace(0, 2 * np.pi, 29)[:-1]
    section = np.column_stack(
        [
            deep / 2 * np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** 0.42,
            high / 2 * np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** 0.42,
        ]
    )
    middle = np.array([y, -high / 2 + 30])

    def ends(shrink: float, x: float) -> npt.NDArray[np.float64]:
        ring = section * shrink + middle
        return np.column_stack([np.full(len(ring), x), ring])

    shell = loft([ends(0.94, 0), ends(1, 24), ends(1, length - 24), ends(0.94, length)])
    made.sheet(shell, "aluminium", 3.2)
    level = -high / 2 + 30 + high * rng.uniform(-0.35, 0.4)
    fuel = loft([ends(0.985, 10), ends(0.985, length - 10)])
    vertices = fuel.vertices.copy()
    vertices[:, 2] = np.minimum(vertices[:, 2], level)
    made.solid(Mesh(vertices, fuel.triangles), "oil")
    for x in (0.34, 0.67):
        made.solid(loft([ends(0.96, x * length), ends(0.96, x * length + 2.5)]), "aluminium", 0.8)
    for x in (0.2, 0.8):
        strap = cat(
            loft([ends(1.012, x * length - 25), ends(1.012, x * length + 25)]),
            inv(loft([ends(1.004, x * length - 25), ends(1.004, x * length + 25)])),
        )
        made.solid(strap, "steel")
        bracket = [
            (x * length - 40, 0),
            (x * length + 40, 0),
            (x * length + 40, -high + 20),
            (x * length - 40, -high + 60),
        ]
        made.solid(plate(bracket, 10, -RAIL - 30, 20), "steel")
    made.solid(move(disc(52, 40, 18), 0.75 * length, y - 160, 36), "aluminium")


def _coil(rng: np.random.Generator) -> Mesh:
    turns, radius, droop = int(rng.integers(14, 26)), rng.uniform(24, 38), rng.uniform(80, 380)
    length, y = rng.uniform(900, 1300), rng.uniform(-350, 350)
    t = np.linspace(0, 1, turns * 9 + 1)
    x = length * t
    z = -droop * 4 * t * (1 - t)
    path = np.column_stack(
        [x + 6 * np.sin(9 * t), y + radius * np.cos(2 * np.pi * turns * t), z + radius * np.sin(2 * np.pi * turns * t)]
    )
    return tube(path, rng.uniform(5, 6.5), 5)


def _lines(made: Assembly, rng: np.random.Generator) -> None:
    """Coiled air lines and the cable from trailer to tractor; origin at the trailer's front."""
    for k in range(3):
        made.solid(_coil(rng), "polyethylene" if k else "rubber", 0.9)
    made.solid(lump(rbox(90, 500, 160, 12, (-20, 0, -90)), 2, rng, 120), "steel", 0.12)
    for y in (-150.0, 0.0, 150.0):
        made.solid(along(disc(26, 70, 12), 0, y, -10), "aluminium", 0.7)


def _drive_line(made: Assembly, rng: np.random.Generator) -> None:
    """Prop shaft forward from the axle, gearbox and exhaust; origin at the axle's middle."""
    end = (1500.0, 0.0, 90.0)
    made.solid(cat(rod((280, 0, 0), end, 58, 20), inv(rod((280, 0, 0), end, 53, 18))), "steel")
    for x, z in ((260.0, 0.0), (1500.0, 90.0)):
        joint = lathe([(30, -70), (84, -60), (84, -30), (50, 0), (84, 30), (84, 60), (30, 70)], 16)
        made.solid(along(joint, x, 0, z), "steel", 0.7)
    case = lathe([(60, 0), (150, 40), (190, 160), (180, 420), (240, 560), (260, 800)], 22)
    made.solid(
        along(
            cat(lump(case, 8, rng, 160), inv(lathe([(40, 30), (176, 180), (166, 420), (240, 780)], 20))), 1560, 0, 100
        ),
        "aluminium",
    )
    made.solid(along(disc(27, 640, 16, 80), 1560, 0, 120), "steel")
    made.solid(along(disc(30, 520, 16, 130), 1560, 0, 20), "steel")
    x = 190.0
    while x < 640:
        radius, wide = rng.uniform(48, 92), rng.uniform(24, 52)
        for size, z in ((radius, 120.0), (130 - radius, 20.0)):
            wheel = cat(
                disc(size, wide, 20, x),
                inv(disc(size * 0.8, wide * 0.3, 18, x)),
                inv(disc(size * 0.8, wide * 0.3, 18, x + wide * 0.7)),
            )
            made.solid(along(wheel, 1560, 0, z), "steel", 0.9)
        x += wide + rng.uniform(4, 70)
    hose(made, np.array([(1500, 200, -40), (1300, 260, -60), (900, 280, -40), (600, 330, 20)]), 40)


FRAME = part(_frame, 0.2, 4600.0)
FIFTH_WHEEL = part(_fifth_wheel, 0.3)
FUEL_TANK = part(_fuel_tank, 0.3)
LINES = part(_lines, 1.0)
DRIVE_LINE = part(_drive_line, 0.5, 2700.0)
