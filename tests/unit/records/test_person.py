"""A person can take all that is kept of them, and can be erased so that not a byte of the name stays."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.unit.records.small_set import HEAD, HandClock, a_case, a_truth, begin
from tests.unit.records.test_full_disk import files_may_grow_to
from tests.unit.records.test_journal import EVENTS, a_response
from xray_trainer.errors import DataFolderBusy, RequestError, WriteError
from xray_trainer.model import Box, Draft, Mark, Mode, Response, Session, Trainee, codec
from xray_trainer.records import Journal, backups, set_aside_and_restore

NAME = "Өмүрбек Ңаматов"
NEEDLES = (NAME.encode(), "зажигалка".encode(), b"secret-category")


def give_all(journal: Journal, elsewhere: Path) -> Session:
    """Someone with an open draft, a response, a report saved elsewhere and a case that nobody else has."""
    trainee = journal.add_trainee(NAME)
    cases = [(a_case("c1"), a_truth("c1")), (a_case("зажигалка"), a_truth("зажигалка"))]
    session = journal.start_session(trainee.id, HEAD, Path("/home/Ңаматов/set"), Mode.PRACTICE, cases)
    draft = Draft()
    for number in range(60):
        draft = draft.added(Mark(f"m{number}", Box(1, 2, 3, 4), category="secret-category"))
        journal.keep_draft(session.id, "зажигалка", draft, EVENTS[:1])
    journal.append(a_response(session))
    report = elsewhere / f"{NAME}.pdf"
    report.write_bytes(b"%PDF")
    journal.remember_report(trainee.id, report)
    return session


def files_with(folder: Path, needle: bytes) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and needle in path.read_bytes()]


def test_no_byte_of_an_erased_person_stays(data_dir: Path, clock: HandClock) -> None:
    with Journal.open(data_dir, clock) as journal:
        other = begin(journal, "Somebody Else")
        journal.append(a_response(other, response_id="other"))
        session = give_all(journal, data_dir.parent)
    clock.move_on(24)
    with Journal.open(data_dir, clock) as journal:
        assert len(backups(data_dir)) == 2
        assert all(files_with(data_dir / "backups", needle) for needle in NEEDLES)
        assert journal.erase_person(session.trainee) == ()
        for needle in (*NEEDLES, session.trainee.encode(), session.id.encode(), "Ңаматов".encode()):
            assert files_with(data_dir, needle) == []
        assert len(backups(data_dir)) == 1
        assert [one.name for one in journal.trainees()] == ["Somebody Else"]
        assert journal.sessions() == (other,)
        assert journal.responses() == (a_response(other, response_id="other"),)
        assert journal.session_head(other.id) == HEAD
        assert journal.kept_case(codec.digest(a_case("c1"))) == a_case("c1")
        with pytest.raises(RequestError):
            journal.kept_case(codec.digest(a_case("зажигалка")))
        assert journal.saved_reports(session.trainee) == ()
    with closing(sqlite3.connect(data_dir / "records.sqlite")) as raw:
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("SELECT * FROM erasures").fetchall() == []
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute("DELETE FROM responses")
    for needle in NEEDLES:
        assert files_with(data_dir, needle) == []


def test_an_erasure_that_found_no_room_is_finished_by_the_next_opening(data_dir: Path, clock: HandClock) -> None:
    journal = Journal.open(data_dir, clock)
    session = give_all(journal, data_dir.parent)
    journal.close()
    with closing(sqlite3.connect(data_dir / "records.sqlite")) as raw, raw:
        raw.execute("INSERT INTO preferences VALUES ('filling', ?)", ("x" * 5_000_000,))
    journal = Journal.open(data_dir, clock)
    with files_may_grow_to(2_000_000), pytest.raises(WriteError):
        journal.erase_person(session.trainee)  # there is room for the rows to go, not for the file to be scrubbed
    assert journal.trainees() == ()
    journal.close()
    with Journal.open(data_dir, clock) as journal:
        assert journal.copy_problem is None
        for needle in NEEDLES:
            assert files_with(data_dir, needle) == []


def test_an_erasure_while_somebody_reads_is_finished_by_the_next_opening(data_dir: Path, clock: HandClock) -> None:
    with Journal.open(data_dir, clock) as journal:
        session = give_all(journal, data_dir.parent)
        with closing(sqlite3.connect(data_dir / "records.sqlite")) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM people").fetchall()
            with pytest.raises(DataFolderBusy, match="reading"):
                journal.erase_person(session.trainee)
    with Journal.open(data_dir, clock):
        for needle in NEEDLES:
            assert files_with(data_dir, needle) == []


def test_what_was_set_aside_is_named_for_it_cannot_be_cleaned(data_dir: Path, clock: HandClock) -> None:
    with Journal.open(data_dir, clock) as journal:
        give_all(journal, data_dir.parent)
    aside = set_aside_and_restore(data_dir, clock, backups(data_dir)[0].path)
    with Journal.open(data_dir, clock) as journal:
        (trainee,) = journal.trainees()
        assert journal.erase_person(trainee.id) == aside.files
        with pytest.raises(RequestError):
            journal.erase_person(trainee.id)


def test_a_person_takes_everything_along(journal: Journal, tmp_path: Path) -> None:
    begin(journal, "Somebody Else")
    session = give_all(journal, tmp_path)
    files = journal.export_person(session.trainee, tmp_path / "out" / "of here")
    held = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in files}
    assert {"person.json", "sessions.json", "drafts.json", "responses.json", "reports.json"} == set(held)
    assert all((one["format"], one["version"]) == ("xray-trainer/person", 1) for one in held.values())
    assert codec.decode(Trainee, held["person.json"]["person"]) == (Trainee(session.trainee, NAME), ())
    assert [codec.decode(Session, one)[0] for one in held["sessions.json"]["sessions"]] == [session]
    assert [codec.decode(Response, one)[0] for one in held["responses.json"]["responses"]] == [a_response(session)]
    (draft,) = held["drafts.json"]["drafts"]
    assert (draft["session"], draft["case"], len(draft["events"])) == (session.id, "зажигалка", 60)
    kept = journal.draft(session.id, "зажигалка")
    assert kept is not None
    assert codec.decode(Draft, draft["draft"]) == (kept.draft, ())
    assert "Somebody Else" not in "".join(path.read_text(encoding="utf-8") for path in files)


def test_an_export_is_not_mixed_with_other_files(journal: Journal, tmp_path: Path) -> None:
    session = begin(journal)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    with pytest.raises(RequestError, match="not empty"):
        journal.export_person(session.trainee, tmp_path / "full")
    with pytest.raises(WriteError):
        journal.export_person(session.trainee, tmp_path / "full" / "notes.txt")
    with pytest.raises(RequestError):
        journal.export_person("x", tmp_path / "new")
    assert not (tmp_path / "new").exists()
