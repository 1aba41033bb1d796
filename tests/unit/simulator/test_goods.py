"""Goods are closed, weigh what such things weigh, differ from one another, and can be drawn in both views."""

import hashlib

import numpy as np
import pytest

from xray_trainer.model import View
from xray_trainer.simulator import meshes
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.goods import VARIANTS, goods
from xray_trainer.simulator.goods.making import Assembly
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.mesh import Item, Mesh, Pose

KILOGRAMS = {
    "ammunition-tin": (8, 16),
    "bicycle": (8, 18),
    "books-carton": (15, 45),
    "bottles-carton": (10, 26),
    "car": (1100, 1500),
    "carpet-roll": (10, 70),
    "cigarette-case": (11, 14),
    "clothes-carton": (9, 26),
    "compressor": (90, 180),
    "crated-machine": (80, 320),
    "crockery-carton": (12, 32),
    "currency": (8, 60),
    "drug-brick": (1.0, 1.6),
    "drug-bricks": (7, 45),
    "drum": (170, 235),
    "electric-motor": (30, 170),
    "engine": (170, 260),
    "flat-television": (6, 22),
    "furniture-boards": (45, 150),
    "gas-cylinder": (50, 75),
    "gearbox": (140, 420),
    "gold-bars": (20, 160),
    "holdall": (16, 42),
    "lamps-carton": (7, 20),
    "mattress": (10, 30),
    "paint-bucket": (20, 36),
    "pallet": (18, 30),
    "person": (50, 90),
    "picture-tube-television": (15, 35),
    "pipes-bundle": (100, 1000),
    "pistol": (0.6, 1.4),
    "pump": (60, 190),
    "refrigerant-cylinder": (11, 17),
    "refrigerator": (40, 85),
    "rifle": (3, 4.7),
    "shoes-carton": (6, 22),
    "sofa": (33, 60),
    "source-pot": (25, 120),
    "tins-carton": (11, 50),
    "tools-carton": (9, 30),
    "tubes-crate": (60, 160),
    "tusk": (5, 25),
    "tyres-stack": (50, 75),
    "washing-machine": (58, 82),
    "wheel": (13, 20),
    "wheel-lashing": (3, 12),
}
NAMES = sorted(goods())


def edges_meet(mesh: Mesh) -> bool:
    """Whether each edge is walked as often in one direction as in the other: a closed surface, wound alike."""
    _, point = np.unique(np.round(mesh.vertices, 4), axis=0, return_inverse=True)
    corners = point.ravel()[mesh.triangles].astype(np.int64)
    edges = np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]])
    edges = edges[edges[:, 0] != edges[:, 1]]
    size = corners.max() + 1
    there, back = edges[:, 0] * size + edges[:, 1], edges[:, 1] * size + edges[:, 0]
    return np.array_equal(np.sort(there), np.sort(back))


def digest(item: Item) -> str:
    """What an item is made of, to the last bit."""
    found = hashlib.sha256()
    for part in item.parts:
        found.update(repr((part.material.name, part.thickness, part.fill)).encode())
        found.update(part.mesh.vertices.tobytes() + part.mesh.triangles.tobytes())
    return found.hexdigest()


def side_view(item: Item) -> Maps:
    """A frame round it, 4 mm a pixel, 7 m from the source."""
    fan = Fan(View.SIDE, 7000.0, 1500.0, 0.0, -2600.0, 2400.0, (4.0, 4.0), 1300, 700)
    maps = Maps(fan)
    meshes.draw(maps, item, Pose(0.0, 0.0, 0.0, 3.0))
    return maps


def top_view(item: Item) -> Maps:
    """A frame round it, 4 mm a pixel, from above."""
    fan = Fan(View.TOP, 4050.0, 0.0, 0.0, -2600.0, 1500.0, (4.0, 4.0), 1300, 750)
    maps = Maps(fan)
    meshes.draw(maps, item, Pose(0.0, 0.0, 0.0, 3.0))
    return maps


@pytest.mark.parametrize("name", NAMES)
def test_goods_are_closed_and_stand_on_the_floor(name: str) -> None:
    item = goods()[name](0)
    open_ones = [part.material.name for part in item.parts if part.thickness is None and not edges_meet(part.mesh)]
    assert open_ones == []
    x0, x1, y0, y1, z0, _ = meshes.extent(item, Pose(0.0, 0.0, 0.0))
    assert (x0 + x1, y0 + y1, z0) == pytest.approx((0.0, 0.0, 0.0), abs=1e-6)


@pytest.mark.parametrize("name", sorted(KILOGRAMS))
def test_goods_weigh_what_such_things_weigh(name: str) -> None:
    least, most = KILOGRAMS[name]
    weights = [meshes.mass_kg(goods()[name](variant)) for variant in (0, 3, 7)]
    assert all(least <= weight <= most for weight in weights), weights


@pytest.mark.parametrize("name", NAMES)
def test_both_views_show_a_good(name: str) -> None:
    item = goods()[name](1)
    for maps in (side_view(item), top_view(item)):
        assert np.isfinite(maps.areal).all()
        assert maps.areal.sum(axis=0).max() > 0.02


@pytest.mark.parametrize("name", ["drug-bricks", "rifle", "washing-machine", "person", "gearbox"])
def test_a_side_view_holds_the_mass_of_the_good(name: str) -> None:
    """Seen from far away nothing is magnified, so the pixels' matter is the mass: hollow parts are hollow in both."""
    item = goods()[name](2)
    fan = Fan(View.SIDE, 1e6, 500.0, 0.0, -1400.0, 2000.0, (4.0, 4.0), 700, 600)
    maps = Maps(fan)
    meshes.draw(maps, item, Pose(0.0, 0.0, 0.0, 7.0))
    shown = float(maps.areal.sum(dtype=np.float64)) * 0.4 * 0.4 * 1e-3
    shares = sum(
        sum(part.material.basis) * meshes.mass_kg(Item(name, (part,))) for part in item.parts
    )  # a material counts as more or less than its own mass of water, iron and lead
    assert shown == pytest.approx(shares, rel=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_a_variant_is_the_same_each_time(name: str) -> None:
    kind, again = goods()[name], Assembly()
    kind.recipe(again, kind.generator(4))
    once_more = Assembly()
    kind.recipe(once_more, kind.generator(4))
    assert digest(Item(name, again.parts())) == digest(Item(name, once_more.parts()))
    assert (kind(4).name, kind(4).variant) == (name, "4")


@pytest.mark.full
@pytest.mark.parametrize("name", NAMES)
def test_no_two_variants_are_alike(name: str) -> None:
    assert len({digest(goods()[name](variant)) for variant in range(VARIANTS)}) == VARIANTS


def test_two_variants_differ() -> None:
    for kind in goods().values():
        assert digest(kind(0)) != digest(kind(1)), kind.name
