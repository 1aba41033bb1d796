"""Raw tusks in the cargo."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="tusk",
    counts=(1, 30),
    one=N_("One elephant tusk, {mass} kg"),
    many=N_("{count} elephant tusks, {mass} kg together"),
    ways=((0.0, 0.0, 0.0), (0.0, 0.0, 90.0)),
    gap=10.0,
    loose=4.0,
    models=4,
    wrapped=True,
    cues={
        "cargo": N_(
            "Curved dark shapes that taper to a point, with a lighter hollow at the thick end. "
            "Ivory is denser than wood and shows greener than the organic goods around it."
        ),
    },
)
KIND = lots.kind("ivory", Message(N_("Ivory")), "wildlife", LOT, ("cargo",))
