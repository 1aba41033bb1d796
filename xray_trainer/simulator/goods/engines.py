"""Combustion engines with their gearboxes, as cars have them and as they travel alone: drained, on a cradle."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from xray_trainer.simulator.goods.machines import lay, motor_parts, skids
from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import (
    beam,
    box,
    cat,
    disc,
    gear,
    helix,
    inv,
    lathe,
    move,
    pipe,
    rbox,
    ring,
    rod,
    spread,
    tube,
    turn,
)


def engine_parts(rng: np.random.Generator, oil: bool = True, fine: bool = True) -> Assembly:
    """A four-cylinder engine with its gearbox, crankshaft along x, the crank's middle at the origin; 150 to 210 kg."""
    found = Assembly()
    bore, stroke = rng.uniform(74, 86), rng.uniform(78, 92)
    pitch = bore + 12
    length, wide = 4 * pitch + 24, bore + 96
    metal = "cast-iron" if rng.random() < 0.65 else "aluminium"
    deck = stroke * 2.45
    block = [box(length, wide, deck + 70, (0, 0, -70)), inv(box(length - 40, wide - 28, 116, (0, 0, -70)))]
    cylinders = spread(4, 4 * pitch)
    for x in cylinders:
        block.append(inv(_bore(x, 50, bore / 2, deck - 50)))
        jacket = [
            (bore / 2 + 7, deck - 115),
            (bore / 2 + 15, deck - 115),
            (bore / 2 + 15, deck - 8),
            (bore / 2 + 7, deck - 8),
        ]
        block.append(inv(move(ring(jacket, 16), x)))
        for y in (-wide / 2, wide / 2):  # ribs and bosses
            found.solid(box(10, 22, deck * 0.8, (x, y, 10)), metal)
            found.solid(move(turn(disc(14, 20, 8, -10), "x", 90), x + pitch * 0.3, y, deck * 0.35), metal)
    found.solid(cat(*block), metal)
    for x in [*(x - pitch / 2 for x in cylinders), cylinders[-1] + pitch / 2]:
        found.solid(box(26, wide - 28, 90, (x, 0, -38)), metal, 0.8)
    _crank(found, cylinders, stroke, length, bore)
    _head(found, rng, (length, wide, deck), cylinders, fine)
    sump = cat(box(length, wide - 10, 62, (0, 0, -132)), box(length * 0.55, wide - 30, 60, (-length * 0.15, 0, -192)))
    found.sheet(sump, "steel", 1.5)
    if oil:
        found.solid(box(length * 0.54, wide - 34, 50, (-length * 0.15, 0, -190)), "oil")
    _ancillaries(found, rng, length, wide, deck, cylinders)
    _gearbox(found, length, 18 if fine else 9)
    return found


def _bore(x: float, z: float, radius: float, height: float) -> Mesh:
    """An upright cylinder on the middle plane."""
    return move(disc(radius, height, 18), x, 0, z)


def _crank(found: Assembly, cylinders: Sequence[float], stroke: float, length: float, bore: float) -> None:
    found.solid(rod((-length / 2 - 50, 0, 0), (length / 2 + 12, 0, 0), 27, 14), "steel")
    for step, x in enumerate(cylinders):
        up = 1.0 if step in (0, 3) else -1.0
        pin = up * stroke / 2
        found.solid(rod((x - 24, 0, pin), (x + 24, 0, pin), 23, 12), "steel")
        for side in (-21, 21):
            found.solid(
                box(16, 92, stroke / 2 + 66, (x + side, 0, min(pin, 0) - 30 + (0 if up < 0 else -10))), "steel", 0.8
            )
        top = pin + 140
        found.solid(beam((x, 0, pin + 20), (x, 0, top), 17, 25), "steel")
        found.solid(
            cat(
                move(disc(bore / 2 - 0.6, 52, 18, -20), x, 0, top),
                inv(move(disc(bore / 2 - 8, 44, 14, -20), x, 0, top)),
            ),
            "aluminium",
        )
        found.solid(rod((x, -bore * 0.36, top), (x, bore * 0.36, top), 10.5, 10), "steel")
    found.solid(lay(disc(138, 28, 28), length / 2 + 12), "cast-iron")
    found.solid(lay(disc(112, 30, 24), length / 2 + 41), "steel", 0.7)
    pulley = cat(disc(74, 34, 24), inv(ring([(30, 0), (60, 0), (60, 24), (30, 24)], 20)))
    found.solid(lay(pulley, -length / 2 - 62), "steel")


