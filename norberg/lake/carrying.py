"""What a new generation keeps of the one before: the last good answer is never lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from norberg.errors import LakeError
from norberg.lake.cells import Cells
from norberg.lake.generation import Generation
from norberg.lake.lists import Lists
from norberg.lake.partition import MOST

UNASKED = "Frågades inte efter den här gången."
UNLISTED = "Finns inte längre i Koladas lista."
REFUSED = "Kolada avböjer frågor om {}."


@dataclass(frozen=True)
class Carrying:
    """Kpis whose rows are taken over from the generation before.

    Attributes:
        before: None where there is none.
        failed: kpi -> why it could not be read now.
        absent: kpi -> why it was not asked for.
        broken: kpi -> why it could not be taken over either; filled by ``tables``.
    """

    before: Generation | None
    failed: Mapping[str, str]
    absent: Mapping[str, str]
    broken: dict[str, str] = field(default_factory=dict)

    def tables(self) -> Iterator[pa.Table]:
        """Their rows, at most 25 kpis at a time."""
        waiting, count = list[pa.Table](), 0
        for part in self.before.partitions if self.before else ():
            if not (kpis := [kpi for kpi in part.kpis if kpi in self.failed or kpi in self.absent]):
                continue
            if count + len(kpis) > MOST:
                yield pa.concat_tables(waiting)
                waiting, count = [], 0
            if (table := self._table(part.name, kpis)) is not None:
                waiting, count = [*waiting, table], count + len(kpis)
        if waiting:
            yield pa.concat_tables(waiting)

    def rows(self) -> list[dict]:
        """What the manifest says of them, after ``tables``: kpi, read (ISO), reason, and whether it failed now."""
        before = self.before
        kept = [kpi for part in before.partitions for kpi in part.kpis] if before else []
        return [
            {"kpi": kpi, "read": before.read(kpi), "reason": why, "failed": kpi in self.failed}
            for kpi in sorted(kept)
            if before and kpi not in self.broken and (why := self.failed.get(kpi) or self.absent.get(kpi))
        ]

    def missing(self) -> list[dict]:
        """What is missing for good, after ``tables``: kpi, reason."""
        kept = {row["kpi"] for row in self.rows()}
        gone = {kpi: why for kpi, why in self.failed.items() if kpi not in kept} | self.broken
        return [{"kpi": kpi, "reason": why} for kpi, why in sorted(gone.items())]

    def unlisted(self) -> list[dict]:
        """Kolada's objects of kpis that are kept though it no longer lists them, as read last."""
        gone = {row["kpi"] for row in self.rows() if row["reason"] == UNLISTED}
        known = self.before.facts["kpis"] if self.before else []
        return [{**row, "listed": False} for row in known if row["id"] in gone]

    def _table(self, name: str, kpis: list[str]) -> pa.Table | None:
        assert self.before
        try:
            return only(self.before.table(name), kpis)
        except LakeError as error:
            self.broken.update(dict.fromkeys(kpis, str(error)))
            return None


def only(table: pa.Table, kpis: list[str]) -> pa.Table:
    """The rows of some kpis."""
    return table.filter(pc.is_in(table["kpi"].cast(pa.string()), pa.array(kpis, pa.string())))


def of(before: Generation | None, cells: Cells, lists: Lists) -> Carrying:
    """What is to be taken over, after everything was asked for.

    Args:
        before: the generation before.
        cells: knows what failed.
        lists: what Kolada lists, and what was asked for.
    """
    listed, asked = {one.id for one in lists.listed}, {one.id for one in lists.kpis}
    failed = {kpi: REFUSED.format(kpi) for kpi in cells.refused if kpi in asked} | cells.lost
    had = [kpi for part in before.partitions for kpi in part.kpis] if before else []
    absent = {kpi: UNASKED if kpi in listed else UNLISTED for kpi in had if kpi not in asked}
    return Carrying(before, failed, absent)
