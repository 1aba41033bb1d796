"""Things found in containers, as items of triangles. A good is a function marked `@good` in any module of this room."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from xray_trainer.simulator.goods.making import VARIANTS, Good

__all__ = ["VARIANTS", "Good", "goods"]


@cache
def goods() -> Mapping[str, Good]:
    """All goods by name ("washing-machine"): each called with a variant gives its item."""
    modules = (importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__))
    found = {one.name: one for module in modules for one in vars(module).values() if isinstance(one, Good)}
    return dict(sorted(found.items()))
