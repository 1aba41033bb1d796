"""The window as a whole: what stands on screen when, what a drag does, and that nothing that was answered is lost."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from xray_trainer import paths
from xray_trainer.clock import SystemClock
from xray_trainer.desktop import hand
from xray_trainer.desktop.main_window import MainWindow
from xray_trainer.desktop.screens.drop_frame import DropFrame
from xray_trainer.desktop.screens.first_start import FirstStart
from xray_trainer.desktop.screens.home import Home
from xray_trainer.desktop.screens.inspection import InspectionScreen
from xray_trainer.desktop.screens.miss import CropView
from xray_trainer.desktop.screens.notice import Notice, Waiting
from xray_trainer.desktop.screens.summary import Summary
from xray_trainer.desktop.viewer import ScanCanvas
from xray_trainer.desktop.widgets import PrimaryButton
from xray_trainer.records import Journal

Key = Qt.Key


class Sitting:
    """A person before a window on a data folder of their own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.window = self.open()

    def open(self) -> MainWindow:
        """Start the program (again)."""
        self.window = MainWindow(self.data, SystemClock(), reports=self.data / "reports")
        self.window.resize(1366, 768)
        self.window.show()
        return self.window

    def there(self, kind: type[QWidget], called: str = "") -> bool:
        return bool(hand.everything(self.window, kind, called))

    def until(self, kind: type[QWidget], called: str = "") -> None:
        hand.until(lambda: self.there(kind, called), called or kind.__name__)

    def press(self, called: str) -> None:
        self.until(QAbstractButton, called)
        hand.click(hand.find(self.window, QAbstractButton, called))

    def begin(self, name: str = "Aigerim") -> None:
        """From the first start to the first scan."""
        self.until(FirstStart)
        hand.click(hand.find(self.window, QLineEdit))
        hand.write(name)
        hand.key(Key.Key_Return)
        self.case()

    def screen(self) -> InspectionScreen:
        return hand.find(self.window, InspectionScreen)

    def case(self) -> None:
        """Until a case can be marked."""
        hand.until(lambda: self.there(InspectionScreen) and self._shows(telling=False), "a case")

    def feedback(self) -> None:
        hand.until(lambda: self.there(InspectionScreen) and self._shows(telling=True), "feedback")

    def _shows(self, *, telling: bool) -> bool:
        return self.screen().case is not None and self.screen().telling is telling

    def mark(self) -> None:
        """A box, somewhere."""
        hand.key(Key.Key_B)
        hand.drag(hand.find(self.window, ScanCanvas), QPoint(500, 100), QPoint(600, 200))

    def answer(self) -> None:
        hand.key(Key.Key_1)
        hand.key(Key.Key_6)
        hand.key(Key.Key_Return)
        self.feedback()

    def to_the_summary(self) -> None:
        """Through all that is left of the set."""
        while True:
            self.answer()
            hand.key(Key.Key_Return)
            hand.until(lambda: self.there(Summary) or self._shows(telling=False), "what comes next")
            if self.there(Summary):
                return

    def words(self) -> str:
        return "\n".join(label.text() for label in hand.everything(self.window, QLabel))


@pytest.fixture
def sitting(qapp: QApplication, tmp_path: Path) -> Iterator[Sitting]:
    made = Sitting(tmp_path / "data")
    yield made
    made.window.close()
    made.window.deleteLater()


@pytest.fixture
def own_set(tmp_path: Path) -> Path:
    """A copy of the bundled set, as from a mentor's stick."""
    plain = Path(__file__).resolve().parent.parent / "plain_set"
    return Path(shutil.copytree(plain, tmp_path / "From a mentor"))


# opening


def test_the_screen_before_stays_until_the_first_scan_can_be_shown(sitting: Sitting) -> None:
    sitting.until(FirstStart)
    hand.click(hand.find(sitting.window, QLineEdit))
    hand.write("Aigerim")
    hand.key(Key.Key_Return)
    empty = []

    def reached() -> bool:
        screens = hand.everything(sitting.window, InspectionScreen)
        if screens and screens[0].case is None:
            empty.append(screens[0])
        return bool(screens) and screens[0].case is not None

    hand.until(reached, "the first scan")
    assert empty == []


