"""SIGKILL at any moment, also during a write: nothing that was acknowledged is lost, and the database is whole."""

import contextlib
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.unit.records import crash_writer
from tests.unit.records.small_set import HandClock
from xray_trainer.model import Draft, Response
from xray_trainer.records import Journal, KeptDraft

ROOT = Path(__file__).parents[3]


class Killed:
    """A writer that was killed: what it had said by then."""

    def __init__(self, data_dir: Path, seed: int, *, during_a_write: bool) -> None:
        chance = random.Random(seed)
        last = f"begin {chance.randrange(1, 90)}"
        command = [sys.executable, "-m", "tests.unit.records.crash_writer", str(data_dir), str(seed)]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            lines: list[str] = []
            while not lines or lines[-1] != last:
                lines.append(writer.stdout.readline().strip())
                assert lines[-1], "the writer ended by itself"
            deadline = time.perf_counter() + chance.uniform(0, 0.006 if during_a_write else 0.02)
            while time.perf_counter() < deadline:
                pass  # a write takes some milliseconds: the kill falls anywhere in it, or in a later one
            writer.kill()
            lines += writer.stdout.read().split("\n")
            writer.wait()
        lines = [line for line in lines if line]
        _, self.session, self.trainee = lines[0].split()
        self.seed = seed
        self.acknowledged = len([line for line in lines if line.startswith("ack")])
        self.during_a_write = lines[-1].startswith("begin")

    def states(self) -> list[tuple[tuple[Response, ...], str, KeptDraft | None]]:
        """What may be on the disk: all that was acknowledged, or that and the step under way."""
        answered: tuple[Response, ...] = ()
        states = []
        for number, (case, draft, events, response) in enumerate(
            crash_writer.story(self.seed, self.session, self.trainee)
        ):
            if response is not None:
                answered = (*answered, response)
            kept = None if response is not None else KeptDraft(draft, len(events), events)
            if number >= self.acknowledged - 1:
                states.append((answered, case, kept))
            if number == self.acknowledged:
                break
        return states if self.acknowledged else [((), "c0", None), *states]


def check(data_dir: Path, killed: list[Killed]) -> None:
    with Journal.open(data_dir, HandClock()) as journal:
        for one in killed:
            answered = journal.responses(session_id=one.session)
            found = [(answered, case, journal.draft(one.session, case)) for _, case, _ in one.states()]
            assert any(state == expected for state, expected in zip(found, one.states(), strict=True)), one.seed
    with contextlib.closing(sqlite3.connect(data_dir / "records.sqlite")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def kill_often(data_dir: Path, times: int) -> int:
    killed: list[Killed] = []
    for seed in range(times):
        killed.append(Killed(data_dir, seed, during_a_write=seed % 5 != 4))
        check(data_dir, killed[-1:])
    check(data_dir, killed)
    return sum(one.during_a_write for one in killed)


def test_nothing_acknowledged_is_lost_by_a_few_kills(data_dir: Path) -> None:
    assert kill_often(data_dir, 5) >= 1


@pytest.mark.full
def test_nothing_acknowledged_is_lost_by_fifty_kills(data_dir: Path) -> None:
    during_a_write = kill_often(data_dir, 50)
    assert during_a_write >= 20


def test_the_check_would_see_a_lost_edit(data_dir: Path) -> None:
    """The comparison itself is sharp: a draft one edit behind what was acknowledged does not pass."""
    killed = Killed(data_dir, 1, during_a_write=True)
    with Journal.open(data_dir, HandClock()) as journal:
        _, case, _ = killed.states()[0]
        journal.keep_draft(killed.session, case, Draft())
    with pytest.raises(AssertionError):
        check(data_dir, [killed])
