"""What is measured of a concealment, in words: how heavy, how deep, how visible."""

from __future__ import annotations

import math

from xray_trainer.desktop.viewer.probe import NBSP, grouped
from xray_trainer.model import Band, Concealment
from xray_trainer.text import N_, tr

_BANDS = {
    Band.EASY: N_("Easy to see"),
    Band.MEDIUM: N_("To be seen with care"),
    Band.HARD: N_("Hard to see"),
    Band.EXPERT: N_("Hardly to be seen"),
}
_MANY_OPAQUE = 0.1  # share of a concealment's pixels from which on it is worth saying that nothing comes through


def mass_and_depth(one: Concealment) -> str:
    """`24.5 kg, 1.2 m behind the wall nearest to the source`; "" where neither is known."""
    parts = []
    if one.mass_kg is not None:
        parts.append(_kilograms(one.mass_kg))
    if one.depth_mm is not None:
        if one.depth_mm > 0:
            metres = f"{one.depth_mm / 1000:.1f}{NBSP}{tr('m')}"
            parts.append(tr("{metres} behind the wall nearest to the source").format(metres=metres))
        else:
            parts.append(tr("in or outside of the wall nearest to the source"))
    return ", ".join(parts)


def how_visible(one: Concealment) -> str:
    """`Hard to see (23 of 100). Without it about 4 % of the beam would come through here; with it, about 3 %.`

    Nothing where it was not measured.
    """
    seen = one.visibility
    if seen is None:
        return ""
    band = tr("{band} ({value} of 100).").format(band=tr(_BANDS[seen.band]), value=round(seen.v))
    if seen.opaque >= _MANY_OPAQUE:
        sentence = tr("{share} of it lies where hardly anything comes through.")
        return f"{band} {sentence.format(share=_share(seen.opaque))}"
    sentence = tr("Without it about {share} of the beam would come through here; with it, about {rest}.")
    rest = min(1.0, seen.transmission * math.exp(-seen.contrast))
    return f"{band} {sentence.format(share=_share(seen.transmission), rest=_share(rest))}"


def _kilograms(mass: float) -> str:
    number = grouped(round(mass)) if mass >= 100 else f"{mass:.1f}" if mass >= 1 else f"{mass:.2g}"
    return f"{number}{NBSP}{tr('kg')}"


def _share(share: float) -> str:
    percent = 100 * share
    number = f"{percent:.0f}" if percent >= 1 else f"{percent:.1g}"
    return f"{number}{NBSP}%"
