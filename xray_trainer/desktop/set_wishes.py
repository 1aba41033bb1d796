"""What a person wishes of a simulated set, the names to choose from in words, and the sets that were interrupted.

All of it is plain values: no Qt. The simulator is loaded by `offers` alone, off the Qt thread.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xray_trainer.errors import WriteError
from xray_trainer.files import write_atomically
from xray_trainer.model import Band, codec
from xray_trainer.text import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from xray_trainer.simulator import Made, Wishes

_FILE = "unfinished_sets.json"
SEEDS = 2**62
BANDS = {Band.EASY: N_("Easy"), Band.MEDIUM: N_("Medium"), Band.HARD: N_("Hard"), Band.EXPERT: N_("Expert")}
SCANNERS = {
    "gantry-6-3.5": N_("Gantry, two energies, 6 and 3.5 MV"),
    "gantry-9-6": N_("Gantry, two energies, 9 and 6 MV"),
    "dual-6-4": N_("Portal, two energies, 6 and 4 MV"),
    "mobile-6": N_("Mobile, one energy, 6 MV"),
    "family-a": N_("Source near the ground, one energy, fine"),
    "family-b": N_("Source near the ground, one energy, grainy"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to choose."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Offers:
    """All that can be chosen, in words of the reader's language, and which scanners also look from above."""

    loads: tuple[Offer, ...]
    concealments: tuple[Offer, ...]
    scanners: tuple[Offer, ...]
    from_above: frozenset[str]


def offers() -> Offers:
    """Ask the simulator what there is; takes a second or two the first time."""
    from xray_trainer.model import View  # noqa: PLC0415 - with the next
    from xray_trainer.simulator.hidden import concealment_kinds  # noqa: PLC0415 - loads the simulator
    from xray_trainer.simulator.load import load_kinds  # noqa: PLC0415
    from xray_trainer.simulator.profiles import PROFILES  # noqa: PLC0415

    loads = (Offer(name, kind.goods.name.say()) for name, kind in load_kinds().items())
    hidden = (Offer(name, kind.title.say()) for name, kind in concealment_kinds().items())
    return Offers(
        loads=tuple(sorted(loads, key=lambda one: one.name.casefold())),
        concealments=tuple(sorted(hidden, key=lambda one: one.name.casefold())),
        scanners=tuple(Offer(name, tr(SCANNERS[name]) if name in SCANNERS else name) for name in PROFILES),
        from_above=frozenset(name for name, one in PROFILES.items() if one.sight(View.TOP) is not None),
    )


@dataclass(frozen=True, slots=True)
class Commission:
    """One set that is asked for. folder : as text. seed : None for an exam, which makes one that nobody can guess."""

    folder: str
    wishes: Wishes
    seed: int | None = None
    exam: bool = False


def any_seed() -> int:
    """A seed that has not been used."""
    return secrets.randbelow(SEEDS)


def unfinished(data: Path) -> tuple[Commission, ...]:
    """The sets that were begun and not finished, oldest first; those whose folder is gone are left out."""
    try:
        kept = json.loads((data / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    found = (_commission(one) for one in kept) if isinstance(kept, list) else ()
    return tuple(one for one in found if one is not None and Path(one.folder).is_dir())


def _commission(kept: object) -> Commission | None:
    if not isinstance(kept, dict):
        return None
    wishes = read_wishes(kept.get("wishes"))
    folder, seed = kept.get("folder"), kept.get("seed")
    if wishes is None or not isinstance(folder, str) or not (seed is None or isinstance(seed, int)):
        return None
    return Commission(folder, wishes, seed, bool(kept.get("exam")))


def read_wishes(kept: codec.Json) -> Wishes | None:
    """Wishes as `codec.encode` wrote them; None where they cannot be read."""
    from xray_trainer.simulator import Wishes  # noqa: PLC0415 - loads a part of the simulator

    return codec.decode(Wishes, kept)[0]


def remember(data: Path, commission: Commission) -> None:
    """Note that a set has been begun. A folder that cannot be written is told where the cases go."""
    _keep(data, (*(one for one in unfinished(data) if one.folder != commission.folder), commission))


def forget(data: Path, folder: str) -> None:
    """It is whole, or is to stay as it is."""
    _keep(data, tuple(one for one in unfinished(data) if one.folder != folder))


def _keep(data: Path, sets: tuple[Commission, ...]) -> None:
    kept: list[codec.Json] = [
        {"folder": one.folder, "seed": one.seed, "exam": one.exam, "wishes": codec.encode(one.wishes)} for one in sets
    ]
    try:
        write_atomically(data / _FILE, codec.text(kept).encode())
    except WriteError:
        return


def make(commission: Commission, jobs: int, progress: Callable[[int, int, str], bool]) -> Made:
    """Make the cases that are not there yet, in processes of their own. Raises TrainerError."""
    from xray_trainer.simulator import Master, simulate, simulate_exam  # noqa: PLC0415 - loads the simulator
    from xray_trainer.simulator.making import How  # noqa: PLC0415

    folder, how = Path(commission.folder), How(jobs, apart=True, background=True)
    if commission.exam:
        return simulate_exam(folder, commission.wishes, None, how, progress)
    return simulate(folder, commission.wishes, Master.of(commission.seed or 0), None, how, progress)


def leave_as_it_is(commission: Commission) -> int:
    """Make a set of the cases that are there, to be gone on with no more; gives how many. Raises TrainerError."""
    from xray_trainer.library import open_image_set, save_head  # noqa: PLC0415 - loads the codec
    from xray_trainer.simulator.heads import is_there  # noqa: PLC0415 - loads the simulator

    folder = Path(commission.folder)
    count = 0
    for one in (folder, folder / "private") if commission.exam else (folder,):
        head = open_image_set(one).head
        there = tuple(case_id for case_id in head.order if is_there(one, case_id))
        save_head(one, replace(head, order=there, revision=head.revision + 1))
        count = len(there)
    return count
