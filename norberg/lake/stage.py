"""Answers of an update under way, a file a cell, so that an interrupted one goes on where it stopped."""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

import pyarrow as pa
import pyarrow.parquet as pq

from norberg.errors import LakeError
from norberg.lake.generation import FAULTS
from norberg.lake.partition import SCHEMA, decoded
from norberg.lake.place import Place

FRESH = timedelta(days=2)  # older answers are asked for again: a generation is to be of one time
ABOUT = b"about"


@dataclass(frozen=True)
class Cell:
    """An answer.

    Attributes:
        table: ``partition.SCHEMA``.
        read: ISO time.
        rows: data rows, one per kpi, area and year.
        requests: it took.
        refused: ids that Kolada refuses.
        lost: kpi -> why it could not be read, in Swedish.
    """

    table: pa.Table
    read: str
    rows: int
    requests: int
    refused: Sequence[str] = ()
    lost: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether all that was asked for was answered."""
        return not self.refused and not self.lost


@dataclass(frozen=True)
class Stage:
    """The folder of staged cells; every method raises LakeError when it can't be read or written.

    Attributes:
        place: a folder of this machine.
        now: ISO time of the update.
    """

    place: Place
    now: str

    def put(self, name: str, cell: Cell) -> None:
        """Keep a cell."""
        about = {key: value for key, value in asdict(cell).items() if key != "table"}
        sink = io.BytesIO()
        table = cell.table.replace_schema_metadata({ABOUT: json.dumps(about)})
        pq.write_table(table, sink, compression="zstd", write_page_checksum=True)
        self.place.write(f"{name}.parquet", sink.getvalue())

    def get(self, name: str) -> Cell | None:
        """A staged cell; None where it is not there, damaged or too old."""
        with suppress(LakeError, KeyError, TypeError, *FAULTS):
            content = self.place.read(f"{name}.parquet")
            table = decoded(io.BytesIO(content))
            about = json.loads((table.schema.metadata or {})[ABOUT])
            cell = Cell(table=table.replace_schema_metadata(None), **about)
            if datetime.fromisoformat(self.now) - datetime.fromisoformat(cell.read) < FRESH:
                return cell
        return None

    def clear(self) -> None:
        """Forget all cells."""
        for name in self.place.sizes(""):
            self.place.remove(name)


def name_of(*asked: Sequence[object]) -> str:
    """A file's name for what was asked."""
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:32]


def table_of(rows: Sequence[Mapping]) -> pa.Table:
    """Kolada's data rows as ``partition.SCHEMA``, one row per gender."""
    flat = [(row, one) for row in rows for one in row["values"]]
    columns = {name: [row[name] for row, _ in flat] for name in ("kpi", "municipality", "period")}
    columns |= {name: [one[name] for _, one in flat] for name in ("gender", "value", "status")}
    return pa.table({one.name: pa.array(columns[one.name], one.type) for one in SCHEMA}, schema=SCHEMA)
