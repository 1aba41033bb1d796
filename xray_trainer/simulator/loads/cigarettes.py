"""Cigarettes in master cases of fifty cartons, to the roof: an even fine lattice that never turns black."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Goods, LoadKind, Params
from xray_trainer.simulator.materials import material
from xray_trainer.simulator.piles import Laying, Pile, leans, level_boxes, pile, skyline
from xray_trainer.text import N_, Message

ACROSS, UP = 5, 5  # cartons of ten packets seen from the side of a case; two stand behind each other
DEEP = 285.0  # mm of a carton in depth
BOARD = 5.0  # mm of a case's walls
LIMITS = {
    "height": (300.0, 2650.0),
    "along": (70.0, 110.0),
    "up": (40.0, 70.0),
    "density": (0.2, 0.34),
    "slack": (0.5, 6.0),
    "lean": (0.0, 0.03),
    "gap": (0.0, 40.0),
    "stepped": (0.0, 0.7),
    "low": (0.3, 1.0),
    "unrest": (0.3, 2.0),
}


def choose(space: Cuboid, rng: np.random.Generator) -> Params:
    """Numbers of a load: nearly always full."""
    low = 1.0 if rng.random() < 0.75 else float(rng.uniform(0.6, 0.92))
    return {
        "height": float(min(2640.0, space.size[2] - rng.uniform(30, 260))),
        "along": float(rng.uniform(80, 98)),
        "up": float(rng.uniform(48, 60)),
        "density": float(rng.uniform(0.25, 0.29)),
        "slack": float(rng.uniform(1.5, 3.5)),
        "lean": float(rng.uniform(0.001, 0.012)),
        "gap": float(rng.uniform(2, 12)),
        "stepped": float(rng.uniform(0.05, 0.25)) if low < 1 else 0.0,
        "low": low,
        "unrest": float(rng.uniform(0.7, 1.3)),
    }


def build(space: Cuboid, params: Params, rng: np.random.Generator) -> Pile:
    """Columns of cases, row by row, each a little out of line."""
    long, deep, tall = (ACROSS * params["along"] + 15, 2 * DEEP + 12, UP * params["up"] + 12)
    count, rows = max(1, int(space.size[0] // (long + params["gap"]))), max(1, int(space.size[1] // deep))
    pitch, row_deep = space.size[0] / count, space.size[1] / rows
    heights = params["height"] * skyline(count, params["stepped"], params["low"], rng)
    lean = leans(rows, count, params["lean"], params["lean"] * 0.5, rng)
    packets, board, cases = Laying(), Laying(), 0
    tops = np.zeros((rows, count), np.float64)
    shift = rng.normal(0, 8, rows) * params["unrest"]
    for row, column in np.ndindex(rows, count):
        layers = max(1, int(heights[column] // tall) - int(rng.random() < 0.04))
        foot = space.x0 + (column + 0.5) * pitch + shift[row] + rng.normal(0, 4) * params["unrest"]
        middle = space.y0 + (row + 0.5) * row_deep + rng.normal(0, 2)
        base = 0.0
        for _ in range(layers):
            high = tall * rng.normal(0.995, 0.006)
            x = foot + lean[row, column] * base + rng.normal(0, 2.5) * params["unrest"]
            x = float(np.clip(x, space.x0 + long / 2, space.x1 - long / 2))
            size = x, middle, space.z0 + base, long, deep, high
            _case((packets, board), size, float(lean[row, column]), params, rng)
            base += high
        tops[row, column] = base
        cases += layers
    edges = np.asarray(space.x0 + pitch * np.arange(count + 1), np.float64)
    stuff = [(material("cigarettes"), packets.bricks()), (material("cardboard"), board.bricks())]
    return pile(stuff, cases, level_boxes(space, edges, tops.min(axis=0)))


def _case(
    laid: tuple[Laying, Laying],
    size: tuple[float, float, float, float, float, float],
    lean: float,
    params: Params,
    rng: np.random.Generator,
) -> None:
    """Cartons that have a little room, and the case's walls."""
    packets, board = laid
    x, y, z, long, deep, high = size
    across, up = (long - 2 * BOARD) / ACROSS, (high - 2 * BOARD) / UP
    i, k = np.meshgrid(np.arange(ACROSS), np.arange(UP), indexing="ij")
    pushed = rng.normal(0, 0.35, i.shape) * params["slack"]
    at = x - long / 2 + BOARD + (i + 0.5) * across + pushed
    low = z + BOARD + k * up
    near, far = y - deep / 2 + BOARD, y + deep / 2 - BOARD
    density = params["density"] * rng.normal(1, 0.01, i.shape) * rng.normal(1, 0.01)
    half = (across - params["slack"]) / 2
    packets.add(at, half, lean, near, far, low, low + up - params["slack"] * 0.6, 1.5, density)
    for side in (-1, 1):
        board.add(x + side * (long - BOARD) / 2, BOARD / 2, lean, near - BOARD, far + BOARD, z, z + high, 0, 0.35)
    for end in (z, z + high - BOARD):
        board.add(x, long / 2 - BOARD, lean, near, far, end, end + BOARD, 0, 0.35)
    for end in (near - BOARD, far):
        board.add(x, long / 2 - BOARD, lean, end, end + BOARD, z, z + high, 0, 0.35)


KIND = LoadKind(
    "cigarette-cases",
    Goods(Message(N_("Cigarettes containing tobacco")), "2402 20", Message(N_("cases"))),
    choose,
    build,
    LIMITS,
)
