"""What the keys do on the inspection screen, and what its menu holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from xray_trainer.desktop.key_filter import KeyFilter
from xray_trainer.desktop.keys import Action, told
from xray_trainer.desktop.viewer import Tool
from xray_trainer.desktop.viewer.viewport import STEP
from xray_trainer.desktop.widgets import ChoiceButton
from xray_trainer.model import ALMOST_CERTAIN, DOUBTFUL, PROBABLE, Verdict
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.desktop.screens.inspection import InspectionScreen


def bind_keys(screen: InspectionScreen, keys: KeyFilter) -> None:
    """Give the screen its keys. Arrows, Tab, paging, Enter and Esc on the scan are the canvas's own."""
    keys.add_stage(screen.canvas)
    canvas, dock = screen.canvas, screen.dock
    acts: dict[Action, Callable[[], bool | None]] = {
        Action.NO_SUSPICION: lambda: screen.answer.give_verdict(Verdict.NO_SUSPICION),
        Action.TO_INSPECTION: lambda: screen.answer.give_verdict(Verdict.TO_INSPECTION),
        Action.CANNOT_DECIDE: lambda: screen.answer.give_verdict(Verdict.CANNOT_DECIDE),
        Action.DOUBTFUL: lambda: screen.answer.give_confidence(DOUBTFUL),
        Action.PROBABLE: lambda: screen.answer.give_confidence(PROBABLE),
        Action.ALMOST_CERTAIN: lambda: screen.answer.give_confidence(ALMOST_CERTAIN),
        Action.GO_ON: lambda: _go_on(screen, keys),
        Action.SELECT: lambda: _take_up(screen, Tool.SELECT),
        Action.BOX: lambda: _take_up(screen, Tool.BOX),
        Action.POLYGON: lambda: _take_up(screen, Tool.POLYGON),
        Action.WHOLE_LOAD: screen.answer.toggle_whole_load,
        Action.CATEGORY: screen.ask_category,
        Action.DELETE: lambda: _delete(screen),
        Action.UNDO: screen.answer.undo,
        Action.REDO: screen.answer.redo,
        Action.DROP: lambda: _drop(screen),
        Action.BLACK_WHITE: dock.press_plain,
        Action.INVERSE: dock.press_inverse,
        Action.STANDARD: dock.press_standard,
        Action.AUTOMATIC: screen.set_automatic,
        Action.WINDOW_DOWN: lambda: dock.tone.step_window(-1),
        Action.WINDOW_UP: lambda: dock.tone.step_window(1),
        Action.LEVEL_DOWN: lambda: dock.tone.step_level(-1),
        Action.LEVEL_UP: lambda: dock.tone.step_level(1),
        Action.GAMMA_DOWN: lambda: dock.tone.step_gamma(-1),
        Action.GAMMA_UP: lambda: dock.tone.step_gamma(1),
        Action.ZOOM_IN: lambda: canvas.zoom_by(STEP),
        Action.ZOOM_OUT: lambda: canvas.zoom_by(1 / STEP),
        Action.FIT: canvas.fit,
        Action.ACTUAL_SIZE: canvas.actual_size,
        Action.OTHER_VIEW: screen.show_other_scan,
        Action.AGAIN: lambda: screen.again.emit() if screen.telling else False,
        Action.FADE_OUT: lambda: screen.fading.step(-1),
        Action.FADE_IN: lambda: screen.fading.step(1),
        Action.KEYS: screen.show_keys,
        Action.FOLD_DOCK: screen.folding.fold_dock,
        Action.FOLD_DECK: screen.folding.fold_deck,
        Action.SCAN_ONLY: screen.folding.toggle_scan_only,
        Action.NEXT_BAND: lambda: _next_band(screen, 1),
        Action.PREVIOUS_BAND: lambda: _next_band(screen, -1),
        Action.MENU: screen.status.open_menu,
        Action.FINISH: lambda: screen.finish.emit() if screen.status.endless else False,
    }
    for action, act in acts.items():
        keys.bind(screen, action, act)
    keys.bind(screen, Action.HIDE_OVERLAYS, lambda: canvas.set_overlays_hidden(True),
              lambda: canvas.set_overlays_hidden(False))  # fmt: skip
    keys.bind(screen, Action.TWIN, lambda: screen.fading.hold(True), lambda: _let_go(screen))


