"""One container added to the maps of a view."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.box import Box
from xray_trainer.simulator.container import doors, dry, floor, frame, reefer
from xray_trainer.simulator.container.site import Site, waves
from xray_trainer.simulator.maps import Maps

DRY_LEAF, REEFER_LEAF = 50.0, 95.0  # mm of a door leaf


def draw(box: Box, maps: Maps) -> None:
    """Add a container to the maps: what its spec and seed say, the same in any window and from both sides."""
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence([box.spec.seed, 10])))
    site = Site(maps, box, waves(rng, rng.uniform(1.5, 4.0), 6000.0, box.outer.x1))
    frame.castings(site)
    if box.spec.kind == "reefer":
        frame.posts(site, 5.5)
        doors.doors(site, REEFER_LEAF)
        reefer.body(site)
    else:
        frame.posts(site, 6.0)
        doors.doors(site, DRY_LEAF)
        dry.body(site)
        floor.floor(site)
