"""A scene: how one simulated case was made, small and frozen, every accepted number written out.

From a scene, rendering draws nothing anew: each part's finer irregularities come from that part's seed, the noise from
the scene's. All lengths in mm, masses in kg, angles in rad.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from xray_trainer.model import DoorEnd, Papers, View
from xray_trainer.simulator.box import ContainerSpec
from xray_trainer.simulator.load import Params

VERSION = 1
LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True, slots=True)
class VehicleSpec:
    """What carries the container. tractor : mm of the tractor that are in the picture, 0 for none."""

    kind: Literal["skeletal"] = "skeletal"
    seed: int = 0
    tractor: float = 0.0


@dataclass(frozen=True, slots=True)
class LoadSpec:
    """One load: its kind, the stretch x0..x1 of the load space it was given (mm from the doors), its numbers."""

    kind: str
    x0: float
    x1: float
    seed: int = 0
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConcealmentSpec:
    """One concealment: its kind, the place where it is hidden, its numbers."""

    kind: str
    place: str
    seed: int = 0
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DiscrepancySpec:
    """One way in which the papers do not agree with the load; `told` names what they should have said."""

    kind: Literal["other-goods", "too-heavy", "too-light", "part-load", "check-digit", "seal"]
    told: str = ""


@dataclass(frozen=True, slots=True)
class ViewSpec:
    """How one view looks at the scene; see `Fan`. source : height of the source, mm. mid : mm to the middle plane.

    left, right, bottom, top : mm of the frame. tilt : px a px. bounce : times the scanner's usual sway.
    """

    view: View = View.SIDE
    mid: float = 7000.0
    source: float = 2000.0
    yaw: float = 0.004
    left: float = -400.0
    right: float = 12600.0
    top: float = 4700.0
    bottom: float = -350.0
    tilt: float = 0.0
    bounce: float = 1.0


@dataclass(frozen=True, slots=True)
class Scene:
    """One case as it was made. profile : the scanner's name."""

    seed: int
    profile: str
    container: ContainerSpec
    views: tuple[ViewSpec, ...]
    loads: tuple[LoadSpec, ...] = ()
    concealments: tuple[ConcealmentSpec, ...] = ()
    vehicle: VehicleSpec | None = None
    door_end: DoorEnd = DoorEnd.LEFT
    papers: Papers | None = None
    discrepancies: tuple[DiscrepancySpec, ...] = ()
