"""Raw cotton in pressed bales of about 220 kg, tied with wire."""

from xray_trainer.simulator.load import Goods
from xray_trainer.simulator.loads.bales import Bale, kind
from xray_trainer.text import N_, Message

KIND = kind(
    "cotton-bales",
    Goods(Message(N_("Cotton, not carded or combed")), "5201 00", Message(N_("bales"))),
    Bale("cotton", (840, 930), (510, 545), 2, (0.36, 0.42), (0.6, 1.2), 6),
)
