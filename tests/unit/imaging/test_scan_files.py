"""A scan's files: proved to be the ones the set was made with, and inside of its folder."""

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.unit.imaging.written_tiff import write_tiff
from xray_trainer.errors import ReadError
from xray_trainer.imaging import ScanPixels, read_scan
from xray_trainer.model import FileRef, Plane, PlaneKind, Scan

LEVELS = np.random.default_rng(2).integers(0, 65536, (12, 17), dtype=np.uint16)


def reference(folder: Path, name: str) -> FileRef:
    data = (folder / name).read_bytes()
    return FileRef(name, len(data), hashlib.sha256(data).hexdigest())


def stored(folder: Path, name: str = "scans/a.png", levels: object = LEVELS) -> FileRef:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.asarray(levels)).save(folder / name)
    return reference(folder, name)


def scan_of(*planes: Plane) -> Scan:
    return Scan(planes, width=17, height=12)


def refusal(scan: Scan, folder: Path) -> ReadError:
    with pytest.raises(ReadError) as refused:
        read_scan(scan, folder)
    return refused.value


def test_planes_are_read_exactly(tmp_path: Path) -> None:
    high = Plane(PlaneKind.HIGH, stored(tmp_path))
    low = Plane(PlaneKind.LOW, stored(tmp_path, "scans/b c.tif", LEVELS[::-1]))
    pixels = read_scan(scan_of(low, high), tmp_path)
    assert np.array_equal(LEVELS, pixels.main)
    assert np.array_equal(LEVELS[::-1], pixels.planes[PlaneKind.LOW])
    assert (pixels.width, pixels.height, pixels.bits) == (17, 12, 16)


def test_a_plane_may_be_a_page(tmp_path: Path) -> None:
    write_tiff(tmp_path / "both.tif", [LEVELS, LEVELS // 2])
    both = reference(tmp_path, "both.tif")
    pixels = read_scan(scan_of(Plane(PlaneKind.HIGH, both), Plane(PlaneKind.LOW, both, page=1)), tmp_path)
    assert np.array_equal(LEVELS // 2, pixels.planes[PlaneKind.LOW])


def test_vendor_colours_serve_as_grey_only_where_nothing_is_measured(tmp_path: Path) -> None:
    colours = stored(tmp_path, "c.png", np.full((12, 17, 3), 90, np.uint8))
    alone = read_scan(scan_of(Plane(PlaneKind.COLOUR, colours)), tmp_path)
    assert set(alone.planes) == {PlaneKind.GREY}
    assert (alone.main == 90 * 257).all()
    beside = read_scan(scan_of(Plane(PlaneKind.COLOUR, colours), Plane(PlaneKind.GREY, stored(tmp_path))), tmp_path)
    assert np.array_equal(LEVELS, beside.main)


def test_another_file_of_that_name_is_refused(tmp_path: Path) -> None:
    made_with = stored(tmp_path)
    other = LEVELS.copy()
    other[3, 3] ^= 1
    stored(tmp_path, levels=other)
    told = refusal(scan_of(Plane(PlaneKind.HIGH, made_with)), tmp_path)
    assert told.message.say() == "this file is not the one the set was made with"
    assert told.file == str(tmp_path / "scans/a.png")


def test_missing_empty_and_damaged_files_are_named(tmp_path: Path) -> None:
    scan = scan_of(Plane(PlaneKind.GREY, stored(tmp_path)))
    path = tmp_path / "scans/a.png"
    path.write_bytes(b"")
    assert refusal(scan, tmp_path).sentence() == f"{path}: this file is empty"
    path.unlink()
    assert refusal(scan, tmp_path).sentence() == f"{path}: this file is not there"
    path.write_bytes(b"no image")
    scan = scan_of(Plane(PlaneKind.GREY, reference(tmp_path, "scans/a.png")))
    assert str(path) in refusal(scan, tmp_path).sentence()
    assert refusal(scan_of(), tmp_path).message.say() == "this scan names no file"


def test_another_size_than_the_case_says_is_refused(tmp_path: Path) -> None:
    scan = Scan((Plane(PlaneKind.GREY, stored(tmp_path)),), width=12, height=17)
    assert refusal(scan, tmp_path).message.say() == "this image is 17 × 12 px; the case says 12 × 17"


@pytest.mark.parametrize(
    "path",
    ["/etc/hostname", "../a.png", "scans/../../a.png", "", ".", "a\0b", "C:/a.png", "C:a.png", "\\\\server\\a.png",
     "..\\a.png", "/dev/zero", "~/../../a.png"],
)  # fmt: skip
def test_paths_out_of_the_set_are_refused(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    stored(tmp_path, "a.png")
    scan = scan_of(Plane(PlaneKind.GREY, FileRef(path, 1, "00")))
    told = refusal(scan, folder)
    assert told.message.say() != "this file is not the one the set was made with"
    assert "within its folder" in told.message.say() or "name that a file can have" in told.message.say()


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right there")
def test_links_out_of_the_set_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    outside = stored(tmp_path, "a.png")
    (folder / "a.png").symlink_to(tmp_path / "a.png")
    (folder / "up").symlink_to(tmp_path)
    (folder / "circle.png").symlink_to("circle.png")
    (folder / "zero.png").symlink_to("/dev/zero")
    for name in ("a.png", "up/a.png", "circle.png", "zero.png"):
        told = refusal(scan_of(Plane(PlaneKind.GREY, FileRef(name, outside.size, outside.sha256))), folder)
        assert "link that leads out of it" in told.message.say()
    os.mkfifo(folder / "pipe.png")
    assert (
        refusal(scan_of(Plane(PlaneKind.GREY, FileRef("pipe.png", 1, "0"))), folder).message.say()
        == "this is not a file"
    )


def test_a_set_may_itself_lie_behind_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    file = stored(folder)
    (tmp_path / "link").symlink_to(folder)
    assert read_scan(scan_of(Plane(PlaneKind.GREY, file)), tmp_path / "link").width == 17


@pytest.mark.parametrize(
    "planes",
    [{}, {PlaneKind.GREY: np.zeros((2, 2))}, {PlaneKind.GREY: np.zeros((2, 2, 3), np.uint16)},
     {PlaneKind.HIGH: np.zeros((2, 2), np.uint16), PlaneKind.LOW: np.zeros((2, 3), np.uint16)}],
)  # fmt: skip
def test_planes_of_other_shapes_are_a_mistake(planes: dict[PlaneKind, np.ndarray]) -> None:  # type: ignore[type-arg]
    with pytest.raises(ValueError, match="planes must be"):
        ScanPixels(planes)
