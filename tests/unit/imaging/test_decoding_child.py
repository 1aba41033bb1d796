"""Files of unknown origin: whatever they do to the decoder, the program gets a sentence and goes on."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.unit.imaging.written_png import deflated_zeros, write_deflated_png
from tests.unit.imaging.written_tiff import write_tiff
from xray_trainer.errors import ReadError
from xray_trainer.imaging import DecodingChild, ImageInfo, inspect_image

LIMIT_S = 20.0
LIMIT_MB = 1500.0
needs_proc = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system has no /proc")
needs_rlimit = pytest.mark.skipif(sys.platform != "linux", reason="address space is not limited here")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "scan.png"
    Image.fromarray(np.random.default_rng(1).integers(0, 65536, (20, 30), dtype=np.uint16)).save(path)
    return path


def peak_mb(process_id: int) -> float:
    """The most memory that a process has had resident, MB."""
    lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM"))


def slow_tiff(path: Path, pages: int = 400) -> Path:
    """A healthy file that takes long to look through: many pages, each a table to be read."""
    return write_tiff(path, [np.zeros((2, 2), np.uint8)] * pages)


def test_child_says_the_same_as_this_process(tmp_path: Path, picture: Path) -> None:
    (tmp_path / "empty.png").touch()
    with DecodingChild() as child:
        assert child.inspect(picture) == inspect_image(picture) == ImageInfo(30, 20, 16, 1, "PNG", "grey")
        with pytest.raises(ReadError) as inside:
            child.inspect(tmp_path / "empty.png")
        with pytest.raises(ReadError) as here:
            inspect_image(tmp_path / "empty.png")
        assert str(inside.value) == str(here.value)
        with pytest.raises(ReadError, match="page 3 is asked for, but this file has 1"):
            child.inspect(picture, page=2)


@pytest.mark.parametrize(
    "name", ["two\nlines.png", "  spaces (1) [2].png", "Снимок № 5 — ң ө ү.png", "-rf.png", "'\".png"]
)
def test_any_name_is_understood(tmp_path: Path, picture: Path, name: str) -> None:
    shutil.copy(picture, tmp_path / name)
    with DecodingChild() as child:
        assert child.inspect(tmp_path / name).width == 30


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_text_is_understood(tmp_path: Path, picture: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9\xff.png")
    shutil.copy(picture, path)
    with DecodingChild() as child:
        assert child.inspect(path).width == 30


def test_a_relative_name_is_of_the_current_folder(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with DecodingChild() as child:
        child.inspect(picture)
        monkeypatch.chdir(picture.parent)
        assert child.inspect(Path("scan.png")).width == 30


def test_an_overdue_file_is_given_up_and_the_next_is_read(tmp_path: Path, picture: Path) -> None:
    slow = slow_tiff(tmp_path / "slow.tif")
    with DecodingChild(time_s=0.001) as child, pytest.raises(ReadError, match=r"took more than 0\.001 s"):
        child.inspect(slow)
    with DecodingChild() as child:
        assert child.inspect(slow).pages == 400
        assert child.inspect(picture).width == 30


@needs_rlimit
def test_a_child_that_dies_is_a_sentence_and_the_next_file_has_a_new_one(picture: Path) -> None:
    with DecodingChild() as child:
        child.inspect(picture)
        first = child.process_id
        assert first is not None
        os.kill(first, signal.SIGSTOP)  # it holds the file, but never answers
        killer = threading.Timer(0.1, os.kill, (first, signal.SIGKILL))
        killer.start()
        with pytest.raises(ReadError, match="the decoder stopped while it read this file") as refused:
            child.inspect(picture)
        killer.join()
        assert refused.value.file == str(picture)
        assert child.inspect(picture).width == 30
        assert child.process_id != first


@needs_rlimit
def test_a_child_that_died_unseen_is_replaced(picture: Path) -> None:
    with DecodingChild() as child:
        child.inspect(picture)
        first = child.process_id
        assert first is not None
        os.kill(first, signal.SIGKILL)
        os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
        assert child.inspect(picture).width == 30
        assert child.process_id != first


@needs_rlimit
def test_what_needs_too_much_memory_is_a_sentence_and_the_child_lives_on(tmp_path: Path, picture: Path) -> None:
    large = tmp_path / "large.png"
    write_deflated_png(large, 20000, 10000, 8, 2, deflated_zeros(10000 * 60001, 1000))
    with DecodingChild(memory_bytes=400_000_000) as child:
        child.inspect(picture)
        first = child.process_id
        with pytest.raises(ReadError, match="needs more memory than may be used for it"):
            child.inspect(large)
        assert child.inspect(picture).width == 30
        assert child.process_id == first


@needs_rlimit
@pytest.mark.parametrize("height", [1000, pytest.param(10000, marks=pytest.mark.full)])
def test_the_largest_colour_image_fits_the_limits(tmp_path: Path, height: int) -> None:
    """200 megapixels of colour, stored in a few hundred kilobytes: a bomb that is allowed, and must be harmless."""
    large = tmp_path / "large.png"
    write_deflated_png(large, 20000, height, 8, 2, deflated_zeros(height * 60001, height // 10))
    with DecodingChild() as child:
        start = time.monotonic()
        assert child.inspect(large).width == 20000
        assert time.monotonic() - start < LIMIT_S
        assert child.process_id is not None
        most = peak_mb(child.process_id)
    print(f"peak {most:.0f} MB")
    assert most < LIMIT_MB


def test_the_child_starts_without_what_it_does_not_need() -> None:
    code = (
        "import sys, xray_trainer.imaging.decoding_work;"
        "print([name for name in ('numpy', 'cv2', 'scipy', 'PySide6', 'pydantic') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "[]"


@needs_proc
def test_closing_leaves_no_process(picture: Path) -> None:
    with DecodingChild() as child:
        child.inspect(picture)
        process_id = child.process_id
    assert child.process_id is None
    assert not Path(f"/proc/{process_id}").exists()


@needs_proc
def test_every_reference_file_is_understood_or_refused_in_time(shared_data: Path) -> None:
    """No traceback, no crash, none over 20 s or 1.5 GB."""
    files = sorted(
        path for folder in ("malformed", "formats") for path in (shared_data / folder).rglob("*") if path.is_file()
    )
    assert len(files) > 400
    understood, refused, slowest, most = 0, 0, 0.0, 0.0
    with DecodingChild() as child:
        for path in files:
            start = time.monotonic()
            try:
                info = child.inspect(path)
                assert info.width > 0, path
                assert info.height > 0, path
                understood += 1
            except ReadError as error:
                told = error.sentence()
                assert told.startswith(str(path)), told
                assert "Error" not in told.removeprefix(str(path)), told
                assert "decoder stopped" not in told, told
                refused += 1
            slowest = max(slowest, time.monotonic() - start)
            if child.process_id:
                most = max(most, peak_mb(child.process_id))
    print(f"{understood} understood, {refused} refused, slowest {slowest:.2f} s, peak {most:.0f} MB")
    assert slowest < LIMIT_S
    assert most < LIMIT_MB
    assert min(understood, refused) > 50


def test_every_image_variant_is_understood(shared_data: Path) -> None:
    folder = shared_data / "formats" / "image_variants"
    with DecodingChild() as child:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name != "LICENSE":
                assert child.inspect(path).width > 0