def test_a_window_closed_at_once_asks_for_nothing_any_more(sitting: Sitting) -> None:
    sitting.window.close()
    hand.linger(100)  # pytest-qt fails the test on what is raised in the event loop


def test_a_double_click_on_a_set_begins_one_practice(sitting: Sitting) -> None:
    sitting.begin()
    sitting.window.show_home()
    sitting.until(QAbstractButton, "Continue")
    hand.double_click(hand.find(sitting.window, QAbstractButton, "Starter set: twelve containers"))
    sitting.case()
    hand.linger(150)
    sitting.window.close()
    with Journal.open(sitting.data, SystemClock()) as journal:
        assert len(journal.sessions()) == 1


def test_a_set_dropped_before_a_name_is_typed_is_opened_with_the_name(sitting: Sitting, own_set: Path) -> None:
    sitting.until(FirstStart)
    hand.click(hand.find(sitting.window, QLineEdit))
    hand.write("Aig")
    hand.drop(sitting.window, [own_set])
    hand.until(lambda: "“First containers” is ready" in sitting.words(), "what the first start says of the set")
    assert not sitting.there(Notice)
    assert hand.find(sitting.window, QLineEdit).text() == "Aig"
    hand.write("erim")
    hand.key(Key.Key_Return)
    sitting.case()
    sitting.window.close()
    with Journal.open(sitting.data, SystemClock()) as journal:
        assert [(session.folder, journal.trainee(session.trainee).name) for session in journal.sessions()] == [
            (str(own_set), "Aigerim")
        ]


def test_a_person_who_is_new_begins_with_the_set_that_came_with_the_program(sitting: Sitting, own_set: Path) -> None:
    shutil.copytree(own_set, paths.own_sets(sitting.data) / "A set of ours")
    sitting.window.close()
    sitting.open()
    sitting.begin()
    sitting.window.close()
    with Journal.open(sitting.data, SystemClock()) as journal:
        (session,) = journal.sessions()
    assert Path(session.folder).parent == paths.bundled_sets()


# what was answered


def test_leaving_before_the_scan_is_there_keeps_the_marks_of_last_time(sitting: Sitting) -> None:
    sitting.begin()
    sitting.mark()
    assert len(sitting.screen().draft.marks) == 1
    sitting.window.close()
    sitting.open()
    sitting.press("Continue")
    hand.until(lambda: sitting.window.practice.practising is not None, "the practice, its first scan not read yet")
    sitting.window.close()
    with Journal.open(sitting.data, SystemClock()) as journal:
        (session,) = journal.sessions()
        kept = journal.draft(session.id, session.order[0])
    assert kept is not None
    assert len(kept.draft.marks) == 1


def test_leaving_a_scan_that_cannot_be_shown_keeps_its_marks(sitting: Sitting, own_set: Path) -> None:
    sitting.begin()
    hand.drop(sitting.window, [own_set])
    hand.until(
        lambda: sitting.there(InspectionScreen) and sitting.window.practice.practising._practice.folder == own_set, "it"
    )  # type: ignore[union-attr]
    sitting.case()
    sitting.mark()
    sitting.window.close()
    moved = shutil.move(own_set / "scans", own_set / "scans-away")
    sitting.open()
    sitting.press("Continue")
    sitting.until(Notice)
    assert "this file is not there" in sitting.words()
    assert sitting.there(Home)  # not an empty stage
    sitting.press("Home")
    sitting.until(Home)
    shutil.move(moved, own_set / "scans")
    sitting.press("Continue")
    sitting.case()
    assert len(sitting.screen().draft.marks) == 1


def test_a_change_that_is_not_on_disk_keeps_the_window_open(sitting: Sitting) -> None:
    sitting.begin()
    with sqlite3.connect(sitting.data / "records.sqlite") as other:
        other.execute("ALTER TABLE drafts RENAME TO drafts_away")  # from now on nothing can be kept
    other.close()
    sitting.window.close()
    assert sitting.window.isVisible()
    assert "Your last change is not on disk yet" in sitting.words()
    sitting.press("Go on")
    sitting.case()
    sitting.window.close()
    sitting.press("Close without it")
    hand.until(lambda: not sitting.window.isVisible(), "the end")


