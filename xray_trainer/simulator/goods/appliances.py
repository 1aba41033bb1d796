"""White goods and television sets: skins, insulation, drums, compressors, boards, and the cartons they travel in."""

from __future__ import annotations

import math

import numpy as np

from xray_trainer.simulator.goods.machines import lay, motor_parts
from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.shapes import (
    Points,
    beam,
    box,
    cat,
    curve,
    disc,
    helix,
    inv,
    lathe,
    loft,
    move,
    pipe,
    quad,
    rbox,
    ring,
    rod,
    rounded,
    spread,
    superellipsoid,
    torus,
    tube,
    turn,
)


def packed(found: Assembly, length: float, depth: float, height: float) -> None:
    """A carton round these inner mm, with polystyrene corners above and below."""
    found.sheet(box(length + 8, depth + 8, height + 6), "cardboard", 1.3)
    for x in (-length / 2 + 35, length / 2 - 35):
        for y in (-depth / 2 + 20, depth / 2 - 20):
            for z in (0.0, height - 70):
                found.solid(box(68, 38, 68, (x, y, z + 1)), "pu-foam", 0.5)


@good
def washing_machine(found: Assembly, rng: np.random.Generator) -> None:
    """A front loader of 73 to 80 kg in its carton, transit bolts in; its door towards -y."""
    wide, deep, high = 597.0, rng.uniform(480, 600), rng.uniform(840, 855)
    lift = 45.0
    packed(found, wide + 50, deep + 50, high + 80)
    shell = box(wide, deep, high - 30, (0, 0, lift))
    found.sheet(shell, "steel", 0.75)
    found.solid(rbox(wide, deep, 26, 8, (0, 0, lift + high - 30)), "mdf", 0.9)
    axis, radius, back = lift + 0.44 * high, 245.0, deep * 0.5 - 95
    long = deep * 0.62
    tub = [(60, 0), (radius + 20, 0), (radius + 26, long), (185, long + 12), (180, long - 2), (radius + 18, long - 14)]
    tub += [(radius + 13, 8), (60, 8)]
    drum = [(30, 12), (radius, 14), (radius, long - 24), (178, long - 14)]
    place = (0.0, back, axis)
    found.solid(move(turn(ring(tub, 28), "x", 90), *place), "abs", 1.0)
    found.sheet(move(turn(lathe(drum, 32), "x", 90), *place), "steel", 0.55)
    for angle in (0.3, 2.4, 4.5):
        c, s = math.cos(angle), math.sin(angle)
        lifter = move(
            turn(superellipsoid(28, 22, long * 0.36, n=8, m=6), "x", 90), c * 222, back - long / 2, axis + s * 222
        )
        found.solid(lifter, "abs", 0.3)
    found.solid(move(turn(rod((0, 0, -70), (0, 0, 18), 15, 10), "x", 90), *place), "steel")
    found.solid(move(turn(ring([(15, -18), (42, -18), (42, 4), (15, 4)], 14), "x", 90), *place), "steel", 0.7)
    star = [beam((0, 0, 6), (215 * math.cos(a), 215 * math.sin(a), 6), 46, 20) for a in (0.5, 2.6, 4.7)]
    found.solid(move(turn(cat(*star), "x", 90), *place), "aluminium", 0.7)
    wheel = cat(disc(140, 16, 28, -74), inv(ring([(40, -74), (120, -74), (120, -62), (40, -62)], 24)))
    found.solid(move(turn(wheel, "x", 90), *place), "aluminium")
    _ballast(found, rng, place, long, radius)
    _works(found, rng, place, (wide, deep, high), lift)


