"""Projected solids and sheets against exact chords: mass, shape, and what must not matter."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from xray_trainer.model import View
from xray_trainer.simulator import meshes, posed
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.materials import Material
from xray_trainer.simulator.mesh import Item, Mesh, Part, Pose

STUFF = Material("stuff", 10.0, (1.0, 0.0, 0.0))  # 1 mm of it is 1 g/cm²
SIDE = Fan(View.SIDE, 7000.0, 2000.0, 0.0, -1000.0, 4000.0, (4.0, 4.0), 700, 900)
TOP = Fan(View.TOP, 4050.0, 0.0, 2700.0, -1000.0, 1600.0, (4.0, 4.0), 700, 800)
FAR = Fan(View.SIDE, 7e7, 2000.0, 0.0, -1000.0, 4000.0, (4.0, 4.0), 700, 900)  # parallel, to compare with plain chords
AT = Pose(301.3, 0.0, 2000.0)  # its base on the edge of a row: rows are sampled, not averaged

Floats = np.ndarray


def lathe(profile: list[tuple[float, float]], sides: int, closed: bool = False) -> Mesh:
    """Turned about z. profile : (radius, height), upward on the outside; not closed, its ends lie on the axis."""
    swell = np.sqrt(2 * np.pi / sides / np.sin(2 * np.pi / sides))
    turns = np.arange(sides) * 2 * np.pi / sides
    rings = [np.stack([r * swell * np.cos(turns), r * swell * np.sin(turns), np.full(sides, z)], 1) for r, z in profile]
    count = len(profile)
    faces = []
    for low in range(count if closed else count - 1):
        a = low * sides + np.arange(sides)
        b = low * sides + (np.arange(sides) + 1) % sides
        c, d = (a + sides) % (count * sides), (b + sides) % (count * sides)
        faces += [np.stack([a, b, d], 1), np.stack([a, d, c], 1)]
    return Mesh(np.concatenate(rings), np.concatenate(faces).astype(np.int32))


def cylinder(radius: float, height: float, sides: int = 48) -> Mesh:
    return lathe([(0, 0), (radius, 0), (radius, height), (0, height)], sides)


def sphere(radius: float, sides: int, bands: int) -> Mesh:
    tilt = np.linspace(-np.pi / 2, np.pi / 2, bands + 1)
    grown = radius * (1 + 1.68 / sides**2 + 1.01 / bands**2)
    swell = np.sqrt(2 * np.pi / sides / np.sin(2 * np.pi / sides))
    return lathe([(grown * np.cos(t) / swell, grown * np.sin(t)) for t in tilt], sides)


def box(length: float, depth: float, height: float) -> Mesh:
    corners = np.array([[x, y, z] for z in (0, 1) for y in (0, 1) for x in (0, 1)], float)
    corners = (corners - [0.5, 0.5, 0.0]) * [length, depth, height]
    faces = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]
    triangles = [t for a, b, c, d in faces for t in ((a, b, c), (a, c, d))]
    return Mesh(corners, np.array(triangles, np.int32))


def reversed_faces(mesh: Mesh) -> Mesh:
    return Mesh(mesh.vertices, np.ascontiguousarray(mesh.triangles[:, ::-1]))


def solid(*shapes: Mesh, fill: float = 1.0) -> Item:
    return Item("thing", tuple(Part(mesh, STUFF, fill=fill) for mesh in shapes))


def sheet(mesh: Mesh, thickness: float) -> Item:
    return Item("sheet", (Part(mesh, STUFF, thickness),))


def image(item: Item, pose: Pose = AT, fan: Fan = FAR) -> Floats:
    maps = Maps(fan)
    meshes.draw(maps, item, pose)
    return maps.areal[0].astype(float)


def image_kg(areal: Floats, fan: Fan) -> float:
    return float(areal.sum()) * fan.pitch[0] * fan.pitch[1] * 1e-5


def exact(chord: Callable[[Floats, Floats], Floats], pose: Pose = AT, fan: Fan = FAR, fine: int = 8) -> Floats:
    """Chords (mm as g/cm²) at (x, lift) mm from a pose's middle, averaged over fine × fine points a pixel."""
    cols = (np.arange(fan.width * fine) + 0.5) / fine * fan.pitch[0] + fan.left - pose.x
    rows = fan.top - (np.arange(fan.height * fine) + 0.5) / fine * fan.pitch[1] - pose.z
    found = np.zeros((fan.height, fan.width))
    for row in range(fan.height):
        some = rows[row * fine : (row + 1) * fine]
        if np.abs(some).min() < 300:
            found[row] = chord(cols[None, :], some[:, None]).reshape(fine, fan.width, fine).mean((0, 2))
    return found


def errors(found: Floats, wanted: Floats) -> tuple[float, float]:
    """Mass error and mean |error| over the mean of what there should be, in per cent."""
    lit = (wanted > 0) | (found > 0)
    mass = 100 * (found.sum() / wanted.sum() - 1)
    return float(mass), float(100 * np.abs(found - wanted)[lit].sum() / wanted[lit].sum())


def half(squares: Floats) -> Floats:
    return np.sqrt(np.maximum(squares, 0.0))


def disc(radius: float, height: float) -> Callable[[Floats, Floats], Floats]:
    """A cylinder upright, its base at lift 0."""
    return lambda x, z: 2 * half(radius**2 - x**2) * ((z > 0) & (z < height))


@pytest.mark.parametrize(
    ("sides", "bands", "mass", "mean"), [(24, 12, 0.12, 0.85), (48, 24, 0.04, 0.22), (96, 48, 0.02, 0.06)]
)
def test_a_sphere_weighs_and_looks_as_a_sphere(sides: int, bands: int, mass: float, mean: float) -> None:
    wanted = exact(lambda x, z: 2 * half(100.0**2 - x**2 - z**2))
    by_mass, by_mean = errors(image(solid(sphere(100, sides, bands))), wanted)
    print(sides, by_mass, by_mean)
    assert abs(by_mass) <= mass
    assert by_mean <= mean
