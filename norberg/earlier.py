"""What the app had read on an earlier day: today's series with the ledger's later changes taken back.

The ledger tells each value that was added, changed or vanished since a series was first read, and when that was. Of
readings before the ledger told of first ones, nothing is known; that is said, not guessed.
"""

from collections.abc import Collection
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv

from norberg import series
from norberg.errors import reason
from norberg.history import TYPES
from norberg.ledger import HEADER
from norberg.source import Source

THEN, SINCE, UNKNOWN = "then", "since", "unknown"  # whether a value was there on the day


def later(ledger: Path, kpis: Collection[str], day: str) -> tuple[pd.DataFrame, list[str]]:
    """What refreshes changed after a day, in all areas.

    Args:
        ledger: the folder where each refresh has left a file; it need not be there.
        kpis: ids.
        day: ISO date.

    Returns:
        A frame with the columns ``ledger.HEADER``, oldest refresh first, and a sentence for each file that can't be
        read.
    """
    parts, faults = [pa.schema(list(TYPES.items())).empty_table()], list[str]()
    for path in sorted(ledger.glob("*.csv")) if ledger.is_dir() else []:
        if path.name[:10] > day:  # the file is named by the time of its refresh
            try:
                parts.append(_file(path, kpis))
            except (OSError, pa.ArrowException) as error:
                faults.append(f"Ändringslistan {path.name} kan inte läsas: {reason(error)}.")
    return pa.concat_tables(parts).to_pandas(), faults


def _file(path: Path, kpis: Collection[str]) -> pa.Table:
    options = csv.ConvertOptions(column_types=TYPES, include_columns=list(HEADER))
    with path.open("rb") as file:  # arrow says in English why a folder can't be read
        whole = csv.read_csv(file, convert_options=options)
    return whole.filter(pc.is_in(whole["kpi"], pa.array(sorted(kpis), pa.string())))


class Earlier(Source):
    """The figures as they were on a day, as far as the ledger tells.

    Args:
        now: today's figures; not made-up ones, which have no history.
        day: ISO date.
        changes: as ``later`` gives them.
        new: kpis and areas that were read for the first time after that day: nothing of them was there.
    """

    def __init__(
        self, now: Source, day: str, changes: pd.DataFrame, new: Collection[tuple[str, str]] = frozenset()
    ) -> None:
        vars(self).update(vars(now))
        self._now, self.day, self.changes = now, day, changes
        self._new: dict[str, set[str]] = {}
        for kpi, area in new:
            self._new.setdefault(kpi, set()).add(area)
        self._frames: dict[str | tuple[str, ...], pd.DataFrame] = {}
        first = changes.drop_duplicates(series.KEY)  # before the first of several changes is how it was
        self._undone = dict(iter(first.groupby("kpi")))

    def kpi(self, kpi: str) -> pd.DataFrame:
        """All areas of one kpi as they were: a frame with ``series.COLUMNS``, read-only by contract."""
        if kpi not in self._undone and kpi not in self._new:
            return self._now.kpi(kpi)
        if kpi not in self._frames:
            now = self._now.kpi(kpi)
            there = now[~now["municipality"].isin(self._new.get(kpi, ()))].reset_index(drop=True)
            self._frames[kpi] = _undo(there, self._undone[kpi]) if kpi in self._undone else there
        return self._frames[kpi]

    def was(self, kpi: str, area: str, period: int, gender: str = "T") -> str:
        """Whether a value of today was there on the day.

        Args:
            kpi: its id.
            area: its area.
            period: its year.
            gender: T, K or M.

        Returns:
            THEN, SINCE, or UNKNOWN where the series was read later and nothing tells since when.
        """
        if period > int(self.day[:4]) or _has(self._undone.get(kpi), area, period, gender):
            return SINCE
        if area in self._new.get(kpi, ()):
            return SINCE
        now = _rows(self._now.kpi(kpi), area, period, gender)
        embedded = self._embedded_series(kpi)
        readings = [*now["fetched"], *([] if embedded is None else _rows(embedded, area, period, gender)["fetched"])]
        return THEN if any(_by(one, self.day) for one in readings) else UNKNOWN


def _by(reading: str, day: str) -> bool:
    """Whether a reading surely lies on a day or before; of a lone year the day is unknown."""
    return reading[:10] <= day if len(reading) >= len(day) else reading < day[: len(reading)]


def _rows(frame: pd.DataFrame, area: str, period: int, gender: str) -> pd.DataFrame:
    same = (frame["municipality"] == area) & (frame["period"] == period) & (frame["gender"] == gender)
    return frame[same & frame["value"].notna()]


def _has(changes: pd.DataFrame | None, area: str, period: int, gender: str) -> bool:
    if changes is None:
        return False
    added = changes[changes["kind"] == "added"]
    return bool(((added["municipality"] == area) & (added["period"] == period) & (added["gender"] == gender)).any())


def _undo(frame: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """The values before the changes; one that came with them is missing again."""
    before = changes[[*series.KEY, "old"]].astype({"period": "int16", "kpi": "str", "municipality": "str"})
    both = frame.merge(before.astype({"gender": "str"}), on=series.KEY, how="left", indicator="touched")
    value = both["value"].where(both.pop("touched") == "left_only", both["old"])
    return series.frame(both.drop(columns="old").assign(value=value).to_dict("series"))
