"""A car's shell: skins, pillars, floor, rails, doors, glass, bumpers; what deadens its sound."""

from __future__ import annotations

import math

import numpy as np

from xray_trainer.simulator.goods.car_plan import CarPlan
from xray_trainer.simulator.goods.making import Assembly
from xray_trainer.simulator.goods.wheels import TYRE
from xray_trainer.simulator.shapes import (
    Points,
    beam,
    box,
    curve,
    disc,
    kept,
    move,
    quad,
    rbox,
    rod,
    sheet,
    superellipsoid,
    torus,
    tube,
    turn,
)

SIDES = (-1.0, 1.0)
FLOOR = 265.0  # mm, of the floor's sheet


def body(found: Assembly, plan: CarPlan, rng: np.random.Generator) -> None:
    """All of the shell."""
    _skins(found, plan)
    _roof_and_glass(found, plan)
    _floor(found, plan)
    _rails(found, plan)
    for way in SIDES:
        _pillars(found, plan, way)
        _doors(found, plan, way, glass_down=bool(rng.random() < 0.2))
    _ends(found, plan)


def _skins(found: Assembly, plan: CarPlan) -> None:
    for way in SIDES:
        flank = plan.flank(plan.tail + 40, plan.nose - 60, 215, way, size=(84, 9))
        found.sheet(kept(flank, plan.away_from_wheels), "steel", 0.85)
        for axle in plan.axles:  # inner wheel houses
            angle = np.linspace(-0.25, math.pi + 0.25, 15)
            arch = np.column_stack([axle + (TYRE + 55) * np.cos(angle), TYRE + (TYRE + 55) * np.sin(angle)])
            outer = way * (float(plan.half(np.array([axle]))[0]) - 22)
            rows = [np.column_stack([arch[:, 0], np.full(15, y), arch[:, 1]]) for y in (outer, outer - way * 240)]
            found.sheet(sheet(rows), "steel", 0.9)
            found.sheet(sheet(rows), "polyethylene", 2.2)
    inner = plan.lid(plan.cowl + 40, plan.nose - 70, 0.86, 26)

    def ribs(middles: Points) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        return np.asarray((np.floor(middles[:, 0] / 150) + np.floor(middles[:, 1] / 210)) % 3 > 0)

    found.sheet(plan.lid(plan.cowl, plan.nose - 45, 0.92, size=(22, 11)), "steel", 0.8)
    found.sheet(kept(inner, ribs), "steel", 0.7)
    found.sheet(plan.lid(plan.cowl + 60, plan.nose - 200, 0.7, 32), "felt", 14.0)
    if plan.body == "saloon":
        found.sheet(plan.lid(plan.tail + 15, plan.glass_end, 0.85), "steel", 0.8)
        found.sheet(kept(plan.lid(plan.tail + 40, plan.glass_end - 30, 0.78, 28), ribs), "steel", 0.7)
    else:
        found.sheet(plan.lid(plan.tail + 2, plan.glass_end, 0.85), "steel", 0.8)
        found.sheet(kept(plan.lid(plan.tail + 2, plan.glass_end + 20, 0.8, 45), ribs), "steel", 0.75)


def _roof_and_glass(found: Assembly, plan: CarPlan) -> None:
    found.sheet(plan.lid(plan.roof_end, plan.screen, 0.74, size=(28, 13)), "steel", 0.85)
    found.sheet(plan.lid(plan.roof_end + 30, plan.screen - 20, 0.72, 34), "felt", 9.0)
    for x in np.linspace(plan.roof_end + 60, plan.screen - 60, 4):
        bow = plan.lid(float(x) - 28, float(x) + 28, 0.73, 18, size=(3, 11))
        found.sheet(bow, "steel", 1.6)
    for x0, x1, share, thick in (
        (plan.screen, plan.cowl - 20, 0.77, 5.2),
        (plan.glass_end + 25, plan.roof_end, 0.72, 3.4),
    ):
        x, v = np.meshgrid(np.linspace(x0, x1, 12), np.linspace(-1, 1, 11), indexing="ij")
        grow = share + 0.11 * np.abs(x - (x0 if thick > 4 else x1)) / abs(x1 - x0)
        pane = np.stack([x, v * grow * plan.half(x), plan.top(x) - 10 - 26 * np.abs(v) ** 2.5], axis=2)
        found.sheet(sheet(pane), "glass", thick)


