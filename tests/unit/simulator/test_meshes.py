"""Projected solids and sheets against exact chords: mass, shape, and what must not matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest

from xray_trainer.model import View
from xray_trainer.simulator import meshes, posed, shapes
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.materials import Material
from xray_trainer.simulator.mesh import Item, Mesh, Part, Pose

STUFF = Material("stuff", 10.0, (1.0, 0.0, 0.0))  # 1 mm of it is 1 g/cm²
SIDE = Fan(View.SIDE, 7000.0, 2000.0, 0.0, -1000.0, 4000.0, (4.0, 4.0), 700, 900)
TOP = Fan(View.TOP, 4050.0, 0.0, 2700.0, -1000.0, 1600.0, (4.0, 4.0), 700, 800)
FAR = Fan(View.SIDE, 7e7, 2000.0, 0.0, 0.0, 2400.0, (4.0, 4.0), 152, 200)  # parallel, to compare with plain chords
AT = Pose(301.3, 0.0, 2000.0)  # its base on the edge of a row: rows are sampled, not averaged

Floats = npt.NDArray[np.float64]
Chord = Callable[[Floats, Floats], Floats]


def sphere(radius: float, sides: int, bands: int) -> Mesh:
    return shapes.superellipsoid(radius, radius, radius, n=sides, m=bands)


def can(radius: float, height: float, sides: int = 48) -> Mesh:
    return shapes.disc(radius, height, sides)


def open_can(radius: float, height: float, sides: int) -> Mesh:
    around = np.column_stack([shapes.circle(radius, sides), np.zeros(sides)])
    return shapes.loft([around, around + np.array([0.0, 0.0, height])], caps=False)


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


def exact(chord: Chord, pose: Pose = AT, fan: Fan = FAR, fine: int = 8, across: int = 24) -> Floats:
    """Chords (mm as g/cm²) at (x, lift) mm from a pose's middle, averaged over fine × across points a pixel."""
    cols = (np.arange(fan.width * across) + 0.5) / across * fan.pitch[0] + fan.left - pose.x
    rows = fan.top - (np.arange(fan.height * fine) + 0.5) / fine * fan.pitch[1] - pose.z
    found = np.zeros((fan.height, fan.width))
    for row in range(fan.height):
        some = rows[row * fine : (row + 1) * fine]
        if np.abs(some).min() < 300:
            found[row] = chord(cols[None, :], some[:, None]).reshape(fine, fan.width, across).mean((0, 2))
    return found


def errors(found: Floats, wanted: Floats) -> tuple[float, float]:
    """Mass error and mean |error| over the mean of what there should be, in per cent."""
    lit = (wanted > 0) | (found > 0)
    mass = 100 * (found.sum() / wanted.sum() - 1)
    return float(mass), float(100 * np.abs(found - wanted)[lit].sum() / wanted[lit].sum())


def half(squares: Floats) -> Floats:
    return np.sqrt(np.maximum(squares, 0.0))


def upright(radius: float, height: float) -> Chord:
    return lambda x, z: 2 * half(radius**2 - x**2) * ((z > 0) & (z < height))


def cone(x: Floats, z: Floats) -> Floats:
    return 2 * half((100 * (1 - z / 200)) ** 2 - x**2) * ((z > 0) & (z < 200))


def torus(x: Floats, z: Floats) -> Floats:
    """About z, radii 80 and 30."""
    wide = half(30.0**2 - z**2)
    return (2 * half((80 + wide) ** 2 - x**2) - 2 * half((80 - wide) ** 2 - x**2)) * (np.abs(z) < 30)


def tubes(x: Floats, z: Floats) -> Floats:
    return upright(50, 200)(x, z) - upright(47, 200)(x, z)


def hollow_cylinder(x: Floats, z: Floats) -> Floats:
    return upright(200.5, 300)(x, z) - upright(199.5, 300)(x, z)


def hollow_sphere(x: Floats, z: Floats) -> Floats:
    return 2 * half(200.5**2 - x**2 - z**2) - 2 * half(199.5**2 - x**2 - z**2)


