"""What hangs under a trailer's frame: landing legs, air tanks, spare wheel, box, valves, cables, side guards."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.goods.making import Assembly
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import cat, circle, gear, inv, lathe, loft, lump, move, rbox, ring, tube, turn
from xray_trainer.simulator.vehicle.chassis import Frame
from xray_trainer.simulator.vehicle.fittings import across, bolts, box, curve, disc, grid, hose, plate, rod
from xray_trainer.simulator.vehicle.pool import part
from xray_trainer.simulator.vehicle.suspension import BEAM
from xray_trainer.simulator.vehicle.wheels import HUB, rim, tyre


def _hollow(length: float, depth: float, high: float, wall: float, at: tuple[float, float, float]) -> Mesh:
    return cat(box(length, depth, high, at), inv(box(length - 2 * wall, depth - 2 * wall, high, at)))


def _leg(made: Assembly, rng: np.random.Generator) -> None:
    """A landing leg beside the near beam; origin at the beam's lower edge, x at the leg."""
    wide, wall, y = rng.uniform(118, 148), rng.uniform(5, 7.5), -BEAM - rng.uniform(100, 130)
    foot = -rng.uniform(430, 560)
    made.solid(_hollow(wide, wide, 700, wall, (0, y, -420)), "steel")
    made.solid(_hollow(wide - 24, wide - 24, 500, wall - 1, (0, y, foot)), "steel")
    made.solid(move(disc(19, 760, 12, foot + 80), 0, y), "steel")
    made.solid(move(disc(38, 60, 12, -180), 0, y), "steel")
    made.solid(cat(box(190, 230, 12, (0, y, foot - 30)), box(90, 90, 40, (0, y, foot - 20))), "steel")
    made.solid(
        cat(box(wide + 16, wide + 40, 130, (0, y - 10, 150)), inv(box(wide, wide + 24, 114, (0, y - 10, 158)))), "steel"
    )
    for radius, teeth, spin in ((50.0, 18, 0.0), (28.0, 12, 90.0)):
        made.solid(move(turn(gear(radius, 30, teeth, 14), "x", spin), 0, y, 190 + radius * 0.3), "steel")
    back = [(-wide * 0.9, 250), (wide * 0.9, 250), (wide * 0.8, -250), (-wide * 0.8, -250)]
    made.solid(plate(back, 9, y + wide / 2 + 8, 24), "steel")
    spots = grid(2, int(rng.integers(4, 7)), 1.35 * wide, 440)
    made.solid(move(bolts(spots, 16, 30, rng), 0, y + wide / 2), "steel")
    made.solid(across(disc(13, 1.0 * abs(y), 10, y), 0, y, 205), "steel")
    crank = np.array([(0, y - 90, 205), (0, y - 240, 205), (60, y - 246, 120), (80, y - 300, 40), (80, y - 380, 40)])
    made.solid(tube(crank, 10, 8), "steel")
    start, end = (wide / 2, y + 20, -180.0), (rng.uniform(560, 760), y + 60, 10.0)
    made.solid(cat(rod(start, end, 24, 12), inv(rod(start, end, 21, 10))), "steel")
    made.solid(
        cat(rod((0, y + 30, -150), (20, 0, 120), 22, 12), inv(rod((0, y + 30, -150), (20, 0, 120), 19, 10))), "steel"
    )
    for spot in (start, end):
        made.solid(
            move(plate([(-50, -36), (50, -36), (44, 40), (-44, 40)], 8, spot[1], 16), spot[0], 0, spot[2]), "steel"
        )
        made.solid(move(bolts(grid(2, 1, 44, 0), 16, 22, rng), spot[0], spot[1], spot[2]), "steel")


