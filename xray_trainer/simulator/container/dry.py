"""The body of a dry box: corrugated sides with seams, patches and dents, stamped roof, rails, front wall, rings."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from xray_trainer.model import View
from xray_trainer.simulator import slabs
from xray_trainer.simulator.container import frame
from xray_trainer.simulator.container.layout import CASTING, FLOOR, SIDE
from xray_trainer.simulator.container.site import SIDES, Site, Waves, raised, steel, waves
from xray_trainer.simulator.crossings import Floats
from xray_trainer.simulator.folds import Folds

WALL = (72.0, 68.0, 70.0, 36.0)  # outer flat, slope, inner flat, depth of the side walls' folds
ROOF = (62.0, 30.0, 87.0, 17.0)  # the roof's
FRONT = (110.0, 18.0, 104.0, 45.6)  # the front wall's
WALL_LOW, RAIL, HIGH = 160.0, 60.0, 42.0  # where the wall starts; the top rail's tube: width, height
ROOF_DOWN = 17.0  # top of the roof below the castings' top
STRIPS = 6  # of the roof, in depth
FOLD = 139.0  # mm: what a patch's weld follows


def body(site: Site) -> None:
    """All above the floor but the doors."""
    rail = frame.rail_waves(site)
    seams = _seams(site)
    for side in SIDES:
        _wall(site, side, seams)
        _rails(site, side, rail[side])
        _rings(site, side, rail[side])
        frame.unevenness(site, side, 29, 0.0045)
    _roof(site)
    _front(site)
    frame.roof_corners(site, site.height - ROOF_DOWN)
    _patches(site)
    _vents(site)


def _seams(site: Site) -> tuple[float, ...]:
    """Where the panels of the sides are welded together."""
    rng = site.chance(20)
    pitch = rng.uniform(1080, 1130)
    first = rng.uniform(700, 1100)
    return tuple(float(first + pitch * i) for i in range(int((site.length - 1400) / pitch) + 1))


def _wall(site: Site, side: int, seams: tuple[float, ...]) -> None:
    """One corrugated side. Seen on its face the folds are thicker or thinner steel, seen from above a folded line."""
    rng = site.chance(21, side + 1)
    folds = Folds(*WALL, phase=rng.uniform(0, 278))
    sheet = rng.uniform(1.58, 1.72)
    ends = rng.uniform(1050, 1350)
    own = rng.uniform(0.5, 1.0, len(seams))

    def thickness(x: Floats) -> Floats:
        found = sheet * folds.stretch(x) * np.where((x < ends) | (x > site.length - ends), 1.22, 1.0)
        for seam, more in zip(seams, own, strict=True):
            found += np.where(np.abs(x - seam) < 4, more, 0.0)
        return found

    x, z = (60.0, site.length - 50.0), (WALL_LOW, site.height - 12.0 - HIGH + 6)
    if site.maps.fan.view is View.SIDE:
        site.beside(side, steel(), x, (20, 21), z, fill=thickness)
        return

    def outer(x: Floats) -> Floats:
        return side * (SIDE - 3 - folds.offset(x))

    def inner(x: Floats) -> Floats:
        return outer(x) - side * thickness(x)

    site.slab(steel(), x, (outer, inner) if side < 0 else (inner, outer), z)


def _rails(site: Site, side: int, own: Waves) -> None:
    """Top rail: a square tube with a lip; bottom rail: a C of 4.5 mm, open inwards, with a strip let in somewhere."""
    rng = site.chance(22, side + 1)
    x = (CASTING[0] - 4, site.length - CASTING[0] + 4)
    top = site.height - 15.0

    def line(height: float) -> slabs.Curve:
        return lambda x: site.sag(x) + own(x) + height

    wall = 3.1
    for in0, in1, low, high in (
        (2.0, 2 + RAIL, -wall, 0.0),
        (2.0, 2 + RAIL, -HIGH, -HIGH + wall),
        (2.0, 2 + wall, -HIGH + wall, -wall),
        (2 + RAIL - wall, 2 + RAIL, -HIGH + wall, -wall),
        (24.0, 92.0, 0.0, 1.9),
        (3.0, 30.0, -HIGH - 6, -HIGH),
    ):
        share = 0.11 if low == -HIGH - 6 else 1.0
        site.beside(side, steel(), x, (in0, in1), (line(top + low), line(top + high)), fill=share)
    ground = site.chance(24, side + 1)
    small = waves(ground, ground.uniform(0.5, 1.3), 5200.0, site.length)
    for in0, in1, low, high in ((1.0, 5.5, 12.0, 170.0), (5.5, 49.0, 165.5, 170.0), (5.5, 32.0, 12.0, 16.5)):
        site.beside(side, steel(), x, (in0, in1), (raised(small, low), raised(small, high)))
    start = rng.uniform(300, site.length - 2600)
    site.beside(side, steel(), (start, start + rng.uniform(500, 2200)), (5.5, 9.5), (40, rng.uniform(70, 120)))


def _roof(site: Site) -> None:
    """The stamped sheet between flat strips: it stands 17 mm proud in long dies, each stamped a little differently."""
    rng = site.chance(25)
    folds = Folds(*ROOF, phase=rng.uniform(0, 209))
    sheet = rng.uniform(1.85, 2.0)
    pitch = rng.uniform(1030, 1070)
    seams = rng.uniform(300, 900) + pitch * np.arange(int(site.length / pitch) + 1)
    seams = seams[seams < site.length - 150]
    widths, weights = rng.uniform(3, 9, seams.size), rng.uniform(0.2, 1.3, seams.size)
    knots = np.linspace(0, site.length, 40)
    depth = np.clip(rng.lognormal(0.2, 0.4, 40), 0.4, 1.9)

    def height(x: Floats) -> Floats:
        return site.height - ROOF_DOWN + 0.7 * site.sag(x) - folds.offset(x) * np.interp(x, knots, depth)

    def thickness(x: Floats) -> Floats:
        more = np.hypot(1.0, np.where(folds.stretch(x) > 1, np.interp(x, knots, depth) * folds.deep / folds.slope, 0.0))
        found = sheet * more
        for seam, width, weight in zip(seams, widths, weights, strict=True):
            found += np.where(np.abs(x - seam) < width / 2 + 2, weight, 0.0)
        return found

    x = (CASTING[0] - 8, site.length - CASTING[0] + 8)
    inside = SIDE - 105.0
    bounds = (lambda x: height(x) - thickness(x), height)
    if site.maps.fan.view is View.SIDE:
        for y in pairwise(np.linspace(-inside, inside, STRIPS + 1).tolist()):  # the yaw slants the dies
            site.slab(steel(), x, y, bounds)
    else:
        level = site.height - ROOF_DOWN - 9
        site.slab(steel(), x, (-inside, inside), (level, level + 1), fill=thickness)
    for side in SIDES:
        flat = site.height - ROOF_DOWN - 2
        site.beside(side, steel(), x, (58, 98), (raised(site.sag, flat - sheet), raised(site.sag, flat)))


def _front(site: Site) -> None:
    """The front wall: eighteen upright faces by turns at the front and back of its folds; sill and header."""
    rng = site.chance(26)
    outside = site.length - 4.0
    flat, slope, back, deep = FRONT
    sheet = rng.uniform(1.9, 2.1)
    z = (150.0, site.height - 70.0)
    y = -SIDE + 104.0 + rng.uniform(0, 30)
    fold = sheet * float(np.hypot(slope, deep)) / (slope * deep)
    while y < SIDE - 104 - flat:
        for front, wide in ((True, flat), (False, back)):
            x = outside - (0.0 if front else deep)
            bow = float(rng.normal(0, 1.2))
            site.slab(steel(), (x - sheet + bow, x + bow), (y, y + wide), z)
            site.slab(steel(), (outside - deep, outside), (y + wide, y + wide + slope), z, fill=fold)
            y += wide + slope
    across = (-SIDE + 100, SIDE - 100)
    site.tube(steel(), (site.length - 66, site.length - 6), across, (site.height - 74, site.height - 14), 3.2, "y")
    site.slab(steel(), (site.length - 120, site.length - 66), across, (site.height - 22, site.height - 18.5))
    site.tube(steel(), (site.length - 66, site.length - 8), across, (20, 78), 3.6, "y")
    site.slab(steel(), (site.length - 12, site.length - 8), across, (78, 162))
    for side in SIDES:
        for z1 in np.arange(520, site.height - 300, 640.0):
            if rng.random() < 0.9:
                _hook(site, site.length - 120, side * (SIDE - 50), float(z1 + rng.normal(0, 12)), rng)


def _hook(site: Site, x: float, y: float, z: float, rng: np.random.Generator) -> None:
    """A lashing rod at a post: a bent bar Ø 10."""
    rise = rng.uniform(34, 60)
    site.wire(steel(), [(x + 12, y, z), (x - 8, y, z + 4), (x - 16, y, z + 0.4 * rise), (x - 19, y, z + rise)], 10.0)


def _rings(site: Site, side: int, own: Waves) -> None:
    """Rings on the top rail every 557 mm, on the floor's edge every 834 mm, near and far at the same places."""
    rng = site.chance(27, side + 1)
    size = site.chance(28)
    upper = (float(size.uniform(38, 46)), float(size.uniform(34, 44)))
    lower = (float(size.uniform(42, 52)), float(size.uniform(56, 72)))
    y = side * (SIDE - 44)
    upper_places, lower_places = frame.ring_places(site)
    for x in upper_places:
        at = np.array([x])
        level = site.height - 15 - HIGH + 4 + float((site.sag(at) + own(at))[0])
        frame.ring(site, (x, y, level), upper, True, rng)
    for x in lower_places:
        frame.ring(site, (x, y, FLOOR + 1), lower, False, rng)


