"""A data folder, a clock and a journal in that folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.records.small_set import HandClock
from xray_trainer.records import Journal


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data #1, 50% ң ө"


@pytest.fixture
def journal(data_dir: Path, clock: HandClock) -> Iterator[Journal]:
    with Journal.open(data_dir, clock) as opened:
        yield opened
