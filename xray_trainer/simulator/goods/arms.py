"""Firearms and ammunition: the parts that show, each of its own metal."""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import (
    beam,
    box,
    cat,
    curve,
    helix,
    inv,
    lathe,
    move,
    pipe,
    quad,
    rbox,
    rod,
    scale,
    sheet,
    spread,
    tube,
    turn,
    upright,
)


def cartridge(length: float, calibre: float, brass: bool = True, n: int = 8) -> Assembly:
    """A round standing on its base: case with powder space, lead in a jacket."""
    found = Assembly()
    bottle = length > 35
    wide = calibre * (1.25 if bottle else 1.08) / 2
    case = length * (0.69 if bottle else 0.66)
    neck = [(wide * 0.97, case * 0.78), (calibre * 0.54, case * 0.9)] if bottle else []
    profile = [(wide, 0.0), *neck, (calibre * 0.54, case)]
    found.solid(lathe(profile, n), "brass" if brass else "steel", 0.48)
    tip = [(calibre / 2, case * 0.93), (calibre / 2, case + 0.35 * (length - case)), (0.6, length)]
    found.solid(lathe(tip, n), "lead" if calibre > 8.5 else "steel", 0.97)
    return found


def laid(assembly: Assembly, yaw: float = 0.0) -> Assembly:
    """Something upright laid along x."""
    return assembly.altered(lambda mesh: turn(turn(mesh, "y", 90.0), "z", yaw))


@good
def pistol(found: Assembly, rng: np.random.Generator) -> None:
    """A self-loading pistol of 0.8 to 1.3 kg: muzzle at +x, standing on its grip."""
    long, steel_frame = rng.uniform(165, 205), rng.random() < 0.45
    top, slide_high = 138.0, rng.uniform(24, 29)
    low = top - slide_high
    back, front = -long * 0.45, long * 0.55
    found.solid(rbox(long, 26, slide_high, 4.0, ((back + front) / 2, 0.0, low)), "steel", 0.85)
    cavity = cat(
        inv(box(long * 0.55, 17, slide_high * 0.55, (front - long * 0.29, 0.0, low))),
        inv(box(long * 0.2, 20, slide_high * 0.7, (-2.0, 0.0, low + slide_high * 0.31))),
        inv(box(long * 0.22, 12, slide_high * 0.4, (back + long * 0.15, 0.0, low + 1))),
    )
    found.solid(cavity, "steel", 0.85)
    bore = low + slide_high * 0.55
    found.solid(pipe([(-8.0, 0.0, bore), (front + 1, 0.0, bore)], 7.0, 2.4, 12), "steel")
    found.solid(box(28, 15, 15, (2.0, 0.0, bore - 8)), "steel", 0.75)
    guide = move(turn(helix(4.6, long * 0.4, 16, 0.75, 4, 8), "y", 90.0), front - long * 0.45, 0.0, low + 5)
    found.solid(guide, "steel")
    found.solid(rod((front - long * 0.45, 0, low + 5), (front - 3, 0, low + 5), 2.0, 6), "steel")
    found.solid(rod((back + 8, 0, bore), (-12, 0, bore), 2.2, 6), "steel")
    found.solid(box(4, 3, 6, (front - 10, 0.0, top)), "steel")
    found.solid(box(7, 15, 6, (back + 12, 0.0, top)), "steel", 0.8)
    frame = "steel" if steel_frame else "abs"
    fill = 0.42 if steel_frame else 1.0
    outline = [(back + 4, low), (back - 5, low - 10), (back + 4, low - 26), (back - 18, 4), (back + 33, 0)]
    outline += [(back + 52, low - 32), (back + 58, low - 22), (front - 6, low - 17), (front - 4, low)]
    found.solid(upright(outline, 27), frame, fill)
    found.solid(
        inv(upright([(back + 9, low - 4), (back - 2, 6), (back + 26, 3), (back + 42, low - 4)], 21)), frame, fill
    )
    guard = [(back + 54, low - 30), (back + 62, low - 44), (back + 84, low - 46), (back + 95, low - 34)]
    found.solid(tube([(x, 0.0, z) for x, z in [*guard, (back + 97, low - 16)]], 4.0, 6, 1.4), frame, 0.9)
    hook = [(back + 72, 0, low - 14), (back + 70, 0, low - 26), (back + 75, 0, low - 36)]
    found.solid(tube(hook, 3.2, 6), "steel")
    found.solid(box(10, 8, 18, (back + 6, 0.0, low - 4)), "steel", 0.8)
    _pistol_magazine(found, rng, back, low)