def _ballast(
    found: Assembly, rng: np.random.Generator, place: tuple[float, float, float], long: float, radius: float
) -> None:
    """Concrete before the tub and above it, the door with its glass bowl, transit bolts."""
    front = ring([(188, long + 14), (radius + 16, long + 14), (radius + 16, long + 62), (188, long + 62)], 28)
    found.solid(move(turn(front, "x", 90), *place), "ceramic", rng.uniform(0.8, 1.0))
    found.solid(rbox(330, long * 0.55, 74, 16, (0.0, place[1] - long * 0.45, place[2] + radius - 6)), "ceramic", 0.95)
    bowl = [(165, long + 80), (158, long + 40), (120, long - 10), (60, long - 34), (0.5, long - 38)]
    found.sheet(move(turn(lathe(bowl[::-1], 28), "x", 90), *place), "glass", 4.0)
    frame = ring([(150, long + 78), (215, long + 78), (215, long + 100), (150, long + 92)], 28)
    found.solid(move(turn(frame, "x", 90), *place), "abs", 0.55)
    bellows = ring(
        [(172, long - 6), (190, long), (178, long + 36), (190, long + 74), (183, long + 74), (170, long + 36)], 24
    )
    found.solid(move(turn(bellows, "x", 90), *place), "rubber", 0.7)
    for x in (-150.0, 150.0):
        for z in (-130.0, 150.0):
            found.solid(rod((x, place[1] - 30, place[2] + z), (x, place[1] + 105, place[2] + z), 6.5, 8), "steel")


def _works(
    found: Assembly,
    rng: np.random.Generator,
    place: tuple[float, float, float],
    size: tuple[float, float, float],
    lift: float,
) -> None:
    """Motor, belt, pump, dampers, springs, hoses, drawer, board and loom."""
    wide, deep, high = size
    axis, back = place[2], place[1]
    side = float(rng.choice([-1.0, 1.0]))
    found.put(motor_parts(62, 150, rng).altered(lambda mesh: turn(mesh, "z", 90)), side * 60, back - 110, lift + 95)
    found.solid(tube([(side * 60 - 20, back + 66, lift + 80), (-138, back + 66, axis)], 4, 6), "rubber")
    found.solid(tube([(side * 60 + 20, back + 66, lift + 80), (138, back + 66, axis)], 4, 6), "rubber")
    found.solid(move(turn(disc(38, 95, 14), "x", 90), -side * 170, -deep / 2 + 140, lift + 75), "copper", 0.16)
    found.solid(move(turn(disc(34, 70, 14), "x", 90), -side * 170, -deep / 2 + 50, lift + 75), "abs", 0.6)
    for x in (-150.0, 150.0):
        found.solid(rod((x, back - 90, axis - 200), (x * 1.6, back - 90, lift + 14), 9, 8), "steel", 0.7)
        found.solid(rod((x * 1.3, back - 90, axis - 290), (x * 1.6, back - 90, lift + 14), 14, 8), "abs", 0.9)
        spring = turn(helix(13, 150, 17, 1.9, 4, 8), "y", 12 * math.copysign(1, x))
        found.solid(move(spring, x * 1.1, back - 120, axis + 190), "steel")
    hose = curve([(200, back, lift + high - 90), (240, back - 30, axis + 120), (250, back + 40, lift + 80)], 5)
    found.sheet(tube(hose, 15, 8), "rubber", 2.5)
    drain = curve(
        [
            (-200, back + 70, lift + 90),
            (-255, back + 80, axis),
            (-230, back + 78, lift + high - 120),
            (-120, back + 80, axis + 60),
        ],
        5,
    )
    found.sheet(tube(drain, 14, 8), "polyethylene", 2.0)
    top = lift + high - 130
    found.sheet(box(170, deep * 0.55, 80, (-wide / 2 + 100, -deep / 2 + deep * 0.3, top)), "abs", 2.5)
    found.solid(box(180, 22, 90, (wide / 2 - 140, -deep / 2 + 32, top)), "pcb", 0.32)
    for step in range(9):
        found.solid(
            box(14, 14, 18, (wide / 2 - 220 + 18 * step, -deep / 2 + 50, top + rng.uniform(5, 60))), "copper", 0.25
        )
    found.solid(box(wide - 20, 18, 110, (0, -deep / 2 + 8, top - 5)), "abs", 0.22)
    found.solid(
        beam((-wide / 2 + 10, -deep / 2 + 20, top - 15), (wide / 2 - 10, -deep / 2 + 20, top - 15), 1.2, 36), "steel"
    )
    loom = curve(
        [(wide / 2 - 100, -deep / 2 + 50, top), (wide / 2 - 40, 0, axis + 90), (side * 90, back - 60, lift + 130)], 5
    )
    found.solid(tube(loom, 7, 6), "copper", 0.3)
    for x in (-wide / 2 + 45, wide / 2 - 45):
        for y in (-deep / 2 + 45, deep / 2 - 45):
            found.solid(move(disc(18, 26, 8), x, y, lift - 26), "rubber")
            found.solid(beam((x, y, lift), (x, y, lift + high * 0.9), 30, 1.4), "steel")