# bounds in % of mass and of the mean |error| over the mean
EXACTNESS = [
    ("sphere 24x12", solid(sphere(100, 24, 12)), lambda x, z: 2 * half(100.0**2 - x**2 - z**2), AT, 0.11, 0.81),
    ("sphere 48x24", solid(sphere(100, 48, 24)), lambda x, z: 2 * half(100.0**2 - x**2 - z**2), AT, 0.03, 0.19),
    ("sphere 96x48", solid(sphere(100, 96, 48)), lambda x, z: 2 * half(100.0**2 - x**2 - z**2), AT, 0.01, 0.04),
    ("cylinder upright", solid(can(80, 200)), upright(80, 200), AT, 0.01, 0.06),
    (
        "cylinder lying",
        solid(can(80, 200)),
        lambda x, z: 2 * half(80.0**2 - z**2) * ((x > 0) & (x < 200)),
        replace(AT, pitch=90),
        0.01,
        0.08,
    ),
    (
        "cylinder end-on",
        solid(can(80, 200)),
        lambda x, z: 200.0 * (x**2 + z**2 < 80**2),
        replace(AT, roll=90),
        0.02,
        0.12,
    ),
    ("tube n48", solid(shapes.cat(can(50, 200), shapes.inv(can(47, 200)))), tubes, AT, 0.003, 0.30),
    ("tube n96", solid(shapes.cat(can(50, 200, 96), shapes.inv(can(47, 200, 96)))), tubes, AT, 0.003, 0.19),
    ("cone", solid(shapes.lathe([(100, 0), (1e-9, 200)], 48)), cone, AT, 0.003, 0.05),
    (
        "torus",
        solid(shapes.ring([(80 + 30 * np.cos(t), 30 * np.sin(t)) for t in np.arange(32) * np.pi / 16], 64)),
        torus,
        AT,
        0.66,
        0.66,
    ),
    ("sheet cylinder", sheet(open_can(200, 300, 96), 1.0), hollow_cylinder, AT, 0.02, 1.3),
    ("sheet sphere", sheet(sphere(200, 96, 48), 1.0), hollow_sphere, AT, 0.05, 2.2),
]


@pytest.mark.parametrize(
    ("item", "chord", "pose", "mass", "mean"), [case[1:] for case in EXACTNESS], ids=[case[0] for case in EXACTNESS]
)
def test_chords_agree_with_the_exact_ones(item: Item, chord: Chord, pose: Pose, mass: float, mean: float) -> None:
    by_mass, by_mean = errors(image(item, pose), exact(chord, pose))
    assert abs(by_mass) <= mass
    assert by_mean <= mean


def box_chords(fan: Fan, pose: Pose, size: tuple[float, float, float], fine: int = 4) -> Floats:
    """A turned box's chords along each ray of the fan, averaged over fine × fine rays a pixel."""
    x = fan.left + (np.arange(fan.width * fine) + 0.5) / fine * fan.pitch[0]
    slope = fan.slopes(fine)
    inward = meshes.turn(pose).T  # world to box
    side = fan.view is View.SIDE
    enter = np.full((fan.height * fine, fan.width * fine), -np.inf)
    leave = np.full_like(enter, np.inf)
    for axis in range(3):
        # the point of the ray at depth d (mm from the source) along this axis of the box: start + d * step
        deep, lift = (inward[axis, 1], inward[axis, 2]) if side else (-inward[axis, 2], inward[axis, 1])
        at_source = (0, fan.middle - fan.mid, fan.source) if side else (0, fan.source, fan.middle + fan.mid)
        start = inward[axis] @ (np.array(at_source) - [pose.x, pose.y, pose.z])
        start = start + inward[axis, 0] * (x + fan.yaw * fan.mid)[None, :]
        step = (deep + slope * lift - fan.yaw * inward[axis, 0])[:, None]
        low, high = (0.0, size[2]) if axis == 2 else (-size[axis] / 2, size[axis] / 2)
        one, two = (low - start) / step, (high - start) / step
        enter, leave = np.maximum(enter, np.minimum(one, two)), np.minimum(leave, np.maximum(one, two))
    chords = np.maximum(leave - enter, 0) * fan.secants(fine)[:, None]
    return chords.reshape(fan.height, fine, fan.width, fine).mean((1, 3))


