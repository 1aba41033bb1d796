"""Journeys through the real window: its own process, its own main(), mouse, key and drop events on what is visible.

The person sits in tests/journeys/person.py; here the plug is pulled and what they reached is looked at.
"""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import numpy as np
import pytest
from PIL import Image

from xray_trainer.cli import main
from xray_trainer.clock import SystemClock
from xray_trainer.library import list_cards, open_image_set, write_responses
from xray_trainer.paths import own_sets
from xray_trainer.records import Journal

PERSON = Path(__file__).with_name("person.py")
WIDTH, HEIGHT = 600, 220
PATIENCE_S = 240  # a plan that has not come to its end by then never will
BOXES: list[tuple[int, int, int, int] | None] = [
    (120, 60, 180, 110), None, (300, 100, 350, 150), (200, 90, 290, 140), None, (400, 50, 460, 100),
    (100, 60, 160, 110), None,
]  # fmt: skip


@pytest.fixture
def voc_folder(tmp_path: Path) -> Path:
    """A Pascal VOC folder of eight small 16-bit scans, five of them with a concealment."""
    folder = tmp_path / "Osh, May (1)"
    (folder / "Annotations").mkdir(parents=True)
    (folder / "JPEGImages").mkdir()
    rng = np.random.default_rng(7)
    for number, box in enumerate(BOXES, 1):
        pixels = 42_000 + 900 * rng.standard_normal((HEIGHT, WIDTH))
        found = ""
        if box:
            x0, y0, x1, y1 = box
            pixels[y0:y1, x0:x1] -= 20_000
            found = (
                f"<object><name>{'drugs' if number == 3 else 'weapons'}</name><bndbox>"
                f"<xmin>{x0}</xmin><ymin>{y0}</ymin>"
                f"<xmax>{x1}</xmax><ymax>{y1}</ymax></bndbox></object>"
            )
        Image.fromarray(pixels.astype(np.uint16)).save(folder / "JPEGImages" / f"scan {number}.png")
        (folder / "Annotations" / f"scan {number}.xml").write_text(
            f"<annotation><filename>scan {number}.png</filename><size><width>{WIDTH}</width>"
            f"<height>{HEIGHT}</height></size>{found}</annotation>"
        )
    return folder


@contextmanager
def sitting(plan: str, *words: str | Path) -> Iterator[subprocess.Popen[str]]:
    """The program in a process of its own, with a person who follows a plan; killed at the end if it still runs."""
    command = [sys.executable, str(PERSON), plan, *(str(word) for word in words)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    too_long = Timer(PATIENCE_S, process.kill)
    too_long.start()
    try:
        yield process
    finally:
        too_long.cancel()
        process.kill()
        process.communicate()


def reached(process: subprocess.Popen[str], stage: str) -> dict[str, object]:
    """What the person tells of a stage, once it is reached."""
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline()
    if not line:
        pytest.fail(f"the window ended before {stage!r}: {process.stderr.read()[-3000:]}")
    told: dict[str, object] = json.loads(line)
    assert told["stage"] == stage
    return told


def test_a_dropped_folder_practised_by_mouse_and_by_keys_across_a_kill_gives_the_numbers_of_the_terminal(
    voc_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    with sitting("practise", data, voc_folder, json.dumps(BOXES)) as process:
        marked = reached(process, "marked")
        process.send_signal(signal.SIGKILL)
    with sitting("go_on", data) as process:
        assert reached(process, "resumed")["marks"] == marked["marks"]
        assert len(reached(process, "redone")["marks"]) == 2  # type: ignore[arg-type]
        reached(process, "done")
        assert process.wait(30) == 0
    assert len(list((data / "reports").glob("*.pdf"))) == 1
    card = next(one for one in list_cards([own_sets(data)]) if one.cases == 8)
    with Journal.open(data, SystemClock()) as journal:
        session = next(one for one in journal.sessions() if one.set_id == card.id)
        given = journal.responses(session_id=session.id)
    assert [response.case for response in given] == list(open_image_set(Path(card.folder)).order)
    file = tmp_path / "responses.json"
    write_responses(file, "Bakyt Osmonov", given)
    assert main(["score", card.folder, str(file), "--json"]) == 0
    scored = json.loads(capsys.readouterr().out)["summary"]
    assert main(["report", "--session", session.id, "--json", "--data-dir", str(data)]) == 0
    told = json.loads(capsys.readouterr().out)["counts"]
    assert (told["found"]["count"], told["found"]["of"]) == (scored["found"], scored["concealments"])
    assert (told["stopped_without"]["count"], told["stopped_without"]["of"]) == (
        scored["stopped_without"],
        scored["without"],
    )
    assert told["false_marks"]["count"] == scored["false_marks"]
    assert scored["concealments"] == 5
    assert scored["found"] >= 3  # the two by mouse and the one of the redone marks, at least


def undo_and_redo_across_a_kill(data: Path, seed: int, edits: int) -> None:
    """Random edits, a kill, all undone, all redone."""
    with sitting("edit", data, str(seed), str(edits)) as process:
        edited = reached(process, "edited")
        process.send_signal(signal.SIGKILL)
    with sitting("undo_all", data, str(edits)) as process:
        assert reached(process, "resumed")["marks"] == edited["marks"]
        assert reached(process, "undone")["marks"] == []
        assert reached(process, "redone")["marks"] == edited["marks"]
        assert process.wait(30) == 0


def test_random_edits_undone_and_redone_across_a_kill(tmp_path: Path) -> None:
    undo_and_redo_across_a_kill(tmp_path / "data", seed=3, edits=25)


@pytest.mark.full
def test_200_random_edits_undone_and_redone_across_a_kill(tmp_path: Path) -> None:
    undo_and_redo_across_a_kill(tmp_path / "data", seed=11, edits=200)
