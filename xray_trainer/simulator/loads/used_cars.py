"""Used cars: two on the floor, or three or four with every second one raised at its nose; chocks, straps, frames."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from xray_trainer.simulator import meshes
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.goods.cars import car, plan_of
from xray_trainer.simulator.goods.crates import crated_machine
from xray_trainer.simulator.goods.engines import engine
from xray_trainer.simulator.goods.lashings import rack, wheel_lashing
from xray_trainer.simulator.goods.making import Assembly, Good
from xray_trainer.simulator.goods.wheels import tyres_stack
from xray_trainer.simulator.load import Block, Goods, LoadKind, Params
from xray_trainer.simulator.mesh import Pose
from xray_trainer.simulator.stowing import Placed, Stowed, boxed, footprint
from xray_trainer.text import N_, Message

ROOF = 45.0  # mm kept free under the roof
STEEPEST = 22.0  # degrees
GAP = 80.0  # mm between bumpers
BOOT = 0.03  # g/cm³ of what may lie in a car's boot
MOST = 4


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a car stands. tilt : degrees its nose is raised."""

    variant: int
    x: float
    tilt: float
    backward: bool


def _pose(space: Cuboid, stand: _Stand) -> Pose:
    """A car's pose, its lowest wheel on the floor."""
    way = 1.0 if stand.backward else -1.0
    yaw = 180.5 if stand.backward else 0.5
    return Pose(stand.x, 0.0, space.z0 + _wheel_drop(stand), yaw, way * stand.tilt)


def _wheel_drop(stand: _Stand) -> float:
    """How far below the middle of a raised car its rear wheels' feet come, mm."""
    plan = plan_of(stand.variant)
    back = abs(-plan.base / 2 - (plan.nose + plan.tail) / 2)
    return back * math.sin(math.radians(stand.tilt))


def _extent(space: Cuboid, stand: _Stand) -> Cuboid:
    return Cuboid(*meshes.extent(car(stand.variant), _pose(space, stand)))


def _steepest(space: Cuboid, variant: int) -> float:
    """The most a car's nose can be raised under this roof, whole degrees; 0 if not worth it."""
    for tilt in np.arange(STEEPEST, 8.0, -1.0):
        if _extent(space, _Stand(variant, 0.0, float(tilt), False)).z1 < space.z1 - ROOF:
            return float(tilt)
    return 0.0


def _choose(space: Cuboid, rng: np.random.Generator) -> Params:
    models = [float(one) for one in rng.choice(12, size=MOST, replace=False)]
    if rng.random() < 0.3:
        models[1] = models[0]
    room = max(1, int(space.size[0] / 4000))
    return {
        "cars": float(rng.integers(max(1, room - 1), room + 1)),
        **{f"model{number}": model for number, model in enumerate(models)},
        **{f"backward{number}": float(rng.random() < 0.5) for number in range(MOST)},
        "extras": float(rng.integers(0, 5)),
    }


def _stands(space: Cuboid, params: Params) -> list[_Stand]:
    """Cars from the front wall towards the doors; the second and fourth are raised if not all fit flat."""
    count = round(params["cars"])
    models = [round(params[f"model{number}"]) for number in range(count)]
    lengths = [footprint(car, model, 0.5)[0] + GAP for model in models]
    crowded = sum(lengths) + 2 * GAP > space.size[0]
    stands: list[_Stand] = []
    edge = space.x1 - GAP
    for number, model in enumerate(models):
        steep = _steepest(space, model)
        # where there is no room for all, noses are raised over the bonnets of those before, which look to the doors
        flat, raised = (0.0, bool(params[f"backward{number}"]) or crowded), (steep, False)
        ways = [flat] if not crowded or not number or not steep else [raised] if number % 2 else [flat, raised]
        for tilt, backward in ways:
            box = _extent(space, _Stand(model, 0.0, tilt, backward))
            over = _overlap(tilt) if stands and not stands[-1].tilt else 0.6 * _overlap(tilt)
            x = edge + over - box.x1
            if x + box.x0 > space.x0 + 30:
                stands.append(_Stand(model, x, tilt, backward))
                edge = x + box.x0 - GAP
                break
    return stands


def _overlap(tilt: float) -> float:
    """How far a raised nose reaches over the car before it, mm: not so far that its frame meets that car's nose."""
    return float(np.clip(1150 * (tilt - 7) / 15, 0, 800))


