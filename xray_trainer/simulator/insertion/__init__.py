"""Insertion: an item put into a simulated or a real scan as if it had been there (threat image projection)."""

from xray_trainer.simulator.insertion.inserting import Outcome, Prepared, prepare_case, write
from xray_trainer.simulator.insertion.items import Thing, find, names

__all__ = ["Outcome", "Prepared", "Thing", "find", "names", "prepare_case", "write"]
