"""The papers as they are: what disagrees is for the officer to see, so nothing here lights up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.bands.panel import Panel, Scroller, scaled
from xray_trainer.desktop.viewer.probe import NBSP, grouped
from xray_trainer.desktop.widgets import ElidedLabel, Label
from xray_trainer.model import Declared, Papers, Seal
from xray_trainer.text import language, ngettext, tr

_NUMBER = Qt.AlignmentFlag.AlignRight


def kilograms(mass: float) -> str:
    """A mass in whole kilograms."""
    return f"{grouped(round(mass))}{NBSP}{tr('kg')}"


def facts(papers: Papers) -> tuple[tuple[str, str], ...]:
    """(name, value) of all that the papers say, but for the number in the head and the lines of the declaration."""
    rows = [
        (tr("Plate"), papers.plate if papers.container else ""),
        (tr("Type"), papers.type),
        (tr("Declared"), "" if papers.declared_gross_kg is None
         else tr("{mass} gross").format(mass=kilograms(papers.declared_gross_kg))),
        (tr("Weighed"), "" if papers.weighed_gross_kg is None
         else tr("{mass} gross").format(mass=kilograms(papers.weighed_gross_kg))),
        *((tr("Seal"), _seal(seal)) for seal in papers.seals),
        (tr("Route"), papers.route),
    ]  # fmt: skip
    return tuple((name, value) for name, value in rows if value)


def _seal(seal: Seal) -> str:
    """Both numbers, always in the same form, so that the form gives nothing away."""
    if seal.papers and seal.found:
        return tr("papers {papers}, door {found}").format(papers=seal.papers, found=seal.found)
    if seal.papers:
        return tr("papers {papers}").format(papers=seal.papers)
    return tr("door {found}").format(found=seal.found) if seal.found else ""


def one_line(papers: Papers | None) -> str:
    """The papers in one line: the first goods, how many lines more, the masses."""
    if papers is None:
        return tr("none with this case")
    goods = [line.goods.say(language()) for line in papers.lines]
    parts = ["; ".join(one for one in goods[:2] if one)]
    if len(goods) > 2:
        parts.append(ngettext("{n} more line", "{n} more lines", len(goods) - 2).format(n=len(goods) - 2))
    parts += [f"{name.lower()} {value}" for name, value in facts(papers)]
    return ", ".join(part for part in parts if part)


class _Table(QWidget):
    """Rows of labels; the columns that grow elide."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(theme.GAP_GROUP)
        self.grid.setVerticalSpacing(0)
        self._labels: list[QWidget] = []

    def clear(self) -> None:
        """Take all rows away."""
        for label in self._labels:
            self.grid.removeWidget(label)
            label.setParent(None)
            label.deleteLater()
        self._labels.clear()

    def put(
        self, row: int, column: int, text: str, *, muted: bool = False, elides: bool = False, grows: bool = True,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> QWidget:  # fmt: skip
        """One cell."""
        colour = theme.MUTED if muted else theme.TEXT
        label: Label | ElidedLabel
        if elides:
            label = ElidedLabel(text, colour=colour, align=align)
            if grows:
                label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            label = Label(text, colour=colour)
        label.setFixedHeight(theme.sizes().row)
        self._labels.append(label)
        self.grid.addWidget(label, row, column, align if not elides else Qt.AlignmentFlag(0))
        label.show()
        return label

    def close_up(self, rows: int) -> None:
        """Rows stay at the top."""
        for row in range(self.grid.rowCount()):
            self.grid.setRowStretch(row, 1 if row == rows else 0)


class PapersPanel(Panel):
    """Container or plate number in the head; facts at the left, the lines of the declaration at the right."""

    def __init__(self) -> None:
        super().__init__(tr("Papers"), 400, grows=True)
        self.note.set_colour(theme.TEXT)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.GAP_GROUP)
        self._facts, self._lines = _Table(), _Table()
        row.addWidget(self._facts, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._lines, 1, Qt.AlignmentFlag.AlignTop)
        self._lines.setMaximumWidth(scaled(640))  # farther apart, the eye loses the line
        row.addStretch()
        self._packages: list[QWidget] = []
        self._none = ElidedLabel(tr("No papers came with this case. The scan alone decides."), colour=theme.MUTED)
        self._none.setFixedHeight(theme.sizes().row)
        self._scroll = Scroller(inside, self.heading)
        self.body.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._scroll, 1)

    def show_papers(self, papers: Papers | None) -> None:
        """Show a case's papers, or that there are none."""
        self._packages = []
        self._facts.clear()
        self._lines.clear()
        told = () if papers is None else facts(papers)
        lines = () if papers is None else papers.lines
        head = "" if papers is None else papers.container or papers.plate
        self.note.setText(head)
        nothing = not (told or lines or head)
        self._none.setVisible(nothing)
        self._scroll.setVisible(not nothing)
        for row, (name, value) in enumerate(told):
            self._facts.put(row, 0, name, muted=True)
            self._facts.put(row, 1, value, elides=True, grows=False)
        self._facts.close_up(len(told))
        self._facts.setVisible(bool(told))
        self._facts.setMaximumWidth(scaled(264))
        self._lines.setVisible(bool(lines))
        if lines:
            self._put_lines(lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, the goods need it more than the number of packages."""
        super().resizeEvent(event)
        self._show_packages()

    def _show_packages(self) -> None:
        for label in self._packages:
            label.setVisible(self.width() >= scaled(560))

    def _put_lines(self, lines: tuple[Declared, ...]) -> None:
        net = any(line.net_kg is not None for line in lines)
        masses = [line.net_kg if net else line.gross_kg for line in lines]
        columns = [
            (tr("HS code"), [line.hs_code for line in lines], False),
            (tr("Declared goods"), [line.goods.say(language()) for line in lines], True),
            (tr("Packages"), ["" if line.packages is None else grouped(line.packages) for line in lines], False),
            (tr("Net kg") if net else tr("Gross kg"),
             ["" if mass is None else grouped(round(mass)) for mass in masses], False),
        ]  # fmt: skip
        shown = [(name, cells, grows) for name, cells, grows in columns if any(cells)]
        for column, (name, cells, grows) in enumerate(shown):
            number = _NUMBER if name in (columns[2][0], columns[3][0]) else Qt.AlignmentFlag.AlignLeft
            labels = [self._lines.put(0, column, name, muted=True, elides=grows, align=number)]
            labels += [self._lines.put(row, column, cell, elides=grows, align=number)
                       for row, cell in enumerate(cells, 1)]  # fmt: skip
            if name == columns[2][0]:
                self._packages = labels
        self._show_packages()
        self._lines.close_up(len(lines) + 1)
