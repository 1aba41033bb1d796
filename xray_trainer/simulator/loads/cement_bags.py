"""Cement in paper bags: heavy, so it lies low."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.bags import kind
from xray_trainer.text import N_, Message

KIND = kind(
    "cement-bags",
    Goods(Message(N_("Portland cement in bags")), "2523 29", Message(N_("bags"))),
    "cement",
    (1.2, 1.4),
    1300.0,
)
