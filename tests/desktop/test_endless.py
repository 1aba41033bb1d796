"""Practice without end in the real window, over a stock that is there: begun, broken off, gone on with, ended."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from tests.stock_by_hand import put
from xray_trainer.clock import SystemClock
from xray_trainer.desktop import hand
from xray_trainer.desktop.main_window import MainWindow
from xray_trainer.desktop.screens.endless_wishes import EndlessWishes
from xray_trainer.desktop.screens.home import Home
from xray_trainer.desktop.screens.inspection import InspectionScreen
from xray_trainer.desktop.screens.summary import Summary
from xray_trainer.model import Band, Verdict
from xray_trainer.records import Journal
from xray_trainer.simulator import Wishes
from xray_trainer.simulator.stock import open_stock, stock_there

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of one person, with six containers that wait."""
    with Journal.open(tmp_path, SystemClock()) as journal:
        trainee = journal.add_trainee("Aigerim").id
    (tmp_path / "preferences.json").write_text(json.dumps({"trainee": trainee}))
    put(open_stock(tmp_path / "endless", Wishes(), (), seed=5), 6)
    return tmp_path


def opened(data: Path) -> MainWindow:
    """A window whose person stands at Home, with the records open."""
    window = MainWindow(data, SystemClock(), reports=data / "reports")
    window.show()
    hand.until(lambda: bool(hand.everything(window, Home)), "Home")
    hand.until(lambda: "ready" in hand.find(window, Home).work.said(), "what waits", 60)
    return window


def case(window: MainWindow, but: str = "") -> InspectionScreen:
    """The screen, once it shows a case other than `but`, without its answer."""

    def there() -> bool:
        screens = hand.everything(window, InspectionScreen)
        return bool(screens) and screens[0].case is not None and not screens[0].telling and screens[0].case.id != but

    hand.until(there, "a case", 60)
    return hand.find(window, InspectionScreen)


def id_of(screen: InspectionScreen) -> str:
    assert screen.case is not None
    return screen.case.id


def answer(window: MainWindow) -> str:
    """No suspicion, almost certain; gives the case's id."""
    screen = case(window)
    hand.key(Key.Key_1)
    hand.key(Key.Key_6)
    hand.key(Key.Key_Return)
    hand.until(lambda: screen.telling, "the feedback", 60)
    return id_of(screen)


def test_what_waits_is_read_one_after_another_until_it_is_finished(data: Path) -> None:
    window = opened(data)
    assert hand.find(window, Home).work.said() == "Everything there is; 6 containers are ready"
    hand.key(Key.Key_E, CTRL)
    first = answer(window)
    hand.key(Key.Key_Return)
    case(window, but=first)
    second = answer(window)
    assert hand.find(window, InspectionScreen).outcome.next.text() == "Next"
    hand.key(Key.Key_F, CTRL)
    hand.until(lambda: bool(hand.everything(window, Summary)), "the summary", 60)
    window.close()

    with Journal.open(data, SystemClock()) as journal:
        session = journal.sessions()[0]
        assert session.finished_ms is not None
        assert [one.case for one in journal.responses(session_id=session.id)] == [first, second]


def test_broken_off_it_goes_on_at_the_same_case_with_the_same_answer(data: Path) -> None:
    window = opened(data)
    hand.key(Key.Key_E, CTRL)
    first = answer(window)
    hand.key(Key.Key_Return)
    second = id_of(case(window, but=first))
    hand.key(Key.Key_2)
    window.close()

    window = opened(data)
    hand.click(hand.find(window, QAbstractButton, "Continue"))
    screen = case(window)
    assert (id_of(screen), screen.draft.verdict) == (second, Verdict.TO_INSPECTION)
    hand.key(Key.Key_4)
    hand.key(Key.Key_Return)
    hand.until(lambda: screen.telling, "the feedback", 60)
    hand.key(Key.Key_Return)
    assert id_of(case(window, but=second)) not in (first, second)
    window.close()


def test_other_wishes_begin_anew_and_end_what_was_broken_off(data: Path) -> None:
    window = opened(data)
    hand.key(Key.Key_E, CTRL)
    answer(window)
    hand.find(window, InspectionScreen).leave_home.emit()
    hand.until(lambda: bool(hand.everything(window, QAbstractButton, "Continue")), "Home", 60)
    hand.click(hand.find(window, QAbstractButton, "Of what…"))
    hand.until(lambda: bool(hand.everything(window, EndlessWishes)), "the question", 60)
    for band in ("Easy", "Medium", "Expert"):
        hand.click(hand.find(window, QAbstractButton, band))
    hand.click(hand.find(window, EndlessWishes).act_button)
    hand.until(lambda: (there := stock_there(data / "endless")) is not None and there.wishes.bands == (Band.HARD,),
               "the new wishes", 60)  # fmt: skip
    hand.key(Key.Key_Escape)  # nothing is made yet: the waiting is given up
    window.close()

    window = MainWindow(data, SystemClock(), reports=data / "reports")
    window.show()
    hand.until(lambda: bool(hand.everything(window, QAbstractButton, "Continue")), "Home", 60)
    hand.click(hand.find(window, QAbstractButton, "Continue"))
    hand.until(lambda: bool(hand.everything(window, Summary)), "what it came to", 60)
    window.close()
