"""From the terminal to the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from xray_trainer.errors import RequestError
from xray_trainer.text import N_, Message


def open_window(data: Path, set_folder: Path | None = None) -> int:
    """Open the window, on the first case of a set if one is given; the exit code when it was closed.

    Raises
    ------
    RequestError
        There is no display.
    """
    if not _has_screen():
        advice = N_("there is no display here; `xray-trainer demo FOLDER` plays the window off screen")
        raise RequestError(Message(advice))
    from xray_trainer.desktop.app import run  # noqa: PLC0415 - Qt only where a window is wanted

    return run(data, set_folder)


def _has_screen() -> bool:
    """Whether Qt can open a window: without a display it ends the process."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in named)
