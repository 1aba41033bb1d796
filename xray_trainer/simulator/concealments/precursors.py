"""Acetic anhydride, with which heroin is made, in stacking cans."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="acid-can",
    counts=(4, 90),
    one=N_("One can of acetic anhydride, {mass} kg"),
    many=N_("{count} cans of acetic anhydride, {mass} kg together"),
    ways=((0.0, 0.0, 0.0), (90.0, 0.0, 0.0)),
    gap=5.0,
    loose=0.0,
    cues={
        "cargo": N_(
            "Cans of 29 by 25 by 40 cm in rows, dark and even, each with a light strip of air under its handle. "
            "The strips lie at one height in a whole tier: liquid, where the papers name none or another."
        ),
        "doors": N_(
            "Behind the doors stand cans with a level line at nine tenths of their height. "
            "Liquid in cans is declared with its danger class; look for the labels and the line in the papers."
        ),
    },
)
KIND = lots.kind("precursors", Message(N_("Acetic anhydride")), "precursors", LOT, ("cargo", "doors"))
