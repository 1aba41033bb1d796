"""A person at the real window: started through the program's own main(), with events on visible widgets alone.

    python tests/journeys/person.py PLAN DATA_FOLDER [WORDS…]

Runs a plan and prints a line for every stage it has reached, so that the test that started it can kill it there.
"""

import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from xray_trainer.cli import main
from xray_trainer.desktop import hand
from xray_trainer.desktop.app import application
from xray_trainer.desktop.main_window import MainWindow
from xray_trainer.desktop.screens.home import Home
from xray_trainer.desktop.screens.inspection import InspectionScreen
from xray_trainer.desktop.screens.summary import Summary
from xray_trainer.desktop.viewer import ScanCanvas
from xray_trainer.model import codec

Key = Qt.Key
LAST_LOOK = "XRAY_TRAINER_LAST_LOOK"  # names a PNG for the window as it was when a plan could not be followed
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Person:
    """Sits before the window and does what a plan says."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
        self.window = found[0]

    def reach(self, stage: str, **told: object) -> None:
        """Say that a stage is reached."""
        print(json.dumps({"stage": stage} | told), flush=True)

    def wait_for_kill(self) -> None:
        """Look at the window until somebody pulls the plug."""
        while True:
            QTest.qWait(50)

    # ---- what is on screen ----

    def screen(self) -> InspectionScreen:
        return hand.find(self.window, InspectionScreen)

    def canvas(self) -> ScanCanvas:
        return hand.find(self.window, ScanCanvas)

    def wait_for_case(self, number: int) -> None:
        """Until that case can be marked."""
        wanted = f"Case {number} of"

        def there() -> bool:
            screens = hand.everything(self.window, InspectionScreen)
            return bool(screens) and not screens[0].telling and self.reads(wanted)

        hand.until(there, wanted)

    def wait_for_feedback(self) -> None:
        hand.until(lambda: bool(hand.everything(self.window, InspectionScreen)) and self.screen().telling, "feedback")

    def reads(self, text: str) -> bool:
        """Whether that text can be read anywhere in the window."""
        return any(text in label.text() for label in hand.everything(self.window, QLabel))

    def press(self, called: str) -> None:
        """Click a button, as soon as it can be seen."""
        hand.until(lambda: bool(hand.everything(self.window, QAbstractButton, called)), called)
        hand.click(hand.find(self.window, QAbstractButton, called))

    def at(self, x: float, y: float) -> QPoint:
        """Where a point of the scan is on the canvas."""
        canvas = self.canvas()
        part = canvas.viewport()
        return QPoint(
            round((x - part.x) / part.width * canvas.width()), round((y - part.y) / part.height * canvas.height())
        )

    def draft(self) -> codec.Json:
        """The draft as the screen holds it, marks only, as plain values (read, never set)."""
        return [codec.encode(mark) for mark in self.screen().draft.marks]

    # ---- what a person does ----

    def say_name(self, name: str) -> None:
        hand.until(lambda: bool(hand.everything(self.window, QLineEdit)), "the first start")
        hand.click(hand.find(self.window, QLineEdit))
        hand.write(name)

    def answer_by_mouse(
        self, number: int, box: tuple[float, float, float, float] | None, kind_now: str = "", category: str = ""
    ) -> None:
        """One case without the keyboard."""
        self.wait_for_case(number)
        if box is not None:
            self.press("Box")
            x0, y0, x1, y1 = box
            hand.drag(self.canvas(), self.at(x0, y0), self.at(x1, y1))
            self.press(kind_now)
            hand.pick(category)
        self.press("No suspicion" if box is None else "To inspection")
        self.press("Probable")
        self.press("Submit")
        self.wait_for_feedback()
        self.press("Next")

    def answer_by_keys(self, number: int, *, mark: bool) -> None:
        """One case without the mouse."""
        self.wait_for_case(number)
        if mark:
            hand.key(Key.Key_B)
            hand.key(Key.Key_Left, SHIFT, times=6)
            hand.key(Key.Key_Return)
            hand.key(Key.Key_Right, SHIFT, times=5)
            hand.key(Key.Key_Down, SHIFT, times=4)
            hand.key(Key.Key_Return)
        hand.key(Key.Key_2 if mark else Key.Key_1)
        hand.key(Key.Key_6)
        hand.key(Key.Key_Return)
        self.wait_for_feedback()
        hand.key(Key.Key_Return)


def practise(person: Person) -> None:
    """Drop a folder; three cases by mouse; three by keys; on the seventh two marks, one undone; then the plug."""
    folder, boxes = Path(person.words[1]), json.loads(person.words[2])
    person.say_name("Bakyt Osmonov")
    person.press("Open the first scan")
    person.wait_for_case(1)
    hand.drop(person.window, [folder])
    hand.until(lambda: person.reads("Case 1 of 8"), "the dropped set", 60)
    person.answer_by_mouse(1, boxes[0], "Choose the kind", "weapons")
    person.answer_by_mouse(2, boxes[1])
    person.answer_by_mouse(3, boxes[2], "weapons", "drugs")  # the kind last named is proposed
    for number in (4, 5, 6):
        person.answer_by_keys(number, mark=boxes[number - 1] is not None)
    person.wait_for_case(7)
    person.press("Box")
    for left in (100, 200):
        hand.drag(person.canvas(), person.at(left, 60), person.at(left + 60, 110))
    hand.key(Key.Key_Z, CTRL)
    person.reach("marked", marks=person.draft())
    person.wait_for_kill()


def go_on(person: Person) -> None:
    """After the plug was pulled: continue from Home, redo, finish, save the report."""
    hand.until(lambda: bool(hand.everything(person.window, QAbstractButton, "Continue")), "what was broken off")
    person.press("Continue")
    person.wait_for_case(7)
    person.reach("resumed", marks=person.draft())
    hand.key(Key.Key_Y, CTRL)
    person.reach("redone", marks=person.draft())
    hand.key(Key.Key_2)
    hand.key(Key.Key_5)
    hand.key(Key.Key_Return)
    person.wait_for_feedback()
    hand.key(Key.Key_Return)
    person.answer_by_keys(8, mark=False)
    hand.until(lambda: bool(hand.everything(person.window, Summary)), "the summary")
    person.press("PDF")
    reports = Path(person.words[0]) / "reports"
    hand.until(lambda: bool(list(reports.glob("*.pdf"))), "the report", 60)
    person.press("Home")
    hand.until(lambda: bool(hand.everything(person.window, Home)), "Home")
    person.reach("done")
    person.window.close()


def edit(person: Person) -> None:
    """Many random edits by mouse and keys on one case, then the plug."""
    rng = random.Random(int(person.words[1]))
    person.say_name("Bakyt Osmonov")
    person.press("Open the first scan")
    person.wait_for_case(1)
    for number in range(int(person.words[2])):
        _edit_once(person, rng, number)
    person.reach("edited", marks=person.draft(), edits=len(person.screen().draft.done))
    person.wait_for_kill()


def _edit_once(person: Person, rng: random.Random, number: int) -> None:
    canvas, marks = person.canvas(), person.screen().draft.marks
    if not marks or rng.random() < 0.4:
        x, y = rng.uniform(80, 1000), rng.uniform(70, 400)
        hand.key(Key.Key_B)
        start = person.at(x, y)
        hand.drag(canvas, start, start + QPoint(rng.randint(12, 60), rng.randint(12, 50)), steps=3)
        return
    hand.key(Key.Key_V)
    for _ in range(rng.randint(1, 3)):
        hand.key(Key.Key_Tab)
    if canvas.chosen() is None:
        hand.key(Key.Key_Tab)
    verb = rng.choice(("move", "size", "delete", "sure"))
    if verb == "move":
        hand.key(rng.choice((Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down)))
    elif verb == "size":
        hand.key(rng.choice((Key.Key_Right, Key.Key_Down)), SHIFT)
    elif verb == "delete":
        hand.key(Key.Key_Delete)
    elif number % 2:
        hand.key(Key.Key_W)


def undo_all(person: Person) -> None:
    """Undo to the start, redo to the end."""
    edits = int(person.words[1])
    hand.until(lambda: bool(hand.everything(person.window, QAbstractButton, "Continue")), "what was broken off")
    person.press("Continue")
    person.wait_for_case(1)
    person.reach("resumed", marks=person.draft())
    hand.key(Key.Key_Z, CTRL, times=edits)
    person.reach("undone", marks=person.draft())
    hand.key(Key.Key_Y, CTRL, times=edits)
    person.reach("redone", marks=person.draft())
    person.window.close()


PLANS: dict[str, Callable[[Person], None]] = {
    "practise": practise, "go_on": go_on, "edit": edit, "undo_all": undo_all,
}  # fmt: skip


def sit_down(plan: str, data: Path, words: list[str]) -> int:
    """Start the program's main() on a data folder, and let the person act once its window stands."""
    app = application(data)
    failure: list[BaseException] = []

    def act() -> None:
        try:
            hand.until(lambda: any(one.isVisible() for one in app.topLevelWidgets()), "the window")
            PLANS[plan](Person([str(data), *words]))
        except (LookupError, TimeoutError, AssertionError) as error:
            failure.append(error)
            if os.environ.get(LAST_LOOK):
                next(one for one in app.topLevelWidgets() if isinstance(one, MainWindow)).grab().save(
                    os.environ[LAST_LOOK]
                )
            app.exit(9)

    QTimer.singleShot(0, act)
    code = main(["--data-dir", str(data)])
    if failure:
        raise failure[0]
    return code


if __name__ == "__main__":
    sys.exit(sit_down(sys.argv[1], Path(sys.argv[2]), sys.argv[3:]))
