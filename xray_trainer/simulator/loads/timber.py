"""Sawn timber in packs: boards of random lengths in layers, bearers between packs, two packs side by side."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Goods, LoadKind, Params
from xray_trainer.simulator.materials import material
from xray_trainer.simulator.piles import Laying, Pile, heaviest, pile
from xray_trainer.text import N_, Message

BEARER = 80.0  # mm
LIMITS = {
    "height": (300.0, 2700.0),
    "pack": (400.0, 1100.0),
    "deep": (900.0, 1160.0),
    "long": (2000.0, 6100.0),
    "thick": (18.0, 100.0),
    "wide": (80.0, 250.0),
    "density": (0.35, 0.95),
    "short": (0.0, 0.4),
    "unrest": (0.3, 2.0),
}


def choose(space: Cuboid, rng: np.random.Generator) -> Params:
    """Numbers of a load: lengths that the container takes once, twice or three times."""
    density, length = float(rng.uniform(0.44, 0.58)), space.size[0] - 60
    parts = max(1, round(length / float(rng.choice((2900.0, 3900.0, 5800.0)))))
    allowed = heaviest(space) * 0.97 / (space.size[0] * 2 * 1.12e3 * density * 0.9e-6)
    return {
        "height": float(np.clip(min(space.size[2] - 60, allowed), 300, 2600)),
        "pack": float(rng.uniform(550, 1050)),
        "deep": float(rng.uniform(1040, 1130)),
        "long": float(np.clip(length / parts * rng.uniform(0.93, 0.985), 2000, 6100)),
        "thick": float(rng.choice((25.0, 32.0, 40.0, 50.0))),
        "wide": float(rng.choice((100.0, 125.0, 150.0, 200.0))),
        "density": density,
        "short": float(rng.uniform(0.03, 0.2)),
        "unrest": float(rng.uniform(0.6, 1.3)),
    }


def build(space: Cuboid, params: Params, rng: np.random.Generator) -> Pile:
    """Packs stacked in two rows, each row by itself."""
    boards, bearers = Laying(), Laying()
    long = min(params["long"], space.size[0] - 20)
    parts = max(1, int(space.size[0] // long))
    slack = (space.size[0] - parts * long) / (parts + 1)
    deep = min(params["deep"], space.size[1] / 2 - 8)
    blocks, packs = list[Cuboid](), 0
    for row, part in np.ndindex(2, parts):
        y = (space.y0 + 6 if row == 0 else space.y1 - 6 - deep) + (1 - 2 * row) * rng.uniform(0, 20)
        place = space.x0 + slack * (part + 1) + long * part
        z, full, ends = 0.0, min(params["height"], space.size[2] - 30), [0.0]
        while full - z > 0.45 * params["pack"]:
            x0 = float(np.clip(place + rng.normal(0, 0.35) * slack, space.x0 + 5, space.x1 - 5 - long))
            tall = min(params["pack"] * rng.normal(1, 0.04), full - z) - BEARER
            for at in np.linspace(0.08, 0.92, max(2, round(long / 1000))):
                middle = x0 + long * at + rng.normal(0, 40)
                bearers.add(middle, 45, 0, y + 10, y + deep - 10, space.z0 + z, space.z0 + z + BEARER, 2, 0.5)
            ends.append(x0)
            z += BEARER + _pack(boards, (x0, long, y, deep, space.z0 + z + BEARER, tall), params, rng)
            packs += 1
        if z > 0:
            same = max(ends[1:]) + 40, min(ends[1:]) + long - 40  # where all packs of a stack lie
            blocks.append(Cuboid(*same, y, y + deep, space.z0, space.z0 + z))
    stuff = [(material("wood"), boards.bricks()), (material("wood"), bearers.bricks())]
    return pile(stuff, packs, blocks)


def _pack(
    boards: Laying,
    box: tuple[float, float, float, float, float, float],
    params: Params,
    rng: np.random.Generator,
) -> float:
    """One pack's boards: layers of them side by side, some short, ends not flush; gives its height."""
    x0, long, y, deep, z, tall = box
    layers, across = max(1, int(tall // params["thick"])), max(1, round(deep / params["wide"]))
    k, j = np.meshgrid(np.arange(layers), np.arange(across), indexing="ij")
    ragged = np.abs(rng.normal(0, 14, (2, *k.shape))) * params["unrest"]
    short = (rng.random(k.shape) < params["short"]) * rng.uniform(0.04, 0.35, k.shape) * long
    at_left = rng.random(k.shape) < 0.5
    left = x0 + np.minimum(ragged[0], 90) + short * at_left
    right = x0 + long - np.minimum(ragged[1], 90) - short * ~at_left
    wide, thick = deep / across, params["thick"]
    near = y + j * wide + rng.uniform(0, 3, k.shape)
    low = z + k * thick + rng.uniform(0, 0.02, k.shape) * thick
    density = params["density"] * rng.normal(1, 0.07, k.shape)
    ends = near, near + wide * rng.uniform(0.955, 0.99, k.shape), low, low + thick * rng.uniform(0.93, 0.98, k.shape)
    boards.add((left + right) / 2, (right - left) / 2, 0, *ends, 3, density)
    return layers * thick


KIND = LoadKind(
    "timber",
    Goods(Message(N_("Pine timber, sawn lengthwise")), "4407 11", Message(N_("packs"))),
    choose,
    build,
    LIMITS,
)
