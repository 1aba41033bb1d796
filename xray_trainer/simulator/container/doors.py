"""The door end of any container: portal, two leaves, gaskets, locking bars with their hardware, hinges."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.container.layout import CASTING, SIDE
from xray_trainer.simulator.container.site import Site, steel
from xray_trainer.simulator.materials import material

BAR = 17.0  # radius of a locking bar's tube
HUNG = 12.0  # x of the bars' middle
FACE = 30.0  # x of the leaves' outer face


def doors(site: Site, thick: float) -> None:
    """Portal and both leaves; `thick` : mm of a leaf, 50 of a dry box, 95 with foam of a reefer."""
    _portal(site, thick)
    for side in (-1, 1):
        _leaf(site, side, thick)
        _gear(site, side)
    _hinges(site)


def _portal(site: Site, thick: float) -> None:
    """Header and sill between the rear posts, with the plates that close them."""
    y = (-SIDE + CASTING[1] - 20, SIDE - CASTING[1] + 20)
    top = site.height - 12
    site.tube(steel(), (24, 92), y, (top - 96, top - 4), 4.0, "y")
    site.slab(steel(), (92, 92 + thick), y, (top - 6, top - 2.5))
    site.slab(steel(), (10, 24), y, (top - 40, top - 36))
    site.slab(steel(), (22, 27), y, (18, 160))
    site.slab(steel(), (27, 96), y, (18, 23))
    site.slab(steel(), (27, 130), y, (150, 155))
    site.slab(steel(), (92, 96), y, (18, 60))
    rng = site.chance(53)
    steps = ((124.0, 2.6, 40.0), (165.0, 1.8, 46.0), (205.0, 1.1, 52.0)) if thick > 80 else ((128.0, 2.0, 40.0),)
    for reach, plate, inward in steps:
        for side in (-1, 1):
            x1 = reach + float(rng.normal(0, 6))
            site.beside(side, steel(), (92, x1), (inward, inward + plate), (150, site.height - 60))
            site.beside(side, steel(), (x1 - 2.5, x1), (inward, inward + 26), (150, site.height - 60))


def _leaf(site: Site, side: int, thick: float) -> None:
    """One leaf: a frame of tubes, panels by turns at its front and back, a gasket round it, foam in a reefer's."""
    rng = site.chance(50, side + 1)
    sag = float(rng.normal(0, 2.5))
    x0 = FACE + float(rng.normal(0, 1.0))
    x = (x0, x0 + thick)
    inner, outer = (6.0, SIDE - 64.0)
    z = (162 + sag, site.height - 112 + sag)
    y = _pair(side, inner, outer)
    for one in (_pair(side, inner, inner + 100), _pair(side, outer - 100, outer)):
        site.tube(steel(), x, one, z, 3.0, "z")
    for low, high in ((z[0], z[0] + 100), (z[1] - 100, z[1])):
        site.tube(steel(), x, _pair(side, inner + 100, outer - 100), (low, high), 3.0, "y")
    _panels(site, x, _pair(side, inner + 100, outer - 100), (z[0] + 100, z[1] - 100), rng)
    rubber = material("rubber")
    gasket = (x[0] - 4, x[0] + thick * 0.7 + 16)
    for one in (_pair(side, inner - 5, inner + 7), _pair(side, outer - 4, outer + 12)):
        site.slab(rubber, gasket, one, (z[0] - 8, z[1] + 8), fill=0.55)
    for low in (z[0] - 12, z[1]):
        site.slab(rubber, gasket, y, (low, low + 12), fill=0.55)
    if thick > 80:
        site.slab(material("pu-foam"), (x[0] + 2, x[1]), y, z, fill=1.2)
        site.slab(material("stainless"), (x[1], x[1] + 0.8), y, z)


def _panels(
    site: Site, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], rng: np.random.Generator
) -> None:
    """A leaf's sheet, folded across: faces at the front and back by turns, sloping between; or one flat skin."""
    sheet = 1.9
    if x[1] - x[0] > 80:
        site.slab(steel(), (x[0], x[0] + 1.6), y, z)
        return
    back = x[0] + 36.0
    faces = int(rng.integers(3, 6)) * 2 + 1
    slope = 18.0
    high = (z[1] - z[0] - (faces - 1) * slope) / faces
    level = z[0]
    for i in range(faces):
        at = x[0] + 1 if i % 2 == 0 else back
        site.slab(steel(), (at, at + sheet), y, (level, level + high))
        level += high
        if i < faces - 1:
            fold = sheet * float(np.hypot(slope, 36.0)) / (slope * 36.0)
            site.slab(steel(), (x[0] + 1, x[0] + 37), y, (level, level + slope), fill=fold)
            level += slope


