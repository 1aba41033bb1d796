"""Whose practice it is: somebody new, somebody else, or the same person by another name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from xray_trainer.desktop.screens.notice import Choice, Notice
from xray_trainer.errors import TrainerError
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.records import Journal

WhenOpen: TypeAlias = "Callable[[Callable[[Journal], None]], None]"


class Whose(QObject):
    """Asks for a person and keeps who it is.

    when_open : does something with the journal, as soon as it is open.

    Signals: became(str) the id of the person whose practice it is now. renamed()
    """

    became = Signal(str)
    renamed = Signal()

    def __init__(self, window: QWidget, when_open: WhenOpen) -> None:
        super().__init__(window)
        self._window, self._when_open = window, when_open

    def begin(self, name: str, then: Callable[[], None] | None = None) -> None:
        """Add a person, or take the one of that name, and go on."""

        def go(journal: Journal) -> None:
            try:
                known = next((one for one in journal.trainees() if one.name == name), None)
                person = known or journal.add_trainee(name)
            except TrainerError as error:
                Notice(self._window, tr("Your name is not on disk yet"), error.sentence(), [Choice(tr("Back"))])
                return
            self.became.emit(person.id)
            if then is not None:
                then()

        self._when_open(go)

    def choose(self, current: str) -> None:
        """Ask whose practice it is; `current` is the id of the person that it is now."""
        from xray_trainer.desktop.screens.people import PeopleDialog  # noqa: PLC0415 - when first asked for

        def go(journal: Journal) -> None:
            dialog = PeopleDialog(self._window, journal.trainees(), current)
            dialog.chosen.connect(self.became)
            dialog.added.connect(self.begin)
            dialog.open()

        self._when_open(go)

    def rename(self, trainee_id: str, name: str) -> None:
        """Call a person by another name."""

        def go(journal: Journal) -> None:
            try:
                journal.rename_trainee(trainee_id, name)
            except TrainerError as error:
                Notice(self._window, tr("The name was not changed"), error.sentence(), [Choice(tr("Back"))])
                return
            self.renamed.emit()

        self._when_open(go)
