"""How a good is made: parts gathered by material, from a generator of its own a variant."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from xray_trainer.simulator.materials import material
from xray_trainer.simulator.mesh import Item, Mesh, Part
from xray_trainer.simulator.shapes import cat, move, turn

VARIANTS = 12  # of each good; few, so that their projections are met again

# what little there is of the one looks like the other, and each material costs a pass of its own
_AS_GOOD_AS = {"bitumen": "rubber", "polycarbonate": "abs", "carpet": "felt", "brass": "copper", "mdf": "wood"}
_AS_GOOD_AS |= {"plywood": "wood", "cardboard": "wood", "paper": "wood", "hardwood": "wood", "cast-iron": "steel"}
_AS_GOOD_AS |= {"ceramic": "glass", "felt": "cloth", "pu-foam": "cloth"}


class Assembly:
    """Parts being put together; those of one material, thickness and fill become one part."""

    def __init__(self) -> None:
        self._meshes: dict[tuple[str, float | None, float], list[Mesh]] = {}

    def solid(self, mesh: Mesh, name: str, fill: float = 1.0) -> None:
        """Add a closed solid of a material; a negative fill takes matter away."""
        self._meshes.setdefault((name, None, fill), []).append(mesh)

    def sheet(self, mesh: Mesh, name: str, thickness: float, fill: float = 1.0) -> None:
        """Add a thin sheet, `thickness` mm."""
        self._meshes.setdefault((name, thickness, fill), []).append(mesh)

    def put(
        self, other: Assembly, x: float = 0.0, y: float = 0.0, z: float = 0.0, yaw: float = 0.0, gauge: float = 1.0
    ) -> None:
        """Add all of another assembly, turned about z and moved; `gauge` makes its sheets thicker."""
        for (name, thickness, fill), meshes in other._meshes.items():
            key = name, None if thickness is None else thickness * gauge, fill
            self._meshes.setdefault(key, []).append(move(turn(cat(*meshes), "z", yaw), x, y, z))

    def altered(self, change: Callable[[Mesh], Mesh]) -> Assembly:
        """Another assembly of the same parts, each changed in the same way."""
        found = Assembly()
        for key, meshes in self._meshes.items():
            found._meshes[key] = [change(cat(*meshes))]
        return found

    def alike(self, same: Mapping[str, str]) -> Assembly:
        """Another assembly in which some materials count as others (each material costs a pass), of the same mass."""
        found = Assembly()
        for (name, thickness, fill), meshes in self._meshes.items():
            told = same.get(name, name)
            share = material(name).density / material(told).density
            key = (told, None, fill * share) if thickness is None else (told, thickness * share, fill)
            found._meshes.setdefault(key, []).extend(meshes)
        return found

    def parts(self) -> tuple[Part, ...]:
        """What was gathered, in the order in which each kind of part first came."""
        return tuple(
            Part(cat(*meshes), material(name), thickness, fill)
            for (name, thickness, fill), meshes in self._meshes.items()
        )


Recipe = Callable[[Assembly, np.random.Generator], None]


@dataclass(frozen=True, slots=True)
class Good:
    """A kind of thing: called with a variant, 0 to VARIANTS - 1, it gives the item; the same again each time."""

    name: str
    recipe: Recipe

    def __call__(self, variant: int) -> Item:
        """The item of a variant."""
        return _made(self, variant % VARIANTS)

    def generator(self, variant: int) -> np.random.Generator:
        """The generator a variant is made from."""
        return np.random.Generator(np.random.PCG64([zlib.crc32(self.name.encode()), variant]))


@lru_cache(maxsize=160)
def _made(kind: Good, variant: int) -> Item:
    assembly = Assembly()
    kind.recipe(assembly, kind.generator(variant))
    points = np.concatenate([part.mesh.vertices for part in assembly.parts()])
    least, most = points.min(0), points.max(0)
    x, y = (least + most)[:2] / -2
    assembly = assembly.alike(_AS_GOOD_AS).altered(lambda mesh: move(mesh, x, y, -least[2]))
    return Item(kind.name, assembly.parts(), str(variant))


def good(recipe: Recipe) -> Good:
    """Make a good of a recipe; the good is called as the recipe is, with hyphens."""
    return Good(recipe.__name__.replace("_", "-"), recipe)