def hermetic(rng: np.random.Generator) -> Assembly:
    """A refrigerator's compressor about the origin, on its base: shell, stator, rotor, piston, oil; 7 to 10 kg."""
    found = Assembly()
    shell = move(superellipsoid(rng.uniform(98, 112), 82, 88, 0.85, 0.8, 18, 10), 0, 0, 92)
    found.sheet(shell, "steel", 3.2)
    found.solid(box(125, 105, 18, (0, 0, 18)), "oil", 0.8)
    found.solid(cat(rbox(112, 112, 52, 12, (0, 0, 34)), inv(disc(33, 52, 16, 34))), "steel", 0.86)
    for z in (26.0, 88.0):
        found.solid(move(torus(45, 9, 18, 6), 0, 0, z + 4), "copper", 0.6)
    found.solid(disc(31, 54, 16, 34), "steel", 0.85)
    found.solid(disc(9, 100, 10, 28), "steel")
    found.solid(rbox(92, 56, 46, 10, (14, 0, 100)), "cast-iron", 0.7)
    found.solid(lay(disc(13, 34, 10), 20, 0, 122), "steel")
    for x in (-45.0, 45.0):
        for y in (-45.0, 45.0):
            found.solid(move(helix(8, 24, 4, 1.2, 4, 7), x, y, 10), "steel")
    for x in (-90.0, 90.0):
        found.solid(box(16, 170, 4, (x, 0, 2)), "steel")
        for y in (-70.0, 70.0):
            found.solid(move(disc(15, 16, 8), x, y, -12), "rubber")
    found.solid(box(36, 46, 60, (-108, 0, 70)), "abs", 0.5)
    return found


@good
def refrigerator(found: Assembly, rng: np.random.Generator) -> None:
    """A refrigerator with freezer, 57 to 70 kg, in its carton; door towards -y."""
    wide, deep, high = rng.uniform(545, 700), rng.uniform(560, 650), rng.uniform(1430, 1780)
    wall, lift = rng.uniform(42, 60), 40.0
    packed(found, wide + 46, deep + 46, high + 75)
    found.sheet(box(wide, deep, high, (0, 0, lift)), "steel", 0.55)
    split = high * rng.uniform(0.58, 0.68)
    below = rng.random() < 0.5
    step = 250.0  # the machine room's height
    cells = [(step + wall, split - wall / 2), (split + wall / 2, high - wall)]
    inner_wide, inner_deep, y = wide - 2 * wall, deep - wall - 75, -10.0
    foam = [
        box(wide - 2, deep - 4, high - 4, (0, 0, lift + 2)),
        inv(box(wide - 2, 250, step, (0, deep / 2 - 127, lift + 2))),
    ]
    for low, top in cells:
        cell = rbox(inner_wide, inner_deep, top - low, 18, (0, y, lift + low))
        foam.append(inv(cell))
        found.sheet(cell, "abs", 1.6)
    found.solid(cat(*foam), "pu-foam", 0.85)
    for low, top in cells:
        count = max(2, int((top - low) / 260))
        for shelf in range(1, count):
            z = lift + low + (top - low) * shelf / count + rng.uniform(-15, 15)
            found.solid(box(inner_wide - 12, inner_deep - 130, 4.0, (0, y + 50, z)), "glass")
            found.solid(box(inner_wide - 8, 16, 13, (0, y - (inner_deep - 130) / 2 + 50, z - 4)), "abs", 0.6)
            found.solid(box(inner_wide - 40, 95, 3, (0, -deep / 2 + 95, z - 60)), "abs")
            found.sheet(
                quad(
                    (-inner_wide / 2 + 20, -deep / 2 + 140, z - 60),
                    (inner_wide / 2 - 20, -deep / 2 + 140, z - 60),
                    (inner_wide / 2 - 20, -deep / 2 + 140, z + 20),
                    (-inner_wide / 2 + 20, -deep / 2 + 140, z + 20),
                ),
                "abs",
                2.2,
            )
        found.sheet(box(inner_wide - 30, inner_deep - 150, 165, (0, y + 40, lift + low + 8)), "abs", 2.2)
        gasket = [np.column_stack([rounded(wide - 24, top - low + wall, 10), np.full(16, 0.0)])]
        seal = tube(np.concatenate([gasket[0], gasket[0][:1]]), 9, 6)
        found.solid(move(turn(seal, "x", 90), 0, -deep / 2 + 74, lift + (low + top) / 2), "pvc", 0.35)
    frost = cells[1 if not below else 0]
    for step_ in range(4):
        z = lift + frost[0] + 40 + step_ * 60
        found.solid(
            tube([(-inner_wide / 2 + 20, deep / 2 - 66, z), (inner_wide / 2 - 20, deep / 2 - 66, z)], 4, 6),
            "aluminium",
            0.6,
        )
    found.put(hermetic(rng), rng.uniform(-60, 60), deep / 2 - 140, lift + 22)
    found.solid(beam((-wide / 2, deep / 2 - 130, lift + 4), (wide / 2, deep / 2 - 130, lift + 4), 200, 2.0), "steel")
    _condenser(found, (wide, deep, high), lift, step)
    for x in (-wide / 2 + 30, wide / 2 - 30):
        for z in (lift + 30, lift + split, lift + high - 20):
            found.solid(box(44, 40, 7, (x if x > 0 else x + 6, -deep / 2 + 40, z)), "steel", 0.8)


