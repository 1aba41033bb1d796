"""Tomato paste in drums with a bag inside: domed contents."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.drums import kind
from xray_trainer.text import N_, Message

KIND = kind(
    "paste-drums",
    Goods(Message(N_("Tomato paste in steel drums")), "2002 90", Message(N_("drums"))),
    "fruit",
    (1.05, 1.10),
    (30.0, 90.0),
)
