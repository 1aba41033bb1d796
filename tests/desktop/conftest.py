"""Every desktop test sees the program's own look, in English, on the offscreen platform."""

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from xray_trainer import text
from xray_trainer.desktop import theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    """The theme at its least text size before the test, English after it."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what earlier tests closed
    if theme.sizes().text != theme.TEXT_SIZES[0] or not qapp.styleSheet():
        theme.apply(qapp)
    yield
    text.use_language(text.ENGLISH)
