"""A second start on the same data folder raises the first window and ends."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from xray_trainer.desktop.single_instance import FirstWindow, raise_first_window

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from xray_trainer.desktop.single_instance import raise_first_window
app = QCoreApplication([])
folder = Path(sys.argv[2]) if len(sys.argv) > 2 else None
sys.exit(0 if raise_first_window(Path(sys.argv[1]), folder) else 7)
"""


def second_start(data: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SECOND, str(data), *words])


def test_the_first_window_is_asked_to_the_front_with_the_set_that_was_named(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstWindow(tmp_path)
    asked: list[str] = []
    first.asked_to_front.connect(asked.append)
    second = second_start(tmp_path, str(tmp_path / "a set"))
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    assert asked == [str(tmp_path / "a set")]
    first.close()


def test_another_data_folder_has_a_window_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstWindow(tmp_path / "one")
    second = second_start(tmp_path / "other")
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 7
    first.close()


def test_after_the_first_window_was_killed_the_next_one_is_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    killed = (
        "import sys, os; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from xray_trainer.desktop.single_instance import FirstWindow;"
        "app = QCoreApplication([]); first = FirstWindow(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", killed, str(tmp_path)], check=False)
    assert not raise_first_window(tmp_path, None)
    first = FirstWindow(tmp_path)
    second = second_start(tmp_path)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    first.close()