def test_once_more_says_that_it_does_not_count(sitting: Sitting) -> None:
    sitting.begin()
    sitting.answer()
    assert "Submitted" in sitting.words()
    for telling in (False, True):
        if not telling:
            hand.key(Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        else:
            sitting.answer()
        assert "Once more: only your first answer counts" in sitting.words()


# drags


def test_a_drag_shows_that_it_will_be_taken(sitting: Sitting, own_set: Path) -> None:
    sitting.begin()
    for _ in range(2):
        hand.drag_over(sitting.window, [own_set])
        assert "Let go to open this set or folder. Your files are never changed." in sitting.words()
        hand.carry_away(sitting.window)
        assert not sitting.there(DropFrame)


def test_several_things_at_once_are_not_half_taken(sitting: Sitting, own_set: Path) -> None:
    sitting.begin()
    hand.drop(sitting.window, [own_set / "scans" / "drums.png", own_set / "scans" / "tyres.png"])
    assert "One at a time, please" in sitting.words()
    with pytest.raises(hand.NotThere):  # the question waits for its answer first
        hand.drag_over(sitting.window, [own_set])
    hand.key(Key.Key_Escape)
    hand.drag_over(sitting.window, [own_set])


# results


def test_progress_is_offered_once_there_are_results(sitting: Sitting) -> None:
    sitting.begin()
    sitting.window.show_home()
    sitting.until(QAbstractButton, "Continue")
    assert not sitting.there(QAbstractButton, "Progress")
    sitting.press("Continue")
    sitting.case()
    sitting.answer()
    sitting.window.show_home()
    sitting.until(QAbstractButton, "Progress")


def test_a_report_is_saved_though_its_screen_is_left_and_enter_still_leads_home(sitting: Sitting) -> None:
    sitting.begin()
    sitting.to_the_summary()
    sitting.press("PDF")
    hand.key(Key.Key_Return)  # a click on PDF does not take the keyboard
    sitting.until(Home)
    hand.until(lambda: len(list((sitting.data / "reports").glob("*.pdf"))) == 1, "the report", 60)
    hand.linger(100)


def test_pictures_of_misses_come_one_after_another(sitting: Sitting) -> None:
    sitting.begin()
    sitting.to_the_summary()
    crops = sitting.window.findChildren(CropView)
    assert len(crops) > 1
    hand.until(lambda: all(crop.has_image for crop in crops), "all pictures")


def test_a_saved_report_shows_where_it_is(sitting: Sitting) -> None:
    sitting.begin()
    sitting.to_the_summary()
    assert not sitting.there(QAbstractButton, "Show the folder")
    sitting.press("Table")
    sitting.until(QAbstractButton, "Show the folder")


def test_reports_that_cannot_be_saved_are_told(sitting: Sitting) -> None:
    sitting.begin()
    sitting.to_the_summary()
    (sitting.data / "reports").write_text("a file where the folder should be")
    sitting.press("PDF")
    sitting.until(Notice)
    assert "This report could not be made" in sitting.words()


# keys alone


def test_a_practice_from_home_to_home_with_enter_and_figures_alone(sitting: Sitting) -> None:
    sitting.begin()
    sitting.window.show_home()
    sitting.until(PrimaryButton, "Continue")
    hand.key(Key.Key_Return)
    sitting.case()
    sitting.to_the_summary()
    hand.key(Key.Key_Return)
    sitting.until(PrimaryButton, "Practise again")
    hand.key(Key.Key_Return)
    sitting.case()


def test_the_ring_shows_after_a_key_and_goes_with_the_mouse(sitting: Sitting) -> None:
    sitting.begin()
    sitting.window.show_home()
    sitting.until(PrimaryButton, "Continue")
    button = hand.find(sitting.window, PrimaryButton)
    assert button.hasFocus()
    at_rest = button.grab().toImage()
    hand.key(Key.Key_Tab)
    hand.key(Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert button.hasFocus()
    assert button.grab().toImage() != at_rest


# waiting


def test_work_of_more_than_a_second_says_so_by_itself(sitting: Sitting) -> None:
    sitting.begin()
    told: list[str] = []
    waiting = Waiting(sitting.window, "Reading the scan", lambda: told.append("cancelled"))
    assert not waiting.isVisible()
    hand.until(waiting.isVisible, "the card")
    hand.key(Key.Key_Escape)
    assert told == ["cancelled"]
    waiting.shut()
    assert hand.find(sitting.window, ScanCanvas).hasFocus()
