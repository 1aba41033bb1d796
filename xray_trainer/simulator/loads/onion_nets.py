"""Onions in nets of 25 kg, laid like bags: soft lumps in untidy stacks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Goods, LoadKind, Params
from xray_trainer.simulator.materials import material
from xray_trainer.simulator.piles import Laying, Pile, Stuff, height_for, leans, level_boxes, pile, skyline, widths
from xray_trainer.simulator.splats import Ellipsoids
from xray_trainer.text import N_, Message

LIMITS = {
    "height": (300.0, 2500.0),
    "pitch": (400.0, 800.0),
    "row": (360.0, 620.0),
    "layer": (130.0, 260.0),
    "density": (0.4, 0.8),
    "onion": (40.0, 100.0),
    "lean": (0.0, 0.09),
    "stepped": (0.0, 0.7),
    "low": (0.3, 1.0),
    "unrest": (0.3, 2.0),
}
LUMPS = 16  # onions, and as many hollows, that are drawn of each net


@dataclass(frozen=True, slots=True)
class Net:
    """Where one net lies: middle, half sizes, mm, and its lean."""

    x: float
    y: float
    z: float
    half: float
    deep: float
    high: float
    lean: float


def choose(space: Cuboid, rng: np.random.Generator) -> Params:
    """Numbers of a load."""
    density, low = float(rng.uniform(0.54, 0.62)), 1.0 if rng.random() < 0.6 else float(rng.uniform(0.55, 0.9))
    return {
        "height": max(LIMITS["height"][0], height_for(space, density * 0.92, min(2350, space.size[2] - 120), rng)),
        "pitch": float(rng.uniform(440, 560)),
        "row": float(rng.uniform(420, 500)),
        "layer": float(rng.uniform(170, 215)),
        "density": density,
        "onion": float(rng.uniform(55, 80)),
        "lean": float(rng.uniform(0.012, 0.05)),
        "stepped": float(rng.uniform(0.08, 0.5)) if low < 1 else 0.0,
        "low": low,
        "unrest": float(rng.uniform(0.7, 1.3)),
    }


def build(space: Cuboid, params: Params, rng: np.random.Generator) -> Pile:
    """Stacks of nets, row by row, each net squeezed into what is left for it."""
    count, rows = max(1, round(space.size[0] / params["pitch"])), max(1, round(space.size[1] / params["row"]))
    middles, wide = widths(space.size[0], count, 0.05, rng)
    heights = params["height"] * skyline(count, params["stepped"], params["low"], rng)
    lean = leans(rows, count, params["lean"], params["lean"] * 0.5, rng)
    deep, nets, tops = space.size[1] / rows, [], np.empty((rows, count))
    for row, column in np.ndindex(rows, count):
        tall, z = float(heights[column]) * rng.normal(0.97, 0.04), 0.0
        tall = min(tall, space.size[2] - 40)
        while z < tall - 0.6 * params["layer"]:
            high = min(params["layer"] * rng.uniform(0.8, 1.15), space.size[2] - 20 - z)
            at = middles[column] + lean[row, column] * (z - tall / 2) + rng.normal(0, 14) * params["unrest"]
            half = float(wide[column]) / 2 * rng.uniform(0.96, 1.05)
            x = float(np.clip(space.x0 + at, space.x0 + half + 4, space.x1 - half - 4))
            y = space.y0 + (row + 0.5) * deep + rng.normal(0, 8)
            y = float(np.clip(y, space.y0 + deep / 2, space.y1 - deep / 2))
            nets.append(Net(x, y, space.z0 + z + high / 2, half, deep / 2, high / 2, float(lean[row, column])))
            z += high * 0.985
        tops[row, column] = z
    body = Laying()
    density = params["density"] * rng.normal(1, 0.03, len(nets))
    for net, own in zip(nets, density, strict=True):
        ends = net.y - net.deep, net.y + net.deep, net.z - net.high, net.z + net.high
        body.add(net.x, net.half, net.lean + rng.normal(0, 0.05), *ends, 20, own)
    stuff = material("vegetables")
    matter: list[Stuff] = [(stuff, body.units((5.0, 5.0, 3.5))), (stuff, _lumps(space, nets, params, rng))]
    edges = space.x0 + np.concatenate(([0.0], np.cumsum(wide)))
    return pile(matter, len(nets), level_boxes(space, edges, tops.min(axis=0) - 60))


def _lumps(space: Cuboid, nets: list[Net], params: Params, rng: np.random.Generator) -> Ellipsoids:
    """Onions that stand out of their net's mean, and as many hollows."""
    at = np.array([(net.x, net.y, net.z, net.half, net.deep, net.high) for net in nets]).T
    x, y, z, half, deep, high = np.repeat(at, 2 * LUMPS, axis=1)
    n, size = x.size, params["onion"] / 2
    a, b, c = size * rng.uniform(0.8, 1.2, (3, n))
    x = np.clip(x + half * rng.uniform(-0.95, 0.95, n), space.x0 + a, space.x1 - a)
    y = np.clip(y + deep * rng.uniform(-0.9, 0.9, n), space.y0 + b, space.y1 - b)
    z = np.clip(z + high * rng.uniform(-0.8, 0.8, n), space.z0 + c, space.z1 - c)
    sign = np.tile((1.0, -1.0), n // 2)
    return Ellipsoids(x, y, z, a, b, c, rng.normal(0, 0.4, n), sign * params["density"] * rng.uniform(0.4, 0.75, n))


KIND = LoadKind(
    "onion-nets",
    Goods(Message(N_("Fresh onions in nets")), "0703 10", Message(N_("nets"))),
    choose,
    build,
    LIMITS,
)
