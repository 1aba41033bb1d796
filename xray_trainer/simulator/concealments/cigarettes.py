"""Master cases of cigarettes behind a cover load."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="cigarette-case",
    counts=(3, 160),
    one=N_("One master case of cigarettes, {mass} kg"),
    many=N_("{count} master cases of cigarettes, {mass} kg together"),
    ways=((0.0, 0.0, 0.0), (90.0, 0.0, 0.0)),
    gap=4.0,
    loose=0.0,
    flips=False,
    packet=lots.Packet(
        (280.0, 90.0, 55.0),
        "cigarettes",
        (12, 160),
        N_("One carton of cigarettes, {mass} kg"),
        N_("{count} cartons of cigarettes, {mass} kg together"),
    ),
    cues={
        "cargo": N_(
            "Behind a straight edge the goods change: lighter cases with a fine, even lattice of packs, "
            "the same in every case. A cover load ends where its texture ends; follow it from the doors inward."
        ),
        "doors": N_(
            "By the doors stand light cases with a fine lattice of packs that the rest of the load does not have."
        ),
        "door-leaf": N_(
            "A door should be as light as its two sheets of steel. Between the ribs it is greyer, in even pieces: "
            "cartons of cigarettes fill the hollow. Compare the two leaves with each other."
        ),
        "whole-load": N_(
            "All cases are of one size and show the same fine, even lattice of packs; the load is light and nowhere "
            "dense. What the papers name would look otherwise: ask how its packages, weight and texture should be."
        ),
    },
)
KIND = lots.kind(
    "cigarettes",
    Message(N_("Cigarettes")),
    "tobacco",
    LOT,
    ("cargo", "doors", "door-leaf", "whole-load"),
    ("cigarette-cases",),
)
