"""Where the steel is put up: coordinates of the container, its chance, and how its long parts wave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xray_trainer.simulator import slabs
from xray_trainer.simulator.box import Box
from xray_trainer.simulator.container.layout import SIDE
from xray_trainer.simulator.crossings import Floats
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.materials import Material, material
from xray_trainer.simulator.slabs import Bound, Curve

NEAR, FAR = -1, 1  # the sides of the container as the source of the side view sees them
SIDES = (NEAR, FAR)


STEP = 20.0  # mm between the known points of a wavy line


@dataclass(frozen=True, slots=True, eq=False)
class Waves:
    """A wavy line along x in mm: its heights every STEP mm from x = 0 on, straight between."""

    heights: Floats

    def __call__(self, x: Floats) -> Floats:
        """Its height at x."""
        return np.interp(x, np.arange(self.heights.size) * STEP, self.heights)


def waves(rng: np.random.Generator, rms: float, longest: float, end: float, fall: float = 0.0) -> Waves:
    """Seven sines of lengths from `longest` down to a tenth of it, together of this rms, from x = 0 to `end`.

    fall : mm lower at both ends, dying away within 500 mm.
    """
    lengths = longest * np.geomspace(1.0, 0.1, 7) * rng.uniform(0.85, 1.15, 7)
    weights = rng.uniform(0.4, 1.0, 7) * (lengths / longest) ** 0.6
    weights *= rms * np.sqrt(2) / np.sqrt((weights**2).sum())
    x = np.arange(int(end / STEP) + 2) * STEP
    turns = 2 * np.pi * x[:, None] / lengths + rng.uniform(0, 2 * np.pi, 7)
    fallen = fall * (np.exp(-x / 500) + np.exp((x - end) / 500))
    return Waves(np.sin(turns) @ weights - fallen)


@dataclass(frozen=True, slots=True)
class Site:
    """One container being drawn. z counts from its underside here; `inward` from the outer face of a side.

    sag : how roof and top rails wave together.
    """

    maps: Maps
    box: Box
    sag: Waves

    @property
    def length(self) -> float:
        """Outer length, mm."""
        return self.box.outer.x1

    @property
    def height(self) -> float:
        """Outer height, mm."""
        return self.box.outer.size[2]

    def chance(self, *part: int) -> np.random.Generator:
        """The chance of one part, the same whatever else is drawn."""
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.box.spec.seed, *part])))

    def slab(
        self, what: Material, x: Sequence[Bound], y: Sequence[Bound], z: Sequence[Bound], fill: Bound = 1.0
    ) -> None:
        """A slab in the container's coordinates; x, y, z are pairs."""
        (x0, x1), (y0, y1) = x, y
        z0, z1 = (raised(one, self.box.outer.z0) for one in z)
        slabs.slab(self.maps, what, self._level(x0), self._level(x1), y0, y1, z0, z1, fill)

    def bundle(
        self, what: Material, x: tuple[float, float], sections: Sequence[tuple[float, float, float, float]]
    ) -> None:
        """Many slabs of one length, each (y0, y1, z0, z1) in the container's coordinates."""
        under = self.box.outer.z0
        slabs.bundle(self.maps, what, *x, [(y0, y1, z0 + under, z1 + under) for y0, y1, z0, z1 in sections])

    def beside(
        self,
        side: int,
        what: Material,
        x: Sequence[Bound],
        inward: Sequence[float],
        z: Sequence[Bound],
        fill: Bound = 1.0,
    ) -> None:
        """A slab at a side, from inward[0] to inward[1] mm within its outer face."""
        y = sorted((side * (SIDE - inward[0]), side * (SIDE - inward[1])))
        self.slab(what, x, y, z, fill)

    def tube(
        self,
        what: Material,
        x: tuple[float, float],
        y: tuple[float, float],
        z: tuple[float, float],
        wall: float,
        along: str,
        fill: float = 1.0,
    ) -> None:
        """A rectangular tube, open at its ends, along x, y or z."""
        self.slab(what, x, y, z, fill)
        inner_x, inner_y, inner_z = (
            pair if axis == along else (pair[0] + wall, pair[1] - wall) for axis, pair in (("x", x), ("y", y), ("z", z))
        )
        self.slab(what, inner_x, inner_y, inner_z, -fill)

    def upright(
        self, what: Material, centre: tuple[float, float], z: tuple[float, float], radius: float, inner: float = 0.0
    ) -> None:
        """A round bar or tube along z at (x, y)."""
        slabs.rod(self.maps, what, "z", z[0] + self.box.outer.z0, z[1] + self.box.outer.z0, centre, radius, inner)

    def across(
        self, what: Material, y: tuple[float, float], centre: tuple[float, float], radius: float, inner: float = 0.0
    ) -> None:
        """A round bar or tube along y at (x, z)."""
        slabs.rod(self.maps, what, "y", *y, (centre[0], centre[1] + self.box.outer.z0), radius, inner)

    def lengthwise(
        self, what: Material, x: tuple[float, float], centre: tuple[float, float], radius: float, inner: float = 0.0
    ) -> None:
        """A round bar or tube along x at (y, z)."""
        slabs.rod(self.maps, what, "x", *x, (centre[0], centre[1] + self.box.outer.z0), radius, inner)

    def wire(self, what: Material, points: Sequence[tuple[float, float, float]], diameter: float) -> None:
        """A wire through points of the container's coordinates."""
        slabs.wire(self.maps, what, np.asarray(points) + np.array([0.0, 0.0, self.box.outer.z0]), diameter)

    def _level(self, bound: Bound) -> Bound:
        """An end that leans with z, told the container's own z."""
        if not callable(bound):
            return bound
        own, under = bound, self.box.outer.z0
        return lambda z: own(z - under)


def raised(bound: Bound, by: float) -> Bound:
    """A bound so much higher."""
    if not callable(bound):
        return bound + by
    own = bound
    return lambda x: own(x) + by


def leaning(at: float, per_mm: float, middle: float) -> Curve:
    """An end of something upright that leans by `per_mm` along x, true at the height `middle`."""
    return lambda z: at + per_mm * (z - middle)


def steel() -> Material:
    """What most of it is."""
    return material("steel")
