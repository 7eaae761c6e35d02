"""The tidy series: one row per kpi, municipality, period and gender.

COLUMNS is the contract of every frame of values in the project.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pandas as pd

GENDERS = ("T", "K", "M")  # total, women (kvinnor), men (män), as Kolada has them

COLUMNS = {
    "kpi": "str",  # "N15428", or "LOK_FRISKTAL" for the municipality's own series
    "municipality": "str",  # "1962", "0000" Riket, "G37477" a group (unweighted mean of its members)
    "period": "int16",  # calendar year
    "gender": "str",  # one of GENDERS
    "value": "float64",  # in the unit of the kpi; NaN where the source answered null
    "status": "str",  # Kolada's opaque label, "" as a rule; "för få" for own series
    "source": "str",  # one of SOURCES
    "fetched": "str",  # ISO date or time of the reading, or a lone year where the day is unknown
    "rounded": "Int8",  # decimals the value was rounded to before it came here, <NA> if it was not
}
KEY = ["kpi", "municipality", "period", "gender"]

KOLADA, SNAPSHOT, LOCAL = "kolada", "snapshot", "local"
DEMO = "DEMO: påhittade värden"
SOURCES = (KOLADA, SNAPSHOT, LOCAL, DEMO)
TOO_FEW = "för få"  # status of an own value that would give single people away


def frame(columns: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """A frame with exactly COLUMNS, in their order and dtypes.

    Args:
        columns: column name -> values; a missing text column becomes "", a missing ``rounded`` <NA>.

    Returns:
        The frame; empty if ``columns`` is.
    """
    return _typed(columns) if columns else _empty().copy()


@cache
def _empty() -> pd.DataFrame:
    return _typed({})


def _typed(columns: Mapping[str, Any]) -> pd.DataFrame:
    given = pd.DataFrame(dict(columns))
    filled = {
        name: given[name] if name in given else pd.Series(pd.NA if name == "rounded" else "", index=given.index)
        for name in COLUMNS
    }
    return pd.DataFrame(filled).astype(COLUMNS)


def tidy(rows: Iterable[Mapping[str, Any]], fetched: str, source: str = KOLADA) -> pd.DataFrame:
    """Kolada's nested data rows as a tidy frame.

    Args:
        rows: data rows as ``norberg.kolada`` hands them over: kpi, municipality, period and values (gender, value,
            status, isdeleted). A deleted value is kept as a null, so that it can replace an older one.
        fetched: when they were read, ISO.
        source: one of SOURCES.

    Returns:
        A frame with COLUMNS, sorted by KEY, without duplicates (the last one met wins).
    """
    flat = [
        (row["kpi"], row["municipality"], row["period"], one["gender"], one["value"], one["status"])
        for row in rows
        for one in row["values"]
    ]
    table = pd.DataFrame(flat, columns=[*KEY, "value", "status"]).assign(source=source, fetched=fetched)
    return frame(dict(table.items())).drop_duplicates(KEY, keep="last").sort_values(KEY, ignore_index=True)


def newest_reading(frame: pd.DataFrame) -> pd.DataFrame:
    """Each area's rows from its newest reading only.

    For measures whose whole series is computed anew at each publication: values of two readings are never joined
    (DESIGN section 3).

    Args:
        frame: COLUMNS.

    Returns:
        The rows whose ``fetched`` date is the newest of their kpi and municipality.
    """
    day = frame["fetched"].str[:10]
    return frame[day == day.groupby([frame["kpi"], frame["municipality"]]).transform("max")].reset_index(drop=True)


def newest_day(frame: pd.DataFrame) -> str:
    """The day of the newest reading of a frame with COLUMNS; "" if it is empty."""
    return max(frame["fetched"], default="")[:10]


def same_reading(frame: pd.DataFrame, municipality: str) -> pd.DataFrame:
    """The rows that were read on the same day as an area's newest ones.

    Values of a measure that is computed anew at each publication can only be compared within one reading.

    Args:
        frame: COLUMNS of one kpi.
        municipality: the area whose reading decides.

    Returns:
        Its rows and those of other areas from the same day.
    """
    day = frame["fetched"].str[:10]
    return frame[day == newest_day(frame[frame["municipality"] == municipality])]


def newest_cells(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Each cell's newest reading of several frames; of two equally old ones that of the later frame."""
    both = pd.concat(parts, ignore_index=True).sort_values([*KEY, "fetched"], kind="stable")
    return both.drop_duplicates(KEY, keep="last").reset_index(drop=True)
