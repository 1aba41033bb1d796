"""The question of what practice without end is to be made of."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from xray_trainer.desktop.screens.making_parts.choosing import Chooser
from xray_trainer.desktop.screens.making_parts.wish_form import Rows
from xray_trainer.desktop.set_wishes import BANDS, Offers
from xray_trainer.desktop.widgets import Dialog, Option, Segments
from xray_trainer.model import Band
from xray_trainer.simulator import Wishes
from xray_trainer.text import tr

_WIDTH = 640


class EndlessWishes(Dialog):
    """Bands, hidden things, loads and scanners. `wishes` gives what was chosen."""

    def __init__(self, parent: QWidget, wishes: Wishes, offers: Offers) -> None:
        super().__init__(
            parent,
            tr("What to practise without end"),
            tr("Half of the containers hold something. Those that were made by other wishes and wait are dropped."),
            act=tr("Practise these"),
            safe=tr("Back"),
            width=_WIDTH,
        )
        self._wishes_before = wishes
        self.bands = Segments([Option(band, tr(name)) for band, name in BANDS.items()], exclusive=False)
        for band in BANDS:
            self.bands.set_chosen(band, band in wishes.bands)
        self.bands.chosen.connect(lambda _band: self._tell())
        self.concealments = Chooser(tr("Hidden things"), tr("All kinds"))
        self.loads = Chooser(tr("Loads"), tr("All kinds"))
        self.scanners = Chooser(tr("Scanners"), tr("All scanners"))
        rows = Rows()
        rows.add(tr("How hard to see"), self.bands)
        for name, chooser, offered, chosen in (
            (tr("Hidden things"), self.concealments, offers.concealments, wishes.concealments),
            (tr("Loads"), self.loads, offers.loads, wishes.loads),
            (tr("Scanners"), self.scanners, offers.scanners, wishes.profiles),
        ):
            chooser.set_chosen(chosen)
            chooser.set_offers(offered)
            rows.add(name, chooser, stretch=False)
        self.content.addWidget(rows)
        self._tell()

    def wishes(self) -> Wishes:
        """What was chosen."""
        return Wishes(
            cases=self._wishes_before.cases,
            share=self._wishes_before.share,
            bands=self._bands(),
            loads=self.loads.chosen(),
            concealments=self.concealments.chosen(),
            profiles=self.scanners.chosen(),
        )

    def _bands(self) -> tuple[Band, ...]:
        return tuple(band for band in BANDS if self.bands.is_chosen(band))

    def _tell(self) -> None:
        self.act_button.set_available(bool(self._bands()), tr("Choose how hard the hidden things are to see."))
