"""A reefer's machinery at its front: bulkhead, frame, coils, fans, compressor, receiver, boxes, pipes."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from xray_trainer.simulator import meshes, shapes
from xray_trainer.simulator.container.layout import MACHINERY, SIDE
from xray_trainer.simulator.container.site import Site, steel
from xray_trainer.simulator.crossings import Floats
from xray_trainer.simulator.materials import material
from xray_trainer.simulator.mesh import Item, Part, Pose

TUBE, COPPER = 5.0, 0.226  # radius of a coil's tubes, share of their section that is copper


def machinery(site: Site) -> None:
    """All that stands between the load space and the front."""
    wall = site.length - MACHINERY
    _bulkhead(site, wall)
    _frame(site, wall)
    _small_parts(site, wall)
    _coils(site, wall)
    _fans(site, wall)
    _compressor(site, wall)
    _boxes(site, wall)
    _pipes(site, wall)


def _bulkhead(site: Site, wall: float) -> None:
    """The insulated wall between load and machine, with the air duct's plate before it."""
    rng = site.chance(80)
    y, z = (-SIDE + 70, SIDE - 70), (215.0, site.height - 120)
    light = material("aluminium")
    site.slab(light, (wall, wall + 2), y, (330, site.height - 420))
    back = wall + float(rng.uniform(70, 90))
    site.slab(light, (back, back + 2), y, z)
    site.slab(material("pu-foam"), (back + 2, back + 60), y, (215, 1500), fill=1.2)
    site.slab(light, (back + 60, back + 62.5), y, (215, 1500))
    site.slab(light, (back + 62, site.length - 70), y, (1496, 1500))


def _frame(site: Site, wall: float) -> None:
    """The unit's frame: side plates and uprights, decks across, the outer panels; denser towards the outside."""
    rng = site.chance(81)
    column = site.length - float(rng.uniform(120, 150))
    for side in (-1, 1):
        plate = float(rng.uniform(2.2, 3.2))
        site.beside(side, steel(), (wall, site.length - 20), (74, 74 + plate), (150, site.height - 90))
        for x, wide in ((wall + 6, 36), (wall + 140, 30), (column, site.length - 24 - column), (site.length - 60, 40)):
            at, deep = float(x + rng.normal(0, 5)), float(wide * rng.uniform(0.85, 1.1))
            thick = float(rng.uniform(3.0, 5.0))
            site.beside(side, steel(), (at, at + deep), (95, 95 + thick), (150, site.height - 90))
            site.beside(side, steel(), (at, at + 3), (95, 140), (150, site.height - 90))
        for _ in range(9):
            z = float(rng.uniform(200, site.height - 220))
            x = float(rng.uniform(column - 60, site.length - 80))
            inward, size = float(rng.uniform(104, 160)), rng.uniform((20, 30), (90, 150))
            block = (x, min(x + float(size[0]), site.length - 16))
            site.beside(side, steel(), block, (inward, inward + float(rng.uniform(4, 22))), (z, z + float(size[1])))
    y = (-SIDE + 110, SIDE - 110)
    for z in (180.0, 860.0, 1480.0, site.height - 140):
        level = float(z + rng.normal(0, 15))
        site.slab(steel(), (wall + 150, site.length - 30), y, (level, level + 2.5))
        site.slab(steel(), (column - 10, column - 6), y, (level - 40, level))
    for _ in range(7):
        z, x = float(rng.uniform(200, site.height - 300)), float(rng.uniform(wall + 120, site.length - 60))
        own = sorted(rng.uniform(*y, 2).tolist())
        site.slab(steel(), (x, x + float(rng.uniform(1.5, 3))), (own[0], own[1]), (z, z + float(rng.uniform(60, 420))))
    for low, high in ((220, 830), (900, 1440), (1540, site.height - 180)):
        at = site.length - float(rng.uniform(26, 44))
        site.slab(material("aluminium"), (at, at + 1.8), y, (low, high))
    site.slab(steel(), (site.length - 70, site.length - 64), y, (60, 160))
    for _ in range(5):
        y0, z0 = float(rng.uniform(*y)), float(rng.uniform(240, 700))
        loom = [(column - 20 + float(rng.normal(0, 18)), y0, z0 + k * (site.height - 1000) / 9) for k in range(10)]
        site.wire(material("winding"), loom, float(rng.uniform(7, 13)))


