"""One writer per data folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.records.small_set import HandClock
from xray_trainer.errors import DataFolderBusy, WriteError
from xray_trainer.records import Journal

HOLDER = """
import sys
from pathlib import Path
from xray_trainer.records.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_the_folder_is_busy_while_another_journal_has_it(journal: Journal, data_dir: Path, clock: HandClock) -> None:
    with pytest.raises(DataFolderBusy, match="already working"):
        Journal.open(data_dir, clock)
    assert journal.trainees() == ()


def test_a_process_that_is_killed_lets_go(data_dir: Path, clock: HandClock) -> None:
    command = [sys.executable, "-c", HOLDER, data_dir]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(DataFolderBusy):
            Journal.open(data_dir, clock)
        holder.kill()
        holder.wait()
    Journal.open(data_dir, clock).close()


def test_closing_twice_is_harmless_and_lets_the_next_in(data_dir: Path, clock: HandClock) -> None:
    journal = Journal.open(data_dir, clock)
    journal.close()
    journal.close()
    Journal.open(data_dir, clock).close()


def test_an_opening_that_goes_wrong_lets_go(data_dir: Path, clock: HandClock) -> None:
    (data_dir / "records.sqlite").mkdir(parents=True)
    for _ in range(2):
        with pytest.raises(WriteError, match="cannot be opened"):
            Journal.open(data_dir, clock)
    (data_dir / "records.sqlite").rmdir()
    Journal.open(data_dir, clock).close()


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "file").write_text("no folder")
    for folder in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(WriteError, match="file"):
            Journal.open(folder, clock)
