"""The main value of an own series in a year: its own row, or what its parts make; never with a part lacking."""

import math
from collections.abc import Iterable, Mapping, Sequence

from norberg.localkind import LocalKind
from norberg.localrow import Row

NAMED = 3  # of what is lacking, so many are named in a sentence
WORDS = {"T": "", "K": ", kvinnor", "M": ", män"}  # whom a sentence is about

Table = Mapping[tuple[str, str], Row]  # the rows of one series and year, by gender and part


def values(
    kpi: str, year: int, kind: LocalKind, tables: Mapping[tuple[str, int], Table], doubted: bool
) -> tuple[dict[str, float], list[str]]:
    """The main value of each gender that has a row, NaN where there is none, and one sentence per value not computed.

    Args:
        kpi: the series.
        year: the year.
        kind: how its value comes from its rows.
        tables: all rows, by series and year.
        doubted: whether rows that could not be read may belong here.
    """
    table, before = tables[kpi, year], _before(kpi, year, tables)
    found, faults = {}, []
    for gender in sorted({gender for gender, _ in table}):
        rows = _of(gender, table)
        awaited = [one.part for part, one in _of(gender, before).items() if one.value != 0 and part != kind.main]
        found[gender], why = _value(kind, rows, _needed(kind, year, rows, awaited), doubted)
        faults += [f"{kpi} {year}{WORDS[gender]}: inget värde visas, {why}."] if why else []
    return found, faults


def _of(gender: str, table: Table) -> dict[str, Row]:
    return {part: one for (whose, part), one in table.items() if whose == gender}


def _before(kpi: str, year: int, tables: Mapping[tuple[str, int], Table]) -> Table:
    earlier = [period for series, period in tables if series == kpi and period < year]
    return tables[kpi, max(earlier)] if earlier else {}


def _needed(kind: LocalKind, year: int, rows: Mapping[str, Row], awaited: Iterable[str]) -> Sequence[str]:
    if kind.main and kind.main.casefold() in rows:
        return [kind.main]
    if kind.monthly:
        return [f"{year}-{month:02}" for month in range(1, 13)]
    if kind.add == ():  # a part of the year before may have been forgotten, not closed: a zero says that it is closed
        return list({name.casefold(): name for name in (*awaited, *(one.part for one in rows.values()))}.values())
    return kind.divide or kind.add or [kind.main]


def _value(kind: LocalKind, rows: Mapping[str, Row], needed: Sequence[str], doubted: bool) -> tuple[float, str]:
    if list(needed) == [kind.main] and kind.main.casefold() in rows:
        return rows[kind.main.casefold()].value, ""
    parts = [rows[name.casefold()].value if name.casefold() in rows else math.nan for name in needed]
    lacking = [name for name, part in zip(needed, parts, strict=True) if math.isnan(part)]
    if lacking:
        return math.nan, f"{_listed(lacking)} saknas"
    if kind.add == () and doubted:
        return math.nan, "summan räknas inte förrän raderna med fel är rättade"
    return _quotient(kind, *parts) if kind.divide else (math.fsum(parts), "")


def _quotient(kind: LocalKind, above: float, below: float) -> tuple[float, str]:
    first, second = kind.divide or ("", "")
    if not below:
        return math.nan, f"{second} är 0"
    value = kind.scale * above / below
    return (value, "") if value <= kind.highest else (math.nan, f"{first} är fler än {second}")


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" och {rest} till" if rest > 0 else "")
