"""What is known of later changes: the ledger's rows for one nyckeltal and the municipality, in words."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv

from norberg.errors import reason
from norberg.ledger import HEADER
from norberg.program import Indicator
from norberg.sentences import counted, day, listed, number, span

FILES = 400  # refreshes whose rows are kept in memory: more than a year of daily ones
MOST_CHANGED = 6  # changed values of one refresh that are told one by one
GENDERS = {"T": "", "K": " (kvinnor)", "M": " (män)"}
TYPES = {name: pa.string() for name in HEADER} | {"period": pa.int32(), "old": pa.float64(), "new": pa.float64()}


def read(folder: Path, areas: Collection[str]) -> tuple[pd.DataFrame, list[str]]:
    """The ledger's rows of some areas.

    Args:
        folder: where each refresh has left a file; it need not be there.
        areas: codes.

    Returns:
        A frame with the columns ``ledger.HEADER``, oldest refresh first, and a sentence for each file that can't be
        read.
    """
    files = sorted(folder.glob("*.csv")) if folder.is_dir() else []
    parts, faults = [pa.schema(list(TYPES.items())).empty_table()], list[str]()
    for path in files:
        try:
            parts.append(_file(path, path.stat().st_mtime_ns, tuple(sorted(areas))))
        except (OSError, pa.ArrowException) as error:
            faults.append(f"Ändringslistan {path.name} kan inte läsas: {reason(error)}.")
    return pa.concat_tables(parts).to_pandas(), faults


@lru_cache(FILES)
def _file(path: Path, changed: int, areas: tuple[str, ...]) -> pa.Table:
    options = csv.ConvertOptions(column_types=TYPES, include_columns=list(HEADER))
    with path.open("rb") as file:  # arrow says in English why a folder can't be read
        whole = csv.read_csv(file, convert_options=options)
    return whole.filter(pc.is_in(whole["municipality"], pa.array(areas, pa.string())))


def told(ledger: pd.DataFrame, kpis: Collection[str], indicator: Indicator, since: str) -> tuple[str, ...]:
    """What was added, changed or could no longer be found, newest refresh first.

    Args:
        ledger: as ``read`` gives it.
        kpis: the ids that are shown.
        indicator: for area, decimals.
        since: day of the oldest reading of what is shown, "" without any.

    Returns:
        One Swedish sentence for each refresh and kind of change; a single one saying that none is known otherwise.
    """
    rows = ledger[ledger["kpi"].isin(list(kpis)) & (ledger["municipality"] == indicator.entity)]
    found = [
        sentence
        for seen, changes in sorted(rows.groupby(rows["seen"].str[:10]), reverse=True)
        for sentence in _refresh(day(str(seen)), changes, indicator.decimals)
    ]
    none = f"Inga ändringar är kända sedan {since}." if since else "Inga ändringar är kända."
    return tuple(found) or (none,)


def _refresh(seen: str, changes: pd.DataFrame, decimals: int) -> list[str]:
    changed = changes[changes["kind"] == "changed"].sort_values(["period", "gender"])
    each = [
        f"{row.period}{GENDERS[row.gender]} från {number(row.old, decimals + 1)} till {number(row.new, decimals + 1)}"
        for row in changed.itertuples()
    ]
    told = []
    if each:
        more = f" och {counted(len(each) - MOST_CHANGED, 'värde', 'värden')} till" if len(each) > MOST_CHANGED else ""
        told.append(f"{seen}: ändrat i efterhand: {', '.join(each[:MOST_CHANGED])}{more}.")
    for kind, words in (("vanished", "fanns inte längre i svaret (det äldre värdet visas)"), ("added", "tillkom")):
        rows = changes[changes["kind"] == kind]
        if len(rows):
            told.append(f"{seen}: {counted(len(rows), 'värde', 'värden')} {words}: {_years(rows['period'])}.")
    return told


def _years(periods: Sequence[int]) -> str:
    """Years as spans: "2008–2011 och 2014"."""
    spans: list[list[int]] = []
    for year in sorted({int(one) for one in periods}):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return listed([span(first, last) for first, last in spans])
