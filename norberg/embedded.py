"""The embedded files: CSV rows, and the real values that the app opens with."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from norberg import series
from norberg.errors import FileFaults, reason

NEEDED = {  # the columns without which a row of an embedded file, or of the store, says nothing
    "areas": ("id", "title", "type"),
    "groups": ("id", "title", "members", "read"),
    "kpis": ("id", "title", "divided", "read"),
}


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of an embedded CSV file as dicts; raises FileFaults with a sentence if it can't be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        words = f"Filen {path.name} kan inte läsas: {reason(error)}. Hämta den på nytt ur programpaketet."
        raise FileFaults([words]) from error


def whole(folder: Path, name: str) -> tuple[list[dict], list[str]]:
    """The rows of one of NEEDED that say something, and a sentence if some do not or none can be read."""
    try:
        rows = rows_of(folder / f"{name}.csv")
    except FileFaults as error:
        return [], error.faults
    found = [row for row in rows if all(row.get(column) for column in NEEDED[name])]
    broken = len(rows) - len(found)
    return found, [f"Filen {name}.csv är trasig: {broken} av {len(rows)} rader är inte hela."] if broken else []


def snapshot(path: Path) -> Mapping[str, pd.DataFrame]:
    """Kpi -> its embedded values with ``series.COLUMNS``; raises FileFaults with a sentence if they can't be read."""
    try:
        table = pq.read_table(path, columns=["kpi", "municipality", "period", "gender", "value", "rounded", "read"])
    except (OSError, pa.ArrowException) as error:
        words = f"De inbäddade värdena i {path.name} kan inte läsas: {reason(error)}. Hämta filen på nytt."
        raise FileFaults([words]) from error
    columns = table.to_pandas().rename(columns={"read": "fetched"}).to_dict("series")
    # at once: types cost as much for one kpi as for all
    frame = series.frame({**columns, "source": series.SNAPSHOT})
    return {kpi: frame[start:end] for kpi, start, end in _runs(table)}


def _runs(table: pa.Table) -> Iterator[tuple[str, int, int]]:
    """Id, first row and end of each kpi in a table that is sorted by kpi."""
    runs = pa.compute.run_end_encode(table["kpi"].combine_chunks().cast(pa.string()))
    starts = [0, *runs.run_ends.to_pylist()]
    return zip(runs.values.to_pylist(), starts, starts[1:], strict=False)
