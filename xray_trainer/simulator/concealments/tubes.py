"""Thin-walled tubes of high-strength aluminium, as for centrifuges."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="tubes-crate",
    counts=(1, 6),
    one=N_("A crate of thin-walled aluminium tubes, {mass} kg"),
    many=N_("{count} crates of thin-walled aluminium tubes, {mass} kg together"),
    gap=20.0,
    cues={
        "cargo": N_(
            "Many tubes of one length and one diameter, their walls as thin double lines, held apart by formers. "
            "Goods packed with that care and declared as ordinary metal ware belong before an expert."
        ),
    },
)
KIND = lots.kind("tubes", Message(N_("Centrifuge tubes")), "strategic", LOT, ("cargo",))
