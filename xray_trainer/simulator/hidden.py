"""What a concealment is to the rest of the simulator.

A kind of concealment is one file in `concealments/` that ends with `KIND = ConcealmentKind(…)`; the registry finds it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np

from xray_trainer.simulator.box import Box
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Limits, Load, Params
from xray_trainer.simulator.maps import Maps
from xray_trainer.text import N_, Message

CATEGORIES: tuple[tuple[str, Message], ...] = (
    ("drugs", Message(N_("Drugs"))),
    ("tobacco", Message(N_("Tobacco"))),
    ("weapons", Message(N_("Weapons and ammunition"))),
    ("currency", Message(N_("Currency and gold"))),
    ("wildlife", Message(N_("Wildlife"))),
    ("strategic", Message(N_("Strategic goods"))),
    ("refrigerants", Message(N_("Refrigerants"))),
    ("counterfeits", Message(N_("Counterfeits"))),
    ("medicines", Message(N_("Medicines"))),
    ("precursors", Message(N_("Precursors"))),
    ("undeclared", Message(N_("Undeclared goods"))),
    ("people", Message(N_("People"))),
)
PLACES: tuple[tuple[str, Message], ...] = (
    ("cargo", Message(N_("In the cargo"))),
    ("doors", Message(N_("Behind the doors"))),
    ("front-wall", Message(N_("In the front wall"))),
    ("roof", Message(N_("In the roof"))),
    ("floor", Message(N_("Under the floor"))),
    ("side-wall", Message(N_("In a side wall"))),
    ("corner-post", Message(N_("In a corner post"))),
    ("reefer-unit", Message(N_("In the refrigeration unit"))),
    ("top", Message(N_("On top of the cargo"))),
    ("door-leaf", Message(N_("In the hollow of a door"))),
    ("whole-load", Message(N_("The whole load"))),
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where something is to be hidden: the container, its loads, and the space that each load was given."""

    container: Box
    loads: tuple[Load, ...]
    spaces: tuple[Cuboid, ...]


class Hidden(Protocol):
    """A concealment in its place, ready to be drawn. The same object draws the same matter each time.

    box : around all of it, mm. mass_kg : of all of it, as a scale feels it. things_kg : of what is forbidden
    alone, without rags or boards round it. displaces : bodies whose cargo made room for it. whole_load : whether all
    the cargo is the concealment (then `displaces` is the whole of the loads). note : what it is, where, and
    what gives it away; one or several sentences.
    """

    @property
    def box(self) -> Cuboid:
        """Around all of it."""

    @property
    def mass_kg(self) -> float:
        """Of all of it."""

    @property
    def things_kg(self) -> float:
        """Of what is forbidden alone."""

    @property
    def displaces(self) -> tuple[Cuboid, ...]:
        """What made room."""

    @property
    def whole_load(self) -> bool:
        """Whether it is all of the cargo."""

    @property
    def note(self) -> tuple[Message, ...]:
        """What is said of it."""

    def draw(self, maps: Maps) -> None:
        """Add its matter (not yet less what it displaces)."""


@dataclass(frozen=True, slots=True)
class ConcealmentKind:
    """One kind of concealment.

    category : slug of facts 4.3 ("drugs", "tobacco", …). places : slugs of where it is found. choose : draws a
    variant's numbers, None where it does not fit; build : makes it of these numbers. title : what the truth calls it.
    not_in : kinds of load that are the same goods, among which it would be nothing hidden.
    """

    name: str
    title: Message
    category: str
    places: tuple[str, ...]
    choose: Callable[[Surroundings, str, np.random.Generator], Params | None]
    build: Callable[[Surroundings, str, Params, np.random.Generator], Hidden]
    limits: Limits
    not_in: tuple[str, ...] = ()


@cache
def concealment_kinds() -> Mapping[str, ConcealmentKind]:
    """All kinds of concealment by name, one a module of `concealments`."""
    from xray_trainer.simulator import concealments  # noqa: PLC0415 - its modules import this one

    found = pkgutil.iter_modules(concealments.__path__)
    modules = (importlib.import_module(f"{concealments.__name__}.{one.name}") for one in found)
    kinds = (module.KIND for module in modules if hasattr(module, "KIND"))
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: kind.name)}
