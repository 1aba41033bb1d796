"""What people name in words: a set by title, id or folder; a person by name or id. Rooms are imported where used."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from xray_trainer import paths
from xray_trainer.errors import RequestError
from xray_trainer.text import N_, Message

if TYPE_CHECKING:
    from xray_trainer.records import Journal


def set_roots(data: Path) -> tuple[Path, Path]:
    """Where image sets are: this computer's own, then the program's."""
    return paths.own_sets(data), paths.bundled_sets()


def find_set(named: str, data: Path) -> Path:
    """The folder of a set named by folder, id or title.

    Raises
    ------
    RequestError
        There is none.
    """
    if os.path.exists(named):  # Path.exists raises where a title is longer than a file's name may be
        return Path(named)
    from xray_trainer.library import list_cards  # noqa: PLC0415

    for card in list_cards(set_roots(data)):
        if named in (card.id, Path(card.folder).name, *(text for _, text in card.title.texts)):
            return Path(card.folder)
    raise RequestError(Message(N_("there is no such folder, and no set of this name on this computer")), named)


def open_journal(data: Path) -> Journal:
    """The journal of a data folder; to be closed."""
    from xray_trainer.clock import SystemClock  # noqa: PLC0415
    from xray_trainer.records import Journal  # noqa: PLC0415

    return Journal.open(data, SystemClock())


def find_person(journal: Journal, named: str | None) -> str:
    """The id of a person by id or name; of the only one there is when none is named.

    Raises
    ------
    RequestError
        Nobody is meant, or several are.
    """
    known = journal.trainees()
    if named is None and len(known) == 1:
        return known[0].id
    found = [one for one in known if named in (one.id, one.name)]
    if len(found) == 1:
        return found[0].id
    if found:
        raise RequestError(Message(N_("several people are called {name}; give the id"), {"name": named}))
    if named is None:
        raise RequestError(Message(N_("say whose: several people, or none, practise on this computer")))
    raise RequestError(Message(N_("nobody called {name} practises on this computer"), {"name": named}))