@pytest.mark.parametrize("fan", [SIDE, TOP, replace(SIDE, yaw=0.006)], ids=["side", "top", "yawed fan"])
@pytest.mark.parametrize("size", [(300.0, 650.0, 300.0), (300.0, 2300.0, 250.0)], ids=["65 cm", "2.3 m"])
def test_a_turned_box_is_exact_in_the_fan_however_deep(fan: Fan, size: tuple[float, float, float]) -> None:
    fan = replace(fan, left=-200.0, width=250)
    pose = Pose(301.3, 100.0, 1700.0, 17.0, 6.0, 11.0)
    wanted = box_chords(fan, pose, size)
    by_mass, by_mean = errors(image(solid(shapes.box(*size)), pose, fan), wanted)
    assert abs(by_mass) <= 0.001
    assert by_mean <= 0.01


def test_a_level_sheet_edge_on_keeps_its_mass_in_each_column() -> None:
    level = shapes.sheet([[(x, y, 0.0) for y in np.linspace(-250, 250, 5)] for x in np.linspace(-200, 200, 9)])
    found = image(sheet(level, 0.7), Pose(300.0, 0.0, 2000.0 + 1.3))
    inner = found.sum(0)[np.flatnonzero(found.sum(0))][1:-1]
    assert inner == pytest.approx(0.7 / 4 * 500, rel=3e-5)
    assert np.count_nonzero(found.sum(1)) <= 2  # no thicker than it is


def test_a_hole_is_a_solid_with_its_faces_turned_inward() -> None:
    block, hole = shapes.box(200, 100, 120), shapes.move(can(30, 120), z=0)
    found = image(solid(block, shapes.inv(hole)))
    assert found == pytest.approx(image(solid(block)) - image(solid(hole)), abs=1e-3)
    assert image_kg(found, FAR) == pytest.approx(0.01 * (200 * 100 - np.pi * 30**2) * 120e-3, rel=1e-4)


def test_matter_is_never_taken_below_nothing() -> None:
    drilled_through = solid(shapes.box(200, 10, 120), shapes.inv(shapes.move(shapes.box(50, 30, 50), z=30)))
    assert image(drilled_through).min() == 0.0


def test_what_overlaps_adds() -> None:
    one, two = shapes.box(200, 100, 120), shapes.move(sphere(60, 24, 12), x=50, z=60)
    assert image(solid(one, two)) == pytest.approx(image(solid(one)) + image(solid(two)), abs=1e-3)


@pytest.mark.parametrize("item", [solid(can(60, 200)), sheet(can(60, 200), 0.8)], ids=["solid", "sheet"])
def test_mass_is_the_same_in_every_pose(item: Item) -> None:
    """However it is turned, the image holds the mass that its mesh has."""
    wanted = meshes.mass_kg(item)
    assert wanted == pytest.approx(
        np.pi * 60**2 * 200e-5 if item.name == "thing" else 0.8e-5 * np.pi * (2 * 60**2 + 2 * 60 * 200), rel=2e-3
    )
    for yaw, pitch, roll in [(0, 0, 0), (33, 0, 0), (10, 90, 0), (0, 0, 90), (71, 23, -40), (0.3, 0.1, 89.9)]:
        pose = Pose(301.3, 0.0, 2000.9, yaw, pitch, roll)
        assert image_kg(image(item, pose), FAR) == pytest.approx(wanted, rel=1.5e-3), (yaw, pitch, roll)


def test_turning_follows_the_order_yaw_pitch_roll() -> None:
    nose = np.array([[1.0, 0.0, 0.0]])
    assert np.concatenate(meshes.placed(nose, Pose(0, 0, 0, 90))) == pytest.approx([0, 1, 0])
    assert np.concatenate(meshes.placed(nose, Pose(0, 0, 0, 90, 0, 90))) == pytest.approx([0, 0, 1])
    assert np.concatenate(meshes.placed(nose, Pose(0, 0, 0, 0, 90))) == pytest.approx([0, 0, -1])


