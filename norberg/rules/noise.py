"""How far a mean of a few years may lie from the true position: own year-to-year spread, widened for persistence.

Years are a first-order autoregression, averaged over the years of a rolling mean; all variances follow from its
autocorrelation rho**lag (Hamilton 1994, Time Series Analysis, 3.4).
"""

from functools import cache

import numpy as np

CAP = 0.7  # persistence above it counts as this: what is left of a slow stock's deviation is its true position
OWN_WEIGHT = 4  # differences that the group's mean counts as beside the own ones; 2 to 8 held equally well
KNOWN_SHARE = 0.5  # of the group with two values or more before its noise is known
OUTLIERS = 0.95  # the largest spreads of a group count as this quantile of them: one faulty value is not its noise


@cache
def mean_variance(window: int, points: int, rho: float) -> float:
    """The variance of a mean of ``points`` consecutive values, for single years of variance 1.

    Args:
        window: years that a value is itself the mean of.
        points: values in the mean.
        rho: persistence of single years.
    """
    single = np.convolve(np.full(window, 1 / window), np.full(points, 1 / points))
    return _variance(single, rho)


@cache
def step_variance(window: int, rho: float) -> float:
    """The variance of the change from one value to the next, for single years of variance 1."""
    return _variance(np.convolve(np.full(window, 1 / window), [1, -1]), rho)


def _variance(weights: np.ndarray, rho: float) -> float:
    years = np.arange(len(weights))
    return float(weights @ rho ** np.abs(years[:, None] - years) @ weights)


def squared_steps(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mean squared change from one value to the next of each row, and how many changes it rests on."""
    steps = np.diff(values, axis=1) ** 2
    count = (~np.isnan(steps)).sum(axis=1)
    return np.nansum(steps, axis=1) / np.maximum(count, 1), count


def shrunk(squared: np.ndarray, count: np.ndarray, among: np.ndarray, step: float) -> np.ndarray:
    """Each row's mean squared change drawn towards the group's, since ten years of one area tell little of its noise.

    Args:
        squared, count: as ``squared_steps`` gives them.
        among: which rows are the group.
        step: one rounding step, below whose own noise nothing is known.

    Returns:
        One a row; NaN throughout if too few of the group have two values.
    """
    known = among & (count > 0)
    if known.sum() < max(KNOWN_SHARE * among.sum(), 1):
        return np.full(len(squared), np.nan)
    capped = np.minimum(squared[known], np.quantile(squared[known], OUTLIERS))
    group = np.average(capped, weights=count[known])
    both = (count * squared + OWN_WEIGHT * group) / (count + OWN_WEIGHT)
    return np.maximum(both, step**2 / 6)


def of_mean(squared: np.ndarray, points: np.ndarray, window: int, rho: float) -> np.ndarray:
    """The standard deviation of each row's mean around its true position.

    Args:
        squared: mean squared change of each row.
        points: values in each mean, at least 1 to count.
        window: years of a rolling mean.
        rho: persistence of single years; capped at CAP.
    """
    rho = min(max(rho, 0.0), CAP)
    parts = [0.0, *(mean_variance(window, one, rho) for one in range(1, int(points.max(initial=0)) + 1))]
    return np.sqrt(squared * np.array(parts)[points] / step_variance(window, rho))
