"""The outcome, where the verdict bar was: what you said, one sentence with counts, again, next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.bands.fitting import FittingBand
from xray_trainer.desktop.bands.verdict import VERDICT_ICONS, bar_height, sure_text, verdict_text
from xray_trainer.desktop.keys import Action, told
from xray_trainer.desktop.widgets import Button, ChoiceButton, Hairline, Label, PrimaryButton
from xray_trainer.desktop.widgets.tip import show_tip, tip_text
from xray_trainer.model import CaseScore, Completeness, Outcome, Response, Sealed, Truth, Verdict
from xray_trainer.text import ngettext, tr


def counted(score: CaseScore) -> str:
    """`You found 1 of 2 concealments, with 1 false mark.`"""
    required = [one for one in score.concealments if not one.optional]
    found = sum(one.found for one in required)
    n = len(required)
    head = ngettext("You found {found} of {n} concealment", "You found {found} of {n} concealments", n)
    head = head.format(found=found, n=n)
    if not score.false_marks:
        return tr("{sentence}.").format(sentence=head)
    tail = ngettext("with {n} false mark", "with {n} false marks", score.false_marks).format(n=score.false_marks)
    return tr("{found}, {false_marks}.").format(found=head, false_marks=tail)


def sentence(truth: Truth | Sealed, score: CaseScore | None) -> str:
    """What became of the case, in one or two short sentences."""
    if isinstance(truth, Sealed):
        return tr("The answer to this case is sealed; your mentor will open it.")
    if score is None or score.outcome is None:
        return _unscored(truth)
    papers_only = not truth.required and truth.right_verdict is Verdict.TO_INSPECTION
    match score.outcome:
        case Outcome.FOUND:
            return f"{tr('Right to stop it.')} {counted(score)}"
        case Outcome.STOPPED_WRONG_PLACE if not score.marks:
            said = tr("Right to stop it, but nothing is marked: an inspection needs a place to start.")
            return f"{said} {counted(score)}"
        case Outcome.STOPPED_WRONG_PLACE:
            return f"{tr('Right to stop it, but for another place than it lies in.')} {counted(score)}"
        case Outcome.LOCATED_RELEASED:
            return f"{counted(score)} {tr('Then you let it go: trust what you see, and stop it.')}"
        case Outcome.MISSED:
            return f"{tr('This container held something, and it was let go. Look where it lies.')} {counted(score)}"
        case Outcome.RELEASED if papers_only:
            return tr("Nothing was hidden, but the load is not what the papers say: it should have been stopped.")
        case Outcome.RELEASED:
            return tr("Right to let it go: nothing was hidden.")
        case Outcome.RELEASED_WITH_MARKS:
            return ngettext(
                "Right to let it go: nothing was hidden, so your {n} mark was not needed.",
                "Right to let it go: nothing was hidden, so your {n} marks were not needed.",
                len(score.marks),
            ).format(n=len(score.marks))
        case _ if papers_only:
            return tr("Right to stop it: nothing was hidden, but the load is not what the papers say.")
        case _ if score.verdict is Verdict.CANNOT_DECIDE:
            return tr("Nothing was hidden here. Undecided counts as stopped, so this inspection was not needed.")
        case _:
            return tr("Nothing was hidden here: this inspection was not needed.")


def _unscored(truth: Truth) -> str:
    if truth.completeness is Completeness.UNKNOWN:
        return tr("What this container held is not known, so nothing is scored.")
    if truth.concealments:
        return tr("What was here counts neither way, so nothing is scored.")
    return tr("Not all that this container held is known, so nothing is scored.")


class TwoLines(QWidget):
    """A sentence on one line, or two; what is longer ends in an ellipsis and stands in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setFont(theme.font(theme.Weight.BUTTON))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(2 * self.fontMetrics().lineSpacing())

    def text(self) -> str:
        """The whole sentence."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another sentence."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for two lines, with a word to spare."""
        one_line = self.fontMetrics().horizontalAdvance(self._text)
        return QSize(min(one_line + 2, round(one_line * 0.62) + 24), self.height())

    def minimumSizeHint(self) -> QSize:
        """Squeezed last."""
        return QSize(min(120, self.sizeHint().width()), self.height())

    def lines(self) -> tuple[str, ...]:
        """What is shown, line by line."""
        layout = QTextLayout(self._text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        starts = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width())
            starts.append(line.textStart())
        layout.endLayout()
        if len(starts) <= 1:
            return (self._text,)
        rest = self.fontMetrics().elidedText(self._text[starts[1] :], Qt.TextElideMode.ElideRight, self.width())
        return self._text[: starts[1]].rstrip(), rest

    def is_elided(self) -> bool:
        """Whether two lines are too few."""
        return "".join(self.lines()).replace(" ", "") != self._text.replace(" ", "")

    def event(self, event: QEvent) -> bool:
        """The whole sentence in a tooltip, where it does not fit."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_tip(self, event, tip_text("", sentence=self._text) if self.is_elided() else "")
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, centred in the height."""
        painter = QPainter(self)
        painter.setPen(theme.colour(theme.TEXT))
        metrics, lines = self.fontMetrics(), self.lines()
        top = (self.height() - len(lines) * metrics.lineSpacing()) / 2 + metrics.ascent()
        for number, line in enumerate(lines):
            painter.drawText(QPointF(0, top + number * metrics.lineSpacing()), line)


