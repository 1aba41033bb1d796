"""A fault of the program is said over the window, which goes on."""

import sys

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from xray_trainer.desktop import hand, last_resort
from xray_trainer.desktop.screens.notice import Notice


def test_what_nobody_caught_is_said_and_the_window_goes_on(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: told.append(error))
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 600)
    window.show()
    last_resort.watch(window)
    fault = ZeroDivisionError("by nought")
    sys.excepthook(ZeroDivisionError, fault, None)
    assert told == [fault]
    assert hand.everything(window, Notice)
    hand.click(hand.find(window, QAbstractButton, "Go on"))
    assert not hand.everything(window, Notice)
