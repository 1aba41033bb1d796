"""Rifles laid flat between the goods."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="rifle",
    counts=(1, 24),
    one=N_("One assault rifle, {mass} kg"),
    many=N_("{count} assault rifles, {mass} kg together"),
    ways=((0.0, 0.0, 0.0), (0.0, 0.0, 90.0)),
    gap=10.0,
    loose=2.0,
    models=3,
    tiers=4,
    wrapped=True,
    cues={
        "cargo": N_(
            "A straight barrel ends in a block with a curved magazine below it: long, thin steel parts with one sharp "
            "bend that no packed goods have. Look in the negative and follow each straight dark line to its ends."
        ),
        "top": N_(
            "On top of the cargo lie long straight lines of steel where goods should fade out. "
            "Barrel, receiver and magazine show best against the lighter top of the load."
        ),
    },
)
KIND = lots.kind("rifles", Message(N_("Assault rifles")), "weapons", LOT, ("cargo", "top"))
