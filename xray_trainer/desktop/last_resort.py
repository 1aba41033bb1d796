"""The last resort: a fault of the program is said in a card with its text to copy, and the window goes on."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from xray_trainer.desktop.screens.notice import Choice, Notice
from xray_trainer.errors import TrainerError
from xray_trainer.text import tr


def watch(window: QWidget) -> None:
    """From now on, whatever nobody caught is said over this window too."""
    before = sys.excepthook

    def say(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        before(kind, error, trace)
        if issubclass(kind, Exception) and isValid(window) and window.isVisible():
            _show(window, error)

    sys.excepthook = say


def _show(window: QWidget, error: BaseException) -> None:
    if isinstance(error, TrainerError):
        Notice(window, tr("This could not be done"), error.sentence(), [Choice(tr("Go on"))])
        return
    where = traceback.extract_tb(error.__traceback__)
    place = f"{where[-1].filename}:{where[-1].lineno}" if where else ""
    text = tr("Your answers are on disk. Copy this text and send it to whoever gave you the program.")
    heading = tr("The program met something that it was not made for")
    Notice(window, heading, f"{text}\n{type(error).__name__}: {error}\n{place}", [Choice(tr("Go on"))])
