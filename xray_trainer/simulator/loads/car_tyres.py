"""Tyres of cars."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.tyre_stacks import Sort, kind
from xray_trainer.text import N_, Message

KIND = kind(
    "car-tyres",
    Goods(Message(N_("New pneumatic tyres for motor cars")), "4011 10", Message(N_("tyres"))),
    Sort(
        radius=(300, 345),
        width=(185, 230),
        rim=(0.58, 0.64),
        tread=(11, 13),
        wall=(6.5, 8),
        press=(0.84, 0.96),
        tilt=(0.06, 0.13),
        lean=(0.03, 0.08),
        stagger=(0.05, 0.3),
        lugs=58,
        groove=0.55,
        squeeze=0.022,
        steel=0.11,
        turned_up=0.3,
    ),
)
