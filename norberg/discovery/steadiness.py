"""How persistent a measure is, taken so high that few years of few municipalities do not flatter it.

A persistence that is guessed too low makes noise look like change, one that is guessed too high only hides some
changes: a part of the estimate's own error is added.
"""

import numpy as np

from norberg.rules import persistence
from norberg.rules.measure import UNKNOWN
from norberg.rules.runs import Runs

ERRORS, ROLLING = 0.5, 1.0  # standard errors that are added, and for rolling means: docs/rules.md has what others gave


def upper(run: Runs, window: int) -> tuple[float, float]:
    """The persistence of a measure over all its runs.

    Args:
        run: the latest unbroken run of each municipality.
        window: years of a rolling mean, otherwise 1.

    Returns:
        The estimate, and the one that changes are held against; the median measure's where too few municipalities have
        runs of ``persistence.LEAST`` measurements.
    """
    short = run.tail(persistence.LONGEST)
    lengths = [count for count in np.unique(short.points).tolist() if count >= persistence.LEAST]
    seen = [persistence.lag_one(short.values[short.points == count, -count:]) for count in lengths]
    found = np.concatenate(seen) if seen else np.empty(0)
    there = ~np.isnan(found)
    if there.sum() < persistence.AREAS:
        return UNKNOWN.rho, UNKNOWN.rho
    points = np.concatenate([np.full(len(part), count) for count, part in zip(lengths, seen, strict=True)])
    known = persistence.expected(int(np.median(points[there])), window)
    found = found[there]
    middle, error = found.mean(), found.std() / np.sqrt(len(found))
    plain, high = np.interp([middle, middle + (ERRORS if window == 1 else ROLLING) * error], known, persistence.GRID)
    return float(plain), float(high)
