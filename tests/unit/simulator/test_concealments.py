"""What is hidden: every kind in every place, of the mass it says, inside of the container, on something, explained."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from xray_trainer.model import View
from xray_trainer.simulator import container, meshes, slabs
from xray_trainer.simulator.box import Box, ContainerSpec, Kind
from xray_trainer.simulator.concealments import spots
from xray_trainer.simulator.concealments.lots import Lot, kilograms
from xray_trainer.simulator.concealments.matter import Piece, Plate, Stash, Thing
from xray_trainer.simulator.concealments.packing import packed
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.hidden import CATEGORIES, PLACES, ConcealmentKind, Surroundings, concealment_kinds
from xray_trainer.simulator.load import Block, Load, Params, load_kinds
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.materials import material
from xray_trainer.simulator.mesh import Part
from xray_trainer.simulator.saying import local

CHANCES = 8  # that a kind is given to find a place
FEW = 12  # of a lot are enough for a test
PITCH = 8.0
EACH = tuple((kind, place) for kind in concealment_kinds().values() for place in kind.places)
NAMES = [f"{kind.name}-{place}" for kind, place in EACH]


@dataclass(frozen=True)
class Paper:
    """Even cargo from the floor to 80 % of the height."""

    box: Cuboid
    dense: float = 0.3
    packages: int = 900

    @property
    def mass_kg(self) -> float:
        return self.box.litres * self.dense

    @property
    def blocks(self) -> tuple[Block, ...]:
        return (Block(self.box, self.dense),)

    def draw(self, maps: Maps) -> None:
        self.displaced(maps, self.box)

    def displaced(self, maps: Maps, body: Cuboid) -> float:
        common = self.box.common(body)
        if common is None:
            return 0.0
        Plate("paper", common, self.dense / material("paper").density).draw(maps)
        return common.litres * self.dense


@cache
def around(kind: Kind = "dry", loaded: bool = True) -> Surroundings:
    box = container.lay(ContainerSpec(kind, 40, True))
    space = box.space
    cargo = Cuboid(space.x0 + 300, space.x1 - 5, space.y0 + 20, space.y1 - 20, space.z0, space.z0 + 0.8 * space.size[2])
    return Surroundings(box, (Paper(cargo),) if loaded else (), (space,) if loaded else ())


def where(place: str) -> Surroundings:
    return around("reefer" if place in ("reefer-unit", "side-wall") else "dry")


def rng(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


@cache
def chosen(name: str, place: str, seed: int = 0) -> Params:
    """Numbers of a variant, of few pieces; a kind may refuse some chances but not all."""
    kind = concealment_kinds()[name]
    for attempt in range(seed * 20, seed * 20 + 20):
        params = kind.choose(where(place), place, rng(attempt))
        if params is not None:
            assert set(params) == set(kind.limits)
            assert all(kind.limits[name][0] <= value <= kind.limits[name][1] for name, value in params.items())
            few = {**params, "count": min(params["count"], FEW)} if "count" in params else dict(params)
            return {name: float(f"{value:.6g}") for name, value in few.items()}
    raise AssertionError(f"{kind.name} never fits {place}")


def made(kind: ConcealmentKind, place: str, seed: int = 0) -> Stash:
    return made_of(kind.name, place, seed)


@cache
def made_of(name: str, place: str, seed: int) -> Stash:
    hidden = concealment_kinds()[name].build(where(place), place, chosen(name, place, seed), rng(9))
    assert isinstance(hidden, Stash)
    return hidden


def far(box: Box) -> Fan:
    """Parallel rays from the side, so that the image's sum is the mass."""
    height = round((box.outer.z1 + 400) / PITCH)
    return Fan(View.SIDE, 7e7, 2000.0, 0.0, -200.0, box.outer.z1 + 203, (PITCH, PITCH), round(12_700 / PITCH), height)


def near(box: Box, view: View) -> Fan:
    if view is View.SIDE:
        return Fan(view, 7000.0, 2000.0, 0.0, -300.0, 5200.0, (PITCH, PITCH), 1640, 700, 0.002)
    middle = (box.outer.z0 + box.outer.z1) / 2
    return Fan(view, 6500.0, 0.0, middle, -300.0, 2200.0, (PITCH, PITCH), 1640, 550, 0.002)


def weighed(piece: Piece) -> float:
    """Its mass as the three maps count it."""
    if isinstance(piece, Plate):
        return piece.mass_kg * sum(material(piece.name).basis)
    assert isinstance(piece, Thing)
    return sum(part_kg(part) * sum(part.material.basis) for part in piece.item.parts)


def part_kg(part: Part) -> float:
    from xray_trainer.simulator.mesh import Item

    return meshes.mass_kg(Item("part", (part,)))


def test_there_are_kinds_of_many_categories_and_places() -> None:
    kinds = concealment_kinds()
    assert len(kinds) >= 12
    categories, places = dict(CATEGORIES), dict(PLACES)
    assert {kind.category for kind in kinds.values()} == set(categories)
    assert {place for kind in kinds.values() for place in kind.places} == set(places)
    assert all(kind.title.say() for kind in kinds.values())


