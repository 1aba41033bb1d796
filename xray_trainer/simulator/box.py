"""What a container is to the rest of the simulator: steel round a space, and the hollows of that steel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from xray_trainer.simulator.cuboid import Cuboid

Kind = Literal["dry", "reefer"]
Length = Literal[20, 40]


@dataclass(frozen=True, slots=True)
class ContainerSpec:
    """As a scene writes it. seed : of its dents, patches and tolerances. underside : mm above the ground."""

    kind: Kind = "dry"
    feet: Length = 40
    high_cube: bool = False
    seed: int = 0
    underside: float = 1400.0


@dataclass(frozen=True, slots=True)
class Box:
    """A container as others need to know it.

    outer : its outer faces. space : the load space. hollows : where something can be hidden in the structure, by place:
    "front-wall", "roof", "floor", "doors", "corner-post", "reefer-unit", each one or several cuboids.
    """

    spec: ContainerSpec
    outer: Cuboid
    space: Cuboid
    hollows: Mapping[str, tuple[Cuboid, ...]] = field(default_factory=dict)
