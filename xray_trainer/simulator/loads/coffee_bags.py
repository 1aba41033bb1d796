"""Green coffee in jute bags."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.bags import kind
from xray_trainer.text import N_, Message

KIND = kind(
    "coffee-bags",
    Goods(Message(N_("Green coffee in bags")), "0901 11", Message(N_("bags"))),
    "coffee",
    (0.6, 0.66),
    2200.0,
)
