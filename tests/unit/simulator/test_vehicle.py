"""Vehicles: what they are made of is sound, stands on the ground, weighs what it should, and draws the same always."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest

from xray_trainer.model import View
from xray_trainer.simulator import meshes, posed, vehicle
from xray_trainer.simulator.box import Box, ContainerSpec
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.scene import VehicleSpec
from xray_trainer.simulator.vehicle import chassis, suspension, tractor, underneath, wheels
from xray_trainer.simulator.vehicle.pool import VARIANTS, PartKind

SIDE = Fan(View.SIDE, 7219.0, 900.0, 0.0, -600.0, 1900.0, (8.0, 8.0), 1740, 300, 0.0022)
TOP = Fan(View.TOP, 4050.0, 0.0, 2700.0, -600.0, 1800.0, (8.0, 8.0), 1740, 450, 0.0022)
FAR = replace(SIDE, mid=7e7, yaw=0.0)
KINDS = [
    kind
    for module in (chassis, suspension, tractor, underneath, wheels)
    for kind in vars(module).values()
    if isinstance(kind, PartKind)
]


def container(feet: int = 40, underside: float = 1400.0) -> Box:
    length = 12192.0 if feet == 40 else 6058.0
    spec = ContainerSpec(feet=40 if feet == 40 else 20, underside=underside)
    outer = Cuboid(0, length, -1219, 1219, underside, underside + 2591)
    return Box(spec, outer, Cuboid(100, length - 150, -1175, 1175, underside + 150, underside + 2500))


def drawn(maps: Maps, seed: int = 3, box: Box | None = None, pulled: float = 900.0) -> Maps:
    vehicle.draw(VehicleSpec("skeletal", seed, pulled), box or container(), maps)
    return maps


def kg(areal: npt.NDArray[np.float32], fan: Fan) -> float:
    return float(areal.sum()) * fan.pitch[0] * fan.pitch[1] * 1e-5


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_every_part_is_closed_within_reach_and_of_mass(kind: PartKind) -> None:
    for variant, far in product((0, VARIANTS - 1), (False, True)):
        item = kind.item(variant, far)
        for part in item.parts:
            corners = part.mesh.vertices[part.mesh.triangles]
            areas = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
            if part.thickness is None:
                assert np.abs(areas.sum(0)).max() <= 1e-6 * np.linalg.norm(areas, axis=1).sum(), part.material.name
        assert max(np.linalg.norm(part.mesh.vertices, axis=1).max() for part in item.parts) <= kind.reach
        assert meshes.mass_kg(item) > 1


def test_no_two_kinds_of_part_have_one_name() -> None:
    """Projections are kept by name."""
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_variants_differ_and_the_far_side_is_its_own() -> None:
    masses = {
        round(meshes.mass_kg(suspension.LEAF_PACK.item(variant, far)), 3)
        for variant, far in product(range(VARIANTS), (False, True))
    }
    assert len(masses) == 2 * VARIANTS


def test_it_stands_on_the_ground_under_the_container() -> None:
    areal = drawn(Maps(FAR)).areal.sum(0)
    heights = FAR.top - (np.flatnonzero(areal.max(1) > 1.0) + 0.5) * FAR.pitch[1]
    assert abs(heights.min()) <= 2 * FAR.pitch[1]
    assert 1390 <= heights.max() <= 1900
    above = areal[: int((FAR.top - 1480) / FAR.pitch[1])]  # but for air lines and the tips of twist locks
    assert above.sum() <= 0.01 * areal.sum()


@pytest.mark.parametrize(
    ("feet", "pulled", "least", "most"), [(40, 0.0, 4200, 7500), (20, 0.0, 3000, 6200), (40, 900.0, 6000, 11000)]
)
def test_it_weighs_what_vehicles_weigh(feet: int, pulled: float, least: float, most: float) -> None:
    wide = replace(FAR, left=-1500.0, width=2300)
    assert least <= kg(drawn(Maps(wide), 4, container(feet), pulled).areal, wide) <= most


@pytest.mark.parametrize("fan", [SIDE, TOP], ids=["side", "top"])
def test_windows_and_kept_parts_change_nothing(fan: Fan) -> None:
    posed.clear()
    whole = drawn(Maps(fan))
    again = drawn(Maps(fan))
    window = drawn(Maps(fan, 100, 420, 120, 300))
    assert np.array_equal(whole.areal, again.areal)
    assert np.array_equal(whole.areal[:, 100:220, 420:720], window.areal)
    assert np.isfinite(whole.areal).all()
    assert whole.areal[1].max() > 40  # g/cm² of iron


def test_every_seed_gives_another_vehicle_and_the_same_again() -> None:
    one, other = drawn(Maps(SIDE), 5), drawn(Maps(SIDE), 6)
    assert not np.array_equal(one.areal, other.areal)
    posed.clear()
    assert np.array_equal(one.areal, drawn(Maps(SIDE), 5).areal)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(24))
def test_no_seed_is_without_a_vehicle(seed: int) -> None:
    box = container(20 if seed % 2 else 40, 1330.0 + 7 * seed)
    assert np.isfinite(drawn(Maps(SIDE), seed, box, 800.0 * (seed % 3)).areal).all()
