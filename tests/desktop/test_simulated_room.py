"""The real window making sets and practising without end, with real cases from the simulator."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from xray_trainer.clock import SystemClock
from xray_trainer.desktop import hand
from xray_trainer.desktop.main_window import MainWindow
from xray_trainer.desktop.screens.first_start import FirstStart
from xray_trainer.desktop.screens.home import Home
from xray_trainer.desktop.screens.inspection import InspectionScreen
from xray_trainer.desktop.screens.making_parts.choosing import ManyDialog
from xray_trainer.desktop.screens.making_set import MakingSet
from xray_trainer.desktop.screens.summary import Summary
from xray_trainer.desktop.set_wishes import unfinished
from xray_trainer.desktop.widgets import Dialog
from xray_trainer.library import check, open_image_set
from xray_trainer.model import Mode
from xray_trainer.records import Journal

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
LONG_S = 300.0  # a case takes 5 to 10 s on a free machine


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    """A window whose person stands at Home."""
    with Journal.open(tmp_path, SystemClock()) as journal:
        trainee = journal.add_trainee("Aigerim").id
    (tmp_path / "preferences.json").write_text(json.dumps({"trainee": trainee}))
    opened = MainWindow(tmp_path, SystemClock(), reports=tmp_path / "reports")
    opened.show()
    home(opened)
    yield opened
    opened.simulated.close()
    opened.close()


def home(window: MainWindow) -> Home:
    hand.until(lambda: bool(hand.everything(window, Home)), "Home")
    hand.linger(200)  # the records open after the first paint
    return hand.find(window, Home)


def making(window: MainWindow, cases: int) -> MakingSet:
    """The screen, wishing for so many quick cases without anything hidden."""
    hand.key(Key.Key_M, CTRL)
    hand.until(lambda: bool(hand.everything(window, MakingSet)), "the screen")
    screen = hand.find(window, MakingSet)
    hand.until(screen.form.loads.button.isEnabled, "what there is to choose from", 60)
    hand.click(screen.form.loads.button)
    dialog = hand.find(window, ManyDialog)
    hand.click(hand.find(window, QAbstractButton, "None"))
    hand.click(dialog.row("flour-bags"))
    hand.click(dialog.act_button)
    screen.form.share.step(-5)
    screen.form.cases.setText(str(cases))
    return screen


def test_closing_asks_while_a_set_is_made_and_leaves_whole_cases_only(window: MainWindow, tmp_path: Path) -> None:
    screen = making(window, 50)
    hand.click(screen.make)
    hand.until(lambda: bool(list((tmp_path / "image_sets").glob("*/image_set.json"))), "the new folder", LONG_S)
    hand.until(lambda: bool(unfinished(tmp_path)), "that it is remembered")
    window.close()
    assert window.isVisible()
    dialog = hand.find(window, Dialog)
    hand.click(dialog.safe_button)
    assert window.isVisible()
    window.close()
    hand.click(hand.find(window, Dialog).act_button)
    hand.until(lambda: not window.isVisible(), "that it closes", 30)

    folder = Path(unfinished(tmp_path)[0].folder)
    there = {path.stem for path in (folder / "cases").glob("*.json")}
    assert there == set(open_image_set(folder).usable)


def test_a_person_who_is_nobody_yet_is_not_asked_for_a_set(tmp_path: Path) -> None:
    window = MainWindow(tmp_path, SystemClock())
    window.show()
    hand.until(lambda: bool(hand.everything(window, FirstStart)), "the first start")
    hand.key(Key.Key_M, CTRL)
    assert hand.everything(window, QLineEdit)
    assert not hand.everything(window, MakingSet)
    window.close()


@pytest.mark.full
def test_a_set_is_made_stopped_gone_on_with_and_practised(window: MainWindow, tmp_path: Path) -> None:
    screen = making(window, 3)
    hand.until(lambda: screen.view.shown is not None, "an example", LONG_S)
    assert "on this disk" in screen.estimate()
    hand.click(screen.make)
    hand.until(lambda: window.simulated._simulating.state[0] >= 1, "a case", LONG_S)  # type: ignore[union-attr]
    hand.click(screen.stop)
    hand.until(screen.make.isVisible, "that it stops", 30)
    assert len(unfinished(tmp_path)) == 1
    hand.click(hand.find(screen, QAbstractButton, "Go on with it"))
    hand.until(screen.practise.isVisible, "the whole set", LONG_S)
    assert unfinished(tmp_path) == ()

    folder = next((tmp_path / "image_sets").iterdir())
    assert check(folder).defects == ()
    assert len(open_image_set(folder).usable) == 3
    hand.click(screen.practise)
    hand.until(lambda: _open(window) is not None, "the first scan", 60)


def _open(window: MainWindow) -> InspectionScreen | None:
    screens = hand.everything(window, InspectionScreen)
    return screens[0] if screens and screens[0].case is not None and not screens[0].telling else None


@pytest.mark.full
def test_practice_without_end_goes_on_until_it_is_finished(window: MainWindow, tmp_path: Path) -> None:
    hand.key(Key.Key_E, CTRL)
    hand.until(lambda: _open(window) is not None, "the first case", LONG_S)
    met = []
    for _ in range(2):
        screen = _open(window)
        assert screen is not None
        assert screen.case is not None
        met.append(screen.case.id)
        hand.key(Key.Key_1)
        hand.key(Key.Key_6)
        hand.key(Key.Key_Return)
        hand.until(lambda: hand.find(window, InspectionScreen).telling, "the feedback", 60)
        hand.key(Key.Key_Return)
        hand.until(lambda: _open(window) is not None and _open(window).case.id not in met, "the next", LONG_S)  # type: ignore[union-attr]
    hand.key(Key.Key_F, CTRL)
    hand.until(lambda: bool(hand.everything(window, Summary)), "the summary", 60)
    hand.key(Key.Key_Return)
    home(window)
    window.simulated.close()
    window.close()

    with Journal.open(tmp_path, SystemClock()) as journal:
        session = journal.sessions()[0]
        assert (session.mode, session.order[:2]) == (Mode.ENDLESS, tuple(met))
        assert session.finished_ms is not None
        assert [one.case for one in journal.responses(session_id=session.id)] == met
