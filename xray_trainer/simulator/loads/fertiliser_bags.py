"""Fertiliser in big bags."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.big_bags import kind
from xray_trainer.text import N_, Message

KIND = kind(
    "fertiliser-bags",
    Goods(Message(N_("Ammonium nitrate fertiliser in big bags")), "3102 30", Message(N_("big bags"))),
    "fertiliser",
    (0.88, 0.98),
)
