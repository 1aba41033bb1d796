"""Machines that mine currency, declared as something cheaper or not at all."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="mining-machine",
    counts=(1, 120),
    one=N_("One machine for mining currency, {mass} kg"),
    many=N_("{count} machines for mining currency, {mass} kg together"),
    ways=((0.0, 0.0, 0.0), (90.0, 0.0, 0.0)),
    gap=5.0,
    loose=0.0,
    flips=False,
    cues={
        "cargo": N_(
            "Boxes of 43 by 20 by 29 cm with rows of fine upright fins, a dark power supply on top and round fans at "
            "both ends. Electronics repeat exactly from box to box; the goods around them do not."
        ),
        "whole-load": N_(
            "Every box has the same fine fins, the same dark supply on top and fans at both ends: machines of one "
            "model. Radiators or spare parts, as papers like to say, have no fans."
        ),
    },
)
KIND = lots.kind("mining-machines", Message(N_("Mining machines")), "undeclared", LOT, ("cargo", "whole-load"))
