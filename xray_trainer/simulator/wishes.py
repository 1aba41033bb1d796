"""What a simulated set is asked to be, and what each of its cases then is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from xray_trainer.model import Band, View
from xray_trainer.simulator.seeds import Master

FROM = {Band.EASY: 75.0, Band.MEDIUM: 40.0, Band.HARD: 10.0, Band.EXPERT: 0.0}  # least V of each band
BANDS = tuple(Band)


def band_of(visibility: float) -> Band:
    """The band of a V of 0-100."""
    return next(band for band, least in FROM.items() if visibility >= least)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a set is asked to be.

    cases : how many. share : of them with a concealment. bands, loads, concealments, profiles : from which to choose,
    all where empty. views : of each case. feet : lengths of container, 20 and 40, both where empty.
    """

    cases: int = 12
    share: float = 0.5
    bands: tuple[Band, ...] = BANDS
    loads: tuple[str, ...] = ()
    concealments: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    views: tuple[View, ...] = (View.SIDE,)
    feet: tuple[int, ...] = ()

    def words(self) -> str:
        """All of it as one line, the same for the same wishes."""
        feet = tuple(map(str, self.feet))
        parts: Sequence[Sequence[str]] = self.bands, self.loads, self.concealments, self.profiles, self.views, feet
        return f"{self.cases} {self.share!r} " + " ".join(",".join(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one case is asked to be. band : None for a case without a concealment."""

    index: int
    id: str
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Which cases a set has, in order."""

    set_id: str
    cases: tuple[Asked, ...] = field(default=())


def order(wishes: Wishes, master: Master) -> Order:
    """Spread the concealments over the cases and the bands over the concealments, by chance but evenly."""
    branch = master.branch(wishes.words())
    set_id = branch.uuid("set")
    chance = branch.generator("order")
    loaded = round(wishes.share * wishes.cases)
    bands = [wishes.bands[number % len(wishes.bands)] for number in range(loaded)]
    dealt = chance.permutation(wishes.cases)
    wanted: dict[int, Band] = {int(place): band for place, band in zip(dealt, bands, strict=False)}
    digits = max(3, len(str(wishes.cases)))
    return Order(
        set_id,
        tuple(Asked(index, f"{set_id[:6]}-{index + 1:0{digits}}", wanted.get(index)) for index in range(wishes.cases)),
    )
