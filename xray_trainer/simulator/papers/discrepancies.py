"""Papers that lie in one way, and the sentence that says how."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

import numpy as np

from xray_trainer.model import Discrepancy, Papers, Seal
from xray_trainer.simulator.box import ContainerSpec
from xray_trainer.simulator.load import load_kinds
from xray_trainer.simulator.papers import covers, iso6346, roads
from xray_trainer.simulator.papers.declaration import Line, Loaded, Oddity, Statement, goods_name, tare
from xray_trainer.simulator.saying import local
from xray_trainer.simulator.scene import DiscrepancySpec
from xray_trainer.text import N_, Message

Kind: TypeAlias = Literal["other-goods", "too-heavy", "too-light", "part-load", "check-digit", "seal"]
KINDS: tuple[Kind, ...] = ("other-goods", "too-heavy", "too-light", "part-load", "check-digit", "seal")
OFF = (0.09, 0.24)  # of the cargo's mass: far beyond what scales differ by
PART = 0.7  # of the length at most: what can be declared as a full load
FULL = 0.95  # of the length: what a full load takes
MORE = 1.25  # times as many packages at least, else nobody could see it
TOLD = 0.6  # of a load's mass that its blocks must hold, if they are to say where it stands
LARGEST_GROSS = 30_480.0  # kg, ISO 668
_INSIDE = {20: 5_898.0, 40: 12_032.0}  # mm
_EACH = {"big bag": 1000.0, "bag": 50.0, "carton": 14.0, "bale": 215.0, "drum": 190.0, "net": 30.0, "pallet": 800.0}
_EACH_ELSE = 45.0  # kg of a package


def fullness(spec: ContainerSpec, loads: Loaded) -> float:
    """Share of the container's length over which the loads stand, 0 to 1; 1 where they do not say."""
    blocks = [block for _, load in loads for block in load.blocks]
    known = sum(block.box.litres * block.density for block in blocks)
    if not blocks or known < TOLD * sum(load.mass_kg for _, load in loads):
        return 1.0
    length = max(block.box.x1 for block in blocks) - min(block.box.x0 for block in blocks)
    return min(1.0, length / _INSIDE[spec.feet])


def as_full(spec: ContainerSpec, loads: Loaded) -> float:
    """How many times as much a full container would hold, as far as its greatest mass allows."""
    total = max(1.0, sum(load.mass_kg for _, load in loads))
    return min(FULL / max(fullness(spec, loads), 0.15), (LARGEST_GROSS - tare(spec)) / total)


def possible(spec: ContainerSpec, loads: Loaded) -> tuple[Kind, ...]:
    """Which discrepancies these loads allow."""
    found = [kind for kind in KINDS if loads or kind in ("check-digit", "seal")]
    if loads and not covers.unlike(kind.goods for kind, _ in loads):
        found.remove("other-goods")
    if loads and (fullness(spec, loads) > PART or as_full(spec, loads) < MORE):
        found.remove("part-load")
    return tuple(found)


def draw_discrepancies(
    rng: np.random.Generator, share: float, allowed: Collection[str] = KINDS, told: Sequence[str] = tuple(covers.COVERS)
) -> tuple[DiscrepancySpec, ...]:
    """One discrepancy in `share` of the cases, none in the others.

    allowed : kinds that fit, see `possible`. told : goods that papers may name, see `covers.unlike`. The same chance
    is drawn whatever the outcome.
    """
    chance, which, goods = rng.uniform(size=3)
    kinds = [kind for kind in KINDS if kind in allowed and (kind != "other-goods" or told)]
    if chance >= share or not kinds:
        return ()
    kind = kinds[int(which * len(kinds))]
    return (DiscrepancySpec(kind, told[int(goods * len(told))] if kind == "other-goods" else ""),)


def applied(
    said: Statement, spec: DiscrepancySpec, box: ContainerSpec, loads: Loaded, rng: np.random.Generator
) -> Statement:
    """The statement with one lie in it."""
    match spec.kind:
        case "other-goods":
            return replace(said, lines=_renamed(said.lines, spec.told))
        case "too-heavy":  # the load is heavier than they say
            return _scaled(_weighed(said, loads), 1 / (1 + float(rng.uniform(*OFF))))
        case "too-light":
            return _scaled(_weighed(said, loads), 1 + float(rng.uniform(*OFF)))
        case "part-load":
            return _as_full(said, max(MORE, as_full(box, loads)))
        case "check-digit":
            return replace(said, container=iso6346.with_wrong_digit(said.container, rng))
        case "seal":
            first = said.seals[0]
            return replace(said, seals=(Seal(first.papers, _other_seal(first.papers, rng)), *said.seals[1:]))


def _renamed(lines: tuple[Line, ...], told: str) -> tuple[Line, ...]:
    """The heaviest goods, and lines of the same goods, under another name and in other packages of as much mass."""
    if not lines:
        return lines
    real = max(lines, key=lambda line: line.gross).goods
    if told in covers.COVERS:
        goods, each = covers.COVERS[told].goods, covers.COVERS[told].each_kg
    else:
        goods = load_kinds()[told].goods
        each = next((kg for word, kg in _EACH.items() if word in goods.pack.id.lower()), _EACH_ELSE)
    return tuple(
        Line(goods, max(1, round(line.gross / each)), line.gross, line.net) if line.goods == real else line
        for line in lines
    )


