"""An example of what a wish would give: one case, made in a process of its own, as a picture and a sentence.

Plain work without Qt, for the runner. What it took is measured, so that the whole set can be foretold.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xray_trainer.desktop.set_wishes import BANDS
from xray_trainer.model import Box, Sealed, Viewport, bounds, standard_view
from xray_trainer.model.geometry import WholeLoad
from xray_trainer.text import language, tr

if TYPE_CHECKING:
    from xray_trainer.imaging import ScanPixels
    from xray_trainer.library import ImageSet
    from xray_trainer.model import Concealment, Scan, Truth
    from xray_trainer.simulator import Wishes

WIDEST = 2732  # px of the picture
STARTING_S = 2.0  # that a new process takes before its first case: not each case takes it
MANY = 40  # cases to take examples from, so that each band comes


@dataclass(frozen=True, slots=True)
class Picture:
    """8-bit RGB of a scan, `width` × `height` px, and boxes on it in its own px."""

    rgb: bytes
    width: int
    height: int
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """One case. sentence : what is in it. seconds, size : what making it took (bytes on disk)."""

    picture: Picture
    sentence: str
    seconds: float
    size: int


def example(wishes: Wishes, number: int, go_on: Callable[[], bool]) -> Example | None:
    """Make the example of that number by these wishes; None if it was cancelled. Raises TrainerError."""
    from xray_trainer.library import open_image_set  # noqa: PLC0415 - loads the codec
    from xray_trainer.simulator import Master, simulate  # noqa: PLC0415 - loads the simulator
    from xray_trainer.simulator.making import How  # noqa: PLC0415
    from xray_trainer.simulator.wishes import order  # noqa: PLC0415

    wishes = replace(wishes, cases=MANY)
    master = Master.of(number // MANY)
    cases = order(wishes, master).cases
    telling = [one for one in cases if one.band is not None] or list(cases)
    index = telling[number % len(telling)].index
    with tempfile.TemporaryDirectory(prefix="xray-trainer-example-") as made:
        folder, begun = Path(made) / "set", time.monotonic()
        done = simulate(folder, wishes, master, range(index, index + 1), How(1, apart=True), lambda *_progress: go_on())
        if not done.made:
            return None
        seconds = max(1.0, time.monotonic() - begun - STARTING_S)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        image_set = open_image_set(folder)
        return Example(picture_of(image_set, done.made[0]), _sentence(image_set, done.made[0]), seconds, size)


def picture_of(image_set: ImageSet, case_id: str, width: int = WIDEST) -> Picture:
    """The first scan of a case as the console first shows it, with boxes round what is hidden. Raises TrainerError."""
    from xray_trainer.imaging import read_scan  # noqa: PLC0415 - loads OpenCV

    case, truth = image_set.case(case_id), image_set.truth(case_id)
    scan = case.scans[0]
    pixels = read_scan(scan, image_set.folder)
    shown = rendered(pixels, scan, width)
    return replace(shown, boxes=() if isinstance(truth, Sealed) else _boxes(truth, shown.width / scan.width))


def rendered(pixels: ScanPixels, scan: Scan, width: int) -> Picture:
    """A whole scan at most so wide."""
    from xray_trainer.imaging import render  # noqa: PLC0415 - loads OpenCV

    width = min(width, scan.width)
    pitch = scan.pitch or (1.0, 1.0)
    height = max(1, round(width * scan.height * pitch[1] / (scan.width * pitch[0])))
    rgb = render(pixels, Viewport(0, 0, scan.width, scan.height), standard_view(scan), (width, height))
    return Picture(rgb.tobytes(), width, height)


def _boxes(truth: Truth, scale: float) -> tuple[Box, ...]:
    found = []
    for concealment in truth.concealments:
        for region in concealment.regions:
            if region.scan == 0 and not isinstance(region.shape, WholeLoad):
                x0, y0, x1, y1 = (side * scale for side in bounds(region.shape))
                found.append(Box(x0, y0, x1 - x0, y1 - y0))
    return tuple(found)


def _sentence(image_set: ImageSet, case_id: str) -> str:
    """`White sugar in bags; hidden: Cigarettes (hard)`"""
    case, truth = image_set.case(case_id), image_set.truth(case_id)
    goods = ", ".join(line.goods.say(language()) for line in case.papers.lines) if case.papers else ""
    if isinstance(truth, Sealed) or not truth.concealments:
        return tr("{goods}; nothing hidden").format(goods=goods)
    hidden = ", ".join(_named(one) for one in truth.concealments)
    return tr("{goods}; hidden: {hidden}").format(goods=goods, hidden=hidden)


def _named(concealment: Concealment) -> str:
    """`Cigarettes (hard)`"""
    name = concealment.name.say(language()) or concealment.category
    if concealment.visibility is None:
        return name
    band = tr(BANDS[concealment.visibility.band]).lower()
    return tr("{name} ({band})").format(name=name, band=band)
