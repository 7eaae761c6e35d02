"""Where each municipality lies among all of them, how sure that is, and its place as an interval (DESIGN 5.3-5.4).

The position is that of the mean of the three latest common periods. Its noise: ``norberg.rules.noise``. A place alone
hides that noise: Goldstein & Spiegelhalter 1996, League tables and their limitations, JRSS A 159.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtr

from norberg.rules import noise, runs
from norberg.rules.measure import Measure
from norberg.rules.runs import Runs, Wide

COMMON_SHARE, COMMON_LEAST = 0.8, 5  # of the set that must have a value in the period compared (DESIGN 5.3)
PERIODS = 3  # of the mean
OLDEST = 5  # years that the common period may lie before the own latest
CERTAIN_POINTS = 4  # own measurements that a certain level needs
SURE = np.array([0.85, 0.92, 0.92, 0.85])  # chance that the true position is in the quarter, by quarter: on the real
# figures that of the next three years' mean is then the same in 92 %, for outer and for inner quarters
EDGE = 1.35  # standard deviations to each end of the 80 % interval: Student's t, 13 degrees of freedom, as in ``noise``
MOST_TIED = 0.5  # of the set that may share one value and still have a quarter
CUTS = (0.25, 0.5, 0.75)
MIDDLE_HALF = 1.349  # standard deviations of a normal distribution that hold its middle half
SAME = 1e-9  # means that differ by less than the float's own noise are tied


@dataclass(frozen=True)
class Means:
    """What is compared: each area's mean of its latest periods until the common one.

    ``mean`` is NaN where an area has no current value; ``own`` is the latest year of each area, 0 without values.
    """

    year: int
    mean: np.ndarray
    noise: np.ndarray
    points: np.ndarray
    first: np.ndarray
    last: np.ndarray
    own: np.ndarray


def levels(table: Wide, measure: Measure, municipalities_total: int) -> pd.DataFrame:
    """The level of every municipality at once.

    Args:
        table: values of municipalities only, none after the chosen end year; of one reading where the whole series is
            computed anew at each publication.
        measure: direction, breaks, persistence.
        municipalities_total: how many there are in the country, read or not.

    Returns:
        The fields of ``finding.Level`` as columns, index area; ``reason`` is "" where there is a quarter.
    """
    columns = _blank(len(table.areas))
    never = _never(table, measure, municipalities_total)
    if never:
        columns["reason"][:] = never
    else:
        found = means(table, measure, municipalities_total)
        columns["reason"][:] = _reasons(found)
        there = np.flatnonzero(~np.isnan(found.mean) & (columns["reason"] == ""))
        for name, part in _placed(found, there, measure).items() if len(there) else ():
            columns[name][there] = part
    return pd.DataFrame(columns, index=pd.Index(table.areas, name="area"))


def common_year(table: Wide, municipalities_total: int) -> int:
    """The latest year in which enough of the set has a value; 0 if there is none."""
    count = (~np.isnan(table.values)).sum(axis=0)
    enough = (count >= COMMON_SHARE * municipalities_total) & (count >= COMMON_LEAST)
    return int(table.years[enough][-1]) if enough.any() else 0


def means(table: Wide, measure: Measure, municipalities_total: int) -> Means:
    """The means that are compared and their noise; there must be a common year."""
    year = common_year(table, municipalities_total)
    upto = table.years <= year
    cut = Wide(table.areas, table.years[upto], table.values[:, upto])
    run = runs.latest(cut, measure)
    current = (run.points > 0) & (year - run.years[:, -1] < measure.longest_step)
    points = np.where(current, np.minimum(run.points, PERIODS), 0)
    latest = run.tail(PERIODS)
    mean = np.nansum(latest.values, axis=1) / np.where(points, points, np.nan)
    squared, count = noise.squared_steps(_deviations(cut, run.tail()))
    squared = noise.shrunk(squared, count, current, measure.step)
    spread = noise.of_mean(squared, points, measure.window, measure.persistence.relative)
    first = latest.years[np.arange(len(mean)), np.maximum(latest.years.shape[1] - np.maximum(points, 1), 0)]
    return Means(year, mean, spread, run.points, first, latest.years[:, -1], _own_latest(table))


def _deviations(cut: Wide, run: Runs) -> np.ndarray:
    """Each run minus the set's median of the same year: what all share moves no place."""
    years = np.flatnonzero((~np.isnan(cut.values)).any(axis=0))
    middle = np.full(len(cut.years), np.nan)
    middle[years] = np.nanmedian(cut.values[:, years], axis=0)
    column = np.searchsorted(cut.years, run.years)  # unused places get any: their value is NaN
    return run.values - middle[np.minimum(column, len(middle) - 1)]


def _own_latest(table: Wide) -> np.ndarray:
    there = ~np.isnan(table.values)
    last = table.years[::-1][there[:, ::-1].argmax(axis=1)]
    return np.where(there.any(axis=1), last, 0)


