"""Cases made ahead, for practice without end: a set that grows while its first cases are read.

ROOT/stock.json says by which wishes and which seed; the set itself, of many cases of which only a few are there at a
time, lies in a folder of ROOT. What was answered is removed again, oldest first, once the pictures take too much room.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from xray_trainer.errors import RequestError, TrainerError
from xray_trainer.files import write_atomically
from xray_trainer.library import ImageSet, open_image_set
from xray_trainer.library.layout import HEAD, case_path, truth_path
from xray_trainer.model import Case, Sealed, Truth, codec
from xray_trainer.simulator import heads
from xray_trainer.simulator.making import How, simulate
from xray_trainer.simulator.seeds import Master
from xray_trainer.simulator.wishes import Order, Wishes, order

KEPT = 3  # cases that wait
REEL = 500  # cases of one set; then another begins
MOST_BYTES = 600_000_000
_STOCK = "stock.json"
_PAUSE_S = 0.4
MOST_REFUSED = 3  # cases in all that may not be found


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stock.json holds."""

    wishes: Wishes
    seed: int


@dataclass(frozen=True, slots=True)
class Stock:
    """Where the cases are and how they are made. `taken` in its methods : ids of cases that are not new any more."""

    root: Path
    wishes: Wishes
    seed: int

    @property
    def folder(self) -> Path:
        """Of the set."""
        return self.root / self.order().set_id

    def order(self) -> Order:
        """All cases that the set will ever have."""
        return _order(self.wishes, self.seed)

    def ready(self, taken: Collection[str]) -> tuple[str, ...]:
        """The cases that are there and new, in their order."""
        if not (self.folder / HEAD).exists():
            return ()
        there = {path.stem for path in (self.folder / "cases").glob("*.json")}
        wanted = (one.id for one in self.order().cases if one.id in there and one.id not in taken)
        return tuple(one for one in wanted if heads.is_there(self.folder, one))

    def take(self, taken: Collection[str]) -> tuple[Case, Truth | Sealed] | None:
        """The next new case, None while none is there."""
        first = next(iter(self.ready(taken)), None)
        if first is None:
            return None
        image_set = open_image_set(self.folder)
        return image_set.case(first), image_set.truth(first)

    def image_set(self) -> ImageSet:
        """The set as it is now."""
        heads.begin(self.folder, self.order())
        return open_image_set(self.folder)

    def fill(self, taken: Callable[[], Collection[str]], progress: Callable[[int, int, str], bool]) -> None:
        """Make cases until told to stop, never more than a few ahead; in a process of its own, behind all others.

        progress : told how many are ready, of how many wanted, and which one came; False means: stop.

        Raises
        ------
        RequestError, WriteError
            As `making.simulate`.
        """
        cases = self.order().cases
        index_of = {one.id: one.index for one in cases}
        known = {*self.ready(()), *taken()} & index_of.keys()
        last = max((index_of[one] for one in known), default=-1)
        refused = 0

        def step(_done: int, _total: int, case_id: str) -> bool:
            nonlocal last
            if case_id:
                last = max(last, index_of[case_id])
            while True:
                count = len(self.ready(taken()))
                if not progress(count, KEPT, case_id):
                    return False
                if count < KEPT or not case_id:
                    return True
                time.sleep(_PAUSE_S)

        while progress(len(self.ready(taken())), KEPT, "") and last + 1 < len(cases):
            if len(self.ready(taken())) >= KEPT:  # a full stock waits for the first that is taken
                time.sleep(_PAUSE_S)
                continue
            try:
                simulate(self.folder, self.wishes, Master.of(self.seed), range(last + 1, len(cases)), _BEHIND, step)
            except RequestError:  # nothing like what this one case was asked to be was found: the next is another
                refused += 1
                last += 1
                if refused > MOST_REFUSED:
                    raise
            else:
                return


@lru_cache(maxsize=8)
def _order(wishes: Wishes, seed: int) -> Order:
    return order(wishes, Master.of(seed))


_BEHIND = How(jobs=1, apart=True, background=True)


def open_stock(root: Path, wishes: Wishes, taken: Collection[str], seed: int) -> Stock:
    """The stock of these wishes: the one that is there, or a new one from `seed`; what waited for others goes.

    Raises
    ------
    WriteError
        The folder cannot be written to.
    """
    wishes = replace(wishes, cases=REEL)
    kept = _read(root)
    if kept is not None and kept.wishes == wishes:
        stock = Stock(root, wishes, kept.seed)
        if stock.order().cases[-1].id not in taken:
            return stock
    if kept is not None:
        remove_new(Stock(root, kept.wishes, kept.seed), taken)
    write_atomically(root / _STOCK, codec.text(codec.encode(_Kept(wishes, seed))).encode())
    return Stock(root, wishes, seed)


def stock_there(root: Path) -> Stock | None:
    """The stock as it was left, None if there is none."""
    kept = _read(root)
    return None if kept is None else Stock(root, kept.wishes, kept.seed)


def _read(root: Path) -> _Kept | None:
    try:
        value, _ = codec.parse((root / _STOCK).read_bytes(), _STOCK)
    except OSError:
        return None
    return codec.decode(_Kept, value, _STOCK)[0]


def remove_new(stock: Stock, taken: Collection[str]) -> None:
    """Drop the cases that nobody met: nobody wishes for them any more."""
    for case_id in stock.ready(taken):
        _remove(stock.folder, case_id)


def tidy(root: Path, keep: Collection[str], most_bytes: int = MOST_BYTES) -> int:
    """Remove the files of the oldest cases, but for those in `keep`, until all take less room; gives the bytes left.

    The records hold each answered case and its truth; only its pictures are gone then.
    """
    sizes = {path: path.stat().st_size for path in root.rglob("*") if path.is_file()}
    left = sum(sizes.values())
    for path in sorted(root.glob("*/cases/*.json"), key=lambda one: one.stat().st_mtime):
        if left <= most_bytes:
            break
        if path.stem not in keep:
            folder = path.parent.parent
            _remove(folder, path.stem)
            left -= sum(size for one, size in sizes.items() if folder in one.parents and _of(one, path.stem))
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.is_dir() and not any((folder / "cases").glob("*.json")):
            shutil.rmtree(folder, ignore_errors=True)
    return left


def _of(path: Path, case_id: str) -> bool:
    return path.stem == case_id or path.name.startswith(f"{case_id}-")


def _remove(folder: Path, case_id: str) -> None:
    """All files of one case, its case file first: what is left of it does not count."""
    (folder / case_path(case_id)).unlink(missing_ok=True)
    with contextlib.suppress(TrainerError, OSError):
        (folder / truth_path(case_id)).unlink(missing_ok=True)
        (folder / heads.scene_path(case_id)).unlink(missing_ok=True)
        for part in ("scans", "twins"):
            for path in (folder / part).glob(f"{case_id}-*"):
                path.unlink(missing_ok=True)
