"""Measures that are the same finding: by operator or place, turned round, or alike in every municipality."""

import re
from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa

from norberg.discovery.matrix import COMMON, wides

SAME = 0.95  # correlation over the municipalities beyond which two measures are one
WHO = re.compile(
    r"\b(hemkommun|lägeskommun|huvudman|egen regi|enskild regi|kommunal regi|regional regi|"
    r"kommunal[at]?|fristående|enskild[at]?|regional[at]?|skol(a|or)|grundskol(a|or)|gymnasieskol(a|or))\b",
    re.IGNORECASE,
)

Latest = Callable[[str], np.ndarray]  # kpi -> its latest common value in every municipality, always the same order


def plain(title: str) -> str:
    """A title without who runs it or where: those that are equal then are one measure."""
    without = re.sub(r"\([^()]*\)", " ", title)
    return " ".join(re.sub(r"[,.:–-]+", " ", WHO.sub(" ", without)).casefold().split())


def latest(table: pa.Table, areas: Sequence[str]) -> np.ndarray:
    """The values of the latest year in which most municipalities have one: what ``Latest`` answers for a kpi.

    Args:
        table: rows of one kpi, as ``tests.of_kpi`` takes them.
        areas: municipality codes, in the order of the result.

    Returns:
        A value a municipality, NaN where it has none; NaN throughout where there is no such year.
    """
    total = wides(table, areas)["T"]
    common = np.flatnonzero((~np.isnan(total.values)).sum(axis=0) >= COMMON * len(areas))
    return total.values[:, common[-1]] if len(common) else np.full(len(areas), np.nan)


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Over the municipalities that have both; NaN for fewer than ten or without spread."""
    both = ~np.isnan(one) & ~np.isnan(other)
    if both.sum() < 10 or np.ptp(one[both]) == 0 or np.ptp(other[both]) == 0:
        return float("nan")
    return float(np.corrcoef(one[both], other[both])[0, 1])
