"""Household goods too large for a carton: mattress, sofa, bicycle, boards of furniture, carpets."""

from __future__ import annotations

import math

import numpy as np

from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import (
    Spot,
    beam,
    box,
    circle,
    curve,
    disc,
    extrude,
    gear,
    lump,
    move,
    quad,
    rbox,
    rod,
    rounded,
    sheet,
    spread,
    torus,
    tube,
    turn,
)


@good
def mattress(found: Assembly, rng: np.random.Generator) -> None:
    """A sprung mattress standing on its long edge, 1.9 × 0.8 to 1.4 m; 11 to 21 kg."""
    length, high, thick = (
        rng.uniform(1880, 1980),
        float(rng.choice([800.0, 900.0, 1200.0, 1400.0])),
        rng.uniform(170, 210),
    )
    skin = lump(rbox(length, thick, high, 40), 6, rng, 500)
    found.sheet(skin, "cloth", 3.2)
    for y in (-thick / 2 + 16, thick / 2 - 16):
        found.solid(rbox(length - 20, 24, high - 20, 10, (0, y, 10)), "pu-foam", 0.9)
    coil = turn(_waisted(thick - 58), "x", 90)
    for x in spread(int(length / 88), length - 60):
        for z in spread(int(high / 96), high - 60):
            found.solid(move(coil, x + rng.normal(0, 1.5), thick / 2 - 29, high / 2 + z), "steel")
    outline = rounded(length - 50, high - 50, 60)
    for y in (-thick / 2 + 30, thick / 2 - 30):
        rim = np.column_stack([outline[:, 0], np.full(len(outline), y), outline[:, 1] + high / 2])
        found.solid(tube(np.concatenate([rim, rim[:1]]), 2.2, 5), "steel")


def _waisted(long: float) -> Mesh:
    """One bonnell spring along z, 4.5 turns of 2.3 mm wire."""
    angle = np.linspace(0, 9 * math.pi, 32)
    u = angle / angle[-1]
    radius = 24 + 15 * np.abs(2 * u - 1) ** 1.5
    return tube(np.column_stack([radius * np.cos(angle), radius * np.sin(angle), u * long]), 1.25, 3)


@good
def sofa(found: Assembly, rng: np.random.Generator) -> None:
    """A sofa 1.6 to 2.1 m wide: open timber frame, wave springs, foam, cloth; 35 to 48 kg; its front towards -y."""
    wide, deep, high, seat = rng.uniform(1600, 2100), rng.uniform(820, 920), rng.uniform(820, 920), 330.0
    arm = rng.uniform(140, 210)
    timber = float(rng.uniform(28, 42))
    for y in (-deep / 2 + 50, deep / 2 - 130):
        found.solid(beam((-wide / 2 + 20, y, 110), (wide / 2 - 20, y, 110), timber, 110), "wood")
        found.solid(beam((-wide / 2 + 20, y, seat - 20), (wide / 2 - 20, y, seat - 20), timber, 60), "wood")
    for x in (-wide / 2 + 20, -wide / 6, wide / 6, wide / 2 - 20):
        found.solid(beam((x, -deep / 2 + 50, 110), (x, deep / 2 - 130, 110), timber, 75), "wood")
        found.solid(beam((x, deep / 2 - 120, 110), (x, deep / 2 - 40, high - 40), timber, timber * 1.3), "wood")
    found.solid(
        beam((-wide / 2 + 20, deep / 2 - 45, high - 50), (wide / 2 - 20, deep / 2 - 45, high - 50), timber, 70), "wood"
    )
    for side in (-1, 1):
        x = side * (wide / 2 - arm / 2)
        found.solid(rbox(arm - 10, deep - 60, 300, 45, (x, 0, seat)), "pu-foam", 0.5)
        found.sheet(lump(rbox(arm, deep - 40, seat + 250, 45, (x, 0, 40)), 6, rng, 300), "cloth", 3.5)
        for y in (-deep / 2 + 70, deep / 2 - 150):
            found.solid(beam((x, y, 100), (x, y, seat + 240), timber, timber * 1.2), "wood")
        found.solid(beam((x, -deep / 2 + 70, seat + 235), (x, deep / 2 - 150, seat + 235), timber * 2, timber), "wood")
    count = int((wide - 2 * arm) / 105)
    for x in spread(count, wide - 2 * arm):
        back = np.linspace(-deep / 2 + 60, deep / 2 - 140, 19)
        path = np.column_stack([x + 22 * np.sin(np.arange(19) * 1.57), back, seat + 8 + 6 * np.sin(back / 90)])
        found.solid(tube(path, 1.9, 4), "steel")
    cushions = 2 if wide < 1800 else 3
    broad = (wide - 2 * arm) / cushions
    for x in spread(cushions, wide - 2 * arm):
        low = lump(rbox(broad - 12, deep - 210, 145, 40, (x, -60, seat + 18), 8), 8, rng, 260)
        found.solid(low, "pu-foam", 0.8)
        found.sheet(low, "cloth", 3.0)
        rest = rbox(broad - 16, 165, high - seat - 130, 45, (0, 0, 0), 10)
        rest = move(turn(rest, "x", -12), x, deep / 2 - 250, seat + 160)
        found.solid(rest, "pu-foam", 0.7)
        found.sheet(rest, "cloth", 3.0)
    y = deep / 2
    rear = quad((-wide / 2, y, 40), (wide / 2, y, 40), (wide / 2, y, high), (-wide / 2, y, high))
    found.sheet(rear, "cloth", 2.5)
    for x in (-wide / 2 + 60, wide / 2 - 60):
        for y in (-deep / 2 + 60, deep / 2 - 60):
            found.solid(move(disc(24, 60, 10), x, y, 0), "wood", 1.2)


