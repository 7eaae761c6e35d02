"""Student's test with noise that is shared between municipalities: few years of one tell little of its own noise.

Variances are drawn towards the group's by as much as they vary no more than chance lets them: Smyth 2004, Stat. Appl.
Genet. Mol. Biol. 3(1), the moderated t-statistic.
"""

import numpy as np
from scipy.special import digamma, stdtr, zeta

BROAD = 1e6  # spread of the logarithms that says nothing of the group
NEWTON = 8  # steps; five are enough from any start
FLOOR = 1e-300  # a chance is never nothing
LEAST, MOST = 0.01, 100.0  # degrees of freedom that the group counts as


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
    spread = logs.var(ddof=1) - _trigamma(half).mean() if known.sum() > 1 else BROAD
    prior = np.clip(2 * _trigamma_inverse(spread), LEAST, MOST) if spread > 0 else MOST
    group = np.exp(logs.mean() + digamma(prior / 2) - np.log(prior / 2))
    both = (prior * group + freedom * variance) / (prior + freedom)
    return both, freedom + prior


def _trigamma(value: np.ndarray | float) -> np.ndarray:
    return zeta(2, value)


def _trigamma_inverse(value: float) -> float:
    """The number whose trigamma is ``value``: Newton's method from Smyth's appendix, which never overshoots."""
    found = 0.5 + 1 / value
    for _ in range(NEWTON):
        there = _trigamma(found)
        found += there * (1 - there / value) / (-2 * zeta(3, found))
    return float(found)


def chance(t: np.ndarray, freedom: np.ndarray) -> np.ndarray:
    """The two-sided chance of Student's t, exact far out in the tail and never 0; NaN where t is."""
    return np.where(np.isnan(t), np.nan, np.maximum(2 * stdtr(np.maximum(freedom, 1), -np.abs(t)), FLOOR))