def _tank(made: Assembly, rng: np.random.Generator) -> None:
    """An air tank across under the frame with straps and fittings; origin at its middle."""
    radius, length, shell = rng.uniform(136, 188), rng.uniform(620, 960), round(rng.uniform(1.8, 2.6), 1)
    half, deep = length / 2, rng.uniform(55, 80)
    around = circle(radius, 36)
    mantle = loft([np.column_stack([around, np.full(36, y)]) for y in (-half, -half / 3, half / 3, half)], caps=False)
    made.sheet(across(mantle), "steel", shell)
    dish = [
        (radius, 0),
        (radius * 0.96, deep * 0.42),
        (radius * 0.75, deep * 0.78),
        (radius * 0.4, deep * 0.96),
        (0.1, deep),
    ]
    for turned in (0.0, 180.0):
        cap = move(lathe(dish, 36), 0, 0, half)
        made.sheet(turn(across(cap), "z", turned), "steel", shell + round(rng.uniform(0.8, 1.6), 1))
    for y in (-half * 0.62, half * 0.6):
        made.solid(
            across(ring([(radius, -18), (radius + 2.5, -18), (radius + 2.5, 18), (radius, 18)], 36), 0, y), "steel"
        )
        made.solid(plate([(-120, 30), (120, 30), (76, radius + 90), (-76, radius + 90)], 7, y, 26), "steel", 0.8)
    for _ in range(int(rng.integers(2, 5))):
        angle, y = rng.uniform(-0.9, 0.9), rng.uniform(-half, half) * 0.8
        x, z = radius * np.sin(angle), radius * np.cos(angle)
        made.solid(move(disc(13, 46, 6, -6), x, y, z), "brass")
        way = np.array(
            [
                (x, y, z + 40),
                (x + rng.normal(0, 60), y, z + 110),
                (x + rng.choice([-1, 1]) * rng.uniform(160, 420), y + 60, z + rng.uniform(90, 160)),
            ]
        )
        hose(made, way, 6.5)
    made.solid(move(disc(9, 60, 8, -radius - 44), 20, 0, 0), "brass")


def _spare(made: Assembly, rng: np.random.Generator) -> None:
    """A spare wheel lying under the frame in its carrier; origin at the wheel's middle."""
    wheel = Assembly()
    tyre(wheel, rng, 0.0, 142.0, rng.uniform(506, 518))
    rim(wheel, rng, 0.0, 120.0)
    lean = float(rng.normal(0, 1.4))
    lying = wheel.altered(lambda mesh: turn(turn(move(mesh, 0, 0, -HUB), "x", 90), "y", lean))
    made.put(lying)
    for y in (-330.0, 320.0):
        u = curve(
            [
                (-640, y, 300),
                (-620, y, 40),
                (-600, y, -150),
                (-480, y, -196),
                (480, y, -196),
                (600, y, -150),
                (625, y, 60),
                (640, y, 300),
            ],
            4,
        )
        size = rng.uniform(15, 21)
        made.solid(cat(tube(u, size, 12), inv(tube(u, size - 3, 10))), "steel")
    made.solid(move(disc(16, 330, 10, -180), 0, 0, 0), "steel")
    made.solid(box(240, 90, 12, (0, 0, 132)), "steel")
    made.solid(move(disc(34, 34, 6, 140)), "steel")


def _tool_box(made: Assembly, rng: np.random.Generator) -> None:
    """A box of plastic or steel with some tools; origin at its lid, beside the near beam."""
    length, high, y = rng.uniform(520, 720), rng.uniform(330, 420), -BEAM - 400
    shell = rbox(length, 480, high, 30, (0, y, -high))
    made.sheet(shell, *(("polyethylene", 5.0) if rng.random() < 0.5 else ("steel", 1.4)))
    for _ in range(int(rng.integers(5, 10))):
        x, deep = rng.uniform(-0.36, 0.36) * length, y + rng.uniform(-170, 170)
        turned = float(rng.uniform(0, 180))
        kind = int(rng.integers(3))
        tool = (
            rod((-rng.uniform(80, 200), 0, 12), (rng.uniform(60, 160), 0, 12), rng.uniform(6, 12), 8)
            if kind == 0
            else lump(rbox(rng.uniform(70, 160), rng.uniform(50, 110), rng.uniform(40, 120), 10), 3, rng, 90)
            if kind == 1
            else lathe([(40, 0), (44, 20), (30, 90), (22, 150)], 14)
        )
        made.solid(move(turn(tool, "z", turned), x, deep, -high + 4), "steel", round(rng.uniform(0.2, 0.9), 2))
    for x in (-length * 0.4, length * 0.4):
        made.solid(box(50, 420, 6, (x, y, 4)), "steel")


