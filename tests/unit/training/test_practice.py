"""Practice: what is kept, what counts, and what happens where a truth cannot be read."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from xray_trainer.clock import SystemClock
from xray_trainer.errors import RequestError
from xray_trainer.library import open_image_set
from xray_trainer.model import Box, Draft, Mark, Outcome, Verdict
from xray_trainer.records import Journal
from xray_trainer.training import Practice

CLOCK = SystemClock()
STOP = Draft((Mark("m", Box(500, 376, 80, 40)),), Verdict.TO_INSPECTION, 3)
RELEASE = Draft(verdict=Verdict.NO_SUSPICION, confidence=2)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "data", CLOCK) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled set that may be damaged."""
    return Path(shutil.copytree(Path(__file__).resolve().parent.parent.parent / "plain_set", tmp_path / "set"))


def begin(journal: Journal, folder: Path) -> Practice:
    return Practice.begin(journal, open_image_set(folder), journal.add_trainee("Bakyt").id, CLOCK)


def test_a_run_goes_through_every_case_once_and_is_then_finished(journal: Journal, folder: Path) -> None:
    practice = begin(journal, folder)
    outcomes = []
    while not practice.finished:
        practice.change(STOP if practice.case.id == "tyres" else RELEASE)
        outcomes.append(practice.submit().score.outcome)
        practice.next()
    assert outcomes == [Outcome.MISSED, Outcome.RELEASED, Outcome.FOUND, Outcome.RELEASED]
    assert journal.session(practice.session.id).finished_ms is not None
    assert [item.case.id for item in practice.results()] == list(practice.session.order)


def test_an_answer_without_verdict_or_confidence_is_refused(journal: Journal, folder: Path) -> None:
    practice = begin(journal, folder)
    practice.change(replace(RELEASE, confidence=None))
    with pytest.raises(RequestError):
        practice.submit()
    assert journal.responses(session_id=practice.session.id) == ()


def test_a_second_look_is_judged_and_not_kept(journal: Journal, folder: Path) -> None:
    practice = begin(journal, folder)
    practice.change(RELEASE)
    practice.submit()
    again = practice.try_again(STOP)
    assert again.score.outcome is Outcome.STOPPED_WRONG_PLACE
    assert [one.verdict for one in journal.responses(session_id=practice.session.id)] == [Verdict.NO_SUSPICION]


def test_a_broken_off_run_goes_on_with_the_same_draft(journal: Journal, folder: Path) -> None:
    practice = begin(journal, folder)
    practice.change(RELEASE)
    practice.submit()
    practice.next()
    practice.change(STOP, seen_ms=1234)
    again = Practice(journal, journal.session(practice.session.id), CLOCK)
    assert (again.position, again.draft, again.seen_ms) == (2, STOP, 1234)


def test_results_can_be_told_when_the_set_is_gone(journal: Journal, folder: Path) -> None:
    practice = begin(journal, folder)
    practice.change(RELEASE)
    practice.submit()
    shutil.rmtree(folder)
    again = Practice(journal, journal.session(practice.session.id), CLOCK)
    assert [item.score.outcome for item in again.results()] == [Outcome.MISSED]


def test_a_case_whose_truth_cannot_be_read_is_shown_and_not_scored(journal: Journal, folder: Path) -> None:
    for file in (folder / "truth").iterdir():
        file.write_text('{"case": "x"}')
    practice = begin(journal, folder)
    assert practice.total == 4
    practice.change(STOP)
    assert practice.submit().score.outcome is None


def test_a_sealed_truth_leaves_the_answer_kept_and_unscored(journal: Journal, folder: Path) -> None:
    for file in list((folder / "truth").iterdir()):
        file.rename(file.with_suffix(".sealed"))
    practice = begin(journal, folder)
    practice.change(STOP)
    assert practice.submit().score.outcome is None
    assert len(journal.responses(session_id=practice.session.id)) == 1
