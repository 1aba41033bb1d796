"""An upright box in the simulated world. World axes: x along the scan from the container's door end, y away from the
source with 0 in the container's middle, z up from the ground; all in mm."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cuboid:
    """x0..x1, y0..y1, z0..z1 in mm, each pair rising."""

    x0: float
    x1: float
    y0: float
    y1: float
    z0: float
    z1: float

    @property
    def size(self) -> tuple[float, float, float]:
        """Length along x, depth along y, height along z, mm."""
        return self.x1 - self.x0, self.y1 - self.y0, self.z1 - self.z0

    @property
    def centre(self) -> tuple[float, float, float]:
        """Its middle, mm."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2, (self.z0 + self.z1) / 2

    @property
    def litres(self) -> float:
        """Its volume."""
        length, depth, height = self.size
        return length * depth * height * 1e-6

    def common(self, other: Cuboid) -> Cuboid | None:
        """What both hold, None if nothing."""
        found = Cuboid(
            max(self.x0, other.x0),
            min(self.x1, other.x1),
            max(self.y0, other.y0),
            min(self.y1, other.y1),
            max(self.z0, other.z0),
            min(self.z1, other.z1),
        )
        return found if min(found.size) > 0 else None

    def holds(self, other: Cuboid) -> bool:
        """Whether the other lies wholly inside."""
        return self.common(other) == other

    def moved(self, dx: float = 0.0, dy: float = 0.0, dz: float = 0.0) -> Cuboid:
        """The same box elsewhere."""
        return Cuboid(self.x0 + dx, self.x1 + dx, self.y0 + dy, self.y1 + dy, self.z0 + dz, self.z1 + dz)
