"""What the window remembers: language, text size, whose practice it is, known sets, folded bands. No name is in it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from xray_trainer.errors import WriteError
from xray_trainer.files import write_atomically

_FILE = "preferences.json"
TEXT_SIZES = (13, 15, 17)
DECKS = ("", "full", "slim", "off")  # "": as the window's size decides


@dataclass(frozen=True, slots=True)
class Preferences:
    """The window's memory. trainee : id of the person whose practice it is. known_sets : folders opened in place."""

    language: str = "en"
    text_size: int = TEXT_SIZES[0]
    trainee: str = ""
    known_sets: tuple[str, ...] = ()
    dock_folded: bool = False
    deck: str = ""
    width: int = 1366
    height: int = 768


def load(data: Path) -> Preferences:
    """The preferences kept in the data folder; whatever cannot be read takes its default."""
    try:
        kept = json.loads((data / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Preferences()
    if not isinstance(kept, dict):
        return Preferences()
    defaults = Preferences()
    values: dict[str, object] = {}
    for one in fields(Preferences):
        default = getattr(defaults, one.name)
        value = kept.get(one.name, default)
        if isinstance(default, tuple) and isinstance(value, list):
            value = tuple(item for item in value if isinstance(item, str))
        values[one.name] = value if type(value) is type(default) else default
    if values["deck"] not in DECKS:
        values["deck"] = ""
    if values["text_size"] not in TEXT_SIZES:
        values["text_size"] = TEXT_SIZES[0]
    return Preferences(**values)  # type: ignore[arg-type]


def save(data: Path, preferences: Preferences) -> None:
    """Keep the preferences. A data folder that cannot be written is told where answers are kept, so not here too."""
    text = json.dumps(asdict(preferences), ensure_ascii=False, indent=1) + "\n"
    try:
        write_atomically(data / _FILE, text.encode())
    except WriteError:
        return
