"""A process that keeps drafts and responses and says so, until it is killed: `crash_writer.py DATA_DIR SEED`.

Prints `session ID TRAINEE`, then for each step `begin N` before and `ack N` after the call that keeps it.
"""

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.unit.records.small_set import HEAD, HandClock, a_case, a_truth
from xray_trainer.model import Box, Draft, Mark, Mode, Response, Verdict, ViewingEvent, ViewingKind, ViewingLog
from xray_trainer.records import Journal

CASES = tuple((a_case(f"c{number}"), a_truth(f"c{number}")) for number in range(40))
Step = tuple[str, Draft, tuple[ViewingEvent, ...], Response | None]


def story(seed: int, session: str, trainee: str) -> Iterator[Step]:
    """The steps that this seed takes: (case, draft, events so far, None), or a response that ends a case."""
    chance = random.Random(seed)
    for case, _ in CASES:
        draft, events = Draft(), ()
        for number in range(chance.randrange(5, 25)):
            roll = chance.random()
            box = Box(*(chance.uniform(0, 4000) for _ in range(4)))
            if roll < 0.5 or not draft.marks:
                draft = draft.added(Mark(f"m{number}", box))
            elif roll < 0.7:
                draft = draft.changed(Mark(chance.choice(draft.marks).id, box))
            elif roll < 0.8:
                draft = draft.removed(chance.choice(draft.marks).id)
            else:
                draft = draft.undo() if roll < 0.93 else draft.redo()
            events = (*events, ViewingEvent(number, ViewingKind.VIEW, viewport=(0.0, 0.0, box.width, 1.0)))
            yield case.id, draft, events, None
        response = Response(
            id=f"{session}/{case.id}", case=case.id, verdict=Verdict.TO_INSPECTION, confidence=2, marks=draft.marks,
            trainee=trainee, session=session, viewing=ViewingLog(events),
        )  # fmt: skip
        yield case.id, Draft(), (), response


def say(line: str) -> None:
    os.write(1, line.encode() + b"\n")


def main() -> None:
    seed = int(sys.argv[2])
    journal = Journal.open(Path(sys.argv[1]), HandClock())
    trainee = journal.add_trainee(f"Person {seed}")
    session = journal.start_session(trainee.id, HEAD, Path("/sets/small"), Mode.PRACTICE, CASES)
    say(f"session {session.id} {trainee.id}")
    for number, (case, draft, events, response) in enumerate(story(seed, session.id, trainee.id)):
        say(f"begin {number}")
        if response is None:
            journal.keep_draft(session.id, case, draft, events[-1:], len(events))
        else:
            journal.append(response)
        say(f"ack {number}")
    sys.stdin.read()


if __name__ == "__main__":
    main()
