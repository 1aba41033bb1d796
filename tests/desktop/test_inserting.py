"""Items put into scans in the real window: dragged from the list, moved, refused, kept, and a mentor's own cut-outs."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from xray_trainer import paths
from xray_trainer.clock import SystemClock
from xray_trainer.desktop import hand
from xray_trainer.desktop.main_window import MainWindow
from xray_trainer.desktop.screens.home import Home
from xray_trainer.desktop.screens.inserting import InsertScreen
from xray_trainer.desktop.screens.inserting_parts.item_tile import ItemTile
from xray_trainer.desktop.screens.notice import Notice
from xray_trainer.desktop.widgets import SetCardView
from xray_trainer.library import import_set, open_image_set
from xray_trainer.model import Basis, Truth, bounds
from xray_trainer.records import Journal

Key, CTRL, LEFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
FLOOR, LOAD = 330, (420, 200)  # row of the floor; column from which there is cargo, and its upper row


def container(path: Path) -> None:
    """An 8-bit scan of a box: open air, a floor, cargo at the right."""
    grey = np.full((400, 900), 236.0)
    grey[40:FLOOR, 60:840] = 215
    grey[FLOOR:360, 60:840] = 40
    grey[LOAD[1] : FLOOR, LOAD[0] : 800] = 120
    grey += np.random.default_rng(3).normal(0, 1.2, grey.shape)
    path.parent.mkdir(parents=True)
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(path)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    """A window at Home with one set of one 8-bit scan."""
    data = tmp_path / "data"
    with Journal.open(data, SystemClock()) as journal:
        trainee = journal.add_trainee("Robert").id
    (data / "preferences.json").write_text(json.dumps({"trainee": trainee}))
    container(tmp_path / "scans" / "lorry.png")
    import_set(tmp_path / "scans", paths.own_sets(data) / "lorries")
    opened = MainWindow(data, SystemClock())
    opened.show()
    hand.until(lambda: bool(hand.everything(opened, Home)), "Home")
    hand.linger(200)
    yield opened
    opened.close()


def screen_of(window: MainWindow) -> InsertScreen:
    hand.until(lambda: bool(hand.everything(window, InsertScreen)), "the screen", 60)
    return hand.find(window, InsertScreen)


@pytest.fixture
def screen(window: MainWindow) -> InsertScreen:
    hand.key(Key.Key_I, CTRL)
    return screen_of(window)


def tile_of(screen: InsertScreen, words: str) -> ItemTile:
    screen.items.search.setText(words)
    hand.linger(20)
    return screen.items.tiles()[0]


def on_screen(screen: InsertScreen, x: float, y: float) -> QPoint:
    """Where a scan point is on the canvas."""
    lens = screen.canvas.lens()
    assert lens is not None
    at = lens.screen((x, y))
    return QPoint(round(at[0]), round(at[1]))


def carry(screen: InsertScreen, tile: ItemTile, x: float, y: float) -> QPoint:
    """Drag an item over a scan point and hold it there."""
    start = tile.rect().center()
    end = tile.mapFromGlobal(screen.canvas.mapToGlobal(on_screen(screen, x, y)))
    QTest.mousePress(tile, LEFT, pos=start)
    for step in range(1, 9):
        QTest.mouseMove(tile, start + (end - start) * (step / 8))
    hand.until(lambda: screen.canvas.item_at is not None, "the item over the scan")
    hand.linger(20)
    return end


def drag(screen: InsertScreen, words: str, x: float, y: float) -> None:
    tile = tile_of(screen, words)
    QTest.mouseRelease(tile, LEFT, pos=carry(screen, tile, x, y))
    hand.linger(20)


def test_an_item_follows_the_hand_over_the_scan_and_stays_where_it_is_dropped(screen: InsertScreen) -> None:
    before = screen.canvas.grab().toImage()
    tile = tile_of(screen, "case of cig")
    end = carry(screen, tile, 600, 280)
    held = screen.canvas.grab().toImage()
    inside, outside = on_screen(screen, 600, 280), on_screen(screen, 200, 100)
    QTest.mouseRelease(tile, LEFT, pos=end)

    assert held.pixelColor(inside).lightness() < before.pixelColor(inside).lightness() - 10
    assert held.pixelColor(outside) == before.pixelColor(outside)
    assert screen.canvas.item_at == pytest.approx((600, 280), abs=2)
    assert screen.lines()[0] == "It can stay here."
    assert screen.keep.isEnabled()


def test_an_8_bit_scan_says_what_was_assumed(screen: InsertScreen) -> None:
    drag(screen, "case of cig", 600, 280)
    assert screen.lines()[1:] == (
        "This 8-bit image's tone curve was assumed", "The scanner's energies were assumed",
        "One energy alone does not tell the cargo's material",
    )  # fmt: skip


def test_what_would_look_pasted_is_refused_in_words(screen: InsertScreen) -> None:
    drag(screen, "case of cig", 250, 120)
    assert screen.lines()[0] == "It would float: nothing under it carries it"
    assert not screen.keep.isEnabled()
    hand.key(Key.Key_Return)
    assert "Kept" not in screen.said()


def test_what_lies_in_the_scan_is_dragged_on_and_moved_by_arrows(screen: InsertScreen) -> None:
    drag(screen, "case of cig", 600, 280)
    hand.drag(screen.canvas, on_screen(screen, 600, 280), on_screen(screen, 500, 260))
    hand.linger(20)
    assert screen.canvas.item_at == pytest.approx((500, 260), abs=3)
    screen.canvas.setFocus()
    hand.key(Key.Key_Right, times=3)
    hand.linger(20)
    moved = screen.canvas.item_at
    assert moved is not None
    assert moved[0] > 503
    hand.key(Key.Key_Delete)
    assert screen.canvas.item_at is None
    assert not screen.keep.isEnabled()


def test_carried_back_to_the_list_it_is_gone(screen: InsertScreen) -> None:
    tile = tile_of(screen, "case of cig")
    carry(screen, tile, 600, 280)
    QTest.mouseRelease(tile, LEFT, pos=tile.rect().center())
    hand.linger(20)
    assert screen.canvas.item_at is None


def test_enter_puts_the_item_into_the_middle_and_keys_move_it_deeper(screen: InsertScreen) -> None:
    tile_of(screen, "case of cig").setFocus(Qt.FocusReason.TabFocusReason)
    hand.key(Key.Key_Return)
    hand.until(lambda: screen.canvas.item_at is not None, "the item")
    assert screen.canvas.item_at == pytest.approx((450, 200), abs=3)
    before = screen.distance.value()
    hand.key(Key.Key_Up, Qt.KeyboardModifier.AltModifier, times=4)
    assert screen.distance.value() == before + 4


def test_deeper_things_are_smaller(screen: InsertScreen) -> None:
    drag(screen, "case of cig", 600, 280)
    widths = []
    for step in (0, 48):
        screen.distance.step(step - screen.distance.value())
        hand.linger(30)
        outcome = screen.canvas._outcome
        assert outcome is not None
        _, y0, _, y1 = bounds(outcome.inserted[0].regions[0])
        widths.append(y1 - y0)
    assert widths[1] < widths[0]


def test_kept_it_is_a_case_of_a_set_of_ones_own(window: MainWindow, screen: InsertScreen, tmp_path: Path) -> None:
    drag(screen, "case of cig", 600, 280)
    screen.category.setCurrentIndex(screen.category.findData("tobacco"))
    hand.click(screen.keep)
    hand.until(lambda: screen.said().startswith("Kept as case"), "that it is kept", 60)
    new = paths.own_sets(tmp_path / "data") / "inserted"
    image_set = open_image_set(new)
    truth = image_set.truth(image_set.order[0])

    assert isinstance(truth, Truth)
    assert (truth.basis, truth.concealments[0].category, len(truth.twins)) == (Basis.INSERTED, "tobacco", 1)
    x0, y0, x1, y1 = bounds(truth.concealments[0].regions[0].shape)
    assert x0 < 600 < x1
    assert y0 < 280 < y1
    drag(screen, "pistol", 620, 300)
    assert screen.target.choice() == str(new)
    hand.click(screen.keep)
    hand.until(lambda: len(open_image_set(new).order) == 2, "the second one", 60)
    hand.key(Key.Key_Escape)
    hand.until(lambda: bool(hand.everything(window, Home)), "Home")
    assert "Scans with inserted items" in [one.text() for one in hand.everything(window, SetCardView)]


def test_a_cut_out_that_is_dropped_becomes_an_item(screen: InsertScreen, tmp_path: Path) -> None:
    grey = np.full((60, 90), 240, np.uint8)
    grey[15:45, 20:70] = 130
    Image.fromarray(grey).save(tmp_path / "radio set.png")
    hand.drop(screen, [tmp_path / "radio set.png"])
    hand.until(lambda: "is an item now" in screen.said(), "the new item", 60)

    assert (tmp_path / "data" / "items" / "radio set.png").is_file()
    assert screen.items.tiles()[0].item == "radio set"
    assert screen.items.tiles()[0].isChecked()
    drag(screen, "radio", 600, 280)
    assert screen.canvas.item_at is not None


def test_a_damaged_cut_out_is_told_and_not_taken(window: MainWindow, screen: InsertScreen, tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"no picture")
    hand.drop(screen, [tmp_path / "broken.png"])
    hand.until(lambda: bool(hand.everything(window, Notice)), "what is wrong with it", 60)
    assert not (tmp_path / "data" / "items" / "broken.png").exists()


def test_the_search_finds_by_any_part_of_the_name(screen: InsertScreen) -> None:
    screen.items.search.setText("carton tools")
    assert [one.item for one in screen.items.tiles()] == ["tools-carton"]
    screen.items.search.setText("no such thing")
    assert screen.items.tiles() == ()


def test_the_menu_of_a_card_leads_there(window: MainWindow) -> None:
    card = next(one for one in hand.everything(window, SetCardView) if one.text() == "scans")
    at = card.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, card.mapToGlobal(at))
    QApplication.sendEvent(card, event)
    hand.until(lambda: hand.menu() is not None, "the menu")
    hand.pick("Insert an item\tCtrl+I")
    assert screen_of(window).case.choice() == "lorry"


def test_a_simulated_scan_knows_its_scanner_and_cargo_makes_room(window: MainWindow) -> None:
    starter = next(paths.bundled_sets().glob("*/image_set.json")).parent
    window.simulated.show_inserting(str(starter))
    screen = screen_of(window)
    scan = screen.canvas.scan()
    assert scan is not None
    box = scan.outlines[0]
    drag(screen, "drug bricks", box.x + box.width / 2, box.y + box.height * 0.8)

    assert all("scanner" not in line and "tone" not in line for line in screen.lines())
    hand.key(Key.Key_PageDown, CTRL)
    hand.until(lambda: screen.case.choice() != open_image_set(starter).usable[0], "the next case", 60)
    assert screen.canvas.item_at is None
