"""Flour in bags of 50 kg."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.bags import kind
from xray_trainer.text import N_, Message

KIND = kind(
    "flour-bags",
    Goods(Message(N_("Wheat flour in bags")), "1101 00", Message(N_("bags"))),
    "flour",
    (0.6, 0.7),
    2250.0,
)