@pytest.mark.parametrize(("kind", "place"), EACH, ids=NAMES)
def test_it_lies_inside_on_something_and_has_room(kind: ConcealmentKind, place: str) -> None:
    surroundings = where(place)
    outer, space = surroundings.container.outer, surroundings.container.space
    for seed in range(3):
        hidden = made(kind, place, seed)
        assert outer.holds(hidden.box), hidden.box
        assert hidden.mass_kg > 0
        assert all(hidden.box.common(piece.box) is not None for piece in hidden.pieces)
        cargo = surroundings.loads[0].blocks[0].box
        if place == "cargo":
            assert space.holds(hidden.box)
            lot = getattr(kind.choose, "__self__", None)
            if isinstance(lot, Lot) and lot.stands:
                assert hidden.box.z0 == pytest.approx(space.z0, abs=0.01)
            else:
                assert cargo.common(hidden.box) is not None
                assert hidden.box.z0 >= cargo.z0 - 0.01
                assert hidden.box.z1 <= cargo.z1 + 0.01
        elif place == "doors":
            assert hidden.box.z0 == pytest.approx(space.z0, abs=0.01)
            assert hidden.box.x0 - space.x0 < 1000
        elif place == "top":
            assert hidden.box.z0 < cargo.z1
            assert hidden.box.z1 <= space.z1 + 0.01
        elif place == "whole-load":
            assert hidden.whole_load
            assert hidden.displaces == surroundings.spaces
            assert hidden.box.z0 == pytest.approx(space.z0)
        elif place == "floor":
            assert hidden.box.z1 <= space.z0
            assert not hidden.displaces
        assert hidden.whole_load == (place == "whole-load")


@pytest.mark.parametrize(("kind", "place"), EACH, ids=NAMES)
def test_no_cargo_shares_its_place(kind: ConcealmentKind, place: str) -> None:
    """Wherever a piece lies within the cargo, the cargo made room for it."""
    surroundings, hidden = where(place), made(kind, place)
    cargo = surroundings.loads[0].blocks[0].box
    for piece in hidden.pieces:
        inside = cargo.common(piece.box)
        if inside is not None and inside.litres > 0.01:
            freed = sum(common.litres for body in hidden.displaces if (common := inside.common(body)) is not None)
            assert freed >= 0.97 * inside.litres
    if place in ("cargo", "whole-load", "front-wall"):
        assert hidden.displaces


@pytest.mark.parametrize(("kind", "place"), EACH, ids=NAMES)
def test_what_is_drawn_weighs_what_it_says(kind: ConcealmentKind, place: str) -> None:
    hidden = made(kind, place)
    maps = Maps(far(where(place).container))
    hidden.draw(maps)
    drawn = float(maps.areal.sum(dtype=np.float64)) * PITCH * PITCH * 1e-5
    assert drawn == pytest.approx(sum(weighed(piece) for piece in hidden.pieces), rel=0.05)
    assert hidden.mass_kg == pytest.approx(sum(piece.mass_kg for piece in hidden.pieces))


@pytest.mark.parametrize(("kind", "place"), EACH, ids=NAMES)
def test_both_views_show_it_and_the_same_each_time(kind: ConcealmentKind, place: str) -> None:
    surroundings, params = where(place), chosen(kind.name, place)
    again = kind.build(surroundings, place, params, rng(9))
    for view in (View.SIDE, View.TOP):
        first, second = (Maps(near(surroundings.container, view)) for _ in range(2))
        made(kind, place).draw(first)
        again.draw(second)
        assert float(first.areal.sum()) > 0
        assert np.array_equal(first.areal, second.areal)


@pytest.mark.parametrize(("kind", "place"), EACH, ids=NAMES)
def test_its_note_says_what_where_and_why(kind: ConcealmentKind, place: str) -> None:
    hidden = made(kind, place)
    text = local(*hidden.note).say("en")
    assert "{" not in text
    assert f"{kilograms(hidden.things_kg)} kg" in text
    assert hidden.things_kg <= hidden.mass_kg
    assert 120 < len(text) < 520
    assert text.endswith(".")
    assert len(hidden.note) == 2


def laden(name: str) -> Surroundings:
    kind = load_kinds()[name]
    box = container.lay(ContainerSpec("dry", 40, True))
    return Surroundings(box, (kind.build(box.space, kind.choose(box.space, rng(1)), rng(2)),), (box.space,))


def freed(hidden: Stash) -> float:
    """Height that makes room, against its own."""
    return max(body.z1 for body in hidden.displaces) - hidden.box.z0


@pytest.mark.parametrize("name", ["shielded-source", "precursors", "people"])
def test_goods_above_what_stands_behind_doors_stay(name: str) -> None:
    """A lead pot takes its own room, not a column of cargo; people lie under boards."""
    surroundings, kind = laden("coffee-bags"), concealment_kinds()[name]
    params = kind.choose(surroundings, "doors", rng(4))
    assert params is not None
    hidden = kind.build(surroundings, "doors", params, rng(5))
    assert isinstance(hidden, Stash)
    assert hidden.displaces
    assert freed(hidden) <= hidden.box.size[2] + 70  # mm of elbow room


