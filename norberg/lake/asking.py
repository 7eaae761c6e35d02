"""The questions of an update: which kpis go together, in which areas first, and the cells that hold the answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from norberg.catalogue.listing import REGIONS
from norberg.lake import plan
from norberg.lake.cells import Cells
from norberg.lake.lists import Lists
from norberg.lake.stage import Cell
from norberg.progress import Tell

FEW = 2  # questions that kpis without rows in the first areas may cost in the others before years are asked for instead


@dataclass(frozen=True)
class Batch:
    """Kpis that become one partition, and the names of the cells that hold their rows among others."""

    kpis: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass
class Asking:
    """Asks for all that is wanted.

    Attributes:
        cells: asks for one cell.
        lists: what is wanted.
        home: the municipality's code.
        tell: called with the series (a kpi of an area) asked for and those in all.
        sought: kpis that were asked for in a few areas in all years and in the others in the latest years only, with
            those areas and years; filled by ``batches``.
    """

    cells: Cells
    lists: Lists
    home: str
    tell: Tell
    sought: dict[str, Any] = field(default_factory=dict, init=False)
    _done: int = field(default=0, init=False)

    def batches(self) -> Iterator[Batch]:
        """Ask, batch by batch.

        Raises:
            KoladaError, LakeError: as for ``Cells.ask``.
        """
        regional = [one.id for one in self.lists.kpis if one.municipality_type == REGIONS]
        for kpis in plan.in_order(regional):
            yield Batch(kpis, tuple(self._ask(kpis, some) for some in plan.in_order(self.lists.regions)))
        first, rest = plan.split(self.lists.codes, self.home, self.lists.regions)
        where, rows = self._begun(first)
        by_year = len(rest) > FEW * plan.BATCH
        silent = [kpi for kpi in rows if by_year and not rows[kpi]]
        for kpis in plan.packed({kpi: rows[kpi] for kpi in rows if kpi not in set(silent)}):
            more = self._rest(kpis, rest, sum(rows[kpi] for kpi in kpis))
            yield Batch(kpis, (*_unique(where[kpi] for kpi in kpis), *more))
        self.sought = {"kpis": silent, "areas": first, "years": self._span()} if silent else {}
        for kpis in plan.in_order(silent):
            yield Batch(kpis, (*_unique(where[kpi] for kpi in kpis), self._years(kpis, len(rest))))

    def _begun(self, first: tuple[str, ...]) -> tuple[dict[str, str], dict[str, float]]:
        """Every other kpi in the first areas: kpi -> name of its cell, and kpi -> rows it has for one area."""
        where, rows = dict[str, str](), dict[str, float]()
        others = [one.id for one in self.lists.kpis if one.municipality_type != REGIONS]
        for kpis in plan.in_order(others):
            name = self._ask(kpis, first)
            where |= dict.fromkeys(kpis, name)
            counts = _lengths(self.cells.cell(name))
            rows |= {kpi: counts.get(kpi, 0) / len(first) for kpi in kpis}
        return where, rows

    def _rest(self, kpis: tuple[str, ...], areas: Sequence[str], rows: float) -> Iterator[str]:
        """The cells of the other areas, as many at once as fill a page, learnt from the cell before."""
        done = 0
        while done < len(areas):
            some = tuple(areas[done : done + plan.fitting(rows, len(areas) - done)])
            name = self._ask(kpis, some)
            rows, done = self.cells.cell(name).rows / len(some), done + len(some)
            yield name

    def _ask(self, kpis: tuple[str, ...], areas: tuple[str, ...]) -> str:
        name = self.cells.ask(kpis, areas)
        self._step(len(kpis) * len(areas))
        return name

    def _years(self, kpis: tuple[str, ...], areas: int) -> str:
        """The cell of all areas and the latest years, for kpis that are probably empty."""
        first, last = self._span()
        name = self.cells.ask(kpis, None, tuple(range(first, last + 1)))
        self._step(len(kpis) * areas)
        return name

    def _span(self) -> tuple[int, int]:
        last = date.fromisoformat(self.cells.stage.now[:10]).year
        return last - plan.YEARS + 1, last

    def _step(self, series: int) -> None:
        self._done += series
        total = sum(len(self.lists.areas_of(one)) for one in self.lists.kpis)
        self.tell(self._done, total, f"Hämtar hela Kolada, {self.cells.client.requests} frågor")


def _lengths(cell: Cell) -> Mapping[str, int]:
    """kpi -> its data rows in a cell."""
    keys = pa.table({name: cell.table[name].cast(pa.string()) for name in ("kpi", "municipality", "period")})
    single = keys.group_by(keys.column_names).aggregate([]).group_by("kpi").aggregate([([], "count_all")])
    return dict(zip(single["kpi"].to_pylist(), single["count_all"].to_pylist(), strict=True))


def _unique(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
