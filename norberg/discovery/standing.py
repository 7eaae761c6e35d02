"""Where each municipality stands: the mean of its three latest common periods, and how sure that is."""

from dataclasses import dataclass

import numpy as np

from norberg.discovery import moderated, steadiness
from norberg.discovery.matrix import country
from norberg.rules import noise, runs
from norberg.rules.gap import EFFICIENCY
from norberg.rules.level import PERIODS, common_year
from norberg.rules.measure import Measure
from norberg.rules.runs import WINDOW, Runs, Wide


@dataclass(frozen=True)
class Standing:
    """One entry a municipality.

    Attributes:
        mean: of the latest periods until the common year; NaN where the latest value is older.
        relative: the same mean of the values minus each year's median.
        spread: standard deviation of ``relative`` around the true position; freedom: its degrees of freedom.
        value: the latest value; points, first and last: of the mean.
    """

    mean: np.ndarray
    relative: np.ndarray
    spread: np.ndarray
    freedom: np.ndarray
    value: np.ndarray
    points: np.ndarray
    first: np.ndarray
    last: np.ndarray


def standing(table: Wide, measure: Measure, total: int) -> Standing:
    """Where each municipality stands; there must be a common year.

    Args:
        table: municipalities and years.
        measure: as the rules see it.
        total: municipalities of the country.
    """
    year = common_year(table, total)
    upto = table.years <= year
    cut = Wide(table.areas, table.years[upto], table.values[:, upto])
    run = runs.latest(cut, measure)
    current = (run.points > 0) & (year - run.years[:, -1] < measure.longest_step)
    points = np.where(current, np.minimum(run.points, PERIODS), 0)
    apart = _apart(cut, run.tail(), total)
    spread, freedom = noise_of_mean(apart, points, measure)
    latest = run.tail(PERIODS)
    first = latest.years[np.arange(len(points)), latest.years.shape[1] - np.maximum(points, 1)]
    mean, relative = (_mean(values, points) for values in (latest.values, apart.values[:, -PERIODS:]))
    return Standing(mean, relative, spread, freedom, run.values[:, -1], run.points, first, run.years[:, -1])


def _mean(values: np.ndarray, points: np.ndarray) -> np.ndarray:
    known = ~np.isnan(values)
    return np.where(points > 0, np.nansum(values, axis=1) / np.maximum(known.sum(axis=1), 1), np.nan)


def _apart(cut: Wide, run: Runs, total: int) -> Runs:
    """Each run minus the municipalities' median of the same year."""
    middle = country(cut, total)
    column = np.minimum(np.searchsorted(cut.years, run.years), len(cut.years) - 1)
    return Runs(run.values - middle[column], run.years, run.points)


def noise_of_mean(apart: Runs, points: np.ndarray, measure: Measure) -> tuple[np.ndarray, np.ndarray]:
    """How far means of the latest values may lie from the truth: from the changes of the years, shared with the others.

    Args:
        apart: runs of what is averaged.
        points: values in each mean, 0 where there is none.
        measure: as the rules see it.

    Returns:
        Standard deviations and their degrees of freedom.
    """
    squared, count = noise.squared_steps(apart.values[:, -WINDOW:])
    plain = steadiness.upper(apart, measure.window)[0]
    shrunk, freedom = moderated.shrunk(np.where(count > 0, squared, np.nan), EFFICIENCY * count)
    shrunk = np.maximum(np.where(points > 0, shrunk, np.nan), measure.step**2 / 6)
    return noise.of_mean(shrunk, points, measure.window, plain), freedom