class OutcomeBar(FittingBand):
    """What you said, what became of it, and where to go.

    Signals: again_pressed(), next_pressed().
    """

    again_pressed = Signal()
    next_pressed = Signal()

    def __init__(self) -> None:
        super().__init__(bar_height(), line="top")
        self._you_said = Label(tr("You said"), colour=theme.MUTED)
        self._verdicts = {one: ChoiceButton(verdict_text(one), icon) for one, icon in VERDICT_ICONS.items()}
        self._sure = Label(colour=theme.MUTED)
        self.sentence = TwoLines()
        again = told(Action.AGAIN)
        self._again = Button(tr(again.name), "again", tall=True, key=again.key_text, tip=tr(again.sentence))
        self._again_icon = Button(
            "", "again", tall=True, key=again.key_text, tip=tr(again.sentence), name=tr(again.name)
        )
        go_on = told(Action.GO_ON)
        self.next = PrimaryButton(tr("Next"), key=go_on.key_text, tip=tr("Go to the next case."))
        self._rule = Hairline()
        self.row.addWidget(self._you_said)
        for button in self._verdicts.values():
            button.setChecked(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.row.addWidget(button)
        for widget in (self._sure, self._rule):
            self.row.addWidget(widget)
        self.row.addWidget(self.sentence, 1)
        for again_button in (self._again, self._again_icon):
            again_button.clicked.connect(self.again_pressed.emit)
            self.row.addWidget(again_button)
        self.row.addWidget(self.next)
        self.next.clicked.connect(self.next_pressed.emit)
        self.steps = (
            lambda on: self._you_said.setVisible(not on),
            self._short_again,
            lambda on: self._sure.setVisible(not on),
        )

    def show_outcome(
        self, truth: Truth | Sealed, score: CaseScore | None, response: Response, *, last: bool
    ) -> None:  # fmt: skip
        """Tell what became of a response. last : no case is left after this one."""
        for verdict, button in self._verdicts.items():
            button.setVisible(verdict is response.verdict)
        self._sure.setText(sure_text(response.confidence).lower())
        self.sentence.set_text(sentence(truth, score))
        self.next.setText(tr("Summary") if last else tr("Next"))
        self.next.set_tip(tr("See how the whole practice went.") if last else tr("Go to the next case."))
        self.next.updateGeometry()
        self.refit()

    def _short_again(self, on: bool) -> None:
        self._again.setVisible(not on)
        self._again_icon.setVisible(on)
