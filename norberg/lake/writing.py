"""Writing the lake: a draft of a generation, its publication, and what is old enough to be removed."""

import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from norberg.errors import LakeError
from norberg.lake import generation, manifest, partition
from norberg.lake.generation import ENDING, FILES, MANIFESTS, Generation
from norberg.lake.partition import Partition
from norberg.lake.place import Place

SCANS = "scans"
TIME = "%Y%m%dT%H%M%S%f"  # to the microsecond: ids of one second would have no order
ABANDONED = timedelta(days=1)  # after this a draft without a manifest is nobody's work any more
FACTS: Mapping[str, Any] = {"source": "", "requests": 0, **{name: [] for name in manifest.LISTS}}


class Draft:
    """A generation that nobody sees until it is published.

    Args:
        place: where it will lie.
    """

    def __init__(self, place: Place) -> None:
        self.place, self.id = place, f"{datetime.now(UTC):{TIME}}-{secrets.token_hex(4)}"
        self._partitions: dict[str, Partition] = {}

    def put(self, name: str, kpis: Iterable[str], table: pa.Table, read: str = "") -> Partition:
        """Write a partition.

        Args:
            name: "p0000".
            kpis: what the table may hold, at most ``partition.MOST``; those without rows go into ``empty``.
            table: columns of ``partition.SCHEMA``, in any order of rows, at least one row.
            read: ISO time of the oldest answer in it.

        Raises:
            LakeError: it can't be written.
            ValueError: another kpi, too many, or no rows.
        """
        made, content = partition.encoded(name, table, read)
        if strangers := set(made.kpis).difference(kpis):
            raise ValueError(f"{name} holds {sorted(strangers)}")
        self.place.write(f"{FILES}/{self.id}/{name}.parquet", content)
        self._partitions[name] = made
        return made

    def publish(self, facts: Mapping[str, Any]) -> Generation:
        """Write the manifest: from now on everybody reads this generation.

        Args:
            facts: of FACTS what is known: source, kpis, areas, groups, empty, missing, carried, requests.

        Raises:
            LakeError: it can't be written; the generation before is still the newest.
        """
        partitions = tuple(self._partitions[name] for name in sorted(self._partitions))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        said = {"generation": self.id, "published": now, **FACTS, "rows": sum(p.rows for p in partitions), **facts}
        self.place.write(f"{MANIFESTS}/{self.id}{ENDING}", manifest.text(said, partitions))
        return generation.named(self.place, self.id)

    def drop(self) -> None:
        """Remove what was put; for a draft that will not be published."""
        self.place.remove(f"{FILES}/{self.id}")


def prune(place: Place, keep: int = 2) -> list[str]:
    """Remove old generations, manifest first, with their scans, and drafts that nobody works on any more.

    A reader that holds the one before the newest can go on reading. The newest one that is whole is never removed,
    however many broken ones are newer.

    Args:
        place: the lake.
        keep: how many of the newest stay.

    Returns:
        The ids removed.

    Raises:
        LakeError: something can't be listed or removed.
    """
    known = generation.ids(place)
    good = next((one for one in known if _whole(place, one)), None)
    old = [one for one in known[keep:] if one != good] if good else []
    for one in old:
        place.remove(f"{MANIFESTS}/{one}{ENDING}")
    drafts = [one for one in place.folders(FILES) if one not in known and _abandoned(one)]
    for one in [*old, *drafts]:
        place.remove(f"{FILES}/{one}")
        place.remove(f"{SCANS}/{one}")
    return [*old, *drafts]


def _whole(place: Place, one: str) -> bool:
    with suppress(LakeError):
        return generation.whole(generation.named(place, one))
    return False


def _abandoned(draft: str) -> bool:
    """Whether the id's time is long past; what is no id of ours is left alone."""
    with suppress(ValueError):
        begun = datetime.strptime(draft.partition("-")[0], TIME).replace(tzinfo=UTC)
        return datetime.now(UTC) - begun > ABANDONED
    return False
