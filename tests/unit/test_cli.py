"""The terminal: exit codes, one JSON document on stdout, sentences on stderr."""

import json
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


def exact_responses(tmp_path: Path) -> Path:
    file = tmp_path / "exact.json"
    assert main(["export", str(PLAIN), str(file), "--format", "responses"]) == 0
    return file


def test_help_names_every_job(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    for job in ("practise", "sets", "import", "export", "check", "score", "report", "demo", "people"):
        assert job in said


def test_an_unknown_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frobnicate"]) == 2
    assert "frobnicate" in capsys.readouterr().err


def test_a_set_that_is_not_there_is_nothing_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "no such set"]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "no such set" in said.err


def test_the_bundled_set_is_listed_and_without_defects(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sets", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["title"] for one in listed] == ["Starter set: twelve containers"]
    assert main(["check", "Starter set: twelve containers", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"cases": 12, "usable": 12, "defects": []}


def test_exact_responses_find_everything_and_stop_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = exact_responses(tmp_path)
    assert main(["score", str(PLAIN), str(file), "--json"]) == 0
    scored = json.loads(capsys.readouterr().out)
    assert [(case["case"], case["outcome"]) for case in scored["cases"]] == [
        ("dried-fruit", "found"),
        ("drums", "released"),
        ("tyres", "found"),
        ("lathe", "released"),
    ]
    assert scored["unanswered"] == []
    summary = scored["summary"]
    assert (summary["with_concealment"], summary["without"], summary["concealments"], summary["found"]) == (2, 2, 3, 3)
    assert summary["false_marks"] == summary["stopped_without"] == summary["cannot_decide"] == 0
    assert summary["found_rate"]["value"] == 1.0
    assert scored["rule"]["coverage"] == 0.5


def test_no_responses_leave_every_denominator_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "none.json"
    file.write_text('{"format": "xray-trainer/responses", "version": 1, "trainee": "x", "responses": []}')
    assert main(["score", str(PLAIN), str(file), "--json"]) == 0
    scored = json.loads(capsys.readouterr().out)
    assert len(scored["unanswered"]) == 4
    empty = {"value": None, "low": None, "high": None}
    assert scored["summary"]["found_rate"] == scored["summary"]["d_prime"] == empty
    assert scored["summary"]["d_a"] is None


def test_a_second_response_to_a_case_is_told_and_the_first_one_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = exact_responses(tmp_path)
    given = json.loads(file.read_text(encoding="utf-8"))
    given["responses"].append(given["responses"][0] | {"marks": []})
    file.write_text(json.dumps(given), encoding="utf-8")
    assert main(["score", str(PLAIN), str(file), "--json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["summary"]["found"] == 3
    assert "responses[4]" in said.err


@pytest.mark.parametrize("ending", ["pdf", "html", "csv", "json"])
def test_score_writes_a_report_in_each_form(ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"report.{ending}"
    assert main(["score", str(PLAIN), str(exact_responses(tmp_path)), "--report", str(out)]) == 0
    assert out.stat().st_size > 500


def test_a_report_of_an_unknown_form_is_nothing_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = exact_responses(tmp_path)
    assert main(["score", str(PLAIN), str(file), "--report", str(tmp_path / "report.docx")]) == 3
    assert ".pdf" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["coco", "voc", "yolo", "labelme", "cvat"])
def test_a_set_goes_out_in_each_foreign_format_and_comes_back(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", str(PLAIN), str(tmp_path / form), "--format", form])
    capsys.readouterr()
    assert main(["import", str(tmp_path / form), str(tmp_path / "back"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cases"] == 4
    assert main(["check", str(tmp_path / "back")]) == 0


def test_people_are_listed_exported_and_erased(
    own_data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from xray_trainer.clock import SystemClock
    from xray_trainer.records import Journal

    with Journal.open(own_data_folder, SystemClock()) as journal:
        journal.add_trainee("Aigerim")
    assert main(["people", "list"]) == 0
    assert "Aigerim" in capsys.readouterr().out
    assert main(["people", "export", "Aigerim", str(tmp_path / "out")]) == 0
    assert main(["people", "erase", "Aigerim", "--yes"]) == 0
    capsys.readouterr()
    assert main(["people", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["people", "export", "Aigerim", str(tmp_path / "out2")]) == 3


def test_a_report_of_nobody_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "out.pdf"]) == 3
    assert "say whose" in capsys.readouterr().err


def test_the_data_folder_can_be_named_before_and_after_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (
        ["--data-dir", str(tmp_path / "x"), "people", "list"],
        ["people", "list", "--data-dir", str(tmp_path / "x")],
    ):
        assert main(words) == 0
    assert (tmp_path / "x").is_dir()
    assert not (tmp_path / "data").exists()


def test_erasing_a_person_takes_the_saved_reports_along_but_not_those_of_others(own_data_folder: Path) -> None:
    from xray_trainer.clock import SystemClock
    from xray_trainer.records import Journal

    with Journal.open(own_data_folder, SystemClock()) as journal:
        journal.add_trainee("Ann")
    reports = own_data_folder / "reports"
    reports.mkdir()
    names = ["2026-11-25 Set – Ann.pdf", "2026-11-25 Set – Ann 2.html", "2026-11-25 Set – Mary Ann.pdf"]
    for name in names:
        (reports / name).write_bytes(b"x")
    assert main(["people", "erase", "Ann", "--yes"]) == 0
    assert [one.name for one in reports.iterdir()] == ["2026-11-25 Set – Mary Ann.pdf"]


def test_erasing_a_person_finds_the_reports_saved_elsewhere_and_tells_of_those_that_are_gone(
    own_data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from xray_trainer.clock import SystemClock
    from xray_trainer.records import Journal

    documents = tmp_path / "Documents"
    documents.mkdir()
    with Journal.open(own_data_folder, SystemClock()) as journal:
        ann = journal.add_trainee("Ann")
        for name in ("kept.pdf", "renamed.pdf", "edited.html", "moved.csv"):
            (documents / name).write_text(name)
            journal.remember_report(ann.id, documents / name)
    (documents / "renamed.pdf").rename(documents / "another name.pdf")
    (documents / "edited.html").write_text("by hand")
    (documents / "moved.csv").unlink()
    (documents / "my own.pdf").write_text("not ours")
    assert main(["people", "erase", "Ann", "--yes"]) == 1
    said = capsys.readouterr()
    assert sorted(one.name for one in documents.iterdir()) == ["edited.html", "my own.pdf"]
    assert f"{documents / 'kept.pdf'}: removed" in said.out
    assert f"{documents / 'another name.pdf'}: removed" in said.out
    assert "edited.html: may still name this person" in said.err
    assert f"{documents}: a report that was saved here on" in said.err
    assert len(said.err.splitlines()) == 2


def test_a_report_of_the_terminal_is_remembered(own_data_folder: Path, tmp_path: Path) -> None:
    from xray_trainer.clock import SystemClock
    from xray_trainer.records import Journal

    with Journal.open(own_data_folder, SystemClock()) as journal:
        ann = journal.add_trainee("Ann")
    assert main(["report", str(tmp_path / "ann.csv")]) == 0
    with Journal.open(own_data_folder, SystemClock()) as journal:
        assert [one.folder for one in journal.saved_reports(ann.id)] == [tmp_path]


def test_without_a_display_the_window_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert main([]) == 3
    assert "demo" in capsys.readouterr().err


def test_the_demo_refuses_a_folder_it_cannot_make_and_a_data_folder_in_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert main(["demo", str(tmp_path / "file" / "out")]) == 3
    assert main(["demo", str(tmp_path / "out"), "--data-dir", str(tmp_path)]) == 3
    assert "new user" in capsys.readouterr().err


def test_help_goes_through_the_catalogue(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from xray_trainer.text import use_language

    monkeypatch.setenv("XRAY_TRAINER_LANGUAGE", "qps")
    assert main(["score", "--help"]) == 0
    assert "Jûdgé RÉŠPÖÑŠÉŠ" in capsys.readouterr().out
    monkeypatch.setenv("XRAY_TRAINER_LANGUAGE", "C")
    assert main(["score", "--help"]) == 0
    assert "Judge RESPONSES" in capsys.readouterr().out
    use_language("en")


def test_a_report_of_a_file_of_answers_gives_no_date_that_nobody_knows(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert main(["score", str(PLAIN), str(exact_responses(tmp_path)), "--report", str(out)]) == 0
    assert "1970" not in out.read_text(encoding="utf-8")
