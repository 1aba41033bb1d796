"""The languages that the window speaks."""

from __future__ import annotations

from dataclasses import dataclass

from xray_trainer import paths, text

_NAMES = {"en": "English", "ru": "Русский", "ky": "Кыргызча"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code, named in itself."""

    code: str
    name: str


def offered() -> tuple[Language, ...]:
    """English, and every language that has a catalogue."""
    catalogues = paths.resources() / "locale"
    found = {path.parents[1].name for path in catalogues.glob(f"*/LC_MESSAGES/{text.DOMAIN}.mo")}
    known = [code for code in _NAMES if code == text.ENGLISH or code in found]
    return tuple(Language(code, name_of(code)) for code in [*known, *sorted(found - set(known))])


def name_of(code: str) -> str:
    """A language's own name; its code where that is not known."""
    return _NAMES.get(code, code)
