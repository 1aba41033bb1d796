"""Gold bars in a box among the goods."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="gold-bars",
    counts=(1, 6),
    one=N_("A box of gold bars, {mass} kg"),
    many=N_("{count} boxes of gold bars, {mass} kg together"),
    ways=((0.0, 0.0, 0.0), (90.0, 0.0, 0.0)),
    gap=15.0,
    tiers=2,
    wrapped=True,
    cues={
        "cargo": N_(
            "A few bars of 25 cm are quite black with sharp straight edges, and no high-penetration view lightens "
            "them. So small and so black is only what is much heavier than steel."
        ),
        "doors": N_(
            "A small box on the floor by the doors holds blocks that no view makes lighter. "
            "Compare them with the steel of the door frame, which is grey beside them."
        ),
    },
)
KIND = lots.kind("gold", Message(N_("Gold bars")), "currency", LOT, ("cargo", "doors"))
