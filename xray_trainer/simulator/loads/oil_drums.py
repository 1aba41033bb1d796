"""Lubricating oil in drums: all filled alike."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.drums import kind
from xray_trainer.text import N_, Message

KIND = kind(
    "oil-drums",
    Goods(Message(N_("Lubricating oil in steel drums")), "2710 19", Message(N_("drums"))),
    "oil",
    (0.86, 0.90),
    (0.0, 0.0),
)
