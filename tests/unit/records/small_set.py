"""A clock that stands still until it is told, and a small set to practise on."""

from dataclasses import dataclass, field
from pathlib import Path

from xray_trainer.clock import Instant
from xray_trainer.model import (
    Basis,
    Box,
    Case,
    Category,
    Completeness,
    Concealment,
    FileRef,
    LocalText,
    Mode,
    Plane,
    PlaneKind,
    Region,
    Scan,
    Sealed,
    Session,
    SetHead,
    Truth,
)  # fmt: skip
from xray_trainer.records import Journal

HOUR_MS = 3_600_000


@dataclass
class HandClock:
    """Stands at one moment until it is moved on."""

    moment: Instant = field(default_factory=lambda: Instant(1_700_000_000_000, offset_min=360, boot_id="b"))

    def now(self) -> Instant:
        return self.moment

    def move_on(self, hours: float) -> None:
        step = round(hours * HOUR_MS)
        self.moment = Instant(
            self.moment.wall_ms + step, self.moment.offset_min, self.moment.boot_ms + step, self.moment.boot_id
        )


def a_case(case_id: str) -> Case:
    file = FileRef(f"scans/{case_id}.png", 1000, case_id.encode().hex().zfill(64))
    return Case(case_id, (Scan((Plane(PlaneKind.GREY, file),), 800, 400, pitch=(5.0, 5.0)),))


def a_truth(case_id: str) -> Truth:
    item = Concealment("k1", (Region(Box(10, 10, 50.5, 40), 0),), "cigarettes", note=LocalText.of("Оружие", "ru"))
    return Truth(case_id, Basis.EXPERT, Completeness.COMPLETE, (item,))


HEAD = SetHead(
    id="3f0c8a3e-6f5e-4a86-9a39-0d2a0c1b7a11",
    title=LocalText((("en", "Small set"), ("ru", "Малый набор"))),
    order=("c1", "c2", "c3"),
    categories=(Category("cigarettes", LocalText.of("Cigarettes", "en")),),
)
CASES: tuple[tuple[Case, Truth | Sealed], ...] = (
    (a_case("c1"), a_truth("c1")),
    (a_case("c2"), Sealed("c2", "ab" * 32)),
    (a_case("c3"), a_truth("c3")),
)


def begin(journal: Journal, name: str = "Aigul Sadykova") -> Session:
    """A session of a new person over the small set."""
    trainee = journal.add_trainee(name)
    return journal.start_session(trainee.id, HEAD, Path("/sets/small"), Mode.PRACTICE, CASES)