def _valves(made: Assembly, rng: np.random.Generator) -> None:
    """A valve block on a plate with elbows and hoses; origin on the beam's web."""
    y = -BEAM + 40
    made.solid(plate([(-95, -60), (95, -60), (95, 66), (-95, 66)], 5, y, 14), "steel")
    made.solid(
        move(lump(rbox(rng.uniform(90, 140), 80, rng.uniform(70, 110), 14), 3.5, rng, 70), 0, y + 46, -40),
        "aluminium",
        0.75,
    )
    made.solid(move(disc(30, 60, 14, 40), rng.uniform(-30, 30), y + 46), "aluminium", 0.6)
    made.solid(move(bolts(grid(2, 2, 150, 90), 9, 20, rng), 0, y), "steel")
    for _ in range(int(rng.integers(3, 6))):
        x, z = rng.uniform(-60, 60), rng.uniform(-40, 50)
        made.solid(across(disc(10, 40, 6), x, y + 40, z), "brass")
        way = np.array(
            [
                (x, y + 70, z),
                (x + rng.choice([-1, 1]) * 60, y + 90, z + rng.normal(0, 30)),
                (x + rng.choice([-1, 1]) * rng.uniform(200, 380), y + 60, z + rng.uniform(20, 110)),
            ]
        )
        hose(made, way, 6)


def _side_guard(made: Assembly, rng: np.random.Generator) -> None:
    """Two or three rails of aluminium on posts; origin at the beam's lower edge, 2.2 m long about x = 0."""
    y, rows = -1190.0, int(rng.integers(2, 4))
    for k in range(rows):
        z = -120.0 - 150 * k
        rail = cat(
            box(2200, 26, 84, (0, y, z)), inv(box(2200, 22, 80, (0, y, z + 2))), box(2200, 24, 2, (0, y, z + 42))
        )
        made.solid(rail, "aluminium")
    for x in (-800.0, 0.0 + rng.normal(0, 20), 810.0):
        made.solid(_hollow(50, 50, 150.0 * rows + 190, 4, (x, y + 40, -130.0 - 150 * (rows - 1))), "steel")
        made.solid(
            move(bolts(grid(1, rows, 0, 150.0 * (rows - 1), x, -78 - 75.0 * (rows - 1)), 12, 60, rng), 0, y), "steel"
        )
        made.solid(rod((x, y + 40, 20), (x, -BEAM - 20, 40), 22, 10), "steel", 0.4)


def cables(made: Assembly, rng: np.random.Generator, frame: Frame) -> None:
    """Looms and air lines clipped along the beams, in world coordinates: they sag between their clips."""

    def height(x: float, share: float) -> float:
        low = float(frame.lower(np.array([x]))[0]) + 40
        return low + share * (frame.top - 40 - low)

    for _ in range(int(rng.integers(2, 5))):
        y = float(rng.choice([-1, 1])) * (BEAM - 12)
        share = rng.uniform(0.1, 0.9)
        points, x = [], frame.rear + rng.uniform(200, 900)
        while x < frame.front - 300:
            step, sag = rng.uniform(350, 800), rng.uniform(4, 34)
            z = height(x, share) + rng.normal(0, 4)
            points += [(x, y, z), (x + step / 2, y, (z + height(x + step, share)) / 2 - sag)]
            if rng.random() < 0.6:
                made.solid(box(16, 20, 26, (x, y, z - 13)), "rubber")
            x += step
        if len(points) > 3:
            core = rng.uniform(1.0, 2.4)  # of copper or none
            made.solid(tube(curve(points, 3), rng.uniform(5, 8), 5), "rubber", round(core, 1))


LEG = part(_leg, 0.5)
TANK = part(_tank, 0.9)
SPARE = part(_spare, 0.5)
TOOL_BOX = part(_tool_box, 0.8)
VALVES = part(_valves, 1.2)
SIDE_GUARD = part(_side_guard, 0.3)
