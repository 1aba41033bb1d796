"""Used cars: shell, inside, engine, wheels; 1.2 to 1.5 t."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.goods.car_body import body
from xray_trainer.simulator.goods.car_inside import inside
from xray_trainer.simulator.goods.car_plan import CarPlan
from xray_trainer.simulator.goods.engines import engine_parts
from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.goods.wheels import TYRE, wheel_parts
from xray_trainer.simulator.shapes import turn

_ALIKE = {
    "polycarbonate": "abs",
    "carpet": "felt",
    "paper": "felt",
    "ferrite": "cast-iron",
    "lead": "lead-paste",
    "brass": "copper",
    "oil": "petrol",
    "pcb": "abs",
    "ceramic": "glass",
}
_SEAMS = 1.30, 1.60  # flanges, seams and braces are not drawn: a shell weighs this much more than its sheets


def plan_of(variant: int) -> CarPlan:
    """The lines of a variant of the car."""
    return CarPlan.drawn(car.generator(variant))


@good
def car(found: Assembly, rng: np.random.Generator) -> None:
    """A used car on its wheels, its nose towards +x: saloon, hatchback or estate."""
    plan = CarPlan.drawn(rng)
    shell = Assembly()
    body(shell, plan, rng)
    own = Assembly()
    own.put(shell, gauge=float(rng.uniform(*_SEAMS)))
    inside(own, plan, rng)
    lean = float(rng.uniform(8, 16))
    motor = engine_parts(rng, fine=False).altered(lambda mesh: turn(turn(mesh, "z", 90.0), "y", -lean))
    own.put(motor, plan.base / 2 + 60, -120, 430)
    alloy, steer = bool(rng.random() < 0.5), float(rng.uniform(-24, 24))
    for axle, angle in zip(plan.axles, (steer, 0.0), strict=True):
        one = wheel_parts(rng, alloy, around=24)
        for way in (-1.0, 1.0):
            own.put(one, axle, way * (plan.wide / 2 - 110), TYRE, angle + (0.0 if way < 0 else 180.0))
    found.put(own.alike(_ALIKE))
