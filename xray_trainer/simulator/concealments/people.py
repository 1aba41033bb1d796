"""People in a hollow of the load."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="person",
    counts=(1, 5),
    one=N_("One person of {mass} kg"),
    many=N_("{count} people, {mass} kg together"),
    gap=110.0,
    loose=8.0,
    models=3,
    stands=True,
    roofed=True,
    tiers=1,
    cues={
        "cargo": N_(
            "A hollow in the load, under boards that carry the goods above it, and in it a round head above a body "
            "with bent legs. The lungs are lighter than the belly, spine and pelvis darker. Stop the scan and open at "
            "once: life comes first."
        ),
        "doors": N_(
            "Behind the doors is room that a shipper would have filled with goods; in it a head, a trunk with lighter "
            "lungs and bent legs. Stop the scan and open at once: life comes first."
        ),
        "top": N_(
            "Between load and roof lies a body: a round head, lungs lighter than the belly, legs drawn up. "
            "Stop the scan and open at once: life comes first."
        ),
    },
)
KIND = lots.kind("people", Message(N_("People")), "people", LOT, ("cargo", "doors", "top"))
