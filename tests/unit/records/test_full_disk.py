"""A full disk and a read-only folder are sentences; the journal stays usable and nothing is half kept."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.unit.records.small_set import HandClock, begin
from xray_trainer.errors import WriteError
from xray_trainer.model import Box, Draft, Mark, Response, Verdict
from xray_trainer.records import Journal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses limits and users as POSIX knows them")


@contextmanager
def files_may_grow_to(size: int) -> Iterator[None]:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def nobody_in_particular() -> Iterator[None]:
    """Root may write anywhere, so it steps back."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_write_that_finds_no_room_changes_nothing_and_later_ones_go_on(data_dir: Path, clock: HandClock) -> None:
    with Journal.open(data_dir, clock) as journal:
        session = begin(journal)
        kept = Draft().added(Mark("m1", Box(1, 2, 3, 4)))
        journal.keep_draft(session.id, "c1", kept)
        response = Response("r1", "c1", Verdict.NO_SUSPICION, 1, kept.marks, None, session.trainee, session.id)
        with files_may_grow_to((data_dir / "records.sqlite-wal").stat().st_size):
            for call in (
                lambda: journal.keep_draft(session.id, "c1", kept.added(Mark("m2", Box(1, 2, 3, 4)))),
                lambda: journal.append(response),
                lambda: journal.add_trainee("No room"),
            ):
                with pytest.raises(WriteError, match="nothing was changed") as caught:
                    call()
                assert caught.value.file == str(data_dir / "records.sqlite")
            found = journal.draft(session.id, "c1")
            assert found is not None
            assert found.draft == kept
        longer = kept.added(Mark("m3", Box(5, 6, 7, 8)))
        journal.keep_draft(session.id, "c1", longer)
        journal.append(response)
    with Journal.open(data_dir, clock) as journal:
        assert journal.responses() == (response,)
        assert [one.name for one in journal.trainees()] == ["Aigul Sadykova"]


def test_no_room_for_a_new_database_is_a_sentence_and_the_next_opening_makes_it(
    data_dir: Path, clock: HandClock
) -> None:
    with files_may_grow_to(8192), pytest.raises(WriteError, match="nothing was changed"):
        Journal.open(data_dir, clock)
    with Journal.open(data_dir, clock) as journal:
        assert journal.trainees() == ()


def test_no_room_for_a_copy_does_not_keep_the_journal_from_closing(data_dir: Path, clock: HandClock) -> None:
    journal = Journal.open(data_dir, clock)
    begin(journal)
    with files_may_grow_to(16384):
        journal.close()
    assert isinstance(journal.copy_problem, WriteError)
    assert not list((data_dir / "backups").iterdir())
    with Journal.open(data_dir, clock) as journal:
        assert len(journal.sessions()) == 1


def test_a_read_only_folder_is_named(clock: HandClock) -> None:
    folder = Path(tempfile.mkdtemp())  # outside of pytest's own, which others may not even look into
    try:
        data_dir = folder / "data"
        Journal.open(data_dir, clock).close()
        os.chmod(folder, 0o755)
        for path in (data_dir, *data_dir.rglob("*")):
            os.chmod(path, 0o555 if path.is_dir() else 0o444)
        with nobody_in_particular():
            with pytest.raises(WriteError, match="may not write here") as caught:
                Journal.open(data_dir, clock)
            assert str(data_dir) in str(caught.value.file)
            with pytest.raises(WriteError, match="may not write here"):
                Journal.open(folder / "data" / "new", clock)
    finally:
        for path in (folder / "data", *folder.rglob("*")):
            os.chmod(path, 0o755)
        shutil.rmtree(folder)


def test_a_database_file_that_is_read_only_is_named(clock: HandClock) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        Journal.open(folder, clock).close()
        os.chmod(folder, 0o777)
        os.chmod(folder / "records.lock", 0o666)
        os.chmod(folder / "records.sqlite", 0o444)
        with nobody_in_particular(), pytest.raises(WriteError, match="may not write here") as caught:
            Journal.open(folder, clock)
        assert caught.value.file == str(folder / "records.sqlite")
    finally:
        shutil.rmtree(folder)
