"""The start of the window: one application, one window for each data folder."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from xray_trainer import __version__
from xray_trainer.clock import SystemClock
from xray_trainer.desktop import last_resort, preferences, theme
from xray_trainer.desktop.main_window import MainWindow
from xray_trainer.desktop.single_instance import FirstWindow, raise_first_window
from xray_trainer.text import use_language


def application(data: Path) -> QApplication:
    """The Qt application, dressed in the house's look and speaking the language that was chosen."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else theme.dressed_application(sys.argv[:1])
    app.setApplicationName("xray-trainer")
    app.setApplicationDisplayName("X-ray Trainer")
    app.setApplicationVersion(__version__)
    kept = preferences.load(data)
    use_language(kept.language)
    theme.apply(app, kept.text_size)
    return app


def run(data: Path, set_folder: Path | None = None) -> int:
    """Open the window and run until it is closed; if one is open on this data folder, raise it instead."""
    app = application(data)
    if raise_first_window(data, set_folder):
        return 0
    before = sys.excepthook
    first = FirstWindow(data)
    window = MainWindow(data, SystemClock(), set_folder)
    first.asked_to_front.connect(window.come_to_front)
    last_resort.watch(window)
    window.show()
    code = app.exec()
    sys.excepthook = before
    first.close()
    return code
