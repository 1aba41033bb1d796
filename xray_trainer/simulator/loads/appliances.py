"""Appliances in their cartons: one to three lots, one model a lot, in rows to the roof."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.consignments import Sort, Stower
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Goods, LoadKind, Params
from xray_trainer.simulator.stowing import Stowed
from xray_trainer.text import N_, Message

MODELS = 12
SORTS = (
    Sort("washing-machine", 0.4, tiers=2, hides=True, most=200),
    Sort("refrigerator", 0.35, tiers=1, hides=True, most=120, turned=(0.0, 90.0)),
    Sort("flat-television", 0.25, tiers=3, most=200, hides=True, turned=(0.0, 90.0)),
)


def _choose(space: Cuboid, rng: np.random.Generator) -> Params:
    lots = int(rng.integers(1, 4))
    chosen = {f"lot{lot}": float(rng.choice(len(SORTS), p=[sort.share for sort in SORTS])) for lot in range(3)}
    models = {f"model{lot}": float(rng.integers(MODELS)) for lot in range(3)}
    return {
        "lots": float(lots),
        **chosen,
        **models,
        "share": round(float(rng.uniform(0.86, 0.97)), 3),
        "clearance": float(round(rng.uniform(60, 150))),
    }


def _build(space: Cuboid, params: Params, rng: np.random.Generator) -> Stowed:
    reach, roof = params["share"] * space.size[0], space.size[2] - params["clearance"]
    stower = Stower(space, reach, roof, rng)
    lots = round(params["lots"])
    volume = reach * space.size[1] * roof * 1e-6
    for lot in range(lots):
        sort, model = SORTS[round(params[f"lot{lot}"])], round(params[f"model{lot}"])
        stower.consignment(sort, model, volume if lot == lots - 1 else volume / lots * rng.uniform(0.6, 0.9))
    small = Sort("flat-television", 0.0, tiers=2, most=40, turned=(0.0, 90.0))  # on what leaves room under the roof
    stower.consignment(small, round(params["model0"]), volume * 0.1)
    return stower.stowed(SORTS)


KIND = LoadKind(
    "appliances",
    Goods(Message(N_("Household appliances in cartons")), "8450 11", Message(N_("cartons"))),
    _choose,
    _build,
    {
        "lots": (1.0, 3.0),
        "lot0": (0.0, 2.0),
        "lot1": (0.0, 2.0),
        "lot2": (0.0, 2.0),
        "model0": (0.0, 11.0),
        "model1": (0.0, 11.0),
        "model2": (0.0, 11.0),
        "share": (0.05, 1.0),
        "clearance": (20.0, 1500.0),
    },
)