def _build(space: Cuboid, params: Params, rng: np.random.Generator) -> Stowed:
    stands = _stands(space, params)
    placed: list[Placed] = []
    blocks: list[Block] = []
    for stand in stands:
        pose = _pose(space, stand)
        placed.append(Placed(car, stand.variant, pose, _extent(space, stand)))
        if stand.tilt:
            placed.append(_racked(space, stand))
        else:
            blocks.append(_boot(space, stand))
            placed.extend(_lashed(space, stand, rng))
    placed.extend(_extras(space, placed, round(params["extras"]), rng))
    return Stowed(tuple(placed), len(placed_cars(placed)), tuple(blocks))


def placed_cars(placed: list[Placed]) -> list[Placed]:
    """Those that are cars."""
    return [one for one in placed if one.good is car]


def _lashed(space: Cuboid, stand: _Stand, rng: np.random.Generator) -> list[Placed]:
    plan = plan_of(stand.variant)
    middle = (plan.nose + plan.tail) / 2
    found = []
    for axle in plan.axles:
        offset = (axle - middle) * (-1.0 if stand.backward else 1.0)
        for side in (-1.0, 1.0):
            if rng.random() < 0.12:
                continue
            pose = Pose(stand.x + offset, side * (plan.wide / 2 - 110), space.z0, 0.6 if side > 0 else 180.6)
            size = footprint(wheel_lashing, 0, pose.yaw)
            found.append(Placed(wheel_lashing, int(rng.integers(3)), pose, boxed(size, (pose.x, pose.y, pose.z))))
    return found


def _racked(space: Cuboid, stand: _Stand) -> Placed:
    """The frame under a raised car."""
    plan = plan_of(stand.variant)
    tilt = math.radians(stand.tilt)
    length, rise = plan.base * math.cos(tilt), plan.base * math.sin(tilt)
    track = plan.wide / 2 - 110

    def recipe(found: Assembly, rng: np.random.Generator) -> None:
        found.put(rack(length, rise, 2200.0, track))

    frame = Good(f"car-rack {length:.0f} {rise:.0f} {track:.0f}", recipe)
    shift = -(plan.nose + plan.tail) / 2 * math.cos(tilt)
    pose = Pose(stand.x + shift, 0.0, space.z0, 0.0)
    return Placed(frame, 0, pose, Cuboid(*meshes.extent(frame(0), pose)))


def _boot(space: Cuboid, stand: _Stand) -> Block:
    plan = plan_of(stand.variant)
    middle, way = (plan.nose + plan.tail) / 2, -1.0 if stand.backward else 1.0
    a = stand.x + way * (plan.tail + 130 - middle)
    b = stand.x + way * (plan.axles[1] + 20 - middle)
    return Block(Cuboid(min(a, b), max(a, b), -500, 500, space.z0 + 450, space.z0 + 850), BOOT)


def _extras(space: Cuboid, placed: list[Placed], count: int, rng: np.random.Generator) -> list[Placed]:
    """Wheels, an engine or a crate where there is room towards the doors."""
    found: list[Placed] = []
    edge = min((one.box.x0 for one in placed), default=space.x1) - 60
    for _ in range(count):
        kind: Good = (tyres_stack, tyres_stack, engine, crated_machine)[int(rng.integers(4))]
        variant, side = int(rng.integers(6)), float(rng.choice([-1.0, 1.0]))
        size = footprint(kind, variant, 90.8)
        if edge - size[0] < space.x0 + 40:
            break
        spot = (edge - size[0] / 2, side * (space.size[1] / 2 - size[1] / 2 - 40), space.z0)
        found.append(Placed(kind, variant, Pose(*spot, yaw=90.8), boxed(size, spot)))
        edge -= size[0] + 50
    return found


KIND = LoadKind(
    "used-cars",
    Goods(Message(N_("Used passenger cars")), "8703 23", Message(N_("cars"))),
    _choose,
    _build,
    {
        "cars": (1.0, float(MOST)),
        **{f"model{number}": (0.0, 11.0) for number in range(MOST)},
        **{f"backward{number}": (0.0, 1.0) for number in range(MOST)},
        "extras": (0.0, 8.0),
    },
    least=5500.0,
)