def both_sorts() -> Item:
    sheets = Part(shapes.turn(sphere(150, 24, 12), "x", 12), STUFF, 1.2)
    return Item("both", (Part(can(100, 260), STUFF, fill=0.4), sheets))


@pytest.mark.parametrize("fan", [SIDE, TOP], ids=["side", "top"])
def test_a_window_shows_what_the_whole_image_shows_there(fan: Fan) -> None:
    pose = Pose(301.3, 150.0, 1500.0, 20.0, 5.0, 3.0)
    whole, window = Maps(fan), Maps(fan, 300, 290, 350, 70)
    for maps in (whole, window):
        meshes.draw(maps, both_sorts(), pose)
        posed.draw(maps, both_sorts(), replace(pose, x=401.7))
    assert window.areal.any()
    assert np.array_equal(whole.areal[:, 300:650, 290:360], window.areal)


def test_what_was_kept_draws_the_same_wherever_it_stands() -> None:
    fan, item = replace(SIDE, yaw=0.0034), both_sorts()
    poses = [Pose(x, y, 1500.0, 20.0) for x, y in ((301.3, 300.0), (517.9, 311.0), (-200.2, 290.0))]
    fresh, kept = Maps(fan), Maps(fan)
    for pose in poses:
        posed.clear()
        posed.draw(fresh, item, pose)
    posed.clear()
    for pose in poses:
        posed.draw(kept, item, pose)
    assert np.array_equal(fresh.areal, kept.areal)


@pytest.mark.parametrize("fan", [replace(SIDE, yaw=0.0034), TOP], ids=["side", "top"])
@pytest.mark.parametrize("pose", [Pose(301.3, 615.0, 1517.0, 20.0), Pose(-77.0, -586.0, 2211.0, 0.0, 4.0)])
def test_what_is_kept_stands_within_a_pixel_of_its_place(fan: Fan, pose: Pose) -> None:
    exactly, rounded = Maps(fan), Maps(fan)
    meshes.draw(exactly, both_sorts(), pose)
    posed.draw(rounded, both_sorts(), pose)
    for axis, size in ((0, fan.width), (1, fan.height)):
        centres = [
            float((np.arange(size) * maps.areal[0].sum(axis)).sum() / maps.areal[0].sum())
            for maps in (exactly, rounded)
        ]
        assert abs(centres[1] - centres[0]) <= 0.7
    assert rounded.areal.sum() == pytest.approx(exactly.areal.sum(), rel=6e-3)


def test_one_projection_serves_for_small_moves() -> None:
    posed.clear()
    item, fans = both_sorts(), (SIDE, replace(SIDE, top=3977.3, left=-870.1, width=900))
    for fan, x, z in product(fans, (0.0, 77.7), (1500.0, 1515.0)):
        posed.draw(Maps(fan), item, Pose(x, 610.0, z))
    assert posed.kept()[0] == 1
    posed.draw(Maps(SIDE), item, Pose(0.0, 610.0, 1545.0))
    assert posed.kept()[0] == 2


def test_what_is_kept_is_bounded_and_empty_maps_are_not_kept() -> None:
    posed.clear()
    posed.draw(Maps(SIDE), both_sorts(), AT)  # all of it counts as water
    areal = posed.projection(SIDE, both_sorts(), AT)[2]
    assert posed.kept() == (1, areal[0].nbytes // 2)  # in half precision
    assert not areal[1:].any()
    posed.clear()
    assert posed.kept() == (0, 0)


def test_basis_shares_go_to_their_maps() -> None:
    plastic = Material("plastic", 2.0, (1.1, -0.1, 0.0))
    maps = Maps(SIDE)
    meshes.draw(maps, Item("block", (Part(shapes.box(100, 100, 100), plastic),)), AT)
    assert maps.areal[0].max() == pytest.approx(22.0, rel=1e-3)
    assert maps.areal[1].min() == pytest.approx(-2.0, rel=1e-3)
    assert not maps.areal[2].any()
