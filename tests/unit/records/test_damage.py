"""Copies are kept, damage is told with the copy to go back to, and nothing damaged is deleted."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.unit.records.small_set import HandClock, begin
from xray_trainer.errors import RecordsDamaged, RecordsError
from xray_trainer.model import Box, Draft, Mark
from xray_trainer.records import Journal, backups, set_aside_and_restore


@pytest.fixture
def database(data_dir: Path, clock: HandClock) -> Path:
    """A closed database, with a copy of it, large enough to be damaged in the middle."""
    with Journal.open(data_dir, clock) as journal:
        session = begin(journal)
        draft = Draft()
        for number in range(60):
            draft = draft.added(Mark(f"m{number}", Box(number, 1, 2, 3)))
        journal.keep_draft(session.id, "c1", draft)
    return data_dir / "records.sqlite"


def spoil_start(database: Path) -> None:
    database.write_bytes(b"not a database at all" + database.read_bytes()[21:])


def spoil_middle(database: Path) -> None:
    data = bytearray(database.read_bytes())
    data[4096 : len(data) // 2] = b"\xa5" * (len(data) // 2 - 4096)
    database.write_bytes(data)


def cut_short(database: Path) -> None:
    database.write_bytes(database.read_bytes()[:10_000])


def empty(database: Path) -> None:
    database.write_bytes(b"")


def put_another_programs(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("CREATE TABLE songs (title TEXT)")


def drop_a_table(database: Path) -> None:
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("DROP TABLE alembic_version")


@pytest.mark.parametrize("spoil", [spoil_start, spoil_middle, cut_short, empty, put_another_programs, drop_a_table])
def test_damage_is_told_set_aside_and_the_copy_restored(database: Path, clock: HandClock, spoil) -> None:
    data_dir = database.parent
    with Journal.open(data_dir, clock) as journal:
        before = (journal.trainees(), journal.sessions())
    spoil(database)
    spoiled = database.read_bytes()
    clock.move_on(30)
    with pytest.raises(RecordsDamaged, match=r"damaged.*2023-11-15 04:13") as caught:
        Journal.open(data_dir, clock)
    (newest,) = backups(data_dir)
    assert caught.value.file == str(database)
    assert caught.value.backup == newest.path
    assert caught.value.backup_ms == newest.made_ms
    result = set_aside_and_restore(data_dir, clock, caught.value.backup)
    assert result.restored == newest.path
    assert [path.read_bytes() for path in result.files if path.suffix == ".sqlite"] == [spoiled]
    with Journal.open(data_dir, clock) as journal:
        assert (journal.trainees(), journal.sessions()) == before


def test_one_may_begin_empty_and_the_damaged_file_stays(database: Path, clock: HandClock) -> None:
    spoil_start(database)
    first = set_aside_and_restore(database.parent, clock, None)
    with Journal.open(database.parent, clock) as journal:
        assert journal.trainees() == ()
    spoil_start(database)
    second = set_aside_and_restore(database.parent, clock, None)
    assert set(first.files).isdisjoint(second.files)
    assert all(path.exists() for path in first.files + second.files)


def test_the_write_ahead_log_goes_along(database: Path, clock: HandClock) -> None:
    log = database.with_name("records.sqlite-wal")
    log.write_bytes(b"log")
    result = set_aside_and_restore(database.parent, clock, None)
    assert [path.name for path in result.files] == [
        "records-20231114T221320Z.sqlite",
        "records-20231114T221320Z.sqlite-wal",
    ]
    assert not log.exists()


def test_without_a_sound_copy_the_sentence_says_so(database: Path, clock: HandClock) -> None:
    (copy,) = backups(database.parent)
    cut_short(copy.path)
    spoil_middle(database)
    with pytest.raises(RecordsDamaged, match="no earlier copy") as caught:
        Journal.open(database.parent, clock)
    assert caught.value.backup is None
    spoiled = database.read_bytes()
    with pytest.raises(RecordsError, match="this copy is damaged too"):
        set_aside_and_restore(database.parent, clock, copy.path)
    assert database.read_bytes() == spoiled


def test_what_was_kept_under_a_digest_and_altered_is_damage_with_its_location(database: Path, clock: HandClock) -> None:
    data = database.read_bytes()
    assert data.count("Оружие".encode()) == 2
    database.write_bytes(data.replace("Оружие".encode(), "оружие".encode()))
    with Journal.open(database.parent, clock) as journal:
        (session,) = journal.sessions()
        digest = journal.session_cases(session.id)[0].truth_digest
        with pytest.raises(RecordsDamaged, match="damaged") as caught:
            journal.kept_truth(digest)
        assert caught.value.location == f"kept {digest}"
        assert journal.kept_case(journal.session_cases(session.id)[0].case_digest).id == "c1"


def test_a_draft_that_does_not_read_is_damage_with_its_location(database: Path, clock: HandClock) -> None:
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("UPDATE draft_edits SET after = '{\"id\":3}' WHERE number = 5")
        raw.commit()
    with Journal.open(database.parent, clock) as journal:
        (session,) = journal.sessions()
        with pytest.raises(RecordsDamaged, match=f"draft {session.id}/c1, edit 5"):
            journal.draft(session.id, "c1")


def test_damage_that_shows_while_working_is_a_sentence_too(database: Path, clock: HandClock) -> None:
    with Journal.open(database.parent, clock) as journal:
        (session,) = journal.sessions()
        with closing(sqlite3.connect(database)) as raw:  # so that the journal reads its pages again
            raw.execute("INSERT INTO preferences VALUES ('a', '1')")
            raw.commit()
        with database.open("r+b") as stream:
            stream.seek(4096)
            stream.write(b"\xa5" * (database.stat().st_size - 4096))
        with pytest.raises(RecordsDamaged, match="The copy of"):
            journal.draft(session.id, "c1")


def test_a_copy_is_kept_on_closing_if_anything_changed(data_dir: Path, clock: HandClock) -> None:
    with Journal.open(data_dir, clock) as journal:
        begin(journal)
    (first,) = backups(data_dir)
    assert first.made_ms == clock.now().wall_ms
    clock.move_on(1)
    with Journal.open(data_dir, clock) as journal:
        journal.trainees()
    assert backups(data_dir) == (first,)
    with Journal.open(data_dir, clock) as journal:
        journal.add_trainee("Another")
    (second,) = backups(data_dir)
    assert second.made_ms == clock.now().wall_ms, "the one of the same day has taken the place of the first"
    assert list((data_dir / "backups").iterdir()) == [second.path]


def test_a_copy_is_kept_once_a_day_on_opening_and_three_days_remain(data_dir: Path, clock: HandClock) -> None:
    Journal.open(data_dir, clock).close()
    made = []
    for _ in range(5):
        clock.move_on(24)
        for _ in range(2):
            Journal.open(data_dir, clock).close()
        made.append(clock.now().wall_ms)
    assert [one.made_ms for one in backups(data_dir)] == made[:-4:-1]


def test_a_copy_that_cannot_be_kept_does_not_stand_in_the_way(data_dir: Path, clock: HandClock) -> None:
    data_dir.mkdir()
    (data_dir / "backups").write_text("in the way")
    journal = Journal.open(data_dir, clock)
    trainee = journal.add_trainee("A")
    journal.close()
    assert journal.copy_problem is not None
    assert "backups" in journal.copy_problem.sentence()
    with Journal.open(data_dir, clock) as journal:
        assert journal.trainees() == (trainee,)