def _vents(site: Site) -> None:
    """Two ventilators a side near the top corners: a cover with five slats over small holes."""
    rng = site.chance(31)
    long, high = float(rng.uniform(180, 260)), float(rng.uniform(80, 110))
    for side in SIDES:
        for x in (float(rng.uniform(330, 520)), site.length - float(rng.uniform(560, 760))):
            z = site.height - float(rng.uniform(200, 240))
            site.beside(side, steel(), (x, x + long), (6, 6.7), (z, z + high))
            for i in range(5):
                slat = z + 8 + i * (high - 20) / 4
                site.beside(side, steel(), (x + 8, x + long - 8), (7, 15), (slat, slat + 1.0))


def _patches(site: Site) -> None:
    """Repairs: a piece let in or laid on, its weld an uneven line that follows the folds; mostly 0 to 2 a container."""
    rng = site.chance(30)
    for _ in range(int(rng.choice([0, 1, 2, 3, 5], p=[0.25, 0.3, 0.22, 0.14, 0.09]))):
        side = SIDES[int(rng.integers(2))]
        wide, high = rng.uniform(140, 620), rng.uniform(130, 480)
        x, z = rng.uniform(250, site.length - 900), rng.uniform(260, site.height - 800)
        if rng.random() < 0.6:
            z = site.height - rng.uniform(110, 180) - high
        _patch(site, side, (float(x), float(z), float(wide), float(high)), rng)


