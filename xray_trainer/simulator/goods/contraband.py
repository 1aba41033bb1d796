"""What is smuggled in packets: pressed drugs, a holdall of them, cigarettes, bank notes."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.shapes import box, circle, extrude, inv, lump, move, rbox, sheet, spread, torus, tube, turn

BRICK = (220.0, 140.0, 40.0)  # mm, of about one kilogram
PACK = (55.0, 22.5, 88.0)  # mm, twenty cigarettes
NOTES = (156.0, 66.0, 10.6)  # mm, a hundred bank notes
_NOTE_PAPER = 1.12  # bank notes are denser than printing paper: 1 g each


def brick(rng: np.random.Generator, drug: str) -> Assembly:
    """One pressed brick, wrapped, a mark pressed into its top; it lies with its base's middle at the origin."""
    found = Assembly()
    length, depth, height = (size * rng.uniform(0.97, 1.03) for size in BRICK)
    body = rbox(length, depth, height, 7.0, bulge=rng.uniform(0.5, 2.5))
    seed = int(rng.integers(2**31))
    bent = lump(body, 1.2, np.random.default_rng(seed), 150.0)
    found.solid(bent, drug, float(rng.choice([0.96, 1.0, 1.04, 1.08])))
    mark = extrude(circle(rng.uniform(18, 30), 10), 4.0)
    found.solid(inv(move(mark, 0.0, 0.0, height - 6.0)), drug)
    found.sheet(bent, "polyethylene", 0.9)
    return found


def _stack(found: Assembly, rng: np.random.Generator, drug: str, counts: tuple[int, int, int], left_out: float) -> None:
    """Bricks side by side and tier on tier about the origin, each a little out of place."""
    along, across, tiers = counts
    for tier in range(tiers):
        for x in spread(along, along * (BRICK[0] + 6)):
            for y in spread(across, across * (BRICK[1] + 5)):
                if tier == tiers - 1 and rng.random() < left_out:
                    continue
                turned = 180.0 * int(rng.integers(2)) + rng.normal(0, 1.2)
                spot = rng.normal(0, 2.0, 2)
                found.put(brick(rng, drug), x + spot[0], y + spot[1], tier * (BRICK[2] + 3.5) + 1.0, turned)


def _drug(rng: np.random.Generator) -> str:
    return str(rng.choice(["cocaine", "heroin"]))


@good
def drug_brick(found: Assembly, rng: np.random.Generator) -> None:
    """One wrapped brick of cocaine or heroin, 1 to 1.5 kg."""
    found.put(brick(rng, _drug(rng)))


@good
def drug_bricks(found: Assembly, rng: np.random.Generator) -> None:
    """A block of 6 to 30 bricks stacked close, 8 to 40 kg."""
    counts = (int(rng.integers(2, 4)), int(rng.integers(1, 3)), int(rng.integers(3, 6)))
    _stack(found, rng, _drug(rng), counts, 0.3)


@good
def holdall(found: Assembly, rng: np.random.Generator) -> None:
    """A sports bag full of bricks: cloth, zip, feet, handles; 18 to 35 kg."""
    tiers = int(rng.integers(4, 7))
    bricks = Assembly()
    _stack(bricks, rng, _drug(rng), (2, 2, tiers), 0.4)
    found.put(bricks, z=6.0)
    length, depth, height = 2 * BRICK[0] + 70, 2 * BRICK[1] + 50, tiers * 43.5 + rng.uniform(40, 80)
    bag = lump(rbox(length, depth, height, 45.0, bulge=12.0), 7.0, rng, 220.0)
    found.sheet(bag, "cloth", 2.6)
    found.sheet(box(length - 60, depth - 40, 0.5, (0.0, 0.0, 3.0)), "polyethylene", 1.2)
    x = np.linspace(-length / 2 + 40, length / 2 - 40, 9)
    ridge = height - 4 + 3 * np.sin(x / 60)
    found.solid(tube(np.column_stack([x, np.zeros(9), ridge]), 3.2, 6), "brass", 0.35)
    for y in (-depth / 2 - 8, depth / 2 + 8):
        lift = np.array([0.55, 0.95, 1.12, 1.18, 1.12, 0.95, 0.55]) * height
        path = np.column_stack([np.linspace(-110, 110, 7), np.linspace(y, y * 0.3, 7), lift])
        found.solid(tube(path, 9.0, 8, 0.4), "pvc", 0.7)
        for x0 in (-110.0, 110.0):
            found.solid(move(turn(torus(18.0, 2.2, 14, 6), "x", 90.0), x0, y, height * 0.53), "steel")


