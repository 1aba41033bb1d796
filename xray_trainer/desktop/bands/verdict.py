"""The verdict bar: what you would do, how sure you are, Submit. Always in the same place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy

from xray_trainer.desktop import theme
from xray_trainer.desktop.bands.fitting import FittingBand
from xray_trainer.desktop.bands.menu_button import MenuButton
from xray_trainer.desktop.keys import Action, told
from xray_trainer.desktop.widgets import ChoiceButton, ElidedLabel, Hairline, Label, PrimaryButton
from xray_trainer.model import ALMOST_CERTAIN, DOUBTFUL, PROBABLE, Draft, Verdict
from xray_trainer.text import tr

VERDICT_ACTIONS = {
    Verdict.NO_SUSPICION: Action.NO_SUSPICION,
    Verdict.TO_INSPECTION: Action.TO_INSPECTION,
    Verdict.CANNOT_DECIDE: Action.CANNOT_DECIDE,
}
VERDICT_ICONS = {
    Verdict.NO_SUSPICION: "no-suspicion",
    Verdict.TO_INSPECTION: "to-inspection",
    Verdict.CANNOT_DECIDE: "cannot-decide",
}
SURE_ACTIONS = {DOUBTFUL: Action.DOUBTFUL, PROBABLE: Action.PROBABLE, ALMOST_CERTAIN: Action.ALMOST_CERTAIN}


def verdict_text(verdict: Verdict) -> str:
    """A verdict as its button calls it."""
    return tr(told(VERDICT_ACTIONS[verdict]).name)


def sure_text(confidence: int) -> str:
    """How sure, as its button calls it."""
    return tr(told(SURE_ACTIONS[confidence]).name)


def bar_height() -> int:
    """Height of the verdict bar and of the outcome that takes its place."""
    return theme.sizes().primary + 20


def _choice(action: Action, icon: str = "", bars: int = 0) -> ChoiceButton:
    row = told(action)
    return ChoiceButton(tr(row.name), icon, row.key_text, bars=bars, tip=tr(row.sentence))


class VerdictBar(FittingBand):
    """Three verdicts, how sure, Submit.

    Signals: verdict_chosen(Verdict), confidence_chosen(int), submit_pressed().
    """

    verdict_chosen = Signal(object)
    confidence_chosen = Signal(int)
    submit_pressed = Signal()

    def __init__(self) -> None:
        super().__init__(bar_height(), line="top")
        self._verdicts = {one: _choice(action, VERDICT_ICONS[one]) for one, action in VERDICT_ACTIONS.items()}
        self._sures = {one: _choice(action, bars=one) for one, action in SURE_ACTIONS.items()}
        self._how = Label(tr("How sure"), colour=theme.MUTED)
        self._rule = Hairline()
        self._list = MenuButton(tr("How sure"), tall=True, tip=tr("Say how sure you are."))
        self._reason = ElidedLabel(colour=theme.MUTED, align=Qt.AlignmentFlag.AlignRight)
        self._reason.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._reasons = (tr("Choose a verdict"), tr("Say how sure"))
        widest = max(theme.metrics().horizontalAdvance(one) for one in self._reasons)
        self._reason.setMinimumWidth(widest + 2)  # kept free, so that nothing moves when it goes
        row = told(Action.GO_ON)
        self.submit = PrimaryButton(tr("Submit"), key=row.key_text, tip=tr("Hand in this answer."))
        for verdict_button in self._verdicts.values():
            self.row.addWidget(verdict_button)
        self.row.addWidget(self._rule)
        self.row.addWidget(self._how)
        for sure_button in self._sures.values():
            self.row.addWidget(sure_button)
        self.row.addWidget(self._reason, 1)
        for widget in (self._list, self.submit):
            self.row.addWidget(widget)
        for verdict, button in self._verdicts.items():
            button.clicked.connect(lambda _on, one=verdict: self.verdict_chosen.emit(one))
        for sure, button in self._sures.items():
            button.clicked.connect(lambda _on, one=sure: self.confidence_chosen.emit(one))
        self._list.clicked.connect(self._open_list)
        self.submit.clicked.connect(self.submit_pressed.emit)
        self.steps = (
            lambda on: self._how.setVisible(not on),
            self._without_caps,
            self._as_list,
            lambda on: self._reason.setVisible(not on),
            self._short_verdict,
            self._without_icons,
        )
        self.show_draft(Draft())

    @property
    def ready(self) -> bool:
        """Whether the answer can be handed in."""
        return self.submit.isEnabled()

    def show_draft(self, draft: Draft) -> None:
        """Show what has been chosen so far, and what is still wanting."""
        for verdict, button in self._verdicts.items():
            button.setChecked(verdict is draft.verdict)
        for sure, button in self._sures.items():
            button.setChecked(sure == draft.confidence)
        self._list.setText(tr("How sure") if draft.confidence is None else sure_text(draft.confidence))
        why = ""
        if draft.verdict is None:
            why = self._reasons[0]
        elif draft.confidence is None:
            why = self._reasons[1]
        self._reason.setText(why)
        self.submit.set_available(not why, why)
        self.refit()

    def buttons(self) -> tuple[ChoiceButton, ...]:
        """The choices, in their order."""
        return (*self._verdicts.values(), *self._sures.values())

    def _without_caps(self, on: bool) -> None:
        for button in self.buttons():
            button.show_cap(not on)

    def _short_verdict(self, on: bool) -> None:
        button = self._verdicts[Verdict.CANNOT_DECIDE]
        button.setText(tr("Cannot decide") if on else verdict_text(Verdict.CANNOT_DECIDE))
        button.updateGeometry()

    def _without_icons(self, on: bool) -> None:
        for verdict, button in self._verdicts.items():
            button.set_icon("" if on else VERDICT_ICONS[verdict])

    def _as_list(self, on: bool) -> None:
        for widget in (self._rule, *self._sures.values()):
            widget.setVisible(not on)
        self._list.setVisible(on)

    def _open_list(self) -> None:
        menu = QMenu(self)
        for sure in SURE_ACTIONS:
            row = told(SURE_ACTIONS[sure])
            action = QAction(f"{tr(row.name)}\t{row.key_text}", menu)
            action.triggered.connect(lambda _on=False, one=sure: self.confidence_chosen.emit(one))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        above = self._list.mapToGlobal(QPoint(0, 0)) - QPoint(0, menu.sizeHint().height() + theme.GAP_TIGHT)
        menu.popup(above)
