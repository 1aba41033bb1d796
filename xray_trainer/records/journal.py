"""The journal: what people answered, on this machine, for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from xray_trainer.clock import Clock
from xray_trainer.errors import DataFolderBusy, ReadError, TrainerError, WriteError
from xray_trainer.model import (
    Case,
    Draft,
    Mode,
    Response,
    Sealed,
    Session,
    SetHead,
    Trainee,
    Truth,
    ViewingEvent,
)  # fmt: skip
from xray_trainer.records import copies, drafts, people, person, responses, saved_reports, sessions
from xray_trainer.records.database import Database
from xray_trainer.records.drafts import OnDisk
from xray_trainer.records.lock import FolderLock
from xray_trainer.records.nouns import KeptDraft, SavedReport, SessionCase
from xray_trainer.text import N_, Message


class Journal:
    """The records in one data folder. Everything is on the disk when a call returns; threads take turns.

    Every call may raise WriteError (full disk, read-only folder: nothing was changed, and the journal stays usable) and
    RecordsDamaged (it names the copy to go back to; see `set_aside_and_restore`).
    """

    def __init__(self, database: Database, clock: Clock, data_dir: Path, lock: FolderLock | None) -> None:
        self._database = database
        self._clock = clock
        self._data_dir = data_dir
        self._lock = lock
        self._draft_on_disk: OnDisk | None = None  # of the case at hand; None makes the next call read it

    @classmethod
    def open(cls, data_dir: Path, clock: Clock, *, read_only: bool = False) -> Self:
        """Open the records of a data folder, making the folder and them if they are not there.

        Once a day, and when it is closed, a copy is kept in its folder `backups`. With read_only, the folder may be in
        use by another process, nothing is written or copied, and every call that writes raises WriteError.

        Raises
        ------
        DataFolderBusy
            Another journal has this folder open.
        RecordsDamaged
            The database cannot be read in full.
        RecordsError
            A newer version wrote it (nothing is touched); with read_only: there is none.
        WriteError
            The folder cannot be written to.
        """
        lock = None if read_only else FolderLock(data_dir)
        try:
            journal = cls(Database(data_dir, clock, read_only=read_only), clock, data_dir, lock)
            if lock is not None:
                journal._finish_erasures()
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        return journal

    def close(self) -> None:
        """Keep a copy if anything changed and let the next one in; harmless the second time."""
        if self._lock is not None:
            self._database.copy_if_changed()
        self._database.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def copy_problem(self) -> TrainerError | None:
        """Why the last copy could not be kept, if it could not; the records themselves are well."""
        return self._database.copy_problem

    # People

    def trainees(self) -> tuple[Trainee, ...]:
        """Everyone, in the order in which they were added."""
        with self._database.reading() as connection:
            return people.trainees(connection)

    def trainee(self, trainee_id: str) -> Trainee:
        """One person. Raises RequestError if nobody has that id."""
        with self._database.reading() as connection:
            return people.trainee(connection, trainee_id)

    def add_trainee(self, name: str) -> Trainee:
        """One more person. Raises RequestError for a name that is empty or already there."""
        with self._database.writing() as connection:
            return people.add(connection, name, self._clock.now().wall_ms)

    def rename_trainee(self, trainee_id: str, name: str) -> Trainee:
        """The same person by another name. Raises RequestError."""
        with self._database.writing() as connection:
            return people.rename(connection, trainee_id, name)

    def export_person(self, trainee_id: str, dest: Path) -> tuple[Path, ...]:
        """Write all that is kept of a person as JSON files into the folder `dest`. Raises RequestError, WriteError."""
        with self._database.reading() as connection:
            files = person.gather(connection, trainee_id)
        return person.write(files, dest)

    def erase_person(self, trainee_id: str) -> tuple[Path, ...]:
        """Remove a person everywhere: every row, its bytes in the file, and the copies made before.

        Gives the damaged databases that were set aside earlier: they cannot be cleaned, and may still hold the person.
        If the disk is full in the middle, the rows are gone and the next opening of the journal cleans the rest.

        Raises
        ------
        RequestError
            Nobody has that id.
        DataFolderBusy
            Another process is reading the records: the rows are gone, the next opening cleans the rest.
        """
        with self._database.writing() as connection:
            people.erase(connection, trainee_id, self._clock.now().wall_ms)
            self._draft_on_disk = None
        self._scrub()
        return copies.set_aside_files(self._data_dir)

    def _scrub(self) -> None:
        self._database.scrub()
        with self._database.writing() as connection:
            people.finish_erasures(connection)

    def _finish_erasures(self) -> None:
        with self._database.reading() as connection:
            unfinished = people.is_erasure_unfinished(connection)
        if unfinished:
            try:
                self._scrub()
            except (
                WriteError,
                DataFolderBusy,
            ) as problem:  # the records open all the same; the next opening tries again
                self._database.copy_problem = problem

    # Sessions

    def start_session(
        self,
        trainee_id: str,
        head: SetHead,
        folder: Path,
        mode: Mode,
        cases: Iterable[tuple[Case, Truth | Sealed]],
    ) -> Session:
        """A new session over these cases, in this order; cases and truths are kept by digest. Raises RequestError."""
        with self._database.writing() as connection:
            return sessions.start(connection, trainee_id, head, folder, mode, cases, self._clock.now())

    def add_case(self, session_id: str, case: Case, truth: Truth | Sealed) -> SessionCase:
        """One more case at the end of a session that grows. Raises RequestError."""
        with self._database.writing() as connection:
            return sessions.add_case(connection, session_id, case, truth)

    def sessions(self, trainee_id: str | None = None, unfinished: bool = False) -> tuple[Session, ...]:
        """Sessions, newest first: of everyone or one person, all or those that are not finished."""
        with self._database.reading() as connection:
            return sessions.listed(connection, trainee_id, unfinished)

    def session(self, session_id: str) -> Session:
        """One session. Raises RequestError if there is none of that id."""
        with self._database.reading() as connection:
            return sessions.one(connection, session_id)

    def finish_session(self, session_id: str) -> Session:
        """Say that a session is over; the first time counts. Raises RequestError."""
        with self._database.writing() as connection:
            return sessions.finish(connection, session_id, self._clock.now().wall_ms)

    def session_cases(self, session_id: str) -> tuple[SessionCase, ...]:
        """(case id, case digest, truth digest) of a session's cases, in order. Raises RequestError."""
        with self._database.reading() as connection:
            return sessions.cases_of(connection, session_id)

    def session_head(self, session_id: str) -> SetHead:
        """The head of the session's set as it was when the session started. Raises RequestError."""
        with self._database.reading() as connection:
            return sessions.head_of(connection, session_id)

    def kept_case(self, digest: str) -> Case:
        """The case kept under a digest. Raises RequestError."""
        with self._database.reading() as connection:
            return sessions.find_case(connection, digest)

    def kept_truth(self, digest: str) -> Truth | Sealed:
        """The truth kept under a digest, sealed or not. Raises RequestError."""
        with self._database.reading() as connection:
            return sessions.find_truth(connection, digest)

    # Drafts

    def keep_draft(
        self,
        session_id: str,
        case_id: str,
        draft: Draft,
        events: Sequence[ViewingEvent] = (),
        seen_ms: int = 0,
    ) -> None:
        """Keep a draft as it is now; it is on the disk when this returns.

        events : what happened since the last call. seen_ms : how long the scan has been visible in all (never shrinks).

        Raises
        ------
        RequestError
            The case does not belong to that session.
        RecordsError
            The case has been answered.
        """
        with self._database.turn:
            known, self._draft_on_disk = self._draft_on_disk, None  # whatever goes wrong, the next call reads it again
            with self._database.writing() as connection:
                drafts.check_open(connection, session_id, case_id)
                if known is None or (known.session_id, known.case_id) != (session_id, case_id):
                    _, known = drafts.load(connection, session_id, case_id)
                after = drafts.keep(connection, known, draft, events, seen_ms, self._clock.now().wall_ms)
            self._draft_on_disk = after

    def draft(self, session_id: str, case_id: str) -> KeptDraft | None:
        """The draft as it was last kept, with every edit done and undone; None if there is none, or it was answered."""
        with self._database.reading() as connection:
            found, self._draft_on_disk = drafts.load(connection, session_id, case_id)
        return found

    # Responses

    def append(self, response: Response) -> None:
        """Keep a response for good, and let go of its draft. The same response again changes nothing.

        Raises
        ------
        RecordsError
            Another response is kept under the same id.
        RequestError
            Its session, person or case is not known here.
        """
        with self._database.writing() as connection:
            self._draft_on_disk = None
            responses.append(connection, response)

    def responses(
        self,
        session_id: str | None = None,
        trainee_id: str | None = None,
        set_id: str | None = None,
        *,
        viewing: bool = True,
    ) -> tuple[Response, ...]:
        """Responses in the order of submission; without their viewing logs they are read several times as fast."""
        with self._database.reading() as connection:
            return responses.listed(connection, session_id, trainee_id, set_id, viewing)

    # Saved reports

    def remember_report(self, trainee_id: str, path: Path) -> None:
        """Note where a report of a person was saved; erasing the person asks for it.

        Raises
        ------
        ReadError
            It cannot be read there.
        """
        with self._database.writing() as connection:
            try:
                saved_reports.remember(connection, trainee_id, path, self._clock.now().wall_ms)
            except OSError as error:
                sentence = N_("cannot be read ({reason})")
                raise ReadError(Message(sentence, {"reason": error.strerror or str(error)}), path) from error

    def saved_reports(self, trainee_id: str) -> tuple[SavedReport, ...]:
        """The reports of a person that were saved, oldest first."""
        with self._database.reading() as connection:
            return saved_reports.listed(connection, trainee_id)
