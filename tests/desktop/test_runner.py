"""Long work runs off the Qt thread and is told once, in the Qt thread."""

import threading

import pytest

from xray_trainer.desktop.runner import Runner
from xray_trainer.errors import ReadError
from xray_trainer.text import Message


@pytest.fixture
def runner(qapp):
    before = set(threading.enumerate())
    made = Runner()
    yield made
    made.close()
    assert {one for one in threading.enumerate() if one.name.startswith("xray-trainer-work")} - before == set()


def test_the_result_comes_back_in_the_qt_thread(runner, qtbot):
    told = []
    runner.run(
        lambda progress: threading.current_thread().name,
        lambda name: told.append((name, threading.current_thread() is threading.main_thread())),
    )
    qtbot.waitUntil(lambda: not runner.busy)
    assert len(told) == 1
    assert told[0][0].startswith("xray-trainer-work")
    assert told[0][1]


def test_an_error_is_told_once(runner, qtbot):
    def work(progress):
        raise ReadError(Message("this file has no bytes"), "a.png")

    done, refused = [], []
    runner.run(work, done.append, refused.append)
    qtbot.waitUntil(lambda: not runner.busy)
    assert done == []
    assert [error.sentence() for error in refused] == ["a.png: this file has no bytes"]


def test_a_fault_of_the_program_is_raised_in_the_qt_thread(runner, qtbot):
    def work(progress):
        raise ZeroDivisionError

    with qtbot.captureExceptions() as faults:
        runner.run(work, lambda result: None)
        qtbot.waitUntil(lambda: not runner.busy)
    assert [ZeroDivisionError] == [kind for kind, *_ in faults]


def test_progress_is_told_and_a_cancelled_work_stops_and_tells_what_it_kept(runner, qtbot):
    go_on = threading.Event()

    def work(progress):
        for number in range(1, 1001):
            if not progress(number, 1000, f"scan {number}"):
                return number
            if number == 1:
                go_on.wait(10)
        return 1000

    told, steps = [], []
    job = runner.run(work, told.append, step=lambda *step: steps.append(step))
    qtbot.waitUntil(lambda: bool(steps))
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert steps[0] == (1, 1000, "scan 1")
    assert told == [2]


def test_forgotten_work_tells_nothing(runner, qtbot):
    hold = threading.Event()
    told = []
    job = runner.run(lambda progress: hold.wait(10), told.append)
    job.forget()
    hold.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert told == []
