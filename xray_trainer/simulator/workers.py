"""Processes that make cases beside the program that asked for them.

They can be told to stop at once, and they end with their program whatever becomes of it: a case's files are written
atomically, so an end in the middle leaves whole cases only.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from xray_trainer.errors import WriteError
from xray_trainer.text import N_, Message

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LOOK_S = 0.2  # how often it is asked whether to go on
NICENESS = 10  # of workers in the background: whoever reads a scan meanwhile comes first


class Workers:
    """A pool of spawned processes.

    with Workers(2, folder) as workers:
        workers.start(make_case, folder, wishes, master, asked)
        number = workers.next_done(go_on)

    Parameters
    ----------
    count : of processes. folder : what they write to, for errors. background : let everything else come first.
    """

    def __init__(self, count: int, folder: Path, *, background: bool = False) -> None:
        self._folder = folder
        context = multiprocessing.get_context("spawn")
        self._heard, self._held = context.Pipe(duplex=False)  # closed by us, or by our end: then the workers end too
        self._pool = ProcessPoolExecutor(count, context, initializer=_begin_worker, initargs=(self._heard, background))
        self._running: dict[Future[None], int] = {}
        self._started = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._running:
            self._held.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._held.close()
        self._heard.close()

    @property
    def running(self) -> int:
        """How many pieces of work are under way."""
        return len(self._running)

    def start(self, work: Callable[..., None], *words: object) -> int:
        """Begin a piece of work; gives its number, counted from 0."""
        self._running[self._pool.submit(work, *words)] = self._started
        self._started += 1
        return self._started - 1

    def next_done(self, go_on: Callable[[], bool]) -> Sequence[int]:
        """Wait for work to be done; the numbers of what is, none once `go_on` says no.

        Raises
        ------
        WriteError
            A process was ended from outside. TrainerError : what the work itself raised.
        """
        while go_on():
            done, _ = wait(self._running, LOOK_S, return_when=FIRST_COMPLETED)
            if done:
                numbers = []
                for future in sorted(done, key=lambda one: self._running[one]):
                    numbers.append(self._running.pop(future))
                    self._result(future)
                return numbers
        return ()

    def _result(self, future: Future[None]) -> None:
        try:
            future.result()
        except BrokenProcessPool as error:
            raise WriteError(
                Message(N_("a helping process was ended from outside; the cases made so far are whole")), self._folder
            ) from error


def _begin_worker(heard: Connection, background: bool) -> None:
    """A worker leaves Ctrl+C to the program that started it, and the other cores to the other workers."""
    threading.Thread(target=_end_with, args=(heard,), daemon=True).start()  # before the libraries, which take seconds
    import cv2  # noqa: PLC0415 - only workers set this

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)
    if background and hasattr(os, "nice"):  # Windows has none; there the scheduler favours the window in front
        with contextlib.suppress(OSError):
            os.nice(NICENESS)


def _end_with(heard: Connection) -> None:
    """End this process at once when the other end of the pipe is closed: by will, or with its whole program."""
    with contextlib.suppress(EOFError, OSError):
        heard.recv()
    os._exit(0)
