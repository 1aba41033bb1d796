"""Wheels of cars: the tyre with its belt and beads, the rim, brake and hub."""

from __future__ import annotations

import math

import numpy as np

from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.shapes import beam, cat, disc, inv, move, ring, scale, tube, turn

TYRE = 305.0  # mm, outer radius of a car's wheel
RIM = 190.0


def wheel_parts(rng: np.random.Generator, alloy: bool, brake: bool = True, around: int = 44) -> Assembly:
    """A wheel about the origin, its axle along y, outer face towards -y; 15 to 24 kg with its brake."""
    own = Assembly()
    half = 92.0
    outer = [(RIM + 4, -64), (RIM + 24, -88), (242, -half - 6), (280, -half), (299, -76), (TYRE, -40), (TYRE + 1, 0)]
    outer += [(r, -z) for r, z in outer[-2::-1]]
    inner = [
        (RIM + 4, -52),
        (RIM + 26, -79),
        (242, -half + 2),
        (280, -half + 9),
        (290, -70),
        (TYRE - 13, -36),
        (TYRE - 13, 0),
    ]
    inner += [(r, -z) for r, z in inner[-2::-1]]
    own.solid(ring([*outer[::-1], *inner], around), "rubber")
    for z in (-38.0, 0.0, 36.0) if around > 30 else ():  # grooves
        own.solid(inv(ring([(TYRE - 7, z - 4), (TYRE, z - 4), (TYRE, z + 4), (TYRE - 7, z + 4)], around)), "rubber")
    own.sheet(ring([(TYRE - 9, -70), (TYRE - 8, -70), (TYRE - 8, 70), (TYRE - 9, 70)], around), "steel", 0.45)
    for z in (-60.0, 60.0):
        bead = [(RIM + 3, z - 5), (RIM + 12, z - 5), (RIM + 12, z + 5), (RIM + 3, z + 5)]
        own.solid(ring(bead, around), "steel", 0.5)
    _rim(own, rng, alloy, around)
    if brake:
        _brake(own)
    return own.altered(lambda mesh: turn(mesh, "x", -90.0))


def _rim(own: Assembly, rng: np.random.Generator, alloy: bool, around: int) -> None:
    """Rim with spokes or a pressed dish, and bolts."""
    well = [
        (RIM + 12, -84),
        (RIM, -72),
        (RIM, -46),
        (RIM - 30, -30),
        (RIM - 30, 22),
        (RIM, 46),
        (RIM, 72),
        (RIM + 12, 84),
    ]
    thick = 5.5 if alloy else 2.6
    what = "aluminium" if alloy else "steel"
    back = [(r - thick, z) for r, z in well[::-1]]
    own.solid(ring([*well, *back], around), what)
    if alloy:
        count = int(rng.integers(5, 10))
        for spoke in range(count):
            a = spoke * 2 * math.pi / count
            inner_end = (58 * math.cos(a), 58 * math.sin(a), -46.0)
            own.solid(beam(inner_end, (162 * math.cos(a), 162 * math.sin(a), -56.0), 200 / count, 24), what)
        own.solid(disc(72, 30, 20, -62), what)
    else:
        dish = [
            (30, -40),
            (72, -44),
            (95, -62),
            (130, -52),
            (161, -26),
            (161, -23),
            (130, -49),
            (95, -59),
            (72, -41),
            (30, -37),
        ]
        own.solid(ring(dish, 28), what)
    for a in np.arange(5) * 2 * math.pi / 5:
        own.solid(move(disc(8, 44, 6, -66), 54 * math.cos(a), 54 * math.sin(a)), "steel")


def _brake(own: Assembly) -> None:
    own.solid(cat(disc(128, 11, 30, -22), inv(disc(66, 11, 20, -22))), "cast-iron")
    own.solid(cat(disc(74, 30, 24, -30), inv(disc(60, 22, 20, -22))), "cast-iron")
    own.solid(cat(disc(48, 80, 18, -26), inv(disc(14, 80, 10, -26))), "cast-iron", 0.8)
    arc = np.linspace(0.3, 1.4, 6)
    own.solid(
        tube(np.column_stack([118 * np.cos(arc), 118 * np.sin(arc), np.full(6, -12.0)]), [20, 32, 36, 36, 32, 20], 8),
        "cast-iron",
        0.75,
    )


@good
def wheel(found: Assembly, rng: np.random.Generator) -> None:
    """A car's wheel with its tyre lying flat, 14 to 18 kg."""
    one = wheel_parts(rng, bool(rng.random() < 0.5), brake=False)
    broad = float(rng.uniform(0.94, 1.08))
    found.put(one.altered(lambda mesh: scale(turn(mesh, "x", 90.0), 1.0, 1.0, broad)))


@good
def tyres_stack(found: Assembly, rng: np.random.Generator) -> None:
    """Four used wheels in a stack, 62 to 63 kg."""
    for tier in range(4):
        one = wheel_parts(rng, bool(rng.random() < 0.5), brake=False).altered(lambda mesh: turn(mesh, "x", 90.0))
        spot = rng.normal(0, 12, 2)
        found.put(one, spot[0], spot[1], 100 + tier * 197.0, rng.uniform(0, 70))
