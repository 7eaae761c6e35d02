"""One kpi's last good answers as a table, and how a new answer is merged into it.

The rule: a newer row replaces an older one, and nothing else ever removes a row.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
import pyarrow as pa

from norberg.database import Damaged

TEXT = pa.dictionary(pa.int16(), pa.string())
SCHEMA = pa.schema(
    {
        "municipality": TEXT,
        "period": pa.int16(),
        "gender": pa.dictionary(pa.int8(), pa.string()),
        "value": pa.float64(),  # null where Kolada answered null
        "status": TEXT,
        "fetched": TEXT,  # ISO time of the newest answer that held the row
    }
)
CELL = ["municipality", "period", "gender"]


@dataclass(frozen=True)
class Entry:
    """What is known of one kpi.

    Args:
        table: columns and types of SCHEMA, sorted by area, period and gender.
        asked: area -> ISO time of Kolada's last answer for it, empty answers included.
        complete: area -> ISO time of the last answer that held the whole series. A row with an older ``fetched`` was
            not in it: Kolada no longer has the value, which is kept.
        fetched: ISO time of the newest answer.
    """

    table: pa.Table = field(default_factory=SCHEMA.empty_table)
    asked: Mapping[str, str] = field(default_factory=dict)
    complete: Mapping[str, str] = field(default_factory=dict)
    fetched: str = ""


@dataclass(frozen=True)
class Answered:
    """One answer of Kolada for one kpi.

    Args:
        kpi: its id.
        rows: at least the columns CELL, value and status; NaN where Kolada answered null.
        asked: the areas asked for.
        fetched: ISO time in UTC, since times are compared as text.
        partial: only what changed since a date was asked for, so that an absent row says nothing.
    """

    kpi: str
    rows: pd.DataFrame
    asked: Sequence[str]
    fetched: str
    partial: bool = False


@dataclass(frozen=True)
class Change:
    """A figure that a publication added or changed, or that Kolada no longer has (it is kept); None is no value."""

    kpi: str
    municipality: str
    period: int
    gender: str
    old: float | None
    new: float | None
    kind: Literal["added", "changed", "vanished"]


def encoded(entry: Entry) -> bytes:
    """The entry as an Arrow stream; uncompressed, since a third of the reading time went to lz4 and two to zstd."""
    about = json.dumps({"asked": entry.asked, "complete": entry.complete, "fetched": entry.fetched})
    schema = SCHEMA.with_metadata({"entry": about})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_table(entry.table.cast(schema))
    return sink.getvalue().to_pybytes()


def decoded(key: str, payload: memoryview) -> Entry:
    """The entry back; raises Damaged when the bytes, though sealed, are no such entry."""
    table = decoded_table(key, payload)
    try:
        about = json.loads(table.schema.metadata[b"entry"])
        return Entry(table.replace_schema_metadata(None), **about)
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(key) from error


def decoded_table(key: str, payload: memoryview) -> pa.Table:
    """Only the table of the entry, which is half the work when many are read; raises Damaged like ``decoded``."""
    try:
        table = pa.ipc.open_stream(pa.py_buffer(payload)).read_all()
    except (pa.ArrowException, OSError) as error:
        raise Damaged(key) from error
    if table.schema != SCHEMA or not table.schema.metadata:
        raise Damaged(key)
    return table


def merged(entry: Entry, answer: Answered) -> tuple[Entry, list[Change]]:
    """The entry with the answer in it, and what changed for areas that had been asked before."""
    both = _side_by_side(entry, answer)
    changes = _changes(both, entry, answer)
    kept = (both["side"] == "left_only") | (both["fetched_old"] > answer.fetched)
    for column in ("value", "status", "fetched"):
        both[column] = both[f"{column}_old"].where(kept, both[column])
    table = pa.Table.from_pandas(both[SCHEMA.names], preserve_index=False).cast(SCHEMA)
    complete = {} if answer.partial else _times(entry.complete, answer)
    fetched = max(entry.fetched, answer.fetched)
    return Entry(
        table, {**entry.asked, **_times(entry.asked, answer)}, {**entry.complete, **complete}, fetched
    ), changes


def _times(known: Mapping[str, str], answer: Answered) -> dict[str, str]:
    return {area: max(known.get(area, ""), answer.fetched) for area in answer.asked}


def _side_by_side(entry: Entry, answer: Answered) -> pd.DataFrame:
    """One row for each cell of CELL in either; the entry's columns end in _old, and ``side`` says who has the row."""
    if "kpi" in answer.rows and set(answer.rows["kpi"]) - {answer.kpi}:
        raise ValueError(f"rows of another kpi in the answer for {answer.kpi}")
    text = dict.fromkeys(["municipality", "gender", "status"], "str")
    old = entry.table.to_pandas().astype(text | {"fetched": "str"})
    new = answer.rows[[*CELL, "value", "status"]].astype(text | {"period": "int16", "value": "float64"})
    new = new.drop_duplicates(CELL, keep="last").assign(fetched=answer.fetched)
    return old.merge(new, on=CELL, how="outer", suffixes=("_old", ""), indicator="side")


def _changes(both: pd.DataFrame, entry: Entry, answer: Answered) -> list[Change]:
    had, has, area = both["value_old"].notna(), both["value"].notna(), both["municipality"]
    newer = ~(both["fetched_old"] > answer.fetched)
    known_gone = both["fetched_old"] < area.map(entry.complete).astype("str")
    kinds = {
        "added": (both["side"] == "right_only") & has & area.isin(list(entry.asked)),
        "changed": (both["side"] == "both") & newer & (had | has) & (both["value_old"] != both["value"]),
        "vanished": (both["side"] == "left_only") & newer & had & ~known_gone & area.isin([*answer.asked]),
    }
    if answer.partial:
        del kinds["vanished"]
    both = both.assign(kind=np.select(list(kinds.values()), list(kinds), ""))
    columns = [*CELL, "value_old", "value", "kind"]
    return [
        Change(answer.kpi, place, int(period), gender, _number(old), _number(new), kind)
        for place, period, gender, old, new, kind in both.loc[both["kind"] != "", columns].itertuples(index=False)
    ]


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