def _pistol_magazine(found: Assembly, rng: np.random.Generator, back: float, low: float) -> None:
    """Its magazine in the grip, or none in one of six; follower, spring, up to 14 rounds in two rows."""
    if rng.random() < 1 / 6:
        return
    lean, high = math.degrees(math.atan2(22, low)), low - 6
    own = Assembly()
    own.sheet(box(35, 20, high), "steel", 0.9)
    own.solid(box(38, 25, 6, (0.0, 0.0, -6.0)), "abs")
    rounds = int(rng.integers(0, 15))
    top = high - 8
    for one in range(rounds):
        y = 3.6 if one % 2 else -3.6
        own.put(laid(cartridge(29.0, 9.0)), -14.5, y, top - one * 5.6)
    rest = max(top - rounds * 5.6 - 4, 20)
    own.solid(box(30, 17, 4, (0.0, 0.0, rest)), "abs")
    own.solid(helix(8.5, rest - 3, 7, 0.7, 4, 8), "steel")
    found.put(own.altered(lambda mesh: turn(mesh, "y", lean)), back + 9.0, 0.0, 5.0)


@good
def rifle(whole: Assembly, rng: np.random.Generator) -> None:
    """An assault rifle, 650 to 900 mm, 3.5 to 4.6 kg: muzzle at +x, standing on its magazine."""
    found, z = Assembly(), 210.0  # of the bore
    found.solid(pipe([(-60, 0, z), (90, 0, z), (150, 0, z), (432, 0, z)], 7.5, 3.6, 12), "steel")
    found.solid(pipe([(-60, 0, z), (10, 0, z)], 13.0, 6.0, 12), "steel")
    found.solid(pipe([(405, 0, z), (447, 0, z)], 10.5, 4.5, 12), "steel")
    _receiver(found, z)
    _action(found, z)
    wooden = rng.random() < 0.6
    front, kind = ("wood", 1.15) if wooden else ("abs", 0.8)
    found.solid(rbox(150, 42, 40, 10.0, (140.0, 0.0, z - 26)), front, kind)
    found.solid(inv(box(150, 19, 26, (140.0, 0.0, z - 14))), front, kind)
    found.solid(rbox(118, 30, 22, 8.0, (132.0, 0.0, z + 19)), front, kind * 0.7)
    grip = [(-166, z - 44), (-208, z - 128), (-176, z - 136), (-138, z - 44)]
    found.solid(upright(grip, 27), front, kind * 0.8)
    if wooden and rng.random() < 0.7:
        butt = [(-205, z - 8), (-420, z - 28), (-438, z - 140), (-424, z - 146), (-205, z - 42)]
        found.solid(upright(butt, 36), "wood", 1.2)
        found.sheet(upright([(-436, z - 28), (-444, z - 142), (-441, z - 142), (-433, z - 28)], 34), "steel", 2.0)
    else:
        _folding_stock(found, z, folded=bool(rng.random() < 0.5))
    if rng.random() < 0.85:
        _rifle_magazine(found, rng, z)
    size = float(rng.uniform(0.97, 1.02))
    whole.put(found.altered(lambda mesh: scale(mesh, size, 1.0, 1.0)))


def _receiver(found: Assembly, z: float) -> None:
    found.sheet(upright([(-205, z - 44), (40, z - 44), (40, z + 12), (-205, z + 10)], 31), "steel", 1.3)
    cover = [(-200, z + 10), (-196, z + 26), (8, z + 31), (14, z + 12)]
    found.sheet(upright(cover, 29), "steel", 0.9)
    found.solid(box(52, 29, 40, (12.0, 0.0, z - 20)), "steel", 0.62)
    found.solid(box(34, 28, 44, (-190.0, 0.0, z - 38)), "steel", 0.5)
    guard = [(-150, z - 46), (-146, z - 72), (-92, z - 74), (-86, z - 46)]
    found.solid(tube([(x, 0.0, level) for x, level in guard], 3.0, 6, 2.4), "steel", 0.8)
    found.solid(tube([(-118, 0, z - 42), (-120, 0, z - 56), (-112, 0, z - 66)], 3.4, 6), "steel")
    for x, wide in ((-128.0, 13.0), (-108.0, 17.0), (-84.0, 12.0)):
        found.solid(box(wide, 12, 18, (x, 0.0, z - 38)), "steel", 0.8)
    found.solid(beam((-160, 17, z - 2), (-60, 17, z + 4), 2.0, 11.0), "steel")


def _action(found: Assembly, z: float) -> None:
    found.solid(pipe([(60, 0, z + 24), (228, 0, z + 24)], 9.0, 1.6, 10), "steel")
    found.solid(rod((-20, 0, z + 24), (215, 0, z + 24), 4.5, 8), "steel")
    found.solid(rbox(118, 22, 26, 4.0, (-92.0, 0.0, z - 2)), "steel", 0.85)
    found.solid(rod((-70, 0, z), (-40, 0, z), 9.0, 10), "steel")
    spring = turn(helix(6.0, 150, 26, 0.7, 4, 8), "y", 90.0)
    found.solid(move(spring, -195.0, 0.0, z + 14), "steel")
    found.solid(box(36, 22, 34, (236.0, 0.0, z - 6)), "steel", 0.7)  # gas block
    found.solid(beam((392, 0, z - 8), (392, 0, z + 50), 14, 9), "steel", 0.8)  # fore sight
    found.solid(tube([(380, 0, z + 50), (392, 0, z + 58), (404, 0, z + 50)], 3.0, 6), "steel")
    found.solid(beam((30, 0, z + 34), (92, 0, z + 39), 13, 6), "steel")
    found.solid(box(26, 26, 24, (44.0, 0.0, z + 10)), "steel", 0.75)
    found.solid(rod((60, 0, z - 17), (430, 0, z - 12), 2.4, 6), "steel")  # cleaning rod


