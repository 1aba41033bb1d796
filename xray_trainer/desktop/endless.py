"""Practice without end: cases are made behind all other work while the officer reads the present one.

The first case is waited for with a card; what waits from the last time begins at once. The session is a session like
any other in the records: each case joins it when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import exp
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from xray_trainer.clock import Clock
from xray_trainer.desktop import set_wishes
from xray_trainer.desktop.runner import Job, Runner
from xray_trainer.desktop.screens.notice import Choice, Notice, Waiting
from xray_trainer.desktop.set_wishes import BANDS, Offers
from xray_trainer.errors import TrainerError
from xray_trainer.model import LocalText
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.desktop.starting import Started
    from xray_trainer.model import Case, Sealed, SetHead, Truth
    from xray_trainer.records import Journal
    from xray_trainer.simulator import Wishes
    from xray_trainer.simulator.stock import Stock

_LOOK_MS = 500  # how often it is looked whether the first case is there
_MOSTLY_S = 8.0  # the bar of the first case comes to 2/3 in this time, and never to its end before the case is there


@dataclass(slots=True)
class _Run:
    """One practice without end: its stock, and the cases that are not new any more."""

    stock: Stock
    head: SetHead
    taken: set[str]

    def more(self) -> tuple[Case, Truth | Sealed] | None:
        found = self.stock.take(self.taken)
        if found is not None:
            self.taken.add(found[0].id)
        return found


class Endless(QObject):
    """Begins, feeds and tidies practice without end.

    Signals: started(Started); grew() when a case has come; ended(str) for a session that cannot be gone on with.
    """

    started = Signal(object)
    grew = Signal()
    ended = Signal(str)

    def __init__(self, window: QWidget, data: Path, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._clock = window, clock
        self.root = data / "endless"
        self._runner = Runner(self, threads=2)
        self._filling: Job | None = None
        self._opening = False
        self._run: _Run | None = None
        self._waiting: Waiting | None = None
        self._practising = False
        self._waited_from = 0.0

    # ---- wishes ----

    def tell_stock(self, journal: Journal, told: Callable[[str, int], None]) -> None:
        """Say by what wishes cases are made and how many wait; nothing where there never were any."""
        if not (self.root / "stock.json").is_file():
            return

        def work() -> tuple[str, int] | None:
            from xray_trainer.simulator.stock import stock_there  # noqa: PLC0415 - loads the simulator

            stock = stock_there(self.root)
            if stock is None:
                return None
            return in_words(stock.wishes, set_wishes.offers()), len(stock.ready(_met(journal, stock)))

        self._runner.run(lambda _progress: work(), lambda found: None if found is None else told(*found))

    def ask_wishes(self, decided: Callable[[], None]) -> None:
        """Ask of what the cases are to be; `decided` once the person has chosen."""

        def work() -> tuple[Wishes, Offers]:
            from xray_trainer.simulator import Wishes  # noqa: PLC0415 - loads the simulator
            from xray_trainer.simulator.stock import stock_there  # noqa: PLC0415

            stock = stock_there(self.root)
            return (Wishes() if stock is None else stock.wishes), set_wishes.offers()

        def ask(found: tuple[Wishes, Offers]) -> None:
            from xray_trainer.desktop.screens.endless_wishes import EndlessWishes  # noqa: PLC0415 - when asked for

            dialog = EndlessWishes(self._window, *found)
            dialog.acted.connect(lambda: self._take_wishes(dialog.wishes(), decided))
            dialog.open()

        self._runner.run(lambda _progress: work(), ask)

    def _take_wishes(self, wishes: Wishes, decided: Callable[[], None]) -> None:
        self._stop_filling()

        def work() -> None:
            from xray_trainer.simulator.stock import open_stock  # noqa: PLC0415 - loads the simulator

            open_stock(self.root, wishes, (), set_wishes.any_seed())

        self._runner.run(lambda _progress: work(), lambda _nothing: decided(), self._refused)

    # ---- beginning ----

    def begin(self, journal: Journal, trainee: str) -> None:
        """Begin a practice without end, or go on with the one of these wishes that was broken off."""
        if self._opening:
            return
        self._opening = True

        def work() -> _Run:
            return self._open(journal)

        def done(run: _Run) -> None:
            self._run = run
            self._try_to_start(journal, trainee)

        self._runner.run(lambda _progress: work(), done, self._refused)

    def resume(self, journal: Journal, session_id: str) -> None:
        """Go on with a session; if its cases are made no more, it is over, and its results are told."""
        session = journal.session(session_id)

        def work() -> str:
            from xray_trainer.simulator.stock import stock_there  # noqa: PLC0415 - loads the simulator

            stock = stock_there(self.root)
            return "" if stock is None else stock.order().set_id

        def done(set_id: str) -> None:
            if set_id == session.set_id:
                self.begin(journal, session.trainee)
            else:
                journal.finish_session(session_id)
                self.ended.emit(session_id)

        self._runner.run(lambda _progress: work(), done, self._refused)

    def _open(self, journal: Journal) -> _Run:
        """The stock, with what was met already; old pictures go."""
        from xray_trainer.simulator import Wishes  # noqa: PLC0415 - loads the simulator
        from xray_trainer.simulator.stock import open_stock, stock_there, tidy  # noqa: PLC0415

        kept = stock_there(self.root)
        met = _met(journal, kept) if kept is not None else set()
        stock = open_stock(self.root, Wishes() if kept is None else kept.wishes, met, set_wishes.any_seed())
        if kept is None or stock.seed != kept.seed:
            met = set()
        image_set = stock.image_set()
        open_now = {case for one in journal.sessions(unfinished=True) for case in one.order}
        tidy(self.root, {*stock.ready(met), *open_now})
        title = LocalText.of(tr("Practice without end"))
        return _Run(stock, replace(image_set.head, title=title, order=()), met)

    def _try_to_start(self, journal: Journal, trainee: str) -> None:
        """Start as soon as there is a case."""
        run = self._run
        if run is None:
            return

        def work() -> Started | None:
            from xray_trainer.desktop import starting  # noqa: PLC0415 - loads the training room

            return starting.endless(journal, run.head, run.stock.folder, trainee, self._clock, run.more)

        def done(started: Started | None) -> None:
            if self._run is not run:
                return
            if started is None:
                self._wait()
                self._fill(run)
                QTimer.singleShot(_LOOK_MS, self, lambda: self._try_to_start(journal, trainee))
                return
            self._end_waiting()
            run.taken.update(started.practice.session.order)  # the open case of a resumed one is not answered yet
            self._opening, self._practising = False, True
            self._fill(run)
            self.started.emit(started)

        self._runner.run(lambda _progress: work(), done, self._refused)

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = Waiting(self._window, tr("Making the first container"), self._give_up)
            self._waited_from = monotonic()
        passed = monotonic() - self._waited_from
        self._waiting.show_share(1 - exp(-passed / _MOSTLY_S), tr("mostly 5 to 15 seconds"))

    def _end_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.shut()
            self._waiting = None

    def _give_up(self) -> None:
        self._end_waiting()
        self._opening, self._run = False, None
        self._stop_filling()

    def _refused(self, error: TrainerError) -> None:
        self._give_up()
        heading = tr("No containers can be made by these wishes")
        Notice(self._window, heading, error.sentence(), [Choice(tr("Back"))])

    # ---- making ----

    def _fill(self, run: _Run) -> None:
        if self._filling is not None:
            return

        def work(progress: Callable[[int, int, str], bool]) -> None:
            run.stock.fill(lambda: set(run.taken), lambda ready, kept, case: self._go_on(progress, ready, kept, case))

        def step(_ready: int, _kept: int, case_id: str) -> None:
            if case_id:
                self.grew.emit()

        job = self._filling = self._runner.run(work, lambda _nothing: None, self._refused, step)
        job.ended.connect(lambda: self._filled(job))

    def _go_on(self, progress: Callable[[int, int, str], bool], ready: int, kept: int, case: str) -> bool:
        """Whether to go on making: once nobody reads any more, only until the stock is full."""
        return progress(ready, kept, case) and (self._practising or self._opening or ready < kept)

    def _filled(self, job: Job) -> None:
        if self._filling is job:
            self._filling = None

    def _stop_filling(self) -> None:
        if self._filling is not None:
            self._filling.cancel()
            self._filling = None

    def left(self) -> None:
        """The practice is over or broken off: what is missing in the stock is still made, for the next start."""
        self._practising = False

    def close(self) -> None:
        """Make no more; whole cases stay."""
        self._end_waiting()
        self._practising = self._opening = False
        self._runner.close()


def _met(journal: Journal, stock: Stock) -> set[str]:
    """Cases of the stock's set that somebody answered here."""
    return {one.case for one in journal.responses(set_id=stock.order().set_id, viewing=False)}


def in_words(wishes: Wishes, offers: Offers) -> str:
    """`Hard, expert; Cigarettes, Ivory`"""
    bands = [tr(BANDS[band]).lower() for band in BANDS if band in wishes.bands]
    parts = [] if len(bands) == len(BANDS) else [", ".join(bands)]
    for names, offered in ((wishes.concealments, offers.concealments), (wishes.loads, offers.loads)):
        said = [one.name for one in offered if one.id in names]
        if said:
            parts.append(", ".join(said))
    whole = "; ".join(parts) or tr("everything there is")
    return whole[:1].upper() + whole[1:]
