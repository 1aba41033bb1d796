"""Opens a practice: a set, or what was broken off. The screen before stays until its first scan can be shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from xray_trainer.clock import Clock
from xray_trainer.desktop.runner import Job, Runner
from xray_trainer.desktop.screens.notice import Choice, Notice, Waiting
from xray_trainer.errors import TrainerError
from xray_trainer.library import read_card
from xray_trainer.text import language, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from xray_trainer.desktop.starting import Started
    from xray_trainer.records import Journal


class Opening(QObject):
    """One opening at a time: a second click while the first is under way changes nothing.

    Signals: started(Started). given_up() : the person cancelled; nothing is lost.
    """

    started = Signal(object)
    given_up = Signal()

    def __init__(self, window: QWidget, runner: Runner, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._runner, self._clock = window, runner, clock
        self._job: Job | None = None
        self._card: Waiting | None = None

    def open_set(self, journal: Journal, folder: Path, trainee_id: str) -> None:
        """Go on with the practice of a set that was broken off, or begin one."""
        from xray_trainer.desktop import starting  # noqa: PLC0415 - loads the library and the training room

        card = read_card(folder)
        name = card.title.say(language()) if card is not None else folder.name
        self._run(name, lambda: starting.practice_of(journal, folder, trainee_id, self._clock))

    def resume(self, journal: Journal, session_id: str) -> None:
        """Go on with a practice that was broken off."""
        from xray_trainer.desktop import starting  # noqa: PLC0415 - loads the training room

        self._run(journal.session(session_id).set_title, lambda: starting.resumed(journal, session_id, self._clock))

    def wait(self, what: str) -> None:
        """Say what is being waited for, should it take longer than a second; `end` ends it."""
        if self._card is None:
            self._card = Waiting(self._window, what, self._give_up)

    def end(self) -> None:
        """There is nothing to wait for any more."""
        self._job = None
        if self._card is not None:
            self._card.shut()
            self._card = None

    def _run(self, name: str, work: Callable[[], Started]) -> None:
        if self._card is not None:
            return
        self.wait(tr("Opening “{name}”").format(name=name))

        def done(started: Started) -> None:
            self._job = None
            self.started.emit(started)  # the card stays until the first scan is there

        def refused(error: TrainerError) -> None:
            self.end()
            heading = tr("“{name}” could not be opened").format(name=name)
            Notice(self._window, heading, error.sentence(), [Choice(tr("Back"))])

        self._job = self._runner.run(lambda _progress: work(), done, refused)

    def _give_up(self) -> None:
        if self._job is not None:
            self._job.forget()
        self.end()
        self.given_up.emit()
