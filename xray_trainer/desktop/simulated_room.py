"""What the window does with the simulator: making sets, practice without end, putting items into scans.

Nothing of the simulator is loaded before one of these is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from xray_trainer.clock import Clock
from xray_trainer.desktop.key_filter import KeyFilter
from xray_trainer.desktop.keys import Action
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.desktop.endless import Endless
    from xray_trainer.desktop.inserting import Inserting
    from xray_trainer.desktop.screens.home import Home
    from xray_trainer.desktop.simulating import Simulating
    from xray_trainer.records import Journal


class SimulatedRoom(QObject):
    """Leads to its screens and back.

    Signals
    -------
    shown(QWidget) : a screen to put in the window. left() : to Home. keys_wanted(). practise(str) : a set's folder.
    started(Started) : a practice without end. grew() : a case has come to it. ended(str) : a session that is over.
    endless_wanted() : begin it; the window knows whose it is. close_again() : the window may close now.
    """

    shown = Signal(object)
    left = Signal()
    keys_wanted = Signal()
    practise = Signal(str)
    started = Signal(object)
    grew = Signal()
    ended = Signal(str)
    endless_wanted = Signal()
    close_again = Signal()

    def __init__(self, window: QWidget, data: Path, clock: Clock, keys: KeyFilter) -> None:
        super().__init__(window)
        self._window, self._data, self._clock, self._keys = window, data, clock, keys
        self._simulating: Simulating | None = None
        self._endless: Endless | None = None
        self._inserting: Inserting | None = None
        self._home: Home | None = None

    # ---- Home ----

    def greet(self, home: Home) -> None:
        """Give Home its buttons and keys."""
        self._home = home
        home.destroyed.connect(lambda: self._home_gone(home))
        home.make_set.connect(self.show_making)
        home.insert_into.connect(self.show_inserting)
        home.endless.connect(self.endless_wanted)
        home.endless_wishes.connect(self._ask_wishes)
        self._keys.bind(home, Action.MAKE_SET, self.show_making)
        self._keys.bind(home, Action.ENDLESS, self.endless_wanted.emit)
        self._keys.bind(home, Action.INSERT, home.insert_into_chosen)
        if self._simulating is not None:
            home.work.show_making(*self._simulating.state)

    def tell_stock(self, journal: Journal) -> None:
        """Say on Home what waits; once everything else stands."""
        if (self._data / "endless" / "stock.json").is_file():
            home = self._home
            self._endless_room().tell_stock(
                journal,
                lambda wishes, ready: home.work.show_stock(wishes, ready) if home and self._home is home else None,
            )

    def _home_gone(self, home: Home) -> None:
        if self._home is home:
            self._home = None

    # ---- making sets ----

    def show_making(self) -> None:
        """The screen on which sets are made, with a first example on its way."""
        room = self._making()
        screen = room.screen()
        screen.closed.connect(self.left)
        screen.keys.connect(self.keys_wanted)
        screen.practise_wanted.connect(self.practise)
        self._keys.bind(screen, Action.KEYS, self.keys_wanted.emit)
        self._keys.bind(screen, Action.EXAMPLE, room.make_example)
        self.shown.emit(screen)
        if not room.busy:
            room.make_example()

    def _making(self) -> Simulating:
        if self._simulating is None:
            from xray_trainer.desktop.simulating import Simulating  # noqa: PLC0415 - when first asked for

            self._simulating = Simulating(self._window, self._data)
            self._simulating.went_on.connect(self._went_on)
            self._simulating.made.connect(lambda _folder: self._made())
        return self._simulating

    def _went_on(self, done: int, total: int) -> None:
        if self._home is not None:
            self._home.work.show_making(done, total)

    def _made(self) -> None:
        if self._home is not None and self._home.isVisible():
            self.left.emit()  # Home anew, with the new card

    # ---- practice without end ----

    def begin_endless(self, journal: Journal, trainee: str) -> None:
        """Begin a practice without end, or go on with one."""
        self._endless_room().begin(journal, trainee)

    def resume_endless(self, journal: Journal, session_id: str) -> None:
        """Go on with the one that was broken off."""
        self._endless_room().resume(journal, session_id)

    def rest_endless(self) -> None:
        """Nobody practises without end any more."""
        if self._endless is not None:
            self._endless.left()

    def _ask_wishes(self) -> None:
        self._endless_room().ask_wishes(self.endless_wanted.emit)

    def _endless_room(self) -> Endless:
        if self._endless is None:
            from xray_trainer.desktop.endless import Endless  # noqa: PLC0415 - when first asked for

            self._endless = Endless(self._window, self._data, self._clock)
            self._endless.started.connect(self.started)
            self._endless.grew.connect(self.grew)
            self._endless.ended.connect(self.ended)
        return self._endless

    # ---- inserting ----

    def show_inserting(self, folder: str) -> None:
        """The screen on which items are put into the scans of a set."""
        if self._inserting is None:
            from xray_trainer.desktop.inserting import Inserting  # noqa: PLC0415 - when first asked for

            self._inserting = Inserting(self._window, self._data, self._keys)
            self._inserting.shown.connect(self.shown)
            self._inserting.left.connect(self.left)
            self._inserting.keys_wanted.connect(self.keys_wanted)
        self._inserting.open(Path(folder))

    # ---- closing ----

    def rest(self) -> bool:
        """Whether the window may close; if a set is being made, this is asked."""
        if self._simulating is None or not self._simulating.busy:
            return True
        from xray_trainer.desktop.widgets import Dialog  # noqa: PLC0415 - Home has loaded it

        done, total = self._simulating.state
        dialog = Dialog(
            self._window,
            tr("A set is being made"),
            tr("{done} of {total} cases are made. They are kept, and you can go on with the rest later.").format(
                done=done, total=total
            ),
            act=tr("Stop and close"),
            safe=tr("Go on making"),
        )
        dialog.acted.connect(self._stop_and_close)
        dialog.open()
        return False

    def _stop_and_close(self) -> None:
        self.close()
        self.close_again.emit()

    def close(self) -> None:
        """Stop everything; what is whole stays."""
        for room in (self._simulating, self._endless, self._inserting):
            if room is not None:
                room.close()
        self._simulating = self._endless = self._inserting = None