@good
def bicycle(found: Assembly, rng: np.random.Generator) -> None:
    """A bicycle of 9 to 14 kg, upright, its handlebar turned along."""
    radius = float(rng.choice([300.0, 330.0]))
    base = rng.uniform(1000, 1080)
    steel = rng.random() < 0.6
    what, wall = ("steel", 1.5) if steel else ("aluminium", 2.6)
    rear, front, crank = (-base / 2, 0.0, radius), (base / 2, 0.0, radius), (-base / 2 + 425.0, 0.0, radius - 55)
    head_low, head_top = (base / 2 - 90, 0.0, radius + 335), (base / 2 - 140, 0.0, radius + 475)
    seat = (crank[0] - 150, 0.0, radius + 440)
    for a, b, size in ((crank, seat, 15), (seat, head_top, 14), (crank, head_low, 17), (head_low, head_top, 19)):
        found.sheet(tube([a, b], size, 12), what, wall)
    for y in (-55.0, 55.0):
        hub = (rear[0], y * 1.1, rear[2])
        found.sheet(tube([(crank[0] - 30, y * 0.6, crank[2]), hub], 9, 8), what, wall)
        found.sheet(tube([(seat[0], y * 0.3, seat[2] - 20), hub], 8, 8), what, wall)
        fork = curve(
            [
                head_low,
                (head_low[0] + 30, y, head_low[2] - 60),
                (front[0] - 14, y, front[2] + 90),
                (front[0], y, front[2]),
            ],
            3,
        )
        found.sheet(tube(fork, 11, 8), what, wall)
    for hub in (rear, front):
        _wheel(found, hub, radius, steel, rng)
    _drive(found, crank, rear, float(rng.uniform(0, 6)))
    found.sheet(tube([seat, (seat[0] - 40, 0, seat[2] + 130)], 13, 10), what, 1.8)
    saddle = np.array([(-150, 75), (-110, 80), (-10, 40), (125, 18), (125, -18), (-10, -40), (-110, -80), (-150, -75)])
    found.solid(move(extrude(saddle, 34), seat[0] - 30, 0, seat[2] + 135), "pu-foam", 5.0)
    for y in (-22.0, 22.0):
        found.solid(
            tube(
                [
                    (seat[0] - 170, y * 1.5, seat[2] + 130),
                    (seat[0] - 30, y, seat[2] + 122),
                    (seat[0] + 80, y * 0.5, seat[2] + 130),
                ],
                3.5,
                5,
            ),
            "steel",
        )
    found.sheet(tube([head_top, (head_top[0] - 25, 0, head_top[2] + 70)], 13, 8), "steel", 2.0)
    bar = curve(
        [
            (head_top[0] - 285, 30, head_top[2] + 95),
            (head_top[0] - 60, 0, head_top[2] + 70),
            (head_top[0] + 10, 0, head_top[2] + 70),
            (head_top[0] + 265, -30, head_top[2] + 95),
        ],
        3,
    )
    found.sheet(tube(bar, 12, 8), "aluminium", 2.0)


def _drive(found: Assembly, crank: Spot, rear: Spot, lean: float) -> None:
    """Chainwheel, sprocket, chain, cranks, pedals."""
    ring = turn(gear(92, 3, 44, 20, 0), "x", 90)
    found.solid(move(ring, crank[0], -38, crank[2]), "steel", 0.7)
    found.solid(move(turn(gear(38, 24, 18, 15, 0), "x", 90), rear[0], -32, rear[2]), "steel", 0.6)
    for z in (-1.0, 1.0):
        a, b = (rear[0], -42.0, rear[2] + 38 * z), (crank[0], -42.0, crank[2] + 92 * z)
        found.solid(tube([a, b], 4.2, 5, 0.8), "steel", 0.55)
    found.solid(rod((crank[0], -62, crank[2]), (crank[0], 62, crank[2]), 9, 8), "steel")
    for side in (-1.0, 1.0):
        tip = (crank[0] + side * 168 * math.cos(lean), side * 78, crank[2] + side * 168 * math.sin(lean))
        found.solid(beam((crank[0], side * 66, crank[2]), tip, 12, 24), "aluminium")
        found.solid(box(88, 80, 22, (tip[0], tip[1] + side * 45, tip[2] - 11)), "aluminium", 0.35)


