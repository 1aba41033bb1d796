"""A false front wall with drugs behind it: the inside is shorter than the outside says."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.concealments import lots, spots, structure
from xray_trainer.simulator.concealments.matter import Piece, Plate, mass_of, stash
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.hidden import ConcealmentKind, Hidden, Surroundings
from xray_trainer.simulator.load import Params
from xray_trainer.text import N_, Message

WALL = 2.5  # mm of steel
SECTION, WEB = 40.0, 3.0  # mm of the posts that hold it
BRICK = (220.0, 140.0, 40.0)
MATERIAL = "cocaine"
CUE = N_(
    "A second straight line stands {gap} cm before the front wall, from floor to roof, and the space behind it is "
    "filled from the floor up. Measure the inside: it is {gap} cm shorter than the type allows, and no goods reach "
    "the wall."
)


def _choose(around: Surroundings, place: str, rng: np.random.Generator) -> Params | None:
    return {"gap": rng.uniform(150, 320), "count": lots.counted(rng, (20, 700))}


def _build(around: Surroundings, place: str, params: Params, rng: np.random.Generator) -> Hidden:
    space = around.container.space
    hollow = Cuboid(space.x1 - params["gap"], space.x1, space.y0, space.y1, space.z0, space.z1)
    x = hollow.x0
    pieces: list[Piece] = [Plate("steel", Cuboid(x, x + WALL, space.y0, space.y1, space.z0, space.z1))]
    for y in np.linspace(space.y0 + SECTION, space.y1 - SECTION, 5).tolist():
        post = Cuboid(x + WALL, x + WALL + SECTION, y - SECTION / 2, y + SECTION / 2, space.z0, space.z1)
        pieces.append(Plate("steel", post, 1 - (1 - 2 * WEB / SECTION) ** 2))
    behind = Cuboid(x + WALL + SECTION, space.x1, space.y0, space.y1, space.z0, space.z1)
    bricks = structure.in_hollow(behind, int(params["count"]), BRICK, MATERIAL, rng)
    what = Message(
        N_("{count} bricks of pressed drugs, {mass} kg together, behind a false wall"),
        {"count": len(bricks), "mass": lots.kilograms(mass_of(bricks))},
    )
    where = spots.told("front-wall", hollow, around)
    cue = Message(CUE, {"gap": round(params["gap"] / 10)})
    note = Message(N_("{what}: {where}."), {"what": what, "where": where}), cue
    return stash(bricks, (hollow,), note).among(pieces)


KIND = ConcealmentKind(
    "false-wall",
    Message(N_("Drugs behind a false wall")),
    "drugs",
    ("front-wall",),
    _choose,
    _build,
    {"gap": (120.0, 400.0), "count": (1, 1500)},
)