def _placed(found: Means, there: np.ndarray, measure: Measure) -> dict[str, np.ndarray]:
    """The areas with a place; 1 is best, for neutral measures lowest."""
    mean = found.mean[there] * (-1 if measure.direction == "higher" else 1)
    ordered, ranked = np.sort(mean), len(there)
    tied = _upto(ordered, mean) - _below(ordered, mean)
    quarter = quarters(mean)
    chance = _chance(ordered, mean, found.noise[there], quarter)
    certain = (chance >= SURE[quarter - 1]) & (found.points[there] >= CERTAIN_POINTS) & (tied <= ranked / 4)
    certain &= found.noise[there] <= _differing(mean, found.noise[there])
    reach = EDGE * np.where(np.isnan(found.noise[there]), np.inf, found.noise[there])
    same = tied > MOST_TIED * ranked
    alike = [f"{count} av {ranked} kommuner har samma värde" for count in tied.tolist()]
    return {
        "quarter": np.where(same, 0, quarter),
        "certain": certain,
        "rank_low": np.where(same, 0, _below(ordered, mean - reach) + 1),
        "rank_high": np.where(same, 0, _upto(ordered, mean + reach)),
        "ranked": np.where(same, 0, ranked),
        "first": found.first[there],
        "last": found.last[there],
        "mean": found.mean[there],
        "reason": np.where(same, np.array(alike, object), ""),
    }


def quarters(mean: np.ndarray) -> np.ndarray:
    """The quarter of each mean, 1 lowest ... 4 highest; tied values share the middle of their places."""
    ordered = np.sort(mean)
    middle = (_below(ordered, mean) + _upto(ordered, mean)) / 2
    return np.minimum((middle / len(mean) * 4 + SAME).astype(int), 3) + 1


def _below(ordered: np.ndarray, value: np.ndarray) -> np.ndarray:
    """How many lie below, ties left out."""
    return np.searchsorted(ordered, value - SAME * np.maximum(1, np.abs(value)), "left")


def _upto(ordered: np.ndarray, value: np.ndarray) -> np.ndarray:
    """How many lie below or are tied."""
    return np.searchsorted(ordered, value + SAME * np.maximum(1, np.abs(value)), "right")


def _chance(ordered: np.ndarray, mean: np.ndarray, spread: np.ndarray, quarter: np.ndarray) -> np.ndarray:
    """The chance that the true position lies in the quarter; 0 where the noise is not known."""
    cuts = np.array([-np.inf, *np.quantile(ordered, CUTS, method="hazen"), np.inf])
    safe = np.maximum(np.nan_to_num(spread, nan=1.0), np.finfo(float).tiny)
    chance = ndtr((cuts[quarter] - mean) / safe) - ndtr((cuts[quarter - 1] - mean) / safe)
    return np.where(np.isnan(spread), 0.0, chance)


def _differing(mean: np.ndarray, spread: np.ndarray) -> float:
    """How far the true positions lie apart, a standard deviation: what noise does not explain of the middle half.

    Where they lie closer than an area's own noise, its quarter says nothing: with no true difference at all, one
    municipality in ten would be sure of its quarter.
    """
    low, high = np.quantile(mean, CUTS[::2])
    rest = ((high - low) / MIDDLE_HALF) ** 2 - np.median(spread) ** 2  # NaN where no noise is known: nothing is certain
    return float(np.sqrt(max(rest, 0.0)))


def _never(table: Wide, measure: Measure, municipalities_total: int) -> str:
    """Why nobody is compared; "" if somebody is."""
    if measure.code:
        return "värdena är koder"
    if measure.count:
        return "antal beror på kommunens storlek"
    if common_year(table, municipalities_total):
        return ""
    there = ~np.isnan(table.values)
    read = int(there.any(axis=1).sum())
    if read >= COMMON_SHARE * municipalities_total:
        return f"högst {int(there.sum(axis=0).max())} av {municipalities_total} kommuner har värden samma år"
    together = " samtidigt" if measure.recomputed else ""
    return f"{read} av {municipalities_total} kommuner inlästa{together}"


def _reasons(found: Means) -> np.ndarray:
    """Why an area is not compared though others are; "" where it is."""
    reason = np.full(len(found.mean), "", object)
    for place, (own, mean) in enumerate(zip(found.own.tolist(), found.mean.tolist(), strict=True)):
        if not own:
            reason[place] = "värde saknas"
        elif np.isnan(mean):
            reason[place] = _old(own, found.year)
        elif own - found.year > OLDEST:
            reason[place] = f"de flesta kommuners värden slutar {found.year}"
    return reason


def _old(own: int, year: int) -> str:
    if own < year:
        return f"gammal uppgift, senaste värdet är från {own}"
    return f"värde saknas för {year}, som jämförelsen gäller"


def _blank(count: int) -> dict[str, np.ndarray]:
    """The fields of ``finding.Level``, not compared."""
    kinds = {
        "quarter": int,
        "certain": bool,
        "rank_low": int,
        "rank_high": int,
        "ranked": int,
        "first": int,
        "last": int,
    }
    whole: dict[str, np.ndarray] = {name: np.zeros(count, kind) for name, kind in kinds.items()}
    return whole | {"mean": np.full(count, np.nan), "reason": np.full(count, "", object)}
