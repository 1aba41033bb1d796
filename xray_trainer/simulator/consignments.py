"""How consignments are stowed: things of one sort in columns, on pallets or one by one, wall after wall to the roof."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.goods import VARIANTS, Good, goods
from xray_trainer.simulator.load import Block
from xray_trainer.simulator.mesh import Pose
from xray_trainer.simulator.stowing import CELL, Ground, Placed, Stowed, blocks_of, boxed, footprint

YAWS = (0.7, -0.6)  # degrees: nothing stands exactly along the beam, or its sides would turn into one dark line
DECK = 8  # sorts of goods at least
OTHER = 0.25  # share of consignments that are of a sort's second model
_WIDTHS = (0.3, 0.4, 0.4, 0.5, 1.0)  # shares of the container's width that consignments take
PALLET = (1200.0, 800.0, 144.0)


@dataclass(frozen=True, slots=True)
class Sort:
    """How a good is stowed. tiers : most on top of each other. floor : nothing may be under it. flat : things may stand
    on it. hides : whether it is closed and filled, so that something can be hidden in it. turned : degrees it is turned
    by, that its length lies along the container or across. pallet : share of its consignments that are on pallets.
    most : of one consignment. light : what gaps are filled with.
    """

    good: str
    share: float
    tiers: int = 8
    floor: bool = False
    flat: bool = True
    hides: bool = False
    turned: tuple[float, ...] = (0.0,)
    pallet: float = 0.0
    most: int = 60
    light: bool = False

    @property
    def made(self) -> Good:
        """The good itself."""
        return goods()[self.good]


class Stower:
    """A space being filled."""

    def __init__(self, space: Cuboid, reach: float, roof: float, rng: np.random.Generator) -> None:
        """`reach` : mm from the front wall that may be used. roof : highest top above the floor, mm."""
        self.space, self.rng = space, rng
        self.ground = Ground(space, reach, roof)
        self.placed: list[Placed] = []
        self.packages = 0
        self._lanes = 0.0, 1.0
        self._filling = False
        self._usual: dict[tuple[str, int], tuple[float, float]] = {}  # rows in depth that a model keeps to

    def consignment(self, sort: Sort, variant: int, litres: float, filling: bool = False) -> float:
        """Stow things of a sort until they fill these litres or no place is left; gives the litres stowed.

        filling : into the gaps that others left.
        """
        rng, done, count = self.rng, 0.0, 0
        turned = float(rng.choice(sort.turned))
        on_pallets = rng.random() < sort.pallet and not filling
        self._filling = filling
        size = footprint(sort.made, variant, turned + YAWS[0])
        volume = size[0] * size[1] * size[2] * 1e-6
        missing = float(rng.uniform(0, 0.12))
        wide = float(rng.choice(_WIDTHS))
        begin = float(rng.uniform(0, 1 - wide))
        self._lanes = self._usual.setdefault((sort.good, variant), (begin, begin + wide))
        while done < litres and count < sort.most:
            left = max(1, min(round((litres - done) / volume), sort.most - count))
            stowed = (
                self._pallet(sort, variant, left)
                if on_pallets
                else self._column(sort, variant, turned, size, left, missing)
            )
            if not stowed:
                break
            count += stowed
            done += stowed * volume
        self.packages += count
        return done

    def _column(
        self, sort: Sort, variant: int, turned: float, size: tuple[float, float, float], left: int, missing: float
    ) -> int:
        found = self.ground.find(size, self.rng, sort.floor, self._lanes, self._filling)
        if found is None:
            return 0
        room = int((self.ground.roof - found[2]) / size[2])
        tiers = max(1, min(sort.tiers, room, left))
        if tiers > 2 and self.rng.random() < missing:
            tiers -= 1
        x, y, z = self.ground.spot(found, size)
        slack = CELL * np.ceil((size[0] + 4) / CELL) - size[0]
        for tier in range(tiers):
            slip = float(self.rng.uniform(-0.5, 0.5)) * max(slack - 2, 0.0)
            self._put(sort, variant, (x + slip, y, z + tier * size[2]), turned + YAWS[(tier + found[1]) % 2])
        self.ground.raise_to(found, (size[0], size[1], tiers * size[2]), sort.flat)
        return tiers

    def _pallet(self, sort: Sort, variant: int, left: int) -> int:
        """A pallet of cartons, as many as stand on it; gives how many."""
        size = footprint(sort.made, variant, YAWS[0])
        along, across = int((PALLET[0] + 30) / size[0]), int((PALLET[1] + 30) / size[1])
        if along * across == 0:
            return 0
        wide = max(PALLET[1], across * size[1]) + 10
        long = max(PALLET[0], along * size[0]) + 10
        tiers = max(1, min(round(float(self.rng.uniform(1150, 1900)) / size[2]), -(-left // (along * across))))
        tiers = min(tiers, int((self.ground.roof - PALLET[2] - 40) / size[2]))
        whole = (long, wide, PALLET[2] + tiers * size[2])
        found = self.ground.find(whole, self.rng, floor_only=True)
        if found is None or tiers < 1:
            return 0
        x, y, z = self.ground.spot(found, whole)
        base = Sort("pallet", 0.0)
        self._put(base, 0, (x, y, z), YAWS[found[1] % 2])
        count, first = 0, len(self.placed)
        for tier in range(tiers):
            slip = self.rng.uniform(-5, 5, 2)
            for i in range(along):
                for j in range(across):
                    if tier == tiers - 1 and self.rng.random() < 0.08:
                        continue
                    dx, dy = (i - (along - 1) / 2) * size[0], (j - (across - 1) / 2) * size[1]
                    spot = (x + dx + slip[0], y + dy + slip[1] * 0.3, z + PALLET[2] + tier * size[2])
                    self._put(sort, variant, spot, YAWS[(tier + j) % 2])
                    count += 1
        self.ground.raise_to(found, (long, wide, PALLET[2]), flat=True)
        for one in self.placed[first:]:
            self.ground.cover(one.box)
        return count

    def _put(self, sort: Sort, variant: int, spot: tuple[float, float, float], yaw: float) -> None:
        box = boxed(footprint(sort.made, variant, yaw), spot)
        self.placed.append(Placed(sort.made, variant, Pose(*spot, yaw=yaw), box))

    def stowed(self, sorts: tuple[Sort, ...]) -> Stowed:
        """The load as it stands."""
        hides = frozenset(sort.good for sort in sorts if sort.hides)
        blocks: tuple[Block, ...] = blocks_of(self.placed, hides)
        return Stowed(tuple(self.placed), max(self.packages, 1), blocks)


def mixed(
    space: Cuboid,
    sorts: tuple[Sort, ...],
    lines: int,
    share: float,
    clearance: float,
    rng: np.random.Generator,
) -> Stowed:
    """Many small consignments, then what fills the gaps on top of them.

    share : of the space's length. clearance : mm free under the roof.
    """
    reach, roof = share * space.size[0], space.size[2] - clearance
    stower = Stower(space, reach, roof, rng)
    volume = reach * space.size[1] * roof * 1e-6
    # a deck without all sorts, and two models of each: scenes differ, and projections are met again
    deck = np.sort(rng.permutation(len(sorts))[: max(DECK, len(sorts) * 2 // 3)])
    models = rng.integers(VARIANTS, size=(len(sorts), 2))
    weights = np.array([sorts[one].share for one in deck])
    sizes = rng.lognormal(0.0, 0.7, lines)
    sizes *= volume * 0.9 / sizes.sum()
    kinds = rng.choice(deck, size=lines, p=weights / weights.sum())
    # machines and furniture want the floor: they come a little before their turn
    turn = np.argsort(np.arange(lines) - 3.5 * np.array([sorts[kind].floor for kind in kinds]), kind="stable")
    for line in turn:
        kind = int(kinds[line])
        stower.consignment(sorts[kind], int(models[kind, int(rng.random() < OTHER)]), float(sizes[line]))
    light = [sort for sort in sorts if sort.light]
    idle = 0
    while light and idle < 4:
        sort = light[int(rng.integers(len(light)))]
        variant = int(models[sorts.index(sort), 0])
        idle = 0 if stower.consignment(sort, variant, volume * 0.05, filling=True) else idle + 1
    return stower.stowed(sorts)
