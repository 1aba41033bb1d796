"""Cylinders of refrigerant in their cartons."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="refrigerant-cylinder",
    counts=(4, 120),
    one=N_("One cylinder of refrigerant, {mass} kg"),
    many=N_("{count} cylinders of refrigerant, {mass} kg together"),
    gap=6.0,
    models=2,
    cues={
        "cargo": N_(
            "Round bottles of 24 cm with a valve on top stand in even rows, and in each the liquid ends in a level "
            "line at three quarters of its height. A row of level lines at one height is liquid in cylinders."
        ),
        "doors": N_(
            "Behind the doors stand alike bottles with a valve on top and a level line in each. "
            "They are in cartons, but the round shoulders and the liquid show through."
        ),
    },
)
KIND = lots.kind("refrigerants", Message(N_("Refrigerant cylinders")), "refrigerants", LOT, ("cargo", "doors"))
