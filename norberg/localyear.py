"""One own series in one year: its rows, its main values, and which of its figures are not shown."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from norberg.disclosure import Cell, agree, hidden
from norberg.localkind import LocalKind
from norberg.localrow import Doubt, Row
from norberg.localvalue import values
from norberg.series import TOO_FEW

MISSING = "saknas"  # status of a value that is not there, beside series.TOO_FEW


class Figure(NamedTuple):
    """One figure as it may be shown: a row of the frames in ``norberg.local``."""

    kpi: str
    period: int
    gender: str
    part: str
    value: float
    status: str
    remark: str
    fetched: str


@dataclass(frozen=True)
class Year:
    """One series in one year: rows by cell, the main value of each gender, and the cells that are not shown."""

    kpi: str
    period: int
    kind: LocalKind
    table: Mapping[Cell, Row]
    values: Mapping[str, float]
    secret: Collection[Cell] = ()

    def mains(self) -> Iterator[Figure]:
        """The main values."""
        for gender, value in self.values.items():
            dates = [one.source.date for one in self.table.values() if one.gender == gender]
            yield self._figure((gender, self.kind.main.casefold()), self.kind.main, value, "", max(dates))

    def parts(self) -> Iterator[Figure]:
        """The good rows."""
        for cell, one in self.table.items():
            if one.good:
                yield self._figure(cell, one.part, one.value, one.remark, one.source.date)

    def _figure(self, cell: Cell, part: str, value: float, remark: str, day: str) -> Figure:
        secret = cell in self.secret and not math.isnan(value)
        status = TOO_FEW if secret else MISSING * math.isnan(value)
        shown = (math.nan, status, "") if secret else (value, status, remark)  # a remark may repeat the figure
        return Figure(self.kpi, self.period, cell[0], part, *shown, day)

    def counts(self) -> dict[Cell, int]:
        """The numbers of persons that are there, computed totals among them."""
        main = {(gender, self.kind.main.casefold()): value for gender, value in self.values.items()}
        written = {cell: one.value for cell, one in self.table.items() if one.good}
        both = (written | main).items()
        return {cell: int(value) for cell, value in both if self.kind.counts(cell[1]) and not math.isnan(value)}

    def heads(self) -> dict[str, int]:
        """How many employees there are, by gender, where the series tells."""
        return {gender: count for (gender, part), count in self.counts().items() if part == self.kind.heads}

    def added(self) -> set[str]:
        """The parts that make the total."""
        parts = {part for _, part in self.counts()} - {self.kind.main}
        return parts if self.kind.add == () else parts.intersection(self.kind.add or ())


def years(
    rows: Iterable[Row], known: Mapping[str, LocalKind], doubts: Collection[Doubt]
) -> tuple[list[Year], list[str]]:
    """The rows by series and year with their main values, and one sentence per value that can't be told."""
    tables: dict[tuple[str, int], dict[Cell, Row]] = defaultdict(dict)
    for one in rows:
        tables[one.kpi, one.period][one.cell] = one
    found, faults = [], []
    for kpi, period in sorted(tables):
        doubted = not {Doubt(), Doubt(kpi), Doubt(kpi, period)}.isdisjoint(doubts)
        mains, lacking = values(kpi, period, known[kpi], tables, doubted)
        found.append(Year(kpi, period, known[kpi], tables[kpi, period], mains))
        faults += lacking
    return found, faults


def hide(found: Iterable[Year]) -> tuple[list[Year], list[str]]:
    """The same years with their secret cells, and one sentence per year whose numbers contradict each other."""
    people = [year for year in found if year.kind.people]
    heads = _heads(people)
    odd = [year for year in people if not agree(year.counts(), year.added())]
    what = "totalt är inte summan av kvinnor och män eller av delmåtten"
    return (
        [
            replace(year, secret=_secret(year, heads.get(year.period, {}))) if year.kind.people else year
            for year in found
        ],
        [f"{year.kpi} {year.period}: {what}." for year in odd],
    )


def _heads(people: Iterable[Year]) -> dict[int, dict[str, int]]:
    """The employees of each year as all series together tell them; none where they differ, and mean other people."""
    told: dict[int, dict[Cell, int]] = defaultdict(dict)
    differ = set()
    for year in people:
        for gender, count in year.heads().items():
            if told[year.period].setdefault((gender, ""), count) != count:
                differ.add(year.period)
    return {
        period: {gender: count for (gender, _), count in cells.items()}
        for period, cells in told.items()
        if period not in differ and agree(cells)
    }


def _secret(year: Year, heads: Mapping[str, int]) -> set[Cell]:
    kind = year.kind
    counts = year.counts() | {(gender, kind.heads): count for gender, count in heads.items() if kind.heads}
    secret = hidden(counts, year.added())
    if kind.heads in ("", kind.main):
        return secret
    few = {gender for gender in "TKM" if (gender, kind.heads) in secret or counts.get((gender, kind.heads)) == 0}
    return secret | {(gender, kind.main) for gender in few}  # a mean or share is as secret as those it stands on
