"""Brings image sets in: a set of ours is opened where it is, anything else is made into one in the data folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from xray_trainer import paths
from xray_trainer.desktop.runner import Job, Runner
from xray_trainer.desktop.screens.notice import Choice, Notice, Waiting
from xray_trainer.errors import TrainerError
from xray_trainer.library import read_card
from xray_trainer.text import ngettext, tr

if TYPE_CHECKING:
    from xray_trainer.library import ImportResult
    from xray_trainer.model import Defect

_MOST_TOLD = 200


class BringingIn(QObject):
    """Opens what was dropped on the window.

    Signals
    -------
    opened(str) : the folder of a set that can be practised now. in_place(str) : one of ours, left where it is.
    """

    opened = Signal(str)
    in_place = Signal(str)

    def __init__(self, window: QWidget, runner: Runner, data: Path) -> None:
        super().__init__(window)
        self._window, self._runner, self._data = window, runner, data
        self._job: Job | None = None

    def bring(self, source: Path) -> None:
        """Open or import a dropped file or folder."""
        source = source.absolute()
        if (source / "image_set.json").is_file() and read_card(source) is not None:
            self.in_place.emit(str(source))
            self.opened.emit(str(source))
            return
        if self._job is not None:
            return  # one at a time; the card of the first is on screen
        dest = _free_folder(paths.own_sets(self._data), source.name)
        waiting = Waiting(self._window, tr("Reading “{name}”").format(name=source.name), self._cancel)

        def work(progress: Callable[[int, int, str], bool]) -> ImportResult:
            from xray_trainer.library import import_set  # noqa: PLC0415 - loads readers and codecs

            return import_set(source, dest, progress=progress)

        def done(result: ImportResult) -> None:
            waiting.shut()
            self._tell(result)

        def refused(error: TrainerError) -> None:
            waiting.shut()
            if self._job is not None and self._job.cancelled:
                return
            heading = tr("“{name}” could not be opened").format(name=source.name)
            Notice(self._window, heading, error.sentence(), [Choice(tr("Back"))])

        self._job = self._runner.run(work, done, refused, waiting.step)
        self._job.ended.connect(self._ended)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _ended(self) -> None:
        self._job = None

    def _tell(self, result: ImportResult) -> None:
        if result.folder is None:
            heading = tr("Nothing in here can be shown")
            Notice(self._window, heading, _listed(result.defects), [Choice(tr("Back"))])
            return
        folder = str(result.folder)
        if not result.defects:
            self.opened.emit(folder)
            return
        count = len(result.defects)
        heading = ngettext(
            "One thing in this set could not be used", "{n} things in this set could not be used", count
        ).format(n=count)
        go_on = ngettext("Go on with {n} case", "Go on with {n} cases", result.cases).format(n=result.cases)
        Notice(self._window, heading, _listed(result.defects), [Choice(go_on, lambda: self.opened.emit(folder))])


def _listed(defects: tuple[Defect, ...]) -> str:
    lines = [defect.sentence() for defect in defects[:_MOST_TOLD]]
    more = len(defects) - len(lines)
    if more:
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return "\n".join(lines)


def _free_folder(root: Path, name: str) -> Path:
    """A folder for a new set that is not there yet, named after what it is made from."""
    base = re.sub(r"[^\w\- ]+", "-", Path(name).stem if "." in name[1:] else name).strip("- ")[:60] or "set"
    folder, number = root / base, 2
    while folder.exists():
        folder, number = root / f"{base}-{number}", number + 1
    return folder
