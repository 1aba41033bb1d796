"""Numbers, times and dates as the reader's language writes them, with spaces that do not break."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from xray_trainer.text import ENGLISH, language, ngettext, tr

if TYPE_CHECKING:
    from babel import Locale

NO_BREAK = "\u00a0"
BRITISH = "en_GB"  # whose spelling the messages have: 24 November 2026, 22:00
_MINUTES_FROM_S = 120  # below two minutes, seconds alone are easier to compare


@cache
def _locale(code: str) -> Locale:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - needed by reports alone

    try:
        return Locale.parse(BRITISH if code == ENGLISH else code)
    except (UnknownLocaleError, ValueError):  # the pseudo-language, or one that Babel does not know
        return Locale.parse(BRITISH)


def _unbroken(text: str) -> str:
    return text.replace("\u202f", NO_BREAK).replace(" ", NO_BREAK)


def number(value: float) -> str:
    """A whole number with its thousands set apart."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - needed by reports alone

    return _unbroken(format_decimal(half_up(value), format="#,##0", locale=_locale(language())))


def decimal(value: float, places: int = 1) -> str:
    """A number with at most so many decimals: for d' and for the rule's settings."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - needed by reports alone

    return _unbroken(format_decimal(value, format="0." + "#" * places, locale=_locale(language())))


def half_up(value: float) -> int:
    """The nearest whole number, halves upward."""
    return int(value + 0.5) if value >= 0 else -int(0.5 - value)


def in_100(share: float) -> str:
    """A share as a whole number out of 100."""
    return number(100 * share)


def seconds_short(seconds: float) -> str:
    """`48 s`, `3 min 5 s`, for tables."""
    whole = half_up(seconds)
    if whole < _MINUTES_FROM_S:
        return _unbroken(tr("{n} s").format(n=number(whole)))
    return _unbroken(tr("{minutes} min {seconds} s").format(minutes=number(whole // 60), seconds=whole % 60))


def seconds_long(seconds: float) -> str:
    """`48 seconds`; from two minutes on as in tables."""
    whole = half_up(seconds)
    if whole < _MINUTES_FROM_S:
        return _unbroken(ngettext("{n} second", "{n} seconds", whole).format(n=number(whole)))
    return seconds_short(seconds)


def date_and_time(when_ms: int, offset_min: int) -> str:
    """A moment on the clock of the place where it was, as the language writes a date and a time."""
    from babel.dates import format_date, format_time  # noqa: PLC0415 - needed by reports alone

    local = datetime.fromtimestamp(when_ms / 1000, UTC) + timedelta(minutes=offset_min)
    locale = _locale(language())
    return tr("{date}, {time}").format(
        date=_unbroken(format_date(local.date(), "long", locale)),
        time=_unbroken(format_time(local.time(), "short", locale=locale)),
    )
