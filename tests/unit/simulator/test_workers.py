"""Processes beside the program: they stop at once when told, and end with it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from xray_trainer.errors import WriteError
from xray_trainer.simulator.workers import Workers

PROGRAM = """
import os, sys, time
from pathlib import Path
from xray_trainer.simulator.workers import Workers
def work():
    Path(sys.argv[1]).write_text(str(os.getpid()))
    time.sleep(600)
if __name__ == "__main__":
    with Workers(1, Path(".")) as workers:
        workers.start(work)
        workers.next_done(lambda: True)
"""


def sleep_long(told: Path) -> None:
    told.write_text(str(os.getpid()))
    time.sleep(600)


def write(path: Path, text: str) -> None:
    path.write_text(text)


def end(told: Path) -> None:
    os._exit(3)


def gone(pid: int, seconds: float = 20) -> bool:
    """Whether a process ends in that time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
            return True
    return False


def test_work_is_done_and_told_by_its_number(tmp_path: Path) -> None:
    with Workers(2, tmp_path) as workers:
        numbers = [workers.start(write, tmp_path / name, name) for name in "ab"]
        done: list[int] = []
        while workers.running:
            done += workers.next_done(lambda: True)

    assert sorted(done) == numbers == [0, 1]
    assert (tmp_path / "a").read_text() == "a"


def test_what_is_under_way_is_dropped_at_once(tmp_path: Path) -> None:
    told = tmp_path / "told"
    with Workers(1, tmp_path) as workers:
        workers.start(sleep_long, told)
        done = workers.next_done(lambda: not told.exists() or not told.read_text())
        begun = time.monotonic()

    assert done == ()
    assert time.monotonic() - begun < 10
    assert gone(int(told.read_text()))


def test_a_process_that_is_ended_from_outside_is_told(tmp_path: Path) -> None:
    with Workers(1, tmp_path) as workers:
        workers.start(end, tmp_path)
        with pytest.raises(WriteError, match="ended from outside"):
            workers.next_done(lambda: True)


@pytest.mark.skipif(sys.platform == "win32", reason="looks at processes as Linux and macOS show them")
def test_workers_end_with_their_program(tmp_path: Path) -> None:
    script, told = tmp_path / "program.py", tmp_path / "told"
    script.write_text(PROGRAM)
    root = Path(__file__).parents[3]
    with subprocess.Popen([sys.executable, str(script), str(told)], env=os.environ | {"PYTHONPATH": str(root)}) as one:
        while not (told.exists() and told.read_text()):
            assert one.poll() is None
        one.kill()
    assert gone(int(told.read_text()))
