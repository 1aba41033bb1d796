"""Peanuts in big bags."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.big_bags import kind
from xray_trainer.text import N_, Message

KIND = kind(
    "peanut-bags",
    Goods(Message(N_("Shelled peanuts in big bags")), "1202 42", Message(N_("big bags"))),
    "nuts",
    (0.50, 0.60),
)
