"""Making simulated sets in the window: the screen's examples, the making behind all other work, and its end.

One set is made at a time. It goes on while the person does something else; closing the window asks.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from xray_trainer import paths
from xray_trainer.desktop import set_wishes
from xray_trainer.desktop.runner import Job, Runner
from xray_trainer.desktop.screens.notice import Choice, Notice
from xray_trainer.desktop.set_wishes import Commission, Offers
from xray_trainer.errors import TrainerError
from xray_trainer.library import read_card
from xray_trainer.text import language, ngettext, tr

if TYPE_CHECKING:
    from xray_trainer.desktop.examples import Example
    from xray_trainer.desktop.screens.making_set import MakingSet
    from xray_trainer.simulator import Made

_THREADS = 3  # making, an example, what the disk is asked


class Simulating(QObject):
    """Makes sets for a window.

    Signals
    -------
    went_on(int, int) : so many cases of so many are made; (0, 0) when nothing is being made any more.
    made(str) : a set is there now, in this folder.
    """

    went_on = Signal(int, int)
    made = Signal(str)

    def __init__(self, window: QWidget, data: Path) -> None:
        super().__init__(window)
        self._window, self._data = window, data
        self._runner = Runner(self, _THREADS)
        self._screen: MakingSet | None = None
        self._offers: Offers | None = None
        self._folder = paths.own_sets(data)
        self._examples = 0
        self._example: Job | None = None
        self._job: Job | None = None
        self._commission: Commission | None = None
        self._begun, self._had, self._state = 0.0, -1, (0, 0)

    @property
    def busy(self) -> bool:
        """Whether a set is being made."""
        return self._job is not None

    @property
    def state(self) -> tuple[int, int]:
        """So many cases of so many, (0, 0) while nothing is being made."""
        return self._state if self.busy else (0, 0)

    def screen(self) -> MakingSet:
        """A new screen to make sets on, with whatever is under way."""
        from xray_trainer.desktop.screens.making_set import MakingSet  # noqa: PLC0415 - loads the simulator's wishes
        from xray_trainer.simulator import Wishes  # noqa: PLC0415

        screen = self._screen = MakingSet(Wishes(), self._folder, _jobs())
        screen.destroyed.connect(lambda: self._gone(screen))
        screen.example_wanted.connect(self.make_example)
        screen.make_wanted.connect(self._make_wished)
        screen.stop_wanted.connect(self.stop)
        screen.folder_wanted.connect(self._choose_folder)
        screen.go_on_wanted.connect(self._go_on)
        screen.leave_wanted.connect(self._leave)
        if self._offers is not None:
            screen.set_offers(self._offers)
        else:
            self._runner.run(lambda _progress: set_wishes.offers(), self._take_offers)
        if self.busy:
            screen.show_making(*self._state, None)
        self._show_broken()
        return screen

    def _gone(self, screen: MakingSet) -> None:
        if self._screen is screen:
            self._screen = None
            if self._example is not None:
                self._example.forget()
                self._example = None

    def _take_offers(self, offers: Offers) -> None:
        self._offers = offers
        if self._screen is not None:
            self._screen.set_offers(offers)

    # ---- examples ----

    def make_example(self) -> None:
        """Make an example of what the screen's form says, in a process of its own."""
        screen = self._screen
        if screen is None or self._example is not None or screen.form.fault():
            return
        wishes, number = screen.form.wished().wishes, self._examples
        self._examples += 1
        screen.expect_example()

        def work(progress: Callable[[int, int, str], bool]) -> Example | None:
            from xray_trainer.desktop.examples import example  # noqa: PLC0415 - loads the simulator

            return example(wishes, number, lambda: progress(0, 1, ""))

        def done(found: Example | None) -> None:
            self._example = None
            if found is not None and self._screen is screen:
                screen.show_example(found)

        def refused(error: TrainerError) -> None:
            self._example = None
            if self._screen is screen:
                screen.refuse_example(error.sentence())

        self._example = self._runner.run(work, done, refused)

    # ---- making ----

    def _make_wished(self) -> None:
        if self._screen is None or self.busy:
            return
        wished = self._screen.form.wished()
        seed = None if wished.exam else set_wishes.any_seed() if wished.seed is None else wished.seed
        self._begin(Commission(str(_new_folder(self._folder, wished.exam, seed)), wished.wishes, seed, wished.exam))

    def _go_on(self, folder: str) -> None:
        found = next((one for one in set_wishes.unfinished(self._data) if one.folder == folder), None)
        if found is not None and not self.busy:
            self._begin(found)

    def _leave(self, folder: str) -> None:
        """The cases that are there become the whole set."""
        found = next((one for one in set_wishes.unfinished(self._data) if one.folder == folder), None)
        if found is None:
            return

        def done(_count: int) -> None:
            set_wishes.forget(self._data, folder)
            self._show_broken()
            self.made.emit(folder)

        self._runner.run(lambda _progress: set_wishes.leave_as_it_is(found), done, self._refused)

    def _begin(self, commission: Commission) -> None:
        self._commission = commission
        self._begun, self._had, self._state = monotonic(), -1, (0, commission.wishes.cases)
        if self._screen is not None:
            self._screen.show_making(0, commission.wishes.cases, None)

        def work(progress: Callable[[int, int, str], bool]) -> Made:
            return set_wishes.make(commission, _jobs(), progress)

        self._job = self._runner.run(work, self._finished, self._refused, self._step)
        self._job.ended.connect(self._ended)
        self.went_on.emit(*self._state)

    def _step(self, done: int, total: int, _name: str) -> None:
        if self._had < 0:
            self._had = done  # there already
            if self._commission is not None and Path(self._commission.folder).is_dir():
                set_wishes.remember(self._data, self._commission)
        if (done, total) == self._state and done:
            return
        self._state = done, total
        now = done - self._had
        left = (monotonic() - self._begun) / now * (total - done) if now > 0 else None
        if self._screen is not None and self._job is not None and not self._job.cancelled:
            self._screen.show_making(done, total, left)
        self.went_on.emit(done, total)

    def _finished(self, made: Made) -> None:
        folder = str(made.folder)
        there = len(made.made) + len(made.kept)
        self._job = None
        said = ngettext("{n} case is in {folder}.", "{n} cases are in {folder}.", there).format(n=there, folder=folder)
        if made.whole:
            set_wishes.forget(self._data, folder)
        elif there:
            said = tr("Stopped; {n} of {total} cases are kept.").format(n=there, total=made.asked)
        else:
            said = tr("Stopped before the first case.")
        if self._screen is not None:
            exam = self._commission is not None and self._commission.exam
            self._screen.show_rest(said, folder if made.whole and not exam else "")
        self._show_broken()
        self.made.emit(folder)

    def _refused(self, error: TrainerError) -> None:
        self._job = None
        if self._screen is not None:
            self._screen.show_rest()
        self._show_broken()
        heading = tr("The set could not be made to its end")
        Notice(self._window, heading, error.sentence(), [Choice(tr("Back"))])

    def _ended(self) -> None:
        self._job = None
        self.went_on.emit(0, 0)

    def stop(self) -> None:
        """Stop making; whole cases stay, and can be gone on with."""
        if self._job is not None:
            self._job.cancel()
            if self._screen is not None:
                self._screen.show_stopping()

    def close(self) -> None:
        """Stop all of it, without a word; the cases that are whole stay."""
        self._job, self._screen = None, None
        self._runner.close()

    # ---- within ----

    def _show_broken(self) -> None:
        from xray_trainer.desktop.screens.making_set import Broken  # noqa: PLC0415 - it is loaded

        if self._screen is None:
            return
        broken = []
        for one in set_wishes.unfinished(self._data):
            folder = Path(one.folder) / "private" if one.exam else Path(one.folder)
            card = read_card(folder)
            if card is None or (self.busy and self._commission == one):
                continue
            done = sum(1 for _ in (folder / "cases").glob("*.json"))
            broken.append(Broken(one.folder, card.title.say(language()), done, card.cases))
        self._screen.show_broken(broken)

    def _choose_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - each Qt class costs time

        chosen = QFileDialog.getExistingDirectory(self._window, tr("Where to make the new set's folder"))
        if chosen and self._screen is not None:
            self._folder = Path(chosen)
            self._screen.form.set_folder(self._folder)


def _jobs() -> int:
    """So many processes: one core is left to the person, if there are more than two."""
    cores = os.cpu_count() or 1
    return max(1, cores - 1) if cores > 2 else cores


def _new_folder(parent: Path, exam: bool, seed: int | None) -> Path:
    """A name for the new folder; the same seed once more goes on with the same set where the wishes are the same."""
    base = "exam" if exam else f"simulated-{seed}" if seed is not None and seed < 10**6 else "simulated"
    folder, number = parent / base, 2
    while folder.exists():
        folder, number = parent / f"{base}-{number}", number + 1
    return folder
