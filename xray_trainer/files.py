"""Writing files so that a kill, a power cut or a full disk leaves either the old file or the new one, never half."""

import contextlib
import errno
import hashlib
import os
import tempfile
from pathlib import Path

from xray_trainer.errors import WriteError
from xray_trainer.text import N_, Message

_REASONS = {
    errno.ENOSPC: N_("the disk is full; nothing was changed"),
    errno.EDQUOT: N_("your share of the disk is used up; nothing was changed"),
    errno.EROFS: N_("this folder is read-only; nothing was changed"),
    errno.EACCES: N_("this program may not write here; nothing was changed"),
    errno.EPERM: N_("this program may not write here; nothing was changed"),
    errno.EEXIST: N_("part of this path is a file, not a folder"),
    errno.ENOTDIR: N_("part of this path is a file, not a folder"),
    errno.ENAMETOOLONG: N_("this name is too long for the disk"),
}


def write_error(error: OSError, path: Path) -> WriteError:
    """An operating-system error as a sentence about the file."""
    reason = _REASONS.get(error.errno or 0)
    if reason:
        return WriteError(Message(reason), path)
    return WriteError(Message(N_("cannot be written ({reason})"), {"reason": error.strerror or str(error)}), path)


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` into the file at `path`: temporary file beside it, fsync, rename. Makes the folder if missing.

    Raises
    ------
    WriteError
        The disk is full, the folder is read-only, …; the file is as it was.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if os.name == "posix":
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(temporary, 0o666 & ~umask)  # mkstemp's 0600 would hide the file from colleagues
        os.replace(temporary, path)
        temporary = ""
        _sync_folder(path.parent)
    except OSError as error:
        raise write_error(error, path) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _sync_folder(folder: Path) -> None:
    """The rename itself reaches the disk (not needed, and not possible, on Windows)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sha256(path: Path) -> str:
    """SHA-256 of a file in hex. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
