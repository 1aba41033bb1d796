"""Dried grapes in cartons of 10 to 12.5 kg: even, dense, with little to see but the cartons themselves."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.cartons import Carton, kind
from xray_trainer.text import N_, Message

KIND = kind(
    "raisin-cartons",
    Goods(Message(N_("Raisins")), "0806 20", Message(N_("cartons"))),
    Carton(
        stuff="dried-fruit",
        length=(280, 400),
        depth=(230, 300),
        layer=(140, 200),
        density=(0.60, 0.72),
        grain=(0.10, 0.22),
        piece=((20, 70), (40, 100), (10, 30)),
        pieces=2,
    ),
)
