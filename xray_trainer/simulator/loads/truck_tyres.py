"""Tyres of lorries."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.tyre_stacks import Sort, kind
from xray_trainer.text import N_, Message

KIND = kind(
    "truck-tyres",
    Goods(Message(N_("New pneumatic tyres for buses and lorries")), "4011 20", Message(N_("tyres"))),
    Sort(
        radius=(500, 535),
        width=(265, 315),
        rim=(0.53, 0.56),
        tread=(28, 36),
        wall=(13, 16),
        press=(0.95, 1.0),
        tilt=(0.005, 0.02),
        lean=(0.002, 0.012),
        stagger=(0.35, 0.5),
        lugs=34,
        groove=0.44,
        squeeze=0.006,
        steel=0.2,
        turned_up=0.12,
    ),
)
