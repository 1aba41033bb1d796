"""The journal keeps people, sessions, drafts and responses as they were given."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.records.small_set import CASES, HEAD, HandClock, begin
from xray_trainer.errors import ReadError, RecordsError, RequestError, WriteError
from xray_trainer.model import (
    Box,
    DisplaySettings,
    Draft,
    Mark,
    Mode,
    Polygon,
    Response,
    Session,
    Verdict,
    ViewingEvent,
    ViewingKind,
    ViewingLog,
    WholeLoad,
    codec,
)  # fmt: skip
from xray_trainer.records import Journal, KeptDraft

EVENTS = (
    ViewingEvent(0, ViewingKind.VIEW, viewport=(0.0, 0.0, 800.0, 400.5), scale=1.25),
    ViewingEvent(120, ViewingKind.TOOLS, settings=DisplaySettings(low=100.5, inverse=True)),
    ViewingEvent(900, ViewingKind.MARK_ADDED, mark="m1"),
)
MARK = Mark("m1", Box(10.25, 20, 30, 40), category="cigarettes", confidence=2)


def a_response(session: Session, case: str = "c1", response_id: str = "r1") -> Response:
    return Response(
        id=response_id,
        case=case,
        verdict=Verdict.TO_INSPECTION,
        confidence=3,
        marks=(MARK, Mark("m2", Polygon(((1.1, 2.2), (3.3, 4.4), (5.5, 0.1)))), Mark("m3", WholeLoad())),
        seconds=31.5,
        trainee=session.trainee,
        session=session.id,
        scans=("aa",),
        submitted_ms=1_700_000_100_000,
        offset_min=360,
        viewing=ViewingLog(EVENTS),
    )


def test_all_comes_back_after_closing(data_dir: Path, clock: HandClock) -> None:
    with Journal.open(data_dir, clock) as journal:
        session = begin(journal)
        trainees = journal.trainees()
        draft = Draft(verdict=Verdict.CANNOT_DECIDE, confidence=1).added(MARK)
        journal.keep_draft(session.id, "c2", draft, EVENTS, 4000)
        journal.append(a_response(session))
    with Journal.open(data_dir, clock) as journal:
        assert trainees == journal.trainees()
        assert (session,) == journal.sessions()
        assert session == journal.session(session.id)
        assert (a_response(session),) == journal.responses()
        assert KeptDraft(draft, 4000, EVENTS) == journal.draft(session.id, "c2")
        assert journal.session_head(session.id) == HEAD


def test_cases_and_truths_are_kept_by_their_digest(journal: Journal) -> None:
    session = begin(journal)
    kept = journal.session_cases(session.id)
    assert [(case.id, codec.digest(case), codec.digest(truth)) for case, truth in CASES] == list(kept)
    for (case, truth), (_, case_digest, truth_digest) in zip(CASES, kept, strict=True):
        assert case == journal.kept_case(case_digest)
        assert truth == journal.kept_truth(truth_digest)
    with pytest.raises(RequestError):
        journal.kept_case(kept[0].truth_digest)


def test_a_second_session_keeps_the_same_case_once(journal: Journal, data_dir: Path) -> None:
    first = begin(journal)
    again = journal.start_session(first.trainee, HEAD, Path("/elsewhere"), Mode.PRACTICE, CASES)
    assert journal.session_cases(first.id) == journal.session_cases(again.id)
    with sqlite3.connect(data_dir / "records.sqlite") as raw:
        assert [(2 * len(CASES) + 1,)] == raw.execute("SELECT count(*) FROM kept").fetchall()
    raw.close()


def test_sessions_are_listed_newest_first_and_by_who_and_whether_finished(journal: Journal, clock: HandClock) -> None:
    first = begin(journal, "One")
    clock.move_on(1)
    second = begin(journal, "Two")
    assert (second, first) == journal.sessions()
    assert (first,) == journal.sessions(first.trainee)
    finished = journal.finish_session(first.id)
    assert clock.now().wall_ms == finished.finished_ms
    clock.move_on(1)
    assert finished == journal.finish_session(first.id)
    assert (second,) == journal.sessions(unfinished=True)


def test_a_folder_whose_name_is_no_text_is_kept_as_it_is(journal: Journal) -> None:
    trainee = journal.add_trainee("A")
    folder = Path("/sets/\udcff\udcfe [ң ө ү]")
    session = journal.start_session(trainee.id, HEAD, folder, Mode.PRACTICE, CASES)
    assert str(folder) == journal.session(session.id).folder


def test_names_are_tidied_and_never_twice_or_empty(journal: Journal) -> None:
    ada = journal.add_trainee("  Өмүрбек   Ң. ")
    assert ada.name == "Өмүрбек Ң."
    with pytest.raises(RequestError, match="already"):
        journal.add_trainee("өмүрбек ң.")
    with pytest.raises(RequestError, match="needed"):
        journal.add_trainee(" \t")
    assert journal.rename_trainee(ada.id, "Өмүрбек").name == "Өмүрбек"
    assert (ada.id,) == tuple(one.id for one in journal.trainees())


def test_the_same_response_again_changes_nothing_and_another_under_its_id_is_refused(journal: Journal) -> None:
    response = a_response(begin(journal))
    journal.append(response)
    journal.append(response)
    with pytest.raises(RecordsError, match="another answer"):
        journal.append(replace(response, confidence=1))
    with pytest.raises(RecordsError, match="another answer"):
        journal.append(replace(response, viewing=ViewingLog()))
    assert (response,) == journal.responses()


def test_responses_come_in_the_order_of_submission_and_by_session_person_and_set(journal: Journal) -> None:
    one, two = begin(journal, "One"), begin(journal, "Two")
    given = (a_response(one, "c3", "z"), a_response(two, "c1", "a"), a_response(one, "c1", "m"))
    for response in given:
        journal.append(response)
    assert given == journal.responses()
    assert (given[0], given[2]) == journal.responses(session_id=one.id)
    assert (given[1],) == journal.responses(trainee_id=two.trainee)
    assert given == journal.responses(set_id=HEAD.id)
    assert journal.responses(set_id="another") == ()
    assert tuple(replace(r, viewing=ViewingLog()) for r in given) == journal.responses(viewing=False)


def test_a_response_must_belong_to_a_session_kept_here(journal: Journal) -> None:
    session = begin(journal)
    good = a_response(session)
    for wrong in (replace(good, session="x"), replace(good, trainee="x"), replace(good, case="c9")):
        with pytest.raises(RequestError):
            journal.append(wrong)
    assert journal.responses() == ()


def test_a_response_cannot_be_altered_or_removed_even_from_outside(journal: Journal, data_dir: Path) -> None:
    journal.append(a_response(begin(journal)))
    raw = sqlite3.connect(data_dir / "records.sqlite")
    for statement in (
        "UPDATE responses SET body = '{}'",
        "DELETE FROM responses",
        "UPDATE response_viewing SET body = '{}'",
        "DELETE FROM response_viewing",
        "UPDATE kept SET body = '{}'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(statement)
    raw.close()


def test_answering_lets_go_of_the_draft_and_nothing_more_can_be_drafted(journal: Journal, data_dir: Path) -> None:
    session = begin(journal)
    journal.keep_draft(session.id, "c1", Draft().added(MARK), EVENTS)
    journal.append(a_response(session))
    assert journal.draft(session.id, "c1") is None
    with pytest.raises(RecordsError, match="answered"):
        journal.keep_draft(session.id, "c1", Draft())
    raw = sqlite3.connect(data_dir / "records.sqlite")
    for table in ("drafts", "draft_edits", "draft_viewing"):
        assert raw.execute(f"SELECT count(*) FROM {table}").fetchall() == [(0,)]
    raw.close()


def test_what_does_not_exist_is_said_in_a_sentence(journal: Journal) -> None:
    session = begin(journal)
    for call in (
        lambda: journal.session("x"),
        lambda: journal.finish_session("x"),
        lambda: journal.session_cases("x"),
        lambda: journal.session_head("x"),
        lambda: journal.keep_draft("x", "c1", Draft()),
        lambda: journal.keep_draft(session.id, "c9", Draft()),
        lambda: journal.rename_trainee("x", "Y"),
        lambda: journal.start_session("x", HEAD, Path("/s"), Mode.PRACTICE, CASES),
        lambda: journal.start_session(session.trainee, HEAD, Path("/s"), Mode.PRACTICE, ()),
    ):
        with pytest.raises(RequestError):
            call()


def test_saved_reports_are_known_by_folder_and_bytes_and_never_by_a_name(journal: Journal, tmp_path: Path) -> None:
    one, other = journal.add_trainee("One"), journal.add_trainee("Other")
    report = tmp_path / "Өмүрбек.pdf"
    assert journal.saved_reports(one.id) == ()
    report.write_bytes(b"first")
    journal.remember_report(one.id, report)
    report.write_bytes(b"the second")
    journal.remember_report(one.id, report)
    (note,) = journal.saved_reports(one.id)
    assert (note.folder, note.size) == (tmp_path, len(b"the second"))
    assert "Өмүрбек" not in repr(note)
    assert journal.saved_reports(other.id) == ()
    with pytest.raises(ReadError):
        journal.remember_report(one.id, tmp_path / "not there.pdf")
    assert journal.saved_reports(one.id) == (note,)


def test_two_sessions_may_answer_the_same_case_without_disturbing_each_others_draft(journal: Journal) -> None:
    one, two = begin(journal, "One"), begin(journal, "Two")
    journal.keep_draft(one.id, "c1", Draft().added(MARK))
    journal.keep_draft(two.id, "c1", Draft(confidence=2))
    journal.append(a_response(one))
    found = journal.draft(two.id, "c1")
    assert found is not None
    assert Draft(confidence=2) == found.draft


def test_reports_may_read_while_another_process_writes(journal: Journal, data_dir: Path, clock: HandClock) -> None:
    session = begin(journal)
    with Journal.open(data_dir, clock, read_only=True) as reader:
        journal.append(a_response(session))
        assert (a_response(session),) == reader.responses()
        with pytest.raises(WriteError):
            reader.add_trainee("Nobody")
    assert not (data_dir / "backups").exists()


def test_reading_after_all_was_closed_leaves_the_folder_usable(data_dir: Path, clock: HandClock) -> None:
    with Journal.open(data_dir, clock) as journal:
        session = begin(journal)
    with Journal.open(data_dir, clock, read_only=True) as reader:
        assert reader.sessions() == (session,)
    with Journal.open(data_dir, clock) as journal:
        assert journal.sessions() == (session,)


def test_threads_take_turns(journal: Journal) -> None:
    session = begin(journal)

    def draw(case: str) -> Draft:
        draft = Draft()
        for number in range(15):
            draft = draft.added(Mark(f"m{number}", Box(number, 0, 1, 1)))
            journal.keep_draft(session.id, case, draft)
            journal.responses()
        return draft

    with ThreadPoolExecutor(3) as pool:
        drawn = dict(zip(("c1", "c2", "c3"), pool.map(draw, ("c1", "c2", "c3")), strict=True))
    for case, draft in drawn.items():
        assert journal.draft(session.id, case) == KeptDraft(draft)


def test_reading_where_nothing_was_kept_makes_nothing(data_dir: Path, clock: HandClock) -> None:
    with pytest.raises(RecordsError, match="no records"):
        Journal.open(data_dir, clock, read_only=True)
    assert not data_dir.exists()


def test_naming_the_room_does_not_load_sqlalchemy() -> None:
    """Home says what it needs of records under TYPE_CHECKING; the room's own face must stay light."""
    code = "import sys, xray_trainer.records; sys.exit('sqlalchemy' in sys.modules or 'sqlite3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
