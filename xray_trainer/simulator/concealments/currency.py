"""Bank notes in shrink-wrapped blocks."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="currency",
    counts=(1, 20),
    one=N_("A stack of bank notes, {mass} kg"),
    many=N_("{count} stacks of bank notes, {mass} kg together"),
    ways=((0.0, 0.0, 0.0), (90.0, 0.0, 0.0)),
    gap=6.0,
    models=2,
    packet=lots.Packet(
        (156.0, 106.0, 66.0),
        "banknotes",
        (4, 120),
        N_("One bundle of bank notes, {mass} kg"),
        N_("{count} bundles of bank notes, {mass} kg together"),
    ),
    cues={
        "cargo": N_(
            "Bundles of 16 by 7 cm, each alike, make a denser block with a fine, regular grid of gaps. "
            "Paper is organic like most cargo: only the regular bundles and the even darkness tell it."
        ),
        "top": N_(
            "On the load lies a small block of even bundles, darker than the fading top of the goods. "
            "Its edges are straight and level where the load is uneven."
        ),
        "reefer-unit": N_(
            "The unit at the front should show its machinery with air between. Even, grey, rectangular bundles fill "
            "a place that is empty in other units; compare its left with its right."
        ),
        "floor": N_(
            "Between two cross members the floor is evenly grey instead of light: bundles fill the space under the "
            "boards. Follow the floor from end to end in the low tones."
        ),
    },
)
KIND = lots.kind("currency", Message(N_("Bank notes")), "currency", LOT, ("cargo", "top", "floor", "reefer-unit"))
