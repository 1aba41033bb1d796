"""The form of a wish: how many cases, how hard, of what, seen by which scanner, for whom, and where they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.screens.making_parts.choosing import Chooser
from xray_trainer.desktop.set_wishes import BANDS, SEEDS, Offer, Offers
from xray_trainer.desktop.widgets import Button, ElidedLabel, Field, Label, Option, Segments, Slider
from xray_trainer.model import Band, View
from xray_trainer.simulator import Wishes
from xray_trainer.text import tr

MOST_CASES = 10_000
_TWO_COLUMNS = 1180  # px of width from which the form has two
_CHOICES = 660  # px that the choices take at most: a button far from its words is not seen to belong to them
_SIDE, _TOP = "side", "top"
_PRACTICE, _EXAM = "practice", "exam"
_STEP = 10  # percent that the slider's share moves by


@dataclass(frozen=True, slots=True)
class Wished:
    """What the form says. seed : None for any."""

    wishes: Wishes
    seed: int | None
    exam: bool


class Rows(QWidget):
    """Named rows, the names in one column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GAP_GROUP)
        self._grid.setVerticalSpacing(theme.GAP)
        self._grid.setColumnStretch(1, 1)

    def add(self, name: str, *widgets: QWidget, stretch: bool = True) -> None:
        """One more row. stretch : the widgets stand at the left."""
        row = self._grid.rowCount()
        label = Label(name, colour=theme.MUTED)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
        holder = QHBoxLayout()
        holder.setSpacing(theme.GAP)
        for widget in widgets:
            holder.addWidget(widget, 0 if stretch else 1)
        if stretch:
            holder.addStretch(1)
        self._grid.addLayout(holder, row, 1)

    def fill(self) -> None:
        """No more rows: what height is left stays below them."""
        self._grid.setRowStretch(self._grid.rowCount(), 1)


