"""Containers: their places, their masses, how dark they are, and that they are the same however they are drawn."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from xray_trainer.model import View
from xray_trainer.simulator import container
from xray_trainer.simulator.beam import beam
from xray_trainer.simulator.box import Box, ContainerSpec
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import Maps

DRY = ContainerSpec("dry", 40, True, 3, 1450.0)
SHORT = ContainerSpec("dry", 20, False, 5, 1400.0)
REEFER = ContainerSpec("reefer", 40, True, 7, 1400.0)
SPECS = [
    DRY,
    ContainerSpec("dry", 40, False, 4, 1300.0),
    SHORT,
    REEFER,
    ContainerSpec("reefer", 20, False, 8, 1400.0),
    ContainerSpec("reefer", 40, False, 9, 1400.0),
]


def side(box: Box, pitch: float = 9.0, yaw: float = 0.002) -> Fan:
    """A low source, as on the scanners of facts 1."""
    width, height = int((box.outer.x1 + 600) / pitch), int((box.outer.z1 + 1200) / pitch)
    return Fan(View.SIDE, 7200.0, 590.0, 0.0, -300.0, box.outer.z1 + 1000, (pitch, pitch), width, height, yaw)


def above(box: Box, pitch: float = 9.0) -> Fan:
    """A source above, a little aside of the middle."""
    middle = box.outer.centre[2]
    width = int((box.outer.x1 + 600) / pitch)
    return Fan(View.TOP, 4300.0, 120.0, middle, -300.0, 2300.0, (pitch, pitch), width, int(4600 / pitch), 0.002)


@cache
def drawn(spec: ContainerSpec, view: View = View.SIDE) -> Maps:
    box = container.lay(spec)
    maps = Maps(side(box) if view is View.SIDE else above(box))
    container.draw(box, maps)
    return maps


def grey(maps: Maps) -> np.ndarray:
    """As the real scans show it: facts, simulator_container.md section 1."""
    return 254 * beam(6.0).transmission(maps.areal).signal ** 0.6


def place(maps: Maps, x: float, y: float, z: float) -> tuple[int, int]:
    depth = maps.fan.depth(y, z)
    return int(maps.fan.row(maps.fan.lift(y, z), depth)), int(maps.fan.column(x, depth))


@pytest.mark.parametrize("spec", SPECS)
def test_sizes_are_those_of_iso_668(spec: ContainerSpec) -> None:
    """Outer sizes exactly, inner ones as makers state them within 40 mm."""
    box = container.lay(spec)
    height = 2896 if spec.high_cube else 2591
    assert box.outer.size == (12192 if spec.feet == 40 else 6058, 2438, height)
    assert box.outer.z0 == spec.underside
    length, width, inside = box.space.size
    if spec.kind == "dry":
        assert length == pytest.approx(12032 if spec.feet == 40 else 5898, abs=40)
        assert width == pytest.approx(2352, abs=10)
        assert inside == pytest.approx(height - 198, abs=40)
    else:
        assert length == pytest.approx(11580 if spec.feet == 40 else 5450, abs=150)
        assert width == pytest.approx(2290, abs=10)
        assert inside == pytest.approx(height - 400, abs=120)


@pytest.mark.parametrize("spec", SPECS)
def test_hollows_lie_in_the_structure(spec: ContainerSpec) -> None:
    """Each place has room, within the container; but for what hangs under a dry roof, none is in the load space."""
    box = container.lay(spec)
    wanted = {"front-wall", "roof", "floor", "doors", "corner-post"}
    wanted |= {"reefer-unit", "side-wall"} if spec.kind == "reefer" else set()
    assert set(box.hollows) == wanted
    for where, cuboids in box.hollows.items():
        assert len(cuboids) >= (1 if where == "front-wall" else 2), where
        for hollow in cuboids:
            assert min(hollow.size) >= 25, where
            assert box.outer.holds(hollow), where
            if where == "front-wall":
                assert box.space.holds(hollow)
                assert hollow.x1 == box.space.x1
            elif where != "roof" or spec.kind == "reefer":
                assert box.space.common(hollow) is None, where


@pytest.mark.parametrize("spec", [DRY, SHORT, REEFER])
def test_hollows_are_hollow(spec: ContainerSpec) -> None:
    """Where something would be hidden the container itself puts little steel in the way of one view."""
    box = container.lay(spec)
    for where in ("floor", "roof"):
        hollow = box.hollows[where][0]
        x, y, z = hollow.centre
        maps = drawn(spec, View.TOP if where == "floor" else View.SIDE)
        row, col = place(maps, x, y, z)
        assert maps.areal[1, row, col] < 20, where


TARES = [
    (DRY, 3900),
    (ContainerSpec("dry", 40, False, 4), 3750),
    (SHORT, 2250),
    (REEFER, 4650),
    (ContainerSpec("reefer", 20, False, 8), 2950),
]


@pytest.mark.parametrize(("spec", "tare"), TARES)
def test_it_weighs_what_makers_say(spec: ContainerSpec, tare: float) -> None:
    """The matter in the picture of a parallel beam is the tare within 15 %."""
    box = container.lay(spec)
    across = (int((box.outer.x1 + 400) / 8), int((box.outer.size[2] + 400) / 8))
    maps = Maps(Fan(View.SIDE, 1e7, 0.0, 0.0, -200.0, box.outer.z1 + 203.1, (8.0, 8.0), *across))
    container.draw(box, maps)
    assert float(maps.areal.sum(dtype=float)) * 64e-5 == pytest.approx(tare, rel=0.15)


def test_walls_and_roof_are_as_light_as_real_ones() -> None:
    """Grey through two corrugated walls 228-232, through walls and roof 214-218 (measured on real scans), within 3."""
    maps = drawn(DRY)
    picture, length = grey(maps), 12192
    row, left = place(maps, 3000, 0, 1450 + 1250)
    right = place(maps, length - 3000, 0, 1450)[1]
    assert 225 < picture[row - 15 : row + 15, left:right].mean() < 235
    row = (place(maps, 0, -1219, 1450 + 2896)[0] + place(maps, 0, 1219, 1450 + 2896)[0]) // 2
    assert 211 < picture[row - 8 : row + 8, left:right].mean() < 221


def test_castings_are_dark_with_a_bright_hole() -> None:
    """The low ray enters an upper casting at its side and leaves through the hole on top."""
    box = container.lay(DRY)
    maps = Maps(side(box, 4.0))
    container.draw(box, maps)
    row, col = place(maps, 89, -1219 + 81, box.outer.z1 - 59)
    part = grey(maps)[row - 14 : row + 12, col - 18 : col + 18]
    assert np.percentile(part, 10) < 60
    assert part.max() > 190


def test_sides_and_floor_show_both_copies() -> None:
    """The near and the far top rail fall on different rows, between them the roof; the floor opens into a band too."""
    maps = drawn(DRY)
    near, far = (place(maps, 6000, y, 1450 + 2896)[0] for y in (-1219, 1219))
    assert far - near > 60
    picture = grey(maps)[:, place(maps, 4000, 0, 0)[1] : place(maps, 8000, 0, 0)[1]].mean(axis=1)
    between = picture[near + 20 : far - 20].mean()
    assert picture[far : far + 10].min() < between - 5
    assert picture[near : near + 10].min() < between + 5


@pytest.mark.parametrize("view", [View.SIDE, View.TOP])
@pytest.mark.parametrize("spec", [DRY, SHORT, REEFER])
def test_nothing_lies_outside(spec: ContainerSpec, view: View) -> None:
    """No matter beyond the outer faces (door bars stand out 6 mm), none of it negative."""
    maps = drawn(spec, view)
    box, total = container.lay(spec), maps.areal.sum(axis=0)
    assert total.min() > -0.5
    corners = [
        place(maps, x, y, z)
        for x in (box.outer.x0 - 12, box.outer.x1 + 8)
        for y in (box.outer.y0, box.outer.y1)
        for z in (box.outer.z0, box.outer.z1)
    ]
    rows, cols = zip(*corners, strict=True)
    total[max(0, min(rows) - 1) : max(rows) + 2, min(cols) - 1 : max(cols) + 2] = 0
    assert np.abs(total).max() == 0


@pytest.mark.parametrize("spec", [DRY, REEFER])
def test_the_same_seed_is_the_same_container(spec: ContainerSpec) -> None:
    """Byte by byte; another seed has other dents."""
    box = container.lay(spec)
    again, other = Maps(side(box)), Maps(side(box))
    container.draw(box, again)
    assert np.array_equal(again.areal, drawn(spec).areal)
    container.draw(container.lay(ContainerSpec(spec.kind, spec.feet, spec.high_cube, 99, spec.underside)), other)
    assert np.abs(other.areal - again.areal).max() > 1


@pytest.mark.parametrize("view", [View.SIDE, View.TOP])
@pytest.mark.parametrize("spec", [SHORT, REEFER])
def test_a_window_holds_the_same_as_the_whole(spec: ContainerSpec, view: View) -> None:
    """A part drawn alone equals that part of the whole."""
    whole = drawn(spec, view)
    for window in ((90, 20, 60, 70), (60, whole.width - 120, 200, 90)):
        part = Maps(whole.fan, *window)
        container.draw(container.lay(spec), part)
        assert np.allclose(part.areal, whole.window(*window).areal, rtol=2e-4, atol=2e-4)
