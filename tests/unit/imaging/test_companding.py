"""Planes kept as codes of levels one noise sigma apart: what it costs, what comes back, what is refused."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from xray_trainer.errors import ReadError, WriteError
from xray_trainer.imaging import (
    compand,
    inspect_image,
    levels_of,
    read_scan,
    read_twin,
    values_of,
    write_plane,
    write_planes,
    write_twin,
)
from xray_trainer.model import FileRef, Plane, PlaneKind, Scan, Twin

PHOTONS = (2.25, 0.52)  # variance alpha + beta·value of 150,000 photons in air at 60,000
HIGH, LOW = PlaneKind.HIGH, PlaneKind.LOW
EVERY = np.arange(65536, dtype=np.uint16).reshape(256, 256)


def sigma(values: np.ndarray) -> np.ndarray:
    return np.sqrt(PHOTONS[0] + PHOTONS[1] * values)


def noisy(height: int = 90, width: int = 130, seed: int = 3) -> np.ndarray:
    """A dark block in air, with photon noise."""
    rng = np.random.default_rng(seed)
    clean = np.full((height, width), 60000.0)
    clean[20:70, 30:100] = 900.0
    return np.rint(clean + sigma(clean) * rng.standard_normal(clean.shape)).clip(0, 65535).astype(np.uint16)


def scan_of(planes: tuple[Plane, ...], shape: tuple[int, ...] = (90, 130)) -> Scan:
    return Scan(planes, width=shape[1], height=shape[0])


@pytest.mark.parametrize("noise", [PHOTONS, sigma, (40000.0, 3.0), (0.0, 0.02)])
def test_no_value_moves_by_more_than_half_a_sigma(noise) -> None:
    codes, levels = compand(EVERY, noise)
    moved = np.abs(values_of(codes, levels).astype(int) - EVERY.astype(int))
    spread = noise(EVERY.astype(float)) if callable(noise) else np.sqrt(noise[0] + noise[1] * EVERY)
    assert (moved <= np.maximum(0.5, 0.5 * spread)).all()
    assert (moved[spread < 2] == 0).all()
    assert list(levels) == sorted(set(levels))
    assert (levels[0], levels[-1]) == (0, 65535)


def test_noise_that_falls_again_is_held_to_where_it_is_least() -> None:
    def dipping(values: np.ndarray) -> np.ndarray:
        return np.where((values > 30000) & (values < 31000), 4.0, 400.0)

    codes, levels = compand(EVERY, dipping)
    moved = np.abs(values_of(codes, levels).astype(int) - EVERY.astype(int))
    assert (moved <= 0.5 * dipping(EVERY.astype(float))).all()


def test_levels_come_back_exactly_and_depend_on_the_noise_alone() -> None:
    levels = levels_of(PHOTONS)
    assert len(levels) == 719  # about 2·√(150,000) with the rounding to whole steps
    plane = np.array([levels], np.uint16)
    codes, again = compand(plane, PHOTONS)
    assert again == levels
    assert np.array_equal(plane, values_of(codes, again))
    assert codes.dtype == np.uint16
    assert compand(EVERY, (1e5, 0.0))[0].dtype == np.uint8


def test_companding_adds_about_four_percent_to_the_noise() -> None:
    rng = np.random.default_rng(1)
    air = np.rint(60000 + sigma(np.float64(60000)) * rng.standard_normal((400, 400))).astype(np.uint16)
    kept = values_of(*compand(air, PHOTONS))
    assert 1.02 < kept.std() / air.std() < 1.06
    assert abs(kept.mean() - air.mean()) < 0.02 * air.std()


@pytest.mark.parametrize("noise", [lambda v: v - 10, lambda v: v * np.nan, lambda v: v[:9], (np.inf, 0.0)])
def test_noise_that_is_none_is_refused(noise) -> None:
    with pytest.raises(ValueError, match="noise"):
        compand(EVERY, noise)


def test_a_companded_scan_is_read_as_its_levels(tmp_path: Path) -> None:
    high, low = noisy(), noisy(seed=4)
    planes = write_planes(tmp_path, "scans/a", {HIGH: high, LOW: low}, {HIGH: PHOTONS, LOW: (1e5, 0.0)})
    assert [one.file.path for one in planes] == ["scans/a_high.png", "scans/a_low.png"]
    assert inspect_image(tmp_path / "scans/a_low.png").bits == 8
    pixels = read_scan(scan_of(planes), tmp_path)
    assert pixels.bits == 16
    assert np.array_equal(pixels.planes[HIGH], values_of(*compand(high, PHOTONS)))
    assert np.array_equal(pixels.planes[LOW], values_of(*compand(low, (1e5, 0.0))))


def test_planes_without_a_table_are_exact_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    plane = noisy()
    first, second = (write_plane(tmp_path, f"scans/{name}.png", plane) for name in "ab")
    assert (first.size, first.sha256) == (second.size, second.sha256)
    assert np.array_equal(plane, read_scan(scan_of((Plane(HIGH, first),)), tmp_path).main)


def test_a_code_beyond_the_table_is_told(tmp_path: Path) -> None:
    for codes in (np.array([[0, 4], [2, 3]], np.uint8), np.array([[0, 4], [2, 3]], np.uint16)):
        plane = Plane(HIGH, write_plane(tmp_path, "scans/a.png", codes), levels=(0, 10, 20, 30))
        with pytest.raises(ReadError) as refused:
            read_scan(scan_of((plane,), codes.shape), tmp_path)
        assert refused.value.message.say() == "this file holds the code 4; its table has the codes 0 to 3"
        assert refused.value.file == str(tmp_path / "scans/a.png")
        whole = replace(plane, levels=(0, 10, 20, 30, 65535))
        read = read_scan(scan_of((whole,), codes.shape), tmp_path).main
        assert np.array_equal(read, [[0, 65535], [20, 30]])


def test_codes_of_other_depths_are_refused(tmp_path: Path) -> None:
    Image.fromarray(np.eye(8, dtype=bool)).save(tmp_path / "one.png")
    data = (tmp_path / "one.png").read_bytes()
    ref = FileRef("one.png", len(data), hashlib.sha256(data).hexdigest())
    with pytest.raises(ReadError, match="8 or 16 bit; this file has 1"):
        read_scan(scan_of((Plane(HIGH, ref, levels=(0, 1)),), (8, 8)), tmp_path)


@pytest.mark.parametrize("noise", [None, {HIGH: PHOTONS, LOW: PHOTONS}])
def test_a_twin_is_what_the_scan_would_be_without(tmp_path: Path, noise) -> None:
    clean = {HIGH: noisy(), LOW: noisy(seed=4)}
    loaded = {kind: plane.copy() for kind, plane in clean.items()}
    for plane in loaded.values():
        plane[30:50, 40:60] //= 3
    loaded[HIGH][0, 0], clean[HIGH][0, 0] = 5, 60000  # the difference goes round 2¹⁶
    scan = scan_of(write_planes(tmp_path, "scans/a", loaded, noise))
    twin = write_twin(tmp_path, "twins/a", 0, loaded, clean, noise)
    found = read_twin(scan, twin, tmp_path)
    for kind, plane in clean.items():
        expected = plane if noise is None else values_of(*compand(plane, PHOTONS))
        assert np.array_equal(expected, found.planes[kind])
    pixels = read_scan(scan, tmp_path)
    outside = np.ones(pixels.main.shape, bool)
    outside[30:50, 40:60], outside[0, 0] = False, False
    assert np.array_equal(pixels.main[outside], found.main[outside])
    assert np.array_equal(read_twin(scan, twin, tmp_path, pixels).main, found.main)
    assert sum(one.file.size for one in twin.planes) < 0.12 * sum(one.file.size for one in scan.planes)


def test_a_twin_without_a_plane_has_the_scans_own(tmp_path: Path) -> None:
    planes = {HIGH: noisy(), LOW: noisy(seed=4)}
    scan = scan_of(write_planes(tmp_path, "scans/a", planes))
    twin = write_twin(tmp_path, "twins/a", 0, {HIGH: planes[HIGH]}, {HIGH: planes[LOW]})
    found = read_twin(scan, twin, tmp_path)
    assert np.array_equal(found.planes[HIGH], planes[LOW])
    assert np.array_equal(found.planes[LOW], planes[LOW])


def test_a_twins_plane_that_the_scan_lacks_is_told(tmp_path: Path) -> None:
    scan = scan_of(write_planes(tmp_path, "scans/a", {HIGH: noisy()}))
    twin = Twin(0, write_planes(tmp_path, "twins/a", {LOW: noisy()}))
    with pytest.raises(ReadError, match=r"none of the scan's \(low\)"):
        read_twin(scan, twin, tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "scans").write_text("a file")
    with pytest.raises(WriteError):
        write_plane(tmp_path, "scans/a.png", noisy())


@pytest.mark.full
def test_a_dual_energy_scan_takes_a_third_of_the_disk(tmp_path: Path) -> None:
    """1300 × 3050 px, noise everywhere: 4.2 MB companded where 16-bit values take 12 MB."""
    planes = {HIGH: noisy(1300, 3050), LOW: noisy(1300, 3050, seed=4)}
    plain = sum(one.file.size for one in write_planes(tmp_path, "plain", planes))
    small = sum(one.file.size for one in write_planes(tmp_path, "small", planes, {HIGH: PHOTONS, LOW: PHOTONS}))
    assert small < 0.4 * plain
    assert small < 5e6
