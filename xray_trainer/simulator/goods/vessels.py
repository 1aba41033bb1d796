"""Gas cylinders, steel drums, buckets: shells with what is in them."""

from __future__ import annotations

import math

import numpy as np

from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.shapes import box, cat, disc, inv, lathe, lump, move, ring, rod, spread, torus, tube, turn


@good
def gas_cylinder(found: Assembly, rng: np.random.Generator) -> None:
    """A steel cylinder for compressed gas, 40 to 50 l, standing, with valve and cap; 56 to 69 kg."""
    radius, height, wall = rng.uniform(108, 118), rng.uniform(1380, 1540), rng.uniform(6.0, 7.6)
    outer = [(radius * 0.55, 22), (radius * 0.9, 0), (radius, 26), (radius, height - 170), (radius * 0.86, height - 95)]
    outer += [(radius * 0.5, height - 45), (36, height - 18), (36, height + 4)]
    inner = [(radius * 0.4, 40), (radius * 0.86, 22), (radius - wall, 50), (radius - wall, height - 170)]
    inner += [(radius * 0.8, height - 108), (radius * 0.4, height - 62), (13, height - 40), (13, height + 4)]
    found.solid(cat(lathe(outer, 28), inv(lathe(inner, 28))), "steel")
    found.solid(lathe([(13, height - 20), (15, height + 42), (9, height + 60), (9, height + 84)], 10), "brass")
    found.solid(move(turn(disc(11, 48, 10), "y", 90), -6, 0, height + 34), "brass")
    found.solid(move(disc(24, 12, 12), 0, 0, height + 84), "brass", 0.7)
    cap = [(44, height - 10), (42, height + 88), (30, height + 122), (4, height + 128)]
    found.sheet(lathe(cap, 18), "steel", 3.0)
    found.solid(move(torus(39, 5, 16, 6), 0, 0, height - 8), "steel")


@good
def drum(found: Assembly, rng: np.random.Generator) -> None:
    """A 200 l steel drum filled to 97 %, with oil or a watery fluid; 195 to 231 kg."""
    radius, height = 286.0, 880.0
    wave = [
        (radius, 12),
        (radius, 270),
        (radius + 9, 285),
        (radius, 300),
        (radius, 570),
        (radius + 9, 585),
        (radius, 600),
    ]
    shell = lump(
        lathe([(radius - 2, 10), *wave, (radius, height - 12), (radius - 2, height - 10)], 36), 2.2, rng, 420.0
    )
    found.sheet(shell, "steel", 1.1)
    for z in (8.0, height - 8):
        found.solid(move(torus(radius + 2, 5.5, 36, 6), 0, 0, z), "steel", 0.8)
    level = 0.97 * height + rng.uniform(-6, 6) - 12
    body = lathe([(radius - 3, 12), (radius - 1.5, 14), (radius - 1.5, level)], 36)
    found.solid(body, str(rng.choice(["oil", "oil", "water"])), float(rng.choice([0.98, 1.0])))
    found.solid(move(disc(38, 16, 14), 195, 0, height - 14), "steel", 0.5)
    found.solid(move(disc(20, 16, 10), -205, 30, height - 14), "steel", 0.5)


@good
def paint_bucket(found: Assembly, rng: np.random.Generator) -> None:
    """A plastic bucket of paint or filler, 20 l, 23 to 34 kg."""
    low, top, height = 135.0, 152.0, rng.uniform(330, 390)
    found.sheet(lathe([(low, 0), (top, height)], 24), "polyethylene", 1.9)
    found.sheet(lathe([(top + 6, height - 16), (top + 6, height + 5)], 24), "polyethylene", 1.8)
    level = height * rng.uniform(0.86, 0.92)
    grow = low + (top - low) * level / height
    found.solid(lathe([(low - 2, 2), (grow - 2, level)], 24), "water", float(rng.choice([1.15, 1.35, 1.5])))
    bow = np.linspace(0, math.pi, 9)
    path = np.column_stack([np.cos(bow) * (top + 8), np.sin(bow) * 60, np.full(9, height - 60) - np.sin(bow) * 60])
    found.solid(tube(path, 2.4, 5), "steel")
    found.solid(
        ring([(top + 2, height - 55), (top + 9, height - 55), (top + 9, height - 48), (top + 2, height - 48)], 24),
        "polyethylene",
    )


@good
def pipes_bundle(found: Assembly, rng: np.random.Generator) -> None:
    """A bundle of galvanised or plastic pipes on dunnage, strapped; 2 to 2.3 m long, 120 to 810 kg."""
    steel = rng.random() < 0.6
    radius = rng.uniform(20, 38) if steel else rng.uniform(35, 58)
    wall, length = (2.8 if steel else 4.2), rng.uniform(1900, 2300)
    across, tiers = int(620 / (2 * radius)), int(420 / (1.75 * radius))
    for tier in range(tiers):
        for y in spread(across - tier % 2, (across - tier % 2) * (2 * radius + 0.6)):
            z = 80 + radius + tier * (1.75 * radius)
            slip = rng.normal(0, 9)
            ends = ((slip - length / 2, y, z), (slip + length / 2, y, z))
            found.sheet(tube(ends, radius - wall / 2, 14, caps=False), "steel" if steel else "pvc", wall)
    for x in (-length * 0.35, length * 0.35):
        found.solid(box(75, 640, 75, (x, 0, 0)), "wood")
        found.sheet(box(19, 640, 80 + tiers * 1.75 * radius + 16, (x + 30, 0, 40)), "steel", 0.5)
        found.solid(
            rod(
                (x + 30, -100, 86 + (tiers + 0.2) * 1.75 * radius),
                (x + 30, -60, 86 + (tiers + 0.2) * 1.75 * radius),
                6,
                6,
            ),
            "steel",
        )
