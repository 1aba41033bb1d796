"""The screen after a session: the report's own words and numbers, and every miss with its picture."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.clipping import clipped, show_at
from tests.unit.reports import practice
from xray_trainer import text
from xray_trainer.desktop import theme
from xray_trainer.desktop.screens.miss import CropView, MissView
from xray_trainer.desktop.screens.summary import Summary
from xray_trainer.desktop.widgets import Button, ElidedLabel, Page, PrimaryButton
from xray_trainer.desktop.widgets.range_bar import RangeBar
from xray_trainer.reports import Item


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> list[Item]:
    return practice.practice(tmp_path_factory.mktemp("practice"), 24, scans=2)


def shown(qtbot: QtBot, items: list[Item], width: int = 1366, height: int = 768) -> Summary:
    """The summary of these answers."""
    screen = Summary(practice.report(items))
    qtbot.addWidget(screen)
    show_at(screen, width, height)
    return screen


def words(screen: Summary) -> list[str]:
    """All that stands on the screen."""
    labels = [one.text() for one in screen.findChildren(QLabel)]
    return labels + [one.text() for one in screen.findChildren(ElidedLabel)]


def test_it_says_what_the_report_says(qtbot: QtBot, items: list[Item]) -> None:
    report = practice.report(items)
    said = words(shown(qtbot, items))

    assert report.headline in said
    assert all(count.text in said and count.note in said for count in report.counts[:4] if count.note)
    assert all(row.name in said and row.text in said for row in report.categories)
    assert all(miss.explanation in said for miss in report.misses)


def test_each_kind_and_each_word_has_its_range(qtbot: QtBot, items: list[Item]) -> None:
    report = practice.report(items)
    screen = shown(qtbot, items)

    assert len(screen.findChildren(RangeBar)) == len(report.categories) + len(report.confidence)


def test_reports_are_saved_in_three_forms(qtbot: QtBot, items: list[Item]) -> None:
    screen = shown(qtbot, items)
    for name, kind in (("PDF", "pdf"), ("Web page", "html"), ("Table", "csv")):
        (button,) = (one for one in screen.findChildren(Button) if one.text() == name)
        with qtbot.waitSignal(screen.save_report) as sent:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert sent.args == [kind]
    screen.say("Saved as /home/aigerim/report.pdf")

    assert "Saved as /home/aigerim/report.pdf" in words(screen)


def test_home_is_the_one_thing_to_do(qtbot: QtBot, items: list[Item]) -> None:
    screen = shown(qtbot, items)
    (home,) = screen.findChildren(PrimaryButton)
    with qtbot.waitSignal(screen.home):
        qtbot.mouseClick(home, Qt.MouseButton.LeftButton)


def test_esc_and_enter_lead_home_and_paging_scrolls(qtbot: QtBot, items: list[Item]) -> None:
    screen = shown(qtbot, items)
    (home,) = screen.findChildren(PrimaryButton)
    assert screen.focusWidget() is home
    bar = screen.findChildren(Page)[0].verticalScrollBar()
    qtbot.keyClick(home, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        with qtbot.waitSignal(screen.home):
            qtbot.keyClick(home, key)


def test_pictures_of_misses_come_later(qtbot: QtBot, items: list[Item]) -> None:
    screen = shown(qtbot, items)
    crop = screen.findChildren(CropView)[0]
    before = crop.grab().toImage()
    image = QImage(300, 180, QImage.Format.Format_Grayscale8)
    image.fill(200)
    screen.set_crop(0, image)
    screen.set_crop(99, image)
    after = crop.grab().toImage()

    assert after != before
    assert after.pixelColor(after.width() // 2, 3).lightness() > 150  # the scan, above the outline


def test_misses_stand_beside_the_kinds_or_below_them(qtbot: QtBot, items: list[Item]) -> None:
    wide, narrow = shown(qtbot, items), shown(qtbot, items, 760, 600)

    def left(screen: Summary) -> int:
        view = screen.findChildren(MissView)[0]
        return view.mapTo(screen, view.rect().topLeft()).x()

    assert left(wide) > 480
    assert left(narrow) == theme.GAP_GROUP
    assert clipped(narrow) == []


def test_no_case_at_all_is_said_plainly(qtbot: QtBot) -> None:
    screen = shown(qtbot, [])

    assert screen.findChildren(MissView) == []
    assert clipped(screen) == []


@pytest.mark.parametrize("size", theme.TEXT_SIZES)
@pytest.mark.parametrize("language", [text.ENGLISH, text.PSEUDO])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (960, 540)])
def test_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, items: list[Item], size: int, language: str, width: int, height: int
) -> None:
    text.use_language(language)
    theme.apply(qapp, size)

    assert clipped(shown(qtbot, items, width, height)) == []


def test_a_picture_that_cannot_be_read_says_so(qtbot: QtBot, items: list[Item]) -> None:
    screen = shown(qtbot, items)
    crop = screen.findChildren(CropView)[0]
    reading = crop.grab().toImage()
    screen.set_crop(0, None)

    assert crop.grab().toImage() != reading
