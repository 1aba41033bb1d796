"""What a car has in and under its shell: seats, dash, tank, exhaust, suspension, what fills the engine bay."""

from __future__ import annotations

import math

import numpy as np

from xray_trainer.simulator.goods.car_body import FLOOR, SIDES
from xray_trainer.simulator.goods.car_plan import CarPlan
from xray_trainer.simulator.goods.machines import lay, motor_parts
from xray_trainer.simulator.goods.making import Assembly
from xray_trainer.simulator.goods.wheels import RIM, TYRE
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import (
    beam,
    box,
    cat,
    curve,
    disc,
    extrude,
    helix,
    inv,
    lump,
    move,
    rbox,
    rod,
    rounded,
    sheet,
    superellipsoid,
    torus,
    tube,
    turn,
)


def inside(found: Assembly, plan: CarPlan, rng: np.random.Generator) -> None:
    """All that is not shell, engine or wheel."""
    lean = rng.uniform(14, 30)
    front_row = plan.base * 0.02 - 30
    for way in SIDES:
        _seat(found, front_row + rng.uniform(-60, 90), way * 365, lean + rng.uniform(-5, 8), rng)
    _bench(found, plan, rng)
    _dash(found, plan, rng)
    _tank(found, plan, rng)
    _exhaust(found, plan)
    _front_axle(found, plan)
    _rear_axle(found, plan)
    _bay(found, plan, rng)
    _odds(found, plan, rng)


def _seat(found: Assembly, x: float, y: float, lean: float, rng: np.random.Generator) -> None:
    base = FLOOR + 185
    cushion = lump(rbox(500, 480, 120, 45, (x, y, base)), 5, rng, 300)
    found.solid(cushion, "pu-foam", 1.5)
    found.sheet(cushion, "cloth", 4.0)
    back = turn(lump(rbox(125, 460, 560, 45, (0, 0, 0), 8), 5, rng, 300), "y", -lean)
    hinge = (x - 240, y, base + 70)
    found.solid(move(back, *hinge), "pu-foam", 1.5)
    found.sheet(move(back, *hinge), "cloth", 4.0)
    found.solid(move(turn(rbox(85, 250, 160, 40, (0, 0, 610)), "y", -lean), *hinge), "pu-foam", 1.6)
    for side in (-200.0, 200.0):
        frame = [(0, side, 0), (0, side, 480), (0, side * 0.8, 545)]
        own = tube(frame, 11, 6)
        found.sheet(move(turn(own, "y", -lean), *hinge), "steel", 2.0)
        found.solid(move(turn(rod((0, side * 0.4, 540), (0, side * 0.4, 650), 6, 6), "y", -lean), *hinge), "steel")
        found.solid(beam((x - 250, y + side, base - 10), (x + 230, y + side, base - 10), 3.5, 55), "steel")
        found.sheet(beam((x - 280, y + side, FLOOR + 45), (x + 260, y + side, FLOOR + 45), 34, 24), "steel", 2.6)
        for dx in (-190.0, 190.0):
            found.solid(beam((x + dx, y + side, FLOOR + 50), (x + dx, y + side, base - 10), 32, 8), "steel")
        found.solid(move(turn(disc(42, 16, 12), "x", 90), hinge[0], hinge[1] + side, hinge[2]), "steel", 0.75)
    for step in range(5):
        wave = np.linspace(-190, 190, 13)
        across = np.column_stack(
            [x - 170 + 85 * step + 10 * np.sin(np.arange(13) * 1.57), y + wave, np.full(13, base - 4)]
        )
        found.solid(tube(across, 1.9, 4), "steel")
        high = np.column_stack([8 * np.sin(np.arange(13) * 1.57), wave, np.full(13, 80 + 95.0 * step)])
        found.solid(move(turn(tube(high, 1.7, 4), "y", -lean), *hinge), "steel")


