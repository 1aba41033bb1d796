"""Cases made ahead: which are new, what is dropped, and what stays on the disk."""

from pathlib import Path

import pytest

from tests.stock_by_hand import put
from xray_trainer.library import open_image_set
from xray_trainer.model import Band
from xray_trainer.simulator import Wishes
from xray_trainer.simulator.heads import files_of_case
from xray_trainer.simulator.stock import KEPT, open_stock, stock_there, tidy

HARD = Wishes(bands=(Band.HARD,))


def test_what_waits_is_taken_in_order_and_never_twice(tmp_path: Path) -> None:
    stock = open_stock(tmp_path, Wishes(), (), seed=5)
    ids = put(stock, 3)
    taken: set[str] = set()
    met = []
    while (found := stock.take(taken)) is not None:
        met.append(found[0].id)
        taken.add(found[0].id)

    assert met == ids
    assert stock.ready({ids[0]}) == tuple(ids[1:])


def test_the_next_start_finds_what_waited(tmp_path: Path) -> None:
    ids = put(open_stock(tmp_path, HARD, (), seed=5), 2)
    again = open_stock(tmp_path, HARD, (), seed=99)

    assert again.seed == 5
    assert again.ready(()) == tuple(ids)
    assert stock_there(tmp_path) == again


def test_other_wishes_drop_what_nobody_met_and_keep_what_was_answered(tmp_path: Path) -> None:
    first = open_stock(tmp_path, Wishes(), (), seed=5)
    ids = put(first, 3)
    other = open_stock(tmp_path, HARD, {ids[0]}, seed=6)

    assert first.ready(()) == (ids[0],)
    assert not list((first.folder / "scans").glob(f"{ids[1]}-*"))
    assert other.ready(()) == ()
    assert other.seed == 6


def test_a_case_that_lacks_a_scan_does_not_count(tmp_path: Path) -> None:
    stock = open_stock(tmp_path, Wishes(), (), seed=5)
    ids = put(stock, 2)
    next(files_of_case(open_image_set(stock.folder).case(ids[0])))
    for path in (stock.folder / "scans").glob(f"{ids[0]}-*"):
        path.unlink()

    assert stock.ready(()) == (ids[1],)


def test_the_oldest_pictures_go_first_and_the_kept_ones_stay(tmp_path: Path) -> None:
    stock = open_stock(tmp_path, Wishes(), (), seed=5)
    ids = put(stock, 4)
    left = tidy(tmp_path, keep={ids[0]}, most_bytes=0)

    assert stock.ready(()) == (ids[0],)
    assert left < 4 * sum(path.stat().st_size for path in (stock.folder / "scans").iterdir())


@pytest.mark.full
def test_the_stock_is_filled_in_a_process_of_its_own_and_no_further(tmp_path: Path) -> None:
    stock = open_stock(tmp_path, Wishes(share=0.0, loads=("flour-bags",)), (), seed=5)
    seen: list[int] = []

    def go_on(ready: int, wanted: int, _case: str) -> bool:
        seen.append(ready)
        return ready < wanted

    stock.fill(set, go_on)

    assert max(seen) == KEPT
    assert len(stock.ready(())) >= KEPT
