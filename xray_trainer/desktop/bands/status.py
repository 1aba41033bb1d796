"""The status line: which set, which case, in what mode; saved when, looked at for how long; folds and keys."""

from __future__ import annotations

import time

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.bands.fitting import FittingBand
from xray_trainer.desktop.keys import Action, told
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets import Button, ElidedLabel, Hairline, IconButton, Label
from xray_trainer.model import Mode
from xray_trainer.text import N_, tr

_PIP, _PIP_GAP, _MOST_PIPS = 6, 2, 40
_MODES = {Mode.PRACTICE: N_("Practice"), Mode.ENDLESS: N_("Practice")}


def key_button(icon: str, action: Action, *, flat: bool = True) -> IconButton:
    """An icon button that tells its action's name, key and sentence."""
    row = told(action)
    return IconButton(icon, tr(row.name), key=row.key_text, tip=tr(row.sentence), flat=flat)


class Pips(QWidget):
    """One small block a case: done, now, to come. Never right or wrong."""

    def __init__(self) -> None:
        super().__init__()
        self._position, self._total = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_position(self, position: int, total: int) -> None:
        """The case at `position` (from 1) of `total` is open."""
        self._position, self._total = position, total
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A block a case; many cases share the room of forty blocks."""
        return QSize(min(self._total, _MOST_PIPS) * (_PIP + _PIP_GAP), _PIP + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the blocks."""
        painter = QPainter(self)
        shown = min(self._total, _MOST_PIPS)
        if not shown:
            return
        now = self._position - 1 if shown == self._total else (self._position - 1) * shown // self._total
        for pip in range(shown):
            colour = theme.FILLED if pip < now else theme.ACCENT if pip == now else theme.HOVER
            painter.fillRect(pip * (_PIP + _PIP_GAP), 0, _PIP, _PIP + 2, theme.colour(colour))


def clock_text(milliseconds: int) -> str:
    """A duration as 02:14, or 1:02:14 from an hour on."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


class StatusLine(FittingBand):
    """The line on top of the screen.

    Signals: dock_pressed(), deck_pressed(), scan_only_pressed(), keys_pressed(), menu_opening() before the menu shows,
    finish_pressed() in a practice without end (`endless`).
    """

    dock_pressed = Signal()
    deck_pressed = Signal()
    scan_only_pressed = Signal()
    keys_pressed = Signal()
    menu_opening = Signal()
    finish_pressed = Signal()

    def __init__(self) -> None:
        super().__init__(theme.sizes().top)
        self.menu = QMenu(self)
        self._menu = key_button("menu", Action.MENU)
        self._title = ElidedLabel(weight=Weight.STRONG)
        self._case = Label()
        self._pips = Pips()
        self._mode = Label()
        self._mode_line = Hairline()
        self._saved = Label(colour=theme.MUTED)
        self._saved_line = Hairline()
        self._time = Label(weight=Weight.BUTTON)
        self._what = Label(colour=theme.MUTED)
        self.endless = False
        finish = told(Action.FINISH)
        self._finish = Button(tr("Finish"), flat=True, key=finish.key_text, tip=tr(finish.sentence))
        self._finish.clicked.connect(self.finish_pressed.emit)
        self._finish_line = Hairline()
        self._show_each(False, self._finish, self._finish_line)
        self._saved_long, self._saved_short = "", ""
        for widget in (self._menu, self._title, Hairline(), self._case, self._pips, self._mode_line, self._mode):
            self.row.addWidget(widget)
        self.row.addStretch(1)
        for at_right in (self._finish, self._finish_line, self._saved, self._saved_line, self._time, self._what):
            self.row.addWidget(at_right)
        self.row.addWidget(Hairline())
        for icon, action, pressed in (
            ("dock", Action.FOLD_DOCK, self.dock_pressed), ("deck", Action.FOLD_DECK, self.deck_pressed),
            ("full-screen", Action.SCAN_ONLY, self.scan_only_pressed), ("help", Action.KEYS, self.keys_pressed),
        ):  # fmt: skip
            button = key_button(icon, action)
            button.clicked.connect(pressed.emit)
            self.row.addWidget(button)
        self.row.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        self._menu.clicked.connect(self.open_menu)
        self.steps = (
            lambda on: self._what.setVisible(not on),
            lambda on: self._show_each(not on, self._mode, self._mode_line),
            lambda on: self._saved.setText(self._saved_short if on else self._saved_long),
            lambda on: self._pips.setVisible(not on),
            lambda on: self._show_each(not on and bool(self._saved_long), self._saved, self._saved_line),
        )

    def show_case(self, set_title: str, position: int, total: int, mode: Mode) -> None:
        """Which case is open."""
        self._title.setText(set_title)
        self.endless = mode is Mode.ENDLESS
        whole = tr("Case {number}") if self.endless else tr("Case {number} of {total}")
        self._case.setText(whole.format(number=position, total=total))
        self._pips.show_position(position, 0 if self.endless else total)
        self._show_each(self.endless, self._finish, self._finish_line)
        self._mode.setText(tr(_MODES[mode]))
        self.refit()

    def show_saved(self, wall_ms: int | None, *, submitted: bool = False) -> None:
        """When the last change was put on disk (UTC ms), None if nothing was changed yet."""
        if wall_ms is None:
            self._saved_long = self._saved_short = ""
        else:
            at = time.strftime("%H:%M", time.localtime(wall_ms / 1000))
            self._saved_long = (
                tr("Submitted {time}").format(time=at) if submitted else tr("Saved {time}").format(time=at)
            )
            self._saved_short = tr("Submitted") if submitted else tr("Saved")
        self.refit()

    def show_not_kept(self) -> None:
        """The case is being read once more."""
        self._saved_long = tr("Once more: only your first answer counts")
        self._saved_short = tr("Once more")
        self.refit()

    def show_time(self, milliseconds: int, *, over: bool = False) -> None:
        """How long the scan has been looked at; `over` when the case is submitted."""
        before = self._time.sizeHint().width(), self._what.text()
        self._time.setText(clock_text(milliseconds))
        self._what.setText(tr("taken") if over else tr("on this case"))
        if (self._time.sizeHint().width(), self._what.text()) != before:
            self.refit()

    def open_menu(self) -> None:
        """Open the menu below its button."""
        self.menu_opening.emit()
        self.menu.popup(self._menu.mapToGlobal(self._menu.rect().bottomLeft()))

    @staticmethod
    def _show_each(shown: bool, *widgets: QWidget) -> None:
        for widget in widgets:
            widget.setVisible(shown)
