"""What carries the container: chassis, running gear, tractor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xray_trainer.simulator import meshes
from xray_trainer.simulator.box import Box
from xray_trainer.simulator.goods.making import Assembly
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.mesh import Item, Pose
from xray_trainer.simulator.scene import VehicleSpec
from xray_trainer.simulator.vehicle import chassis, suspension, tractor, underneath, wheels
from xray_trainer.simulator.vehicle.chassis import GAP, Frame
from xray_trainer.simulator.vehicle.pool import VARIANTS, PartKind

__all__ = ["draw"]


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything of one trailer is. axles : x of each. pin : x of the king-pin. twin, air : its running gear."""

    frame: Frame
    axles: tuple[float, ...]
    pin: float
    twin: bool
    air: bool


def draw(spec: VehicleSpec, box: Box, maps: Maps) -> None:
    """Add the vehicle under a container; its wheels stand on z = 0."""
    rng = np.random.Generator(np.random.PCG64([spec.seed, 7]))
    plan = _plan(box, rng)
    _frame(plan, box, rng, maps)
    _running_gear(plan, rng, maps)
    _hung(plan, rng, maps)
    if spec.tractor > 0:
        tractor.draw(plan.pin, plan.frame.top - plan.frame.throat - 12, rng, maps)


def _plan(box: Box, rng: np.random.Generator) -> Plan:
    front, long = box.outer.x1, box.outer.x1 > 9000
    under = box.outer.z0
    spacing = rng.uniform(1305, 1360)
    count = 3 if long or rng.random() < 0.6 else 2
    first = rng.uniform(1450, 2700) if long else rng.uniform(650, 1400)
    axles = tuple(first + spacing * k + rng.normal(0, 4) for k in range(count))
    pin = front - rng.uniform(750, 950) if long else front + rng.uniform(900, 1400)
    neck1 = pin - rng.uniform(1000, 1500)
    frame = Frame(
        rear=-rng.uniform(20, 140),
        front=max(front + rng.uniform(40, 140), pin + 700),
        top=under - GAP,
        bottom=float(rng.choice([870.0, 890.0, 910.0])),
        neck0=max(neck1 - rng.uniform(500, 3200), axles[-1] + 700),
        neck1=neck1,
        throat=rng.uniform(165, 200),
        tail=float(rng.choice([0.0, 0.0, 120.0])),
    )
    return Plan(frame, axles, pin, bool(rng.random() < 0.75), bool(rng.random() < 0.3))


def _between(low: float, high: float, rng: np.random.Generator) -> float:
    return float(rng.uniform(low, high)) if high > low else (low + high) / 2


def _some(rng: np.random.Generator) -> int:
    return int(rng.integers(VARIANTS))


def _frame(plan: Plan, box: Box, rng: np.random.Generator, maps: Maps) -> None:
    frame, under, end = plan.frame, box.outer.z0, box.outer.x1
    own = Assembly()
    chassis.beams(own, frame, rng)
    underneath.cables(own, rng, frame)
    meshes.draw(maps, Item("vehicle frame", own.parts()), Pose(0.0, 0.0, 0.0))
    x = frame.rear + rng.uniform(250, 500)
    while x < frame.front - 250:
        z = frame.top - rng.uniform(30, 110) if x < frame.neck0 else frame.top - 24
        chassis.CROSS_MEMBER.draw(maps, _some(rng), x, 0.0, z)
        x += rng.uniform(560, 900) * rng.uniform(0.85, 1.3)
    for far in (False, True):
        x = rng.uniform(700, 1100)
        while x < end - 500:
            chassis.OUTRIGGER.draw(maps, _some(rng), x + rng.normal(0, 6), 0.0, under, far)
            x += rng.uniform(900, 1500)
    for x, kind in _bolsters(end):
        kind.draw(maps, _some(rng), x, 0.0, under)
    chassis.KING_PIN.draw(maps, _some(rng), plan.pin, 0.0, frame.top - frame.throat - 11)
    chassis.REAR_BAR.draw(maps, _some(rng), frame.rear, 0.0, frame.bottom + frame.tail)


