"""A radioactive source in a pot of lead."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="source-pot",
    counts=(1, 3),
    one=N_("A lead pot for a radioactive source, {mass} kg"),
    many=N_("{count} lead pots for radioactive sources, {mass} kg together"),
    gap=30.0,
    tiers=1,
    wrapped=True,
    cues={
        "cargo": N_(
            "A cylinder of 15 to 25 cm that nothing passes through, with a lid and a handle. "
            "A black spot so small is lead; set it against the radiation monitor's reading and keep people away."
        ),
        "doors": N_(
            "By the doors stands a small cylinder that stays black in every view. "
            "Lead of that shape shields a source: measure the radiation before anybody opens the doors."
        ),
    },
)
KIND = lots.kind("shielded-source", Message(N_("Shielded radioactive source")), "strategic", LOT, ("cargo", "doors"))
