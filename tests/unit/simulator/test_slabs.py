"""Slabs, rods, wires and reliefs against rays sent through the same bodies, in both views."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from xray_trainer.model import View
from xray_trainer.simulator import slabs
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.folds import Folds, obround
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.materials import Material

STONE = Material("stone", 1.0, (0.0, 1.0, 0.0))
IRON = Material("iron", 7.85, (0.0, 1.0, 0.0))
Inside = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
Draw = Callable[[Maps], None]
VIEWS = [View.SIDE, View.TOP]
SUBS = 24  # rays a pixel each way


def fan_of(view: View, yaw: float = 0.004) -> Fan:
    """A small picture with the source well below (or beside) what is looked at."""
    if view is View.SIDE:
        return Fan(view, 7000.0, 600.0, 0.0, -40.0, 3200.0, (4.6, 4.1), 140, 320, yaw)
    return Fan(view, 4200.0, 150.0, 2600.0, -40.0, 900.0, (4.6, 4.1), 140, 420, yaw)


def parallel(view: View) -> Fan:
    """A source so far away that every body keeps its size, so that a picture's sum is a mass."""
    middle = 0.0 if view is View.SIDE else 2600.0
    lift = 2600.0 if view is View.SIDE else 0.0
    return Fan(view, 1e7, lift, middle, -100.0, lift + 1000, (4.0, 4.0), 300, 500)


def kilograms(maps: Maps) -> float:
    return float(maps.areal.sum(dtype=float)) * maps.fan.pitch[0] * maps.fan.pitch[1] * 1e-5


def marched(fan: Fan, inside: Inside, rows: slice, cols: slice, reach: float, step: float) -> np.ndarray:
    """Mean chords in cm by points along SUBS × SUBS rays a pixel, up to `reach` from the middle depth, (rows, cols)."""
    found = np.zeros((rows.stop - rows.start, cols.stop - cols.start))
    depths = np.arange(fan.mid - reach, fan.mid + reach, step) + step / 2
    places = (np.arange(cols.start * SUBS, cols.stop * SUBS) + 0.5) / SUBS
    x = fan.left + places[:, None] * fan.pitch[0] - fan.yaw * (depths - fan.mid)
    for i, row in enumerate(range(rows.start, rows.stop)):
        for sub in range(SUBS):
            slope = (fan.top - (row + (sub + 0.5) / SUBS) * fan.pitch[1] - fan.source) / fan.mid
            lift = np.broadcast_to(fan.source + slope * depths, x.shape)
            deep = np.broadcast_to(depths - fan.mid, x.shape)
            y, z = (deep, lift) if fan.view is View.SIDE else (lift, fan.middle - deep)
            hit = inside(x, y, z).sum(axis=1)
            found[i] += hit.reshape(-1, SUBS).mean(axis=1) * np.hypot(1, slope) * step / 10 / SUBS
    return found


