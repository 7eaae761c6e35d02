"""The ledger: what each refresh added, changed or could no longer find, one CSV file a refresh."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import pandas as pd

from norberg import series
from norberg.errors import StoreError, reason
from norberg.memory.events import Event
from norberg.store import Change

HEADER = ("kpi", "municipality", "period", "gender", "old", "new", "kind", "seen")
Kind = Literal["added", "changed", "vanished"]
TINY = 1e-9  # smaller differences are the float's, not Kolada's


def revisions(before: pd.DataFrame, after: pd.DataFrame) -> list[Change]:
    """What a reading changed against another one.

    A difference within half of the last decimal that the older value was rounded to is no change.

    Args:
        before: ``series.COLUMNS``, the older reading.
        after: ``series.COLUMNS``, the newer one, whole series of the same areas.

    Returns:
        Changes of values that are in either; nulls count as absent, a kpi that ``before`` lacks for an area is new
        altogether and not told value by value.
    """
    old, new = (frame.dropna(subset=["value"])[[*series.KEY, "value", "rounded"]] for frame in (before, after))
    both = old.merge(new.drop(columns="rounded"), on=series.KEY, how="outer", suffixes=("_old", "_new"))
    known = old[["kpi", "municipality"]].drop_duplicates().assign(known=True)
    both = both.merge(known, on=["kpi", "municipality"], how="left")
    step = 0.5 * 10.0 ** -both["rounded"].astype("float64")
    moved = (both["value_old"] - both["value_new"]).abs() > step.fillna(0) + TINY
    kinds: dict[Kind, pd.Series] = {
        "added": both["value_old"].isna() & both["known"].notna(),
        "vanished": both["value_new"].isna(),
        "changed": moved.fillna(False),
    }
    return [
        Change(row.kpi, row.municipality, row.period, row.gender, _plain(row.value_old), _plain(row.value_new), kind)
        for kind, rows in kinds.items()
        for row in both[rows].itertuples()
    ]


def _plain(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def write(folder: Path, changes: Iterable[Change | Event], seen: str) -> None:
    """Append a refresh to the ledger.

    Args:
        folder: made if it is not there.
        changes: what the refresh changed; without any, no file is written.
        seen: ISO time of the refresh, which names the file.

    Raises:
        StoreError: the folder can't be written; the figures themselves are already published.
    """
    rows = [(c.kpi, c.municipality, c.period, c.gender, c.old, c.new, c.kind, seen) for c in changes]
    if not rows:
        return
    path = folder / f"{seen.replace(':', '')}.csv"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([HEADER, *rows] if not file.tell() else rows)
    except OSError as error:
        raise StoreError(f"Ändringarna kan inte skrivas till {path}: {reason(error)}. Värdena är sparade.") from error
