"""The plain figures of one series: latest value, what was measured, changes against earlier years.

A series here is a pandas Series of float values indexed by year, without nulls. Nothing is judged.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from norberg import lookup

STRETCH = 0.2  # of the axis that one value may take alone before the reader is told
SAME = 0.005  # two readings of one value may differ by this much: some came rounded to two decimals
FAR_OUT = 3.0  # interquartile ranges beyond the quartiles; Tukey, Exploratory Data Analysis (1977), "far out"


@dataclass(frozen=True)
class Change:
    """A difference against an earlier year, or why there is none.

    ``missing`` is "" when there is a difference, else "broken", "no_value" or "not_measured".
    """

    year: int
    difference: float | None
    missing: str = ""


def values(frame: pd.DataFrame, municipality: str, gender: str, last: int) -> pd.Series:
    """The values of one kpi, area and gender until a year.

    Args:
        frame: ``series.COLUMNS`` of one kpi.
        municipality: area code.
        gender: T, K or M.
        last: the last year that is looked at.

    Returns:
        Year -> value, sorted, nulls left out.
    """
    return by_year(*lookup.of(frame).cells(municipality, gender, last))


def by_year(years: np.ndarray, numbers: np.ndarray) -> pd.Series:
    """Year -> value, sorted by year, nulls left out."""
    numbers = np.asarray(numbers, "float64")
    kept = np.argsort(years, kind="stable")
    kept = kept[~np.isnan(numbers[kept])]
    return pd.Series(numbers[kept], index=pd.Index(years[kept], dtype="int64"))


def since(series: pd.Series, first: int) -> pd.Series:
    """The part of a series of year -> value, sorted by year, from a year on."""
    return series.iloc[series.index.searchsorted(first) :]


def measured(series: pd.Series, cadence: int, breaks: Sequence[int] = ()) -> pd.Series:
    """The series without values that only repeat a measurement in the years between two.

    Args:
        series: year -> value.
        cadence: years between measurements; 1 leaves the series as it is.
        breaks: first years after a break; an equal value there is a new measurement.

    Returns:
        Year -> value; an equal value less than ``cadence`` years after its measurement is left out.
    """
    if cadence == 1:
        return series
    years, numbers, keep = series.index.to_list(), series.to_list(), list[int]()
    for place, (year, value) in enumerate(zip(years, numbers, strict=True)):
        repeated = keep and abs(value - numbers[keep[-1]]) < SAME and year - years[keep[-1]] < cadence
        if not repeated or any(years[keep[-1]] < first <= year for first in breaks):
            keep.append(place)
    return series.iloc[keep]


def changes(series: pd.Series, years: Sequence[int], breaks: Sequence[int], cadence: int) -> list[Change]:
    """Differences of the latest value against some earlier years.

    Args:
        series: year -> value, measured values only.
        years: the years to compare with.
        breaks: first years after a break of the series.
        cadence: years between measurements, which tells a missing value from a year that is not measured.

    Returns:
        One Change a year, in the order given, for years before the latest.
    """
    latest = int(series.index[-1])
    return [_change(series, latest, year, breaks, cadence) for year in dict.fromkeys(years) if year < latest]


def _change(series: pd.Series, latest: int, year: int, breaks: Sequence[int], cadence: int) -> Change:
    if any(year < first <= latest for first in breaks):
        return Change(year, None, "broken")
    if year not in series.index:
        return Change(year, None, "not_measured" if cadence > 1 else "no_value")
    return Change(year, float(series[latest] - series[year]))


def reference_years(series: pd.Series, adopted: int, cadence: int) -> list[int]:
    """The years a change is told against: the year before, five years before, and the year of adoption.

    Surveys that are not yearly are told against their two previous measurements instead.
    """
    latest = int(series.index[-1])
    earlier = [int(year) for year in series.index[-3:-1]][::-1] if cadence > 1 else [latest - 1, latest - 5]
    return [*earlier, adopted]


def runs(series: pd.Series, breaks: Sequence[int], longest_step: int) -> pd.Series:
    """The number of the unbroken run each year belongs to: a new one after a break or a hole.

    Args:
        series: year -> value.
        breaks: first years after a break.
        longest_step: years between neighbours that are still joined (1 for yearly measures).

    Returns:
        Year -> number of the run, from 0.
    """
    years = series.index.to_numpy()
    step = np.diff(years, prepend=years[:1])
    crossed = np.zeros(len(years), bool)
    for first in breaks:
        crossed |= (years >= first) & (np.concatenate([years[:1], years[:-1]]) < first)
    return pd.Series(np.cumsum((step > longest_step) | crossed), index=series.index)


def far_out(series: pd.Series) -> pd.Series:
    """The values that lie far outside the rest of their own series (FAR_OUT); empty for fewer than five values."""
    if len(series) < 5:
        return series.iloc[:0]
    low, high = np.quantile(series.to_numpy(), [0.25, 0.75])
    room = FAR_OUT * (high - low)
    return series[(series < low - room) | (series > high + room)] if room > 0 else series.iloc[:0]


def stretching(drawn: pd.Series) -> pd.Series:
    """The highest or lowest of all values in a chart, where it alone takes STRETCH of the axis.

    Args:
        drawn: all values of a chart, any index.

    Returns:
        None, one or two of them.
    """
    if len(drawn) < 3:
        return drawn.iloc[:0]
    numbers = drawn.to_numpy()
    order = np.argsort(numbers)
    steps, extent = np.diff(numbers[order]), numbers[order[-1]] - numbers[order[0]]
    alone = [end for end in (0, -1) if steps[end] > STRETCH * extent]
    return drawn.iloc[order[alone]]
