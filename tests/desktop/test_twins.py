"""A practice with a simulated case: its clean twin is read only once the answer is in."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
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
from xray_trainer.imaging import write_planes, write_twin
from xray_trainer.library import open_image_set, save_set
from xray_trainer.model import (
    Basis,
    Box,
    Case,
    Category,
    Completeness,
    Concealment,
    LocalText,
    PlaneKind,
    Region,
    Scan,
    SetHead,
    Truth,
)
from xray_trainer.records import Journal
from xray_trainer.training import Practice

CLOCK = SystemClock()
HIGH = PlaneKind.HIGH
NOISE = {HIGH: (2.25, 0.52)}
KEYS = (Qt.Key.Key_2, Qt.Key.Key_6, Qt.Key.Key_Return)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One case with a twin, one without."""
    rng = np.random.default_rng(1)
    clean = rng.normal(40000, 140, (300, 900)).astype(np.uint16)
    loaded = clean.copy()
    loaded[100:180, 400:500] //= 2
    folder = tmp_path / "made"
    scans = [Scan(write_planes(folder, f"scans/{name}", {HIGH: loaded}, NOISE), 900, 300) for name in "ab"]
    twin = write_twin(folder, "twins/a", 0, {HIGH: loaded}, {HIGH: clean}, NOISE)
    item = Concealment("c1", (Region(Box(400, 100, 100, 80)),), "drugs")
    truths = (
        Truth("a", Basis.SIMULATED, Completeness.COMPLETE, (item,), twins=(twin,)),
        Truth("b", Basis.SIMULATED, Completeness.COMPLETE, (item,)),
    )
    head = SetHead("3" * 8 + "-3333-4333-8333-" + "3" * 12, LocalText.of("Made"), ("a", "b"), (Category("drugs"),))
    save_set(folder, head, tuple(Case(one, (scan,)) for one, scan in zip("ab", scans, strict=True)), truths)
    return folder


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "data", CLOCK) as opened:
        yield opened


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


@pytest.fixture
def screen(qtbot: QtBot, journal: Journal, runner: Runner, folder: Path) -> Iterator[InspectionScreen]:
    """The first case of a practice, open."""
    window = QWidget()
    qtbot.addWidget(window)
    screen = InspectionScreen(KeyFilter(window), CLOCK)
    QVBoxLayout(window).addWidget(screen)
    window.resize(1366, 768)
    window.show()
    image_set = open_image_set(folder)
    practice = Practice.begin(journal, image_set, journal.add_trainee("Bakyt").id, CLOCK)
    practising = Practising(screen, practice, image_set.head, runner, CLOCK)
    practising.begin()
    qtbot.waitUntil(lambda: screen.case is not None, timeout=10_000)
    yield screen
    practising.close()


def test_the_twin_comes_with_the_feedback_and_goes_with_the_case(
    qtbot: QtBot, screen: InspectionScreen, folder: Path
) -> None:
    fade = screen.deck.fade
    kept = (folder / "twins/a_high.png").read_bytes()
    (folder / "twins/a_high.png").unlink()  # nothing asks for it before the answer
    hand.key(Qt.Key.Key_BracketLeft)
    assert not fade.isVisible()
    (folder / "twins/a_high.png").write_bytes(kept)
    for key in KEYS:
        hand.key(key)
    assert screen.telling
    qtbot.waitUntil(lambda: fade.slider.isEnabled() and fade.twin.isEnabled(), timeout=10_000)
    hand.key(Qt.Key.Key_BracketLeft)
    assert screen.canvas.gone() > 0
    hand.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)  # again, without the answer
    assert screen.canvas.gone() == 0
    assert not fade.isVisible()
    for key in KEYS:
        hand.key(key)
    qtbot.waitUntil(fade.twin.isEnabled, timeout=10_000)
    hand.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.case is not None and screen.case.id == "b", timeout=10_000)
    for key in KEYS:
        hand.key(key)
    assert screen.telling
    assert not fade.isVisible()


def test_a_twin_that_cannot_be_read_is_told_and_spoils_nothing(
    qtbot: QtBot, screen: InspectionScreen, folder: Path
) -> None:
    (folder / "twins/a_high.png").write_bytes(b"something else")
    fade = screen.deck.fade
    for key in KEYS:
        hand.key(key)
    qtbot.waitUntil(lambda: "not the one the set was made with" in fade.twin.tip(), timeout=10_000)
    assert screen.telling
    assert not fade.twin.isEnabled()
    hand.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.case is not None and screen.case.id == "b", timeout=10_000)
