"""Saiga horns in bundles between soft goods."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="saiga-horns",
    counts=(1, 60),
    one=N_("A bundle of saiga horns, {mass} kg"),
    many=N_("{count} bundles of saiga horns, {mass} kg together"),
    gap=4.0,
    loose=5.0,
    models=4,
    wrapped=True,
    cues={
        "cargo": N_(
            "Short curved cones of 20 to 28 cm, ringed along their length and lighter at the hollow thick end, lie in "
            "bundles. Wool, hides and wood have no rings and no points."
        ),
        "top": N_(
            "On the load lie bundles of short curved cones with rings. "
            "Their points stand out where the goods fade away at the top."
        ),
    },
)
KIND = lots.kind("saiga-horns", Message(N_("Saiga horns")), "wildlife", LOT, ("cargo", "top"))
