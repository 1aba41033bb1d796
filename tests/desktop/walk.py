"""A person's walk through every screen of the real window, looking for cut text and for buttons without a name.

    python tests/desktop/walk.py DATA_FOLDER SET_FOLDER LANGUAGE WIDTH HEIGHT TEXT_SIZE…

A process of its own, because Qt takes its scale factor once. Prints the faults as a JSON list of [screen, fault].
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QWidget

from tests.desktop.clipping import clipped
from xray_trainer.clock import SystemClock
from xray_trainer.desktop import hand
from xray_trainer.desktop.app import application
from xray_trainer.desktop.main_window import MainWindow
from xray_trainer.desktop.screens.endless_wishes import EndlessWishes
from xray_trainer.desktop.screens.first_start import FirstStart
from xray_trainer.desktop.screens.home import Home
from xray_trainer.desktop.screens.inserting import InsertScreen
from xray_trainer.desktop.screens.inspection import InspectionScreen
from xray_trainer.desktop.screens.making_set import Broken, MakingSet
from xray_trainer.desktop.screens.notice import Choice, Notice, Waiting
from xray_trainer.desktop.screens.summary import Summary
from xray_trainer.desktop.set_wishes import BANDS
from xray_trainer.desktop.viewer import ScanCanvas
from xray_trainer.desktop.widgets import Page, PaintedButton
from xray_trainer.text import tr

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SENTENCE = tr("Annotations_without_image/1100.xml, filename: the image P07984.jpg is not there")
PICTURES = "XRAY_TRAINER_PICTURES"  # names a folder for a PNG of every screen


class Walk:
    """One window from first start to progress; `faults` grows."""

    def __init__(self, data: Path, set_folder: Path, size: tuple[int, int]) -> None:
        self.app = application(data)
        self.set_folder = set_folder
        self.window = MainWindow(data, SystemClock(), reports=data / "reports")
        self.window.resize(*size)
        self.window.show()
        self.faults: list[tuple[str, str]] = []
        self.seen: list[str] = []

    def look(self, screen: str) -> None:
        """Note what is wrong with what is on screen now."""
        for _ in range(4):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        self.seen.append(screen)
        self.faults += [(screen, fault) for fault in clipped(self.window)]
        self.faults += [(screen, fault) for fault in nameless(self.window)]
        if os.environ.get(PICTURES):
            name = f"{len(self.seen):02}-{screen.replace(' ', '-')}.png"
            self.window.grab().save(str(Path(os.environ[PICTURES]) / name))

    def until(self, kind: type[QWidget]) -> None:
        hand.until(lambda: bool(hand.everything(self.window, kind)), kind.__name__, 60)

    def stands(self, telling: bool) -> None:
        """Until a case, or its feedback, is shown."""

        def there() -> bool:
            screens = hand.everything(self.window, InspectionScreen)
            return bool(screens) and screens[0].case is not None and screens[0].telling is telling

        hand.until(there, "feedback" if telling else "a case", 60)

    def walk(self) -> None:
        self.first_start()
        self.practice()
        self.results()
        self.home()
        self.simulated()
        self.over_the_window()
        self.window.close()

    def first_start(self) -> None:
        self.until(FirstStart)
        self.look("first start")
        hand.drop(self.window, [self.set_folder])
        self.look("first start, set ready")
        hand.click(hand.find(self.window, QLineEdit))
        hand.write("Aigerim Toktosunova of the Osh customs house")
        hand.key(Key.Key_Return)

    def practice(self) -> None:
        self.stands(telling=False)
        canvas = hand.find(self.window, ScanCanvas)
        self.look("case without marks")
        hand.key(Key.Key_B)
        for number in range(5):
            left = canvas.width() // 3 + 60 * number
            hand.drag(canvas, QPoint(left, 60), QPoint(left + 40, 100))
        hand.key(Key.Key_W)
        hand.key(Key.Key_3)
        self.look("case with marks")
        hand.key(Key.Key_5)
        self.look("answered")
        for deck in ("slim", "away", "full"):
            hand.key(Key.Key_F3)
            self.look(f"deck {deck}")
        hand.key(Key.Key_F1)
        self.look("keys")
        hand.key(Key.Key_Escape)
        hand.key(Key.Key_Return)
        self.stands(telling=True)
        self.look("feedback, many rows")
        hand.key(Key.Key_F3)
        self.look("feedback, slim deck")
        hand.key(Key.Key_F3, times=2)
        hand.key(Key.Key_R, CTRL)
        self.look("again")
        hand.key(Key.Key_1)
        hand.key(Key.Key_4)
        hand.key(Key.Key_Return)
        self.look("feedback, again")
        while not hand.everything(self.window, Summary):
            hand.key(Key.Key_Return)
            self.until_case_or_summary()
            if hand.everything(self.window, InspectionScreen):
                hand.key(Key.Key_1)
                hand.key(Key.Key_6)
                hand.key(Key.Key_Return)
                self.stands(telling=True)
                self.look("feedback")

    def until_case_or_summary(self) -> None:
        def there() -> bool:
            screens = hand.everything(self.window, InspectionScreen)
            case = bool(screens) and screens[0].case is not None and not screens[0].telling
            return case or bool(hand.everything(self.window, Summary))

        hand.until(there, "the next case or the summary", 60)

    def results(self) -> None:
        summary = hand.find(self.window, Summary)
        self.look("summary")
        summary.say(tr("Saved: {path}").format(path="/home/aigerim/Documents/" * 6), lambda: None)
        self.look("summary, saved")
        hand.key(Key.Key_Return)

    def home(self) -> None:
        self.until(Home)
        progress = tr("Progress")
        hand.until(lambda: bool(hand.everything(self.window, QAbstractButton, progress)), progress)
        self.look("home")
        hand.click(hand.find(self.window, QAbstractButton, progress))
        self.until(Summary)
        self.look("progress")
        hand.key(Key.Key_Escape)
        hand.until(lambda: bool(hand.everything(self.window, QAbstractButton, progress)), progress)
        hand.click(hand.find(self.window, QAbstractButton, "Aigerim h."))
        self.look("people")
        hand.key(Key.Key_Escape)
        hand.click(hand.find(self.window, QAbstractButton, tr("Menu")))
        pick(tr("Settings"))
        self.look("settings")
        hand.key(Key.Key_Escape)
        self.until(Home)

    def simulated(self) -> None:
        """Making sets, practice without end, inserting; no case is made, for that would take long."""
        hand.key(Key.Key_M, CTRL)
        self.until(MakingSet)
        making = hand.find(self.window, MakingSet)
        self.look("making a set, before an example")
        making.refuse_example(SENTENCE)
        self.look("making a set, no example")
        hand.until(making.form.concealments.button.isEnabled, "what there is to choose from", 60)
        page = hand.find(making, Page)
        page.ensureWidgetVisible(making.form.concealments.button)
        hand.click(making.form.concealments.button)
        self.look("kinds to choose from")
        hand.key(Key.Key_Escape)
        page.ensureWidgetVisible(making.form.purpose)
        hand.click(hand.find(making, QAbstractButton, tr("Exam")))
        making.show_making(1_234, 10_000, 54_000.0)
        self.look("making a set, under way")
        making.show_rest(tr("Stopped; {n} of {total} cases are kept.").format(n=1_234, total=10_000))
        making.show_broken([Broken("folder", tr("Simulated containers {name}").format(name="ab12cd"), 1_234, 10_000)])
        self.look("making a set, interrupted")
        hand.key(Key.Key_Escape)
        self.until(Home)
        home = hand.find(self.window, Home)
        home.work.show_stock("; ".join(tr(name) for name in BANDS.values()), 3)
        home.work.show_making(1_234, 10_000)
        self.look("home, a set being made")
        hand.click(home.work.choose)
        hand.until(lambda: bool(hand.everything(self.window, EndlessWishes)), "the wishes", 60)
        self.look("what to practise without end")
        hand.key(Key.Key_Escape)
        hand.key(Key.Key_I, CTRL)
        self.until(InsertScreen)
        insert = hand.find(self.window, InsertScreen)
        self.look("inserting, no item")
        insert.items.tiles()[5].setFocus(Qt.FocusReason.TabFocusReason)
        hand.key(Key.Key_Return)
        hand.until(lambda: insert.canvas.item_at is not None and bool(insert.lines()), "the item", 60)
        self.look("inserting, an item")
        hand.key(Key.Key_Escape)
        self.until(Home)

    def over_the_window(self) -> None:
        for lines in (2, 60):
            notice = Notice(
                self.window, tr("Nothing in here can be shown"), "\n".join([SENTENCE] * lines),
                [Choice(tr("Go on with the next case")), Choice(tr("Home"))],
            )  # fmt: skip
            self.look(f"notice of {lines} lines")
            notice.shut()
        waiting = Waiting(self.window, tr("Reading “{name}”").format(name="Osh, May"), lambda: None)
        waiting.step(7, 230, "a folder/with a long name/scan 0007 of the second lane.png")
        hand.until(waiting.isVisible, "the progress card")
        self.look("waiting")
        waiting.shut()
        hand.drag_over(self.window, [self.set_folder])
        self.look("drag over the window")


def pick(called: str) -> None:
    """Choose an entry of the open menu, whatever key stands beside it."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text().split("\t")[0] == called)
    menu.close()
    action.trigger()


