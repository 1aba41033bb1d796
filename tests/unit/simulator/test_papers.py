"""Papers of simulated cases: right by ISO 6346, in agreement with the load, or a lie in one way and no other."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import pytest

from xray_trainer.model import Papers
from xray_trainer.simulator.box import ContainerSpec
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Block, Goods, Load, LoadKind
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.papers import Oddity, covers, iso6346, roads, write
from xray_trainer.simulator.papers.declaration import tare
from xray_trainer.simulator.papers.discrepancies import KINDS, discrepancies, draw_discrepancies, possible
from xray_trainer.simulator.scene import DiscrepancySpec, VehicleSpec
from xray_trainer.text import Message

FORTY = ContainerSpec("dry", 40, True)


@dataclass(frozen=True)
class Sugar:
    """A load of bags that fill a share of the container."""

    mass_kg: float
    packages: int
    blocks: tuple[Block, ...]

    def draw(self, maps: Maps) -> None:
        raise AssertionError("papers do not draw")

    def displaced(self, maps: Maps, body: Cuboid) -> float:
        raise AssertionError("papers do not draw")


KIND = LoadKind(
    "sugar",
    Goods(Message("White sugar"), "1701 99", Message("bags")),
    lambda space, rng: {},
    lambda space, params, rng: sugar(0.9),
    {},
)


def sugar(share: float) -> Sugar:
    box = Cuboid(100, 100 + 11_900 * share, -1170, 1170, 1550, 1550 + 2500)
    density = 0.33
    mass = box.litres * density
    return Sugar(mass, round(mass / 50), (Block(box, density),))


def rng(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def papers(seed: int, *kinds: DiscrepancySpec, share: float = 0.9, odd: frozenset[Oddity] | None = None) -> Papers:
    return write(FORTY, [(KIND, sugar(share))], VehicleSpec(), kinds, rng(seed), oddities=odd)


def gross(found: Papers) -> float:
    return sum(line.gross_kg or 0 for line in found.lines)


def test_the_standards_own_example_is_valid() -> None:
    """ISO 6346 works out CSQU 305438 3; the others are numbers of its definition by hand."""
    assert iso6346.is_valid("CSQU3054383")
    assert iso6346.check_digit("CSQU305438") == 3
    assert not iso6346.is_valid("CSQU3054384")
    assert not iso6346.is_valid("CSQU305438")
    assert not iso6346.is_valid("CSQA3054383")
    assert not iso6346.is_valid("csqu3054383")


def test_one_wrong_sign_is_always_noticed() -> None:
    number = iso6346.number(rng(4))
    for place in range(4, 10):
        for digit in "0123456789":
            other = number[:place] + digit + number[place + 1 :]
            assert iso6346.is_valid(other) == (other == number)


def test_numbers_are_valid_and_of_no_known_owner() -> None:
    chance = rng(1)
    numbers = [iso6346.number(chance) for _ in range(500)]
    assert all(iso6346.is_valid(one) for one in numbers)
    assert all(iso6346.remainder(one[:-1]) != 10 for one in numbers)
    assert {one[:3] for one in numbers} == set(iso6346.OWNERS)
    known = {"MSC", "MSK", "MAE", "HLX", "CMA", "TGH", "TCL", "TRH", "TEM", "GES", "CAI", "CSQ", "OOL", "COS", "EIS"}
    assert not known & set(iso6346.OWNERS)
    assert not any(iso6346.is_valid(iso6346.with_wrong_digit(one, chance)) for one in numbers)


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        (ContainerSpec("dry", 20), "22G1"),
        (ContainerSpec("dry", 40), "42G1"),
        (ContainerSpec("dry", 40, True), "45G1"),
        (ContainerSpec("reefer", 20), "22R1"),
        (ContainerSpec("reefer", 40, True), "45R1"),
    ],
)
def test_the_type_is_the_containers(spec: ContainerSpec, code: str) -> None:
    assert iso6346.type_code(spec) == code


def test_plates_have_the_form_of_their_country() -> None:
    chance = rng(2)
    for country, form in {
        "KG": r"0[1-9] KG \d{3} [A-Z]{3}",
        "KZ": r"\d{3} [A-Z]{2,3} [0-2]\d",
        "UZ": r"\d\d (\d{3} [A-Z]{3}|[A-Z] \d{3} [A-Z]{2})",
        "TJ": r"\d{4} [A-Z]{2} 0[1-5]",
        "CN": r"XIN [A-Z] \d{5}",
    }.items():
        for _ in range(30):
            plate = roads.plate(country, chance)  # type: ignore[arg-type]
            assert re.fullmatch(form, plate), (country, plate)


def test_honest_papers_agree_with_the_load() -> None:
    """200 cases with all their oddities: masses within what scales differ by, seals alike, numbers valid."""
    load = sugar(0.9)
    weighed, odd = 0, 0
    for seed in range(200):
        found = papers(seed)
        assert iso6346.is_valid(found.container)
        assert found.type == "45G1"
        assert found.plate
        assert gross(found) == pytest.approx(load.mass_kg, rel=0.012)
        assert found.declared_gross_kg == pytest.approx(gross(found) + tare(FORTY))
        assert all(seal.papers == seal.found for seal in found.seals)
        assert all(0.85 * (line.gross_kg or 0) < (line.net_kg or 0) <= (line.gross_kg or 0) for line in found.lines)
        if found.weighed_gross_kg is not None:
            weighed += 1
            assert found.weighed_gross_kg == pytest.approx(found.declared_gross_kg, rel=0.03)
            assert found.weighed_gross_kg % 20 == 0
        packages = [line.packages for line in found.lines]
        if None not in packages:
            assert sum(one or 0 for one in packages) == load.packages
        odd += len(found.lines) > 1 or len(found.seals) > 1 or "reloaded" in found.route
    assert 120 < weighed < 190
    assert odd > 20


def test_a_bare_container_has_no_plate() -> None:
    assert write(FORTY, [(KIND, sugar(0.9))], None, (), rng(0)).plate == ""


def test_an_empty_container_has_papers_too() -> None:
    found = write(FORTY, [], None, (), rng(0), oddities=frozenset())
    assert found.lines == ()
    assert found.declared_gross_kg == tare(FORTY)


@pytest.mark.parametrize("kind", KINDS)
def test_a_discrepancy_is_seen_and_only_that_one(kind: str) -> None:
    """From the same chance, papers with and without the lie differ in nothing but what it is about."""
    share = 0.4 if kind == "part-load" else 0.8
    told = "tyres" if kind == "other-goods" else ""
    for seed in range(40):
        honest = papers(seed, share=share)
        lie = papers(seed, DiscrepancySpec(kind, told), share=share)  # type: ignore[arg-type]
        assert iso6346.is_valid(lie.container) == (kind != "check-digit")
        assert all(seal.papers == seal.found for seal in lie.seals) == (kind != "seal")
        if kind in ("check-digit", "seal"):
            assert replace(lie, container=honest.container, seals=honest.seals) == honest
            continue
        assert (lie.plate, lie.type, lie.seals, lie.route) == (honest.plate, honest.type, honest.seals, honest.route)
        assert (lie.lines[0].goods == honest.lines[0].goods) == (kind != "other-goods")
        ratio = gross(lie) / gross(honest)
        if kind == "other-goods":
            assert lie.lines[0].hs_code[:4] == "4011"
            assert ratio == 1
            assert lie.weighed_gross_kg == honest.weighed_gross_kg
        elif kind == "part-load":
            assert ratio > 1.25
            assert lie.weighed_gross_kg is None
            assert lie.lines[0].packages is not None
            assert lie.lines[0].packages > 1.2 * (honest.lines[0].packages or 0)
            assert (lie.declared_gross_kg or 0) <= 32_000
        else:
            assert lie.weighed_gross_kg is not None
            off = lie.weighed_gross_kg / (lie.declared_gross_kg or 1) - 1
            assert off > 0.05 if kind == "too-heavy" else off < -0.05


@pytest.mark.parametrize("kind", KINDS)
def test_each_discrepancy_is_explained_with_its_numbers(kind: str) -> None:
    share = 0.4 if kind == "part-load" else 0.8
    spec = DiscrepancySpec(kind, "tyres" if kind == "other-goods" else "")  # type: ignore[arg-type]
    loads = [(KIND, sugar(share))]
    found = write(FORTY, loads, None, [spec], rng(3), oddities=frozenset())
    (one,) = discrepancies([spec], loads, found, FORTY)
    text = one.note.say("en")
    assert one.kind == kind
    assert "{" not in text
    numbers = {
        "other-goods": "tyres",
        "check-digit": f"digit should be {iso6346.check_digit(found.container[:-1])}",
        "seal": found.seals[0].found,
        "part-load": str(found.lines[0].packages),
    }
    assert numbers.get(kind, str(round(found.weighed_gross_kg or 0))) in text


def test_what_is_drawn_fits_the_load_and_the_share() -> None:
    loads: list[tuple[LoadKind, Load]] = [(KIND, sugar(0.9))]
    allowed = possible(FORTY, loads)
    assert "part-load" not in allowed
    assert "part-load" in possible(FORTY, [(KIND, sugar(0.4))])
    assert possible(FORTY, []) == ("check-digit", "seal")
    chance = rng(5)
    told = covers.unlike([KIND.goods])
    drawn = [draw_discrepancies(chance, 0.3, allowed, told) for _ in range(1000)]
    kinds = [one[0].kind for one in drawn if one]
    assert 240 < len(kinds) < 360
    assert set(kinds) == set(allowed)
    assert all(one[0].told in told for one in drawn if one and one[0].kind == "other-goods")
    assert "wheat-flour" not in told
    assert "walnuts" not in told


def test_a_load_that_does_not_say_where_it_stands_is_never_told_as_full() -> None:
    """Cars hide things in one boot: the boot is no measure of how full the container is."""
    boot = Cuboid(3000, 4000, -500, 500, 1700, 2200)
    cars = Sugar(4000.0, 3, (Block(boot, 0.1),))
    assert "part-load" not in possible(FORTY, [(KIND, cars)])


@dataclass(frozen=True)
class Cases:
    """Something hidden, as far as papers ask."""

    mass_kg: float
    whole_load: bool
    box: Cuboid = Cuboid(500, 1500, -500, 500, 1600, 2600)
    note: tuple[Message, ...] = ()

    @property
    def displaces(self) -> tuple[Cuboid, ...]:
        return (self.box,)

    def draw(self, maps: Maps) -> None:
        raise AssertionError("papers do not draw")


def test_a_load_of_other_goods_is_declared_as_the_cover_but_weighs_what_it_weighs() -> None:
    real = sugar(0.9)
    found = write(FORTY, [(KIND, real)], None, (), rng(6), hidden=[Cases(8000.0, True)], oddities=frozenset())
    assert "White sugar" in found.lines[0].goods.say("en")
    assert gross(found) == pytest.approx(8000, rel=0.01)
    spec = DiscrepancySpec("other-goods", "sugar")
    (one,) = discrepancies([spec], [(KIND, real)], found, FORTY, Message("Cigarettes"))
    assert "declare “White sugar, bags”" in one.note.say("en")
    assert "“Cigarettes”" in one.note.say("en")


def test_what_is_hidden_counts_on_the_scale() -> None:
    """600 kg of gold in the place of 330 kg of sugar."""
    odd: frozenset[Oddity] = frozenset()
    weighed = 0
    for seed in range(12):
        plain = write(FORTY, [(KIND, sugar(0.9))], None, (), rng(seed), oddities=odd)
        heavy = write(FORTY, [(KIND, sugar(0.9))], None, (), rng(seed), hidden=[Cases(600.0, False)], oddities=odd)
        assert heavy.lines == plain.lines
        if plain.weighed_gross_kg is not None and heavy.weighed_gross_kg is not None:
            weighed += 1
            assert heavy.weighed_gross_kg - plain.weighed_gross_kg == pytest.approx(270, abs=25)
    assert weighed > 5


def test_the_same_chance_writes_the_same_papers() -> None:
    assert papers(7) == papers(7)
    assert papers(7) != papers(8)
