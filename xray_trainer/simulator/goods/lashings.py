"""What holds cars in a container: chocks, straps with ratchets, and the frames that raise one end of a car."""

from __future__ import annotations

import math

import numpy as np

from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.goods.wheels import TYRE
from xray_trainer.simulator.shapes import beam, box, circle, disc, move, rod, sheet, turn, upright


@good
def wheel_lashing(found: Assembly, rng: np.random.Generator) -> None:
    """Chocks before and behind a wheel of a car, a strap over its tyre, a ratchet; the wheel's foot at the origin."""
    for way in (-1.0, 1.0):
        start = way * (TYRE * 0.62 + rng.uniform(0, 14))
        wedge = [(start, 0), (start + way * rng.uniform(190, 260), 0), (start + way * 40, rng.uniform(130, 170))]
        found.solid(upright(wedge, rng.uniform(150, 210)), "hardwood", 1.15)
        for y in (-50.0, 50.0):
            found.solid(rod((start + way * 90, y, 60), (start + way * 110, y, -18), 2.4, 5), "steel")
    angle = np.linspace(0.5, math.pi - 0.5, 11)
    over = np.column_stack([(TYRE + 4) * np.cos(angle), TYRE + (TYRE + 4) * np.sin(angle)])
    feet = [(TYRE + 260.0, 6.0), *over, (-TYRE - 240.0, 6.0)]
    strap = [[(x, y, z) for x, z in feet] for y in (-25.0, 25.0)]
    found.sheet(sheet(strap), "nylon", 2.6)
    x, z = (feet[0][0] + feet[1][0]) / 2, (feet[0][1] + feet[1][1]) / 2
    ratchet = turn(box(250, 60, 26), "y", math.degrees(math.atan2(feet[1][1] - feet[0][1], feet[0][0] - feet[1][0])))
    found.solid(move(ratchet, x, 0, z), "steel", 0.34)
    for foot in (feet[0], feet[-1]):
        found.solid(move(turn(disc(22, 10, 10), "x", 90), foot[0], 5, 16), "steel", 0.7)


def rack(length: float, rise: float, wide: float, track: float) -> Assembly:
    """A frame for a raised car: posts and cross beams of timber and steel, two channels its wheels stand in.

    The channels go from the floor at x = -length / 2 up to `rise` at +length / 2. wide : mm over the posts.
    """
    found = Assembly()
    for y in (-track, track):
        a, b = (-length / 2 - 160, y, 14.0), (length / 2 + 260, y, rise * (1 + 420 / length) + 14)
        found.solid(beam(a, b, 260, 6), "steel")
        for side in (-127.0, 127.0):
            rail_a, rail_b = (a[0], y + side, a[2] + 22), (b[0], y + side, b[2] + 22)
            found.solid(beam(rail_a, rail_b, 6, 44), "steel")
    for share in (0.62, 1.0):
        x, top = -length / 2 + share * length, share * rise - 8
        for y in (-wide / 2 + 55, wide / 2 - 55):
            found.solid(box(100, 100, top - 100, (x, y, 0)), "wood")
            found.sheet(beam((x, y, 30), (x - 0.4 * length * share, y, 30), 48, 80), "steel", 3.5)
            found.solid(rod((x - 40, y, top - 40), (x + 60, y, top - 160), 6, 6), "steel")
        found.solid(beam((x, -wide / 2, top - 50), (x, wide / 2, top - 50), 100, 100), "wood")
        for y in (-track, track):
            found.solid(move(disc(6, 130, 6), x, y, top - 110), "steel")
            around = circle(9, 6)
            found.solid(move(disc(float(around[0, 0]), 8, 6), x, y, top + 2), "steel")
        found.solid(beam((x, -wide / 2 + 60, 80), (x, wide / 2 - 60, top - 60), 22, 100), "wood")
    return found
