"""Every file of the reference data goes in: understood, or refused with a sentence; no traceback, none over 20 s."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from xray_trainer.errors import TrainerError
from xray_trainer.library import check, import_set

LONGEST_S = 20.0


def goes_in(path: Path, dest: Path) -> None:
    """Import it; what it makes is sound, and what is refused is refused with a sentence."""
    started = time.monotonic()
    refused: TrainerError | None = None
    try:
        result = import_set(path, dest)
    except TrainerError as error:
        refused = error
    if refused is not None:
        assert refused.sentence()
        assert not dest.exists()
    else:
        assert all(one.sentence() for one in result.defects)
        assert result.folder is not None or result.defects
    if dest.exists():
        report = check(dest)
        assert (report.usable, report.defects) == (result.cases, ())
    assert time.monotonic() - started < LONGEST_S, path


def annotated_folders(data: Path) -> Iterator[Path]:
    formats = data / "formats"
    yield from sorted((formats / "datumaro_assets" / "coco_dataset").iterdir())
    yield from sorted((formats / "datumaro_assets" / "roboflow_dataset").iterdir())
    yield from sorted((formats / "datumaro_assets" / "yolo_dataset").iterdir())
    yield from sorted((formats / "datumaro_assets" / "cvat_dataset" / "for_images").iterdir())
    yield from (formats / "datumaro_assets" / "voc_dataset", formats / "datumaro_assets" / "labelme_dataset")
    yield from sorted((formats / "labelme_examples" / "examples").iterdir())
    yield from (formats / "x_anylabeling", formats / "scanner_case_xml_redacted")
    yield from sorted((formats / "scanner_folder_layout").iterdir())


def test_every_annotated_folder(shared_data: Path, tmp_path: Path) -> None:
    for number, folder in enumerate(annotated_folders(shared_data)):
        goes_in(folder, tmp_path / str(number))


@pytest.mark.parametrize("kind", ["json", "xml", "zip", "csv"])
def test_damaged_annotation_files(shared_data: Path, tmp_path: Path, kind: str) -> None:
    folder = shared_data / "malformed" / "go_fuzz_corpus" / kind
    for number, path in enumerate(sorted(folder.iterdir())):
        goes_in(path, tmp_path / str(number))


@pytest.mark.parametrize("folder", ["malformed/go_fuzz_corpus", "malformed/pillow", "formats/image_variants"])
def test_damaged_images_of_a_folder_are_told_and_the_rest_is_usable(
    shared_data: Path, tmp_path: Path, folder: str
) -> None:
    result = import_set(shared_data / folder, tmp_path / "out")
    assert result.cases > 0
    report = check(tmp_path / "out")
    assert (report.usable, report.defects) == (result.cases, ())


@pytest.mark.full
@pytest.mark.parametrize("folder", ["formats", "malformed"])
def test_every_file_by_itself(shared_data: Path, tmp_path: Path, folder: str) -> None:
    for number, path in enumerate(sorted((shared_data / folder).rglob("*"))):
        if path.is_file():
            goes_in(path, tmp_path / str(number))
