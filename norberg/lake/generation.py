"""Reading the lake: the newest generation, its manifest, and the tables in it."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd
import pyarrow as pa

from norberg import series
from norberg.catalogue import listing
from norberg.catalogue.listing import Catalogue
from norberg.errors import LakeError
from norberg.lake import manifest, partition
from norberg.lake.partition import Partition
from norberg.lake.place import Place

MANIFESTS, FILES = "manifests", "generations"
ENDING = ".json"
FAULTS = (OSError, ValueError, IndexError, pa.ArrowException)  # what damaged Parquet raises


@dataclass(frozen=True)
class Generation:
    """One reading of all of Kolada; its files never change.

    Attributes:
        place: where it lies.
        facts: the manifest without its partitions.
        partitions: its files.
        problems: Swedish sentences on newer manifests that could not be used.
    """

    place: Place
    facts: Mapping[str, Any] = field(repr=False)
    partitions: tuple[Partition, ...] = field(repr=False)
    problems: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Sortable: the UTC time it was begun, and a random part."""
        return self.facts["generation"]

    @property
    def published(self) -> str:
        """ISO time of the publication."""
        return self.facts["published"]

    @property
    def areas(self) -> list[dict]:
        """Municipalities, regions and the country: id, title, type."""
        return self.facts["areas"]

    @property
    def groups(self) -> list[dict]:
        """Kolada's groups: id, title, members (codes)."""
        return self.facts["groups"]

    @property
    def missing(self) -> list[dict]:
        """What was asked for and did not come: kpi, reason (a Swedish sentence)."""
        return self.facts["missing"]

    @property
    def carried(self) -> list[dict]:
        """What could not be read this time and is of an earlier reading: kpi, read (ISO), reason."""
        return self.facts["carried"]

    @property
    def empty(self) -> list[str]:
        """Kpis that Kolada answered without a single row."""
        return self.facts["empty"]

    @cached_property
    def catalogue(self) -> Catalogue:
        """Kolada's list of kpis as read then."""
        return Catalogue({}, self.published) if not self.facts["kpis"] else _listed(self.facts["kpis"], self.published)

    def path(self, name: str) -> str:
        """Where a partition's file lies in the place."""
        return f"{FILES}/{self.id}/{name}.parquet"

    def table(self, name: str) -> pa.Table:
        """A whole partition, its checksum verified.

        Args:
            name: of the partition.

        Returns:
            ``partition.SCHEMA``, sorted by kpi, municipality, period and gender.

        Raises:
            LakeError: it is missing, damaged or no Parquet; names the partition.
        """
        part = next((one for one in self.partitions if one.name == name), None)
        if part is None:
            raise LakeError(f"Utgåvan {self.id} av hela Kolada har ingen del {name}.")
        return self._decoded(part)

    def kpi(self, kpi: str) -> pd.DataFrame:
        """One kpi: its partition's checksum is verified, and only its row group decoded.

        Args:
            kpi: id.

        Returns:
            ``series.COLUMNS`` with all areas, sorted; without rows where the generation has none of it (``empty``,
            ``missing`` or ``catalogue`` say why).

        Raises:
            LakeError: its partition is missing, damaged or no Parquet; names it.
        """
        part, number = self._where.get(kpi, (None, 0))
        if part is None:
            return series.frame()
        table = self._decoded(part, [number])
        columns = {name: table[name].to_pandas() for name in table.column_names}
        return series.frame({**columns, "source": series.KOLADA, "fetched": self.read(kpi)})

    def read(self, kpi: str) -> str:
        """ISO time at which a kpi was read: of the publication, or earlier where the reading took long or failed."""
        part, _ = self._where.get(kpi, (None, 0))
        return self._carried.get(kpi) or (part.read if part else "") or self.published

    def _decoded(self, part: Partition, groups: Sequence[int] | None = None) -> pa.Table:
        content = self.place.read(self.path(part.name))
        damaged = f"Del {part.name} av utgåvan {self.id} av hela Kolada kan inte läsas: filen är skadad."
        if partition.digest(content) != part.sha256:
            raise LakeError(damaged)
        try:
            return partition.decoded(io.BytesIO(content), groups)
        except FAULTS as error:
            raise LakeError(damaged) from error

    @cached_property
    def _where(self) -> dict[str, tuple[Partition, int]]:
        return {kpi: (part, number) for part in self.partitions for number, kpi in enumerate(part.kpis)}

    @cached_property
    def _carried(self) -> dict[str, str]:
        return {row["kpi"]: row["read"] for row in self.carried}


def _listed(rows: list[dict], published: str) -> Catalogue:
    found = listing.of((rows, published))
    assert found is not None
    return found


def named(place: Place, generation: str) -> Generation:
    """The generation with this id.

    Raises:
        LakeError: there is none, or its manifest is broken.
    """
    if not manifest.NAME.fullmatch(generation):
        raise LakeError(f"”{generation}” är ingen utgåva av hela Kolada.")
    content = place.read(f"{MANIFESTS}/{generation}{ENDING}")
    try:
        return Generation(place, *manifest.parsed(content, generation))
    except manifest.Broken as error:
        raise LakeError(f"Utgåvan {generation} av hela Kolada kan inte användas: {error}.") from error


def ids(place: Place) -> list[str]:
    """The ids of all that has a manifest, newest first; raises LakeError where the place can't be read."""
    names = [one.removesuffix(ENDING) for one in place.sizes(MANIFESTS) if one.endswith(ENDING)]
    return [one for one in reversed(names) if manifest.NAME.fullmatch(one)]


def newest(place: Place) -> Generation | None:
    """The newest generation with a sound manifest, None without any; broken ones are named in its ``problems``.

    Raises:
        LakeError: the place can't be read, or holds broken manifests only.
    """
    problems = list[str]()
    for one in ids(place):
        try:
            found = named(place, one)
        except LakeError as error:
            problems.append(str(error))
        else:
            return Generation(place, found.facts, found.partitions, tuple(problems))
    if problems:
        raise LakeError(" ".join(problems))
    return None


def whole(found: Generation) -> bool:
    """Whether every file that the manifest names is there in its size."""
    sizes = found.place.sizes(f"{FILES}/{found.id}")
    return all(sizes.get(f"{one.name}.parquet") == one.bytes for one in found.partitions)
