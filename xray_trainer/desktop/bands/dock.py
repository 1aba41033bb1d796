"""The dock: how the picture is shown (row 1), and what the hand does (row 2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget, QWidgetAction

from xray_trainer.desktop import theme
from xray_trainer.desktop.bands.fitting import FittingBand
from xray_trainer.desktop.bands.menu_button import MenuButton
from xray_trainer.desktop.bands.status import key_button
from xray_trainer.desktop.bands.tone import ToneSliders
from xray_trainer.desktop.keys import Action, told
from xray_trainer.desktop.viewer.tools import Tool
from xray_trainer.desktop.widgets import Button, Hairline, Label, Option, Segments
from xray_trainer.model import DisplaySettings, PlaneKind, Scan, View
from xray_trainer.text import N_, tr

NAMES_FROM = 1778  # px: from this width on, groups have names
_TOOLS = {
    Tool.SELECT: (Action.SELECT, "select"),
    Tool.BOX: (Action.BOX, "box"),
    Tool.POLYGON: (Action.POLYGON, "polygon"),
}
_VIEWS = {View.SIDE: N_("Side view"), View.TOP: N_("Top view")}
_TWO_ENERGIES = (
    ("composite", N_("Composite"), N_("This scan has one energy; the composite needs two.")),
    ("organic_strip", N_("Organic strip"), N_("This scan has one energy; organic strip needs two.")),
    ("metal_strip", N_("Metal strip"), N_("This scan has one energy; metal strip needs two.")),
    ("organic_only", N_("Organic only"), N_("This scan has one energy; organic only needs two.")),
    ("difference", N_("Diff"), N_("This scan has one energy; the difference needs two.")),
)


def _said(action: Action, icon: str = "", *, iconic: bool = False) -> Option:
    row = told(action)
    name = tr(row.name)
    return Option(action.value, "" if iconic else name, icon, row.key_text, tr(row.sentence), name=name)


def _worded(action: Action) -> Button:
    row = told(action)
    return Button(tr(row.name), key=row.key_text, tip=tr(row.sentence))


def _off(number: int) -> Option:
    name, text, why = _TWO_ENERGIES[number]
    return Option(name, tr(text), enabled=False, why=tr(why))


class Dock(FittingBand):
    """Two rows of tools.

    Signals: settings_changed(DisplaySettings) by hand, automatic(), tool_chosen(Tool), zoom(float factor), fit(),
    actual_size(), view_chosen(int) the index of a scan.
    """

    settings_changed = Signal(object)
    automatic = Signal()
    tool_chosen = Signal(object)
    zoom = Signal(float)
    fit = Signal()
    actual_size = Signal()
    view_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(2 * theme.sizes().control + 3 * theme.GAP_TIGHT, tips_below=True)
        self._settings = self._standard = DisplaySettings()
        self._names: list[Label] = []
        column = QVBoxLayout()
        column.setSpacing(theme.GAP_TIGHT)
        self._rows = (QHBoxLayout(), QHBoxLayout())
        for row in self._rows:
            row.setSpacing(theme.GAP)
            column.addLayout(row)
        self.row.addLayout(column)
        self._make_picture(self._rows[0])
        self._make_hand(self._rows[1])
        self.steps = (
            lambda on: self._each_shown(self._names, not on and self.width() >= NAMES_FROM),
            self.tone.set_short,
            self._shorten_reset,
            lambda on: self._each_shown((self._minus, self._plus), not on),
            self._gamma_into_more,
            self._shorten_tools,
            lambda on: self.tone.setVisible(not on),
            lambda on: self._each_shown(self._off_groups, not on),
        )
        self.show_settings(self._settings)

    def rows(self) -> Sequence[QBoxLayout]:
        """Both rows must fit."""
        return self._rows

    def _make_picture(self, row: QHBoxLayout) -> None:
        plain, inverse = _said(Action.BLACK_WHITE), _said(Action.INVERSE)
        self._one_energy = QWidget()
        groups = QHBoxLayout(self._one_energy)
        groups.setContentsMargins(0, 0, 0, 0)
        groups.setSpacing(theme.GAP_GROUP)
        self._pictures = (Segments([_off(0), plain, inverse]), Segments([plain, inverse]))
        groups.addWidget(self._pictures[0])
        self._off_groups = (Segments([_off(1), _off(2), _off(3)]), Segments([_off(4)]))
        for group in self._off_groups:
            groups.addWidget(group)
        row.addWidget(self._name(tr("Picture")))
        row.addWidget(self._one_energy)
        row.addWidget(self._pictures[1])
        row.addStretch(1)
        self._views = QHBoxLayout()
        self._view_switch: Segments | None = None
        row.addLayout(self._views)
        self._reset = key_button("reset", Action.STANDARD)
        self._reset_word = _worded(Action.STANDARD)
        for button in (self._reset, self._reset_word):
            button.clicked.connect(self.press_standard)
            row.addWidget(button)
        for picture in self._pictures:
            picture.chosen.connect(lambda name: self._change(inverse=name == Action.INVERSE.value))

    def _make_hand(self, row: QHBoxLayout) -> None:
        self._tools = Segments(
            [_said(action, icon, iconic=tool is Tool.SELECT) for tool, (action, icon) in _TOOLS.items()]
        )
        by_action = {action.value: tool for tool, (action, _) in _TOOLS.items()}
        self._tools.chosen.connect(lambda name: self.tool_chosen.emit(by_action[name]))
        row.addWidget(self._name(tr("Mark")))
        row.addWidget(self._tools)
        row.addWidget(Hairline())
        self.tone, self._more_tone = ToneSliders(), ToneSliders(QBoxLayout.Direction.TopToBottom)
        for tone in (self.tone, self._more_tone):
            tone.changed.connect(self._set)
        row.addWidget(self.tone)
        self._auto = Button(tr("Auto"), key=told(Action.AUTOMATIC).key_text, tip=tr(told(Action.AUTOMATIC).sentence),
                            name=tr("Automatic"))  # fmt: skip
        self._auto.clicked.connect(self.automatic.emit)
        self._more = self._make_more()
        row.addWidget(self._auto)
        row.addWidget(self._more)
        row.addStretch(1)
        self._make_zoom(row)

    def _make_more(self) -> Button:
        button = MenuButton(tr("More"), tip=tr("Window, level and gamma."))
        menu = QMenu(button)
        holder = QWidget()
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(theme.GAP_GROUP, theme.GAP_TIGHT, theme.GAP_GROUP, theme.GAP_TIGHT)
        inside.addWidget(self._more_tone)
        action = QWidgetAction(menu)
        action.setDefaultWidget(holder)
        menu.addAction(action)
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def _make_zoom(self, row: QHBoxLayout) -> None:
        group = QHBoxLayout()
        group.setSpacing(1)
        self._minus = key_button("minus", Action.ZOOM_OUT, flat=False)
        self._plus = key_button("plus", Action.ZOOM_IN, flat=False)
        self._scale = Label(weight=theme.Weight.BUTTON)
        self._scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        widest = theme.metrics(theme.Weight.BUTTON).horizontalAdvance("3200 %")
        self._scale.setFixedSize(widest + 2 * theme.GAP, theme.sizes().control)
        self._scale.setAutoFillBackground(True)
        palette = self._scale.palette()
        palette.setColor(palette.ColorRole.Window, theme.colour(theme.RAISED))
        self._scale.setPalette(palette)
        self._fit = key_button("fit", Action.FIT, flat=False)
        self._actual = _worded(Action.ACTUAL_SIZE)
        for widget in (self._minus, self._scale, self._plus):
            group.addWidget(widget)
        row.addLayout(group)
        row.addSpacing(theme.GAP_TIGHT)
        pair = QHBoxLayout()
        pair.setSpacing(1)
        pair.addWidget(self._fit)
        pair.addWidget(self._actual)
        row.addLayout(pair)
        self._minus.clicked.connect(lambda: self.zoom.emit(1 / 1.25))
        self._plus.clicked.connect(lambda: self.zoom.emit(1.25))
        self._fit.clicked.connect(self.fit.emit)
        self._actual.clicked.connect(self.actual_size.emit)

    def show_scans(self, scans: Sequence[Scan], kinds: Sequence[PlaneKind], index: int = 0) -> None:
        """Which scans the case has, and which planes the one on screen has."""
        one_energy = not (set(kinds) - {PlaneKind.GREY, PlaneKind.HIGH})
        self._one_energy.setVisible(one_energy)
        self._pictures[1].setVisible(not one_energy)
        if self._view_switch is not None:
            self._views.removeWidget(self._view_switch)
            self._view_switch.deleteLater()
            self._view_switch = None
        if len(scans) > 1:
            row = told(Action.OTHER_VIEW)
            self._view_switch = Segments([
                Option(str(number), name, key=row.key_text, tip=tr(row.sentence))
                for number, name in enumerate(view_names(scans))
            ])  # fmt: skip
            self._view_switch.set_chosen(str(index))
            self._view_switch.chosen.connect(lambda number: self.view_chosen.emit(int(number)))
            self._views.addWidget(self._view_switch)
            self._view_switch.show()  # by itself it would show, and take room, only later
        self.refit()

    def show_view(self, index: int) -> None:
        """Which scan is on screen."""
        if self._view_switch is not None:
            self._view_switch.set_chosen(str(index))

    def show_settings(self, settings: DisplaySettings) -> None:
        """Show settings that came from elsewhere."""
        self._settings = settings
        name = (Action.INVERSE if settings.inverse else Action.BLACK_WHITE).value
        for picture in self._pictures:
            picture.set_chosen(name)
        for tone in (self.tone, self._more_tone):
            tone.show_settings(settings)

    def show_tool(self, tool: Tool) -> None:
        """Which tool the hand has."""
        self._tools.set_chosen(_TOOLS[tool][0].value)

    def set_marking(self, allowed: bool) -> None:
        """Whether marks can be drawn; after submission they cannot."""
        for action in (Action.BOX, Action.POLYGON):
            self._tools.set_enabled(action.value, allowed, tr("The answer has been handed in."))

    def set_standard(self, settings: DisplaySettings) -> None:
        """What the standard picture of this scan is."""
        self._standard = settings

    def show_scale(self, scale: float) -> None:
        """Screen px a scan px, as a percentage."""
        self._scale.setText(f"{100 * scale:.0f}\u00a0%")

    # what the keys do

    def press_standard(self) -> None:
        """The standard picture."""
        self._set(self._standard)

    def press_plain(self) -> None:
        """B/W."""
        self._change(inverse=False)

    def press_inverse(self) -> None:
        """Inverse on or off."""
        self._change(inverse=not self._settings.inverse)

    def _change(self, *, inverse: bool) -> None:
        self._set(replace(self._settings, inverse=inverse))

    def _set(self, settings: DisplaySettings) -> None:
        self.show_settings(settings)
        self.settings_changed.emit(settings)

    # what goes when room is short

    def _name(self, text: str) -> Label:
        label = Label(text, colour=theme.MUTED)
        self._names.append(label)
        return label

    def _shorten_reset(self, on: bool) -> None:
        self._reset.setVisible(on)
        self._reset_word.setVisible(not on)

    def _gamma_into_more(self, on: bool) -> None:
        self.tone.gamma_slider.setVisible(not on)
        self._more.setVisible(on)

    def _shorten_tools(self, on: bool) -> None:
        for action in (Action.BOX, Action.POLYGON):
            button = self._tools.button(action.value)
            button.setText("" if on else tr(told(action).name))
            button.updateGeometry()

    @staticmethod
    def _each_shown(widgets: Sequence[QWidget], shown: bool) -> None:
        for widget in widgets:
            widget.setVisible(shown)


def view_names(scans: Sequence[Scan]) -> tuple[str, ...]:
    """What the scans of a case are called; those from the same side are numbered."""
    names = [tr(_VIEWS[scan.view]) for scan in scans]
    return tuple(
        f"{name} {names[: number + 1].count(name)}" if names.count(name) > 1 else name
        for number, name in enumerate(names)
    )  # fmt: skip
