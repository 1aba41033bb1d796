"""Things made of triangles: closed solids with a density, thin sheets with a thickness, put together to items."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.materials import Material


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """vertices : (n, 3) float64, mm. triangles : (m, 3) int32, counter-clockwise seen from outside of a solid."""

    vertices: npt.NDArray[np.float64]
    triangles: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A mesh of one material.

    thickness : mm for a thin sheet (its mesh may be open); None for a closed solid. fill : share of the solid or sheet
    that is matter (windings, laminations, unknown small parts); negative where it takes matter away.
    """

    mesh: Mesh
    material: Material
    thickness: float | None = None
    fill: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A thing in coordinates of its own: x and y about its middle, z up from its base, mm.

    name : what it is ("washing-machine"). variant : what tells two items of one name apart; items of equal name and
    variant are the same, so that their projections can be kept.
    """

    name: str
    parts: tuple[Part, ...]
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Pose:
    """Where an item stands: its base's middle at x, y, z (mm); turned by `yaw` about z, then tilted by `pitch` about y
    and `roll` about x; degrees."""

    x: float
    y: float
    z: float
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
