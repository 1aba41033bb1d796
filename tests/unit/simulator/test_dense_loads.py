"""Loads piled from soft solids: what they weigh is what is drawn, in both views, and no two are alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from xray_trainer.model import View
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.load import Params, load_kinds
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.piles import Pile

NAMES = (
    "canned-cartons",
    "car-tyres",
    "cement-bags",
    "cigarette-cases",
    "clothing-bales",
    "coffee-bags",
    "cotton-bales",
    "feed-pallets",
    "fertiliser-bags",
    "flour-bags",
    "oil-drums",
    "onion-nets",
    "orange-cartons",
    "paste-drums",
    "peanut-bags",
    "poultry-cartons",
    "raisin-cartons",
    "rice-bags",
    "sugar-bags",
    "tile-pallets",
    "timber",
    "truck-tyres",
)
SPACE = Cuboid(125.0, 5963.0, -1170.0, 1170.0, 1566.0, 3957.0)  # of a 20 ft container
LONG = Cuboid(125.0, 12097.0, -1170.0, 1170.0, 1566.0, 4262.0)  # of a 40 ft high cube
SIDE = Fan(View.SIDE, 7000.0, 2000.0, 0.0, -200.0, 4700.0, (8.0, 8.0), 800, 420, 0.004)
FAR = {
    View.SIDE: Fan(View.SIDE, 7e7, 2000.0, 0.0, -200.0, 4400.0, (8.0, 4.0), 800, 740),
    View.TOP: Fan(View.TOP, 7e7, 0.0, 2700.0, -200.0, 1300.0, (8.0, 4.0), 800, 650),
}
BODY = Cuboid(2600.0, 3500.0, -400.0, 500.0, 1700.0, 2250.0)

Areal = npt.NDArray[np.float32]


def rng(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def params(name: str, seed: int, space: Cuboid = SPACE) -> Params:
    return {key: float(f"{value:.6g}") for key, value in load_kinds()[name].choose(space, rng(seed)).items()}


@cache
def load(name: str, seed: int) -> Pile:
    found = load_kinds()[name].build(SPACE, params(name, seed), rng(seed + 100))
    assert isinstance(found, Pile)
    return found


@cache
def picture(name: str, seed: int) -> Areal:
    maps = Maps(SIDE)
    load(name, seed).draw(maps)
    return maps.areal


EVERY = pytest.mark.parametrize("name", NAMES)


@EVERY
@pytest.mark.parametrize("view", [View.SIDE, View.TOP])
def test_what_is_drawn_weighs_what_is_told(name: str, view: View) -> None:
    """From far away chords are plain; each material is weighed by itself, as maps hold only what it counts for."""
    drawn = 0.0
    for material, matter in load(name, 1).stuff:
        maps = Maps(FAR[view])
        matter.draw(maps, type(material)(material.name, material.density, (1.0, 0.0, 0.0)))
        drawn += float(maps.areal[0].sum(dtype=float)) * 8.0 * 4.0 * 1e-5
    assert drawn == pytest.approx(load(name, 1).mass_kg, rel=0.03)


@EVERY
def test_all_of_it_is_inside_the_space(name: str) -> None:
    """Seen from far away, but for the softness of its ends."""
    for view, (low, high) in ((View.SIDE, (SPACE.z0, SPACE.z1)), (View.TOP, (SPACE.y0, SPACE.y1))):
        fan = FAR[view]
        maps = Maps(fan)
        load(name, 2).draw(maps)
        areal = np.abs(maps.areal.sum(axis=0))
        rows, cols = np.flatnonzero(areal.max(axis=1) > 0.5), np.flatnonzero(areal.max(axis=0) > 0.5)
        assert fan.left + cols[0] * 8.0 > SPACE.x0 - 40
        assert fan.left + (cols[-1] + 1) * 8.0 < SPACE.x1 + 40
        assert fan.top - (rows[-1] + 1) * 4.0 > low - 20
        assert fan.top - rows[0] * 4.0 < high + 20


@EVERY
@pytest.mark.parametrize("seeds", [(0,), pytest.param(range(1, 9), marks=pytest.mark.full)], ids=["one", "many"])
def test_no_load_is_too_heavy_and_every_number_is_within_its_limits(name: str, seeds: Sequence[int]) -> None:
    for seed in seeds:
        for space, most in ((SPACE, 21_500.0), (LONG, 26_000.0)):
            kind, chosen = load_kinds()[name], params(name, seed, space)
            assert set(chosen) == set(kind.limits)
            for key, value in chosen.items():
                assert kind.limits[key][0] <= value <= kind.limits[key][1], (key, value)
            assert 300 < kind.build(space, chosen, rng(seed)).mass_kg < most, (seed, most)


@EVERY
def test_two_loads_of_one_kind_differ(name: str) -> None:
    one, other = (cv2.resize(picture(name, seed).sum(axis=0), None, fx=0.25, fy=0.25) for seed in (1, 3))
    rows = np.flatnonzero((one.max(axis=1) > 1) & (other.max(axis=1) > 1))
    fine = [part[rows] - cv2.GaussianBlur(part[rows], (0, 0), 12) for part in (one, other)]
    assert np.corrcoef(fine[0].ravel(), fine[1].ravel())[0, 1] < 0.9


@EVERY
def test_the_same_numbers_and_seed_make_the_same_picture(name: str) -> None:
    again = load_kinds()[name].build(SPACE, params(name, 1), rng(101))
    maps = Maps(SIDE)
    again.draw(maps)
    assert maps.areal.tobytes() == picture(name, 1).tobytes()


@EVERY
def test_a_window_shows_the_same_as_the_whole(name: str) -> None:
    window = Maps(SIDE, 250, 300, 90, 140)
    load(name, 1).draw(window)
    np.testing.assert_allclose(window.areal, picture(name, 1)[:, 250:340, 300:440], rtol=1e-4, atol=1e-3)


@EVERY
def test_what_is_displaced_is_there(name: str) -> None:
    """As heavy as what it adds to the maps, and never more than the load has in any pixel."""
    whole = load(name, 1)
    maps = Maps(SIDE)
    kg = whole.displaced(maps, BODY)
    assert 0 <= kg <= BODY.litres * 8
    if kg:
        total, there = maps.areal.sum(axis=0), picture(name, 1).sum(axis=0)
        assert float(total.max()) > 0
        assert float((total - there).max()) < 0.12 * float(there.max())
        assert float(np.maximum(total - there, 0).sum()) < 0.01 * float(total.sum())


@EVERY
def test_blocks_hold_goods_of_their_density(name: str) -> None:
    found = load(name, 1)
    assert found.blocks
    assert found.packages >= 4
    for block in found.blocks:
        assert SPACE.holds(block.box)
        assert 0.03 < block.density < 1.5
        assert block.density * block.box.litres <= found.mass_kg * 1.001
