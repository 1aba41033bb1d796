"""Opens the records after the first paint, and offers the ways on where they cannot be opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from xray_trainer.clock import Clock
from xray_trainer.desktop.runner import Runner
from xray_trainer.desktop.screens.notice import Choice, Notice
from xray_trainer.desktop.when import day_and_time
from xray_trainer.errors import RecordsDamaged, TrainerError
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.records import Journal


class OpeningRecords(QObject):
    """Opens the journal off the Qt thread.

    Signals: opened(Journal). given_up() : the person chose to close the window.
    """

    opened = Signal(object)
    given_up = Signal()

    def __init__(self, window: QWidget, runner: Runner, data: Path, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._runner, self._data, self._clock = window, runner, data, clock

    def open(self) -> None:
        """Open them; `opened` follows, or a notice."""

        def work() -> Journal:
            from xray_trainer.records import Journal  # noqa: PLC0415 - loads SQLAlchemy, after the first paint

            return Journal.open(self._data, self._clock)

        self._runner.run(lambda _progress: work(), self.opened.emit, self._refused)

    def _refused(self, error: TrainerError) -> None:
        end = Choice(tr("Close the window"), self.given_up.emit)
        if not isinstance(error, RecordsDamaged):
            heading = tr("Your answers cannot be opened")
            Notice(self._window, heading, error.sentence(), [Choice(tr("Try again"), self.open), end])
            return
        choices = [Choice(tr("Begin with empty records"), lambda: self._replace(None)), end]
        if error.backup is not None:
            when = day_and_time(error.backup_ms or 0, self._clock.now())
            go_back = tr("Go back to the copy of {when}").format(when=when)
            choices.insert(0, Choice(go_back, lambda: self._replace(error.backup)))
        Notice(self._window, tr("The file with your answers is damaged"), error.sentence(), choices)

    def _replace(self, backup: Path | None) -> None:
        def work() -> None:
            from xray_trainer.records import set_aside_and_restore  # noqa: PLC0415 - only after damage

            set_aside_and_restore(self._data, self._clock, backup)

        self._runner.run(lambda _progress: work(), lambda _none: self.open(), self._refused)
