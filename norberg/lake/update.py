"""Reading all of Kolada into a new generation of the lake: asked for cell by cell, published in one step."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pyarrow as pa

from norberg.errors import LakeError
from norberg.kolada import Kolada
from norberg.lake import carrying, generation, lists, writing
from norberg.lake.asking import Asking, Batch
from norberg.lake.carrying import REFUSED, Carrying
from norberg.lake.cells import Cells
from norberg.lake.generation import Generation
from norberg.lake.lists import UNKNOWN, Lists, Wanted
from norberg.lake.partition import SCHEMA
from norberg.lake.place import Place
from norberg.lake.stage import Cell, Stage
from norberg.lake.writing import Draft
from norberg.progress import Tell


def run(client: Kolada, place: Place, stage: Stage, wanted: Wanted, tell: Tell = lambda *_: None) -> Generation:
    """Ask for everything, publish it in one step, and remove what is old.

    A kpi that could not be read, that Kolada no longer lists or that was not asked for keeps the rows that the
    generation before has of it, and is named.

    Args:
        client: the session with Kolada.
        place: the lake.
        stage: where answers wait; those of an interrupted update are used.
        wanted: what to ask for.
        tell: called with the progress.

    Returns:
        The generation.

    Raises:
        KoladaError: Kolada does not answer; nothing is published, what came stays staged.
        LakeError: the lake can't be read or written; the same.
    """
    before = generation.newest(place)
    tell(0, 1, "Läser Koladas listor")
    found = lists.read(client, wanted)
    cells = Cells(client, stage, frozenset(found.codes))
    used = client.requests
    asking = Asking(cells, found, wanted.home, tell)
    batches = list(asking.batches())
    draft = Draft(place)
    try:
        made = _published(
            draft, batches, _Book(cells, used, asking.sought), carrying.of(before, cells, found), found, tell
        )
    except BaseException:
        with suppress(LakeError):  # the first error is the one to tell
            draft.drop()
        raise
    stage.clear()
    writing.prune(place)
    return made


@dataclass
class _Book:
    """What the cells held, counted once each though several partitions are made of one."""

    cells: Cells
    lists: int
    sought: dict[str, Any]
    met: dict[str, Cell] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)

    def table(self, batch: Batch) -> tuple[pa.Table, str]:
        """The rows of a batch's kpis, and the ISO time of the oldest answer."""
        parts = {name: self.cells.cell(name) for name in batch.cells}
        self.met |= {name: replace(cell, table=SCHEMA.empty_table()) for name, cell in parts.items()}
        kpis = [kpi for kpi in batch.kpis if kpi not in self.cells.lost and kpi not in self.cells.refused]
        table = pa.concat_tables(carrying.only(cell.table, kpis) for cell in parts.values())
        table = table.unify_dictionaries()
        self.empty += sorted(set(kpis).difference(table["kpi"].unique().to_pylist()))
        return table, min(cell.read for cell in parts.values())

    def facts(self) -> dict:
        """For the manifest: questions asked, also by an interrupted update, data rows that came, kpis without any."""
        return {
            "requests": self.lists + sum(cell.requests for cell in self.met.values()),
            "answers": sum(cell.rows for cell in self.met.values()),
            "empty": sorted(self.empty),
            "sought": self.sought,
        }


def _published(
    draft: Draft, batches: Sequence[Batch], book: _Book, kept: Carrying, found: Lists, tell: Tell
) -> Generation:
    """Every batch as a partition, then what is carried over, then the manifest."""
    names = (f"p{number:04d}" for number in count())
    for done, batch in enumerate(batches):
        tell(done, len(batches), "Skriver hela Kolada")
        table, read = book.table(batch)
        if table.num_rows:
            draft.put(next(names), batch.kpis, table, read)
    for table in kept.tables():
        draft.put(next(names), table["kpi"].unique().to_pylist(), table)
    rows, codes = found.rows(), set(found.codes)
    rows["kpis"] += kept.unlisted()
    refused = [REFUSED.format(one) for one in sorted(book.cells.refused & codes)]
    said = [{"kpi": "", "reason": words} for words in (*refused, *map(UNKNOWN.format, found.unknown))]
    missing = [*kept.missing(), *said]
    source = book.cells.client.url
    return draft.publish({"source": source, **rows, **book.facts(), "missing": missing, "carried": kept.rows()})
