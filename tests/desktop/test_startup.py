"""By the first paint of Home, nothing heavy has been loaded: the window must stand at once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from xray_trainer.clock import SystemClock
from xray_trainer.desktop.app import application
from xray_trainer.desktop.main_window import MainWindow
from xray_trainer.desktop.widgets import SetCardView
class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, SetCardView):
            app.removeEventFilter(self)
            print(json.dumps(sorted({name.split(".")[0] for name in sys.modules}
                                    | {name for name in sys.modules if name.startswith("xray_trainer")})))
            QTimer.singleShot(0, window.close)
        return False
data = Path(sys.argv[1])
app = application(data)
first = FirstPaint()
app.installEventFilter(first)
window = MainWindow(data, SystemClock())
window.show()
app.exec()
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that are loaded when the first card of Home is painted."""
    data = tmp_path_factory.mktemp("data")
    (data / "preferences.json").write_text('{"trainee": "00000000-0000-4000-8000-000000000000"}')
    command = [sys.executable, "-c", PROGRAM, str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    return set(json.loads(done.stdout.splitlines()[0]))


@pytest.mark.parametrize("heavy", [
    "scipy", "matplotlib", "sqlalchemy", "cv2", "numpy", "pydantic", "PIL", "reportlab", "alembic", "click",
    "xray_trainer.simulator", "xray_trainer.scoring", "xray_trainer.reports",
])  # fmt: skip
def test_nothing_heavy_is_loaded_by_the_first_paint(heavy: str, loaded: set[str]) -> None:
    assert "xray_trainer.desktop.screens.home" in loaded
    assert heavy not in loaded
