"""Papers of simulated cases: numbers, plates, seals, declarations that agree with the load or lie in one way."""

from xray_trainer.simulator.papers.covers import unlike
from xray_trainer.simulator.papers.declaration import Oddity
from xray_trainer.simulator.papers.discrepancies import KINDS, discrepancies, draw_discrepancies, possible
from xray_trainer.simulator.papers.writing import write

__all__ = ["KINDS", "Oddity", "discrepancies", "draw_discrepancies", "possible", "unlike", "write"]
