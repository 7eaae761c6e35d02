"""Is the gap between women and men there, large, and growing? The larger of two chances counts: both must be sure."""

import numpy as np

from norberg.discovery import change, moderated
from norberg.discovery.standing import noise_of_mean
from norberg.rules import runs
from norberg.rules.level import PERIODS, quarters
from norberg.rules.measure import Measure
from norberg.rules.runs import Wide

LARGE = 3  # the quarter that a gap must reach among all municipalities' by its size: beyond the middle one


def gaps(apart: Wide, measure: Measure, rows: np.ndarray) -> dict[str, np.ndarray]:
    """Women minus men in each municipality: a gap that is there, and grows away from zero.

    Args:
        apart: women minus men, municipalities and years.
        measure: as the rules see it.
        rows: places of the municipalities that are asked for.

    Returns:
        The columns of ``tests.TESTS`` that a gap has, one entry a row asked for; ``p`` is 1 where it does not grow, and
        the grade is empty where it is smaller than in the middle municipality.
    """
    found = change.changes(apart, measure, rows)
    run = runs.latest(apart, measure)
    points = np.minimum(run.points, PERIODS)
    mean = np.nansum(run.values[:, -PERIODS:], axis=1) / np.maximum(points, 1)
    spread, freedom = noise_of_mean(run, points, measure)
    quarter = _quarter(np.where(points > 0, np.abs(mean), np.nan))
    there = moderated.chance(mean[rows] / spread[rows], freedom[rows])
    growing = found["sign"] * np.sign(mean[rows]) > 0
    found["p"] = np.where(np.isnan(found["p"]), np.nan, np.where(growing, np.fmax(found["p"], there), 1.0))
    found["grade"] = np.where(growing & (quarter[rows] >= LARGE), found["grade"], "")
    return found | {"quarter": quarter[rows], "ranked": np.where(points[rows] > 0, (points > 0).sum(), 0)}


def _quarter(size: np.ndarray) -> np.ndarray:
    known = ~np.isnan(size)
    found = np.zeros(len(size), int)
    if known.any():
        found[known] = quarters(size[known])
    return found
