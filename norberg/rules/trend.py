"""Which way a series moves: Kendall's S against what chance does to a series as persistent as this one (DESIGN 5.1).

S: Kendall 1938, Biometrika 30, and Mann 1945, Econometrica 13. Slope: Theil 1950; Sen 1968, JASA 63. Critical values:
``norberg.rules.critical``.
"""

from dataclasses import dataclass

import numpy as np

from norberg.finding import LIKELY, SURE, Trend
from norberg.rules import critical
from norberg.rules.measure import Measure
from norberg.rules.runs import WINDOW, Runs

SURE_POINTS = 7  # measurements that a sure change needs
LIKELY_RHO = 0.2  # persistence a likely change is held against; with 0 its word held in 88 %, with this in 91 %
EDGE = 3  # measurements at an end of the window whose decimals show how they were rounded
FINEST = 4  # decimals that are looked for


@dataclass(frozen=True)
class Trends:
    """The trend of many series: one array entry a series, meanings as in ``finding.Trend``; grade 2 sure, 1 likely."""

    points: np.ndarray
    first: np.ndarray
    last: np.ndarray
    s: np.ndarray
    slope: np.ndarray
    change: np.ndarray
    sign: np.ndarray
    grade: np.ndarray
    chance: np.ndarray

    def one(self, place: int) -> Trend:
        """The trend of one series."""
        grade = ("", LIKELY, SURE)[int(self.grade[place])]
        points = int(self.points[place])
        return Trend(
            points,
            int(self.first[place]),
            int(self.last[place]),
            int(self.s[place]),
            float(self.slope[place]),
            float(self.change[place]),
            int(self.sign[place]) if grade else 0,
            grade,
            points >= critical.LEAST,
            float(self.chance[place]),
        )


def trends(runs: Runs, measure: Measure, rho: float | None = None) -> Trends:
    """The trend of each run over its last ten measurements, all of them if there are five to nine.

    Args:
        runs: the latest unbroken runs.
        measure: window of a rolling mean, rounding step, persistence.
        rho: persistence of the series; None for the measure's own.

    Returns:
        One entry a run; sign 0 and grade 0 where nothing can be claimed.
    """
    window = runs.tail(WINDOW)
    values, years, points = window.values, window.years, window.points
    first = years[np.arange(len(years)), np.minimum(years.shape[1] - points, years.shape[1] - 1)]
    s, slope = critical.kendall(values), theil_sen(values, years)
    change = slope * (years[:, -1] - first)
    persistence = measure.persistence.rho if rho is None else rho
    grade, chance = _grades(np.abs(s), points, measure.window, persistence)
    grade = np.where(np.abs(change) > rounding(values, measure.step) * (1 + 1e-9), grade, 0)
    return Trends(points, first, years[:, -1], s, slope, change, np.sign(s) * (grade > 0), grade, chance)


def theil_sen(values: np.ndarray, years: np.ndarray) -> np.ndarray:
    """The median of the slopes between all pairs of each row, unit per year; NaN for fewer than two values."""
    early, late = critical.pairs(values.shape[1])
    apart = np.maximum(years[:, late] - years[:, early], 1)
    slopes = np.sort((values[:, late] - values[:, early]) / apart, axis=1)  # NaN last
    count = (~np.isnan(slopes)).sum(axis=1)
    rows, last = np.arange(len(values)), slopes.shape[1] - 1
    middle = [slopes[rows, np.clip((count - one) // 2, 0, last)] for one in (0, 1)]
    return np.where(count > 0, (middle[0] + middle[1]) / 2, np.nan)


def rounding(values: np.ndarray, step: float) -> np.ndarray:
    """One rounding step of each row: that of its coarser end, since the precision of some series changed on the way.

    Args:
        values: runs, newest last, NaN on the left.
        step: the finest step that is published.
    """
    used = (~np.isnan(values)).sum(axis=1)
    places = np.arange(EDGE)
    starts = np.minimum(values.shape[1] - used[:, None] + places, values.shape[1] - 1)
    ends = np.stack([np.take_along_axis(values, starts, axis=1), values[:, -EDGE:]])
    decimals = np.full(ends.shape, FINEST)
    for finer in range(FINEST - 1, -1, -1):
        scaled = ends * 10**finer
        decimals[np.abs(scaled - np.round(scaled)) < 1e-6 * np.maximum(1, np.abs(scaled) * 1e-3)] = finer
    decimals[np.isnan(ends)] = 0
    return np.maximum(10.0 ** -decimals.max(axis=2).min(axis=0), step)


def _grades(size: np.ndarray, points: np.ndarray, window: int, rho: float) -> tuple[np.ndarray, np.ndarray]:
    """Grade and chance of each |S|: what it is held against depends on the number of measurements only."""
    grade, chance = np.zeros(len(size), int), np.zeros(len(size))
    for count in range(critical.LEAST, critical.MOST + 1):
        here = points == count
        sure, likely = limits(count, rho, window)
        grade[here] = np.where(size[here] >= sure, 2, np.where(size[here] >= likely, 1, 0))
        chance[here] = critical.chance(count, rho, window, min(sure, likely))
    return grade, chance


def limits(points: int, rho: float, window: int) -> tuple[int, int]:
    """The |S| of a sure and of a likely change."""
    likely = critical.limit(points, min(rho, LIKELY_RHO), window)
    sure = critical.limit(points, rho, window) if points >= SURE_POINTS else points * points
    return sure, likely
