"""The demo: the real window, off screen, through a whole practice, by mouse, keys and a drop, as a person would.

It begins as a new user, reads the bundled set once well and once badly, saves the report, and brings in a folder of a
foreign format by dropping it. Each screen that it passes is written as a PNG; then report, responses and scores.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMessageLogContext,
    QPoint,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from xray_trainer import paths
from xray_trainer.clock import SystemClock
from xray_trainer.desktop import hand
from xray_trainer.desktop.app import application
from xray_trainer.desktop.main_window import MainWindow
from xray_trainer.desktop.screens.home import Home
from xray_trainer.desktop.screens.inspection import InspectionScreen
from xray_trainer.desktop.screens.notice import Notice
from xray_trainer.desktop.screens.summary import Summary
from xray_trainer.desktop.viewer import ScanCanvas
from xray_trainer.errors import RequestError
from xray_trainer.files import write_atomically, write_error
from xray_trainer.library import ImageSet, export_set, open_image_set, read_responses, write_responses
from xray_trainer.model import Box, Case, Concealment, Point, Sealed, WholeLoad, bounds
from xray_trainer.records import Journal
from xray_trainer.reports import scores
from xray_trainer.text import N_, Message, language, tr

_NAME = "Aigerim Toktosunova"
_DWELL_MS = 600  # a person looks before going on
_CLOSELY = 4  # cases that are gone along at 1:1; the others are read as a whole


def play(out: Path, data: Path | None = None) -> int:
    """Play the demo; everything it made is then in the folder `out`. Gives the exit code."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_say_of_qt)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(error, out) from error
    if data is not None and data.exists() and any(data.iterdir()):
        raise RequestError(
            Message(N_("somebody practises here; the demo begins as a new user in an empty folder")), data
        )
    with tempfile.TemporaryDirectory(prefix="xray-trainer-demo-") as made:
        folder = data or Path(made) / "data"
        _Player(out, folder).play()
    return 0


def _say_of_qt(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt's own messages, but for what the off-screen platform says of each window that it cannot show."""
    if not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)


