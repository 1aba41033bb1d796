"""Household effects of a removal: mostly closed cartons, furniture taken apart, a few appliances; 100 to 130 kg/m³."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.consignments import Sort, mixed
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Goods, LoadKind, Params
from xray_trainer.simulator.stowing import Stowed
from xray_trainer.text import N_, Message

SORTS = (
    Sort("clothes-carton", 0.22, hides=True, light=True),
    Sort("crockery-carton", 0.18, hides=True),
    Sort("books-carton", 0.08, hides=True, tiers=5),
    Sort("shoes-carton", 0.05, hides=True),
    Sort("lamps-carton", 0.07, hides=True, light=True),
    Sort("tools-carton", 0.03, hides=True, most=4),
    Sort("furniture-boards", 0.09, tiers=3, most=6),
    Sort("sofa", 0.07, tiers=1, flat=False, most=2, turned=(0.0, 90.0)),
    Sort("mattress", 0.06, tiers=1, most=4),
    Sort("carpet-roll", 0.05, tiers=3, flat=False, most=4),
    Sort("refrigerator", 0.03, tiers=1, floor=True, hides=True, most=1),
    Sort("washing-machine", 0.03, tiers=1, floor=True, hides=True, most=1),
    Sort("flat-television", 0.03, tiers=1, most=2),
    Sort("picture-tube-television", 0.02, tiers=1, most=2),
    Sort("bicycle", 0.04, tiers=1, flat=False, most=3),
)


def _choose(space: Cuboid, rng: np.random.Generator) -> Params:
    return {
        "lines": float(max(8, round(rng.uniform(30, 44) * min(1.0, space.size[0] / 9000)))),
        "share": round(float(rng.uniform(0.75, 0.97)), 3),
        "clearance": float(round(rng.uniform(80, 350))),
    }


def _build(space: Cuboid, params: Params, rng: np.random.Generator) -> Stowed:
    return mixed(space, SORTS, round(params["lines"]), params["share"], params["clearance"], rng)


KIND = LoadKind(
    "removals",
    Goods(Message(N_("Household effects of a removal")), "9905 00", Message(N_("pieces"))),
    _choose,
    _build,
    {"lines": (1.0, 60.0), "share": (0.05, 1.0), "clearance": (20.0, 1500.0)},
)
