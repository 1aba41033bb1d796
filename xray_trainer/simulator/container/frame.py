"""The frame of any container: corner castings, posts, rails, the roof's corner plates and rings to lash to."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator import slabs
from xray_trainer.simulator.container.layout import CASTING, SIDE
from xray_trainer.simulator.container.site import SIDES, Site, Waves, leaning, steel, waves
from xray_trainer.simulator.folds import obround, upright_slot

SOLID = 0.98  # of a casting: its rounded edges
GRID = 40.0  # mm of the grid of a wall's small bumps
WALL = 32.0  # of a casting outside; 14 inside


def castings(site: Site) -> None:
    """Eight castings (ISO 1161): hollow, each with an oblong hole outwards along x, y and z.

    The low beam enters at the side and leaves through the hole on top: hence the white spot of the upper ones.
    """
    length, depth, height = CASTING
    for end in (0, 1):
        x0 = end * (site.length - length)
        inner_x = (x0 + (14.0 if end else WALL), x0 + length - (WALL if end else 14.0))
        for side in SIDES:
            y0 = -SIDE if side < 0 else SIDE - depth
            inner_y = (y0 + (WALL if side < 0 else 14.0), y0 + depth - (14.0 if side < 0 else WALL))
            for upper in (0, 1):
                z0 = upper * (site.height - height)
                inner_z = (z0 + (14.0 if upper else WALL), z0 + height - (WALL if upper else 14.0))
                site.slab(steel(), (x0, x0 + length), (y0, y0 + depth), (z0, z0 + height), SOLID)
                site.slab(steel(), inner_x, inner_y, inner_z, -SOLID)
                _holes(site, x0, y0, z0, (end, side, upper), (inner_x, inner_y, inner_z))


def _holes(
    site: Site, x0: float, y0: float, z0: float, corner: tuple[int, int, int], inside: tuple[tuple[float, float], ...]
) -> None:
    """The three holes outwards, and one into the upper ones' post side."""
    length, depth, height = CASTING
    end, side, upper = corner
    (ix0, ix1), (iy0, iy1), (iz0, iz1) = inside
    centre = x0 + (length - 89.0 if end else 89.0)
    slot = upright_slot(centre, 51.0, 79.0)
    y = (y0, iy0) if side < 0 else (iy1, y0 + depth)
    middle = z0 + height / 2
    site.slab(steel(), (centre - 30, centre + 30), y, (lambda x: middle - slot(x), lambda x: middle + slot(x)), -SOLID)
    across = y0 + depth / 2
    x = (ix1, x0 + length) if end else (x0, ix0)
    site.slab(steel(), x, (across - 24, across + 24), (middle - 37, middle + 37), -SOLID)
    top = obround(centre, 124.0, 64.0)
    z = (iz1, z0 + height) if upper else (z0, iz0)
    site.slab(steel(), (centre - 62, centre + 62), (lambda x: across - top(x), lambda x: across + top(x)), z, -SOLID)


def posts(site: Site, wall: float) -> None:
    """Front posts of one pressed plate, rear posts of an outer pressing and a channel that the doors hang in."""
    z = (CASTING[2] - 20, site.height - CASTING[2] + 20)
    front = site.length
    for side in SIDES:
        rng = site.chance(11, side + 1)
        lean = float(rng.normal(0, 0.0006))
        middle = site.height / 2

        for x0, x1, in0, in1 in (
            (front - 14 - wall, front - 14, 4, 104),
            (front - 140, front - 14, 4, 4 + wall),
            (front - 140, front - 136, 4 + wall, 24),
            (front - 104, front - 14, 92, 96),
            (18, 18 + wall, 4, 104),
            (18, 130, 4, 4 + wall),
            (20, 122, 104, 116),
            (58, 70, 34, 147),
            (58, 104, 136, 147),
            (70, 116, 28, 39),
            (124, 130, 10, 62),
        ):
            ends = (leaning(x0, lean, middle), leaning(x1, lean, middle))
            site.beside(side, steel(), ends, (in0, in1), z)


def rail_waves(site: Site) -> dict[int, Waves]:
    """How each top rail waves, over and above the roof."""
    found = {}
    for side in SIDES:
        rng = site.chance(12, side + 1)
        found[side] = waves(rng, rng.uniform(0.8, 2.4), 4200.0, site.length, rng.uniform(0, 9))
    return found


