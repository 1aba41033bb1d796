"""Which reports of a person were saved, so that erasing the person can find them again.

Their names hold the person's name, which stands in one table only. So a report is known by its folder, by its bytes,
and by the digest of its name; a file that was renamed in its folder is still found.
"""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from xray_trainer.files import sha256
from xray_trainer.records.nouns import SavedReport, name_digest
from xray_trainer.records.tables import preferences


def remember(connection: Connection, trainee_id: str, path: Path, now_ms: int) -> None:
    """Note that a report lies there, in place of one that it was written over. Raises OSError if it does not."""
    path = path.absolute()
    note = SavedReport(path.parent, name_digest(path), path.stat().st_size, sha256(path), now_ms)
    others = [one for one in listed(connection, trainee_id) if (one.folder, one.name) != (note.folder, note.name)]
    text = json.dumps([[str(one.folder), *one[1:]] for one in (*others, note)])
    key = _key(trainee_id)
    connection.execute(delete(preferences).where(preferences.c.key == key))
    connection.execute(insert(preferences).values(key=key, value=text))


def listed(connection: Connection, trainee_id: str) -> tuple[SavedReport, ...]:
    """The reports of a person that were saved, oldest first."""
    found = connection.execute(select(preferences.c.value).where(preferences.c.key == _key(trainee_id))).scalar()
    rows = json.loads(found) if found else []
    return tuple(SavedReport(Path(folder), *rest) for folder, *rest in rows)


def _key(trainee_id: str) -> str:
    return f"reports of {trainee_id}"
