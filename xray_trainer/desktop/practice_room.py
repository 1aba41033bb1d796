"""The practice in the window: the inspection screen, what runs on it, and what is said when something is in the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from xray_trainer.clock import Clock
from xray_trainer.desktop.key_filter import KeyFilter
from xray_trainer.desktop.preferences import Preferences
from xray_trainer.desktop.runner import Runner
from xray_trainer.desktop.screens.notice import Choice, Notice
from xray_trainer.errors import TrainerError
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.desktop.opening import Opening
    from xray_trainer.desktop.practising import Practising
    from xray_trainer.desktop.screens.inspection import InspectionScreen
    from xray_trainer.records import Journal


class PracticeRoom(QObject):
    """Opens sets, holds the one inspection screen, and lets go of a practice when another screen takes its place.

    preferences : gives those of the moment.

    Signals
    -------
    shown(InspectionScreen) : a case can be seen. finished(str) : the session is over, by its id.
    left() : to Home. folds_changed(Folds) : bands were folded by hand. close_again() : the window may close now.
    """

    shown = Signal(object)
    finished = Signal(str)
    left = Signal()
    folds_changed = Signal(object)
    close_again = Signal()

    def __init__(
        self, window: QWidget, runner: Runner, clock: Clock, keys: KeyFilter, preferences: Callable[[], Preferences]
    ) -> None:
        super().__init__(window)
        self._window, self._runner, self._clock, self._keys = window, runner, clock, keys
        self._preferences = preferences
        self._opener: Opening | None = None
        self._closing = False
        self.practising: Practising | None = None
        self.inspection: InspectionScreen | None = None

    def open_set(self, journal: Journal, folder: Path, trainee: str) -> None:
        """Go on with the practice of a set that was broken off, or begin one."""
        self._opening().open_set(journal, folder, trainee)

    def resume(self, journal: Journal, session_id: str) -> None:
        """Go on with a practice."""
        self._opening().resume(journal, session_id)

    def let_go(self) -> None:
        """Another screen takes the place of the practice; all of it is kept."""
        if self.practising is not None:
            self.practising.close()
            self.practising.deleteLater()
            self.practising = None

    def look_again(self) -> None:
        """A case has come to a practice without end."""
        if self.practising is not None:
            self.practising.look_again()

    def rest(self) -> bool:
        """Keep all, because the window is to close; False if something is not on disk, which is said."""
        self._closing = True
        return self.practising is None or self.practising.rest()

    def forget_screen(self) -> None:
        """The next case builds the screen anew, in another language or text size."""
        if self.inspection is not None:
            self.inspection.deleteLater()
            self.inspection = None

    def run(self, started: object) -> None:
        """Show a practice that was started (a `starting.Started`)."""
        from xray_trainer.desktop.practising import Practising  # noqa: PLC0415 - loads the inspection screen
        from xray_trainer.desktop.starting import Started  # noqa: PLC0415

        assert isinstance(started, Started)
        self.let_go()
        screen = self.inspection or self._screen()
        practising = Practising(screen, started.practice, started.head, self._runner, self._clock)
        practising.finished.connect(self._finished)
        practising.left.connect(self.left)
        practising.not_kept.connect(self._not_kept)
        practising.unreadable.connect(self._unreadable)
        practising.waiting.connect(self._wait)
        practising.shown.connect(self._shown)
        self.practising = practising
        practising.begin()

    # ---- within ----

    def _wait(self) -> None:
        lacking = self.practising is not None and self.practising.lacking
        self._opening().wait(tr("The next container is being made") if lacking else tr("Reading the scan"))

    def _opening(self) -> Opening:
        if self._opener is None:
            from xray_trainer.desktop.opening import Opening  # noqa: PLC0415 - when first asked for

            self._opener = Opening(self._window, self._runner, self._clock)
            self._opener.started.connect(self.run)
            self._opener.given_up.connect(self.left)
        return self._opener

    def _screen(self) -> InspectionScreen:
        from xray_trainer.desktop.bands.deck import DeckFold  # noqa: PLC0415 - loads pixel libraries
        from xray_trainer.desktop.screens.inspection import InspectionScreen  # noqa: PLC0415
        from xray_trainer.desktop.screens.inspection_parts.folding import Folds  # noqa: PLC0415

        self.inspection = screen = InspectionScreen(self._keys, self._clock)
        screen.folds_changed.connect(self.folds_changed)
        kept = self._preferences()
        if kept.deck:
            screen.set_folds(Folds(dock=not kept.dock_folded, deck=DeckFold(kept.deck)))
        return screen

    def _shown(self) -> None:
        self._opening().end()
        self.shown.emit(self.inspection)

    def _finished(self, session_id: str) -> None:
        self._opening().end()
        self.finished.emit(session_id)

    def _not_kept(self, error: TrainerError) -> None:
        practising = self.practising
        if practising is not None:
            heading = tr("Your last change is not on disk yet")
            choices = [Choice(tr("Try again"), practising.keep), Choice(tr("Go on"))]
            if self._closing:
                choices = [
                    Choice(tr("Try again"), self.close_again.emit),
                    Choice(tr("Close without it"), self._close_anyway),
                    Choice(tr("Go on")),
                ]
                self._closing = False
            Notice(self._window, heading, error.sentence(), choices)

    def _close_anyway(self) -> None:
        self.practising = None
        self.close_again.emit()

    def _unreadable(self, error: TrainerError) -> None:
        self._opening().end()
        practising = self.practising
        if practising is not None:
            heading = tr("This scan cannot be shown")
            choices = [
                Choice(tr("Go on with the next case"), practising.pass_over),
                Choice(tr("Home"), practising.leave),
            ]
            Notice(self._window, heading, error.sentence(), choices)
