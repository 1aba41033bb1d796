"""How a case is looked at: what was on screen, with which settings, when marks changed, when the scan was hidden."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from xray_trainer.clock import Clock, Instant, elapsed_ms
from xray_trainer.model import DisplaySettings, Draft, ViewingEvent, ViewingKind, Viewport

REST_MS = 200  # what was on screen for less was only passed over


class ViewingRecorder(QObject):
    """Writes the viewing log of one case after another, in ms since the case opened.

    A viewport or a setting is written once it has rested for 200 ms, with the moment at which the rest began.

    Signals: recorded() after events were added.
    """

    recorded = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._opened: Instant | None = None
        self._before_ms = 0
        self._seen_before_ms = 0
        self._shown_at: Instant | None = None
        self._events: list[ViewingEvent] = []
        self._waiting: dict[ViewingKind, ViewingEvent] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.flush)

    def open(self, events: Sequence[ViewingEvent] = (), seen_ms: int = 0) -> None:
        """Begin a case, or go on with one that was broken off after `events` and `seen_ms` of looking."""
        self.close()
        self._events = list(events)
        self._before_ms = max([seen_ms, *(event.ms for event in events)])
        self._seen_before_ms = seen_ms
        self._opened = self._clock.now()

    def close(self) -> None:
        """The case is over (or not yet there): nothing more is recorded."""
        self._rest.stop()
        self._waiting.clear()
        self._seen_before_ms = self.seen_ms
        self._shown_at = None
        self._opened = None

    @property
    def events(self) -> tuple[ViewingEvent, ...]:
        """All events of the case so far."""
        return tuple(self._events)

    @property
    def seen_ms(self) -> int:
        """How long the scan was visible."""
        running = 0 if self._shown_at is None else elapsed_ms(self._shown_at, self._clock.now())
        return self._seen_before_ms + running

    def shown(self) -> None:
        """The scan came on screen."""
        if self._opened is not None and self._shown_at is None:
            self._shown_at = self._clock.now()
            self._add(ViewingEvent(self._now_ms(), ViewingKind.SHOWN))

    def hidden(self) -> None:
        """The scan went off screen: covered, minimised, another page."""
        if self._opened is not None and self._shown_at is not None:
            self._seen_before_ms = self.seen_ms
            self._shown_at = None
            self._add(ViewingEvent(self._now_ms(), ViewingKind.HIDDEN))

    def view(self, scan: int, viewport: Viewport, scale: float) -> None:
        """Another part of a scan, or another scale (screen px per scan px)."""
        part = tuple(round(side, 1) for side in (viewport.x, viewport.y, viewport.width, viewport.height))
        x, y, width, height = part
        self._await(
            ViewingEvent(self._now_ms(), ViewingKind.VIEW, scan, (x, y, width, height), round(scale, 4))
        )  # fmt: skip

    def tools(self, scan: int, settings: DisplaySettings) -> None:
        """Other display settings."""
        self._await(ViewingEvent(self._now_ms(), ViewingKind.TOOLS, scan, settings=settings))

    def marks(self, before: Draft, after: Draft) -> None:
        """Marks that came, changed or went between two drafts."""
        if self._opened is None:
            return
        old = {mark.id: mark for mark in before.marks}
        new = {mark.id: mark for mark in after.marks}
        now = self._now_ms()
        changes = [
            *((ViewingKind.MARK_REMOVED, mark) for mark in before.marks if mark.id not in new),
            *((ViewingKind.MARK_ADDED, mark) for mark in after.marks if mark.id not in old),
            *((ViewingKind.MARK_CHANGED, mark) for mark in after.marks if old.get(mark.id, mark) != mark),
        ]
        if changes:
            self.flush()
            self._add(*(ViewingEvent(now, kind, mark.scan, mark=mark.id) for kind, mark in changes))

    def flush(self) -> None:
        """Write what waits for its rest."""
        self._rest.stop()
        waiting = sorted(self._waiting.values(), key=lambda event: event.ms)
        self._waiting.clear()
        if waiting:
            self._add(*waiting)

    def _now_ms(self) -> int:
        return 0 if self._opened is None else self._before_ms + elapsed_ms(self._opened, self._clock.now())

    def _await(self, event: ViewingEvent) -> None:
        if self._opened is not None:
            self._waiting[event.kind] = event
            self._rest.start()

    def _add(self, *events: ViewingEvent) -> None:
        self._events.extend(events)
        self.recorded.emit()
