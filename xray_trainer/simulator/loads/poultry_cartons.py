"""Frozen chicken parts in cartons, in a reefer."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.cartons import Carton, kind
from xray_trainer.text import N_, Message

KIND = kind(
    "poultry-cartons",
    Goods(Message(N_("Frozen chicken leg quarters")), "0207 14", Message(N_("cartons"))),
    Carton(
        stuff="meat",
        length=(205, 290),
        depth=(240, 262),
        layer=(135, 160),
        density=(0.43, 0.50),
        grain=(0.6, 0.85),
        piece=((12, 45), (40, 110), (12, 36)),
        pieces=6,
        containers=frozenset({"reefer"}),
    ),
)
