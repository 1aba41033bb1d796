"""Time, as an injected thing: wall time for dates, boot time for durations.

Wall time can be turned back by hand; within one boot, boot time cannot. So durations use boot time while the boot id
is the same, and wall time is only ever shown.
"""

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Instant:
    """One reading of the clock.

    wall_ms : UTC milliseconds since 1970. offset_min : local offset from UTC in minutes.
    boot_ms : milliseconds since this machine was started. boot_id : which start that was ("" if unknown).
    """

    wall_ms: int
    offset_min: int = 0
    boot_ms: int = 0
    boot_id: str = ""


class Clock(Protocol):
    """Anything that can say what time it is."""

    def now(self) -> Instant:
        """The present instant."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> Instant:
        """The present instant."""
        offset = datetime.now().astimezone().utcoffset()
        return Instant(
            wall_ms=time.time_ns() // 1_000_000,
            offset_min=0 if offset is None else round(offset.total_seconds() / 60),
            boot_ms=_boot_ms(),
            boot_id=_boot_id(),
        )


def _boot_ms() -> int:
    source = getattr(time, "CLOCK_BOOTTIME", None)  # counts suspended time too; Linux only
    return (time.monotonic_ns() if source is None else time.clock_gettime_ns(source)) // 1_000_000


def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def elapsed_ms(start: Instant, end: Instant) -> int:
    """Milliseconds between two instants, by boot time within one boot and by wall time across boots; never below 0."""
    same_boot = start.boot_id == end.boot_id
    return max(0, end.boot_ms - start.boot_ms if same_boot else end.wall_ms - start.wall_ms)
