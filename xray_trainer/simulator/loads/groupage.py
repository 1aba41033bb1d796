"""Groupage: twenty to forty small consignments of many senders, cartons to the roof, crates and machines below."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.consignments import Sort, mixed
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Goods, LoadKind, Params
from xray_trainer.simulator.stowing import Stowed
from xray_trainer.text import N_, Message

SORTS = (
    Sort("books-carton", 0.06, hides=True, pallet=0.5, tiers=5),
    Sort("clothes-carton", 0.12, hides=True, pallet=0.15, light=True),
    Sort("shoes-carton", 0.10, hides=True, turned=(0.0, 90.0)),
    Sort("crockery-carton", 0.08, hides=True, pallet=0.3),
    Sort("tools-carton", 0.08, hides=True, pallet=0.4),
    Sort("tins-carton", 0.06, hides=True, pallet=0.6, tiers=6),
    Sort("bottles-carton", 0.07, hides=True, pallet=0.6, tiers=5),
    Sort("lamps-carton", 0.10, hides=True, pallet=0.2, light=True),
    Sort("paint-bucket", 0.05, tiers=5, pallet=0.5),
    Sort("crated-machine", 0.08, tiers=1, floor=True, most=3, turned=(0.0, 90.0)),
    Sort("refrigerator", 0.03, tiers=1, floor=True, hides=True, most=6, turned=(0.0, 90.0)),
    Sort("washing-machine", 0.03, tiers=2, floor=True, hides=True, most=8),
    Sort("flat-television", 0.04, tiers=2, most=10, turned=(0.0, 90.0)),
    Sort("carpet-roll", 0.05, tiers=4, flat=False, most=8),
    Sort("furniture-boards", 0.03, tiers=3, most=6),
    Sort("tyres-stack", 0.03, tiers=1, floor=True, most=6),
    Sort("drum", 0.03, tiers=1, floor=True, most=8),
    Sort("pipes-bundle", 0.03, tiers=2, floor=True, most=3),
    Sort("engine", 0.02, tiers=1, floor=True, flat=False, most=2),
    Sort("bicycle", 0.02, tiers=1, flat=False, most=3),
    Sort("mattress", 0.02, tiers=1, most=3),
    Sort("sofa", 0.02, tiers=1, flat=False, most=2, turned=(0.0, 90.0)),
)


def _choose(space: Cuboid, rng: np.random.Generator) -> Params:
    lines = int(rng.integers(20, 41)) * min(1.0, space.size[0] / 9000)
    return {
        "lines": float(max(6, round(lines))),
        "share": round(float(rng.uniform(0.88, 0.97)), 3),
        "clearance": float(round(rng.uniform(50, 150))),
    }


def _build(space: Cuboid, params: Params, rng: np.random.Generator) -> Stowed:
    return mixed(space, SORTS, round(params["lines"]), params["share"], params["clearance"], rng)


KIND = LoadKind(
    "groupage",
    Goods(Message(N_("Mixed consumer goods, groupage")), "9990 00", Message(N_("packages"))),
    _choose,
    _build,
    {"lines": (1.0, 60.0), "share": (0.05, 1.0), "clearance": (20.0, 1500.0)},
)