def _head(
    found: Assembly, rng: np.random.Generator, size: tuple[float, float, float], cylinders: Sequence[float], fine: bool
) -> None:
    length, wide, deck = size
    found.solid(box(length, wide - 6, 112, (0, 0, deck + 2)), "aluminium", 0.85)
    found.sheet(
        rbox(length - 10, wide - 20, 62, 18, (0, 0, deck + 114)), "aluminium" if rng.random() < 0.5 else "steel", 2.2
    )
    for y in (-38.0, 38.0):
        found.solid(rod((-length / 2 - 20, y, deck + 122), (length / 2 - 10, y, deck + 122), 13, 10), "steel")
        for x in cylinders:
            for side in (-19, 19):
                lobe = lay(disc(21, 15, 10), x + side - 7, y, deck + 127)
                found.solid(lobe, "steel")
                spring = turn(helix(12, 42, 5, 2.0, 4, 7) if fine else disc(13, 42, 8), "x", 16 * math.copysign(1, -y))
                found.solid(move(spring, x + side, y, deck + 66), "steel", 1.0 if fine else 0.3)
                found.solid(rod((x + side, y * 0.62, deck - 2), (x + side, y, deck + 110), 3.4, 6), "steel")
        found.solid(lay(gear(52, 16, 24, 12), -length / 2 - 34, y, deck + 122), "steel", 0.8)
    for x in cylinders:
        found.solid(move(disc(8, 78, 8), x, 0, deck + 6), "ceramic")


def _ancillaries(
    found: Assembly, rng: np.random.Generator, length: float, wide: float, deck: float, cylinders: Sequence[float]
) -> None:
    y = wide / 2
    log = [(-length * 0.4, -y - 80, deck - 60), (0, -y - 95, deck - 95), (length * 0.3, -y - 95, deck - 190)]
    for x in cylinders:
        runner = [(x, -y + 5, deck + 50), (x, -y - 45, deck + 40), (x * 0.8, -y - 85, deck - 60)]
        found.solid(pipe(runner, 21, 4.5, 12), "cast-iron")
        inlet = [
            (x, y - 5, deck + 55),
            (x, y + 70, deck + 95),
            (x * 0.9, y + 120, deck + 30),
            (x * 0.8, y + 90, deck - 70),
        ]
        found.solid(pipe(inlet, 22, 3.5, 12), "aluminium")
    found.solid(pipe(log, 27, 5.0, 12), "cast-iron")
    found.solid(
        pipe([(-length * 0.4, y + 90, deck - 70), (length * 0.42, y + 90, deck - 70)], 34, 3.5, 14), "aluminium"
    )
    found.put(motor_parts(62, 125, rng), -length * 0.3, -y - 75, 60)
    found.put(motor_parts(40, 190, rng), length * 0.22, y + 42, -20)
    found.solid(lay(disc(52, 90, 16), -length * 0.48, y + 62, 40), "aluminium", 0.62)
    found.solid(lay(disc(38, 95, 14), -length * 0.1, -y - 40, -40), "steel", 0.3)  # oil filter
    x = -length / 2 - 46
    belt = [(x, 0, -74), (x, y + 75, 40), (x, 30, deck + 10), (x, -y - 110, 70), (x, -20, -76)]
    found.solid(tube(belt, 8, 6, 0.4), "rubber")
    found.solid(lay(disc(66, 30, 18), -length / 2 - 40, 0, deck * 0.62), "aluminium", 0.8)


def _gearbox(found: Assembly, length: float, teeth: int) -> None:
    x = length / 2 + 20
    bell = [(170, 0), (160, 60), (120, 120), (108, 310), (92, 345), (40, 350)]
    inner = [(160, 1), (150, 56), (111, 116), (99, 306), (84, 336), (30, 340)]
    found.solid(cat(lay(lathe(bell, 22), x), inv(lay(lathe(inner, 22), x))), "aluminium")
    for z, sizes in ((34.0, (28, 36, 44, 50, 58)), (-46.0, (58, 50, 42, 36, 28))):
        found.solid(rod((x + 20, 0, z), (x + 345, 0, z), 15, 10), "steel")
        for step, size in enumerate(sizes):
            found.solid(lay(gear(size, 22, teeth, 15), x + 130 + 38 * step, 0, z), "steel")
    final = cat(gear(96, 30, 2 * teeth, 45, 0.4), disc(62, 90, 18, -30))
    found.solid(move(turn(final, "x", 90), x + 120, 20, -110), "steel", 0.8)
    found.solid(
        move(turn(cat(disc(110, 150, 20, -75), inv(disc(101, 134, 20, -67))), "x", 90), x + 120, 0, -110), "aluminium"
    )


@good
def engine(found: Assembly, rng: np.random.Generator) -> None:
    """A used engine with gearbox, drained, on skids and a steel cradle; 180 to 250 kg."""
    lift = skids(found, 900, 560)
    for x in (-170.0, 170.0):
        for y in (-150.0, 150.0):
            found.solid(beam((x, y * 1.4, lift), (x, y * 0.8, lift + 190), 50, 50, 4.0), "steel")
        found.solid(beam((x, -210, lift + 190), (x, 210, lift + 190), 50, 50, 4.0), "steel")
    way = float(rng.choice([1.0, -1.0]))
    found.put(engine_parts(rng, oil=False), -90 * way, 0, lift + 270, 0.0 if way > 0 else 180.0)
