"""The lines of a car from which all its sheets are cut. Front towards +x, ground at z = 0, mm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from xray_trainer.simulator.goods.wheels import TYRE
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import Points, sheet

Body = Literal["saloon", "hatchback", "estate"]
_WAIST = np.array(
    [(180, 0.88), (300, 0.955), (450, 0.985), (620, 1.0), (800, 0.985), (950, 0.955)]
)  # z, share of width


@dataclass(frozen=True, slots=True)
class CarPlan:
    """What tells cars apart. base : between the axles. front, rear : overhangs. wide, high : over all. mm.

    line : (k, 2) x and z of the outline above, from the tail to the nose, x rising.
    """

    body: Body
    base: float
    front: float
    rear: float
    wide: float
    high: float
    belt: float
    line: Points

    @classmethod
    def drawn(cls, rng: np.random.Generator) -> CarPlan:
        """A car of one of three bodies, 3.9 to 4.7 m long."""
        bodies: tuple[Body, ...] = ("saloon", "hatchback", "estate")
        body = bodies[int(rng.integers(3))]
        base, front = rng.uniform(2480, 2680), rng.uniform(790, 890)
        rear = {"saloon": 1010.0, "hatchback": 690.0, "estate": 930.0}[body] * rng.uniform(0.94, 1.05)
        wide, high, belt = rng.uniform(1680, 1790), rng.uniform(1410, 1500), rng.uniform(905, 950)
        nose, tail, fore, aft = base / 2 + front, -base / 2 - rear, base / 2, -base / 2
        head = [(fore - 1230, high - 8), (fore - 1000, high - 62), (fore - 300, belt + 72), (fore + 250, belt - 60)]
        head += [(nose - 120, belt - 190), (nose - 20, belt - 270), (nose, belt - 400)]
        if body == "saloon":
            back = [(tail, belt - 330), (tail + 12, belt - 30), (tail + 110, belt + 75), (aft - 330, belt + 95)]
            back += [(aft + 230, high - 95), (aft + 620, high - 12)]
        elif body == "hatchback":
            back = [(tail, belt - 330), (tail + 25, belt - 40), (tail + 110, belt + 60), (aft - 330, high - 190)]
            back += [(aft + 60, high - 45), (aft + 600, high - 2)]
        else:
            back = [(tail, belt - 330), (tail + 20, belt), (tail + 170, high - 190), (tail + 320, high - 65)]
            back += [(aft + 200, high - 18), (aft + 700, high)]
        line = np.array([*back, *head[:1], *head[1:]], np.float64)
        for _ in range(3):  # corners cut, or the roof shows as a polygon
            cut = np.stack([0.75 * line[:-1] + 0.25 * line[1:], 0.25 * line[:-1] + 0.75 * line[1:]], axis=1)
            line = np.concatenate([line[:1], cut.reshape(-1, 2), line[-1:]])
        return cls(body, base, front, rear, wide, high, belt, line)

    @property
    def nose(self) -> float:
        """x of its front end."""
        return self.base / 2 + self.front

    @property
    def tail(self) -> float:
        """x of its rear end."""
        return -self.base / 2 - self.rear

    @property
    def axles(self) -> tuple[float, float]:
        """x of the front and the rear axle."""
        return self.base / 2, -self.base / 2

    @property
    def cowl(self) -> float:
        """x where bonnet and windscreen meet."""
        return self.base / 2 - 300

    @property
    def screen(self) -> float:
        """x where the windscreen meets the roof."""
        return self.base / 2 - 1010

    @property
    def roof_end(self) -> float:
        """x where the roof meets the rear window."""
        back = -self.base / 2
        return {"saloon": back + 230, "hatchback": back - 60, "estate": self.tail + 310}[self.body]

    @property
    def glass_end(self) -> float:
        """x where the rear window ends below."""
        back = -self.base / 2
        return {"saloon": back - 330, "hatchback": self.tail + 100, "estate": self.tail + 80}[self.body]

    def top(self, x: Points) -> Points:
        """The outline's height at x."""
        return np.interp(x, self.line[:, 0], self.line[:, 1])

    def half(self, x: Points) -> Points:
        """Half the width at x, widest at the middle, rounded off at both ends."""
        middle, reach = (self.nose + self.tail) / 2, (self.nose - self.tail) / 2
        return self.wide / 2 * (1 - 0.2 * np.abs((x - middle) / reach) ** 5)

    def side(self, x: Points, z: Points) -> Points:
        """Distance of the side's skin from the middle plane: drawn in towards the sill, and above the belt."""
        below = np.interp(z, _WAIST[:, 0], _WAIST[:, 1])
        above = 0.95 - 0.2 * np.clip((z - self.belt) / (self.high - 60 - self.belt), 0, 1)
        return self.half(x) * np.where(z < self.belt, below, above)

    def flank(
        self, x0: float, x1: float, low: float, way: float, inset: float = 0.0, size: tuple[int, int] = (30, 8)
    ) -> Mesh:
        """The side between x0 and x1 from `low` up to the belt or the bonnet; `way` -1 or 1."""
        x, u = np.meshgrid(np.linspace(x0, x1, size[0]), np.linspace(0, 1, size[1]), indexing="ij")
        upper = np.minimum(self.belt, self.top(x) - 25)
        z = low + u * (upper - low)
        return sheet(np.stack([x, way * (self.side(x, z) - inset), z], axis=2))

    def lid(self, x0: float, x1: float, share: float, drop: float = 0.0, size: tuple[int, int] = (14, 9)) -> Mesh:
        """A lid along the outline between x0 and x1, over this share of the width: bonnet, roof, glass, boot."""
        x, v = np.meshgrid(np.linspace(x0, x1, size[0]), np.linspace(-1, 1, size[1]), indexing="ij")
        crown = 34 * np.abs(v) ** 2.5
        return sheet(np.stack([x, v * share * self.half(x), self.top(x) - crown - drop], axis=2))

    def away_from_wheels(self, points: Points) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """Whether points (m, 3) lie outside the wheel arches."""
        far = [np.hypot(points[:, 0] - axle, points[:, 2] - TYRE) > TYRE + 42 for axle in self.axles]
        return np.asarray(far[0] & far[1])