def _gear(site: Site, side: int) -> None:
    """Two locking bars of a leaf: cams in keepers above and below, guides along, a handle in its catch."""
    rng = site.chance(51, side + 1)
    low, high = 60.0, site.height - 30.0
    grip = float(rng.uniform(900, 1250))
    for number, y in enumerate((side * 300.0, side * 850.0)):
        y += float(rng.normal(0, 12))
        x = HUNG + float(rng.normal(0, 1.5))
        site.upright(steel(), (x, y), (low, high), BAR, BAR - 3.5)
        for end, sign in ((low, 1), (high, -1)):
            _cam(site, (x, y), end, sign, rng)
        places = np.linspace(low + 420, high - 420, 4) + rng.normal(0, 30, 4)
        for place in places.tolist():
            _guide(site, (x, y), float(place), rng)
        own = grip + 110.0 * number
        site.upright(steel(), (x, y), (own - 28, own + 28), BAR + 6, BAR)
        reach = -side * float(rng.uniform(420, 520)) if number else side * float(rng.uniform(420, 500))
        handle = sorted((y, y + reach))
        site.slab(steel(), (x - 15, x - 5), handle, (own - 15, own + 15))
        site.slab(steel(), (x - 20, FACE), _around(y + 0.75 * reach, 34), (own - 36, own - 17))
        site.slab(steel(), (x - 20, x - 14), _around(y + 0.75 * reach, 44), (own - 36, own + 34), fill=0.8)
        site.slab(steel(), (x + 4, FACE), _around(y + 0.75 * reach, 50), (own + 20, own + 52), fill=0.7)


def _cam(site: Site, at: tuple[float, float], end: float, sign: int, rng: np.random.Generator) -> None:
    """A cam at the end of a bar and the keeper that it turns into."""
    x, y = at
    tall = float(rng.uniform(70, 95))
    z = sorted((end, end + sign * tall))
    site.slab(steel(), (x - 21, x + 19), (y - 24, y + 24), z, fill=0.62)
    site.slab(steel(), (x - 12, x + 20), (y - 62, y - 24), sorted((end + sign * 12, end + sign * 52)), fill=0.8)
    site.slab(steel(), (x - 16, x - 6), (y - 70, y + 70), sorted((end - sign * 16, end + sign * 34)), fill=0.7)
    site.slab(steel(), (x - 6, FACE), (y + 30, y + 70), sorted((end - sign * 18, end + sign * 40)), fill=0.75)


def _guide(site: Site, at: tuple[float, float], z: float, rng: np.random.Generator) -> None:
    """A bracket that holds a bar to the leaf, with a bush."""
    y = at[1]
    high = float(rng.uniform(30, 58))
    site.upright(steel(), at, (z - high / 2, z + high / 2), BAR + 7, BAR + 2)
    site.slab(steel(), (FACE - 5, FACE), (y - 58, y + 58), (z - high / 2, z + high / 2))
    for bolt in (y - 46, y + 46):
        site.slab(steel(), (FACE - 15, FACE + 12), (bolt - 7, bolt + 7), (z - 7, z + 7))


def _hinges(site: Site) -> None:
    """Four hinges a leaf: a pin between two lugs of the post and the blade welded to the leaf."""
    for side in (-1, 1):
        rng = site.chance(52, side + 1)
        y = side * (SIDE - 52)
        for z in np.linspace(360, site.height - 330, 4) + rng.normal(0, 14, 4):
            level = float(z)
            site.upright(steel(), (16, y), (level - 62, level + 62), 11.5)
            for lug in (level - 56, level + 32):
                site.slab(steel(), (2, 40), _around(y, 25), (lug, lug + 24))
            site.slab(steel(), (8, FACE + 6), _pair(side, SIDE - 120, SIDE - 52), (level - 30, level + 30), fill=0.55)


def _pair(side: int, one: float, other: float) -> tuple[float, float]:
    """Two distances from the middle as a rising pair of y on one side."""
    a, b = side * one, side * other
    return (a, b) if a < b else (b, a)


def _around(middle: float, wide: float) -> tuple[float, float]:
    return middle - wide / 2, middle + wide / 2
