"""How soon Home is on screen: from the start of the process to the first paint, beside an empty PySide6 window.

    python bench/startup.py [--json]

Both are started in turn, warm, on the same platform plugin, with the bytecode of all modules kept from the runs before
(as an installed program has it), even where the environment tells Python to write none. Home opens for somebody who is
known to this data folder, with the bundled sets as cards with their covers and titles; the records are opened after the
first paint.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from harness import Row, arguments, at_most, median, report

RUNS = 15
LIMIT = 3.0

EMPTY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Empty(QWidget):
    def paintEvent(self, event):
        print(time.monotonic_ns(), flush=True)
        QTimer.singleShot(0, app.quit)
app = QApplication(sys.argv[:1])
window = Empty()
window.resize(1366, 768)
window.show()
app.exec()
"""

HOME = """
import sys, time
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
            QTimer.singleShot(0, told)
        return False
def told():
    print(time.monotonic_ns(), flush=True)
    window.close()
    app.quit()
data = Path(sys.argv[1])
app = application(data)
first = FirstPaint()
app.installEventFilter(first)
window = MainWindow(data, SystemClock())
window.show()
app.exec()
"""


def first_paint_ms(program: str, bytecode: Path, *words: str) -> float:
    """Milliseconds from a process's start to the first paint that it reports; its bytecode is kept in a folder."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "PYTHONPYCACHEPREFIX": str(bytecode),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    start = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True, env=environment
    )
    return (int(done.stdout.split()[0]) - start) / 1e6


def main() -> int:
    """Measure, print, and say whether the claim holds."""
    options = arguments("Start of the process to the first paint of Home")
    with tempfile.TemporaryDirectory() as folder:
        data, bytecode = Path(folder) / "data", Path(folder) / "bytecode"
        data.mkdir()
        data.joinpath("preferences.json").write_text('{"trainee": "00000000-0000-4000-8000-000000000000"}')
        first_paint_ms(EMPTY, bytecode), first_paint_ms(HOME, bytecode, str(data))
        empty, home = [], []
        for _ in range(RUNS):
            empty.append(first_paint_ms(EMPTY, bytecode))
            home.append(first_paint_ms(HOME, bytecode, str(data)))
    rows = [
        Row.of("start to first paint", "empty PySide6 window", "1366x768", empty),
        Row.of("start to first paint", "Home with set cards", "1366x768", home),
    ]
    ratio = median(home) / median(empty)
    claims = [at_most("Home is painted within 3 times an empty PySide6 window", ratio, LIMIT)]
    return report(rows, claims, options, packages=("PySide6-Essentials",))


if __name__ == "__main__":
    sys.exit(main())