def _condenser(found: Assembly, size: tuple[float, float, float], lift: float, step: float) -> None:
    """The wires behind it."""
    wide, deep, high = size
    for side in spread(14, high - step - 120):
        z = lift + step + 40 + (high - step) / 2 + side
        found.solid(rod((-wide / 2 + 50, deep / 2 + 12, z), (wide / 2 - 50, deep / 2 + 12, z), 2.6, 5), "steel")
    for side in spread(18, wide - 110):
        found.solid(
            rod((side, deep / 2 + 15, lift + step + 60), (side, deep / 2 + 15, lift + high - 60), 0.9, 4), "steel"
        )


@good
def flat_television(found: Assembly, rng: np.random.Generator) -> None:
    """A flat set of 45 to 56 inches upright in its carton: glass, steel back, boards, rows of lamps; 13 to 20 kg."""
    wide = rng.uniform(740, 1230)
    high = wide * 0.575
    found.sheet(box(wide + 120, 150, high + 110), "cardboard", 1.3)
    for x in (-wide / 2 - 25, wide / 2 + 25):
        found.solid(cat(box(62, 138, high + 100, (x, 0, 3))), "pu-foam", 0.5)
    for z in (3.0, high + 48):
        found.solid(box(wide, 138, 50, (0, 0, z)), "pu-foam", 0.4)
    z = 53.0
    found.solid(box(wide, 2.8, high, (0, -18, z)), "glass", 0.9)
    found.solid(box(wide - 10, 3.0, high - 10, (0, -13, z + 5)), "polyethylene", 1.1)
    found.sheet(
        quad((-wide / 2, 6, z), (wide / 2, 6, z), (wide / 2, 6, z + high), (-wide / 2, 6, z + high)), "steel", 0.7
    )
    rows = int(rng.integers(4, 9))
    for row in spread(rows, high * 0.9):
        level = z + high / 2 + row
        found.solid(box(wide * 0.9, 1.6, 16, (0, 4, level)), "aluminium")
        for x in spread(int(wide / 95), wide * 0.9):
            found.solid(box(18, 6, 18, (x, 0, level - 1)), "pcb", 0.6)
    for x, broad, tall in ((-0.18 * wide, 210.0, 170.0), (0.14 * wide, 190.0, 150.0), (0.0, 150.0, 34.0)):
        base = z + (high * 0.3 if tall > 60 else 20)
        found.solid(box(broad, 1.7, tall, (x, 18, base)), "pcb")
        for _ in range(16 if tall > 60 else 4):
            size = rng.uniform(8, 34, 3)
            spot = (x + rng.uniform(-0.42, 0.42) * broad, 28.0, base + rng.uniform(0.08, 0.8) * tall)
            metal = "copper" if rng.random() < 0.35 else "aluminium"
            found.solid(box(size[0], min(size[1], 20.0), size[2], spot), metal, 0.45)
    found.sheet(rbox(wide * 0.55, 42, high * 0.6, 12, (0, 30, z + high * 0.12)), "abs", 2.4)
    for x in (-0.33 * wide, 0.33 * wide):
        found.solid(box(120, 24, 46, (x, 26, z + 14)), "abs", 0.4)
        found.solid(move(turn(disc(18, 14, 12), "x", 90), x, 30, z + 36), "ferrite")
        foot = [(x, -60, 20.0), (x, 0, 42.0), (x, 60, 20.0)]
        found.solid(tube(foot, 7, 6), "steel")