def _bench(found: Assembly, plan: CarPlan, rng: np.random.Generator) -> None:
    aft = plan.axles[1]
    wide = plan.wide * 0.74
    cushion = lump(rbox(480, wide, 150, 50, (aft + 430, 0, 395)), 6, rng, 350)
    back = turn(lump(rbox(120, wide, 540, 50), 6, rng, 350), "y", -24)
    for mesh in (cushion, move(back, aft + 190, 0, 455)):
        found.solid(mesh, "pu-foam", 1.3)
        found.sheet(mesh, "cloth", 4.0)
    rim = rounded(wide - 60, 480, 60)
    frame = np.column_stack([np.zeros(len(rim)), rim[:, 0], rim[:, 1] + 260])
    found.sheet(move(turn(tube(np.concatenate([frame, frame[:1]]), 10, 6), "y", -24), aft + 180, 0, 455), "steel", 2.0)
    panel = sheet(
        [[(0, -wide / 2 + 40, 30), (0, wide / 2 - 40, 30)], [(0, -wide / 2 + 40, 500), (0, wide / 2 - 40, 500)]]
    )
    found.sheet(move(turn(panel, "y", -24), aft + 120, 0, 455), "steel", 0.8)
    for y in (-wide * 0.32, 0.0, wide * 0.32):
        found.solid(box(70, 35, 30, (aft + 250, y, 500)), "steel", 0.6)
        found.solid(move(turn(rbox(80, 230, 120, 40, (0, 0, 560)), "y", -24), aft + 190, y, 455), "pu-foam", 1.6)


def _dash(found: Assembly, plan: CarPlan, rng: np.random.Generator) -> None:
    x, z, wide = plan.cowl - 130, plan.belt - 60, plan.wide * 0.78
    outline = np.array([(150, 60), (-70, 90), (-190, 40), (-170, -60), (-80, -170), (40, -190), (120, -60)])
    shell = move(turn(turn(extrude(outline, wide), "x", 90), "z", 0), x, wide / 2, z)
    found.sheet(shell, "abs", 3.2)
    found.sheet(tube([(x - 40, -wide / 2, z - 20), (x - 40, wide / 2, z - 20)], 26, 10), "steel", 2.2)
    found.solid(rbox(230, 420, 260, 30, (x + 20, 0, z - 240)), "abs", 0.2)  # heater
    found.solid(box(45, 210, 170, (x + 40, 0, z - 215)), "aluminium", 0.3)
    found.put(motor_parts(38, 90, rng), x + 60, -300, z - 130, 90)
    found.solid(box(170, 190, 120, (x - 110, 0, z - 90)), "aluminium", 0.16)  # radio
    found.solid(box(70, 330, 120, (x - 120, -365, z - 40)), "pcb", 0.12)
    found.solid(box(60, 260, 190, (x + 60, 420, z - 190)), "pcb", 0.18)
    wheel_x, y = x - 330, -365.0
    axis = [(wheel_x, y, z + 25), (x - 60, y, z - 85), (plan.cowl + 40, y, 420)]
    found.solid(tube(axis, 14, 8), "steel", 0.9)
    found.sheet(tube([(wheel_x + 30, y, z + 14), (x - 70, y, z - 80)], 34, 8), "steel", 2.0)
    rim = turn(cat(torus(185, 8, 24, 6)), "y", -66)
    found.solid(move(rim, wheel_x, y, z + 25), "steel", 0.75)
    found.sheet(move(turn(torus(185, 16, 24, 6), "y", -66), wheel_x, y, z + 25), "rubber", 3.0)
    found.solid(move(turn(rbox(190, 170, 60, 25), "y", -66), wheel_x + 10, y, z + 20), "abs", 0.35)
    for angle in (0.2, 2.9, 4.6):
        spoke = beam((0, 0, 0), (180 * math.cos(angle), 180 * math.sin(angle), 0), 26, 8)
        found.solid(move(turn(spoke, "y", -66), wheel_x, y, z + 25), "aluminium")
    for step in range(3):
        pedal = [(plan.cowl - 60, y - 130 + 110 * step, 600), (plan.cowl - 130, y - 130 + 110 * step, 420)]
        found.solid(beam(pedal[0], pedal[1], 8, 26), "steel")
        found.solid(box(14, 70, 60, (pedal[1][0], pedal[1][1], 380)), "rubber")
    found.sheet(box(560, 180, 150, (x - 480, 0, FLOOR + 130)), "abs", 2.6)
    lever = curve([(x - 330, 0, FLOOR + 120), (x - 350, 0, FLOOR + 340), (x - 370, 0, FLOOR + 420)], 3)
    found.solid(tube(lever, 8, 6), "steel")
    found.solid(move(superellipsoid(24, 24, 30, n=8, m=6), x - 370, 0, FLOOR + 430), "abs")
    found.solid(beam((x - 800, 60, FLOOR + 150), (x - 540, 60, FLOOR + 250), 26, 22), "steel", 0.7)