def _small_parts(site: Site, wall: float) -> None:
    """What is too small and crowded to be told apart: an uneven share of steel, more of it towards the outside."""
    rng = site.chance(87)
    levels = np.sort(np.concatenate([[190.0, site.height - 130.0], rng.uniform(260, site.height - 260, 9)]))
    lines = rng.uniform(wall + 90, site.length - 20, 34)
    widths, weights = rng.uniform(1.5, 9, 34), rng.uniform(0.1, 0.8, 34)
    column = site.length - 150.0

    def crowd(x: Floats) -> Floats:
        found = np.where(x > column, 1.0, 0.3 + 0.15 * (x - wall - 90) / (column - wall - 90))
        for at, width, weight in zip(lines, widths, weights, strict=True):
            found += np.where(np.abs(x - at) < width, weight, 0.0)
        return found

    for low, high in pairwise(levels.tolist()):
        own = float(rng.uniform(0.008, 0.021))
        y = (-SIDE + float(rng.uniform(120, 260)), SIDE - float(rng.uniform(120, 260)))

        def share(x: Floats, own: float = own) -> Floats:
            return own * crowd(x)

        site.slab(steel(), (wall + 90, site.length - 18), y, (low, high), fill=share)


def _coils(site: Site, wall: float) -> None:
    """Condenser below and evaporator above: rows of fine tubes across in a pack of fins, denser towards the outside."""
    rng = site.chance(82)
    copper, light = material("copper"), material("aluminium")
    pitch = float(rng.uniform(20, 27))
    packs = (
        (site.length - 190, 4, (920.0, 1420.0), (-SIDE + 190, SIDE - 190), 0.055),
        (wall + 96, 5, (site.height - 800, site.height - 330), (-SIDE + 150, SIDE - 150), 0.05),
    )
    for x0, rows, (low, high), y, fins in packs:
        x1 = x0 + pitch * rows
        for i in range(3):
            part = (x0 + i * (x1 - x0) / 3, x0 + (i + 1) * (x1 - x0) / 3)
            site.slab(light, part, y, (low, high), fill=fins * (0.75 + 0.25 * i))
        for plate in (y[0] - 3, y[1]):
            site.slab(light, (x0 - 8, x1 + 8), (plate, plate + 3), (low - 10, high + 10))
        tubes = np.asarray(x0 + pitch * (np.arange(rows) + 0.5), np.float64)

        def share(x: Floats, tubes: Floats = tubes) -> Floats:
            # The fan crosses many tubes of a row at once, so a row counts as its mean over their height.
            chords = np.sqrt(np.maximum(TUBE**2 - (x[:, None] - tubes) ** 2, 0.0)).sum(axis=1)
            return np.asarray(2 * chords * COPPER / (pitch * 1.15))

        site.slab(copper, (x0, x1), y, (low, high), fill=share)


def _fans(site: Site, wall: float) -> None:
    """Two evaporator fans on upright motors behind guard rings, and the condenser's on a motor that looks outwards."""
    rng = site.chance(83)
    for y in (-430.0, 430.0):
        at, level = (wall + float(rng.uniform(170, 215)), y + float(rng.normal(0, 20))), site.height - 300
        site.upright(steel(), at, (level, level + 130), 55, 43)
        site.upright(material("winding"), at, (level + 22, level + 104), 43, 26)
        site.upright(steel(), at, (level - 60, level + 150), 9)
        site.upright(material("aluminium"), at, (level - 62, level - 20), 48, 34)
        for i in range(6):
            turn = i * np.pi / 3 + float(rng.uniform(0, 1))
            x, z = at[0] + 90 * np.cos(turn), at[1] + 90 * np.sin(turn)
            site.slab(material("aluminium"), (x - 32, x + 32), (z - 32, z + 32), (level - 58, level - 24), fill=0.06)
        for radius in (70, 110, 150):
            turns = np.linspace(0, 2 * np.pi, 25)
            ring = [(at[0] + radius * float(np.cos(t)), at[1] + radius * float(np.sin(t)), level - 78) for t in turns]
            site.wire(steel(), ring, 4.0)
    middle = (float(rng.uniform(-160, 160)), 1170.0)
    x0 = site.length - 330
    site.lengthwise(steel(), (x0, x0 + 120), middle, 66, 55)
    site.lengthwise(material("winding"), (x0 + 18, x0 + 96), middle, 55, 32)
    site.lengthwise(steel(), (x0, x0 + 165), middle, 9)
    site.lengthwise(material("aluminium"), (x0 + 140, x0 + 175), middle, 60, 44)
    site.lengthwise(material("aluminium"), (x0 + 146, x0 + 152), middle, 240, 80)


