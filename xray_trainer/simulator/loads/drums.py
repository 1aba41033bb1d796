"""Steel drums of 216 litres, four in depth, in one tier or two with boards between.

Facts: 0.585 m across, 0.88 m high, walls 1.2 mm with two hoops, rolled rims; liquids stand level at about 97 %, pastes
are domed. Boards of different thickness under the rows of the second tier keep the seam from being one line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Block, Goods, LoadKind, Params
from xray_trainer.simulator.materials import material
from xray_trainer.simulator.piles import Laying, Pile, Stuff, crowns, heaviest, pile
from xray_trainer.simulator.solids import Bricks, Tops

ACROSS, TALL = 585.0, 880.0
INSIDE = 0.66  # of a drum: the side of the largest upright box in it
WALL, FOOT = 1.15, 12.0  # mm of steel; of the rim under the bottom
LID = 4.0  # mm over which a lid's steel is spread: its height when it is not quite flat
LIMITS = {
    "tiers": (1.0, 2.0),
    "second": (0.0, 1.0),
    "pitch": (580.0, 640.0),
    "rows": (1.0, 4.0),
    "density": (0.5, 1.6),
    "headspace": (10.0, 250.0),
    "dome": (0.0, 120.0),
    "boards": (0.0, 120.0),
    "unrest": (0.2, 2.0),
}

Floats = npt.NDArray[np.float64]


def kind(name: str, goods: Goods, stuff: str, densities: tuple[float, float], dome: tuple[float, float]) -> LoadKind:
    """Drums of one stuff. densities : g/cm³. dome : mm by which the contents rise in the middle."""

    def choose(space: Cuboid, rng: np.random.Generator) -> Params:
        density, pitch = float(rng.uniform(*densities)), float(rng.uniform(588, 612))
        one = 0.2185 * density * 1000 + 21
        per_tier = int(space.size[0] // pitch) * 4
        allowed = heaviest(space) * 0.97 / one / per_tier  # tiers
        second = float(np.clip(allowed - 1, 0, 1)) * float(1 if rng.random() < 0.5 else rng.uniform(0, 0.5))
        tiers = 2.0 if second > 0.12 and space.size[2] > 2 * TALL + 200 else 1.0
        return {
            "tiers": tiers,
            "second": second if tiers == 2 else 0.0,
            "pitch": pitch,
            "rows": 4.0 if allowed >= 1 else 3.0,
            "density": density,
            "headspace": float(rng.uniform(24, 60)),
            "dome": float(rng.uniform(*dome)),
            "boards": float(rng.uniform(10, 60)),
            "unrest": float(rng.uniform(0.6, 1.3)),
        }

    def build(space: Cuboid, params: Params, rng: np.random.Generator) -> Pile:
        return _build(space, params, rng, stuff)

    return LoadKind(name, goods, choose, build, LIMITS)


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Drums where they stand, (n,) mm: middles of their bottoms, and lean."""

    x: Floats
    y: Floats
    z: Floats
    lean: Floats


