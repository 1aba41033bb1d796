"""Truth: what a case really holds, how it is known, and how complete it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xray_trainer.model.case import Plane
from xray_trainer.model.geometry import Region
from xray_trainer.model.local_text import LocalText
from xray_trainer.model.response import Verdict
from xray_trainer.model.visibility import Visibility


class Basis(StrEnum):
    """How the truth is known."""

    SEARCHED = "searched"
    EXPERT = "expert"
    INSERTED = "inserted"
    SIMULATED = "simulated"
    DECLARED = "declared"
    UNKNOWN = "unknown"


class Completeness(StrEnum):
    """Whether all that is there is in the truth."""

    COMPLETE = "complete"
    PARTIAL = "partial"  # an unpaired mark is ignored, never false; no false-alarm scoring
    UNKNOWN = "unknown"  # shown, never scored


@dataclass(frozen=True, slots=True)
class Concealment:
    """One thing that should be found. Its regions are pieces of one thing: found when any piece is.

    category : a slug of the set. place : where in the container it lies (a slug such as "floor", "" if not said).
    level : the author's rating from 1 (easy) to 5. accept_regions : wider areas in which a mark also counts.
    optional : found is ignored, missed is nothing. visibility, mass_kg : None where not known. depth_mm : from the
    container's near wall (the one nearer to the source of the side view) to the middle of the concealment.
    """

    id: str
    regions: tuple[Region, ...]
    category: str
    name: LocalText = LocalText()
    place: str = ""
    note: LocalText = LocalText()
    level: int | None = None
    accept_regions: tuple[Region, ...] = ()
    optional: bool = False
    visibility: Visibility | None = None
    mass_kg: float | None = None
    depth_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One way in which the papers do not agree with the load."""

    kind: str
    note: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class Twin:
    """A scan's clean counterpart: the same container, noise included, without what is concealed.

    scan : its index in the case. planes : for each plane that differs, (scan - twin) modulo 2¹⁶ of the decoded
    uint16 values: what is taken from the scan to get its twin. A plane of the scan that is not named is the same.
    """

    scan: int
    planes: tuple[Plane, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """What a case really holds."""

    case: str
    basis: Basis
    completeness: Completeness
    concealments: tuple[Concealment, ...] = ()
    ignore: tuple[Region, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    note: LocalText = LocalText()
    level: int | None = None
    twins: tuple[Twin, ...] = ()

    @property
    def required(self) -> tuple[Concealment, ...]:
        """The concealments that count: all but the optional ones."""
        return tuple(one for one in self.concealments if not one.optional)

    @property
    def has_concealment(self) -> bool | None:
        """Whether the case is one with a concealment; None where the truth cannot say, so it is never scored.

        A case whose concealments are all optional is neither with nor without one.
        """
        if self.completeness is Completeness.UNKNOWN:
            return None
        if self.required:
            return True
        return False if self.completeness is Completeness.COMPLETE and not self.concealments else None

    @property
    def right_verdict(self) -> Verdict | None:
        """What should have been said; None where the truth cannot say."""
        if self.has_concealment is None:
            return None
        return Verdict.TO_INSPECTION if self.has_concealment or self.discrepancies else Verdict.NO_SUSPICION


@dataclass(frozen=True, slots=True)
class Sealed:
    """A truth that this program cannot read: the digest of its sealed bytes."""

    case: str
    digest: str
