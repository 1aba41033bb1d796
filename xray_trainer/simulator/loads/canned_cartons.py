"""Canned vegetables in trays: even, dense, heavier than they are high."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.cartons import Carton, kind
from xray_trainer.text import N_, Message

KIND = kind(
    "canned-cartons",
    Goods(Message(N_("Canned sweet corn")), "2005 80", Message(N_("cartons"))),
    Carton(
        stuff="vegetables",
        length=(300, 460),
        depth=(230, 310),
        layer=(110, 235),
        density=(0.78, 0.90),
        grain=(0.18, 0.3),
        piece=((28, 37), (60, 110), (40, 55)),
        pieces=3,
    ),
)
