"""Sugar in bags of 50 kg."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.bags import kind
from xray_trainer.text import N_, Message

KIND = kind(
    "sugar-bags",
    Goods(Message(N_("White sugar in bags")), "1701 99", Message(N_("bags"))),
    "sugar",
    (0.80, 0.86),
    2250.0,
)
