"""Ids that stand twice in a COCO file are told; nothing is lost for it."""

import json
from pathlib import Path

import numpy as np
from PIL import Image

from xray_trainer.library import import_set, open_image_set
from xray_trainer.model import Truth


def test_an_annotation_id_that_stands_twice_is_told_and_both_are_taken(tmp_path: Path) -> None:
    source = tmp_path / "coco"
    source.mkdir()
    Image.fromarray(np.full((80, 120), 30_000, np.uint16)).save(source / "a.png")
    document = {
        "images": [{"id": 1, "file_name": "a.png", "width": 120, "height": 80}],
        "categories": [{"id": 1, "name": "drugs"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [x, 10, 20, 20]} for x in (5, 50)],
    }
    (source / "annotations.json").write_text(json.dumps(document), encoding="utf-8")
    result = import_set(source, tmp_path / "set")
    assert [(one.code, one.location) for one in result.defects] == [("duplicate_id", "annotations[1].id")]
    assert result.folder is not None
    truth = open_image_set(result.folder).truth("a")
    assert isinstance(truth, Truth)
    assert len(truth.concealments) == 2
