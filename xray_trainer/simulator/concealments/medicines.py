"""Medicines in folding boxes."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="medicine-carton",
    counts=(3, 150),
    one=N_("One carton of medicines, {mass} kg"),
    many=N_("{count} cartons of medicines, {mass} kg together"),
    ways=((0.0, 0.0, 0.0), (90.0, 0.0, 0.0)),
    gap=4.0,
    loose=0.0,
    flips=False,
    cues={
        "cargo": N_(
            "Cartons with two tiers of small upright boxes, each with a gap of air over its tablets: a comb that is "
            "finer than the goods around. Medicines travel cooled and sealed, not in the middle of other goods."
        ),
        "doors": N_(
            "By the doors stand a few small cartons with a fine upright comb inside, unlike all others. "
            "A shipper puts the same goods to the last row."
        ),
        "whole-load": N_(
            "Every carton holds two tiers of small upright boxes with air at their tops, and all cartons are alike. "
            "Nothing that the papers name is packed in such a way."
        ),
    },
)
KIND = lots.kind("medicines", Message(N_("Medicines")), "medicines", LOT, ("cargo", "doors", "whole-load"))
