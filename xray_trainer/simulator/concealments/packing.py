"""How alike bodies are packed together: a compact block of rows and tiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xray_trainer.simulator.concealments.matter import Size
from xray_trainer.simulator.cuboid import Cuboid


@dataclass(frozen=True, slots=True)
class Packed:
    """So many along x, across y and in tiers z, of one pitch (mm) each; the uppermost tier may lack some."""

    count: int
    along: int
    across: int
    tiers: int
    pitch: Size

    @property
    def size(self) -> Size:
        """Of the whole block, mm."""
        return self.along * self.pitch[0], self.across * self.pitch[1], self.tiers * self.pitch[2]

    def spots(self, box: Cuboid) -> Iterator[tuple[float, float, float]]:
        """Middle x, middle y and base z of each body in a box of the block's size, tier by tier from below."""
        for number in range(self.count):
            tier, rest = divmod(number, self.along * self.across)
            column, row = divmod(rest, self.across)
            yield (
                box.x0 + (column + 0.5) * self.pitch[0],
                box.y0 + (row + 0.5) * self.pitch[1],
                box.z0 + tier * self.pitch[2],
            )

    def bodies(self, box: Cuboid, room: Cuboid) -> tuple[Cuboid, ...]:
        """What a block in a box takes of the room round it: full tiers, full columns of the last, the rest of one."""
        full, over = divmod(self.count, self.along * self.across)
        if not over:
            return (room,)
        z = box.z0 + full * self.pitch[2]
        columns, rest = divmod(over, self.across)
        x = box.x0 + columns * self.pitch[0]
        found = [
            (room.x0, room.x1, room.y0, room.y1, room.z0, z),
            (room.x0, x, room.y0, room.y1, z, room.z1),
            (x, x + self.pitch[0], room.y0, box.y0 + rest * self.pitch[1], z, room.z1),
        ]
        return tuple(Cuboid(*one) for one, there in zip(found, (full, columns, rest), strict=True) if there)


def packed(count: int, unit: Size, room: Size, gap: float = 4.0) -> Packed | None:
    """The most compact block of at most `count` units in a room, None where not even one fits.

    Where the room holds fewer, as many as it holds.
    """
    pitch = unit[0] + gap, unit[1] + gap, unit[2] + min(gap, 2.0)
    most = tuple(int(space // step) for space, step in zip(room, pitch, strict=True))
    if min(most) < 1:
        return None
    count = min(count, most[0] * most[1] * most[2])
    best: tuple[float, Packed] | None = None
    for across in range(1, min(most[1], count) + 1):
        for tiers in range(1, min(most[2], -(-count // across)) + 1):
            along = -(-count // (across * tiers))
            if along > most[0]:
                continue
            one = Packed(count, along, across, -(-count // (along * across)), pitch)
            length, depth, height = one.size
            cost = length * depth + length * height + depth * height
            if best is None or cost < best[0]:
                best = cost, one
    return best[1] if best else None
