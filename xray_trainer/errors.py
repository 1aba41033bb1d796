"""The error tree.

    TrainerError               what happened, in which file, where in it
    ├── ReadError              a file cannot be read (missing, truncated, not an image, over a limit)
    ├── FormatError            a file was read but does not hold what its format asks for
    │   └── NewerVersion       written by a newer major version of this program
    ├── WriteError             a file cannot be written (full disk, read-only folder)
    ├── RecordsError           the records of answers cannot be opened or are damaged
    │   ├── DataFolderBusy     another window already uses this data folder
    │   └── RecordsDamaged     the database cannot be read in full; says which copy can take its place
    ├── ScanMismatch           a response was given to another scan
    └── RequestError           what was asked for cannot be done (unknown set, person, format)

Every error carries a `Message` (an id and its values), made into text in the reader's language when it is shown.
"""

from pathlib import Path

from xray_trainer.text import Message


class TrainerError(Exception):
    """Something a person can act on.

    Parameters
    ----------
    message : what happened, as a translatable sentence.
    file : the file it happened to, if any.
    location : line, field path or byte in that file.
    """

    def __init__(self, message: Message, file: str | Path | None = None, location: str = "") -> None:
        super().__init__(message, file, location)
        self.message = message
        self.file = None if file is None else str(file)
        self.location = location

    def sentence(self) -> str:
        """The error as one line: place first, then what happened."""
        place = ", ".join(part for part in (self.file, self.location) if part)
        return f"{place}: {self.message.say()}" if place else self.message.say()

    def __str__(self) -> str:
        return self.sentence()


class ReadError(TrainerError):
    """A file cannot be read."""


class FormatError(TrainerError):
    """A file does not hold what its format asks for."""


class NewerVersion(FormatError):
    """A file was written by a newer major version of this program."""


class WriteError(TrainerError):
    """A file cannot be written."""


class RecordsError(TrainerError):
    """The records of answers cannot be opened or are damaged."""


class DataFolderBusy(RecordsError):
    """Another window already uses this data folder."""


class RecordsDamaged(RecordsError):
    """The database of answers cannot be read in full.

    backup : the newest sound copy, None if there is none. backup_ms : when it was made, UTC ms.
    """

    def __init__(
        self,
        message: Message,
        file: str | Path | None = None,
        location: str = "",
        *,
        backup: Path | None = None,
        backup_ms: int | None = None,
    ) -> None:
        super().__init__(message, file, location)
        self.backup = backup
        self.backup_ms = backup_ms


class ScanMismatch(TrainerError):
    """A response was given to another scan than the one it is judged against."""


class RequestError(TrainerError):
    """What was asked for cannot be done."""