def _floor(found: Assembly, plan: CarPlan) -> None:
    fore, aft = plan.axles
    x, y = np.meshgrid(np.linspace(aft - 60, fore - 420, 36), np.linspace(-0.8, 0.8, 19) * plan.wide / 2, indexing="ij")
    tunnel = 130 * np.exp(-((y / 95) ** 4))
    kick = 150 * np.clip((aft + 460 - x) / 300, 0, 1)
    beads = 7 * np.sign(np.sin(x / 46)) * (np.abs(y) > 160)
    grid = np.stack([x, y, FLOOR + np.maximum(tunnel, kick) + beads], axis=2)
    found.sheet(sheet(grid), "steel", 0.95)
    found.sheet(move(sheet(grid), 0, 0, 8), "bitumen", 4.2)
    found.sheet(move(sheet(grid), 0, 0, 18), "felt", 16.0)
    boot = [[(plan.tail + 60, -560, 430), (plan.tail + 60, 560, 430)], [(aft - 60, -560, 430), (aft - 60, 560, 430)]]
    found.sheet(sheet(boot), "steel", 0.9)
    found.sheet(move(sheet(boot), 0, 0, 6), "bitumen", 3.0)
    found.sheet(move(sheet(boot), 0, 0, 60), "carpet", 8.0)
    wall = [
        (fore - 330, 730.0),
        (fore - 380, 480.0),
        (fore - 430, 330.0),
        (fore - 560, FLOOR),
    ]
    across = np.linspace(-0.82, 0.82, 9) * plan.wide / 2
    rows = [[(x_, y_, z_) for y_ in across] for x_, z_ in [(fore - 300, plan.belt + 20), *wall]]
    found.sheet(sheet(rows), "steel", 1.1)
    found.sheet(move(sheet(rows), -12), "bitumen", 5.0)
    found.sheet(move(sheet(rows), -24), "felt", 22.0)
    back = [[(aft + 150, y_, 420.0) for y_ in across], [(aft - 40, y_, plan.belt - 30) for y_ in across]]
    if plan.body == "saloon":
        found.sheet(sheet(back), "steel", 0.9)
        shelf = [
            [(aft - 40, y_, plan.belt - 30) for y_ in across],
            [(plan.glass_end, y_, plan.belt + 20) for y_ in across],
        ]
        found.sheet(sheet(shelf), "steel", 0.9)


def _rails(found: Assembly, plan: CarPlan) -> None:
    fore, aft = plan.axles
    for way in SIDES:
        y = way * 0.44 * plan.wide
        sill = beam((aft + 340, y, 235), (fore - 400, y, 235), 105, 120)
        found.sheet(sill, "steel", 1.35)
        found.sheet(beam((aft + 340, y, 235), (fore - 400, y, 235), 2, 116), "steel", 1.2)
        rail = curve(
            [
                (plan.nose - 120, way * 440, 470),
                (fore, way * 430, 470),
                (fore - 330, way * 420, 330),
                (fore - 700, way * 400, 250),
            ],
            3,
        )
        found.sheet(tube(rail, 62, 4, 1.1), "steel", 1.9)
        tail = curve([(plan.tail + 80, way * 470, 430), (aft, way * 470, 440), (aft + 420, way * 520, 250)], 3)
        found.sheet(tube(tail, 58, 4), "steel", 1.7)
        tower = [(fore, way * 600, 560), (fore - 30, way * 545, plan.belt - 95)]
        found.sheet(tube(tower, [120, 86], 12), "steel", 1.6)
        found.solid(move(disc(66, 7, 14), fore - 30, way * 545, plan.belt - 95), "steel")
        apron = [
            [(fore + 330, way * 690, 730), (fore + 330, way * 560, 560)],
            [(fore - 330, way * 720, 860), (fore - 330, way * 560, 620)],
        ]
        found.sheet(sheet(apron), "steel", 1.0)
    for x, z in ((fore - 850, 300.0), (aft + 640, 300.0), (aft + 240, 330.0)):
        found.sheet(beam((x, -0.42 * plan.wide, z), (x, 0.42 * plan.wide, z), 90, 52), "steel", 1.3)
    front = (fore - 100, fore + 230)
    for way in SIDES:
        found.sheet(beam((front[0] - 60, way * 330, 235), (front[1], way * 330, 240), 85, 60), "steel", 2.2)
    for x in front:
        found.sheet(beam((x, -420, 235), (x, 420, 235), 110, 58), "steel", 2.2)
    found.sheet(beam((plan.nose - 190, -560, 300), (plan.nose - 190, 560, 300), 50, 60), "steel", 1.6)
    found.sheet(beam((plan.nose - 190, -560, 690), (plan.nose - 190, 560, 690), 40, 46), "steel", 1.4)


