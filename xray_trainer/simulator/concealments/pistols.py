"""Pistols laid flat between the goods."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="pistol",
    counts=(1, 48),
    one=N_("One pistol, {mass} kg"),
    many=N_("{count} pistols, {mass} kg together"),
    ways=((0.0, 0.0, 0.0), (0.0, 0.0, 90.0)),
    gap=12.0,
    loose=3.0,
    models=3,
    wrapped=True,
    cues={
        "cargo": N_(
            "Small dark angles of 20 cm lie among lighter goods: a straight slide, a grip that leaves it at about "
            "110°. Zoom in on every small dark spot that has a straight edge."
        ),
    },
)
KIND = lots.kind("pistols", Message(N_("Pistols")), "weapons", LOT, ("cargo",))
