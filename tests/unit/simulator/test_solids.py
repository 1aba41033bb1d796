"""Soft solids in depth rows against marched rays: chords, mass, and what must not matter."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from xray_trainer.model import View
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.materials import Material
from xray_trainer.simulator.piles import crowns
from xray_trainer.simulator.solids import Bricks, Solids, Tops, Units, lines
from xray_trainer.simulator.splats import Ellipsoids

STUFF = Material("stuff", 10.0, (1.0, 0.0, 0.0))
SIDE = Fan(View.SIDE, 4000.0, 1900.0, 0.0, 0.0, 2500.0, (4.0, 4.0), 220, 240, 0.004)
TOP = Fan(View.TOP, 4400.0, 0.0, 1900.0, 0.0, 480.0, (4.0, 4.0), 220, 240, 0.004)
FAR = {
    View.SIDE: Fan(View.SIDE, 7e7, 2000.0, 0.0, 0.0, 2500.0, (4.0, 4.0), 220, 240),
    View.TOP: Fan(View.TOP, 7e7, 0.0, 1900.0, 0.0, 480.0, (4.0, 4.0), 220, 240),
}
BODY = Cuboid(360.0, 520.0, -110.0, 90.0, 1750.0, 1960.0)

Floats = npt.NDArray[np.float64]


def one(*numbers: float) -> tuple[Floats, ...]:
    return tuple(np.array([number]) for number in numbers)


def brick(soft: float = 0.0) -> Bricks:
    return Bricks(*one(440.0, 150.0, 0.12, -300.0, 250.0, 1700.0, 2050.0, soft, 10.0))


def bag() -> Bricks:
    return Bricks(*one(440.0, 150.0, 0.05, -300.0, 250.0, 1700.0, 2050.0, 0.0, 10.0), plan=6.0, bulge=np.array([0.1]))


def drum() -> Bricks:
    return Bricks(*one(440.0, 280.0, 0.0, -280.0, 280.0, 1700.0, 2050.0, 0.0, 10.0), plan=2.0)


def carton() -> Units:
    return Units(*one(440.0, 150.0, 0.0, -300.0, 250.0, 1700.0, 2050.0, 0.0, 10.0), powers=(8.0, 4.0, 8.0))


def top() -> Tops:
    fall, corner = np.array([[60.0, 90.0]]), np.array([30.0])
    left, right, drop = crowns(fall, np.array([0.2]), corner, np.array([1.6]))
    shape = one(440.0, 150.0, 0.05, -300.0, 250.0, 1700.0, 2050.0, 0.0, 10.0)
    peak, fall_deep, slant = one(2030.0, 60.0, 20.0)
    return Tops(*shape, peak=peak, drop=drop, fall=fall_deep, slant=slant, left=left, right=right, plan=7.0)


ALL = pytest.mark.parametrize("solid", [brick(), bag(), drum(), carton(), top()], ids=lambda one: type(one).__name__)


def drawn(solid: Solids | Ellipsoids, fan: Fan, within: Cuboid | None = None) -> Floats:
    maps = Maps(fan)
    solid.draw(maps, STUFF, within)
    return maps.areal[0].astype(float)


def marched(solid: Solids, fan: Fan, within: Cuboid | None = None, step: float = 1.0, across: int = 8) -> Floats:
    """The same picture by asking at every mm of the rays' depth, on the same lines, at points across each column."""
    depths = np.arange(fan.mid - 400, fan.mid + 400, step) + step / 2
    x_at = fan.left + (np.arange(fan.width * across) + 0.5) / across * fan.pitch[0]
    picture = np.zeros((fan.height, fan.width))
    which = np.zeros((1, 1), np.int64)
    many = lines(solid, fan)
    for line, (slope, secant) in enumerate(zip(fan.slopes(many), fan.secants(many), strict=True)):
        lift = fan.source + slope * depths
        y, z = (depths - fan.mid, lift) if fan.view is View.SIDE else (lift, fan.mid + fan.middle - depths)
        left, right = (ends[0] for ends in solid.faces(which, y[None], z[None]))
        inside = (y > solid.y0) & (y < solid.y1) & (z > solid.z0) & (z < solid.z1) & (right > left)
        if within is not None:
            left, right = np.maximum(left, within.x0), np.minimum(right, within.x1)
            inside &= (y > within.y0) & (y < within.y1) & (z > within.z0) & (z < within.z1)
        if inside.any():
            x = x_at[:, None] - fan.yaw * (depths[inside] - fan.mid)
            hits = ((x > left[inside]) & (x < right[inside])).sum(axis=1).reshape(fan.width, across).mean(axis=1)
            picture[line // many] += hits * step * secant / many
    return picture


def image_kg(areal: Floats, fan: Fan) -> float:
    return float(areal.sum()) * fan.pitch[0] * fan.pitch[1] * 1e-5


@ALL
@pytest.mark.parametrize("fan", [SIDE, TOP], ids=["side", "top"])
def test_chords_are_those_of_marched_rays(solid: Solids, fan: Fan) -> None:
    found, true = drawn(solid, fan), marched(solid, fan)
    assert true.max() > 250
    assert abs(found.sum() / true.sum() - 1) < 0.012
    off = np.abs(found - true)
    assert off.mean() < 0.006 * true.max()
    deep = true > 0.5 * true.max()
    assert np.percentile(off[deep], 95) < 0.045 * true.max()  # a round corner is a few straight lines


def test_a_bricks_chords_are_exact() -> None:
    found, true = drawn(brick(), SIDE), marched(brick(), SIDE, across=16)
    assert np.abs(found - true).max() < 19  # a column's 1/16 of 560 mm at the edges, 2 mm of depth elsewhere
    assert np.percentile(np.abs(found - true), 99) < 3


@ALL
@pytest.mark.parametrize("view", [View.SIDE, View.TOP])
def test_the_picture_weighs_what_the_solid_weighs(solid: Solids, view: View) -> None:
    assert image_kg(drawn(solid, FAR[view]), FAR[view]) == pytest.approx(solid.kg(), rel=0.01)
    part = image_kg(drawn(solid, FAR[view], BODY), FAR[view])
    assert part == pytest.approx(solid.kg(BODY), rel=0.01)
    assert 0 < part < BODY.litres * 10 * 1.001


def test_a_bricks_mass_is_its_volume_times_its_density() -> None:
    assert brick(30.0).kg() == pytest.approx(0.3 * 0.55 * 0.35 * 10_000, rel=1e-6)
    assert image_kg(drawn(brick(30.0), FAR[View.SIDE]), FAR[View.SIDE]) == pytest.approx(577.5, rel=0.005)
    assert drum().kg() == pytest.approx(np.pi * 0.28**2 * 0.35 * 10_000, rel=0.005)


@ALL
@pytest.mark.parametrize("fan", [SIDE, TOP], ids=["side", "top"])
def test_a_window_shows_the_same_as_the_whole(solid: Solids, fan: Fan) -> None:
    whole = drawn(solid, fan)
    window = Maps(fan, 90, 70, 60, 50)
    solid.draw(window, STUFF)
    np.testing.assert_allclose(window.areal[0], whole[90:150, 70:120], rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize("fan", [SIDE, TOP], ids=["side", "top"])
def test_parts_of_a_solid_add_up_to_it(fan: Fan) -> None:
    halves = [Cuboid(0, 1000, -500, cut, 0, 3000) for cut in (10.0,)] + [Cuboid(0, 1000, 10.0, 500, 0, 3000)]
    parts = sum(drawn(bag(), fan, half) for half in halves)
    whole = drawn(bag(), fan)
    assert np.abs(parts - whole).max() < 0.06 * whole.max()
    assert sum(bag().kg(half) for half in halves) == pytest.approx(bag().kg(), rel=0.005)


def test_a_slanted_top_has_no_terraces() -> None:
    """Down a column the matter grows less and less from row to row, never in steps."""
    column = drawn(top(), SIDE)[:, 108]
    steps = np.diff(column[: column.argmax() + 1])
    steps = steps[steps > 0]
    assert steps.size > 9
    assert (steps[3:] < 1.25 * steps[2:-1] + 1).all()


def test_ellipsoids_keep_mass_and_chord() -> None:
    a, b, c = 90.0, 140.0, 60.0
    body = Ellipsoids(*one(440.0, 20.0, 1900.0, a, b, c, 0.4, 10.0))
    mass = 4 / 3 * np.pi * a * b * c * 1e-6 * 10
    assert body.kg() == pytest.approx(mass)
    for view in View:
        if view in FAR:
            assert image_kg(drawn(body, FAR[view]), FAR[view]) == pytest.approx(mass, rel=0.01)
    level = Ellipsoids(*one(440.0, 0.0, 1900.0, a, b, c, 0.0, 10.0))
    assert drawn(level, SIDE).max() == pytest.approx(2 * b, rel=0.005)
    assert drawn(level, TOP).max() == pytest.approx(2 * c, rel=0.005)


def test_many_ellipsoids_are_the_sum_of_each() -> None:
    rng = np.random.default_rng(3)
    n = 40
    numbers = [rng.uniform(150, 700, n), rng.uniform(-300, 300, n), rng.uniform(1700, 2100, n)]
    numbers += [rng.uniform(5, 60, n) for _ in range(3)] + [rng.normal(0, 0.5, n), rng.uniform(-1, 1, n)]
    together = drawn(Ellipsoids(*numbers), SIDE)
    apart = sum(drawn(Ellipsoids(*(each[i : i + 1] for each in numbers)), SIDE) for i in range(n))
    np.testing.assert_allclose(together, apart, atol=1e-3)
    window = Maps(SIDE, 100, 60, 40, 70)
    Ellipsoids(*numbers).draw(window, STUFF)
    np.testing.assert_allclose(window.areal[0], together[100:140, 60:130], atol=1e-3)
