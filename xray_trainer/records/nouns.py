"""What the records hand out besides the nouns of the model. Knows no database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from xray_trainer.model import Draft, ViewingEvent


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it was last kept. seen_ms : time while the scan was visible. events : all that were kept with it."""

    draft: Draft
    seen_ms: int = 0
    events: tuple[ViewingEvent, ...] = ()


class SessionCase(NamedTuple):
    """One case of a session, by its id and by the digests under which the case and its truth are kept."""

    case_id: str
    case_digest: str
    truth_digest: str


class SavedReport(NamedTuple):
    """A report that was saved. name : SHA-256 of the file's name. size, digest : of its bytes. saved_ms : UTC ms."""

    folder: Path
    name: str
    size: int
    digest: str
    saved_ms: int


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the records. made_ms : UTC ms."""

    path: Path
    made_ms: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """What became of a damaged database: where its files lie now, and the copy that took its place (None: empty)."""

    files: tuple[Path, ...]
    restored: Path | None


def name_digest(path: Path) -> str:
    """A file's name, to be recognised and not to be read."""
    return hashlib.sha256(path.name.encode("utf-8", "surrogateescape")).hexdigest()
