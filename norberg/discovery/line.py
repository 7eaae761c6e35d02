"""The line through a persistent series: generalised least squares with known persistence.

Years are a first-order autoregression, averaged over the years of a rolling mean, so that the covariance of any run is
known up to its size (Prais & Winsten 1954; Hamilton 1994, Time Series Analysis, 8.3).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

LEAST, MOST = 7, 20  # measurements of a window; with fewer no change is ever sure (norberg.rules.trend)
NUGGET = 0.02  # of the variance that is rounding and the like, no part of the autoregression
RHO = 0.95  # persistence above it counts as this


@dataclass(frozen=True)
class Design:
    """How a run of some length is fitted: ``whiten`` makes its noise independent with the variance of one value.

    ``slope`` gives the slope of a whitened run, ``unit`` the slope's standard deviation for noise of 1, and ``basis``
    spans the whitened constant and line.
    """

    whiten: np.ndarray
    slope: np.ndarray
    unit: float
    basis: np.ndarray


@cache
def design(points: int, window: int, rho: float) -> Design:
    """The fit of runs of one length.

    Args:
        points: measurements, one after the other.
        window: years of a rolling mean, otherwise 1.
        rho: persistence of single years.
    """
    whiten = np.linalg.inv(np.linalg.cholesky(_correlation(points, window, rho)))
    years = np.arange(points) - (points - 1) / 2
    line = whiten @ np.column_stack([np.ones(points), years])
    basis, upper = np.linalg.qr(line)
    inverse = np.linalg.inv(upper)
    return Design(whiten, basis @ inverse.T[:, 1], float(np.sqrt((inverse @ inverse.T)[1, 1])), basis)


def _correlation(points: int, window: int, rho: float) -> np.ndarray:
    """Of the values of a run, each the mean of ``window`` years, with a little noise that is each value's own."""
    mean = np.convolve(np.full(window, 1 / window), np.full(window, 1 / window))
    lags = np.abs(np.arange(points)[:, None] - np.arange(points))
    reach = np.arange(-(window - 1), window)
    found = (mean * rho ** np.abs(lags[..., None] + reach)).sum(axis=2)
    return (1 - NUGGET) * found / found[0, 0] + NUGGET * np.eye(points)


@dataclass(frozen=True)
class Lines:
    """Lines through many runs: ``slope`` a measurement, ``variance`` of the noise of one value, ``unit`` as Design."""

    slope: np.ndarray
    variance: np.ndarray
    unit: np.ndarray
    freedom: np.ndarray


def lines(values: np.ndarray, points: np.ndarray, window: int, rho: float) -> Lines:
    """The line through each run.

    Args:
        values: a row a run, its newest measurement last, at most MOST columns.
        points: measurements of each.
        window: years of a rolling mean, otherwise 1.
        rho: persistence of single years.

    Returns:
        NaN for runs of fewer than LEAST measurements.
    """
    values = values - values[:, -1:]  # a constant has no noise at all, not that of floats
    slope, variance, unit = (np.full(len(values), np.nan) for _ in range(3))
    rho = round(min(max(rho, 0.0), RHO), 2)
    for count in np.unique(points[points >= LEAST]).tolist():
        here = points == count
        fit = design(count, window, rho)
        white = values[here, -count:] @ fit.whiten.T
        slope[here], unit[here] = white @ fit.slope, fit.unit
        rest = (white**2).sum(axis=1) - ((white @ fit.basis) ** 2).sum(axis=1)
        variance[here] = np.maximum(rest, 0) / (count - 2)
    return Lines(slope, variance, unit, np.where(points >= LEAST, points - 2.0, 0.0))
