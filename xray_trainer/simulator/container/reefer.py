"""The body of a reefer: insulated sides with hat posts, roof with bows, T-floor on bearers, rails."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator import slabs
from xray_trainer.simulator.container import frame, unit
from xray_trainer.simulator.container.layout import CASTING, LINING, MACHINERY, SIDE, T_FLOOR
from xray_trainer.simulator.container.site import SIDES, Site, Waves, raised, steel, waves
from xray_trainer.simulator.crossings import Floats
from xray_trainer.simulator.materials import material

ROOF_DOWN = 16.0  # outer roof below the castings' top
CEILING = 118.0  # lining below the castings' top
UNDER = 138.0  # the sheet under the floor's foam
SKIN = 3.0  # the outer skin within the outer face
REACH = SIDE - 5.0
PIECES = 5  # of a post, each a little different


def body(site: Site) -> None:
    """All but frame and doors."""
    rails = frame.rail_waves(site)
    for side in SIDES:
        _wall(site, side)
        _posts(site, side)
        _rails(site, side, rails[side])
        _mouldings(site, side)
        _unevenness(site, side)
    _roof(site)
    _t_floor(site)
    _underside(site)
    frame.roof_corners(site, site.height - ROOF_DOWN)
    unit.machinery(site)


def _wall(site: Site, side: int) -> None:
    """Outer skin, foam, inner lining of one side."""
    rng = site.chance(60)
    skin, foam = rng.uniform(0.7, 1.2), rng.uniform(1.15, 1.45)
    x, z = (70.0, site.length - 60.0), (160.0, site.height - 40.0)
    own = site.chance(61, side + 1)
    seams = own.uniform(300, 900) + rng.uniform(1080, 1220) * np.arange(12)

    def thickness(x: Floats) -> Floats:
        found = np.full(x.shape, skin)
        for seam in seams:
            found += np.where(np.abs(x - seam) < 9, 0.35 * skin, 0.0)
        return found

    site.beside(side, steel(), x, (SKIN, SKIN + 1), z, fill=thickness)
    inside = (90.0, site.length - MACHINERY + 20)
    lined = (T_FLOOR[0], site.height - CEILING + 10)
    site.beside(side, material("stainless"), inside, (LINING + 7.2, LINING + 8), lined)
    site.beside(side, material("pu-foam"), inside, (SKIN + 1, LINING + 7), z, fill=foam)


def _posts(site: Site, side: int) -> None:
    """Hat-shaped posts in the foam: a band with darker edges or a double line, heavier ones among them, none alike.

    Lower ends are common to a side; near and far posts do not coincide.
    """
    style = site.chance(62)
    pitch, band = style.uniform(800, 1250), style.random() < 0.6
    wide, heavy = style.uniform(38, 74), style.uniform(1.5, 3.6)
    rng = site.chance(63, side + 1)
    low = float(rng.uniform(230, 420))
    high = site.height - float(rng.uniform(70, 200))
    start = rng.uniform(350, 350 + pitch * 0.6)
    for place in np.arange(start, site.length - MACHINERY - 120, pitch):
        if rng.random() < 0.05:
            continue
        at = float(place + (rng.normal(0, 80) if rng.random() < 0.3 else rng.normal(0, 12)))
        more = heavy * (1.7 if rng.random() < 0.2 else 1.0) * float(rng.uniform(0.85, 1.15))
        shape = (at, float(wide * rng.uniform(0.9, 1.1)), more, float(rng.normal(0, 0.0009)))
        ends = (low + float(rng.normal(0, 11)), high + float(rng.normal(0, 11)))
        _post(site, side, shape, ends, band, rng)


def _post(
    site: Site,
    side: int,
    shape: tuple[float, float, float, float],
    ends: tuple[float, float],
    band: bool,
    rng: np.random.Generator,
) -> None:
    """One post of width and thickness (mm of steel), leaning, in pieces."""
    at, wide, thick, lean = shape
    levels = np.linspace(*ends, PIECES + 1)
    inner = rng.uniform(-0.3, 0.3, int(rng.integers(1, 4))) * wide
    lip = float(rng.uniform(5, 10))
    for z0, z1 in zip(levels[:-1].tolist(), levels[1:].tolist(), strict=True):
        middle = at + lean * ((z0 + z1) / 2 - site.height / 2) + float(rng.normal(0, 1.2))
        tone = float(rng.uniform(0.9, 1.1)) * thick

        def thickness(x: Floats, middle: float = middle, tone: float = tone) -> Floats:
            aside = x - middle
            found = np.where(np.abs(aside) < wide / 2, 0.7 if band else 0.35, 0.0)
            found += np.where(np.abs(np.abs(aside) - wide / 2 + lip / 2) < lip / 2, 1.5, 0.0)
            for line in inner:
                found += np.where(np.abs(aside - line) < 2, 0.5, 0.0)
            return tone * found

        x = (middle - wide / 2 - 1, middle + wide / 2 + 1)
        site.beside(side, steel(), x, (12, 13), (z0, z1), fill=thickness)


def _rails(site: Site, side: int, own: Waves) -> None:
    """Top: an edge bar (the dark line), a flange, a plate, faint lines with ticks; bottom: a C and lines above."""
    rng = site.chance(64, side + 1)
    x = (CASTING[0] - 4, site.length - CASTING[0] + 4)

    def line(height: float) -> slabs.Curve:
        return lambda x: site.sag(x) + own(x) + height

    top = site.height - 10
    bar, flange = float(rng.uniform(15, 30)), float(rng.uniform(50, 85))
    parts = [(1.0, 1.0 + bar, -4.0, 0.0), (2.0, 4.4, -float(rng.uniform(70, 110)), -4.0), (4.4, flange, -9.0, -7.0)]
    for _ in range(int(rng.integers(1, 4))):
        level = float(rng.uniform(-105, -25))
        parts.append((4.4, 4.4 + float(rng.uniform(10, 26)), level - 2, level))
    for in0, in1, low, high in parts:
        site.beside(side, steel(), x, (in0, in1), (line(top + low), line(top + high)))
    pitch = rng.uniform(1000, 2200)
    for place in np.arange(rng.uniform(300, 900), site.length - 300, pitch):
        at = float(place + rng.normal(0, 15))
        site.beside(side, steel(), (at, at + float(rng.uniform(6, 22))), (4, 12), (top - 60, top - 4), fill=0.7)
    small = waves(rng, float(rng.uniform(0.8, 2.2)), 4200.0, site.length)
    lower = [(1.0, 4.8, 12.0, 170.0, 1.0), (4.8, 49.0, 166.2, 170.0, 1.0), (4.8, 40.0, 12.0, 15.8, 1.0)]
    for _ in range(int(rng.integers(2, 6))):
        level = float(rng.uniform(180, 330))
        lower.append((SKIN + 1, SKIN + 1 + float(rng.uniform(8, 30)), level, level + 2.2, 0.8))
    for in0, in1, low, high, fill in lower:
        site.beside(side, steel(), x, (in0, in1), (raised(small, low), raised(small, high)), fill=fill)


def _mouldings(site: Site, side: int) -> None:
    """Lengthwise ribs pressed into the lining, and the scuff strip above the floor."""
    rng = site.chance(65)
    own = site.chance(66, side + 1)
    line = waves(own, 1.0, 4000.0, site.length)
    x = (95.0, site.length - MACHINERY)
    lining = material("stainless")
    high = float(rng.uniform(90, 260))
    low = T_FLOOR[1] + float(rng.uniform(5, 40))
    site.beside(side, lining, x, (LINING + 8, LINING + 9.2), (raised(line, low), raised(line, low + high)), fill=0.6)
    for level in np.sort(rng.uniform(400, 800, int(rng.integers(2, 6)))):
        at = float(level)
        high = 1.6 if rng.random() < 0.6 else float(rng.uniform(8, 14))
        share = 1.0 if high < 2 else 0.25
        site.beside(side, lining, x, (LINING + 2, LINING + 7), (raised(line, at), raised(line, at + high)), fill=share)


def _unevenness(site: Site, side: int) -> None:
    """Smudges, bumps and small repairs of the skin."""
    frame.unevenness(site, side, 67, 0.003)
    rng = site.chance(68, side + 1)
    for _ in range(int(rng.integers(0, 4))):
        x, z = float(rng.uniform(300, site.length - 1200)), float(rng.uniform(400, site.height - 600))
        wide, high = float(rng.uniform(60, 320)), float(rng.uniform(40, 240))
        site.beside(side, steel(), (x, x + wide), (1.5, 2.5), (z, z + high), fill=float(rng.uniform(0.12, 0.5)))


def _roof(site: Site) -> None:
    """Outer sheet, foam, ceiling; bows of one style a box: a thin wavering web, an I with end caps, a flat hat."""
    rng = site.chance(69)
    top = site.height - ROOF_DOWN
    x = (CASTING[0] - 8, site.length - CASTING[0] + 8)
    sheet = float(rng.uniform(0.75, 1.0))
    outer = raised(site.sag, top - sheet)
    site.slab(steel(), x, (-SIDE + 4, SIDE - 4), (outer, raised(site.sag, top)))
    inside = (95.0, site.length - MACHINERY)
    ceiling = site.height - CEILING
    site.slab(material("stainless"), inside, (-SIDE + 14, SIDE - 14), (ceiling, ceiling + 0.4))
    site.slab(material("pu-foam"), inside, (-SIDE + 6, SIDE - 6), (ceiling + 1, top - 2), fill=0.95)
    style, pitch = int(rng.integers(3)), float(rng.uniform(850, 1250))
    for place in np.arange(rng.uniform(300, 300 + pitch / 2), site.length - MACHINERY - 100, pitch):
        at, lean = float(place + rng.normal(0, 18)), float(rng.normal(0, 0.004))
        bow = float(rng.normal(0, 6))
        ys = np.linspace(-SIDE + 45, SIDE - 45, 7)
        for y0, y1 in zip(ys[:-1].tolist(), ys[1:].tolist(), strict=True):
            middle = (y0 + y1) / 2
            x0 = at + lean * middle + bow * float(np.cos(np.pi * middle / (2 * SIDE))) + float(rng.normal(0, 0.8))
            _bow(site, style, x0, (y0, y1), top)
        if style == 1:
            for side in SIDES:
                site.beside(side, steel(), (at - 18, at + 18), (30, 40), (top - 70, top - 4), fill=0.8)


def _bow(site: Site, style: int, x: float, y: tuple[float, float], top: float) -> None:
    if style == 0:
        site.slab(steel(), (x, x + 0.9), y, (top - 42, top - 2))
    elif style == 1:
        site.slab(steel(), (x - 0.7, x + 0.7), y, (top - 44, top - 2))
        site.slab(steel(), (x - 16, x + 16), y, (top - 3.6, top - 2))
    else:
        site.slab(steel(), (x - 30, x + 30), y, (top - 22, top - 21.2))
        for edge in (x - 30, x + 29):
            site.slab(steel(), (edge, edge + 1), y, (top - 22, top - 2))


def _t_floor(site: Site) -> None:
    """Bars of aluminium along the box, their stronger joints, the base, and foam below.

    The low fan opens the joints into fine lines.
    """
    rng = site.chance(70)
    light = material("aluminium")
    x = (95.0, site.length - MACHINERY + 40)
    count = int(rng.integers(34, 41))
    inside = SIDE - LINING - 10
    low, high = T_FLOOR
    site.slab(light, x, (-inside, inside), (low, low + 2))
    site.slab(material("pu-foam"), x, (-inside, inside), (UNDER + 2, low), fill=1.3)
    bars = np.linspace(-inside + 20, inside - 20, count).tolist()
    sections = [(y - 0.75, y + 0.75, low + 2, high - 2.5) for y in bars]
    sections += [(y - 14, y + 14, high - 2.5, high) for y in bars]
    y = -inside + float(rng.uniform(60, 160))
    while y < inside - 40:
        thick = float(rng.uniform(3.5, 5.5))
        sections += [(y - 22, y + 22, high - thick, high), (y - 3, y + 3, low + 2, high - thick)]
        y += float(rng.uniform(215, 305))
    site.bundle(light, x, sections)


def _underside(site: Site) -> None:
    """The sheet under the foam, flat with presses or scalloped, and its bearers: one kind a box, spacings from four."""
    rng = site.chance(71)
    x = (80.0, site.length - 75.0)
    sheet = 0.95
    pitch, deep = rng.uniform(195, 300), rng.uniform(26, 46)
    phases, sizes = np.cumsum(rng.uniform(0.9, 1.1, 70)) * pitch, rng.uniform(0.55, 1.2, 70)
    if rng.random() < 0.4:
        site.slab(steel(), x, (-SIDE + 6, SIDE - 6), (UNDER - sheet, UNDER))
    else:

        def hung(x: Floats) -> Floats:
            which = np.clip(np.searchsorted(phases, x), 1, phases.size - 1)
            share = (x - phases[which - 1]) / (phases[which] - phases[which - 1])
            pressed = np.minimum(1.0, 2.2 * np.sin(np.pi * np.clip(share, 0, 1)) ** 1.5)
            return UNDER + 4 - deep * sizes[which] * pressed

        site.slab(steel(), x, (-SIDE + 6, SIDE - 6), (lambda x: hung(x) - 1.15 * sheet, hung))
    kind = int(rng.integers(3))
    spaces = rng.permutation(np.array([430.0, 470.0, 960.0, 300.0]) * rng.uniform(0.9, 1.1, 4))
    at = float(rng.uniform(180, 300))
    number = 0
    while at < site.length - 150:
        own = kind if rng.random() < 0.72 else int(rng.integers(3))
        thick = float(rng.uniform(2.4, 3.6))
        _bearer(site, own, at, thick, rng)
        at += float(spaces[number % 4] + rng.normal(0, 9))
        number += 1


def _bearer(site: Site, kind: int, at: float, thick: float, rng: np.random.Generator) -> None:
    """A bearer across: C, hat with ears, or Z; slightly crooked."""
    low, high = 18.0, UNDER - 2
    slope, bow = float(rng.normal(0, 0.003)), float(rng.normal(0, 2))
    wide = float(rng.uniform(95, 170)) if kind == 1 else float(rng.uniform(42, 60))
    ys = np.linspace(-REACH, REACH, 7)
    for y0, y1 in zip(ys[:-1].tolist(), ys[1:].tolist(), strict=True):
        middle = (y0 + y1) / 2
        x = at + slope * middle + bow * float(np.cos(np.pi * middle / (2 * REACH)))
        y = (y0, y1)
        if kind == 1:
            draft = 0.05 * (high - low)
            site.slab(steel(), (x, x + wide), y, (low, low + thick))
            share, sides = thick / (thick + draft), (low + thick, high)
            site.slab(steel(), (x - draft, x + thick), y, sides, fill=share)
            site.slab(steel(), (x + wide - thick, x + wide + draft), y, sides, fill=share)
        else:
            site.slab(steel(), (x, x + thick), y, (low, high))
            site.slab(steel(), (x + thick, x + wide), y, (low, low + thick))
            upper = (x + thick, x + wide) if kind == 0 else (x - wide + thick, x)
            site.slab(steel(), upper, y, (high - thick, high))
    if kind == 1:
        for side in SIDES:
            for edge in (at, at + wide - 8):
                site.beside(side, steel(), (edge, edge + 8), (5, 11), (high - 40, high + 50))
