"""Practice: case after case, the answer shown at once. Time is injected; chance plays no part in it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from xray_trainer.clock import Clock
from xray_trainer.errors import RequestError, TrainerError
from xray_trainer.model import (
    Basis,
    Case,
    Completeness,
    Draft,
    HitRule,
    Mode,
    Response,
    Sealed,
    Session,
    SetHead,
    Truth,
    ViewingEvent,
    ViewingLog,
)  # fmt: skip
from xray_trainer.reports import Item, judged
from xray_trainer.text import N_, Message

if TYPE_CHECKING:
    from xray_trainer.library import ImageSet
    from xray_trainer.records import Journal

More: TypeAlias = Callable[[], "tuple[Case, Truth | Sealed] | None"]
"""The next case of a set that grows; None while it is still being made."""


class Practice:
    """One run through the cases of a set, kept in the journal step by step, so that it can be resumed where it was.

    Parameters
    ----------
    journal : where every step is kept before the next is taken.
    session : the run, from `begin` or from the journal.
    clock : says when a response was given.
    rule : the hit rule that feedback is judged by.
    more : for a session without end: each case that it gives joins the session. It ends when the person says so.
    """

    def __init__(
        self, journal: Journal, session: Session, clock: Clock, rule: HitRule | None = None, more: More | None = None
    ) -> None:
        self.session = session
        self._more = more
        self.rule = rule or HitRule()
        self._journal = journal
        self._clock = clock
        self._digests = {case: (case_digest, truth_digest) for case, case_digest, truth_digest
                         in journal.session_cases(session.id)}  # fmt: skip
        self._answered = {response.case for response in journal.responses(session_id=session.id)}
        self._passed_over: set[str] = set()
        self._ended = session.finished_ms is not None
        self._case: Case | None = None
        self._draft, self._seen_ms, self._events = Draft(), 0, tuple[ViewingEvent, ...]()
        self._open_first_unanswered()

    @classmethod
    def begin(cls, journal: Journal, image_set: ImageSet, trainee_id: str, clock: Clock) -> Practice:
        """Start a run through all cases of a set that open.

        Raises
        ------
        RequestError
            Not one case of the set opens.
        """
        pairs = []
        for case_id in image_set.usable:
            try:
                case = image_set.case(case_id)
            except TrainerError:
                continue  # `check` names it; the rest of the set stays usable
            pairs.append((case, _truth(image_set, case_id)))
        if not pairs:
            raise RequestError(Message(N_("no case of this set can be opened")), image_set.folder)
        session = journal.start_session(trainee_id, image_set.head, image_set.folder, Mode.PRACTICE, pairs)
        return cls(journal, session, clock)

    @classmethod
    def begin_endless(
        cls, journal: Journal, head: SetHead, folder: Path, trainee_id: str, clock: Clock, more: More
    ) -> Practice | None:
        """Start a run over a set that grows, once its first case is there; None before that."""
        first = more()
        if first is None:
            return None
        session = journal.start_session(trainee_id, head, folder, Mode.ENDLESS, [first])
        return cls(journal, session, clock, more=more)

    @property
    def endless(self) -> bool:
        """Whether there is always one more case."""
        return self.session.mode is Mode.ENDLESS

    @property
    def folder(self) -> Path:
        """Where the set's scans are."""
        return Path(self.session.folder)

    @property
    def finished(self) -> bool:
        """Whether there is no case left to answer, or the person ended the run."""
        return self._case is None and not self.lacking

    @property
    def lacking(self) -> bool:
        """Whether the next case of an endless run is still being made; `next` looks again."""
        return self._case is None and self._more is not None and not self._ended

    @property
    def total(self) -> int:
        """How many cases the run has, so far."""
        return len(self.session.order)

    @property
    def position(self) -> int:
        """Which case is open, counted from 1; `total` when none is left."""
        return self.total if self._case is None else self.session.order.index(self._case.id) + 1

    @property
    def answered(self) -> frozenset[str]:
        """The ids of the cases that have a response."""
        return frozenset(self._answered)

    @property
    def case(self) -> Case:
        """The case that is open."""
        if self._case is None:
            raise RequestError(Message(N_("every case of this practice has been answered")))
        return self._case

    @property
    def draft(self) -> Draft:
        """The answer so far."""
        return self._draft

    @property
    def seen_ms(self) -> int:
        """For how long the open case has been visible, as last kept."""
        return self._seen_ms

    @property
    def events(self) -> tuple[ViewingEvent, ...]:
        """How the open case was looked at, as last kept."""
        return self._events

    @property
    def following(self) -> Case | None:
        """The case that comes after the open one; None if it is the last."""
        done = self._answered | self._passed_over | ({self._case.id} if self._case else set())
        case_id = next((one for one in self.session.order if one not in done), None) or self._one_more()
        return None if case_id is None else self._journal.kept_case(self._digests[case_id][0])

    def change(self, draft: Draft, events: Sequence[ViewingEvent] = (), seen_ms: int | None = None) -> None:
        """Keep a changed draft and what was looked at; durable when it returns."""
        seen_ms = self._seen_ms if seen_ms is None else seen_ms
        self._journal.keep_draft(self.session.id, self.case.id, draft, events, seen_ms)
        self._draft, self._seen_ms, self._events = draft, seen_ms, (*self._events, *events)

    def submit(self, seen_ms: int | None = None) -> Item:
        """Turn the draft into a response, keep it for good, and say what was there.

        Raises
        ------
        RequestError
            The draft has no verdict or says not how sure.
        """
        if seen_ms is not None:
            self._seen_ms = seen_ms
        response = replace(self._response(self._draft), viewing=ViewingLog(self._events))
        self._journal.append(response)
        self._answered.add(self.case.id)
        return self._judged(response)

    def try_again(self, draft: Draft) -> Item:
        """Judge another answer to the case just answered; it is not kept, for the first look is what counts."""
        return self._judged(self._response(draft))

    def next(self) -> None:
        """Go on to the next case without a response; after the last one, the run is finished."""
        self._open_first_unanswered()

    def pass_over(self) -> None:
        """Leave a case that cannot be shown; it comes again when the run is resumed."""
        self._passed_over.add(self.case.id)
        self._open_first_unanswered()

    def end(self) -> None:
        """End an endless run: what was answered is its result, the open case is left."""
        self._ended = True
        self._journal.finish_session(self.session.id)
        self._case, self._draft, self._seen_ms, self._events = None, Draft(), 0, ()

    def results(self) -> tuple[Item, ...]:
        """Every answered case in the order of the run, judged by the rule."""
        given = {response.case: response for response in self._journal.responses(session_id=self.session.id)}
        return tuple(self._judged(given[case]) for case in self.session.order if case in given)

    def _open_first_unanswered(self) -> None:
        done = self._answered | self._passed_over
        case_id = next((one for one in self.session.order if one not in done), None) or self._one_more()
        if case_id is None:
            self._case, self._draft, self._seen_ms, self._events = None, Draft(), 0, ()
            if not self.endless and self._answered.issuperset(self.session.order):
                self._journal.finish_session(self.session.id)
            return
        self._case = self._journal.kept_case(self._digests[case_id][0])
        kept = self._journal.draft(self.session.id, case_id)
        self._draft = Draft() if kept is None else kept.draft
        self._seen_ms = 0 if kept is None else kept.seen_ms
        self._events = () if kept is None else kept.events

    def _one_more(self) -> str | None:
        """Have the next case of an endless run join it; gives its id, None if there is none yet."""
        found = self._more() if self._more is not None and not self._ended else None
        if found is None:
            return None
        added = self._journal.add_case(self.session.id, *found)
        self._digests[added.case_id] = (added.case_digest, added.truth_digest)
        self.session = replace(self.session, order=(*self.session.order, added.case_id))
        return added.case_id

    def _response(self, draft: Draft) -> Response:
        if draft.verdict is None or draft.confidence is None:
            raise RequestError(Message(N_("say what you would do, and how sure you are")))
        now = self._clock.now()
        case_digest, truth_digest = self._digests[self.case.id]
        return Response(
            id=str(uuid.uuid4()),
            case=self.case.id,
            verdict=draft.verdict,
            confidence=draft.confidence,
            marks=draft.marks,
            seconds=self._seen_ms / 1000,
            trainee=self.session.trainee,
            session=self.session.id,
            case_digest=case_digest,
            truth_digest=truth_digest,
            scans=tuple(scan.digest for scan in self.case.scans),
            submitted_ms=now.wall_ms,
            offset_min=now.offset_min,
        )

    def _judged(self, response: Response) -> Item:
        return judged(self._journal, response, self.rule, self.folder)


def _truth(image_set: ImageSet, case_id: str) -> Truth | Sealed:
    """The truth of a case; unknown where its file cannot be read (`check` names it): then it is shown, not scored."""
    try:
        return image_set.truth(case_id)
    except TrainerError:
        return Truth(case_id, Basis.UNKNOWN, Completeness.UNKNOWN)