@good
def picture_tube_television(found: Assembly, rng: np.random.Generator) -> None:
    """An old set with a picture tube in its carton, 17 to 26 kg: leaded glass, yoke, gun, board; screen towards -y."""
    wide = rng.uniform(480, 640)
    high, deep = wide * 0.78, wide * 0.82
    packed(found, wide + 30, deep + 40, high + 50)
    z0, front = 25.0, -deep / 2 + 12
    found.sheet(rbox(wide, deep * 0.5, high, 20, (0, front + deep * 0.25, z0)), "abs", 3.0)
    glass_w, glass_h, middle = wide * 0.88, high * 0.83, z0 + high * 0.54

    def loop(w: float, h: float, y: float, r: float) -> Points:
        flat = rounded(w, h, r, 5)
        return np.column_stack([flat[:, 0], np.full(len(flat), y), flat[:, 1] + middle])

    panel = [loop(glass_w, glass_h, front + 16, 26), loop(glass_w, glass_h, front + 26, 26)]
    found.solid(loft(panel), "crt-glass", 1.1)
    skirt_out = [loop(glass_w, glass_h, front + 26, 26), loop(glass_w, glass_h, front + 90, 26)]
    skirt_in = [loop(glass_w - 18, glass_h - 18, front + 26, 20), loop(glass_w - 18, glass_h - 18, front + 90, 20)]
    found.solid(cat(loft(skirt_out), inv(loft(skirt_in))), "crt-glass")
    cone = [
        loop(glass_w * k, glass_h * k, front + 90 + u * deep * 0.42, 26 * k)
        for k, u in ((1.0, 0), (0.93, 0.18), (0.72, 0.45), (0.4, 0.78), (0.16, 1.0))
    ]
    found.sheet(loft(cone, caps=False), "crt-glass", 5.5)
    found.sheet(
        loft(
            [loop(glass_w * 0.95, glass_h * 0.95, front + 34, 20), loop(glass_w * 0.95, glass_h * 0.95, front + 36, 20)]
        ),
        "steel",
        0.08,
    )
    neck = front + 90 + deep * 0.42
    found.solid(pipe([(0, neck - 8, middle), (0, neck + 95, middle)], 15, 2.2, 12), "crt-glass")
    found.solid(rod((0, neck + 10, middle), (0, neck + 80, middle), 8, 8), "steel", 0.5)
    yoke = ring([(26, 0), (52, 0), (40, 52), (22, 52)], 20)
    found.solid(move(turn(yoke, "x", -90), 0, neck - 40, middle), "ferrite", 0.8)
    coil = ring([(18, -18), (62, -18), (46, 30), (17, 60)], 20)
    found.solid(move(turn(coil, "x", -90), 0, neck - 40, middle), "copper", 0.3)
    for z in (middle - glass_h / 2 - 2, middle + glass_h / 2):
        found.solid(box(glass_w, 26, 1.6, (0, front + 60, z)), "steel")
    found.solid(box(wide * 0.72, deep * 0.4, 1.7, (0, front + deep * 0.45, z0 + 18)), "pcb")
    for _ in range(26):
        size = rng.uniform(9, 40, 3)
        spot = (rng.uniform(-0.33, 0.33) * wide, front + deep * rng.uniform(0.28, 0.62), z0 + 20)
        found.solid(
            box(size[0], size[1], size[2], spot), str(rng.choice(["copper", "aluminium", "pcb", "ferrite"])), 0.42
        )
    for x in (-wide * 0.42, wide * 0.42):
        found.solid(move(turn(disc(24, 26, 12), "x", -90), x, front + 34, z0 + 60), "ferrite", 0.9)
