"""Every screen of the real window, in the pseudo-language: nothing is cut, all has a name and tells its key."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SCREENS = 35  # that one walk passes
PATIENCE_S = 300


def faults(tmp_path: Path, size: tuple[int, int], letters: tuple[int, ...], scale: int = 1) -> list[list[str]]:
    """What a walk finds, in a process of its own: Qt takes its scale factor once."""
    plain = Path(__file__).resolve().parent.parent / "plain_set"
    words = [str(tmp_path), str(plain), "qps", *(str(one) for one in (*size, *letters))]
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "desktop" / "walk.py"), *words],
        env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["seen"] == SCREENS * len(letters)
    found: list[list[str]] = told["faults"]
    return found


def test_nothing_is_cut_at_1366_by_768(tmp_path: Path) -> None:
    assert faults(tmp_path, (1366, 768), (13, 17)) == []


def test_nothing_is_cut_at_2732_by_1536_and_200_percent(tmp_path: Path) -> None:
    assert faults(tmp_path, (1366, 768), (13,), scale=2) == []


@pytest.mark.full
@pytest.mark.parametrize("size", [(960, 540), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("scale", [1, 2])
def test_nothing_is_cut_at_other_sizes(tmp_path: Path, size: tuple[int, int], scale: int) -> None:
    assert faults(tmp_path, size, (13, 15, 17), scale) == []
