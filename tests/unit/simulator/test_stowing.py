"""Loads of single things: inside their space, resting on something, the same each time, cut exactly."""

import numpy as np
import pytest

from xray_trainer.model import View
from xray_trainer.simulator import posed
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.load import Params, load_kinds
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.stowing import SUPPORTED, Placed, Stowed

SPACE = Cuboid(100.0, 6000.0, -1176.0, 1176.0, 1550.0, 3943.0)
LONG = Cuboid(100.0, 12_132.0, -1176.0, 1176.0, 1550.0, 4240.0)
KINDS = ("appliances", "groupage", "removals", "used-cars")
SIDE = Fan(View.SIDE, 7000.0, 2000.0, 0.0, -100.0, 4300.0, (8.0, 8.0), 800, 380, 0.003)
TOP = Fan(View.TOP, 4050.0, 0.0, 2700.0, -100.0, 1600.0, (8.0, 8.0), 800, 400, 0.003)


def built(kind: str, seed: int, space: Cuboid = SPACE) -> tuple[Stowed, Params]:
    """A load as a scene makes it."""
    params = load_kinds()[kind].choose(space, np.random.Generator(np.random.PCG64(seed)))
    load = load_kinds()[kind].build(space, params, np.random.Generator(np.random.PCG64([seed, 1])))
    assert isinstance(load, Stowed)
    return load, params


def supported(one: Placed, others: tuple[Placed, ...], floor: float) -> float:
    """Share of a base that lies on the floor or on tops not more than 20 mm below it."""
    if one.box.z0 <= floor + 1:
        return 1.0
    x = np.linspace(one.box.x0 + 1, one.box.x1 - 1, 40)[:, None]
    y = np.linspace(one.box.y0 + 1, one.box.y1 - 1, 40)[None, :]
    carried = np.zeros((40, 40), bool)
    for other in others:
        if abs(other.box.z1 - one.box.z0) <= 20:
            carried |= (x > other.box.x0) & (x < other.box.x1) & (y > other.box.y0) & (y < other.box.y1)
    return float(carried.mean())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_load_lies_in_its_space_and_its_numbers_in_their_limits(kind: str, seed: int) -> None:
    load, params = built(kind, seed, LONG if seed == 2 else SPACE)
    space = LONG if seed == 2 else SPACE
    limits = load_kinds()[kind].limits
    assert set(params) == set(limits)
    assert all(limits[name][0] <= value <= limits[name][1] for name, value in params.items())
    slack = 6.0  # turned a little, corners stand out
    for one in load.placed:
        assert space.x0 - slack <= one.box.x0
        assert one.box.x1 <= space.x1 + slack
        assert space.y0 - slack <= one.box.y0
        assert one.box.y1 <= space.y1 + slack
        assert space.z0 - slack <= one.box.z0
        assert one.box.z1 <= space.z1 - 20
    assert 1 <= load.packages <= len(load.placed)
    assert all(space.holds(block.box) for block in load.blocks)
    assert load.blocks


@pytest.mark.parametrize("kind", ["appliances", "groupage", "removals"])
def test_nothing_floats(kind: str) -> None:
    load, _ = built(kind, 3)
    least = min(supported(one, load.placed, SPACE.z0) for one in load.placed)
    assert least > SUPPORTED - 0.12  # cells of the map of heights are 25 mm


@pytest.mark.parametrize("kind", ["groupage", "removals"])
def test_things_do_not_stand_in_each_other(kind: str) -> None:
    load, _ = built(kind, 4)
    for number, one in enumerate(load.placed):
        inner = Cuboid(
            one.box.x0 + 15, one.box.x1 - 15, one.box.y0 + 15, one.box.y1 - 15, one.box.z0 + 8, one.box.z1 - 8
        )
        assert all(inner.common(other.box) is None for other in load.placed[number + 1 :])


def test_a_trade_load_fills_its_space() -> None:
    load, params = built("groupage", 5, LONG)
    reach = max(one.box.x1 for one in load.placed) - min(one.box.x0 for one in load.placed)
    assert reach > 0.85 * params["share"] * LONG.size[0]
    filled = sum(one.box.litres for one in load.placed)
    assert filled > 0.5 * params["share"] * LONG.litres
    assert 6000 < load.mass_kg < 26_000


def test_a_removal_weighs_what_removals_weigh() -> None:
    load, params = built("removals", 6, LONG)
    per_cubic_metre = load.mass_kg / (params["share"] * LONG.litres / 1000)
    assert 70 < per_cubic_metre < 160


def test_used_cars_weigh_what_cars_weigh() -> None:
    load, _ = built("used-cars", 8, LONG)
    assert 1 <= load.packages <= 4
    assert 1100 * load.packages < load.mass_kg < 1500 * load.packages + 2500


@pytest.mark.parametrize("kind", KINDS)
def test_a_load_is_the_same_each_time_kept_or_not(kind: str) -> None:
    first, again = built(kind, 7)[0], built(kind, 7)[0]
    poses = [(one.good.name, one.variant, one.pose) for one in first.placed]
    assert poses == [(one.good.name, one.variant, one.pose) for one in again.placed]
    posed.clear()
    cold, kept = Maps(SIDE), Maps(SIDE)
    first.draw(cold)
    again.draw(kept)
    assert np.array_equal(cold.areal, kept.areal)


@pytest.mark.parametrize("fan", [SIDE, TOP])
def test_what_makes_room_is_what_was_there(fan: Fan) -> None:
    """All of a load taken out leaves nothing; halves taken out leave each other's half."""
    load, _ = built("groupage", 9)
    whole, taken = Maps(fan), Maps(fan)
    load.draw(whole)
    around = Cuboid(0.0, 13_000.0, -1300.0, 1300.0, 1000.0, 4500.0)
    mass = load.displaced(taken, around)
    assert mass == pytest.approx(load.mass_kg)
    assert np.array_equal(taken.areal, whole.areal)
    halves, middle = Maps(fan), 3111.0
    left = load.displaced(halves, Cuboid(0.0, middle, -1300.0, 1300.0, 1000.0, 4500.0))
    right = load.displaced(halves, Cuboid(middle, 13_000.0, -1300.0, 1300.0, 1000.0, 4500.0))
    assert left + right == pytest.approx(mass, rel=0.002)
    difference = np.abs(halves.areal.sum(axis=0) - whole.areal.sum(axis=0))
    assert float(np.quantile(difference, 0.999)) < 0.5


def test_a_body_between_things_takes_nothing() -> None:
    load, _ = built("groupage", 9)
    maps = Maps(SIDE)
    assert load.displaced(maps, Cuboid(0.0, 60.0, -500.0, 500.0, 1600.0, 2000.0)) == 0.0
    assert not maps.areal.any()
