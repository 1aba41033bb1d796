"""Days and times as a person says them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from xray_trainer.clock import Instant
from xray_trainer.text import N_, tr

_MONTHS = (
    N_("{day} January"),
    N_("{day} February"),
    N_("{day} March"),
    N_("{day} April"),
    N_("{day} May"),
    N_("{day} June"),
    N_("{day} July"),
    N_("{day} August"),
    N_("{day} September"),
    N_("{day} October"),
    N_("{day} November"),
    N_("{day} December"),
)


def _local(ms: int, offset_min: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(timezone(timedelta(minutes=offset_min)))


def day(when: date, today: date) -> str:
    """A date as "today", "yesterday", "12 September" or "12 September 2025"."""
    if when == today:
        return tr("today")
    if when == today - timedelta(days=1):
        return tr("yesterday")
    said = tr(_MONTHS[when.month - 1]).format(day=when.day)
    return said if when.year == today.year else f"{said} {when.year}"


def day_and_time(ms: int, now: Instant) -> str:
    """A moment (UTC ms) as "yesterday at 16:40", in local time."""
    then, today = _local(ms, now.offset_min), _local(now.wall_ms, now.offset_min)
    return tr("{day} at {time}").format(day=day(then.date(), today.date()), time=f"{then:%H:%M}")