def _compressor(site: Site, wall: float) -> None:
    """A reciprocating or scroll compressor: lumpy castings on feet, its motor, heads, and an oil sump."""
    rng = site.chance(84)
    iron = material("cast-iron")
    x, y = wall + 265.0 + float(rng.normal(0, 8)), -float(rng.uniform(380, 600))
    parts: list[Part] = []
    blocks = (
        (0, 0, 170, 115, 150, 150),
        (150, 10, 150, 100, 118, 118),
        (-40, 0, 300, 70, 90, 70),
        (60, -20, 60, 100, 130, 50),
    )
    for dy, dx, dz, rx, ry, rz in blocks:
        for scale, sign in ((1.0, 1.0), (0.86, -1.0)):
            body = shapes.superellipsoid(rx * scale, ry * scale, rz * scale, 0.55, n=16, m=8)
            body = shapes.lump(body, 5.0, rng, 140.0) if sign > 0 else body
            parts.append(Part(shapes.move(body, dx, dy, dz), iron, None, 0.6 * sign))
    winding = shapes.superellipsoid(72, 84, 84, 0.6)
    parts.append(Part(shapes.move(winding, 8, 150, 150), material("winding"), None, 0.45))
    item = Item("reefer-compressor", tuple(parts), str(site.box.spec.seed))
    meshes.draw(site.maps, item, Pose(x, y, site.box.outer.z0 + 190.0, float(rng.normal(0, 4))))
    for foot in (-80.0, 80.0):
        site.slab(steel(), (x + foot - 20, x + foot + 20), (y - 160, y + 300), (184, 190))
        for end in (-140.0, 250.0):
            site.upright(steel(), (x + foot, y + end), (160, 224), 8)
            site.upright(material("rubber"), (x + foot, y + end), (192, 214), 24, 8)


def _boxes(site: Site, wall: float) -> None:
    """The controller and the transformer's box with lids, rails of relays; the receiver; battery."""
    rng = site.chance(85)
    light = material("aluminium")
    x = (site.length - 230, site.length - 60)
    for y0, low, high in ((420.0, 300.0, 800.0), (-1000.0, 420.0, 760.0)):
        y = (y0, y0 + float(rng.uniform(360, 520)))
        z = (low + float(rng.normal(0, 20)), high + float(rng.normal(0, 20)))
        site.slab(light, x, y, z)
        site.slab(light, (x[0] + 2.2, x[1] - 2.2), (y[0] + 2.2, y[1] - 2.2), (z[0] + 2.2, z[1] - 2.2), fill=-1.0)
        for _ in range(14):
            at = (rng.uniform(x[0] + 20, x[1] - 60), rng.uniform(*y) - 60, rng.uniform(z[0] + 10, z[1] - 80))
            size = rng.uniform((20, 30, 25), (60, 110, 90))
            part_x, part_y, part_z = ((float(a), float(a + s)) for a, s in zip(at, size, strict=True))
            what = material("plastic") if rng.random() < 0.7 else steel()
            site.slab(what, part_x, part_y, part_z, 0.5 if what.name == "plastic" else 0.28)
    iron = (site.length - 200, site.length - 90)
    site.slab(material("winding"), iron, (520, 640), (340, 440), fill=0.7)
    receiver = (wall + 240.0, float(rng.uniform(100, 250)))
    site.upright(steel(), receiver, (320, 760), 62, 58)
    site.upright(material("r134a"), receiver, (320, float(rng.uniform(480, 640))), 58)
    for end in (320.0, 757.0):
        site.upright(steel(), receiver, (end, end + 3), 58)


def _pipes(site: Site, wall: float) -> None:
    """Some fourteen pipes of 10 to 28 mm between them, bent at right angles, with valves and a drier."""
    rng = site.chance(86)
    copper = material("copper")
    for _ in range(14):
        outer = float(rng.choice([10.0, 12.0, 16.0, 22.0, 28.0]))
        x = float(rng.uniform(wall + 170, site.length - 120))
        y = float(rng.uniform(-900, 900))
        z = float(rng.uniform(230, 700))
        along, up, aside = rng.uniform(-90, 90), rng.uniform(200, 900), rng.uniform(-500, 500)
        path = [(x, y, z), (x, y, z + up * 0.5), (x + along, y, z + up * 0.55), (x + along, y + aside, z + up * 0.6)]
        path.append((x + along, y + aside, z + up))
        # A thin-walled tube weighs what a wire of the same copper section does.
        site.wire(copper, path, float(np.sqrt(4 * 1.0 * outer)))
        if rng.random() < 0.35:
            site.upright(material("brass"), (x, y), (z + 30, z + 75), outer * 0.8)
    site.upright(steel(), (wall + 330.0, -150.0), (420, 560), 32, 29)