def fill_menu(screen: InspectionScreen, menu: QMenu) -> None:
    """What can be done from here."""
    menu.clear()

    def entry(action: Action, act: Callable[[], object], enabled: bool = True) -> None:
        row = told(action)
        menu.addAction(f"{tr(row.name)}\t{row.key_text}", act).setEnabled(enabled)

    editing = not screen.telling
    entry(Action.UNDO, screen.answer.undo, editing and bool(screen.draft.done))
    entry(Action.REDO, screen.answer.redo, editing and bool(screen.draft.undone))
    menu.addSeparator()
    entry(Action.FOLD_DOCK, screen.folding.fold_dock)
    entry(Action.FOLD_DECK, screen.folding.fold_deck)
    entry(Action.SCAN_ONLY, screen.folding.toggle_scan_only)
    menu.addSeparator()
    entry(Action.KEYS, screen.show_keys)
    if screen.status.endless:
        entry(Action.FINISH, screen.finish.emit)
    menu.addAction(tr("Home; this case stays as it is"), screen.leave_home.emit)


def _let_go(screen: InspectionScreen) -> None:
    screen.fading.hold(False)


def _take_up(screen: InspectionScreen, tool: Tool) -> None:
    if tool is Tool.SELECT or not screen.telling:
        screen.canvas.set_tool(tool)
        screen.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _go_on(screen: InspectionScreen, keys: KeyFilter) -> bool | None:
    """Enter belongs to a shape being drawn, and to a button that the keyboard was carried to."""
    focus = QApplication.focusWidget()
    if focus is screen.canvas and screen.canvas.is_drawing():
        return False
    if isinstance(focus, QAbstractButton) and keys.led_by_key and not isinstance(focus, ChoiceButton):
        return False
    if screen.telling:
        screen.next_case.emit()
    else:
        screen.submit()
    return True


def _delete(screen: InspectionScreen) -> bool | None:
    if screen.canvas.hasFocus():
        return False
    screen.canvas.delete_chosen()
    return True


def _drop(screen: InspectionScreen) -> bool | None:
    if screen.folds.scan_only and not screen.canvas.is_drawing() and screen.canvas.chosen() is None:
        screen.folding.toggle_scan_only()
        return True
    if screen.canvas.hasFocus():
        return False
    if not screen.canvas.drop():
        screen.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return True


def _next_band(screen: InspectionScreen, step: int) -> None:
    """Carry the keyboard to the next band that can take it: stage, dock, papers, marks, verdict, status line."""
    deck = screen.deck
    bands: list[QWidget] = [
        screen.canvas, screen.dock, deck.papers, deck.marks, deck.what, deck.explanation, deck.slim, screen.verdict,
        screen.outcome, screen.status,
    ]  # fmt: skip
    focus = QApplication.focusWidget()
    here = next((n for n, band in enumerate(bands) if focus is band or (focus and band.isAncestorOf(focus))), 0)
    for distance in range(1, len(bands) + 1):
        target = _first_stop(bands[(here + step * distance) % len(bands)])
        if target is not None:
            if target in (screen.verdict, screen.outcome):
                screen.folding.raise_bar()
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _first_stop(band: QWidget) -> QWidget | None:
    """The first widget of a band, reading from the upper left, at which Tab would stop."""
    stops = [
        one
        for one in (band, *band.findChildren(QWidget))
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    return min(
        stops,
        key=lambda one: (
            one.mapTo(band.window(), one.rect().topLeft()).y() // 8,
            one.mapTo(band.window(), one.rect().topLeft()).x(),
        ),
        default=None,
    )
