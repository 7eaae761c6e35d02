"""The store against one Parquet file with the same rows: all areas, and the default set."""

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from measure import Row, compared, in_turn, milliseconds

from norberg.entry import SCHEMA, TEXT
from norberg.store import Answered, Store

KPIS, YEARS, GENDERS = 97, range(2009, 2025), ("K", "M", "T")  # the ids of program and themes, the usual length
ALL, DEFAULT = 312, 30  # every area; Norberg, country, region, county and Norberg's groups
READ = "2026-01-15T06:00:00+00:00"
ROUNDS = 15


def run() -> list[Row]:
    """One row a size."""
    return [_sized("all areas", ALL, 1.3), _sized("default set", DEFAULT, 4)]


def _sized(name: str, areas: int, target: float) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        store, file = Store(Path(folder) / "store"), Path(folder) / "one.parquet"
        ids = [f"N{10000 + number}" for number in range(KPIS)]
        frames = {kpi: _rows(areas, number) for number, kpi in enumerate(ids)}
        store.publish([Answered(kpi, rows, sorted(set(rows["municipality"])), READ) for kpi, rows in frames.items()])
        pq.write_table(_one_table(frames), file)
        taken = in_turn(ROUNDS, store=lambda: store.table(ids), parquet=lambda: pq.read_table(file))
        count = store.table(ids).num_rows
    note = f"{count} rows; {milliseconds(taken['store'])} against {milliseconds(taken['parquet'])}"
    return compared(f"store, {name} / one Parquet file", taken["store"], taken["parquet"], target, note)


def _rows(areas: int, seed: int) -> pd.DataFrame:
    """Every cell of one kpi, with made-up values that do not compress better than real ones."""
    cells = pd.MultiIndex.from_product(
        [[f"{number:04d}" for number in range(areas)], YEARS, GENDERS], names=["municipality", "period", "gender"]
    ).to_frame(index=False)
    return cells.assign(value=np.random.default_rng(seed).normal(50, 10, len(cells)).round(6), status="")


def _one_table(frames: dict[str, pd.DataFrame]) -> pa.Table:
    """The same rows with the store's columns and types, so that both readers hand over the same."""
    parts = []
    for kpi, rows in frames.items():
        one = pa.Table.from_pandas(rows.assign(fetched=READ), preserve_index=False).cast(SCHEMA)
        parts.append(one.add_column(0, "kpi", pa.array([kpi] * len(rows)).cast(TEXT)))
    return pa.concat_tables(parts).unify_dictionaries()
