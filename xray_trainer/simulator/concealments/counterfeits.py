"""Counterfeits in cartons like all others: only what is inside of them differs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xray_trainer.simulator.concealments import lots, spots
from xray_trainer.simulator.concealments.matter import Piece, Plate, mass_of, stash
from xray_trainer.simulator.concealments.packing import Packed, packed
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.hidden import ConcealmentKind, Hidden, Surroundings
from xray_trainer.simulator.load import Params
from xray_trainer.simulator.materials import material
from xray_trainer.text import N_, Message

WALL = 4.0  # mm of board
CONTENTS = ("plastic", "textile", "pcb", "leather", "glass")
UNIT = (420.0, 320.0, 300.0)  # mm of a carton
USUAL = 0.25  # g/cm³ of goods in cartons, where the load does not say
CUE = N_(
    "Outside all cartons are alike. In these the contents lie in other rows, with other gaps and another darkness "
    "than in their neighbours: compare carton with carton, and look for the plane at which the pattern changes."
)
NO_CARTONS = (  # loads that hold no cartons a further one could pass for
    "car-tyres",
    "cement-bags",
    "clothing-bales",
    "coffee-bags",
    "cotton-bales",
    "feed-pallets",
    "fertiliser-bags",
    "flour-bags",
    "oil-drums",
    "onion-nets",
    "paste-drums",
    "peanut-bags",
    "rice-bags",
    "sugar-bags",
    "tile-pallets",
    "timber",
    "truck-tyres",
    "used-cars",
)
LIMITS = {"count": (1, 400), "inside": (0, len(CONTENTS) - 1), "rows": (1, 6), "tiers": (1, 6), "dense": (0.5, 2.0)}


def _block(around: Surroundings, count: int) -> Packed | None:
    return packed(count, UNIT, lots.room_for(around, "cargo"), 2.0)


def _choose(around: Surroundings, place: str, rng: np.random.Generator) -> Params | None:
    block = _block(around, lots.counted(rng, (6, 160)))
    at = spots.draw_in_cargo(around, block.size, rng) if block else None
    if block is None or at is None:
        return None
    return {
        "count": block.count,
        "inside": int(rng.integers(len(CONTENTS))),
        "rows": int(rng.integers(2, 6)),
        "tiers": int(rng.integers(1, 5)),
        "dense": rng.uniform(0.75, 1.3),
        **at,
    }


def _build(around: Surroundings, place: str, params: Params, rng: np.random.Generator) -> Hidden:
    block = _block(around, int(params["count"])) or Packed(1, 1, 1, 1, (UNIT[0] + 2, UNIT[1] + 2, UNIT[2] + 2))
    spot = spots.in_cargo(around, block.size, params)
    dense = (spots.density(around, spot.box) or USUAL) * params["dense"]
    pieces: list[Piece] = []
    for x, z, y0, y1 in _rows(block, spot.box):
        pieces += _cartons(Cuboid(x - UNIT[0] / 2, x + UNIT[0] / 2, y0, y1, z, z + UNIT[2]), params, dense, rng)
    what = Message(
        N_("{count} cartons of counterfeit goods, {mass} kg together"),
        {"count": block.count, "mass": lots.kilograms(mass_of(pieces))},
    )
    return stash(pieces, spot.displaces, lots.said(what, place, spot.box, around, CUE))


def _rows(block: Packed, box: Cuboid) -> Iterator[tuple[float, float, float, float]]:
    """Middle x, base z and the stretch of y of each row of cartons across; its cartons are alike, so it is one body."""
    found: dict[tuple[float, float], list[float]] = {}
    for x, y, z in block.spots(box):
        found.setdefault((x, z), []).append(y)
    for (x, z), middles in found.items():
        yield x, z, min(middles) - UNIT[1] / 2, max(middles) + UNIT[1] / 2


def _cartons(box: Cuboid, params: Params, dense: float, rng: np.random.Generator) -> list[Piece]:
    """Cartons side by side and their contents in rows and tiers with gaps between."""
    rows, tiers = max(1, int(params["rows"])), max(1, int(params["tiers"]))
    name = CONTENTS[int(params["inside"]) % len(CONTENTS)]
    inner = Cuboid(box.x0 + WALL, box.x1 - WALL, box.y0 + WALL, box.y1 - WALL, box.z0 + WALL, box.z1 - WALL)
    shell = 1 - inner.litres / box.litres
    board = material("cardboard").density * shell
    length, depth, height = inner.size
    step, rise = length / rows, height / tiers
    wide, tall = step * 0.8, rise * 0.86
    share = rows * tiers * wide * tall * (depth * 0.94) * 1e-6 / box.litres
    fill = max(0.02, min(1.0, (dense - board) / (share * material(name).density)))
    pieces: list[Piece] = [Plate("cardboard", box, shell)]
    for row in range(rows):
        for tier in range(tiers):
            x = inner.x0 + (row + 0.5) * step + rng.uniform(-1, 1) * (step - wide) * 0.3
            z = inner.z0 + tier * rise
            body = Cuboid(x - wide / 2, x + wide / 2, inner.y0 + 0.03 * depth, inner.y1 - 0.03 * depth, z, z + tall)
            pieces.append(Plate(name, body, fill))
    return pieces


KIND = ConcealmentKind(
    "counterfeits",
    Message(N_("Counterfeit goods")),
    "counterfeits",
    ("cargo",),
    _choose,
    _build,
    {**LIMITS, **spots.WHERE},
    NO_CARTONS,
)