def nameless(window: QWidget) -> list[str]:
    """Buttons, fields and lists that a screen reader could not name; icons without a tooltip; keys untold."""
    faults = []
    for kind in (QAbstractButton, QLineEdit, QComboBox):
        for one in hand.everything(window, kind):
            if not one.accessibleName():
                faults.append(f"{type(one).__name__} has no accessible name")
    for button in hand.everything(window, PaintedButton):
        tip = button.tip()
        if not button.text() and not tip:
            faults.append(f"{button.accessibleName()}: an icon without a tooltip")
        if button.key() and button.key() not in tip:
            faults.append(f"{button.accessibleName()}: its key {button.key()} is not in its tooltip")
    return faults


def main(words: list[str]) -> int:
    data, set_folder, language, width, height, *sizes = words
    faults: list[tuple[str, str, str]] = []
    seen = 0
    for size in sizes:
        folder = Path(data) / size
        folder.mkdir(parents=True)
        kept = {"language": language, "text_size": int(size)}
        (folder / "preferences.json").write_text(json.dumps(kept))
        walk = Walk(folder, Path(set_folder), (int(width), int(height)))
        walk.walk()
        seen += len(walk.seen)
        faults += [(size, screen, fault) for screen, fault in walk.faults]
    print(json.dumps({"seen": seen, "faults": faults}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
