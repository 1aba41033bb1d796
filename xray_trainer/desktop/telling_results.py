"""Shows a self-assessment and saves it: the report is put together and its pictures are read off the Qt thread."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from xray_trainer import paths
from xray_trainer.desktop.runner import Runner
from xray_trainer.desktop.screens.notice import Choice, Notice
from xray_trainer.errors import TrainerError
from xray_trainer.files import write_error
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.desktop.screens.summary import Summary
    from xray_trainer.records import Journal
    from xray_trainer.reports import Report


class TellingResults(QObject):
    """Makes the summary's screen.

    Signals: ready(Summary) once the report is put together. saved(str) the file of a report.
    """

    ready = Signal(object)
    saved = Signal(str)

    def __init__(self, window: QWidget, runner: Runner, reports_folder: Path) -> None:
        super().__init__(window)
        self._window, self._runner, self._folder = window, runner, reports_folder

    def of_session(self, journal: Journal, session_id: str) -> None:
        """Tell what one practice comes to."""

        def work() -> Report:
            from xray_trainer.reports import assessment  # noqa: PLC0415 - loads scoring

            return assessment.of_session(journal, session_id)

        self._make(work, lambda path: journal.remember_report(journal.session(session_id).trainee, path))

    def of_trainee(self, journal: Journal, trainee_id: str) -> None:
        """Tell what all of a person's practice comes to."""

        def work() -> Report:
            from xray_trainer.reports import assessment  # noqa: PLC0415 - loads scoring

            return assessment.of_trainee(journal, trainee_id)

        self._make(work, lambda path: journal.remember_report(trainee_id, path))

    def _make(self, work: Callable[[], Report], remember: Callable[[Path], None]) -> None:
        self._runner.run(lambda _progress: work(), lambda report: self._show(report, remember), self._refused)

    def _show(self, report: Report, remember: Callable[[Path], None]) -> None:
        """Build the screen of a report; its pictures follow as they are read."""
        from xray_trainer.desktop.screens.summary import Summary  # noqa: PLC0415 - loads the reports' room

        screen = Summary(report)
        screen.save_report.connect(lambda form: self._save(report, form, screen, remember))
        self.ready.emit(screen)
        self._read_crops(report, screen)

    def _read_crops(self, report: Report, screen: Summary) -> None:
        """Show each miss as soon as its picture is read; no more are read once the screen is left."""
        from xray_trainer.reports.crops import CropReader  # noqa: PLC0415 - reads pixels

        reader = CropReader()
        waiting = [(index, miss.crop) for index, miss in enumerate(report.misses) if miss.crop is not None]

        def read_next() -> None:
            if waiting and isValid(screen):
                index, crop = waiting.pop(0)
                self._runner.run(lambda _progress: reader.png(crop), lambda data: show(index, data))

        def show(index: int, data: bytes | None) -> None:
            if isValid(screen):
                screen.set_crop(index, QImage.fromData(data) if data else None)
                read_next()

        read_next()

    def _save(self, report: Report, form: str, screen: Summary, remember: Callable[[Path], None]) -> None:
        from xray_trainer.reports import saved  # noqa: PLC0415 - as above

        path = saved.free_name(report, self._folder, form)
        screen.say(tr("Saving the report…"))

        def work() -> Path:
            from xray_trainer.reports import write  # noqa: PLC0415 - loads the writers

            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise write_error(error, path.parent) from error
            write(report, path)
            with suppress(TrainerError):  # the report is saved, whether or not erasing the person will know of it
                remember(path)
            return path

        def done(written: Path) -> None:
            if isValid(screen):  # it may have been left meanwhile
                screen.say(tr("Saved: {path}").format(path=written), self.show_folder)
            self.saved.emit(str(written))

        self._runner.run(lambda _progress: work(), done, self._refused)

    def show_folder(self) -> None:
        """Open the folder of saved reports in the computer's own file window."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _refused(self, error: TrainerError) -> None:
        Notice(self._window, tr("This report could not be made"), error.sentence(), [Choice(tr("Back"))])


def reports_folder(data: Path) -> Path:
    """The person's own documents; beside the answers where the data folder was named, as on a stick."""
    from xray_trainer.reports import saved  # noqa: PLC0415 - as above

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    named = data != paths.data_dir() or paths.DATA_DIR_VARIABLE in os.environ
    return saved.folder(data) if named or not documents else Path(documents) / "X-ray Trainer"