def _patch(site: Site, side: int, place: tuple[float, float, float, float], rng: np.random.Generator) -> None:
    x, z, wide, high = place
    corners = np.array([(x, z), (x + wide, z), (x + wide, z + high), (x, z + high)]) + rng.normal(0, 7, (4, 2))
    laid_on = rng.uniform(0.2, 1.4) if rng.random() < 0.35 else rng.uniform(0.0, 0.12)
    site.beside(side, steel(), (x, x + wide), (18, 19), (z, z + high), fill=laid_on)
    for i in range(4):
        a, b = corners[i], corners[(i + 1) % 4]
        count = max(6, int(np.hypot(*(b - a)) / 22))
        way = np.linspace(0, 1, count)[:, None]
        line = a + (b - a) * way + rng.normal(0, 1.2, (count, 2))
        line[:, 1] += 5 * np.sin(2 * np.pi * line[:, 0] / FOLD)
        radius = float(rng.uniform(1.6, 2.7))
        start = 0
        while start < count - 1:
            end = min(count, start + int(rng.integers(4, 26)))
            part = [(float(u), side * (SIDE - 20), float(w)) for u, w in line[start:end]]
            if len(part) > 1:
                site.wire(steel(), part, 2 * radius)
            start = end - 1 + int(rng.random() < 0.3)
