"""What a load is to the rest of the simulator: matter in a space, with a mass, and places where something can hide.

A kind of load is one file in `loads/` that ends with `KIND = LoadKind(…)`; the registry finds it there.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol, TypeAlias

import numpy as np

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.maps import Maps
from xray_trainer.text import Message

Params: TypeAlias = Mapping[str, float]  # numbers of a scene, rounded as they are written
Limits: TypeAlias = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Goods:
    """What papers call a load. name : as a declaration says it. hs_code : six digits, "1701 99". pack : "bags"."""

    name: Message
    hs_code: str
    pack: Message


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the load that is filled evenly enough to hide something in. density : bulk, g/cm³."""

    box: Cuboid
    density: float


class Load(Protocol):
    """A load in its space, ready to be drawn. The same object draws the same matter each time, in any window."""

    @property
    def mass_kg(self) -> float:
        """Of all of it, with its packing."""

    @property
    def packages(self) -> int:
        """How many the papers count."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Where something can be hidden in it."""

    def draw(self, maps: Maps) -> None:
        """Add its matter."""

    def displaced(self, maps: Maps, body: Cuboid) -> float:
        """Add (as positive matter) the cargo that lies in `body` and would make room for it; gives its kg."""


@dataclass(frozen=True, slots=True)
class LoadKind:
    """One kind of load.

    choose : draws a variant's numbers for a space; build : makes the load of these numbers, everything finer from the
    generator, which is seeded by the scene. limits : the least and most of each number, for scenes written by hand.
    containers : "dry", "reefer", or both. least : mm of the space's length that it needs.
    """

    name: str
    goods: Goods
    choose: Callable[[Cuboid, np.random.Generator], Params]
    build: Callable[[Cuboid, Params, np.random.Generator], Load]
    limits: Limits
    containers: frozenset[str] = field(default_factory=lambda: frozenset({"dry"}))
    least: float = 0.0


@cache
def load_kinds() -> Mapping[str, LoadKind]:
    """All kinds of load by name, one a module of `loads`."""
    from xray_trainer.simulator import loads  # noqa: PLC0415 - its modules import this one

    modules = (importlib.import_module(f"{loads.__name__}.{one.name}") for one in pkgutil.iter_modules(loads.__path__))
    kinds = (module.KIND for module in modules if hasattr(module, "KIND"))
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: kind.name)}
