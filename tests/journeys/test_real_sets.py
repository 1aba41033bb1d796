"""From a foreign set to a score, through the terminal's own words, on real scans."""

import json
from pathlib import Path

import pytest

from xray_trainer.cli import main
from xray_trainer.library import open_image_set
from xray_trainer.model import Box, HitRule, area, bounds

Json = dict[str, object]


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of a command."""
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture(scope="module")
def baggage(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SIXray sample, imported with partial truth."""
    folder = tmp_path_factory.mktemp("baggage") / "set"
    source = shared_data / "real_xray" / "sixray_voc"
    assert main(["import", str(source), str(folder), "--truth", "partial"]) == 1
    return folder


@pytest.fixture
def exact(baggage: Path, tmp_path: Path) -> tuple[Path, Json]:
    """A file of responses that are exactly the truth, and what it holds."""
    file = tmp_path / "exact.json"
    assert main(["export", str(baggage), str(file), "--format", "responses"]) == 0
    return file, json.loads(file.read_text(encoding="utf-8"))


def score(capsys: pytest.CaptureFixture[str], folder: Path, file: Path, given: Json | None = None) -> tuple[int, Json]:
    """The scores of a file of responses, written anew if `given`."""
    if given is not None:
        file.write_text(json.dumps(given), encoding="utf-8")
    code, out, _ = run(capsys, "score", folder, file, "--json")
    return code, json.loads(out)


def moved(given: Json, dx_in_widths: float) -> Json:
    """The same responses with every mark moved by some of its own widths."""
    again = json.loads(json.dumps(given))
    for response in again["responses"]:
        for mark in response["marks"]:
            mark["shape"]["x"] += dx_in_widths * mark["shape"]["width"]
    return again


def test_annotations_without_an_image_are_named_and_the_rest_is_usable(
    shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = shared_data / "real_xray" / "sixray_voc"
    code, out, _ = run(capsys, "import", source, tmp_path / "set", "--truth", "partial", "--json")
    told = json.loads(out)
    assert code == 1
    assert len(told["defects"]) == 2
    assert all("Annotations_without_image" in defect["file"] for defect in told["defects"])
    code, out, _ = run(capsys, "check", tmp_path / "set", "--json")
    assert (code, json.loads(out)) == (0, {"cases": 23, "usable": 23, "defects": []})


def test_exact_marks_find_every_concealment(
    baggage: Path, exact: tuple[Path, Json], capsys: pytest.CaptureFixture[str]
) -> None:
    code, scored = score(capsys, baggage, exact[0])
    summary = scored["summary"]
    assert code == 0
    assert (summary["concealments"], summary["found"]) == (23, 23)
    assert {mark["result"] for case in scored["cases"] for mark in case["marks"]} == {"found"}


def test_without_marks_every_concealment_is_missed(
    baggage: Path, exact: tuple[Path, Json], capsys: pytest.CaptureFixture[str]
) -> None:
    file, given = exact
    bare = given | {"responses": [one | {"marks": []} for one in given["responses"]]}
    _, scored = score(capsys, baggage, file, bare)
    assert scored["summary"]["found"] == 0


def test_marks_three_widths_away_miss_and_those_off_the_scan_are_told(
    baggage: Path, exact: tuple[Path, Json], capsys: pytest.CaptureFixture[str]
) -> None:
    file, given = exact
    code, scored = score(capsys, baggage, file, moved(given, 3.0))
    assert code == 1  # some lie outside their scan now
    assert scored["summary"]["found"] == 0


def test_the_half_of_a_scan_that_holds_it_is_too_large_where_the_concealment_is_small(
    baggage: Path, exact: tuple[Path, Json], capsys: pytest.CaptureFixture[str]
) -> None:
    file, given = exact
    image_set, rule = open_image_set(baggage), HitRule()
    small = set()
    for response in given["responses"]:
        scan = image_set.case(response["case"]).scans[0]
        shape = image_set.truth(response["case"]).concealments[0].regions[0].shape  # type: ignore[union-attr]
        assert isinstance(shape, Box)
        x0, _, x1, _ = bounds(shape)
        left_half = (x0 + x1) / 2 < scan.width / 2
        response["marks"] = [
            {
                "scan": 0,
                "shape": {
                    "type": "box",
                    "x": 0 if left_half else scan.width / 2,
                    "y": 0,
                    "width": scan.width / 2,
                    "height": scan.height,
                },
            }
        ]
        pad = min(max(rule.tolerance * area(shape) ** 0.5, rule.tolerance_low * scan.height),
                  rule.tolerance_high * scan.height)  # fmt: skip
        padded = area(shape) + 2 * (shape.width + shape.height) * pad + 3.14159265 * pad**2
        if padded < scan.width * scan.height / 4:
            small.add(response["case"])
    _, scored = score(capsys, baggage, file, given)
    results = {case["case"]: case["marks"][0]["result"] for case in scored["cases"]}
    assert len(small) == 17
    assert {results[case] for case in small} == {"too_large"}


def test_cargo_scans_come_with_their_declared_heading_and_unknown_truth(shared_data: Path, tmp_path: Path) -> None:
    source = shared_data / "real_xray" / "rfb_cargo" / "ncm_single"
    main(["import", str(source), str(tmp_path / "set")])
    image_set = open_image_set(tmp_path / "set")
    assert len(image_set.usable) == len(list(source.rglob("*.jpg")))
    for case_id in image_set.usable:
        case, truth = image_set.case(case_id), image_set.truth(case_id)
        assert case.papers is not None
        assert case.papers.lines[0].hs_code == Path(case.source).parent.name
        assert truth.completeness == "unknown"  # type: ignore[union-attr]