def _folding_stock(found: Assembly, z: float, folded: bool) -> None:
    way = 1.0 if folded else -1.0
    start = -205.0
    tip = start + way * 235
    for y in (20.0, 26.0) if folded else (-12.0, 12.0):
        found.solid(beam((start, y, z - 12), (tip, y, z - 34), 3.5, 14), "steel")
    across = 23.0 if folded else 0.0
    found.solid(beam((tip, across, z - 5), (tip + 6, across, z - 140), 20, 9), "steel", 0.6)
    found.solid(beam((tip, across, z - 120), (start + way * 120, across, z - 30), 4, 8), "steel", 0.8)


def _rifle_magazine(found: Assembly, rng: np.random.Generator, z: float) -> None:
    """The curved magazine, 0 to 30 rounds in two rows, follower and spring."""
    angle = np.linspace(0.06, 0.62, 8)
    bend = 330.0
    spine = np.column_stack([-38 + bend * (1 - np.cos(angle)) * 1.25, np.zeros(8), z - 12 - bend * np.sin(angle)])
    deep = np.array([[0, -13, 0], [0, 13, 0]])
    half = np.column_stack([np.cos(angle), np.zeros(8), np.sin(angle)]) * 30
    sides = [np.stack([spine - half + edge, spine + half + edge], axis=1) for edge in deep]
    for side in sides:
        found.sheet(sheet(side), "steel", 1.0)
    for edge in (0, 1):
        found.sheet(sheet(np.stack([sides[0][:, edge], sides[1][:, edge]], axis=1)), "steel", 1.0)
    a, b, c, d = (tuple(float(v) for v in sides[s][-1, e]) for s, e in ((0, 0), (0, 1), (1, 1), (1, 0)))
    found.sheet(quad(_spot(a), _spot(b), _spot(c), _spot(d)), "steel", 1.4)
    rounds = int(rng.choice([0, 5, 12, 20, 30, 30]))
    one = laid(cartridge(55.5, 7.9, brass=False))
    at = curve(spine, 8)
    for step in range(rounds):
        spot = at[int((step + 1) * (len(at) - 8) / 32)]
        tilt = float(np.interp(step, [0, 30], [3.0, 33.0]))
        leaning = one.altered(partial(turn, axis="y", degrees=tilt))
        found.put(leaning, spot[0] - 27, 5.0 if step % 2 else -5.0, spot[2] + 12)
    foot = spine[-1]
    room = float(np.linalg.norm(spine[-1] - at[int((rounds + 1) * (len(at) - 8) / 32)]))
    spring = turn(helix(11.0, max(room - 12, 14.0), 8, 0.8, 4, 8), "y", -27.0)
    found.solid(move(spring, foot[0], 0.0, foot[2] + 4), "steel")


def _spot(values: tuple[float, ...]) -> tuple[float, float, float]:
    return values[0], values[1], values[2]


@good
def ammunition_tin(found: Assembly, rng: np.random.Generator) -> None:
    """A tin of layered rounds with lid, clasp and handle; 8 to 14 kg."""
    length, depth, height = rng.uniform(270, 330), 150.0, rng.uniform(170, 200)
    found.sheet(rbox(length, depth, height, 8.0), "steel", 1.0)
    found.sheet(_lid(length + 6, depth + 6, height), "steel", 1.1)
    found.solid(box(length - 8, depth - 8, 3.0, (0.0, 0.0, height - 8)), "rubber", 0.8)
    grip = [(-55, 0, height + 3), (-50, 0, height + 22), (50, 0, height + 22), (55, 0, height + 3)]
    found.solid(tube(grip, 3.5, 6), "steel")
    found.solid(box(5, 40, 70, (length / 2 + 4, 0.0, height - 62)), "steel", 0.5)
    pistol_rounds = rng.random() < 0.3
    long, calibre = (29.5, 9.0) if pistol_rounds else (55.5, 7.9)
    one = cartridge(long, calibre, brass=bool(rng.random() < 0.6), n=6)
    pitch = calibre * 1.5
    along, across = int((length - 16) / pitch), int((depth - 14) / (pitch * 1.06))
    tiers = int((height - 20) / (long + 3))
    for tier in range(tiers):
        for i, x in enumerate(spread(along, along * pitch)):
            for y in spread(across, across * pitch * 1.06):
                if tier == tiers - 1 and i > along * 0.8:
                    continue
                jitter = rng.normal(0, 0.5, 2)
                found.put(one, x + jitter[0], y + jitter[1], 4 + tier * (long + 3), 0.0)
        found.sheet(box(length - 14, depth - 14, 0.4, (0.0, 0.0, 2 + tier * (long + 3))), "cardboard", 0.5)


def _lid(length: float, depth: float, height: float) -> Mesh:
    return rbox(length, depth, 24, 6.0, (0.0, 0.0, height - 20))
