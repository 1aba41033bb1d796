"""What people answered: the local journal (SQLite, always), drafts, sessions, copies, a person's export and erasure.

with Journal.open(data_dir, SystemClock()) as journal: ...

Naming `Journal` is what loads SQLAlchemy: on the way to the first window, import it under TYPE_CHECKING or
where it is first needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xray_trainer.errors import RecordsDamaged
from xray_trainer.records.nouns import Backup, KeptDraft, SavedReport, SessionCase, SetAside, name_digest

if TYPE_CHECKING:
    from xray_trainer.records.copies import backups, set_aside_and_restore
    from xray_trainer.records.journal import Journal

__all__ = [
    "Backup", "Journal", "KeptDraft", "RecordsDamaged", "SavedReport", "SessionCase", "SetAside", "backups",
    "name_digest", "set_aside_and_restore",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name == "Journal":
        from xray_trainer.records.journal import Journal  # noqa: PLC0415 - loads SQLAlchemy

        return Journal
    if name in ("backups", "set_aside_and_restore"):
        from xray_trainer.records import copies  # noqa: PLC0415 - needed only after damage

        return getattr(copies, name)
    raise AttributeError(name)
