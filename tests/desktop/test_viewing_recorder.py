"""What was on screen is written once it rested; time counts while the scan is visible."""

import pytest

from xray_trainer.clock import Instant
from xray_trainer.desktop.viewing_recorder import ViewingRecorder
from xray_trainer.model import Box, DisplaySettings, Draft, Mark, ViewingEvent, ViewingKind, Viewport


class HandClock:
    """A clock that a test turns by hand."""

    def __init__(self):
        self.ms = 0

    def now(self):
        return Instant(self.ms, boot_ms=self.ms)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def recorder(qapp, clock):
    made = ViewingRecorder(clock)
    made.open()
    made.shown()
    return made


def kinds(recorder):
    return [event.kind for event in recorder.events]


def test_only_what_rested_is_written_with_the_moment_its_rest_began(recorder, clock, qtbot):
    for step in range(5):
        clock.ms = step * 10
        recorder.view(0, Viewport(step, 0, 100, 50), 2.0)
    clock.ms = 500
    with qtbot.waitSignal(recorder.recorded, timeout=2000):
        pass
    assert ViewingEvent(40, ViewingKind.VIEW, 0, (4.0, 0.0, 100.0, 50.0), 2.0) == recorder.events[-1]
    assert kinds(recorder) == [ViewingKind.SHOWN, ViewingKind.VIEW]


def test_time_stands_still_while_the_scan_is_hidden(recorder, clock):
    clock.ms = 3000
    recorder.hidden()
    clock.ms = 10_000
    assert recorder.seen_ms == 3000
    recorder.shown()
    clock.ms = 12_000
    assert recorder.seen_ms == 5000
    assert [event.ms for event in recorder.events] == [0, 3000, 10_000]


def test_marks_are_written_as_they_come_change_and_go(recorder, clock):
    mark = Mark("a", Box(0, 0, 10, 10))
    one = Draft().added(mark)
    other = one.changed(Mark("a", Box(5, 0, 10, 10)))
    recorder.tools(0, DisplaySettings(inverse=True))
    recorder.marks(Draft(), one)
    recorder.marks(one, other)
    recorder.marks(other, other.undo().undo())
    assert kinds(recorder) == [
        ViewingKind.SHOWN, ViewingKind.TOOLS, ViewingKind.MARK_ADDED, ViewingKind.MARK_CHANGED,
        ViewingKind.MARK_REMOVED,
    ]  # fmt: skip


def test_a_case_that_was_broken_off_goes_on_after_its_last_event(recorder, clock):
    before = (ViewingEvent(0, ViewingKind.SHOWN), ViewingEvent(900, ViewingKind.HIDDEN))
    clock.ms = 50_000
    recorder.open(before, seen_ms=700)
    recorder.shown()
    clock.ms = 50_300
    assert recorder.seen_ms == 1000
    assert (*before, ViewingEvent(900, ViewingKind.SHOWN)) == recorder.events


def test_a_closed_case_records_nothing(recorder, clock):
    clock.ms = 2000
    recorder.close()
    clock.ms = 9000
    recorder.view(0, Viewport(0, 0, 1, 1), 1.0)
    recorder.flush()
    recorder.hidden()
    assert recorder.seen_ms == 2000
    assert kinds(recorder) == [ViewingKind.SHOWN]