def _tank(found: Assembly, plan: CarPlan, rng: np.random.Generator) -> None:
    x, high = plan.axles[1] + 420, 200.0
    plastic = rng.random() < 0.6
    tank = rbox(520, 1000, high, 50, (x, 0, 215))
    found.sheet(tank, "polyethylene" if plastic else "steel", 4.5 if plastic else 1.0)
    found.solid(rbox(505, 985, high * rng.uniform(0.08, 0.3), 10, (x, 0, 220)), "petrol", 0.95)
    found.solid(disc_of(x + 60, 120, 225, 52, 175), "abs", 0.35)
    found.solid(disc_of(x + 60, 120, 235, 30, 110), "steel", 0.4)
    neck = curve([(x - 180, 430, 380), (x - 330, 640, 560), (x - 380, 760, 780)], 4)
    found.sheet(tube(neck, 22, 8), "steel", 1.1)
    for y in (-330.0, 330.0):
        found.sheet(box(560, 34, 208, (x, y, 210)), "steel", 1.4)
    ends = curve([(x + 260, 40, 260), (plan.axles[0] - 500, 330, 240), (plan.axles[0] - 100, 330, 600)], 4)
    found.solid(tube(ends, 4, 5), "steel", 0.6)


def _exhaust(found: Assembly, plan: CarPlan) -> None:
    fore, aft = plan.axles
    line = curve(
        [
            (fore - 150, -90, 420),
            (fore - 330, -60, 250),
            (fore - 700, -40, 215),
            (aft + 780, -60, 215),
            (aft + 260, -330, 235),
        ],
        5,
    )
    line = np.concatenate(
        [line, curve([(aft + 60, -420, 330), (aft - 220, -430, 330), (plan.tail - 10, -430, 290)], 4)]
    )
    found.sheet(tube(line, 25, 10, caps=False), "steel", 1.7)
    found.sheet(lay(disc(66, 330, 14), fore - 720, -40, 215), "steel", 1.6)
    found.solid(lay(disc(60, 250, 14), fore - 680, -40, 215), "ceramic", 0.3)
    for x0, long, y, z in ((aft + 820, 420.0, -55.0, 220.0), (plan.tail + 130, 420.0, -390.0, 300.0)):
        can = lay(extrude(rounded(165, 250, 75), long), x0, y, z)
        found.sheet(can, "steel", 2.0)
        found.solid(lay(extrude(rounded(155, 240, 70), long - 20), x0 + 10, y, z), "felt", 0.9)
        found.sheet(tube([(x0, y, z), (x0 + long, y, z)], 25, 8), "steel", 1.3)
    found.sheet(
        sheet([[(fore - 900, -190, 290), (fore - 900, 110, 290)], [(aft + 900, -190, 290), (aft + 900, 110, 290)]]),
        "aluminium",
        0.9,
    )


