"""Papers for a loaded container."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from xray_trainer.model import Declared, Papers
from xray_trainer.simulator.box import ContainerSpec
from xray_trainer.simulator.hidden import Hidden
from xray_trainer.simulator.papers.declaration import (
    DIVISION,
    Loaded,
    Oddity,
    Statement,
    draw_oddities,
    honest,
    lines_said,
)
from xray_trainer.simulator.papers.discrepancies import applied
from xray_trainer.simulator.saying import local
from xray_trainer.simulator.scene import DiscrepancySpec, VehicleSpec


def write(
    box_spec: ContainerSpec,
    loads: Loaded,
    vehicle: VehicleSpec | None,
    discrepancies: Sequence[DiscrepancySpec],
    rng: np.random.Generator,
    *,
    hidden: Sequence[Hidden] = (),
    oddities: frozenset[Oddity] | None = None,
) -> Papers:
    """Papers that agree with the scene, but for the discrepancies.

    hidden : what is concealed; it counts on the scale, and a whole-load concealment is declared as what the loads are.
    oddities : drawn if None. A discrepancy changes nothing but what it is about: from the same chance, papers with
    and without it are otherwise alike.
    """
    lies = np.random.Generator(np.random.PCG64(int(rng.integers(2**62))))
    odd = draw_oddities(rng) if oddities is None else oddities
    statement = honest(box_spec, loads, vehicle is not None, hidden, odd, rng)
    for spec in discrepancies:
        statement = applied(statement, spec, box_spec, loads, lies)
    return _papers(statement)


def _papers(statement: Statement) -> Papers:
    lines = tuple(
        Declared(goods=local(goods), hs_code=code, packages=packages, net_kg=net, gross_kg=gross)
        for goods, code, packages, net, gross in lines_said(statement)
    )
    weighed = statement.weighed
    return Papers(
        container=statement.container,
        plate=statement.plate,
        type=statement.type,
        declared_gross_kg=statement.tare + sum(line.gross_kg or 0.0 for line in lines),
        weighed_gross_kg=None if weighed is None else round(weighed / DIVISION) * DIVISION,
        seals=statement.seals,
        lines=lines,
        route=statement.road,
    )