class WishForm(QWidget):
    """The form. Signals: changed() for whatever alters what would be made; folder_wanted() for another place."""

    changed = Signal()
    folder_wanted = Signal()

    def __init__(self, wishes: Wishes, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_controls(wishes)
        left, right = Rows(), Rows()
        left.add(tr("Cases"), self.cases, self.share)
        left.add(tr("How hard to see"), self.bands)
        left.add(tr("Views"), self.views)
        left.add(tr("Made for"), self.purpose)
        right.add(tr("Loads"), self.loads, stretch=False)
        right.add(tr("Hidden things"), self.concealments, stretch=False)
        right.add(tr("Scanners"), self.scanners, stretch=False)
        right.add(tr("Seed"), self.seed, self._seed_note)
        right.add(tr("Kept in"), self._make_place(folder), stretch=False)
        left.fill()
        right.fill()
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._halves.setContentsMargins(theme.GAP_GROUP, theme.GAP_GROUP, theme.GAP_GROUP + 12, theme.GAP_GROUP)
        self._halves.setSpacing(theme.GAP)
        self._halves.addWidget(left)
        self._halves.addWidget(right, 1)
        self._halves.addStretch(0)
        right.setMaximumWidth(round(_CHOICES * theme.sizes().text / 13))
        self._tell()

    def _make_controls(self, wishes: Wishes) -> None:
        self.cases = Field(str(wishes.cases), name=tr("Number of cases"))
        self.cases.setValidator(QRegularExpressionValidator(QRegularExpression("[1-9][0-9]{0,4}"), self.cases))
        self.cases.setFixedWidth(theme.metrics().horizontalAdvance("00000") + 28)
        self.share = Slider(
            tr("with something hidden"), 0, 100 // _STEP, round(wishes.share * 100 / _STEP),
            say=self._say_share,
            tip=tr("How many of the cases hold a concealment."),
        )  # fmt: skip
        self.bands = Segments([Option(band, tr(name)) for band, name in BANDS.items()], exclusive=False)
        for band in BANDS:
            self.bands.set_chosen(band, band in wishes.bands)
        self.views = Segments([Option(_SIDE, tr("Side")), Option(_TOP, tr("Side and top"))])
        self.views.set_chosen(_TOP if View.TOP in wishes.views else _SIDE)
        self.purpose = Segments([
            Option(_PRACTICE, tr("Practice"), tip=tr("The answer is shown after each case.")),
            Option(_EXAM, tr("Exam"), tip=tr("Truth goes to a private folder; nobody can work it out from the rest.")),
        ])  # fmt: skip
        self.purpose.set_chosen(_PRACTICE)
        self.loads = Chooser(tr("Loads"), tr("All kinds"))
        self.concealments = Chooser(tr("Hidden things"), tr("All kinds"))
        self.scanners = Chooser(tr("Scanners"), tr("All scanners"))
        self.seed = Field("", name=tr("Seed"), hint=tr("any"))
        self.seed.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,18}"), self.seed))
        self.seed.setFixedWidth(theme.metrics().horizontalAdvance("0" * 10) + 28)
        self._seed_note = ElidedLabel(colour=theme.MUTED)
        for chooser, names in (
            (self.loads, wishes.loads), (self.concealments, wishes.concealments), (self.scanners, wishes.profiles)
        ):  # fmt: skip
            chooser.set_chosen(names)
            chooser.changed.connect(self._tell)
        for one in (self.share, self.bands, self.views, self.purpose):
            (one.changed if isinstance(one, Slider) else one.chosen).connect(lambda _what: self._tell())
        self.cases.textChanged.connect(lambda _text: self._tell())
        self.seed.textChanged.connect(lambda _text: self._tell())

    def _say_share(self, step: int) -> str:
        count = self.count()
        return tr("{n} of {total}").format(n=round(step * _STEP * count / 100), total=count)

    def _make_place(self, folder: Path) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        self._folder = ElidedLabel(str(folder), mode=Qt.TextElideMode.ElideMiddle)
        other = Button(tr("Choose…"), name=tr("Choose another folder"), tip=tr("A new folder is made in it."))
        other.clicked.connect(lambda: self.folder_wanted.emit())
        row.addWidget(self._folder, 1)
        row.addWidget(other)
        return place

    # ---- what it says ----

    def set_offers(self, offers: Offers) -> None:
        """What there is to choose from."""
        self.loads.set_offers(offers.loads)
        self.concealments.set_offers(offers.concealments)
        self._scanners, self._from_above = offers.scanners, offers.from_above
        self._tell()

    _scanners: Sequence[Offer] = ()
    _from_above: frozenset[str] = frozenset()

    def set_folder(self, folder: Path) -> None:
        """Where the new set's folder is made."""
        self._folder.setText(str(folder))

    def count(self) -> int:
        """How many cases."""
        return int(self.cases.text() or 0) if hasattr(self, "cases") else 0

    def bands_chosen(self) -> tuple[Band, ...]:
        """The bands that are on."""
        return tuple(band for band in BANDS if self.bands.is_chosen(band))

    def fault(self) -> str:
        """Why nothing can be made of it, "" if all is well."""
        if not 1 <= self.count() <= MOST_CASES:
            return tr("Say how many cases: 1 to {most}.").format(most=MOST_CASES)
        if not self.bands_chosen() and self.share.value():
            return tr("Choose how hard the hidden things are to see.")
        if int(self.seed.text() or 0) > SEEDS:
            return tr("The seed is too large: at most {most}.").format(most=SEEDS)
        return ""

    def wished(self) -> Wished:
        """What is wished for; only where there is no `fault`."""
        views = (View.SIDE, View.TOP) if self.views.is_chosen(_TOP) else (View.SIDE,)
        wishes = Wishes(
            cases=self.count(),
            share=self.share.value() * _STEP / 100,
            bands=self.bands_chosen() or tuple(Band),
            loads=self.loads.chosen(),
            concealments=self.concealments.chosen(),
            profiles=self.scanners.chosen(),
            views=views,
        )
        exam = self.purpose.is_chosen(_EXAM)
        return Wished(wishes, int(self.seed.text()) if self.seed.text() and not exam else None, exam)

    def _tell(self) -> None:
        """Bring what depends on other choices up to date."""
        above = self.views.is_chosen(_TOP)
        fitting = [one for one in self._scanners if not above or one.id in self._from_above]
        if self._scanners:
            self.scanners.set_chosen([one for one in self.scanners.chosen() if one in {each.id for each in fitting}])
            self.scanners.set_offers(fitting)
        self.share.set_value(self.share.value())
        exam = self.purpose.is_chosen(_EXAM)
        self.seed.setEnabled(not exam)
        note = tr("an exam makes its own, which nobody can guess") if exam else tr("the same seed gives the same set")
        self._seed_note.setText(note)
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them."""
        super().resizeEvent(event)
        wide = self.width() >= _TWO_COLUMNS
        side, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(side if wide else down)
        self._halves.setSpacing(48 if wide else theme.GAP)


def column_of(*widgets: QWidget) -> QVBoxLayout:
    """Widgets below each other without a gap."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return column