def _front_axle(found: Assembly, plan: CarPlan) -> None:
    x, track = plan.axles[0], plan.wide / 2 - 105
    for way in SIDES:
        hub = (x, way * (track - 30), TYRE)
        found.solid(
            beam((x, way * (track - 35), TYRE - 130), (x, way * (track - 35), TYRE + 130), 70, 75), "cast-iron", 0.62
        )
        foot, head = (x - 5, way * (track - 90), TYRE + 60), (x - 30, way * 548, plan.belt - 90)
        found.sheet(rod(foot, (x - 15, way * 580, 640), 27, 12), "steel", 3.2)
        found.solid(rod((x - 12, way * 590, 560), head, 11, 8), "steel")
        spring = turn(helix(62, 250, 5.5, 6.3, 6, 12), "x", way * 3)
        found.solid(move(spring, x - 18, way * 572, 600), "steel")
        found.solid(disc_of(x - 12, way * 585, 590, 78, 5), "steel")
        for dx in (-150.0, 60.0):
            found.sheet(beam((x + dx, way * 330, 240), (x, way * (track - 40), 215), 62, 34), "steel", 3.0)
        found.solid(rod((x, way * 190, 300), (hub[0], way * (track + 20), TYRE), 13, 8), "steel")
        for y in (way * 230, way * (track - 105)):
            found.solid(move(turn(superellipsoid(44, 44, 55, n=10, m=8), "x", 90), x, y, 300), "steel", 0.62)
            boot = [(38, 0), (46, 12), (32, 30), (40, 42), (22, 80)]
            cone = cat(*(move(disc(r, 8, 12), 0, 0, h) for r, h in boot))
            found.solid(move(turn(cone, "x", 90 * way), x, y, 300), "rubber", 0.35)
        found.solid(rod((x - 150, way * 300, 330), (x - 130, way * (track - 50), 320), 8, 6), "steel")
    found.solid(rod((x - 150, -330, 330), (x - 150, 330, 330), 22, 10), "aluminium", 0.9)
    sway = curve([(x - 60, -600, 300), (x + 190, -480, 270), (x + 190, 480, 270), (x - 60, 600, 300)], 3)
    found.solid(tube(sway, 11, 8), "steel")


def disc_of(x: float, y: float, z: float, radius: float, height: float) -> Mesh:
    """A plate of a strut."""
    return move(disc(radius, height, 14), x, y, z)


def _rear_axle(found: Assembly, plan: CarPlan) -> None:
    x, track = plan.axles[1], plan.wide / 2 - 105
    found.sheet(beam((x + 190, -track + 110, 300), (x + 190, track - 110, 300), 95, 85), "steel", 4.5)
    for way in SIDES:
        y = way * (track - 100)
        found.sheet(tube([(x + 420, way * 480, 320), (x + 150, y, 290), (x, y, TYRE)], [34, 38, 34], 8), "steel", 4.0)
        found.solid(rod((x, y, TYRE), (x, way * (track + 10), TYRE), 24, 10), "steel")
        found.solid(move(helix(55, 210, 5, 5.8, 6, 12), x + 110, way * 450, 320), "steel")
        found.sheet(rod((x - 40, way * 520, 240), (x - 70, way * 530, 520), 25, 10), "steel", 3.0)
        found.solid(rod((x - 50, way * 520, 330), (x - 85, way * 535, 690), 8, 6), "steel")
    tail = plan.tail + 330
    found.sheet(disc_of(tail, 90, 285, 300, 150), "steel", 0.8)
    spare = cat(disc(TYRE - 25, 150, 28), inv(disc(RIM + 5, 150, 24)))
    found.solid(move(spare, tail, 90, 300), "rubber", 0.3)
    found.sheet(disc_of(tail, 90, 330, RIM, 70), "steel", 2.6)


