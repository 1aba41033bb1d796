"""What Home shows of a set before it is opened. Only the head is read, with nothing but the standard library."""

import json
from collections.abc import Iterable
from pathlib import Path

from xray_trainer.library.layout import HEAD, leads_out, path_fault
from xray_trainer.model import LocalText, SetCard


def read_card(folder: Path) -> SetCard | None:
    """The card of the set in a folder; None if there is none that can be read."""
    try:
        if not (folder / HEAD).is_file():
            return None
        head = json.loads((folder / HEAD).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(head, dict) or not isinstance(head.get("id"), str) or not isinstance(head.get("order"), list):
        return None
    return SetCard(str(folder), head["id"], _title(head.get("title"), folder), len(head["order"]), _cover(head, folder))


def _title(value: object, folder: Path) -> LocalText:
    title = LocalText()
    if isinstance(value, str):
        title = LocalText.of(value)
    elif isinstance(value, dict):
        title = LocalText(tuple((key, text) for key, text in value.items() if isinstance(text, str)))
    return title or LocalText.of(folder.name)


def _cover(head: dict[str, object], folder: Path) -> str:
    cover = head.get("cover")
    path = cover.get("path") if isinstance(cover, dict) else None
    if not isinstance(path, str) or path_fault(path) or leads_out(folder, path) or not (folder / path).is_file():
        return ""
    return str(folder / path)


def list_cards(roots: Iterable[Path]) -> list[SetCard]:
    """The cards of all sets that lie directly in these folders (or are one of them), each folder's by name."""
    cards: list[SetCard] = []
    for root in roots:
        try:
            inside = sorted(child for child in root.iterdir() if child.is_dir() and not child.name.startswith("."))
        except OSError:
            continue
        cards += [card for folder in (root, *inside) if (card := read_card(folder)) is not None]
    return cards