def _pillars(found: Assembly, plan: CarPlan, way: float) -> None:
    def spot(x: float, z: float, inset: float = 30.0) -> tuple[float, float, float]:
        y = float(plan.side(np.array([x]), np.array([z]))[0]) - inset
        return x, way * y, z

    def roof(x: float) -> float:
        return float(plan.top(np.array([x]))[0]) - 62

    cant = [spot(float(x), roof(float(x))) for x in np.linspace(plan.roof_end, plan.screen, 9)]
    found.sheet(tube(cant, 34, 8, 0.8), "steel", 1.4)
    lean = [spot(float(x), roof(float(x)) + 20) for x in np.linspace(plan.screen, plan.cowl - 30, 6)]
    found.sheet(tube(lean, 32, 8, 0.8), "steel", 1.6)
    middle = plan.base * 0.02 - 90
    for thick, inset in ((1.4, 30.0), (1.2, 42.0)):
        pillar = [
            spot(middle + 30, 240, inset),
            spot(middle + 10, 620, inset),
            spot(middle, plan.belt, inset),
            spot(middle - 70, roof(middle - 70), inset),
        ]
        found.sheet(tube(pillar, [70, 48, 40, 36], 8, 0.7), "steel", thick)
    found.sheet(tube([spot(plan.cowl - 40, 240), spot(plan.cowl - 40, plan.belt)], 55, 8, 0.8), "steel", 1.7)
    rear = [spot(plan.glass_end + 60, plan.belt - 10), spot(plan.roof_end, roof(plan.roof_end))]
    found.sheet(tube(rear, [62, 40], 8, 0.6), "steel", 1.3)
    found.solid(beam(spot(middle, 700, 60), spot(middle - 60, roof(middle) - 40, 60), 4, 46), "cloth", 0.9)
    found.solid(box(55, 50, 90, spot(middle + 10, 330, 60)), "steel", 0.5)  # belt reel


def _doors(found: Assembly, plan: CarPlan, way: float, glass_down: bool) -> None:
    middle = plan.base * 0.02 - 90
    aft = plan.axles[1]
    for x0, x1, first in ((middle + 20, plan.cowl - 60, True), (max(aft + 300, plan.tail + 300), middle - 20, False)):
        centre, long = (x0 + x1) / 2, x1 - x0

        def holes(
            middles: Points, centre: float = centre, long: float = long
        ) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
            across = (middles[:, 0] - centre) / long
            inside = (np.abs(across - 0.2) < 0.16) | (np.abs(across + 0.2) < 0.14)
            return np.asarray(~(inside & (middles[:, 2] > 420) & (middles[:, 2] < 760)))

        found.sheet(kept(plan.flank(x0, x1, 240, way, 75, (16, 9)), holes), "steel", 0.8)
        found.sheet(plan.flank(x0 + 20, x1 - 20, 290, way, 98, (9, 6)), "abs", 2.6)
        found.sheet(plan.flank(x0 + 20, x1 - 20, 260, way, 8, (6, 4)), "bitumen", 1.6)
        y = way * (plan.wide / 2 - 42)
        found.sheet(rod((x0 + 25, y, 520), (x1 - 25, y, 585), 17, 8), "steel", 2.4)
        found.sheet(beam((x0 + 10, y, plan.belt - 40), (x1 - 10, y, plan.belt - 40), 24, 60), "steel", 1.1)
        for edge in (x0 + 12, x1 - 12):
            found.sheet(beam((edge, y - way * 20, 260), (edge, y - way * 25, plan.belt - 20), 36, 62), "steel", 1.2)
        found.solid(box(70, 40, 95, (x0 + 60, y, 660)), "steel", 0.42)
        for z in (360.0, 720.0):
            found.solid(box(60, 32, 62, (x1 + 16, y - way * 14, z)), "steel", 0.6)
        found.solid(
            move(turn(disc(78, 30, 14), "x", 90), x1 - 200 if first else x1 - 160, y - way * 22, 395), "ferrite", 0.35
        )
        found.solid(move(turn(disc(34, 48, 10), "x", 90), centre, y - way * 15, 480), "copper", 0.25)  # window motor
        found.solid(box(150, 62, 44, (centre - 40, y - way * 70, 610)), "abs", 0.4)
        drop = 330.0 if glass_down else 0.0
        _door_glass(found, plan, way, x0, x1, drop)


