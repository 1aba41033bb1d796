"""Tins of ammunition among the goods, or put behind the doors."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="ammunition-tin",
    counts=(1, 24),
    one=N_("One tin of ammunition, {mass} kg"),
    many=N_("{count} tins of ammunition, {mass} kg together"),
    ways=((0.0, 0.0, 0.0), (90.0, 0.0, 0.0)),
    gap=6.0,
    loose=0.0,
    tiers=3,
    flips=False,
    cues={
        "cargo": N_(
            "A sharp-edged box far darker than the goods around it, and in it a fine, even grid: "
            "rows of cartridges, brass and lead. It stays metal-coloured where the goods are organic."
        ),
        "doors": N_(
            "Between the doors and the first row stand small boxes, almost black, with a fine grid in them. "
            "Nothing of that weight is stowed there by a shipper."
        ),
    },
)
KIND = lots.kind("ammunition", Message(N_("Ammunition")), "weapons", LOT, ("cargo", "doors"))
