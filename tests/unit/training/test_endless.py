"""Practice without end: cases join the session one by one, and it is resumed and ended as any other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from xray_trainer import paths
from xray_trainer.clock import SystemClock
from xray_trainer.errors import RequestError
from xray_trainer.library import ImageSet, open_image_set
from xray_trainer.model import Case, Draft, Mode, Sealed, Truth, Verdict
from xray_trainer.records import Journal
from xray_trainer.training import More, Practice

CLOCK = SystemClock()
RELEASE = Draft(verdict=Verdict.NO_SUSPICION, confidence=2)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path, CLOCK) as opened:
        yield opened


@pytest.fixture
def image_set() -> ImageSet:
    return open_image_set(next(paths.bundled_sets().glob("*/image_set.json")).parent)


class Growing:
    """Gives the cases of a set one by one, as far as they are said to be there."""

    def __init__(self, image_set: ImageSet) -> None:
        self.image_set, self.given, self.there = image_set, 0, 0

    def more(self) -> tuple[Case, Truth | Sealed] | None:
        if self.given >= self.there:
            return None
        case_id = self.image_set.usable[self.given]
        self.given += 1
        return self.image_set.case(case_id), self.image_set.truth(case_id)


def begin(journal: Journal, image_set: ImageSet, more: More) -> Practice | None:
    trainee = journal.add_trainee("Bakyt").id
    return Practice.begin_endless(journal, image_set.head, image_set.folder, trainee, CLOCK, more)


def test_it_begins_with_the_first_case_and_not_before(journal: Journal, image_set: ImageSet) -> None:
    growing = Growing(image_set)
    assert begin(journal, image_set, growing.more) is None
    assert journal.sessions() == ()
    growing.there = 1
    practice = Practice.begin_endless(
        journal, image_set.head, image_set.folder, journal.trainees()[0].id, CLOCK, growing.more
    )
    assert practice is not None
    assert practice.session.mode is Mode.ENDLESS
    assert practice.session.order == image_set.usable[:1]


def test_a_case_joins_when_its_turn_comes_and_is_waited_for(journal: Journal, image_set: ImageSet) -> None:
    growing = Growing(image_set)
    growing.there = 1
    practice = begin(journal, image_set, growing.more)
    assert practice is not None
    practice.change(RELEASE)
    practice.submit()
    assert practice.following is None
    practice.next()
    assert (practice.lacking, practice.finished) == (True, False)

    growing.there = 2
    practice.next()

    assert (practice.lacking, practice.case.id) == (False, image_set.usable[1])
    assert journal.session(practice.session.id).order == image_set.usable[:2]
    assert journal.session(practice.session.id).finished_ms is None


def test_after_a_kill_it_goes_on_where_it_was(journal: Journal, image_set: ImageSet) -> None:
    growing = Growing(image_set)
    growing.there = 3
    before = begin(journal, image_set, growing.more)
    assert before is not None
    before.change(RELEASE)
    before.submit()
    before.next()
    before.change(Draft(verdict=Verdict.TO_INSPECTION), seen_ms=1500)

    again = Practice(journal, journal.session(before.session.id), CLOCK, more=growing.more)

    assert again.case.id == image_set.usable[1]
    assert (again.draft.verdict, again.seen_ms) == (Verdict.TO_INSPECTION, 1500)


def test_ended_it_holds_what_was_answered_and_takes_no_more(journal: Journal, image_set: ImageSet) -> None:
    growing = Growing(image_set)
    growing.there = 3
    practice = begin(journal, image_set, growing.more)
    assert practice is not None
    practice.change(RELEASE)
    practice.submit()
    practice.next()
    practice.end()

    assert practice.finished
    assert [item.case.id for item in practice.results()] == [image_set.usable[0]]
    assert journal.sessions(unfinished=True) == ()
    case_id = image_set.usable[2]
    with pytest.raises(RequestError, match="cannot join"):
        journal.add_case(practice.session.id, image_set.case(case_id), image_set.truth(case_id))
