"""A stock of cases laid out by hand: the same scans under the ids that the simulator would give them."""

import shutil
from dataclasses import replace
from pathlib import Path

from xray_trainer.library import open_image_set, save_case, save_truth
from xray_trainer.model import Truth
from xray_trainer.simulator.stock import Stock

PLAIN = Path(__file__).resolve().parent / "plain_set"


def put(stock: Stock, count: int) -> list[str]:
    """Lay cases into the stock as if they had been made: the same scans under the ids that it will give."""
    source = open_image_set(PLAIN)
    case, truth = source.case(source.usable[0]), source.truth(source.usable[0])
    assert isinstance(truth, Truth)
    stock.image_set()
    ids = [one.id for one in stock.order().cases[:count]]
    for case_id in ids:
        for number, scan in enumerate(case.scans):
            planes = []
            for plane in scan.planes:
                path = f"scans/{case_id}-{number}-{plane.kind}{Path(plane.file.path).suffix}"
                (stock.folder / path).parent.mkdir(exist_ok=True)
                shutil.copy(source.folder / plane.file.path, stock.folder / path)
                planes.append(replace(plane, file=replace(plane.file, path=path)))
            case = replace(
                case, scans=(*case.scans[:number], replace(scan, planes=tuple(planes)), *case.scans[number + 1 :])
            )
        save_truth(stock.folder, replace(truth, case=case_id, twins=()))
        save_case(stock.folder, replace(case, id=case_id))
        source = open_image_set(stock.folder)
    return ids
