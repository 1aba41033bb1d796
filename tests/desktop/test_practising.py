"""A practice on screen: nothing of the next case can be reached while its scan is still being read."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from xray_trainer.clock import SystemClock
from xray_trainer.desktop import hand
from xray_trainer.desktop.key_filter import KeyFilter
from xray_trainer.desktop.practising import Practising
from xray_trainer.desktop.runner import Runner
from xray_trainer.desktop.screens.inspection import InspectionScreen
from xray_trainer.library import open_image_set
from xray_trainer.records import Journal
from xray_trainer.training import Practice

CLOCK = SystemClock()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "data", CLOCK) as opened:
        yield opened


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


def test_again_and_enter_do_nothing_while_the_next_scan_is_read(qtbot: QtBot, journal: Journal, runner: Runner) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = InspectionScreen(KeyFilter(window), CLOCK)
    QVBoxLayout(window).addWidget(screen)
    window.resize(1366, 768)
    window.show()
    image_set = open_image_set(Path(__file__).resolve().parent.parent / "plain_set")
    practice = Practice.begin(journal, image_set, journal.add_trainee("Bakyt").id, CLOCK)
    practising = Practising(screen, practice, image_set.head, runner, CLOCK)
    practising.begin()
    qtbot.waitUntil(lambda: screen.case is not None, timeout=10_000)
    first = screen.case
    hold = threading.Event()
    for _ in range(2):  # both threads of the runner are busy with something long
        runner.run(lambda _progress: hold.wait(20), lambda _done: None)
    for key in (Qt.Key.Key_1, Qt.Key.Key_6, Qt.Key.Key_Return):
        hand.key(key)
    assert screen.telling
    hand.key(Qt.Key.Key_Return)  # next: its scan is not there yet
    hand.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    hand.key(Qt.Key.Key_Return)
    assert screen.case is first
    assert screen.telling
    assert len(journal.responses(session_id=practising.session)) == 1
    hold.set()
    qtbot.waitUntil(lambda: screen.case is not first, timeout=10_000)
    assert not screen.telling
    assert screen.case == practice.case
    practising.close()
