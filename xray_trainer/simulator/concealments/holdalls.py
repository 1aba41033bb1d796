"""Holdalls of drugs put in at the doors and taken out again on the way: rip-on, rip-off."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="holdall",
    counts=(1, 12),
    one=N_("A holdall of pressed drugs, {mass} kg"),
    many=N_("{count} holdalls of pressed drugs, {mass} kg together"),
    gap=4.0,
    loose=16.0,
    models=3,
    tiers=2,
    cues={
        "doors": N_(
            "Bags stand loose between the doors and the load, and in them lie rectangular bricks with gaps between. "
            "Bags that somebody puts in and takes out on the way are always where the doors are: look there first, "
            "and look at the seal."
        ),
        "top": N_(
            "On top of the load lie dark bundles of rectangular bricks; zips and rings show as small bright "
            "metal. The top of a load fades evenly: what lies on it ends sharply."
        ),
    },
)
KIND = lots.kind("holdalls", Message(N_("Holdalls of drugs")), "drugs", LOT, ("doors", "top"))
