"""Parts of vehicles: a few variants of each, so that their projections are met again in other scenes.

A part is written for the side nearer to the source (its outside towards -y) and mirrored for the other. No variant is
alike, and each stands turned a little, so that no two overlaps match.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from xray_trainer.simulator import meshes, posed
from xray_trainer.simulator.goods.making import Assembly
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.mesh import Item, Pose
from xray_trainer.simulator.shapes import scale

VARIANTS = 6
LEAN = 0.6  # degrees, standard deviation of how a part stands beside its plan

Recipe = Callable[[Assembly, np.random.Generator], None]


@dataclass(frozen=True, slots=True)
class PartKind:
    """A kind of part. lean : degrees, how far its variants stand beside their plan. reach : mm that none is beyond."""

    name: str
    recipe: Recipe
    lean: float
    reach: float

    def item(self, variant: int, far: bool = False) -> Item:
        """One of its variants, for the near or the far side."""
        return _made(self, variant % VARIANTS, far)[0]

    def draw(self, maps: Maps, variant: int, x: float, y: float, z: float, far: bool = False, yaw: float = 0.0) -> None:
        """Add one of its variants with its origin at (x, y, z) mm, mirrored in depth for the far side."""
        variant %= VARIANTS
        if not meshes.ball_meets(maps, Pose(x, y, z), self.reach):
            return  # before it is made
        item, lean = _made(self, variant, far)
        posed.draw(maps, item, replace(lean, x=x, y=y, z=z, yaw=lean.yaw + yaw))


@lru_cache(maxsize=256)
def _made(kind: PartKind, variant: int, far: bool) -> tuple[Item, Pose]:
    rng = np.random.Generator(np.random.PCG64([zlib.crc32(kind.name.encode()), variant, far]))
    assembly = Assembly()
    kind.recipe(assembly, rng)
    if far:
        assembly = assembly.altered(lambda mesh: scale(mesh, y=-1.0))
    yaw, pitch = rng.normal(0.0, kind.lean, 2).round(2).tolist()
    return Item(f"vehicle {kind.name}", assembly.parts(), f"{variant}{'far' if far else ''}"), Pose(0, 0, 0, yaw, pitch)


def part(recipe: Recipe, lean: float = LEAN, reach: float = 1850.0) -> PartKind:
    """A kind of part of a recipe, called as the recipe is."""
    return PartKind(recipe.__name__.strip("_").replace("_", "-"), recipe, lean, reach)
