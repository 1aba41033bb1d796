"""Rice in bags of 50 kg."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.bags import kind
from xray_trainer.text import N_, Message

KIND = kind(
    "rice-bags",
    Goods(Message(N_("Rice in bags")), "1006 30", Message(N_("bags"))),
    "rice",
    (0.76, 0.82),
    2250.0,
)
