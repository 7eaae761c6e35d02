"""What a scan found, kept in the lake beside the generation it is of.

``scans/<generation>/<who>-<checksum>.parquet`` holds the tests and never changes; ``<who>.json``, written last, points
to it. Two scans at once write the same bytes, or each its own file: the pointer that comes last holds, and is true.
"""

import io
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from norberg.discovery.tests import TESTS
from norberg.errors import LakeError, ScanError
from norberg.lake import generation as generations
from norberg.lake.partition import Partition, digest
from norberg.lake.place import Place
from norberg.lake.writing import SCANS
from norberg.sentences import counted

EVERY = "all"  # who a scan of all municipalities is of
GROUP = 100_000  # rows of a row group: what is in memory at once while a scan of the country is written
TEXTS = [field.name for field in TESTS if pa.types.is_dictionary(field.type)]
PLAIN = pa.schema([(field.name, pa.string() if field.name in TEXTS else field.type) for field in TESTS])
DAMAGED = "Granskningen {name} av utgåvan {generation} kan inte läsas: filen är skadad. Kör scan igen."
REMOVED = "Utgåvan {generation} av hela Kolada togs bort medan den granskades. Ingenting sparades; kör scan igen."
Unread = tuple[str, str]  # partition, a Swedish sentence with the kpis that were not scanned


@dataclass(frozen=True)
class Scanned:
    """The result of a scan.

    Attributes:
        content: the tests as Parquet.
        generation: id of what was scanned.
        only: the municipality; "" for all of them.
        unread: partitions that could not be read.
        problems: Swedish sentences on newer generations or scans that could not be used.
    """

    content: bytes
    generation: str
    only: str
    unread: tuple[Unread, ...] = ()
    problems: tuple[str, ...] = ()

    @cached_property
    def table(self) -> pa.Table:
        """``TESTS``, of ``only`` where that is one municipality."""
        chosen = [("municipality", "=", self.only)] if self.only else None
        source = io.BytesIO(self.content)
        return pq.read_table(source, read_dictionary=TEXTS, filters=chosen).cast(TESTS).unify_dictionaries()

    @property
    def rows(self) -> int:
        """How many tests the file has."""
        return pq.read_metadata(io.BytesIO(self.content)).num_rows

    @property
    def told(self) -> str:
        """What was scanned, as a sentence."""
        table = pq.read_table(io.BytesIO(self.content), columns=["kpi", "p"])
        kpis, made = pc.count_distinct(table["kpi"]).as_py(), pc.sum(pc.is_finite(table["p"])).as_py() or 0
        whose = f"kommunen {self.only}" if self.only else "landets kommuner"
        return (
            f"Granskade {counted(kpis, 'nyckeltal', 'nyckeltal')} för {whose} i utgåvan {self.generation}: "
            f"{counted(made, 'prövning', 'prövningar')} gick att göra."
        )

    @property
    def faults(self) -> list[str]:
        """What could not be read or used, a sentence each."""
        return [*self.problems, *(sentence for _, sentence in self.unread)]


class Writer:
    """Tests as Parquet, row group by row group; the same tables in the same order give the same bytes."""

    def __init__(self) -> None:
        self._sink, self._waiting, self._rows = io.BytesIO(), list[pa.Table](), 0
        self._writer = pq.ParquetWriter(self._sink, PLAIN, compression="zstd", use_dictionary=TEXTS)

    def add(self, table: pa.Table) -> None:
        """The next partition's tests."""
        self._waiting.append(table.cast(PLAIN))
        self._rows += table.num_rows
        if self._rows >= GROUP:
            self._flush()

    def content(self) -> bytes:
        """The whole file; nothing can be added any more."""
        self._flush()
        self._writer.close()
        return self._sink.getvalue()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.concat_tables(self._waiting).combine_chunks(), row_group_size=self._rows)
        self._waiting, self._rows = [], 0


def unread_words(part: Partition, why: str) -> str:
    """Why a partition was not read, and which kpis that concerns."""
    return f"{why} {len(part.kpis)} nyckeltal granskades inte: {', '.join(part.kpis)}."


def save(place: Place, found: Scanned) -> None:
    """Keep a scan in the lake, its pointer last.

    Raises:
        LakeError: it can't be written. ScanError: its generation has been removed meanwhile.
    """
    if found.generation not in generations.ids(place):
        raise ScanError(REMOVED.format(generation=found.generation))
    who, checksum = found.only or EVERY, digest(found.content)
    path = f"{SCANS}/{found.generation}/{who}-{checksum[:12]}.parquet"
    place.write(path, found.content)
    pointer = {"file": path, "sha256": checksum, "generation": found.generation, "who": who, "unread": found.unread}
    place.write(_pointer(found.generation, who), json.dumps(pointer, ensure_ascii=False, indent=1).encode())


def saved(place: Place, who: str) -> Scanned | None:
    """The scan of the newest generation that has one.

    Args:
        place: the lake.
        who: a municipality's code, or EVERY. A municipality without a scan of its own is looked up in that of all.

    Returns:
        The scan; ``problems`` names newer ones that are damaged. None where there is none.

    Raises:
        LakeError: the lake can't be read, or every scan there is is damaged.
    """
    problems = list[str]()
    for generation in generations.ids(place):
        for name in dict.fromkeys((who, EVERY)):
            try:
                if found := _read(place, generation, name, "" if who == EVERY else who):
                    return Scanned(*found, tuple(problems))
            except LakeError as error:
                problems.append(str(error))
    if problems:
        raise LakeError(" ".join(problems))
    return None


def _read(place: Place, generation: str, name: str, only: str) -> tuple[bytes, str, str, tuple[Unread, ...]] | None:
    folder = f"{SCANS}/{generation}"
    if _pointer(generation, name).removeprefix(f"{folder}/") not in place.sizes(folder):
        return None
    pointer = _parsed(place.read(_pointer(generation, name)), generation, name)
    content = place.read(f"{folder}/{name}-{pointer['sha256'][:12]}.parquet")
    if digest(content) != pointer["sha256"]:
        raise LakeError(DAMAGED.format(generation=generation, name=name))
    return content, generation, only, tuple((part, words) for part, words in pointer["unread"])


def _parsed(content: bytes, generation: str, name: str) -> dict[str, Any]:
    try:
        pointer = json.loads(content)
        if not (pointer["sha256"].isalnum() and pointer["generation"] == generation and len(pointer["unread"]) >= 0):
            raise ValueError("not a pointer of this scan")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LakeError(DAMAGED.format(generation=generation, name=name)) from error
    return pointer


def _pointer(generation: str, who: str) -> str:
    return f"{SCANS}/{generation}/{who}.json"