def _wheel(
    found: Assembly, hub: tuple[float, float, float], radius: float, steel: bool, rng: np.random.Generator
) -> None:
    upright_ = 90.0
    found.sheet(move(turn(torus(radius - 20, 20, 40, 8), "x", upright_), *hub), "rubber", 4.2)
    found.sheet(move(turn(torus(radius - 42, 9, 40, 6), "x", upright_), *hub), "steel" if steel else "aluminium", 1.3)
    found.solid(move(turn(torus(radius - 36, 1.2, 40, 4), "x", upright_), *hub), "steel")
    found.solid(rod((hub[0], -55, hub[2]), (hub[0], 55, hub[2]), 15, 10), "aluminium", 0.7)
    found.solid(rod((hub[0], -70, hub[2]), (hub[0], 70, hub[2]), 4.5, 6), "steel")
    start = rng.uniform(0, 1)
    for spoke in range(32):
        angle = start + spoke * 2 * math.pi / 32
        lead = 0.42 if spoke % 4 < 2 else -0.42
        y = 28.0 if spoke % 2 else -28.0
        a = (hub[0] + 20 * math.cos(angle + lead), y, hub[2] + 20 * math.sin(angle + lead))
        b = (hub[0] + (radius - 46) * math.cos(angle), 0.0, hub[2] + (radius - 46) * math.sin(angle))
        found.solid(rod(a, b, 1.0, 3), "steel")


@good
def furniture_boards(found: Assembly, rng: np.random.Generator) -> None:
    """A wardrobe taken apart: boards on edge, wrapped in pairs, fittings on them; 60 to 145 kg."""
    length, high = rng.uniform(1700, 2050), rng.uniform(430, 600)
    y = 0.0
    for _ in range(int(rng.integers(7, 13))):
        thick, long = float(rng.choice([16.0, 18.0, 22.0])), length * rng.uniform(0.55, 1.0)
        tall, x = high * rng.uniform(0.75, 1.0), (length - long) * rng.uniform(-0.4, 0.4)
        board = turn(box(long, thick, tall), "x", rng.normal(0, 0.6))
        found.solid(move(board, x, y, 2), "mdf" if rng.random() < 0.8 else "plywood", 0.95)
        for dx in (-0.42, -0.2, 0.2, 0.42):
            found.solid(move(turn(disc(7, 13, 8), "x", 90), x + dx * long, y + 8, 40 + 0.8 * (tall - 60)), "brass", 0.8)
        if rng.random() < 0.4:
            found.solid(box(34, 4, 110, (x - 0.46 * long, y + thick / 2 + 3, tall * 0.7)), "steel", 0.7)
        if rng.random() < 0.25:
            y += 9
            found.solid(box(long * 0.9, 4.0, tall * 0.9, (x, y, 4)), "glass")
        y += thick + rng.uniform(2, 6)
    for x in (-length * 0.35, length * 0.35):
        found.sheet(box(60, y + 24, high + 6, (x, y / 2 - 10, 0)), "cardboard", 0.8)


@good
def carpet_roll(found: Assembly, rng: np.random.Generator) -> None:
    """A rolled carpet or a roll of cloth, lying along x; 10 to 56 kg."""
    length, radius = rng.uniform(1500, 2100), rng.uniform(110, 190)
    thick = rng.uniform(7, 11)
    turns = (radius - 28) / thick
    angle = np.linspace(0, turns * 2 * math.pi, int(turns * 16))
    r = 28 + thick * angle / (2 * math.pi)
    spiral = np.column_stack([r * np.cos(angle), r * np.sin(angle)])
    sag = lump(
        sheet(
            [np.column_stack([np.full(len(r), x), spiral]) for x in (-length / 2, -length / 6, length / 6, length / 2)]
        ),
        5,
        rng,
        700,
    )
    found.sheet(sag, "cloth", thick * 0.82, float(rng.choice([0.8, 1.0, 1.2])))
    found.sheet(tube([(-length / 2, 0, 0), (length / 2, 0, 0)], 26, 12, caps=False), "cardboard", 3.5)
    around = circle(radius + 2, 20)
    loops = [np.column_stack([np.full(20, x), around]) for x in (-length / 2 - 15, length / 2 + 15)]
    found.sheet(sheet([np.concatenate([loop, loop[:1]]) for loop in loops]), "polyethylene", 0.15)
