"""A demo that finds no room says so in one sentence."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 KB."""
    folder = tmp_path / "small disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "none", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root on Linux can mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("full", ["where the screens go", "where the answers go"])
def test_a_demo_on_a_full_disk_is_one_sentence(small_disk: Path, tmp_path: Path, full: str) -> None:
    out = small_disk / "out" if full == "where the screens go" else tmp_path / "out"
    temporary = tmp_path if full == "where the screens go" else small_disk
    done = subprocess.run(
        [sys.executable, "-m", "xray_trainer.cli", "demo", str(out)],
        env=os.environ | {"TMPDIR": str(temporary)}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 3
    (sentence,) = done.stderr.splitlines()
    assert "the disk is full" in sentence
    assert str(small_disk) in sentence
