"""The municipality's own series: read from its files, summed where they are whole, few persons hidden.

``data/local/instruktion.md`` describes the format to those who fill it in.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from norberg import series
from norberg.errors import FileFaults, reason
from norberg.localfile import HEADER, Source, lines, paths
from norberg.localkind import KINDS, LocalKind
from norberg.localrow import Doubt, Row, row
from norberg.localvalue import WORDS
from norberg.localyear import MISSING, Figure, hide, years
from norberg.sheet import fault

__all__ = ["HEADER", "KINDS", "MISSING", "LocalFile", "LocalKind", "LocalSeries", "read"]


@dataclass(frozen=True)
class LocalFile:
    """A file that was read: its name, the day it was last changed (ISO), and how many of its rows are used."""

    name: str
    date: str
    rows: int


@dataclass(frozen=True)
class LocalSeries:
    """What the files say.

    Args:
        frame: main values, series.COLUMNS; where the value is NaN, status is "för få" or "saknas".
        parts: every good row as given: series.COLUMNS, part (delmått, or a month as 2026-03) and remark (anmärkning);
            the same are hidden, their remarks too.
        faults: one Swedish sentence each.
        files: those that were read.
    """

    frame: pd.DataFrame
    parts: pd.DataFrame
    faults: list[str]
    files: list[LocalFile]


@dataclass
class _Found:
    rows: list[Row] = field(default_factory=list)
    doubts: set[Doubt] = field(default_factory=set)
    sources: list[Source] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read(folder: Path, known: Mapping[str, LocalKind], municipality: str, today: date | None = None) -> LocalSeries:
    """Read every CSV and XLSX file of a folder.

    Args:
        folder: where the municipality's files lie; it need not exist.
        known: the series that are asked for, by LOK_ id.
        municipality: the code the figures belong to.
        today: periods after it are faults; None = the day it is.

    Returns:
        The series; nothing is raised, what can't be read is one of the faults.
    """
    found = _found(folder, known, today or date.today())
    each, faults = years(_single(found), known, found.doubts)
    each, contradictions = hide(each)
    found.faults += [*faults, *contradictions]
    used = Counter(one.source.name for year in each for one in year.table.values() if one.good)
    return LocalSeries(
        _frame([figure for year in each for figure in year.mains()], municipality)[list(series.COLUMNS)],
        _frame([figure for year in each for figure in year.parts()], municipality),
        found.faults,
        [LocalFile(source.name, source.date, used[source.name]) for source in found.sources],
    )


def _found(folder: Path, known: Mapping[str, LocalKind], today: date) -> _Found:
    found = _Found()
    try:
        files, found.faults = paths(folder)
    except OSError as error:
        files, found.faults = [], [fault(folder.name, f"mappen kan inte läsas ({reason(error)})")]
    for path in files:
        try:
            _take(found, path, known, today)
        except FileFaults as refused:
            found.doubts.add(Doubt())
            found.faults += refused.faults
    return found


def _take(found: _Found, path: Path, known: Mapping[str, LocalKind], today: date) -> None:
    source, listed, faults = lines(path)
    found.sources.append(source)
    found.faults += faults
    for line in listed:
        one, doubt, complaints = row(line, source, known, today)
        found.rows += [one] if one else []
        found.doubts |= {doubt} if doubt else set()
        found.faults += complaints


def _single(found: _Found) -> list[Row]:
    """One row per key; of keys that are met twice, one that says nothing but that it is there."""
    met: dict[tuple[str, int, tuple[str, str]], list[Row]] = defaultdict(list)
    for one in found.rows:
        met[one.kpi, one.period, one.cell].append(one)
    for one, *others in met.values():
        if others:
            what = f"{one.kpi} {one.period}{WORDS[one.gender]}, {one.part} finns flera gånger"
            places = " och ".join(same.where for same in (one, *others))
            found.faults.append(fault(places, f"{what}; ingen av raderna används"))
    return [one if not others else replace(one, value=math.nan, good=False) for one, *others in met.values()]


def _frame(figures: Iterable[Figure], municipality: str) -> pd.DataFrame:
    table = pd.DataFrame(figures, columns=Figure._fields)
    plain = series.frame(dict(table.items())).assign(municipality=municipality, source=series.LOCAL)
    words = table[["part", "remark"]].astype("str")
    return plain.join(words).sort_values([*series.KEY, "part"], ignore_index=True)
