"""The ledger as a whole, refresh by refresh: what happened to figures, titles, flags and groups."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from norberg import exports
from norberg.errors import NorbergError, reason
from norberg.history import FILES, TYPES
from norberg.ledger import HEADER
from norberg.occasion import is_day
from norberg.selection import LONGEST_SHOWN

FIRST = "first"
CHUNK = 20_000  # rows that are written at once


@dataclass(frozen=True)
class Seen:
    """A row that is no figure: of a kpi, a group or a first reading."""

    kpi: str
    municipality: str
    old: str
    new: str
    kind: str
    seen: str


@dataclass(frozen=True)
class Refresh:
    """One refresh.

    Attributes:
        seen: ISO time.
        counts: kind -> how many figures of all areas.
        own: the rows of the own areas, columns ``ledger.HEADER``.
        identity: what happened to ids and groups, first readings left out.
        first: how many kpis and areas were read for the first time.
    """

    seen: str
    counts: dict[str, int]
    own: pd.DataFrame
    identity: tuple[Seen, ...]
    first: int


def refreshes(ledger: Path, areas: Collection[str], since: str = "") -> tuple[tuple[Refresh, ...], list[str]]:
    """Every refresh that changed something, newest first, and a sentence for each file that can't be read.

    Args:
        ledger: the folder where each refresh has left its files; it need not be there.
        areas: codes of the own areas.
        since: ISO date; refreshes of earlier days are left out.
    """
    faults, values, others = list[str](), dict[str, tuple[dict[str, int], pd.DataFrame]](), dict[str, list[Seen]]()
    for path in _paths(ledger, since):
        try:
            counts, own, seen = _values(path, path.stat().st_mtime_ns, tuple(sorted(areas)))
            values[seen] = (counts, own)
        except (OSError, pa.ArrowException) as error:
            faults.append(f"Ändringslistan {path.name} kan inte läsas: {reason(error)}.")
    for one in _identity(ledger, since, faults):
        others.setdefault(one.seen, []).append(one)
    nothing = pa.schema(list(TYPES.items())).empty_table().to_pandas()
    found = []
    for seen in sorted({*values, *others}, reverse=True):
        counts, own = values.get(seen, ({}, nothing))
        told = others.get(seen, [])
        first = sum(one.kind == FIRST for one in told)
        found.append(Refresh(seen, counts, own, tuple(one for one in told if one.kind != FIRST), first))
    return tuple(found), faults


def identity(ledger: Path, kpis: Collection[str]) -> tuple[tuple[Seen, ...], list[str]]:
    """What happened to some ids, oldest first, and a sentence for each file that can't be read."""
    faults = list[str]()
    return tuple(one for one in _identity(ledger, "", faults) if one.kpi in kpis), faults


def text(ledger: Path, since: str = "") -> Iterator[str]:
    """The whole ledger for machines, oldest first, in pieces: comma, decimal point, columns ``ledger.HEADER``.

    A title that a spreadsheet would run as a formula gets an apostrophe.

    Raises:
        OSError, ArrowException: a file can't be read.
    """
    yield _written([HEADER])
    both = sorted([*_paths(ledger, since), *_paths(ledger / "identity", since)], key=lambda path: (path.name, path))
    for path in both:
        whole = _strings(path)
        for at in range(0, whole.num_rows, CHUNK):
            yield _written(
                [exports.harmless(cell) for cell in row.values()] for row in whole.slice(at, CHUNK).to_pylist()
            )


def save(file: Path, ledger: Path, since: str = "") -> int:
    """Write the whole ledger for machines.

    Args:
        file: where to.
        ledger: its folder.
        since: ISO date, "" for all of it.

    Returns:
        The number of rows.

    Raises:
        NorbergError: the day is none, a part of the ledger can't be read, or the file can't be written.
    """
    if since and not is_day(since):
        raise NorbergError(f"”{since[:LONGEST_SHOWN]}” är inget datum som går att använda: skriv datum som 2026-01-31.")
    try:
        found = list(text(ledger, since))
    except (OSError, pa.ArrowException) as error:
        raise NorbergError(f"Ändringslistan kan inte läsas: {reason(error)}.") from error
    exports.save(file, "".join(found))
    return sum(one.count("\n") for one in found) - 1


def _paths(folder: Path, since: str) -> list[Path]:
    """The files of a folder from a day on: a file is named by the time of its refresh."""
    return [path for path in sorted(folder.glob("*.csv")) if path.name[:10] >= since] if folder.is_dir() else []


def _identity(ledger: Path, since: str, faults: list[str]) -> list[Seen]:
    found = list[Seen]()
    for path in _paths(ledger / "identity", since):
        try:
            found += _events(path, path.stat().st_mtime_ns)
        except (OSError, pa.ArrowException) as error:
            faults.append(f"Ändringslistan identity/{path.name} kan inte läsas: {reason(error)}.")
    return found


@lru_cache(FILES)
def _events(path: Path, changed: int) -> tuple[Seen, ...]:
    names = ("kpi", "municipality", "old", "new", "kind", "seen")
    return tuple(Seen(**{name: row[name] for name in names}) for row in _strings(path).to_pylist())


@lru_cache(FILES)
def _values(path: Path, changed: int, areas: tuple[str, ...]) -> tuple[dict[str, int], pd.DataFrame, str]:
    options = pacsv.ConvertOptions(column_types=TYPES, include_columns=list(HEADER))
    with path.open("rb") as file:  # arrow says in English why a folder can't be read
        whole = pacsv.read_csv(file, convert_options=options)
    counts = Counter({one["values"]: one["counts"] for one in pc.value_counts(whole["kind"]).to_pylist()})
    own = whole.filter(pc.is_in(whole["municipality"], pa.array(areas, pa.string())))
    return dict(counts), own.to_pandas(), whole["seen"][0].as_py() if whole.num_rows else path.stem


def _strings(path: Path) -> pa.Table:
    """A file with every cell as it is written."""
    types = dict.fromkeys(HEADER, pa.string())
    options = pacsv.ConvertOptions(column_types=types, include_columns=list(HEADER), strings_can_be_null=False)
    with path.open("rb") as file:  # arrow says in English why a folder can't be read
        return pacsv.read_csv(file, convert_options=options, parse_options=pacsv.ParseOptions(newlines_in_values=True))


def _written(rows: Iterable[Sequence[object]]) -> str:
    sink = io.StringIO(newline="")
    csv.writer(sink, lineterminator="\n").writerows(rows)
    return sink.getvalue()
