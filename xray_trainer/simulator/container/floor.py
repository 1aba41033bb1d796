"""A dry box's floor: plywood on cross members, the gooseneck tunnel of a 40 ft box, the fork pockets of a 20 ft one."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.container.layout import (
    FLOOR,
    MEMBER_HIGH,
    MEMBER_LOW,
    POCKET,
    POCKETS,
    SIDE,
    TUNNEL,
    TUNNEL_HALF,
    member_places,
)
from xray_trainer.simulator.container.site import Site, steel
from xray_trainer.simulator.crossings import Floats
from xray_trainer.simulator.materials import material

STATIONS = 6  # pieces of a cross member, each a little aside; 5 of one that is nearly straight
STRAIGHT = 8.0  # mm aside at most
REACH = SIDE - 6.0  # half the length of a member between the bottom rails
THICK = 4.0


def floor(site: Site) -> None:
    """Everything under the load."""
    _boards(site)
    _members(site)
    if site.box.spec.feet == 40:
        _tunnel(site)
    else:
        _pockets(site)


def _boards(site: Site) -> None:
    """Plywood of 28 mm in sheets of differing density, joints, the steel strip in the middle, dirt and splinters."""
    rng = site.chance(40)
    y = (-SIDE + 50, SIDE - 50)
    joints = np.cumsum(rng.uniform(1180, 1240, 12)) + rng.uniform(-600, 300)
    tones = 1 + rng.normal(0, 0.035, 13)

    def density(x: Floats) -> Floats:
        found = tones[np.searchsorted(joints, x)]
        for joint in joints:
            found = np.where(np.abs(x - joint) < 1.5, 0.2, found)
        return found

    wood = material("plywood")
    site.slab(wood, (70.0, site.length - 70.0), y, (MEMBER_HIGH, FLOOR), fill=density)
    end = site.length - (TUNNEL if site.box.spec.feet == 40 else 100.0)
    site.slab(steel(), (90.0, end), (-45.0, 45.0), (MEMBER_HIGH, MEMBER_HIGH + 3))
    for _ in range(int(rng.integers(8, 26))):
        x, at = rng.uniform(120, site.length - 200), rng.uniform(-1100, 1000)
        kind = rng.random()
        if kind < 0.5:
            size = (rng.uniform(20, 160), rng.uniform(15, 60), rng.uniform(2, 12))
            site.slab(wood, (x, x + size[0]), (at, at + size[1]), (FLOOR, FLOOR + size[2]), fill=0.7)
        elif kind < 0.8:
            turn, long = rng.uniform(0, np.pi), rng.uniform(40, 100)
            away = (x + long * np.cos(turn), at + long * np.sin(turn), FLOOR + rng.uniform(2, 8))
            site.wire(steel(), [(x, at, FLOOR + 2), away], float(rng.uniform(2.5, 4.5)))
        else:
            site.slab(material("sand"), (x, x + rng.uniform(60, 300)), (at, at + 100), (FLOOR, FLOOR + 4), fill=0.8)


def _members(site: Site) -> None:
    """Cross members: C of 122 × 45 × 4, some wider, none quite straight or level; they stop at the tunnel."""
    rng = site.chance(41)
    for place in member_places(site.box.spec):
        at = float(place + rng.normal(0, 7) + (rng.uniform(-45, -25) if rng.random() < 0.1 else 0.0))
        wide = 75.0 if rng.random() < 0.14 else float(rng.uniform(42, 48))
        turned = -1 if rng.random() < 0.03 else 1
        shape = (rng.normal(0, 0.006), rng.normal(0, 9 if rng.random() < 0.1 else 2), rng.normal(0, 0.0012))
        lip = rng.random(STATIONS) < 0.1
        bent = rng.uniform(2, 9, STATIONS)
        tabs = rng.random(2) < 0.8, rng.uniform(35, 80, 2), rng.uniform(60, 105, 2)
        if site.box.spec.feet == 20 and any(abs(at - site.length / 2 - pocket) < POCKET / 2 + 46 for pocket in POCKETS):
            continue
        in_tunnel = site.box.spec.feet == 40 and at > site.length - TUNNEL
        spans = ((-REACH, -TUNNEL_HALF), (TUNNEL_HALF, REACH)) if in_tunnel else ((-REACH, REACH),)
        for span in spans:
            _member(site, at, wide * turned, span, shape, (lip, bent))
        for i, side in enumerate((-1, 1)):
            if tabs[0][i]:
                x = (at - 3.0, at + float(tabs[1][i]))
                z = (MEMBER_HIGH - float(tabs[2][i]), MEMBER_HIGH)
                site.beside(side, steel(), x, (6, 11), z)


def _member(
    site: Site,
    at: float,
    wide: float,
    span: tuple[float, float],
    shape: tuple[float, float, float],
    lips: tuple[np.ndarray, np.ndarray],
) -> None:
    """One cross member from span[0] to span[1], web at `at`, flanges towards `wide`: swept in short straight pieces.

    shape : slope along its length, bow in the middle (mm), change of height along it.
    """
    slope, bow, fall = (float(one) for one in shape)
    straight = abs(slope) * REACH + abs(bow) < STRAIGHT
    ys = np.linspace(*span, (5 if straight else STATIONS) + 1 if span[1] - span[0] > REACH else STATIONS // 2)
    for i, (y0, y1) in enumerate(zip(ys[:-1].tolist(), ys[1:].tolist(), strict=True)):
        middle = (y0 + y1) / 2
        x = at + slope * middle + bow * float(np.cos(np.pi * middle / (2 * REACH)))
        low, high = MEMBER_LOW + fall * middle, MEMBER_HIGH + fall * middle
        web = (x, x + THICK) if wide > 0 else (x - THICK, x)
        flange = (x + THICK, x + wide) if wide > 0 else (x + wide, x - THICK)
        y = (y0, y1)
        site.slab(steel(), web, y, (low, high))
        site.slab(steel(), flange, y, (high - THICK, high))
        drop = float(lips[1][i]) if lips[0][i] else 0.0
        site.slab(steel(), flange, y, (low - drop, low - drop + THICK))


def _tunnel(site: Site) -> None:
    """The recess that a gooseneck chassis fills: a plate under the floor, side plates, bridging hats, its end."""
    rng = site.chance(42)
    x0, x1 = site.length - TUNNEL, site.length - 70.0
    half = TUNNEL_HALF
    site.slab(steel(), (x0, x1), (-half, half), (MEMBER_HIGH - 15, MEMBER_HIGH - 12))
    for side in (-1, 1):
        y = sorted((side * half, side * (half + 6)))
        site.slab(steel(), (x0, x1), y, (MEMBER_LOW, MEMBER_HIGH))
        site.slab(steel(), (x0, x1), sorted((side * half, side * (half + 46))), (MEMBER_LOW, MEMBER_LOW + 5))
    site.slab(steel(), (x0 - 8, x0), (-half - 90, half + 90), (MEMBER_LOW, MEMBER_HIGH))
    site.slab(steel(), (x0 - 60, x0 - 8), (-half - 90, half + 90), (MEMBER_LOW, MEMBER_LOW + 5))
    pitch = float(rng.uniform(200, 300))
    for at in np.arange(x0 + 120, x1 - 160, pitch):
        own, wide = float(at + rng.normal(0, 8)), float(rng.uniform(88, 110))
        site.slab(steel(), (own, own + wide), (-half, half), (MEMBER_HIGH - 12, MEMBER_HIGH - 9.8))
        for edge in (own, own + wide - 3):
            site.slab(steel(), (edge, edge + 3), (-half, half), (MEMBER_HIGH - 12, MEMBER_HIGH))
    for side in (-1, 1):
        for at in np.arange(x0 + 300, x1 - 200, float(rng.uniform(900, 1300))):
            y = sorted((side * (half + 6), side * (half + 190)))
            site.slab(steel(), (at, at + 5), y, (MEMBER_LOW + 5, MEMBER_HIGH))


def _pockets(site: Site) -> None:
    """Two pockets for a fork lift, through the whole width: sides, roof, and straps below at both ends."""
    for pocket in POCKETS:
        middle = site.length / 2 + pocket
        x0, x1 = middle - POCKET / 2, middle + POCKET / 2
        y = (-REACH, REACH)
        for wall in (x0 - 6, x1):
            site.slab(steel(), (wall, wall + 6), y, (MEMBER_LOW, MEMBER_HIGH))
            flange = (wall - 40, wall) if wall < middle else (wall + 6, wall + 46)
            site.slab(steel(), flange, y, (MEMBER_HIGH - THICK, MEMBER_HIGH))
        site.slab(steel(), (x0, x1), y, (MEMBER_HIGH - 5, MEMBER_HIGH - 2))
        for side in (-1, 1):
            site.beside(side, steel(), (x0, x1), (4, 210), (MEMBER_LOW - 2, MEMBER_LOW + 4))
            site.beside(side, steel(), (x0 - 30, x1 + 30), (5.5, 12), (MEMBER_HIGH - 10, MEMBER_HIGH + 24))
