"""A car behind goods that the papers name."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="car",
    counts=(1, 2),
    one=N_("One car of {mass} kg"),
    many=N_("{count} cars, {mass} kg together"),
    gap=60.0,
    loose=1.5,
    stands=True,
    tiers=1,
    cues={
        "cargo": N_(
            "Between the goods stands a gap as long as a car, and in it wheels, an engine at one end and seats. "
            "Goods at both ends hide it from whoever opens the doors; the scan sees through them."
        ),
    },
)
KIND = lots.kind("undeclared-car", Message(N_("Undeclared car")), "undeclared", LOT, ("cargo",), ("used-cars",))
