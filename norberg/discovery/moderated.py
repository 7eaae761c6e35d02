"""Student's test with noise that is shared between municipalities: few years of one tell little of its own noise.

Variances are drawn towards the group's by as much as they vary no more than chance lets them: Smyth 2004, Stat. Appl.
Genet. Mol. Biol. 3(1), the moderated t-statistic.
"""

import numpy as np
from scipy.special import digamma, polygamma, stdtr

FLOOR = 1e-300  # a chance is never nothing
MOST = 100.0  # degrees of freedom that the group counts as at most


def shrunk(variance: np.ndarray, freedom: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each row's variance drawn towards the group's.

    Args:
        variance: of the noise, one a row; NaN where not known, 0 where all values lie on a line.
        freedom: its degrees of freedom.

    Returns:
        The variances and their degrees of freedom; NaN where no row has a variance above 0.
    """
    known = (variance > 0) & (freedom > 0)
    if not known.any():
        return np.full(len(variance), np.nan), np.zeros(len(variance))
    half = freedom[known] / 2
    logs = np.log(variance[known]) - digamma(half) + np.log(half)
    spread = logs.var(ddof=1) - polygamma(1, half).mean() if known.sum() > 1 else np.inf
    prior = min(2 * _trigamma_inverse(spread), MOST) if spread > 0 else MOST
    group = np.exp(logs.mean() + digamma(prior / 2) - np.log(prior / 2))
    both = (prior * group + freedom * variance) / (prior + freedom)
    return both, freedom + prior


def _trigamma_inverse(value: float) -> float:
    """The number whose trigamma is ``value``: Newton's method from Smyth's appendix."""
    if value > 1e7:
        return float(1 / np.sqrt(value))
    found = 0.5 + 1 / value
    for _ in range(20):
        there = polygamma(1, found)
        found += there * (1 - there / value) / polygamma(2, found)
    return float(found)


def chance(t: np.ndarray, freedom: np.ndarray) -> np.ndarray:
    """The two-sided chance of Student's t, exact far out in the tail and never 0; NaN where t is."""
    return np.where(np.isnan(t), np.nan, np.maximum(2 * stdtr(np.maximum(freedom, 1), -np.abs(t)), FLOOR))