def _door_glass(found: Assembly, plan: CarPlan, way: float, x0: float, x1: float, drop: float) -> None:
    x, u = np.meshgrid(np.linspace(x0 + 20, x1 - 20, 10), np.linspace(0, 1, 5), indexing="ij")
    low = np.full_like(x, plan.belt - 30)
    upper = np.maximum(plan.top(x) - 85, low)
    z = low + u * (upper - low)
    found.sheet(sheet(np.stack([x, way * (plan.side(x, z) - 22), z - drop], axis=2)), "glass", 3.6)
    for edge in (x0 + 15, x1 - 15):
        high = float(plan.top(np.array([edge]))[0]) - 75
        if high > plan.belt + 60:
            a = (edge, way * (float(plan.side(np.array([edge]), np.array([plan.belt]))[0]) - 20), plan.belt - 20)
            b = (edge, way * (float(plan.side(np.array([edge]), np.array([high]))[0]) - 20), high)
            found.sheet(tube([a, b], 19, 6), "steel", 1.0)
            found.solid(tube([a, b], 9, 5), "rubber", 0.8)


def _ends(found: Assembly, plan: CarPlan) -> None:
    for end, way in ((plan.nose, 1.0), (plan.tail, -1.0)):
        y = np.linspace(-0.93, 0.93, 15) * plan.wide / 2
        rows = []
        for z, bulge in ((225.0, -65), (300.0, -12), (430.0, 20), (560.0, 8), (640.0, -30)):
            round_ = 190 * np.abs(y / (plan.wide / 2)) ** 4
            rows.append(np.column_stack([end + way * (bulge - round_), y, np.full(15, z)]))
        found.sheet(sheet(rows), "polyethylene", 3.3)
        bar = curve(
            [
                (end - way * 150, -600, 445),
                (end - way * 65, -300, 445),
                (end - way * 65, 300, 445),
                (end - way * 150, 600, 445),
            ],
            3,
        )
        found.sheet(tube(bar, [46] * len(bar), 8, 1.2), "steel", 2.1)
        foam = tube(bar + np.array([way * 40, 0, 0]), 55, 8)
        found.solid(foam, "pu-foam", 1.0)
        z = plan.belt - (260 if way > 0 else 140)
        for side in SIDES:
            lamp = move(superellipsoid(95, 150, 80, 0.7, 0.7, 14, 8), end - way * 150, side * plan.wide * 0.36, z)
            found.sheet(lamp, "polycarbonate", 3.2)
            found.sheet(
                move(superellipsoid(60, 70, 60, n=10, m=6), end - way * 160, side * plan.wide * 0.35, z), "abs", 2.4
            )
            found.solid(move(disc(20, 44, 8), end - way * 190, side * plan.wide * 0.35, z - 20), "steel", 0.4)
    x = plan.tail + 45
    for z0, z1 in ((330.0, 420.0), (640.0, plan.belt - 20)):
        found.sheet(quad((x, -640, z0), (x, 640, z0), (x, 640, z1), (x, -640, z1)), "steel", 1.0)
    found.solid(box(60, 95, 70, (plan.tail + 60, 0, 640)), "steel", 0.5)
    found.solid(box(50, 90, 50, (plan.nose - 150, 0, 690)), "steel", 0.5)
    for side in SIDES:
        out = side * (float(plan.half(np.array([plan.cowl]))[0]) + 52)
        found.solid(
            rod((plan.cowl - 110, out * 0.88, plan.belt + 20), (plan.cowl - 120, out, plan.belt + 60), 14, 6), "abs"
        )
        found.sheet(rbox(85, 190, 130, 30, (plan.cowl - 120, out, plan.belt + 20)), "abs", 2.6)
        found.solid(box(6, 160, 100, (plan.cowl - 150, out, plan.belt + 35)), "glass")
        found.solid(move(turn(torus(22, 9, 8, 5), "x", 0), plan.cowl - 120, out, plan.belt + 50), "copper", 0.3)