def test_in_drums_it_lies_in_one_drum() -> None:
    surroundings, kind = laden("paste-drums"), concealment_kinds()["bricks"]
    params = kind.choose(surroundings, "cargo", rng(1))
    assert params is not None
    hidden = kind.build(surroundings, "cargo", params, rng(2))
    blocks = [block.box for block in surroundings.loads[0].blocks]
    assert any(block.holds(hidden.box) for block in blocks)


@pytest.mark.parametrize("name", ["groupage", "removals"])
@pytest.mark.parametrize("place", ["doors", "top"])
def test_among_single_goods_it_shares_no_place_with_any(name: str, place: str) -> None:
    surroundings = laden(name)
    for kind in concealment_kinds().values():
        params = kind.choose(surroundings, place, rng(3)) if place in kind.places else None
        if params is not None:
            hidden = kind.build(surroundings, place, params, rng(4))
            assert not spots.things(surroundings) or not hidden.displaces, kind.name


def test_a_block_is_no_row_from_end_to_end() -> None:
    for seed in range(40):
        params = concealment_kinds()["ammunition"].choose(around(), "cargo", rng(seed))
        if params is not None:
            box = concealment_kinds()["ammunition"].build(around(), "cargo", params, rng(1)).box
            assert box.size[0] <= 3.2 * max(box.size[1], box.size[2], 400)
            assert box.size[2] <= 1.7 * max(box.size[0], box.size[1], 300)


def test_lots_come_in_all_sizes() -> None:
    """From two bricks to eighty, so that every band of visibility can be met."""
    kind = concealment_kinds()["bricks"]
    counts = [
        params["count"] for seed in range(80) if (params := kind.choose(around(), "cargo", rng(seed))) is not None
    ]
    assert len(counts) == 80
    assert min(counts) <= 3
    assert max(counts) >= 70
    assert 0.3 < np.mean(np.array(counts) < 14) < 0.7


def test_without_cargo_only_doors_and_structure_are_left() -> None:
    empty = around(loaded=False)
    for kind, place in EACH:
        params = kind.choose(empty, place, rng(2))
        if place in ("cargo", "top", "whole-load"):
            assert params is None, (kind.name, place)


@pytest.mark.parametrize(("kind", "place"), EACH, ids=NAMES)
def test_a_scene_by_hand_can_throw_nothing_out_of_the_container(kind: ConcealmentKind, place: str) -> None:
    """Numbers at the ends of their limits, in a container with and without cargo."""
    for surroundings in (where(place), around(loaded=False)):
        for end in (0, 1):
            params = {name: limits[end] for name, limits in kind.limits.items()}
            params["count"] = min(params.get("count", 1), 2)
            hidden = kind.build(surroundings, place, params, rng(1))
            assert surroundings.container.outer.holds(hidden.box), hidden.box


def test_a_block_of_things_is_compact_and_complete() -> None:
    block = packed(46, (220, 140, 40), (3000, 2000, 1500))
    assert block is not None
    assert block.count == 46
    assert max(block.size) < 2.2 * min(block.size)
    spots = list(block.spots(Cuboid(0, block.size[0], 0, block.size[1], 0, block.size[2])))
    assert len(set(spots)) == 46
    assert packed(5, (220, 140, 40), (200, 2000, 1500)) is None
    few = packed(500, (220, 140, 40), (500, 300, 100), 0.0)
    assert few is not None
    assert few.count == 2 * 2 * 2


@pytest.mark.full
@pytest.mark.parametrize("name", sorted(load_kinds()))
def test_each_load_takes_concealments_of_most_kinds(name: str) -> None:
    """In every load at least twelve kinds and six categories find a place, and stay inside."""
    loaded = load_kinds()[name]
    box = container.lay(ContainerSpec("reefer" if "dry" not in loaded.containers else "dry", 40, True))
    load: Load = loaded.build(box.space, loaded.choose(box.space, rng(1)), rng(2))
    surroundings = Surroundings(box, (load,), (box.space,))
    fitting: list[ConcealmentKind] = []
    for kind, place in EACH:
        chances = (kind.choose(surroundings, place, rng(chance)) for chance in range(CHANCES))
        params = next((found for found in chances if found is not None), None)
        if params is not None and name not in kind.not_in:
            hidden = kind.build(surroundings, place, params, rng(4))
            assert box.outer.holds(hidden.box), (kind.name, place, hidden.box)
            fitting.append(kind)
    assert len({kind.name for kind in fitting}) >= (11 if name == "used-cars" else 12)  # a boot takes no more
    assert len({kind.category for kind in fitting}) >= 6


def test_slabs_are_what_plates_are_drawn_with() -> None:
    """A plate of known mass: 1 l of water is 1 kg, whichever way it lies."""
    box = Cuboid(1000, 1200, -50, 50, 1500, 1550)
    maps = Maps(far(around().container))
    Plate("water", box).draw(maps)
    assert float(maps.areal.sum()) * PITCH * PITCH * 1e-5 == pytest.approx(1.0, rel=0.01)
    assert slabs.slab
