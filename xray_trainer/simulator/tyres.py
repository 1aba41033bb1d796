"""Tyres stacked lying, some on edge on top: cards of a few tyres, seen at the slope, turned and put where each lies.

A card is a tyre's shell sampled finely and seen at one slope of the rays; tyres of one slope share it, each turned by
its own tilt in the picture's plane, which for rays across the container is a tilt about the ray.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

from xray_trainer.model import View
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.materials import Material, basis, composition, material

SLOPE_STEP = 0.025  # of the rays between two cards
SAMPLES = 120, 400, 2  # across the section, round the tyre, through the shell
CELL = 2.5  # mm of a card's pixel
CM = 0.1

Floats = npt.NDArray[np.float64]
Card = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Make:
    """One make of tyre. radius, inner : mm outside and at the bead. wide : mm. tread, wall : mm of rubber.

    lugs : grooves across the tread round it. groove : share of the tread that a groove leaves. squeeze : share by
    which it is oval.
    """

    radius: float
    inner: float
    wide: float
    tread: float
    wall: float
    lugs: int
    groove: float
    squeeze: float
    seed: int


@dataclass(frozen=True, slots=True, eq=False)
class Shell:
    """Points of a tyre that lies: (n,) mm about its middle, and the mm³ of rubber of each."""

    x: Floats
    y: Floats
    z: Floats
    volume: Floats


@lru_cache(maxsize=6)
def shell(make: Make) -> Shell:
    """Sample a tyre: tread, two walls that bulge, beads with steel in them, grooves, a dent or two."""
    rng = np.random.Generator(np.random.PCG64(make.seed))
    around, round_it, deep = SAMPLES
    s = (np.arange(around) + 0.5) / around * 2 - 1  # -1 lower bead … 0 tread's middle … 1 upper bead
    radius, height, thick = _section(make, s)
    angle = (np.arange(round_it) + rng.uniform(0, 1, (around, round_it))) / round_it * 2 * np.pi
    phase = make.lugs * angle + 2.6 * s[:, None] * make.lugs / 12
    on_tread = np.clip((0.52 - np.abs(s)) / 0.06, 0, 1)[:, None]
    cut = on_tread * np.clip(2.4 * np.sin(phase) - 1.2, 0, 1)
    ring = np.clip(1 - np.abs(np.abs(s) - 0.17) / 0.02, 0, 1)[:, None] * on_tread
    left = 1 - (1 - make.groove) * np.maximum(cut, ring)
    dents = sum(
        a * np.cos(k * (angle - p))
        for k, a, p in zip((2, 3, 4), make.squeeze * np.array([1, 0.35, 0.2]), rng.uniform(0, 6.3, 3), strict=True)
    )
    out = radius[:, None] * (1 + np.asarray(dents))
    along = np.hypot(np.gradient(radius), np.gradient(height))
    volume = thick[:, None] * left * along[:, None] * out * (2 * np.pi / round_it)
    warp = make.squeeze * 0.8 * make.wide * np.cos(2 * (angle - rng.uniform(0, 6.3)))
    parts = []
    for layer in range(deep):
        inset = (layer + 0.5) / deep * thick[:, None] * left + (1 - left) * thick[:, None] * on_tread
        r = out - inset * np.clip(1.2 - np.abs(s) * 1.1, 0, 1)[:, None]
        z = height[:, None] * (1 - 2 * inset / make.wide) + warp * 0.5
        parts.append((r * np.cos(angle), r * np.sin(angle), z, volume / deep))
    x, y, z, volume = (np.stack([part[i] for part in parts]).ravel() for i in range(4))
    return Shell(x, y, z, volume)


def _section(make: Make, s: Floats) -> tuple[Floats, Floats, Floats]:
    """Radius, height and thickness (n,) mm along the shell from bead to bead."""
    outer, inner, half = make.radius, make.inner, make.wide / 2
    knots = np.array([0.0, 0.35, 0.5, 0.62, 0.8, 0.93, 1.0])
    r = np.array([outer, outer - 3, outer - 0.06 * (outer - inner), outer - 0.22 * (outer - inner)])
    r = np.concatenate((r, [outer - 0.58 * (outer - inner), inner + 0.07 * (outer - inner), inner]))
    z = np.array([0.0, 0.62, 0.86, 0.97, 1.0, 0.86, 0.74]) * half
    t = np.array([1, 1, 0.95, 0.55, 0.42, 0.8, 1.0]) * make.tread
    t[3:5] = make.wall
    t[5:] = make.wall * np.array([1.5, 2.4])
    at = np.abs(s)
    return np.interp(at, knots, r), np.sign(s) * np.interp(at, knots, z), np.interp(at, knots, t)


@lru_cache(maxsize=4)
def tyre_material(steel: float) -> Material:
    """Rubber with a share of its mass of steel wire, spread evenly."""
    rubber = material("rubber")
    shares = {formula: share * (1 - steel) for formula, share in composition("rubber").items()}
    density = 1 / ((1 - steel) / rubber.density + steel / material("steel").density)
    return Material("tyre", density, basis({**shares, "Fe": steel}))


@lru_cache(maxsize=96)
def _card(make: Make, step: int, on_edge: int, view: View) -> Card:
    """Rubber, mm along the ray, at slope `step`: (h, w) with the tyre's middle in the middle.

    on_edge : 0 lying, else standing, turned about the vertical by so many sixths of a half turn less one.
    """
    points = shell(make)
    x, y, z = points.x, points.y, points.z
    if on_edge:
        turn = (on_edge - 1) * np.pi / 6
        x, y, z = x * np.cos(turn) - z * np.sin(turn), x * np.sin(turn) + z * np.cos(turn), y
    slope = step * SLOPE_STEP
    lift, depth = (z, y) if view is View.SIDE else (y, -z)
    q = lift - slope * depth
    half = int(np.ceil(max(np.abs(x).max(), np.abs(q).max()) * 1.08 / CELL)) + 2
    size = 2 * half
    at = (half - q / CELL).astype(np.int64) * size + (x / CELL + half).astype(np.int64)
    card = np.bincount(at, points.volume, size * size).reshape(size, size) / CELL**2 * np.hypot(1, slope)
    return np.asarray(cv2.GaussianBlur(card.astype(np.float32), (0, 0), 0.8), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Tyres:
    """Many tyres, (n,) each. x, y, z : middles, mm. tilt : rad in the plane of x and z. on_edge, make : numbers.

    steel : whether the cords are drawn rather than the rubber.
    """

    makes: tuple[Make, ...]
    x: Floats
    y: Floats
    z: Floats
    tilt: Floats
    on_edge: Ints
    make: Ints
    density: float

    def draw(self, maps: Maps, material: Material, within: Cuboid | None = None) -> None:
        """Add their matter, or that of those whose middles lie `within` a box."""
        fan = maps.fan
        depth, lift = fan.depth(self.y, self.z), fan.lift(self.y, self.z)
        steps = np.round((lift - fan.source) / depth / SLOPE_STEP).astype(np.int64)
        rows, cols = fan.row(lift, depth), fan.column(self.x, depth)
        for one in np.flatnonzero(self._in(within)):
            make = self.makes[int(self.make[one])]
            card = _card(make, int(steps[one]), int(self.on_edge[one]), fan.view)
            tilt = float(self.tilt[one]) if fan.view is View.SIDE else 0.0
            _paste(maps, material, card, (float(rows[one]), float(cols[one])), float(depth[one]), tilt, fan)

    def kg(self, within: Cuboid | None = None) -> float:
        """Their mass, or that of those whose middles lie `within` a box."""
        each = np.array([float(shell(make).volume.sum()) for make in self.makes]) * self.density * 1e-6
        return float(each[self.make[self._in(within)]].sum())

    def _in(self, within: Cuboid | None) -> npt.NDArray[np.bool_]:
        if within is None:
            return np.ones(self.x.shape, np.bool_)
        along = (self.x >= within.x0) & (self.x < within.x1)
        deep = (self.y >= within.y0) & (self.y < within.y1)
        return along & deep & (self.z >= within.z0) & (self.z < within.z1)


def _paste(
    maps: Maps, material: Material, card: Card, at: tuple[float, float], depth: float, tilt: float, fan: Fan
) -> None:
    """Turn a card, bring it to the picture's scale, add it with its middle at (row, col)."""
    tall, wide = CELL * fan.mid / depth / fan.pitch[1], CELL / fan.pitch[0]
    reach = card.shape[0] / 2
    half_h = int(reach * tall * (1 + abs(tilt) * wide)) + 2
    half_w = int(reach * wide * (1 + abs(tilt))) + 2
    row, col = int(np.floor(at[0])), int(np.floor(at[1]))
    if row + half_h < maps.row0 or row - half_h > maps.row0 + maps.height:
        return
    if col + half_w < maps.col0 or col - half_w > maps.col0 + maps.width:
        return
    cosine, sine = np.cos(tilt), np.sin(tilt)
    matrix = np.array([[wide * cosine, wide * sine, 0.0], [-tall * sine, tall * cosine, 0.0]])
    middle = np.array([reach - 0.5, reach - 0.5])
    goal = np.array([at[1] - col + half_w - 0.5, at[0] - row + half_h - 0.5])
    matrix[:, 2] = goal - matrix[:, :2] @ middle
    small = cv2.blur(card, (max(1, round(1 / wide)), max(1, round(1 / tall))))
    put = cv2.warpAffine(small, matrix, (2 * half_w, 2 * half_h), flags=cv2.INTER_LINEAR)
    maps.add(material, put * np.float32(CM * material.density), row - half_h, col - half_w)
