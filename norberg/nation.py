"""All municipalities at once: what a single one is seen against.

A field here is a frame with a row a year and a column a municipality, NaN where there is no value.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from norberg.lines import COMMON_SHARE, GAP
from norberg.rules import runs

SHARES = (5, 25, 50, 75, 95)  # percentiles of the band: nine of ten, half and the middle of all municipalities


def field(frame: pd.DataFrame, municipalities: Sequence[str], gender: str, last: int) -> pd.DataFrame:
    """The values of all municipalities until a year.

    Args:
        frame: ``series.COLUMNS`` of one kpi; for a pair its two kpis as K and M.
        municipalities: the codes of all there are, read or not.
        gender: T, K, M, or ``lines.GAP`` for women minus men where both have a value.
        last: the last year that is looked at.

    Returns:
        Year -> value of each municipality, in the unit.
    """
    if gender != GAP:
        table = runs.wide(frame, gender, last, municipalities)
        return pd.DataFrame(table.values.T, index=pd.Index(table.years, dtype="int64"), columns=table.areas)
    return field(frame, municipalities, "K", last) - field(frame, municipalities, "M", last)


def common(field: pd.DataFrame) -> pd.Series:
    """Year -> how many municipalities have a value, for years in which at least COMMON_SHARE of all do."""
    count = field.notna().sum(axis=1)
    return count[count >= COMMON_SHARE * field.shape[1]]


def band(field: pd.DataFrame) -> pd.DataFrame:
    """The percentiles of all municipalities, as numpy computes them (linear between neighbours).

    Args:
        field: years x municipalities.

    Returns:
        Year -> the SHARES as columns, in the unit; only years of ``common``: a few that happen to be read are not the
        country (DESIGN 5.3).
    """
    years = field.loc[common(field).index]
    if not len(years):
        return pd.DataFrame(columns=list(SHARES), index=pd.Index([], dtype="int64"), dtype="float64")
    found = np.nanpercentile(years.to_numpy(), SHARES, axis=1)
    return pd.DataFrame(found.T, index=years.index, columns=list(SHARES))