@good
def currency(found: Assembly, rng: np.random.Generator) -> None:
    """Bundles of bank notes, ten packs a shrink-wrapped block, stacked; 10 to 41 kg."""
    along, across, tiers = int(rng.integers(2, 5)), int(rng.integers(2, 5)), int(rng.integers(2, 4))
    length, depth, thick = NOTES
    high = 10 * thick
    for tier in range(tiers):
        for x in spread(along, along * (length + 5)):
            for y in spread(across, across * (depth + 4)):
                if tier == tiers - 1 and rng.random() < 0.2:
                    continue
                spot = rng.normal(0, 1.5, 2)
                at = (x + spot[0], y + spot[1], tier * (high + 5))
                for pack in range(10):
                    slip = rng.normal(0, 0.9, 2)
                    low = (at[0] + slip[0], at[1] + slip[1], at[2] + pack * thick + 0.5)
                    found.solid(box(length, depth, thick * rng.uniform(0.88, 0.97), low), "paper", _NOTE_PAPER)
                found.sheet(box(34.0, depth + 2, high, at), "paper", 0.25)
                found.sheet(box(length + 3, depth + 3, high + 2, at), "polyethylene", 0.12)


def cigarette_carton(rng: np.random.Generator) -> Assembly:
    """Ten packs, five by two, standing in their carton: its base's middle at the origin."""
    found = Assembly()
    wide, deep, high = PACK
    rod = rng.uniform(0.68, 0.74) * high
    for y in (-deep / 2 - 0.5, deep / 2 + 0.5):
        for x in spread(5, 5 * wide + 4):
            found.solid(box(wide - 3, deep - 2, rod, (x, y, 1.0)), "tobacco", 0.9)
        found.solid(box(5 * wide - 6, deep - 3, high - rod - 4, (0.0, y, rod + 1)), "cloth", 0.45)
        found.sheet(box(5 * wide + 1, deep, high, (0.0, y, 0.0)), "cardboard", 0.35)
    for x in spread(4, 4 * wide):
        wall = [[(x, -deep, 0.0), (x, deep, 0.0)], [(x, -deep, high), (x, deep, high)]]
        found.sheet(sheet(wall), "cardboard", 0.7)
    found.sheet(box(5 * wide + 3, 2 * deep + 2, high + 1), "cardboard", 0.4)
    return found


@good
def cigarette_case(found: Assembly, rng: np.random.Generator) -> None:
    """A master case of 50 cartons, 10,000 cigarettes: 12 to 13 kg."""
    one = cigarette_carton(rng)
    length, depth, height = 5 * PACK[0] + 8, 2 * PACK[1] + 5, PACK[2] + 3
    along, across, tiers = ((2, 5, 5), (2, 8, 3), (1, 10, 5))[int(rng.integers(3))]
    for tier in range(tiers):
        for x in spread(along, along * length):
            for y in spread(across, across * depth):
                found.put(one, x, y, tier * height + 5)
    size = (along * length + 10, across * depth + 10, tiers * height + 10)
    found.sheet(box(*size), "cardboard", 0.95)
    for z in (2.0, size[2] - 2.0):  # the flaps lie double
        found.sheet(box(size[0] - 4, size[1] * 0.5, 0.5, (0.0, 0.0, z - 0.5)), "cardboard", 0.45)
