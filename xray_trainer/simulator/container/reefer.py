"""A reefer."""

from __future__ import annotations

from xray_trainer.simulator.container.site import Site


def body(site: Site) -> None:
    """All but frame and doors."""
