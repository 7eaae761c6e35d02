"""One kpi's rows as matrices of municipalities and years, and robust middles over the municipalities."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from norberg.rules.runs import Wide

COMMON = 0.8  # share of the municipalities that a year's middle needs (DESIGN 5.1c)


def wides(table: pa.Table, areas: Sequence[str]) -> dict[str, Wide]:
    """The values of one kpi by gender, T, K and M, all with the same areas and years.

    Args:
        table: rows of one kpi with the columns municipality, period, gender and value; nulls are missing.
        areas: municipality codes in the order wanted; rows of other areas are left out.

    Returns:
        Every year from the first to the last with a value of any gender; NaN where there is none.
    """
    period, value = table["period"].to_numpy().astype(int), table["value"].to_numpy().astype(float)
    row, gender = _places(table["municipality"], areas), _places(table["gender"], "TKM")
    keep = (row >= 0) & (gender >= 0) & ~np.isnan(value)
    row, gender, period, value = row[keep], gender[keep], period[keep], value[keep]
    years = np.arange(period.min(), period.max() + 1) if len(period) else np.empty(0, int)
    cube = np.full((3, len(areas), len(years)), np.nan)
    cube[gender, row, period - (years[0] if len(years) else 0)] = value
    names = np.array(areas, str)
    return {code: Wide(names, years, part) for code, part in zip("TKM", cube, strict=True)}


def _places(column: pa.ChunkedArray, names: Sequence[str]) -> np.ndarray:
    """The place of each row's text among some names, -1 for others."""
    coded = column.combine_chunks()
    if isinstance(coded, pa.ChunkedArray):  # no chunk at all
        coded = pa.array([], pa.string())
    if not pa.types.is_dictionary(coded.type):
        coded = coded.dictionary_encode()
    known = {name: place for place, name in enumerate(names)}
    place = np.array([known.get(word, -1) for word in coded.dictionary.to_pylist()], int)
    return place[coded.indices.to_numpy(zero_copy_only=False)] if len(place) else np.empty(0, int)


def middle(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The median of each column without NaN, NaN for empty ones, and how many values it has."""
    ordered = np.sort(values, axis=0)
    count = (~np.isnan(ordered)).sum(axis=0)
    column, last = np.arange(values.shape[1]), max(values.shape[0] - 1, 0)
    if not values.size:
        return np.full(values.shape[1], np.nan), count
    both = [ordered[np.clip((count - one) // 2, 0, last), column] for one in (0, 1)]
    return np.where(count > 0, (both[0] + both[1]) / 2, np.nan), count


def country(table: Wide, total: int) -> np.ndarray:
    """The municipalities' median of each year; NaN for years in which fewer than COMMON of all have a value."""
    found, count = middle(table.values)
    return np.where(count >= COMMON * total, found, np.nan)