def errors(fan: Fan, draw: Draw, inside: Inside, reach: float, step: float) -> tuple[float, float]:
    """Largest and mean |difference| in cm at corners and edges of what is drawn."""
    maps = Maps(fan)
    draw(maps)
    chords = maps.areal[1].astype(float)
    some = np.argwhere(chords > 0)
    (top, left), (bottom, right) = some.min(0).tolist(), some.max(0).tolist()
    found = []
    middle, centre = (top + bottom) // 2, (left + right) // 2
    for row, col in ((top, left), (bottom - 1, right - 1), (middle, left), (middle, right - 1), (top, centre)):
        rows, cols = slice(row, row + 2), slice(col, col + 2)
        found.append(np.abs(chords[rows, cols] - marched(fan, inside, rows, cols, reach, step)))
    return float(np.max(found)), float(np.mean(found))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "box", [(100.0, 420.0, -300.0, 260.0, 2300.0, 2600.0), (103.0, 121.0, -500.0, 500.0, 2450.0, 2466.0)]
)
def test_a_slab_is_what_rays_meet(view: View, box: tuple[float, ...]) -> None:
    """A thick block and a thin plate across, yaw and partial rows and columns included."""
    x0, x1, y0, y1, z0, z1 = box
    worst, mean = errors(
        fan_of(view),
        lambda maps: slabs.slab(maps, STONE, *box),
        lambda x, y, z: (x > x0) & (x < x1) & (y > y0) & (y < y1) & (z > z0) & (z < z1),
        max(-y0, y1, 310.0),
        1.0,
    )
    assert worst < 0.05
    assert mean < 0.01


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("axis", ["x", "y", "z"])
def test_a_rod_is_what_rays_meet(view: View, axis: slabs.Axis) -> None:
    """Round bars along all axes, in both views. Along the columns a bar's roundness is taken at four places a pixel."""
    centre = {"x": (40.0, 2480.0), "y": (250.0, 2480.0), "z": (250.0, 40.0)}[axis]
    start, end = {"x": (117.55, 399.3), "y": (-110.0, 90.0), "z": (2400.0, 2560.0)}[axis]

    def inside(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        along, a, b = {"x": (x, y, z), "y": (y, x, z), "z": (z, x, y)}[axis]
        return (along > start) & (along < end) & (np.hypot(a - centre[0], b - centre[1]) < 60)

    worst, mean = errors(
        fan_of(view, 0.0), lambda maps: slabs.rod(maps, STONE, axis, start, end, centre, 60.0), inside, 220.0, 0.5
    )
    # Rays resolve 1/24 px: where a bar's end-on face begins, chords jump by its whole length.
    jump = 0.0 if (axis == "x") else (end - start if (axis == "y") == (view is View.SIDE) else 120.0)
    assert worst < 0.05 + jump / 10 / SUBS / 2
    assert mean < 0.02


@pytest.mark.parametrize("view", VIEWS)
def test_bounds_may_follow_x(view: View) -> None:
    """A wavy rail: its upper and lower faces are functions of x."""

    def wave(x: np.ndarray) -> np.ndarray:
        return 2450 + 12 * np.sin(x / 60)

    worst, _ = errors(
        fan_of(view, 0.0),
        lambda maps: slabs.slab(maps, STONE, 90.0, 430.0, -80.0, 60.0, wave, lambda x: wave(x) + 40),
        lambda x, y, z: (x > 90) & (x < 430) & (y > -80) & (y < 60) & (z > wave(x)) & (z < wave(x) + 40),
        210.0,
        0.5,
    )
    assert worst < 0.15


def test_a_thin_level_sheet_is_the_same_the_quick_way() -> None:
    """Rows that cross a stamped sheet from below to above take a shorter way; cut in two in depth they seldom can."""
    fan = fan_of(View.SIDE, 0.0)

    def height(x: np.ndarray) -> np.ndarray:
        return 2900 - Folds(62, 30, 87, 17).offset(x)

    whole, pieces = Maps(fan), Maps(fan)
    slabs.slab(whole, IRON, 50.0, 500.0, -1100.0, 1100.0, lambda x: height(x) - 2, height)
    for y in np.linspace(-1100, 1000, 22).tolist():
        slabs.slab(pieces, IRON, 50.0, 500.0, y, y + 100, lambda x: height(x) - 2, height)
    inner = slice(30, 110)
    assert np.abs(whole.areal[1][:, inner] - pieces.areal[1][:, inner]).max() < 1e-3 * whole.areal[1].max()


@pytest.mark.parametrize("view", VIEWS)
def test_mass_is_kept(view: View) -> None:
    """The image of each primitive holds the mass of its body, in both views."""
    fan = parallel(view)
    folds = Folds(72, 68, 70, 36)
    slot = obround(500.0, 124.0, 64.0)
    bodies: list[tuple[Draw, float]] = [
        (lambda m: slabs.slab(m, IRON, 101.3, 733.1, -300.2, 411.7, 2333.3, 2571.9), 631.8 * 711.9 * 238.6),
        (lambda m: slabs.slab(m, IRON, 100, 656, -300, -298, 2300, 2700, fill=folds.stretch), 556 * 2 * 400 * 1.0644),
        (lambda m: slabs.rod(m, IRON, "x", 100, 700, (10, 2500), 17, 13.5), 600 * np.pi * (17**2 - 13.5**2)),
        (lambda m: slabs.rod(m, IRON, "y", -200, 300, (400, 2500), 60), 500 * np.pi * 60**2),
        (lambda m: slabs.rod(m, IRON, "z", 2300, 2700, (400, 20), 60, 50), 400 * np.pi * (60**2 - 50**2)),
        (
            lambda m: slabs.slab(m, IRON, 430, 570, 0, 30, lambda x: 2500 - slot(x), lambda x: 2500 + slot(x)),
            30 * (60 * 64 + np.pi * 32**2),
        ),
        (
            lambda m: slabs.wire(m, IRON, [(100, 0, 2400), (500, 0, 2400), (500, 300, 2700)], 11),
            824.264 * np.pi * 5.5**2,
        ),
        (
            lambda m: slabs.bundle(m, IRON, 100, 900, [(-50, -40, 2400, 2450), (60, 75, 2500, 2503)]),
            800 * (500 + 45),
        ),
    ]
    for draw, volume in bodies:
        maps = Maps(fan)
        draw(maps)
        assert kilograms(maps) == pytest.approx(volume * 7.85e-6, rel=4e-3)


def test_ends_may_lean() -> None:
    """A post whose ends follow z: its foot and its head lie where the function says."""
    maps = Maps(fan_of(View.SIDE, 0.0))

    def lean(x: float) -> Callable[[np.ndarray], np.ndarray]:
        return lambda z: x + 0.05 * (z - 2500)

    slabs.slab(maps, IRON, lean(200), lean(230), -5.0, 5.0, 2200.0, 2800.0)
    for z in (2300, 2500, 2700):
        row = int(maps.fan.row(float(z), maps.fan.mid))
        weights = maps.areal[1, row]
        middle = (weights * (np.arange(weights.size) + 0.5)).sum() / weights.sum() * maps.fan.pitch[0] + maps.fan.left
        assert middle == pytest.approx(215 + 0.05 * (z - 2500), abs=0.2)


def test_relief_is_seen_on_its_face_only() -> None:
    """A bump of a side wall is drawn from the side, at its place and height, and left out from above."""
    grid = np.zeros((21, 21), np.float32)
    grid[10, 10] = 2.0
    side, top = Maps(fan_of(View.SIDE, 0.0)), Maps(fan_of(View.TOP, 0.0))
    for maps in (side, top):
        slabs.relief(maps, IRON, "y", 0.0, (100.0, 2400.0), 20.0, grid)
    assert not top.areal.any()
    row, col = np.unravel_index(np.argmax(side.areal[1]), side.areal[1].shape)
    assert abs(side.fan.left + (col + 0.5) * 4.6 - 300) < 4.6
    assert abs(side.fan.top - (row + 0.5) * 4.1 - 2600) < 4.1
    assert side.areal[1].max() == pytest.approx(0.2 * 7.85 * np.hypot(1, 2000 / 7000), rel=0.2)


@pytest.mark.parametrize("view", VIEWS)
def test_a_window_holds_the_same_as_the_whole(view: View) -> None:
    """Drawing into a part of the picture gives that part, and nothing where a body does not reach."""
    fan = fan_of(view)

    def draw(maps: Maps) -> None:
        slabs.slab(maps, IRON, 100.0, 420.0, -700.0, 860.0, 2300.0, 2400.0, fill=lambda x: 1 + 0.2 * np.sin(x / 30))
        slabs.slab(maps, IRON, 50.0, 500.0, -90.0, 60.0, lambda x: 2450 + 9 * np.sin(x / 70), 2490.0)
        slabs.rod(maps, IRON, "z", 2200, 2700, (260, 40), 40, 36)
        slabs.rod(maps, IRON, "x", 90, 480, (-60, 2650), 30)
        slabs.wire(maps, IRON, [(100, 0, 2400), (400, 30, 2550), (420, 30, 2700)], 11)

    whole = Maps(fan)
    draw(whole)
    for window in ((100, 20, 37, 51), (0, 0, 60, 140), (180, 77, 90, 9)):
        part = Maps(fan, *window)
        draw(part)
        assert np.allclose(part.areal, whole.window(*window).areal, rtol=1e-6, atol=1e-6)


def test_what_lies_elsewhere_is_not_drawn() -> None:
    """A slab beyond the picture, or with crossed bounds, adds nothing."""
    maps = Maps(fan_of(View.SIDE))
    slabs.slab(maps, IRON, 5000.0, 5100.0, -100.0, 100.0, 2300.0, 2400.0)
    slabs.slab(maps, IRON, 100.0, 200.0, -100.0, 100.0, 2400.0, 2300.0)
    slabs.slab(maps, IRON, 100.0, 200.0, -100.0, 100.0, 9300.0, 9400.0)
    slabs.rod(maps, IRON, "y", -100, 100, (9000, 2400), 20)
    assert not maps.areal.any()


def test_folds_of_a_side_wall() -> None:
    """Period, depth and stretch of the trapezoids are those of the sheet (facts: 278 mm, 36 deep, √(1 + (36/68)²))."""
    folds = Folds(72, 68, 70, 36)
    x = np.arange(0, 278, 0.5)
    assert folds.period == 278
    assert folds.offset(x).max() == 36
    assert folds.offset(np.array([30.0])) == 0
    assert folds.stretch(np.array([30.0, 100.0, 170.0])) == pytest.approx([1, 1.1315, 1], abs=1e-3)
