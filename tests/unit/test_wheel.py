"""The wheel holds sets and resources, and runs from where it is unpacked."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STARTER = "Starter set: twelve containers"


def test_a_wheel_holds_all_that_the_program_needs_and_runs(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(unpacked)
    for needed in ("image_sets/starter/image_set.json", "resources/fonts/", "resources/icons/", "resources/schema/"):
        assert any(name.startswith(f"xray_trainer/{needed}") for name in names), needed
    run = f"import xray_trainer.cli as c, sys; print(c.__file__); sys.exit(c.main(['check', {STARTER!r}]))"
    environment = os.environ | {"PYTHONPATH": str(unpacked), "XRAY_TRAINER_DATA": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-c", run], capture_output=True, text=True, cwd=tmp_path, env=environment, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert str(unpacked) in done.stdout
    assert "12 of 12" in done.stdout
