"""Durations do not trust the wall clock within one boot."""

from xray_trainer.clock import Instant, SystemClock, elapsed_ms


def test_within_one_boot_a_wall_clock_turned_back_changes_nothing() -> None:
    start = Instant(wall_ms=1_000_000, boot_ms=500, boot_id="a")
    end = Instant(wall_ms=400_000, boot_ms=2_500, boot_id="a")
    assert elapsed_ms(start, end) == 2_000


def test_across_boots_the_wall_clock_is_all_there_is() -> None:
    start = Instant(wall_ms=1_000, boot_ms=90_000, boot_id="a")
    assert elapsed_ms(start, Instant(wall_ms=61_000, boot_ms=10, boot_id="b")) == 60_000
    assert elapsed_ms(start, Instant(wall_ms=0, boot_ms=10, boot_id="b")) == 0


def test_the_system_clock_runs_forward() -> None:
    clock = SystemClock()
    first, second = clock.now(), clock.now()
    assert second.boot_ms >= first.boot_ms
    assert first.wall_ms > 1_700_000_000_000
