"""The rules over all of Kolada: one function a partition of the lake, in one process or on a cluster (DESIGN 11)."""

from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
import pyarrow as pa

from norberg import alike, cluster, scanned
from norberg.discovery import tests
from norberg.edition import edition
from norberg.errors import LakeError, ScanError
from norberg.lake import generation as generations
from norberg.lake import place as places
from norberg.lake.generation import Generation
from norberg.lake.place import Place
from norberg.scanned import Scanned, Unread, save, saved

__all__ = ["Scanned", "partition", "run", "save", "saved"]

MUNICIPALITY = "K"  # Kolada's type of an area
EDITION, UNREAD = b"edition", b"unread"  # what the schema of a packed result carries beside its rows
NO_LAKE = "Hela Kolada är inte hämtat till {url}: kör först python -m norberg lake update."
UNLISTED = "nyckeltalet finns inte i Koladas lista"
Tell = Callable[[int, int, str], None]  # parts done, parts in all, what is being done


def partition(url: str, generation: str, name: str, only: str = "") -> pa.Table:
    """All tests of the kpis in one partition; the same arguments give the same table anywhere, at any time.

    Args:
        url: of the lake, as this machine reaches it.
        generation: id.
        name: of the partition.
        only: a municipality's code; "" for all of them.

    Returns:
        ``tests.TESTS``, by kpi, then change, level and gap, then municipality.

    Raises:
        LakeError: the partition, or the generation, can't be read.
    """
    found, similar = _known(url, generation)
    table = found.table(name)
    codes = tuple(sorted(area["id"] for area in found.areas if area["type"] == MUNICIPALITY))
    made = [_of_kpi(found, similar, kpi, part, codes, only) for kpi, part in _parts(table)]
    return pa.concat_tables(made or [tests.TESTS.empty_table()]).unify_dictionaries().combine_chunks()


@lru_cache(maxsize=1)
def _known(url: str, generation: str) -> tuple[Generation, alike.Alike]:
    """A generation and who is like whom in it; kept for the next partition, since it never changes."""
    found = generations.named(places.opened(url), generation)
    return found, alike.of(found.groups, found.areas)


def _of_kpi(
    found: Generation, similar: alike.Alike, kpi: str, part: pa.Table, codes: tuple[str, ...], only: str
) -> pa.Table:
    listed = found.catalogue.rows.get(kpi)
    if listed is None:
        return _untested(kpi, only)
    return tests.of_kpi(part, listed, codes, similar.of(listed.area), len(codes), only or None)


def _untested(kpi: str, only: str) -> pa.Table:
    """The one row of a kpi whose kind is not known."""
    empty = {pa.string(): "", pa.float64(): np.nan}
    row = {field.name: empty.get(getattr(field.type, "value_type", field.type), 0) for field in tests.TESTS}
    return pa.Table.from_pylist([{**row, "kpi": kpi, "municipality": only, "reason": UNLISTED}], tests.TESTS)


def _parts(table: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """Kpi and rows of a table that is sorted by kpi."""
    column = table["kpi"].unify_dictionaries().combine_chunks()
    codes = column.indices.to_numpy()
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]]) if len(codes) else np.empty(0, int)
    for start, end in zip(starts, [*starts[1:], len(codes)], strict=True):
        yield column.dictionary[codes[start]].as_py(), table.slice(start, end - start)


def packed(url: str, generation: str, only: str, name: str) -> bytes:
    """``partition`` as a worker answers: Arrow bytes with the worker's edition, and why where it could not be read."""
    facts = {EDITION: edition().encode()}
    try:
        table = partition(url, generation, name, only)
    except LakeError as error:
        table, facts = tests.TESTS.empty_table(), {**facts, UNREAD: str(error).encode()}
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema.with_metadata(facts)) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def run(place: Place | str, only: str = "", scheduler: str = "", progress: Tell | None = None) -> Scanned:
    """Scan the newest generation.

    Args:
        place: the lake or its address.
        only: a municipality's code; "" for all of them.
        scheduler: of a Dask cluster, as "tcp://10.0.0.5:8786"; "" for this process.
        progress: told after every partition.

    Returns:
        The tests of all partitions that could be read, in the order of the partitions, and the others by name. The
        same bytes from one process and from any cluster.

    Raises:
        LakeError: there is no generation. ScanError: the cluster can't be used, or the municipality is not known.
    """
    place = places.opened(place) if isinstance(place, str) else place
    found = generations.newest(place)
    if found is None:
        raise LakeError(NO_LAKE.format(url=place.url))
    if only and only not in {area["id"] for area in found.areas if area["type"] == MUNICIPALITY}:
        raise ScanError(f"Kommunen {only} finns inte i utgåvan {found.id} av hela Kolada.")
    names = {part.name: part for part in found.partitions}
    writer, unread = scanned.Writer(), list[Unread]()
    for done, (name, table) in enumerate(_results(found, only, scheduler), 1):
        if isinstance(table, str):
            unread.append((name, scanned.unread_words(names[name], table)))
        else:
            writer.add(table)
        if progress:
            progress(done, len(names), "granskar")
    return Scanned(writer.content(), found.id, only, tuple(unread), found.problems)


def _results(found: Generation, only: str, scheduler: str) -> Iterator[tuple[str, pa.Table | str]]:
    """Every partition's name with its tests, or with the sentence why it could not be read."""
    place, names = found.place, [part.name for part in found.partitions]
    url = place.url if "://" in place.url else place.root  # a worker's working folder is another
    if not scheduler:
        for name in names:
            yield name, _tried(url, found.id, name, only)
        return
    for name, answer in cluster.results(scheduler, packed, (url, found.id, only), names):
        yield name, answer if isinstance(answer, str) else _unpacked(answer)


def _tried(url: str, generation: str, name: str, only: str) -> pa.Table | str:
    try:
        return partition(url, generation, name, only)
    except LakeError as error:
        return str(error)


def _unpacked(answer: bytes) -> pa.Table | str:
    table = pa.ipc.open_stream(answer).read_all()
    facts = table.schema.metadata or {}
    if facts.get(EDITION) != edition().encode():
        raise ScanError(
            "En arbetare har en annan version av appen, numpy, scipy eller pyarrow än den här datorn. "
            "Installera samma på alla. Ingenting sparades."
        )
    return facts[UNREAD].decode() if UNREAD in facts else table.replace_schema_metadata(None)