class _Player:
    """Plays through the window once, with its pictures numbered in the order in which they were taken."""

    def __init__(self, out: Path, data: Path) -> None:

        self._out, self._data = out, data
        self._app = application(data)
        self._window: MainWindow = MainWindow(data, SystemClock(), reports=out)
        self._set = open_image_set(_starter())
        self._shots = 0

    def play(self) -> None:
        """First start, practice, feedback, summary, report, a dropped folder."""

        window = self._window
        window.show()
        self._wait(lambda: bool(hand.everything(window, QLineEdit)), "the first start")
        hand.click(hand.find(window, QLineEdit))
        hand.write(_NAME)
        self._shoot("first-start")
        hand.click(hand.find(window, QAbstractButton, tr("Open the first scan")))
        hidden = [one for one in self._set.order if _holds_something(self._set, one)]
        for number, case_id in enumerate(self._set.order):
            self._answer(case_id, well=case_id != hidden[-1], closely=number < _CLOSELY)
        self._finish()

    # ---- one case ----

    def _answer(self, case_id: str, *, well: bool, closely: bool) -> None:
        """Read one case: marks by the mouse, verdict and confidence by keys; or overlook what is hidden in it."""

        case, truth = self._set.case(case_id), self._set.truth(case_id)
        assert not isinstance(truth, Sealed)
        self._wait(lambda: self._shows(case), f"case {case_id}")
        found = truth.concealments if well else ()
        if closely:
            self._look_closely(case_id)
        for concealment in found:
            self._mark(concealment)
        hand.key(Qt.Key.Key_2 if found else Qt.Key.Key_1)
        hand.key(Qt.Key.Key_6 if well else Qt.Key.Key_4)
        self._shoot(f"{case_id}-inspection")
        hand.click(hand.find(self._window, QAbstractButton, tr("Submit")))
        self._wait(self._tells, f"feedback on {case_id}")
        hand.linger(300)  # the truth fades in over 200 ms
        self._shoot(f"{case_id}-feedback")
        if truth.twins and closely:
            hand.key(Qt.Key.Key_BracketLeft, times=20)
            self._shoot(f"{case_id}-without-what-was-hidden")
        hand.key(Qt.Key.Key_Return)

    def _look_closely(self, case_id: str) -> None:
        """Go along the container at 1:1, lighten what is dense, come back."""
        hand.key(Qt.Key.Key_U)
        canvas = self._canvas()
        middle = canvas.rect().center()
        hand.wheel(canvas, middle, 2)
        hand.drag(canvas, middle, middle - QPoint(220, 40), Qt.MouseButton.MiddleButton)
        hand.linger(_DWELL_MS)
        hand.key(Qt.Key.Key_T, times=4)
        hand.key(Qt.Key.Key_Y, times=10)
        self._shoot(f"{case_id}-close")
        hand.linger(_DWELL_MS)
        hand.key(Qt.Key.Key_0)
        hand.key(Qt.Key.Key_Z)

    def _mark(self, concealment: Concealment) -> None:
        """Draw a box round a concealment and say what kind it is."""
        box = _box(concealment)
        if box is None:
            hand.key(Qt.Key.Key_W)
            return
        hand.key(Qt.Key.Key_B)
        start, end = (box.x - 3, box.y - 3), (box.x + box.width + 3, box.y + box.height + 3)
        hand.drag(self._canvas(), self._at(start), self._at(end))
        hand.key(Qt.Key.Key_K)
        self._wait(lambda: hand.menu() is not None, "the list of categories")
        hand.pick(self._set.head.category_name(concealment.category, language()))

    def _canvas(self) -> ScanCanvas:

        return hand.find(self._window, ScanCanvas)

    def _at(self, point: Point) -> QPoint:
        """Where a point of the scan is on the canvas, as the eye sees it."""

        canvas = self._canvas()
        part = canvas.viewport()
        x = (point[0] - part.x) / part.width * canvas.width()
        y = (point[1] - part.y) / part.height * canvas.height()
        return QPoint(round(x), round(y))

    def _shows(self, case: Case) -> bool:

        screens = hand.everything(self._window, InspectionScreen)
        return bool(screens) and screens[0].case == case and not screens[0].telling

    def _tells(self) -> bool:

        screens = hand.everything(self._window, InspectionScreen)
        return bool(screens) and screens[0].telling

    # ---- what it comes to ----

    def _finish(self) -> None:

        window = self._window
        self._wait(lambda: bool(hand.everything(window, Summary)), "the summary")
        hand.linger(4 * _DWELL_MS)  # the pictures of what was missed follow
        self._shoot("summary")
        for form in ("pdf", "html"):
            hand.click(hand.find(window, QAbstractButton, {"pdf": tr("PDF"), "html": tr("Web page")}[form]))
            self._wait(lambda ending=form: bool(list(self._out.glob(f"*{_NAME}*.{ending}"))), f"the report as {form}")  # type: ignore[misc]
            written = max(self._out.glob(f"*{_NAME}*.{form}"), key=lambda one: one.stat().st_mtime)
            os.replace(written, self._out / f"report.{form}")
        hand.click(hand.find(window, QAbstractButton, tr("Home")))
        self._wait(lambda: bool(hand.everything(window, Home)), "Home")
        hand.linger(700)
        self._shoot("home")
        hand.key(Qt.Key.Key_F1)
        hand.linger(100)
        self._shoot("keys")
        hand.key(Qt.Key.Key_Escape)
        self._drop_a_foreign_folder()
        window.close()
        self._write_scores()

    def _drop_a_foreign_folder(self) -> None:
        """The same scans as a Pascal VOC folder, as a mentor would bring them."""

        with tempfile.TemporaryDirectory(prefix="xray-trainer-voc-") as made:
            folder = Path(made) / "Osh, May"
            export_set(self._set, folder, "voc")
            hand.drop(self._window, [folder])
            self._wait(lambda: bool(hand.everything(self._window, InspectionScreen)), "the dropped folder")
            hand.linger(500)
            self._shoot("dropped-folder")

    def _write_scores(self) -> None:
        """The answers that were given through the window, and what `score` says of them."""

        with Journal.open(self._data, SystemClock()) as journal:
            given = journal.responses(set_id=self._set.head.id)
        bare = tuple(dataclasses.replace(one, trainee=_NAME) for one in given)
        write_responses(self._out / "responses.json", _NAME, bare)
        judged = scores.judge_file(self._set, read_responses(self._out / "responses.json", self._set))
        text = json.dumps(scores.as_json(judged), ensure_ascii=False, indent=1)
        write_atomically(self._out / "score.json", f"{text}\n".encode())
        print(scores.table(judged))
        print(tr("Screens, report and scores are in {folder}").format(folder=self._out))

    # ---- eyes and patience ----

    def _shoot(self, name: str) -> None:
        hand.linger(60)
        self._shots += 1
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._window.grab().save(buffer, "PNG")
        write_atomically(self._out / f"{self._shots:02}-{name}.png", bytes(data.data()))

    def _wait(self, condition: Callable[[], bool], what: str) -> None:
        """Watch until something is so. Raises RequestError where the window says that something went wrong."""

        def refused() -> list[Notice]:
            return hand.everything(self._window, Notice)

        hand.until(lambda: condition() or bool(refused()), what)
        if not condition():
            sentence = N_("the demo ended early; the window says: {what}")
            raise RequestError(Message(sentence, {"what": refused()[0].said}))


def _starter() -> Path:
    folders = sorted(one.parent for one in paths.bundled_sets().glob("*/image_set.json"))
    if not folders:
        raise RequestError(Message(N_("this installation holds no image set to play")), paths.bundled_sets())
    return folders[0]


def _holds_something(image_set: ImageSet, case_id: str) -> bool:
    truth = image_set.truth(case_id)
    return not isinstance(truth, Sealed) and bool(truth.concealments)


def _box(concealment: Concealment) -> Box | None:
    """The upright box round a concealment's first region; None for a whole load."""
    shape = concealment.regions[0].shape
    if isinstance(shape, WholeLoad):
        return None
    x0, y0, x1, y1 = bounds(shape)
    return Box(x0, y0, x1 - x0, y1 - y0)
