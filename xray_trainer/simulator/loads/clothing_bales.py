"""Worn clothing in small pressed bales with plastic straps, stowed by hand."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.bales import Bale, kind
from xray_trainer.text import N_, Message

KIND = kind(
    "clothing-bales",
    Goods(Message(N_("Worn clothing, sorted")), "6309 00", Message(N_("bales"))),
    Bale("textile", (560, 760), (400, 520), 3, (0.24, 0.34), (1.2, 1.9), 0),
)
