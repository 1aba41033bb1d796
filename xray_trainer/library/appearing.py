"""New folders appear whole or not at all, whatever happens while they are written."""

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from xray_trainer import files
from xray_trainer.errors import RequestError
from xray_trainer.text import N_, Message

_ENDING = ".xray-trainer-part"
_STALE_S = 24 * 3600.0  # what work that was killed a day ago left behind is cleared away


@contextlib.contextmanager
def whole_or_not_at_all(dest: Path) -> Iterator[Path]:
    """A temporary folder beside `dest` that takes its name at the end, or is gone.

    Raises
    ------
    RequestError
        Something came to lie at `dest` meanwhile.
    WriteError
        The disk is full, the folder read-only, …
    """
    temporary: Path | None = None
    try:
        dest.parent.mkdir(parents=True, exist_ok=True)
        _clear_stale(dest.parent)
        temporary = Path(tempfile.mkdtemp(prefix=f".{dest.name[:40]}.", suffix=_ENDING, dir=dest.parent))
        os.chmod(temporary, 0o755)  # mkdtemp's 0700 would hide the set from colleagues
        yield temporary
        if dest.is_dir():
            dest.rmdir()
        os.replace(temporary, dest)
        temporary = None
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST) and os.path.lexists(dest):
            raise RequestError(Message(N_("there is something here already; choose a new folder")), dest) from error
        raise files.write_error(error, dest) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def _clear_stale(parent: Path) -> None:
    for old in parent.glob(f".*{_ENDING}"):
        with contextlib.suppress(OSError):
            if old.is_dir() and time.time() - old.stat().st_mtime > _STALE_S:
                shutil.rmtree(old, ignore_errors=True)