def _build(space: Cuboid, params: Params, rng: np.random.Generator, stuff: str) -> Pile:
    rows, pitch = int(params["rows"]), params["pitch"]
    count = max(1, int((space.size[0] - 10) // pitch))
    deep = min(pitch, (space.size[1] - ACROSS - 8) / max(1, rows - 1))
    slack = space.size[0] - count * pitch
    start = space.x1 - count * pitch - slack * rng.uniform(0.1, 0.5)
    standing, boards = [], Laying()
    second = int(params["second"] * count) if params["tiers"] > 1.5 else 0
    for row in range(rows):
        y = (
            space.y0
            + ACROSS / 2
            + 4
            + row * deep
            + (space.size[1] - ACROSS - 8 - (rows - 1) * deep) * rng.uniform(0, 1)
        )
        shift, board = rng.normal(0, 14) * params["unrest"], params["boards"] * rng.uniform(0.3, 1.6)
        for column in range(count):
            x = start + (column + 0.5) * pitch + shift + rng.normal(0, 4) * params["unrest"]
            x = float(np.clip(x, space.x0 + ACROSS / 2 + 6, space.x1 - ACROSS / 2 - 6))
            lean, upper = rng.normal(0, 0.003) * params["unrest"], column >= count - second
            standing.append((x, y + rng.normal(0, 2), space.z0, lean))
            if upper:
                boards.add(x, pitch / 2, 0, y - 280, y + 280, space.z0 + TALL, space.z0 + TALL + board, 0, 0.45)
                standing.append((x + rng.normal(0, 9), y + rng.normal(0, 2), space.z0 + TALL + board, lean))
    drums = Standing(*np.array(standing).T)
    matter: list[Stuff] = [(material(stuff), _contents(drums, params, rng))]
    matter += [(material("steel"), body) for body in _steel(drums, rng)]
    if len(boards):
        matter.append((material("wood"), boards.bricks()))
    full = pile(matter, drums.x.size, ())
    return replace(full, blocks=_insides(full, drums, TALL - params["headspace"] - 1.2 * params["dome"] - 20))


def _insides(full: Pile, drums: Standing, level: float) -> tuple[Block, ...]:
    """What fits upright into each drum, below its level: something is hidden in a drum, never across several."""
    half, low = INSIDE * ACROSS / 2, FOOT + 12
    boxes = [
        Cuboid(x - half, x + half, y - half, y + half, z + low, z + level)
        for x, y, z in zip(drums.x.tolist(), drums.y.tolist(), drums.z.tolist(), strict=True)
    ]
    dense = sum(matter.kg(boxes[0]) for _, matter in full.stuff) / boxes[0].litres
    return tuple(Block(box, dense) for box in boxes)


def _contents(drums: Standing, params: Params, rng: np.random.Generator) -> Tops:
    """What is in the drums, round, level or domed on top."""
    n = drums.x.size
    level = TALL - FOOT - params["headspace"] + rng.normal(0, 4 + 0.12 * params["dome"], n)
    dome = np.maximum(1.0, params["dome"] * rng.uniform(0.6, 1.3, n))
    level -= np.where(params["dome"] > 5, dome * 0.3, 0)
    fall = np.stack((dome, dome * rng.uniform(0.85, 1.15, n)), axis=1)
    left, right, drop = crowns(fall, rng.uniform(-0.15, 0.15, n), 0.25 * dome, rng.uniform(1.6, 2.2, n))
    low, half = drums.z + FOOT, ACROSS / 2 - WALL - 2
    high = low + level
    laying = Laying()
    x, y = drums.x + drums.lean * level / 2, drums.y
    density = params["density"] * rng.normal(1, 0.004, n)
    laying.add(x, half, drums.lean, y - half, y + half, low, high, 0, density, high, drop, dome * 0.9, 0)
    return laying.tops(left, right, plan=2.0, cut=12)


def _steel(drums: Standing, rng: np.random.Generator) -> tuple[Bricks, Bricks]:
    """Walls, rims and hoops (each a full drum less a smaller one); lids and bottoms."""
    n, radius = drums.x.size, ACROSS / 2
    laying, thin = Laying(), 7.85 * WALL / LID

    def ring(low: Floats, high: Floats, outside: float, thick: float) -> None:
        middle = drums.x + drums.lean * (low + high) / 2
        for size, density in ((outside, 7.85), (outside - thick, -7.85)):
            ends = drums.y - size, drums.y + size
            laying.add(middle, size, drums.lean, *ends, drums.z + low, drums.z + high, 0, density)

    zero = np.zeros(n)
    ring(zero + 2, zero + TALL - 2, radius - 4, WALL)
    for hoop in (TALL / 3, 2 * TALL / 3):
        at = hoop + rng.normal(0, 3, n)
        ring(at - 8, at + 8, radius, 2.2)
    for low, high in ((0.0, 9.0), (TALL - 9.0, TALL)):
        ring(zero + low, zero + high, radius, 4.5)
    plates = Laying()
    inner = radius - 6
    for low in (FOOT - LID, TALL - FOOT):
        x, y0, y1 = drums.x + drums.lean * low, drums.y - inner, drums.y + inner
        plates.add(x, inner, drums.lean, y0, y1, drums.z + low, drums.z + low + LID, 0, thin)
    return laying.bricks(plan=2.0), plates.bricks(plan=2.0)