def _bolsters(end: float) -> list[tuple[float, PartKind]]:
    both = [(90.0, chassis.BOLSTER_END), (end - 90.0, chassis.BOLSTER_END)]
    middle = [(6058.0 - 90, chassis.BOLSTER_MIDDLE), (6058.0 + 166, chassis.BOLSTER_MIDDLE)]
    return both + (middle if end > 9000 else [])


def _running_gear(plan: Plan, rng: np.random.Generator, maps: Maps) -> None:
    end_kind = wheels.TWIN_END if plan.twin else wheels.SINGLE_END
    spring = suspension.AIR_SPRING if plan.air else suspension.LEAF_PACK
    low = plan.frame.bottom
    guards = rng.random() < 0.8
    for far in (False, True):
        side = rng.permutation(VARIANTS)
        for k, x in enumerate(plan.axles):
            shift = rng.normal(0, 3)
            end_kind.draw(maps, int(side[k]), x + shift, 0.0, 0.0, far)
            spring.draw(maps, int(side[k]), x + shift, 0.0, 0.0, far)
            if guards:
                suspension.MUDGUARD.draw(maps, int(side[k]), x + rng.normal(0, 6), 0.0, 0.0, far)
        if plan.air:
            for k, x in enumerate(plan.axles):
                suspension.AIR_HANGER.draw(maps, int(side[-k]), x - 680 + rng.normal(0, 4), 0.0, low, far)
            continue
        gaps = [
            plan.axles[0] - 655,
            *((a + b) / 2 for a, b in zip(plan.axles, plan.axles[1:], strict=False)),
            plan.axles[-1] + 655,
        ]
        for k, x in enumerate(gaps):
            suspension.HANGER.draw(maps, int(side[k]), x + rng.normal(0, 4), 0.0, low, far)
            if 0 < k < len(gaps) - 1:
                suspension.EQUALISER.draw(maps, int(side[k]), x + rng.normal(0, 3), 0.0, low, far)
        suspension.FLAP.draw(
            maps, _some(rng), plan.axles[0] - rng.uniform(640, 720), 0.0, low - rng.uniform(0, 60), far
        )


def _hung(plan: Plan, rng: np.random.Generator, maps: Maps) -> None:
    frame, last = plan.frame, plan.axles[-1]
    leg = plan.pin - rng.uniform(2050, 2350)
    low = float(frame.lower(np.array([leg]))[0])
    for far in (False, True):
        underneath.LEG.draw(maps, _some(rng), leg + rng.normal(0, 4), 0.0, low, far)
    for _ in range(int(rng.integers(1, 4))):
        between = rng.random() < 0.6
        x = (
            float(rng.choice(plan.axles[:-1])) + 655 + rng.normal(0, 60)
            if between
            else _between(last + 900, leg - 500, rng)
        )
        underneath.TANK.draw(maps, _some(rng), x, rng.normal(0, 40), frame.bottom + rng.uniform(60, 170))
    room = leg - last
    if room > 3200:
        x = last + rng.uniform(1300, min(room - 1200, 3200))
        underneath.SPARE.draw(maps, _some(rng), x, rng.normal(0, 60), frame.bottom - rng.uniform(190, 250))
    if room > 1900 and rng.random() < 0.6:
        x = _between(last + 1000, leg - 500, rng)
        underneath.TOOL_BOX.draw(maps, _some(rng), x, 0.0, frame.bottom + rng.uniform(0, 90), bool(rng.random() < 0.5))
    for _ in range(int(rng.integers(2, 5))):
        x = rng.uniform(frame.rear + 300, leg)
        underneath.VALVES.draw(maps, _some(rng), x, 0.0, frame.bottom + rng.uniform(130, 300), bool(rng.random() < 0.5))
    if rng.random() < 0.45 and room > 3000:
        for far in (False, True):
            underneath.SIDE_GUARD.draw(maps, _some(rng), (last + leg) / 2 + rng.normal(0, 30), 0.0, frame.bottom, far)
