"""Scores: overlap, the hit rule, pairing, one case's score, many cases' measures. Pure functions of the nouns.

    score = judge(case, truth, response, rule)      CaseScore
    summary = summarise(scores)                     Summary

docs/scoring.md says what is computed, and from which sources.
"""

from xray_trainer.scoring.hit_rule import DEFAULT_RULE, Container, Fit, container_at, container_share, fit, tolerance
from xray_trainer.scoring.judging import judge
from xray_trainer.scoring.measures import (
    Detection,
    Sensitivity,
    a_prime,
    b_double_prime_d,
    beta,
    clopper_pearson,
    criterion,
    d_a,
    d_prime,
    detection,
    jeffreys,
    log_linear,
    variance_gourevitch_galanter,
    variance_miller,
    wilson,
)
from xray_trainer.scoring.outline import Outline, outline_of, placed
from xray_trainer.scoring.overlap import Overlap, overlap, padded_share, signed_distance
from xray_trainer.scoring.pairing import best_pairs
from xray_trainer.scoring.summing_up import summarise

__all__ = [
    "DEFAULT_RULE", "Container", "Detection", "Fit", "Outline", "Overlap", "Sensitivity", "a_prime",
    "b_double_prime_d", "best_pairs", "beta", "clopper_pearson", "container_at", "container_share", "criterion", "d_a",
    "d_prime", "detection", "fit", "jeffreys", "judge", "log_linear", "outline_of", "overlap", "padded_share", "placed",
    "signed_distance", "summarise", "tolerance", "variance_gourevitch_galanter", "variance_miller", "wilson",
]  # fmt: skip
