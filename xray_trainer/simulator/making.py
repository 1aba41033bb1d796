"""Making a set: its cases one by one or over several processes, whole cases only, to be gone on with at any time.

A case's files are written scans first and its case file last, each of them atomically; so what a kill or a full disk
leaves are whole cases, and a case whose case file is there need not be made again. The head, which lists the whole
order, is written first, so that parts made on several machines know each other (`merging`).
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from xray_trainer.errors import RequestError
from xray_trainer.library import open_image_set
from xray_trainer.simulator import heads
from xray_trainer.simulator.case_making import make_case
from xray_trainer.simulator.composing import check_wishes
from xray_trainer.simulator.seeds import Master
from xray_trainer.simulator.wishes import Asked, Order, Wishes, order
from xray_trainer.simulator.workers import Workers
from xray_trainer.text import N_, Message

Progress: TypeAlias = Callable[[int, int, str], bool]  # done, of how many, the case just made; False means: stop
PRIVATE = "private"  # where an exam's complete set lies


@dataclass(frozen=True, slots=True)
class How:
    """In how many processes, which spawn. apart : never in this one, which stays free. background : last of all."""

    jobs: int = 1
    apart: bool = False
    background: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it. made, kept : ids of the cases made now, and of those that were there already."""

    folder: Path
    set_id: str
    made: tuple[str, ...]
    kept: tuple[str, ...]
    asked: int

    @property
    def whole(self) -> bool:
        """Whether all that was asked for is there."""
        return len(self.made) + len(self.kept) == self.asked


def simulate(
    folder: Path,
    wishes: Wishes,
    master: Master,
    part: range | None = None,
    jobs: int | How = 1,
    progress: Progress | None = None,
) -> Made:
    """Make the cases of a set (those of `part`, counted from 0, if given) that are not there yet.

    progress : told of each case that is made; in processes of their own, also asked between cases whether to go on
    (with an empty name), and then the cases under way are dropped at once.

    Raises
    ------
    RequestError
        The folder holds another set; the wishes cannot be met.
    WriteError
        The disk is full or the folder is read-only; the cases made so far are whole and stay.
    """
    check_wishes(wishes)
    whole = order(wishes, master)
    heads.begin(folder, whole)
    asked = [one for one in whole.cases if part is None or one.index in part]
    kept = tuple(one.id for one in asked if heads.is_there(folder, one.id))
    missing = [one for one in asked if one.id not in kept]
    made: list[str] = []

    def go_on(case_id: str = "") -> bool:
        return progress is None or progress(len(kept) + len(made), len(asked), case_id)

    how = jobs if isinstance(jobs, How) else How(jobs)
    with contextlib.closing(_make(folder, wishes, master, missing, how, go_on)) as cases:
        for case_id in cases:
            made.append(case_id)
            if not go_on(case_id):
                break
    heads.finish(folder, whole)
    return Made(folder, whole.set_id, tuple(made), kept, len(asked))


def _make(
    folder: Path, wishes: Wishes, master: Master, missing: Sequence[Asked], how: How, go_on: Callable[[], bool]
) -> Generator[str, None, None]:
    """Each case's id once it is whole on disk."""
    if not missing:
        return
    if not how.apart and (how.jobs <= 1 or len(missing) <= 1):
        for one in missing:
            make_case(folder, wishes, master, one)
            yield one.id
        return
    with Workers(min(max(1, how.jobs), len(missing)), folder, background=how.background) as workers:
        waiting = iter(missing)
        while True:
            for one in itertools.islice(waiting, max(0, how.jobs + 1 - workers.running)):
                workers.start(make_case, folder, wishes, master, one)
            done = workers.next_done(go_on) if workers.running else ()
            if not done:
                return
            for number in done:
                yield missing[number].id


def merge(folder: Path, parts: Sequence[Path], progress: Progress | None = None) -> Made:
    """Join parts of one set that were made apart.

    Raises
    ------
    RequestError
        The parts are not of one set.
    ReadError, WriteError
        A file cannot be read or written; the cases joined so far are whole and stay.
    """
    sets = [open_image_set(part) for part in parts]
    first = sets[0].head
    for other in sets[1:]:
        if (other.head.id, other.head.order) != (first.id, first.order):
            raise RequestError(
                Message(N_("this is no part of the same set as {first}"), {"first": str(parts[0])}), other.folder
            )
    whole = Order(first.id, tuple(Asked(index, case_id) for index, case_id in enumerate(first.order)))
    heads.begin(folder, whole)
    kept = tuple(case_id for case_id in first.order if heads.is_there(folder, case_id))
    made: list[str] = []
    for case_id in first.order:
        source = next((part for part in parts if heads.is_there(part, case_id)), None)
        if case_id in kept or source is None:
            continue
        heads.copy_case(source, folder, case_id)
        made.append(case_id)
        if progress is not None and not progress(len(kept) + len(made), len(first.order), case_id):
            break
    heads.finish(folder, whole)
    return Made(folder, first.id, tuple(made), kept, len(first.order))
