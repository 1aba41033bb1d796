"""Carries a practice between the inspection screen, the journal and the scans on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from xray_trainer.clock import Clock
from xray_trainer.desktop.runner import Runner
from xray_trainer.errors import TrainerError
from xray_trainer.model import Case, Draft, Sealed, Truth, Verdict
from xray_trainer.text import language

if TYPE_CHECKING:
    from xray_trainer.desktop.runner import Job
    from xray_trainer.desktop.screens.inspection import InspectionScreen
    from xray_trainer.imaging import ScanPixels
    from xray_trainer.model import SetHead
    from xray_trainer.training import Practice

_KEEP_LOOKING_MS = 2000  # how long looking without a change of the draft may wait for the disk


@dataclass(slots=True)
class _Ahead:
    """A case whose scans are being read, or wait to be shown."""

    case: str
    scans: tuple[ScanPixels, ...] | None = None
    error: TrainerError | None = None


class Practising(QObject):
    """One practice on screen.

    Signals
    -------
    finished(str) : every case has been answered; the session's id. left() : back to Home, all kept.
    not_kept(TrainerError) : the last change is not on disk; `keep` tries again. unreadable(TrainerError) : the open
    case has a scan that cannot be read; `pass_over` goes on without it. waiting() : the scans of the open case are
    still being read. shown() : now they are, and the screen is about to show them.
    """

    finished = Signal(str)
    left = Signal()
    not_kept = Signal(object)
    unreadable = Signal(object)
    waiting = Signal()
    shown = Signal()

    def __init__(
        self, screen: InspectionScreen, practice: Practice, head: SetHead, runner: Runner, clock: Clock
    ) -> None:
        super().__init__(screen)
        self._screen, self._practice, self._head = screen, practice, head
        self._runner, self._clock = runner, clock
        self._scans: tuple[ScanPixels, ...] = ()
        self._ahead: _Ahead | None = None
        self._wanting = False
        self._on_screen: str | None = None  # the case whose answer the screen holds
        self._kept_events = 0
        self._twins: Job | None = None  # being read, for the feedback on screen
        self._again = False
        self._over = False
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(_KEEP_LOOKING_MS)
        self._looking.timeout.connect(self.keep)
        screen.draft_changed.connect(self._draft_changed)
        screen.looked.connect(self._looked)
        screen.submitted.connect(self._submitted)
        screen.again.connect(self._show_again)
        screen.next_case.connect(self._next)
        screen.leave_home.connect(self.leave)
        screen.finish.connect(self.finish)

    @property
    def session(self) -> str:
        """The id of the session."""
        return self._practice.session.id

    @property
    def lacking(self) -> bool:
        """Whether the next case of a practice without end is still being made."""
        return self._practice.lacking

    def begin(self) -> None:
        """Show the first case without an answer."""
        if self._practice.finished:
            self._end()
            return
        self._wanting = True
        if self._practice.lacking:
            self.waiting.emit()
            return
        self._read(self._practice.case)
        self._show_if_read()
        if self._wanting:
            self.waiting.emit()

    def keep(self) -> bool:
        """Put the draft and what was looked at on disk. Gives whether all is kept."""
        self._looking.stop()
        if self._over or self._again or self._practice.finished or self._practice.lacking or self._screen.telling:
            return True
        if self._on_screen != self._practice.case.id:
            return True  # not shown yet, or never to be: what was kept before stays as it is
        events = self._screen.events()
        try:
            self._practice.change(self._screen.draft, events[self._kept_events :], self._screen.seen_ms())
        except TrainerError as error:
            self.not_kept.emit(error)
            return False
        self._kept_events = len(events)
        self._screen.show_saved(self._clock.now().wall_ms)
        return True

    def look_again(self) -> None:
        """A case has come to a practice without end: show it, if it was waited for."""
        if not self._over and self._practice.lacking:
            self._practice.next()
            self.begin()

    def finish(self) -> None:
        """End a practice without end, and tell what came of it."""
        if self._practice.endless and not self._over and self.rest():
            self._practice.end()
            self._end()

    def pass_over(self) -> None:
        """Go on without the case that cannot be shown."""
        self._practice.pass_over()
        self.begin()

    def leave(self) -> None:
        """Back to Home once everything is kept."""
        if self.rest():
            self.close()
            self.left.emit()

    def rest(self) -> bool:
        """Keep everything before the scan goes off screen. Gives whether all is kept; if not, the scan goes on."""
        self._screen.recorder.flush()
        self._screen.recorder.hidden()
        if self.keep():
            return True
        self._screen.recorder.shown()
        return False

    def close(self) -> None:
        """Keep what is open and let go of the screen."""
        if self._over:
            return
        self.rest()
        self._over = True
        self._forget_twins()
        for signal, slot in (
            (self._screen.draft_changed, self._draft_changed),
            (self._screen.looked, self._looked),
            (self._screen.submitted, self._submitted),
            (self._screen.again, self._show_again),
            (self._screen.next_case, self._next),
            (self._screen.leave_home, self.leave),
            (self._screen.finish, self.finish),
        ):
            signal.disconnect(slot)
        self._screen.reset()

    def _draft_changed(self, _draft: Draft) -> None:
        self.keep()

    def _looked(self) -> None:
        if not self._looking.isActive():
            self._looking.start()

    def _submitted(self, _verdict: Verdict, _confidence: int) -> None:
        if self._wanting:
            return
        if self._again:
            item = self._practice.try_again(self._screen.draft)
        else:
            self.keep()
            try:
                item = self._practice.submit(self._screen.seen_ms())
            except TrainerError as error:
                self.not_kept.emit(error)
                return
        following = self._practice.following
        self._screen.show_feedback(
            item.truth,
            item.score,
            item.response,
            last=following is None and not self._practice.endless,
            submitted_ms=self._clock.now().wall_ms,
        )
        if self._again:
            self._screen.status.show_not_kept()
        self._read_twins(item.truth)
        if following is not None:
            self._read(following)

    def _read_twins(self, truth: Truth | Sealed) -> None:
        """Now that an answer is in: the clean counterparts of the scans on screen, off the Qt thread."""
        self._forget_twins()
        if isinstance(truth, Sealed) or not truth.twins:
            return
        self._screen.fading.expect()
        case, scans, folder = self._practice.case, self._scans, self._practice.folder

        def refused(error: TrainerError) -> None:
            self._screen.fading.refuse(error.sentence())

        self._twins = self._runner.run(
            lambda _progress: _clean(case, truth, scans, folder), self._screen.fading.give, refused
        )

    def _forget_twins(self) -> None:
        if self._twins is not None:
            self._twins.forget()
            self._twins = None

    def _show_again(self) -> None:
        """The scan once more, without the answer; what is drawn now is judged but not kept."""
        if self._wanting:  # the next case is open already, and waits for its scan
            return
        self._again = True
        self._present(self._practice.case, Draft())
        self._screen.status.show_not_kept()

    def _next(self) -> None:
        if self._wanting:
            return
        self._again = False
        self._practice.next()
        self.begin()

    def _show_case(self) -> None:
        self._again = False
        self._kept_events = len(self._practice.events)
        self._on_screen = self._practice.case.id
        self.shown.emit()
        self._present(self._practice.case, self._practice.draft)

    def _present(self, case: Case, draft: Draft) -> None:
        practice = self._practice
        self._forget_twins()
        self._screen.set_case(
            case,
            self._scans,
            draft,
            position=practice.position,
            total=practice.total,
            set_title=self._head.title.say(language()),
            categories=self._head.categories,
            mode=practice.session.mode,
            rule=practice.rule,
            events=() if self._again else practice.events,
            seen_ms=0 if self._again else practice.seen_ms,
        )

    def _read(self, case: Case) -> None:
        """Read a case's scans off the Qt thread, unless they are read or being read."""
        if self._ahead is not None and self._ahead.case == case.id:
            return
        ahead = self._ahead = _Ahead(case.id)

        def done(scans: tuple[ScanPixels, ...]) -> None:
            ahead.scans = scans
            self._show_if_read()

        def refused(error: TrainerError) -> None:
            ahead.error = error
            self._show_if_read()

        folder = self._practice.folder
        self._runner.run(lambda _progress: _pixels(case, folder), done, refused)

    def _show_if_read(self) -> None:
        """Show the open case once its scans are at hand; while feedback stands, they wait for Next."""
        ahead = self._ahead
        if self._over or not self._wanting or ahead is None or self._practice.lacking:
            return
        if ahead.case != self._practice.case.id:
            return
        if ahead.error is not None:
            self._wanting, self._ahead = False, None
            self.unreadable.emit(ahead.error)
        elif ahead.scans is not None:
            self._wanting, self._ahead = False, None
            self._scans = ahead.scans
            self._show_case()

    def _end(self) -> None:
        session = self.session
        self.close()
        self.finished.emit(session)


def _pixels(case: Case, folder: Path) -> tuple[ScanPixels, ...]:
    from xray_trainer.imaging import read_scan  # noqa: PLC0415 - loads numpy and OpenCV

    return tuple(read_scan(scan, folder) for scan in case.scans)


def _clean(case: Case, truth: Truth, scans: tuple[ScanPixels, ...], folder: Path) -> dict[int, ScanPixels]:
    """The clean counterparts by the index of their scan. Raises ReadError."""
    from xray_trainer.imaging import read_twin  # noqa: PLC0415 - as above

    twins = (twin for twin in truth.twins if twin.scan < len(scans))
    return {twin.scan: read_twin(case.scans[twin.scan], twin, folder, scans[twin.scan]) for twin in twins}
