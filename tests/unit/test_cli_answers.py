"""What each command leaves on stdout and stderr, and its exit code, when all is not well."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from xray_trainer import paths
from xray_trainer.cli import main

PLAIN = Path(__file__).resolve().parent.parent / "plain_set"


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, str(folder))
    return folder


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", "no such set", "--json"], 3),
        (["import", "no such folder", "dest", "--json"], 3),
        (["score", str(PLAIN), "no such file", "--json"], 3),
        (["score", "no such set", "no such file", "--json"], 3),
        (["report", "--json"], 3),
        (["report", "--session", "nobody's", "--json"], 3),
        (["score", str(PLAIN), "--json"], 2),
        (["check", str(PLAIN), "--json", "--colour"], 2),
        (["score", str(PLAIN), "x", "--json", "--threshold", "nan"], 2),
    ],
)
def test_where_nothing_is_done_stdout_still_is_one_json_document(
    words: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == code
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert list(told) == ["error"]
    assert told["error"]["message"]
    assert told["error"]["message"] in said.err


def test_a_report_that_cannot_be_written_leaves_one_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "exact.json"
    assert main(["export", str(PLAIN), str(given), "--format", "responses"]) == 0
    capsys.readouterr()
    assert main(["score", str(PLAIN), str(given), "--json", "--report", str(given / "report.pdf")]) == 3
    assert list(json.loads(capsys.readouterr().out)) == ["error"]


def test_names_longer_than_a_file_may_have_are_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = "x" * 400
    for words in (
        ["check", long],
        ["import", long, str(tmp_path / "dest")],
        ["import", str(PLAIN), str(tmp_path / long)],
        ["export", str(PLAIN), str(tmp_path / long), "--format", "coco"],
        ["export", str(PLAIN), str(tmp_path / long), "--format", "responses"],
        ["score", str(PLAIN), long],
        ["practise", long],
    ):
        assert main(words) == 3
        assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_empty_name_is_not_the_current_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "", str(tmp_path / "dest")]) == 2
    assert main(["import", str(PLAIN), ""]) == 2
    assert main(["check", ""]) == 3
    assert not (tmp_path / "dest").exists()


def test_no_window_opens_on_a_folder_without_a_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["practise", str(tmp_path)]) == 3
    assert "image_set.json" in capsys.readouterr().err


def test_exact_responses_tell_the_cases_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(PLAIN), str(tmp_path / "set")]) == 0
    (tmp_path / "set" / "truth" / "drums.json").write_text("{")
    capsys.readouterr()
    given = tmp_path / "exact.json"
    assert main(["export", str(tmp_path / "set"), str(given), "--format", "responses"]) == 1
    assert "drums.json" in capsys.readouterr().err
    assert [one["case"] for one in json.loads(given.read_text("utf-8"))["responses"]] == [
        "dried-fruit", "tyres", "lathe"
    ]  # fmt: skip


def test_the_data_folder_may_stand_between_the_words(tmp_path: Path) -> None:
    assert main(["people", "--data-dir", str(tmp_path / "x"), "list"]) == 0
    assert (tmp_path / "x").is_dir()
    assert main(["sets", "--data-dir", "~nobody-of-this-name/data"]) == 0


def test_json_is_utf8_and_text_is_escaped_where_the_terminal_knows_no_such_letters(tmp_path: Path) -> None:
    folder = tmp_path / "Ключи"
    folder.mkdir()
    (folder / "файл.txt").write_text("x")
    environment = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "xray_trainer.cli", "import", str(folder), str(tmp_path / "set")]
    (folder / "файл.png").write_bytes(b"no image")
    told = subprocess.run([*command, "--json"], env=environment, capture_output=True, check=False)
    assert told.returncode == 3
    assert json.loads(told.stdout)["defects"][0]["file"] == "файл.png"
    shown = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert b"\\u0444" in shown.stderr
    assert b"Traceback" not in shown.stderr
