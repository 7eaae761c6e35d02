"""One file of the lake: at most 25 kpis, a row group each, every page with a checksum of its own."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

MOST = 25  # kpis: what one question to Kolada may hold, and what fits in memory for the whole country
TEXT = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    {
        "kpi": TEXT,
        "municipality": TEXT,  # code; groups are not kept, they can be computed
        "period": pa.int16(),  # calendar year
        "gender": TEXT,  # T, K or M
        "value": pa.float64(),  # null where Kolada answered null
        "status": TEXT,  # Kolada's opaque label, "" as a rule
    }
)
COLUMNS = ("kpi", "municipality", "period", "gender")  # what a row is about, and what rows are sorted by
TEXTS = ("kpi", "municipality", "gender")


@dataclass(frozen=True)
class Partition:
    """What the manifest says of a file.

    Attributes:
        name: "p0000", of the file without its ending.
        kpis: those with rows, sorted: the row groups in their order.
        rows: of the table, one per kpi, area, year and gender.
        bytes: size of the file.
        sha256: of the file, hexadecimal.
        read: ISO time of the oldest answer in it; "" where that is the time of publication.
    """

    name: str
    kpis: tuple[str, ...]
    rows: int
    bytes: int
    sha256: str
    read: str = ""


def encoded(name: str, table: pa.Table, read: str = "") -> tuple[Partition, bytes]:
    """A table as a file.

    Args:
        name: of the partition.
        table: columns of SCHEMA, in any order of rows.
        read: as for Partition.

    Returns:
        What the manifest is to say of it, and the file.

    Raises:
        ValueError: more than MOST kpis, or no rows.
    """
    if not table.num_rows:
        raise ValueError(f"{name} has no rows")
    table = _sorted(table.select(SCHEMA.names))
    starts = _starts(table["kpi"].combine_chunks().indices)
    kpis = tuple(table["kpi"].take(pa.array(starts)).to_pylist())
    if len(kpis) > MOST:
        raise ValueError(f"{name} has {len(kpis)} kpis")
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, SCHEMA, compression="zstd", write_page_checksum=True) as writer:
        for start, end in zip(starts, [*starts[1:], table.num_rows], strict=True):
            writer.write_table(table.slice(start, end - start), row_group_size=end - start)
    content = sink.getvalue()
    return Partition(name, kpis, table.num_rows, len(content), digest(content), read), content


def _sorted(table: pa.Table) -> pa.Table:
    """The rows in their order, texts as codes in alphabetical order, so that equal rows make equal files."""
    coded = pa.table([_coded(table[field.name], field.type) for field in SCHEMA], schema=SCHEMA)
    codes = pa.table({name: coded[name].chunk(0).indices if name in TEXTS else coded[name] for name in COLUMNS})
    return coded.take(pc.sort_indices(codes, [(name, "ascending") for name in COLUMNS]))


def _coded(column: pa.ChunkedArray, kind: pa.DataType) -> pa.Array:
    if kind != TEXT:
        return column.cast(kind).combine_chunks()
    words = column.cast(pa.string()).combine_chunks()
    known = pc.unique(words).sort()
    return pa.DictionaryArray.from_arrays(pc.index_in(words, known), known)


def _starts(codes: pa.Array) -> list[int]:
    """Where each kpi begins in a sorted column."""
    numbers = codes.to_numpy()
    return [0, *((numbers[1:] != numbers[:-1]).nonzero()[0] + 1).tolist()]


def digest(content: bytes) -> str:
    """The checksum that manifests hold."""
    return hashlib.sha256(content).hexdigest()


def decoded(source: BinaryIO | pa.NativeFile, groups: Sequence[int] | None = None) -> pa.Table:
    """The table of a file, or of some of its row groups; checksums of the pages that are read are verified.

    Raises:
        ValueError: another schema. OSError, pa.ArrowException: no Parquet, or damaged.
    """
    with pq.ParquetFile(source, page_checksum_verification=True) as file:
        if not file.schema_arrow.equals(SCHEMA):
            raise ValueError("another schema")
        return file.read() if groups is None else file.read_row_groups(list(groups))
