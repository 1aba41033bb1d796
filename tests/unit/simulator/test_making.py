"""Sets: the same again, in parts, over processes, after a kill; whole cases only; exams keep their secret."""

import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from xray_trainer.errors import RequestError
from xray_trainer.library import check, exact_truth_responses, open_image_set
from xray_trainer.model import Band, Basis, Completeness, Truth, View
from xray_trainer.scoring import judge
from xray_trainer.simulator import Made, Master, Wishes, merge, read_scene, simulate, simulate_exam
from xray_trainer.simulator.composing import compose
from xray_trainer.simulator.heads import MASTER

WISHES = Wishes(
    cases=4,
    bands=(Band.MEDIUM, Band.HARD),
    loads=("coffee-bags", "cotton-bales"),
    concealments=("holdalls", "bricks"),
    profiles=("mobile-6",),
)
WORDS = [
    *("--cases", "4", "--bands", "medium,hard", "--loads", "coffee-bags,cotton-bales"),
    *("--concealments", "holdalls,bricks", "--profile", "mobile-6"),
]
SEED = 3


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The set, made in one process."""
    return simulate(tmp_path_factory.mktemp("made") / "set", WISHES, Master.of(SEED))


def digests(folder: Path) -> dict[str, str]:
    """What each file of a set holds."""
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return {str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def program(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "xray_trainer.cli", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_a_set_passes_the_check_and_its_truth_scores_all_found(whole: Made) -> None:
    report = check(whole.folder)
    assert (report.cases, report.usable, report.defects) == (4, 4, ())
    image_set = open_image_set(whole.folder)
    found = 0
    for response in exact_truth_responses(image_set):
        truth = image_set.truth(response.case)
        assert isinstance(truth, Truth)
        score = judge(image_set.case(response.case), truth, response)
        assert all(one.found for one in score.concealments)
        found += len(score.concealments)
    assert found == 2


def test_truth_says_what_was_made(whole: Made) -> None:
    image_set = open_image_set(whole.folder)
    truths = [image_set.truth(case_id) for case_id in image_set.order]
    assert all(isinstance(one, Truth) and one.basis is Basis.SIMULATED for one in truths)
    assert all(isinstance(one, Truth) and one.completeness is Completeness.COMPLETE for one in truths)
    hidden = [one for truth in truths if isinstance(truth, Truth) for one in truth.concealments]
    assert sorted(one.visibility.band for one in hidden if one.visibility) == [Band.HARD, Band.MEDIUM]
    for one in hidden:
        assert one.place
        assert one.note
        assert one.name
        assert one.mass_kg
        assert one.depth_mm is not None
        assert one.category in {category.id for category in image_set.head.categories}
    assert [len(one.twins) for one in truths if isinstance(one, Truth)].count(1) == 2
    for case_id in image_set.order:
        papers = image_set.case(case_id).papers
        assert papers is not None
        assert papers.lines
        assert papers.seals
        assert papers.container


def test_two_processes_make_the_same_bytes(whole: Made, tmp_path: Path) -> None:
    with program("simulate", str(tmp_path / "set"), *WORDS, "--seed", str(SEED), "--jobs", "2") as running:
        running.communicate()
    assert running.returncode == 0
    assert digests(tmp_path / "set") == digests(whole.folder)


def test_parts_made_apart_make_the_same_set(whole: Made, tmp_path: Path) -> None:
    parts = [tmp_path / "first", tmp_path / "second"]
    for folder, part in zip(parts, (range(2), range(2, 4)), strict=True):
        made = simulate(folder, WISHES, Master.of(SEED), part)
        assert made.whole
        assert len(made.made) == 2
        assert open_image_set(folder).order == open_image_set(whole.folder).order
    joined = merge(tmp_path / "set", parts)
    assert joined.whole
    assert digests(tmp_path / "set") == digests(whole.folder)


def test_parts_of_other_sets_are_not_joined(whole: Made, tmp_path: Path) -> None:
    other = tmp_path / "other"
    simulate(other, Wishes(cases=1, share=0.0, profiles=("mobile-6",), loads=("coffee-bags",)), Master.of(9), range(0))
    with pytest.raises(RequestError, match="no part of the same set"):
        merge(tmp_path / "set", [whole.folder, other])


def test_a_rerun_makes_only_what_is_missing_or_broken(whole: Made, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    shutil.copytree(whole.folder, folder)
    first, second, *_ = open_image_set(folder).order
    (folder / f"cases/{first}.json").unlink()
    scan = folder / open_image_set(folder).case(second).scans[0].planes[0].file.path
    scan.write_bytes(scan.read_bytes()[:1000])
    again = simulate(folder, WISHES, Master.of(SEED))
    assert (set(again.made), len(again.kept)) == ({first, second}, 2)
    assert digests(folder) == digests(whole.folder)


def test_a_folder_of_something_else_is_left_alone(whole: Made, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="another image set"):
        simulate(whole.folder, WISHES, Master.of(SEED + 1))
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(RequestError, match="no empty folder"):
        simulate(tmp_path, WISHES, Master.of(SEED))


def test_progress_is_told_and_can_stop(tmp_path: Path) -> None:
    told = []

    def stop(done: int, total: int, case: str) -> bool:
        told.append((done, total, case))
        return False

    made = simulate(tmp_path / "set", WISHES, Master.of(SEED), progress=stop)
    assert (len(made.made), made.whole) == (1, False)
    assert told == [(1, 4, made.made[0])]
    assert open_image_set(tmp_path / "set").usable == made.made


def test_an_exam_shows_nothing_that_leads_to_its_truth(tmp_path: Path) -> None:
    folder = tmp_path / "exam"
    wishes = Wishes(cases=2, loads=("coffee-bags",), concealments=("holdalls",), profiles=("mobile-6",))
    made = simulate_exam(folder, wishes)
    assert made.whole
    public = [one for one in folder.rglob("*") if one.is_file() and "private" not in one.parts]
    assert {one.parent.name for one in public} == {"exam", "cases", "scans"}
    assert len({one.stat().st_mtime_ns for one in (*public, folder / "cases", folder / "scans")}) == 1
    assert {one.stat().st_nlink for one in public} == {1}
    private = folder / "private"
    assert os.name != "posix" or stat.S_IMODE(private.stat().st_mode) == 0o700
    assert check(private).defects == ()
    assert len([one for one in exact_truth_responses(open_image_set(private)) if one.marks]) == 1
    secrets = [(private / MASTER).read_text().strip()]
    for case_id in open_image_set(private).order:
        scene = read_scene(private / f"scenes/{case_id}.json")
        numbers = scene.seed, scene.container.seed, *(one.seed for one in (*scene.loads, *scene.concealments))
        secrets += map(str, numbers)
    text = "".join(one.read_text() for one in public if one.suffix == ".json")
    assert not any(secret in text for secret in secrets)
    assert all(image_set_truth_is_unknown(folder, case_id) for case_id in open_image_set(folder).order)
    before = digests(folder)
    again = simulate_exam(folder, wishes)
    assert (again.made, digests(folder)) == ((), before)


def test_an_exam_leaves_another_set_alone(whole: Made, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    shutil.copytree(whole.folder, folder)
    before = digests(folder)
    with pytest.raises(RequestError, match="another image set"):
        simulate_exam(folder, Wishes(cases=2))
    assert digests(folder) == before
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(RequestError, match="no empty folder"):
        simulate_exam(tmp_path, Wishes(cases=2))


def image_set_truth_is_unknown(folder: Path, case_id: str) -> bool:
    truth = open_image_set(folder).truth(case_id)
    return isinstance(truth, Truth) and truth.completeness is Completeness.UNKNOWN


def test_both_views_of_one_scene(tmp_path: Path) -> None:
    wishes = Wishes(
        cases=1,
        share=1.0,
        bands=(Band.EASY, Band.MEDIUM, Band.HARD),
        loads=("cotton-bales",),
        concealments=("holdalls",),
        profiles=("gantry-9-6",),
        views=(View.SIDE, View.TOP),
    )
    simulate(tmp_path / "set", wishes, Master.of(2))
    image_set = open_image_set(tmp_path / "set")
    (case_id,) = image_set.order
    case, truth = image_set.case(case_id), image_set.truth(case_id)
    assert [scan.view for scan in case.scans] == [View.SIDE, View.TOP]
    assert isinstance(truth, Truth)
    assert {region.scan for one in truth.concealments for region in one.regions} == {0, 1}
    assert [twin.scan for twin in truth.twins] == [0, 1]
    assert check(tmp_path / "set").defects == ()


@pytest.mark.skipif(os.name != "posix", reason="a limit of file sizes stands for a full disk")
def test_a_full_disk_is_told_and_leaves_whole_cases(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    words = [sys.executable, "-m", "xray_trainer.cli", "simulate", str(folder), *WORDS, "--seed", "3", "--jobs", "1"]
    limited = subprocess.run(["bash", "-c", 'ulimit -f 200; exec "$@"', "-", *words], capture_output=True, text=True)
    assert limited.returncode == 3
    assert "Traceback" not in limited.stderr
    assert str(folder) in limited.stderr
    assert open_image_set(folder).usable == ()


@pytest.mark.full
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_kill_leaves_whole_cases_and_a_rerun_completes_the_set(whole: Made, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    for wait_for in (1, 3):
        with program("simulate", str(folder), *WORDS, "--seed", str(SEED), "--jobs", "2") as running:
            while len(list(folder.glob("cases/*.json"))) < wait_for and running.poll() is None:
                time.sleep(0.02)
            running.send_signal(signal.SIGKILL)
        for case_id in open_image_set(folder).usable:
            assert digests(whole.folder)[f"cases/{case_id}.json"] == digests(folder)[f"cases/{case_id}.json"]
    assert simulate(folder, WISHES, Master.of(SEED)).whole
    kept = {name: one for name, one in digests(folder).items() if not name.endswith(".part")}
    assert kept == digests(whole.folder)


def test_the_terminal_refuses_what_cannot_be(tmp_path: Path) -> None:
    for words in (
        ("--cases", "0"),
        ("--cases", "3", "--seed", str(2**63)),
        ("--cases", "3", "--seed", "-1"),
        ("--cases", "3", "--range", "2:9"),
        ("--cases", "3", "--range", "2:2"),
        ("--cases", "3", "--bands", "simple"),
        ("--cases", "3", "--exam", "--seed", "1"),
        ("--cases", "3", "--share", "1.5"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "xray_trainer.cli", "simulate", str(tmp_path / "s"), *words],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 2, words
        assert "Traceback" not in done.stderr, words
    for words in (("--loads", "moonstones"), ("--concealments", "moonstones"), ("--profile", "moonstone")):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "xray_trainer.cli",
                "simulate",
                str(tmp_path / words[1]),
                "--cases",
                "1",
                "--share",
                "1",
                *words,
                "--jobs",
                "1",
                "--json",
            ],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 3, words
        assert "moonstone" in json.loads(done.stdout)["error"]["message"], words
        assert not (tmp_path / words[1]).exists(), "the same folder takes the corrected wish"


def test_loads_of_both_kinds_of_container_are_all_met() -> None:
    wishes = Wishes(loads=("poultry-cartons", "coffee-bags"), profiles=("mobile-6",), feet=(20,))
    scenes = [compose(wishes, Master.of(number), None).staged.scene for number in range(12)]
    met = {(one.container.kind, one.loads[0].kind) for one in scenes}
    assert met == {("reefer", "poultry-cartons"), ("dry", "coffee-bags")}


def test_a_set_without_views_is_refused(tmp_path: Path) -> None:
    for wishes in (Wishes(views=()), Wishes(bands=()), Wishes(views=(View.TOP,), profiles=("mobile-6",))):
        with pytest.raises(RequestError):
            simulate(tmp_path / "set", wishes, Master.of(1))
    assert not (tmp_path / "set").exists()
