"""Long work off the Qt thread: progress, cancel, and what came of it told once, in the Qt thread.

runner = Runner(parent)
job = runner.run(lambda progress: read_scan(scan, folder), done=show, refused=tell)
job.progressed.connect(card.show_progress)       done, total, name
job.cancel()                                     asks the work to stop; what it kept is still told
job.forget()                                     the same, and nothing is told
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from xray_trainer.errors import TrainerError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Result = TypeVar("Result")
Progress: TypeAlias = Callable[[int, int, str], bool]
"""Told by the work: how many are done, of how many, the name of the present one. False means: stop now."""

_LEAST_PAUSE_S = 0.05  # more often than this nobody can read it, and the Qt thread has other work


class Job(QObject):
    """One piece of work that is under way.

    Signals: progressed(done, total, name), at most 20 times a second; ended() last of all, whatever came of it.
    """

    progressed = Signal(int, int, str)
    ended = Signal()
    _finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._quiet = False
        self._told_at = 0.0
        self._tell: Callable[[], None] | None = None
        self._finished.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @property
    def cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what it gives back is still told."""
        self._stop.set()

    def forget(self) -> None:
        """Ask the work to stop, and tell nothing of it any more."""
        self._quiet = True
        self._stop.set()

    def tell_progress(self, done: int, total: int, name: str) -> bool:
        """Called by the work in its own thread; False once the work is to stop."""
        now = time.monotonic()
        if done >= total or now - self._told_at >= _LEAST_PAUSE_S:
            self._told_at = now
            self.progressed.emit(done, total, name)
        return not self._stop.is_set()

    def follow(self, future: Future[Result], tell: Callable[[], None]) -> None:
        """Do `tell` in the Qt thread when the future is done, unless the job was forgotten by then."""
        self._tell = tell
        future.add_done_callback(lambda _: self._finished.emit())

    def _end(self) -> None:
        try:
            if self._tell is not None and not self._quiet:
                self._tell()
        finally:
            self._tell = None
            self.ended.emit()
            self.deleteLater()


class Runner(QObject):
    """Runs work in a few threads of its own and tells the result in the Qt thread.

    An error that a person can act on (TrainerError) goes to `refused`, once; any other is a fault of the program and
    is raised in the Qt thread, where the window's last resort shows it.
    """

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._threads = threads
        self._made: ThreadPoolExecutor | None = None  # with the first work: the first window does without
        self._jobs: list[Job] = []

    def run(
        self,
        work: Callable[[Progress], Result],
        done: Callable[[Result], None],
        refused: Callable[[TrainerError], None] | None = None,
        step: Callable[[int, int, str], object] | None = None,
    ) -> Job:
        """Start `work` in another thread; its steps, and its result or error, are told in this one."""
        job = Job(self)
        if step is not None:
            job.progressed.connect(step)
        self._jobs.append(job)
        job.ended.connect(lambda: self._jobs.remove(job))
        future = self._pool().submit(work, job.tell_progress)
        job.follow(future, lambda: _tell(future, done, refused))
        return job

    def _pool(self) -> ThreadPoolExecutor:
        if self._made is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not on the way to the first window

            self._made = ThreadPoolExecutor(self._threads, thread_name_prefix="xray-trainer-work")
        return self._made

    @property
    def busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._jobs)

    def close(self) -> None:
        """Stop all work, tell nothing more, and leave no thread behind. Waits for the step that is under way."""
        for job in self._jobs:
            job.forget()
        if self._made is not None:
            self._made.shutdown(wait=True, cancel_futures=True)


def _tell(
    future: Future[Result], done: Callable[[Result], None], refused: Callable[[TrainerError], None] | None
) -> None:
    if future.cancelled():
        return
    try:
        result = future.result()
    except TrainerError as error:
        if refused is None:
            raise
        refused(error)
        return
    done(result)
