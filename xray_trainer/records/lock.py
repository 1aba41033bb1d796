"""One writer per data folder: a lock on a file, which the system releases when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from xray_trainer.errors import DataFolderBusy
from xray_trainer.files import write_error
from xray_trainer.text import N_, Message

LOCK_NAME = "records.lock"


class FolderLock:
    """Held from construction until `release`. The file stays: removing it would let two processes lock two files.

    Raises
    ------
    DataFolderBusy
        Another process, or another journal of this one, holds it.
    WriteError
        The folder cannot be written to.
    """

    def __init__(self, data_dir: Path) -> None:
        path = data_dir / LOCK_NAME
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise write_error(error, Path(error.filename or data_dir)) from error
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            raise DataFolderBusy(
                Message(N_("another X-ray Trainer is already working in this folder")), data_dir
            ) from error
        self._handle: int | None = handle

    def release(self) -> None:
        """Let the next one in; harmless the second time."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        # flock, not lockf: a lockf lock is lost as soon as this process closes any other handle of the file
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
