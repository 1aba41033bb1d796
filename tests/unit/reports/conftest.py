from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unit.reports.practice import practice
from xray_trainer.reports import Item
from xray_trainer.text import use_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.fixture(scope="session")
def small_practice(tmp_path_factory: pytest.TempPathFactory) -> list[Item]:
    """24 cases with their scans on disk."""
    return practice(tmp_path_factory.mktemp("practice"), 24, seed=11)