def roof_corners(site: Site, z: float) -> None:
    """Reinforcing plates at the four corners of the roof, dark squares in its band, and the plates at both ends."""
    rng = site.chance(13)
    for end in (0, 1):
        long = float(rng.uniform(250, 400))
        thick = float(rng.uniform(2.6, 3.6))
        for x0, x1, half in ((70.0, CASTING[0], SIDE - CASTING[1]), (CASTING[0], 70 + long, SIDE - 62)):
            x = (x0, x1) if end == 0 else (site.length - x1, site.length - x0)
            site.slab(steel(), x, (-half, half), (z - thick, z))
        for side in SIDES:
            own = float(rng.uniform(150, 260))
            x = (CASTING[0] - 6, CASTING[0] + own)
            x = x if end == 0 else (site.length - x[1], site.length - x[0])
            site.beside(side, steel(), x, (30, rng.uniform(280, 340)), (z + 1, z + 4.5))


def ring_places(site: Site) -> tuple[list[float], list[float]]:
    """Where lashing rings sit: on the rails every 557 mm, on the floor half as far again, in the same columns."""
    rng = site.chance(14)
    pitch = 557.0 * float(rng.uniform(0.95, 1.05))
    count = int((site.length - 660) / pitch)
    first = (site.length - count * pitch) / 2
    upper = [first + i * pitch + float(rng.normal(0, 4)) for i in range(count + 1)]
    lower = [first + 1.5 * i * pitch + float(rng.normal(0, 5)) for i in range(int(count / 1.5) + 1)]
    return upper, lower


def ring(
    site: Site, at: tuple[float, float, float], size: tuple[float, float], down: bool, rng: np.random.Generator
) -> None:
    """A U of round bar at a rail, its legs at `at`, standing or hanging; some are tilted, few are missing."""
    if rng.random() < 0.06:
        return
    wide, high = size[0] * rng.uniform(0.95, 1.05), size[1] * rng.uniform(0.95, 1.05)
    tilt = rng.normal(0, 0.5 if rng.random() < 0.07 else 0.06)
    folded = rng.uniform(0.5, 0.9) if rng.random() < 0.1 else rng.uniform(-0.1, 0.15)
    sign = -1 if down else 1
    radius = wide / 2
    angles = np.linspace(0, np.pi, 13)
    u = np.concatenate([[-radius], -radius * np.cos(angles), [radius]])
    v = np.concatenate([[0.0], high - radius + radius * np.sin(angles), [0.0]])
    inwards = -np.sign(at[1])
    aside, inside, away = np.sin(tilt), inwards * np.sin(folded), sign * np.cos(folded) * np.cos(tilt)
    points = [
        (at[0] + a + b * aside, at[1] + b * inside, at[2] + b * away)
        for a, b in zip(u.tolist(), v.tolist(), strict=True)
    ]
    site.wire(steel(), points, 13.5)


def unevenness(site: Site, side: int, part: int, strength: float) -> None:
    """Waves of a few µm of steel in three lengths, faint dents and smudges: a wall's tone is never even.

    strength : mm of each of the twelve waves.
    """
    rng = site.chance(part, side + 1)
    size = (int((site.height - 260) / GRID) + 1, int((site.length - 140) / GRID) + 1)
    grid = np.zeros(size)
    z, x = np.meshgrid(np.arange(size[0]) * GRID, np.arange(size[1]) * GRID, indexing="ij")
    for length in (1300.0, 520.0, 190.0):
        for _ in range(4):
            turn, phase = rng.uniform(0, 2 * np.pi, 2)
            along = 2 * np.pi / (length * rng.uniform(0.8, 1.25))
            grid += strength * np.sin(along * (x * np.cos(turn) + z * np.sin(turn)) + phase)
    for _ in range(int(rng.integers(2, 10))):
        at = rng.uniform(0, 1, 2) * (size[1] * GRID, size[0] * GRID)
        wide, high = rng.uniform(50, 160), rng.uniform(60, 260)
        sign = 1.0 if rng.random() < 0.75 else -0.6
        grid += sign * rng.uniform(0.03, 0.14) * np.exp(-(((x - at[0]) / wide) ** 2) - ((z - at[1]) / high) ** 2)
    edge = np.minimum(np.minimum(x, x[0, -1] - x), np.minimum(z, z[-1, 0] - z))
    grid *= np.clip(edge / 120, 0, 1)
    corner = (70.0, site.box.outer.z0 + 180.0)
    slabs.relief(site.maps, steel(), "y", side * (SIDE - 20), corner, GRID, grid.astype(np.float32))
