"""What a trainee gives for a case: marks, verdict, confidence, and how they looked at it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xray_trainer.model.geometry import Shape
from xray_trainer.model.viewing import ViewingLog


class Verdict(StrEnum):
    """What the officer would do."""

    NO_SUSPICION = "no_suspicion"
    TO_INSPECTION = "to_inspection"
    CANNOT_DECIDE = "cannot_decide"

    @property
    def stops(self) -> bool:
        """Whether the container is stopped: to inspection, and what cannot be decided from the image, are."""
        return self is not Verdict.NO_SUSPICION


DOUBTFUL, PROBABLE, ALMOST_CERTAIN = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A region that the trainee drew.

    category : a slug of the set, None if not said. confidence : 1-3; None inherits the verdict's.
    rating : a detector's real-valued score, in place of confidence.
    """

    id: str
    shape: Shape
    scan: int = 0
    category: str | None = None
    confidence: int | None = None
    rating: float | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """Everything a trainee gave for one case. Immutable once submitted.

    id, session, trainee : UUIDv4. case : the case's id. case_digest, truth_digest : what records keeps of them.
    scans : the digest of each scan that was looked at (see `Scan.digest`).
    seconds : time while the scan was visible. submitted_ms : UTC ms; offset_min : local offset in minutes.
    """

    id: str
    case: str
    verdict: Verdict
    confidence: int
    marks: tuple[Mark, ...] = ()
    seconds: float | None = None
    trainee: str = ""
    session: str = ""
    case_digest: str = ""
    truth_digest: str = ""
    scans: tuple[str, ...] = ()
    submitted_ms: int = 0
    offset_min: int = 0
    viewing: ViewingLog = ViewingLog()

    def confidence_of(self, mark: Mark) -> float:
        """How sure the trainee was of one mark: its rating, its own confidence, or the verdict's."""
        if mark.rating is not None:
            return mark.rating
        return float(self.confidence if mark.confidence is None else mark.confidence)
