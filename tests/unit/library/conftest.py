"""Small image sets made for the tests: real files of a few pixels."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.library.made_sets import scan, write_image
from xray_trainer.library import ImageSet, open_image_set, save_set
from xray_trainer.model import (
    Basis,
    Box,
    Case,
    Category,
    Completeness,
    Concealment,
    Declared,
    LocalText,
    Papers,
    PlaneKind,
    Polygon,
    Region,
    RotatedBox,
    SetHead,
    Truth,
    WholeLoad,
)


@pytest.fixture
def rich_set(tmp_path: Path) -> ImageSet:
    """A native set with everything that a truth may hold."""
    folder = tmp_path / "rich"
    two = Case(
        "контейнер-1",
        (
            scan(folder, "a_high.png", "a_low.png", kinds=(PlaneKind.HIGH, PlaneKind.LOW)),
            scan(folder, "a_top.png"),
        ),
        Papers("HLXU6772322", lines=(Declared(LocalText.of("coffee", "en"), "0901", 20),)),
        LocalText((("en", "First"), ("ru", "Первый"))),
    )
    pieces = Concealment(
        "gun-1",
        (Region(Box(10.25, 5.5, 20.125, 10)), Region(RotatedBox(60, 30, 20, 8, 30)), Region(Box(1, 2, 3, 4), scan=1)),
        "gun",
        LocalText.of("Pistol"),
        "floor",
        LocalText.of("Dense, with a hole", "en"),
        4,
        (Region(Box(5, 0, 60, 40)),),
    )
    maybe = Concealment("m", (Region(Polygon(((80, 10), (100.5, 12), (90, 30)))),), "cigarettes", optional=True)
    load = Concealment("load", (Region(WholeLoad()),), "load")
    cases = (two, Case("clear", (scan(folder, "b.png"),)), Case("unknown", (scan(folder, "c.png"),)))
    truths = (
        Truth(
            "контейнер-1",
            Basis.SEARCHED,
            Completeness.PARTIAL,
            (pieces, maybe, load),
            (Region(Polygon(((50, 2), (70, 2), (60, 20)))), Region(Box(3, 4, 5, 6), scan=1)),
            note=LocalText.of("Seen at the border"),
            level=2,
        ),
        Truth("clear", Basis.SEARCHED, Completeness.COMPLETE),
        Truth("unknown", Basis.UNKNOWN, Completeness.UNKNOWN),
    )
    head = SetHead(
        "22222222-2222-4222-8222-222222222222",
        LocalText((("en", "Rich"),)),
        tuple(case.id for case in cases),
        (Category("gun", LocalText((("en", "Gun"), ("ru", "Пистолет")))), Category("cigarettes"), Category("load")),
        author="A. Mentor",
        licence="CC0-1.0",
    )
    save_set(folder, head, cases, truths)
    return open_image_set(folder)


@pytest.fixture
def image() -> Callable[..., Path]:
    """Writes a small image: image(path, width, height, deep=…)."""
    return write_image
