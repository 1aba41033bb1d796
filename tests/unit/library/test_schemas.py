"""The shipped JSON Schemas: as the nouns are now, and true of what the program writes."""

import json
from pathlib import Path

import jsonschema
import pytest

from xray_trainer import paths
from xray_trainer.library import ImageSet, exact_truth_responses, write_responses
from xray_trainer.library.schemas import schemas
from xray_trainer.model import codec


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_shipped_schema_is_that_of_the_nouns(name: str) -> None:
    shipped = (paths.resources() / "schema" / name).read_text("utf-8")
    assert shipped == codec.text(schemas()[name]), "run: python -m xray_trainer.library.schemas"


def test_what_the_program_writes_fits_its_schema(rich_set: ImageSet, tmp_path: Path) -> None:
    write_responses(tmp_path / "r.json", "A", exact_truth_responses(rich_set))
    files = {
        "image_set.json": [rich_set.folder / "image_set.json"],
        "case.json": sorted((rich_set.folder / "cases").iterdir()),
        "truth.json": sorted((rich_set.folder / "truth").iterdir()),
        "responses.json": [tmp_path / "r.json"],
    }
    for name, paths_ in files.items():
        for path in paths_:
            jsonschema.validate(json.loads(path.read_text("utf-8")), schemas()[name])