def _weighed(said: Statement, loads: Loaded) -> Statement:
    """The same, but put on a scale."""
    known = said.weighed if said.weighed is not None else said.tare + sum(load.mass_kg for _, load in loads)
    return replace(said, weighed=known, oddities=said.oddities - {Oddity.FAR_SCALE})


def _scaled(said: Statement, factor: float) -> Statement:
    return replace(said, lines=tuple(replace(line, gross=line.gross * factor) for line in said.lines))


def _as_full(said: Statement, factor: float) -> Statement:
    """So many times the packages and the mass, and nobody has weighed it."""
    lines = tuple(replace(line, packages=round(line.packages * factor)) for line in said.lines)
    odd = said.oddities - {Oddity.NO_PACKAGES, Oddity.FAR_SCALE}
    return replace(_scaled(replace(said, lines=lines), factor), weighed=None, oddities=odd)


def _other_seal(right: str, rng: np.random.Generator) -> str:
    """Two digits exchanged, one other digit, or a seal from elsewhere."""
    digits = [place for place, sign in enumerate(right) if sign.isdigit()]
    way, place = int(rng.integers(3)), int(rng.integers(len(digits) - 1))
    elsewhere = roads.carrier_seal(rng)
    signs = list(right)
    here, after = digits[place], digits[place + 1]
    if way == 0 and signs[here] != signs[after]:
        signs[here], signs[after] = signs[after], signs[here]
    elif way == 2:
        return elsewhere if elsewhere != right else f"{right}1"
    else:
        signs[here] = str((int(signs[here]) + 1 + int(rng.integers(9))) % 10)
    return "".join(signs)


def discrepancies(
    specs: Sequence[DiscrepancySpec], loads: Loaded, papers: Papers, box: ContainerSpec, inside: Message | None = None
) -> tuple[Discrepancy, ...]:
    """What the truth says of the discrepancies of these papers. inside : what fills the container where all of the
    load is a concealment."""
    return tuple(Discrepancy(spec.kind, local(*_note(spec, loads, papers, box, inside))) for spec in specs)


def _note(
    spec: DiscrepancySpec, loads: Loaded, papers: Papers, box: ContainerSpec, inside: Message | None
) -> tuple[Message, ...]:
    match spec.kind:
        case "other-goods":
            return (_other_goods(spec, loads, inside),)
        case "too-heavy" | "too-light":
            return (_off(spec.kind, papers),)
        case "part-load":
            share = round(100 * fullness(box, loads) / 5) * 5
            text = N_(
                "The papers declare a full load, {packages} packages of {mass} kg. The scan shows goods over about "
                "{share} % of the length: count the rows and tiers, and see how many packages they can hold."
            )
            packages = sum(line.packages or 0 for line in papers.lines)
            mass = round(sum(line.gross_kg or 0.0 for line in papers.lines))
            return (Message(text, {"packages": packages, "mass": mass, "share": share}),)
        case "check-digit":
            text = N_(
                "The container number {number} cannot be right: by ISO 6346 its last digit should be {digit}. "
                "Compare the papers with the number on the door and the walls."
            )
            digit = iso6346.check_digit(papers.container[:-1])
            return (Message(text, {"number": papers.container, "digit": digit}),)
        case "seal":
            text = N_(
                "The transport document names the seal {papers}; on the door hangs {found}. "
                "Somebody may have opened the container on the way."
            )
            wrong = next(seal for seal in papers.seals if seal.papers != seal.found)
            return (Message(text, {"papers": wrong.papers, "found": wrong.found}),)


def _other_goods(spec: DiscrepancySpec, loads: Loaded, inside: Message | None) -> Message:
    if spec.told in covers.COVERS:
        declared = covers.COVERS[spec.told].goods
    elif spec.told in load_kinds():
        declared = load_kinds()[spec.told].goods
    else:
        declared = max(loads, key=lambda one: one[1].mass_kg)[0].goods
    real = inside or goods_name(max(loads, key=lambda one: one[1].mass_kg)[0].goods)
    text = N_(
        "The papers declare “{declared}”, but the scan shows “{real}”. "
        "Ask how the declared goods would look: their packages, their outlines, how dark they are."
    )
    return Message(text, {"declared": goods_name(declared), "real": real})


def _off(kind: str, papers: Papers) -> Message:
    declared, weighed = papers.declared_gross_kg or 0.0, papers.weighed_gross_kg or 0.0
    values = {"weighed": round(weighed), "declared": round(declared), "more": round(abs(weighed - declared))}
    if kind == "too-heavy":
        return Message(
            N_(
                "The container weighs {weighed} kg; the papers say {declared} kg. {more} kg more than declared is far "
                "beyond what scales differ by: something is loaded that the papers do not name."
            ),
            values,
        )
    return Message(
        N_(
            "The container weighs {weighed} kg; the papers say {declared} kg. {more} kg less than declared is far "
            "beyond what scales differ by: part of the goods is missing, or other goods are loaded."
        ),
        values,
    )
