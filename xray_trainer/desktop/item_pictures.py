"""Items that can be inserted: what they are called, and small pictures of them. No Qt; for the runner."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xray_trainer.desktop.examples import Picture
from xray_trainer.text import N_, tr

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from xray_trainer.simulator.insertion import Thing

WIDTH, HEIGHT = 208, 122  # px of a small picture: twice its size on screen, for fine screens
_AIR, _TONE = 230.0, 0.5  # the grey of open air, and the curve that shows thin and thick things alike
_MARGIN = 10
NAMES = {
    "acid-can": N_("Can of acid"),
    "ammunition-tin": N_("Tin of ammunition"),
    "bicycle": N_("Bicycle"),
    "books-carton": N_("Carton of books"),
    "bottles-carton": N_("Carton of bottles"),
    "car": N_("Car"),
    "carpet-roll": N_("Roll of carpet"),
    "cigarette-case": N_("Case of cigarettes"),
    "clothes-carton": N_("Carton of clothes"),
    "compressor": N_("Compressor"),
    "crated-machine": N_("Machine in a crate"),
    "crockery-carton": N_("Carton of crockery"),
    "currency": N_("Bank notes"),
    "drug-brick": N_("Drug brick"),
    "drug-bricks": N_("Drug bricks"),
    "drum": N_("Drum"),
    "electric-motor": N_("Electric motor"),
    "engine": N_("Engine"),
    "flat-television": N_("Flat television"),
    "furniture-boards": N_("Furniture boards"),
    "gas-cylinder": N_("Gas cylinder"),
    "gearbox": N_("Gearbox"),
    "gold-bars": N_("Gold bars"),
    "holdall": N_("Holdall"),
    "lamps-carton": N_("Carton of lamps"),
    "mattress": N_("Mattress"),
    "medicine-carton": N_("Carton of medicines"),
    "mining-machine": N_("Mining machine"),
    "paint-bucket": N_("Bucket of paint"),
    "pallet": N_("Pallet"),
    "person": N_("Person"),
    "picture-tube-television": N_("Tube television"),
    "pipes-bundle": N_("Bundle of pipes"),
    "pistol": N_("Pistol"),
    "pump": N_("Pump"),
    "refrigerant-cylinder": N_("Refrigerant cylinder"),
    "refrigerator": N_("Refrigerator"),
    "rifle": N_("Rifle"),
    "saiga-horns": N_("Saiga horns"),
    "shoes-carton": N_("Carton of shoes"),
    "sofa": N_("Sofa"),
    "source-pot": N_("Source in a lead pot"),
    "tins-carton": N_("Carton of tins"),
    "tools-carton": N_("Carton of tools"),
    "tubes-crate": N_("Crate of tubes"),
    "tusk": N_("Tusk"),
    "tyres-stack": N_("Stack of tyres"),
    "washing-machine": N_("Washing machine"),
    "wheel": N_("Wheel"),
}


def called(name: str) -> str:
    """An item's name in words; a cut-out is called as its file."""
    return tr(NAMES[name]) if name in NAMES else name.replace("-", " ").replace("_", " ")


def all_items(folder: Path) -> tuple[tuple[str, str], ...]:
    """(name, in words) of every item, the mentor's own first."""
    from xray_trainer.simulator.goods import goods  # noqa: PLC0415 - loads the simulator
    from xray_trainer.simulator.insertion import names  # noqa: PLC0415

    everything = names(folder)
    own = [one for one in everything if one not in goods()]
    ours = sorted((one for one in everything if one in goods()), key=lambda one: called(one).casefold())
    return tuple((one, called(one)) for one in (*own, *ours))


def small_picture(thing: Thing) -> Picture:
    """An item as a scanner would show it in open air, from the side, filling a small picture."""
    import cv2  # noqa: PLC0415 - loads OpenCV
    import numpy as np  # noqa: PLC0415

    grey = _AIR * np.exp(-_thickness(thing)).astype(np.float32) ** _TONE
    scale = min((WIDTH - 2 * _MARGIN) / grey.shape[1], (HEIGHT - 2 * _MARGIN) / grey.shape[0])
    size = max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    whole = np.full((HEIGHT, WIDTH), _AIR, np.float32)
    top, left = (HEIGHT - size[1]) // 2, (WIDTH - size[0]) // 2
    whole[top : top + size[1], left : left + size[0]] = small
    rgb = np.repeat(np.clip(whole, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)
    return Picture(np.ascontiguousarray(rgb).tobytes(), WIDTH, HEIGHT)


def _thickness(thing: Thing) -> npt.NDArray[np.float32]:
    """What it weakens the beam by: (height, width) of ln T at 6 MV, roughly, cut to the item."""
    import numpy as np  # noqa: PLC0415 - loads numpy

    from xray_trainer.model import View  # noqa: PLC0415
    from xray_trainer.simulator.fan import Fan  # noqa: PLC0415 - loads the simulator

    if thing.cut_out is not None:
        areal = thing.cut_out.areal
    else:
        assert thing.item is not None
        vertices = np.concatenate([part.mesh.vertices for part in thing.item.parts])
        sides = vertices.max(axis=0) - vertices.min(axis=0)
        pitch = float(max(sides[0] / WIDTH, sides[2] / HEIGHT, 1.0)) * 0.7
        width, height = int(sides[0] / pitch * 1.5) + 32, int(sides[2] / pitch * 1.5) + 32
        middle = height * pitch / 2
        fan = Fan(View.SIDE, 7000.0, middle, 0.0, 0.0, 2 * middle, (pitch, pitch), width, height)
        areal = thing.draw(fan, width / 2, height / 2, 7000.0).areal
    thick = 0.043 * areal[0] + 0.036 * areal[1] + 0.045 * areal[2]  # cm²/g of water, iron, lead, filtered 6 MV
    rows, cols = np.flatnonzero((thick > 0.002).any(axis=1)), np.flatnonzero((thick > 0.002).any(axis=0))
    if not rows.size:
        return np.zeros((4, 4), np.float32)
    return np.asarray(thick[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1], np.float32)