def _bay(found: Assembly, plan: CarPlan, rng: np.random.Generator) -> None:
    x, nose = plan.axles[0], plan.nose
    found.solid(box(34, 640, 400, (nose - 210, 0, 300)), "aluminium", 0.3)
    found.solid(box(30, 630, 390, (nose - 210, 0, 305)), "water", 0.4)
    found.solid(box(20, 600, 360, (nose - 250, 0, 310)), "aluminium", 0.25)
    for y in (-335.0, 335.0):
        found.solid(box(52, 42, 410, (nose - 210, y, 295)), "abs", 0.7)
    found.put(motor_parts(52, 70, rng), nose - 285, -80, 500)
    found.sheet(move(turn(torus(190, 18, 20, 6), "y", 90), nose - 265, -80, 500), "abs", 2.5)
    left = float(rng.choice([-1.0, 1.0]))
    battery = (x + 120, left * 480, 600.0)
    found.solid(box(240, 172, 165, battery), "lead-paste", 0.36)
    found.sheet(box(246, 178, 188, battery), "abs", 3.0)
    for dx in (-85.0, 85.0):
        found.solid(disc_of(battery[0] + dx, battery[1] - 50, 765, 11, 24), "lead")
    filter_box = rbox(280, 230, 190, 40, (x + 60, -left * 470, 600))
    found.sheet(filter_box, "abs", 2.8)
    found.solid(box(230, 180, 45, (x + 60, -left * 470, 680)), "paper", 0.3)
    hose = curve([(x + 60, -left * 400, 720), (x + 20, -left * 200, 820), (x - 60, 40, 760)], 5)
    found.sheet(tube(hose, 42, 10), "rubber", 3.0)
    for path in (
        [(nose - 230, 260, 660), (nose - 350, 160, 700), (x + 60, 90, 680)],
        [(nose - 230, -260, 340), (x + 200, -150, 380), (x + 60, -60, 450)],
    ):
        found.sheet(tube(curve(path, 5), 20, 8), "rubber", 4.5)
        found.solid(tube(curve(path, 5), 15, 6), "water", 0.8)
    booster = lay(disc(118, 110, 20), plan.cowl + 20, -365, 720)
    found.sheet(booster, "steel", 1.5)
    found.solid(lay(disc(24, 150, 10), plan.cowl + 130, -365, 720), "aluminium", 0.85)
    found.solid(move(superellipsoid(62, 55, 52, n=10, m=6), plan.cowl + 190, -365, 780), "water", 0.7)
    found.solid(box(150, 130, 110, (x - 60, left * 590, 640)), "aluminium", 0.32)  # brake control
    for step, (dx, dy, z) in enumerate(
        ((150, 560, 640), (-120, 440, 690), (230, -560, 560), (260, 520, 350), (-60, -600, 700))
    ):
        size = rng.uniform(70, 170, 3)
        kind = ("abs", "aluminium", "polyethylene", "pcb", "steel")[step]
        found.solid(rbox(size[0], size[1], size[2], 18, (x + dx, left * dy, z)), kind, 0.28)
    for _ in range(5):
        wire = rng.uniform(-1, 1, (4, 3)) * [330, 520, 140] + [x + 30, 0, 680]
        found.solid(tube(curve(wire, 4), rng.uniform(7, 13), 6), "copper", 0.25)
    found.put(motor_parts(34, 90, rng), plan.cowl + 70, 250, plan.belt - 80, 90)
    found.sheet(lay(disc(62, 110, 14), x + 220, -left * 330, 330), "steel", 2.0)
    found.solid(box(360, 700, 40, (x + 40, 0, 250)), "aluminium", 0.1)


def _odds(found: Assembly, plan: CarPlan, rng: np.random.Generator) -> None:
    """Looms, cables, pads, a jack and what is left in a used car."""
    aft = plan.axles[1]
    for way in SIDES:
        loom = curve(
            [
                (plan.cowl, way * 640, 640),
                (plan.cowl - 200, way * 680, 300),
                (aft + 200, way * 660, 310),
                (plan.tail + 150, way * 560, 700),
            ],
            4,
        )
        found.solid(tube(loom, 11, 6), "copper", 0.32)
        trim = [
            [(plan.glass_end + 60, way * 690, 480), (plan.glass_end + 60, way * 660, plan.belt)],
            [(aft + 350, way * 700, 420), (aft + 350, way * 690, plan.belt)],
        ]
        found.sheet(sheet(trim), "abs", 3.0)
    jack = plan.tail + 260
    found.solid(beam((jack, -420, 450), (jack + 330, -420, 455), 60, 55), "steel", 0.4)
    found.solid(rod((jack, -340, 445), (jack + 280, -330, 445), 9, 6), "steel")
    if rng.random() < 0.5:
        bag = lump(rbox(420, 330, 240, 60, (plan.tail + 420, 250, 445)), 16, rng, 200)
        found.solid(bag, "cloth", 0.7)
    if rng.random() < 0.35:
        found.solid(rbox(300, 180, 220, 20, (plan.tail + 420, -150, 445)), "steel", 0.12)
