"""The store: Kolada's last good answers on disk, one entry for each kpi, dated, checksummed and never unpickled.

What is published is merged into what is there, in one transaction; a good value leaves only for a newer one.
``norberg.vault`` keeps the bytes, this module knows what they mean.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa

from norberg.database import Damaged
from norberg.entry import SCHEMA, TEXT, Answered, Change, Entry, decoded, decoded_table, encoded, merged
from norberg.errors import StoreError
from norberg.vault import WAIT, Cache, Vault, put, stamp

T = TypeVar("T")
LEDGER = "ledger"  # the folder beside the store with what each refresh changed
KNOWN = "known/kpis"  # the ids and areas that were published, to notice what is gone


class Store:
    """The last good answers in one folder; any number of threads and processes may use it at once.

    Args:
        folder: made with access for its owner only; a damaged database in it is set aside, see ``problems``.
        wait: seconds to wait for another writer before StoreError.
    """

    def __init__(self, folder: Path, wait: float = WAIT) -> None:
        self.folder = folder
        self._vault = Vault(folder, wait)

    @property
    def problems(self) -> list[str]:
        """What is damaged, where the remains lie and what to do: one Swedish text each."""
        return [*self._vault.notes, *self._gone(), *self._removed()]

    @property
    def version(self) -> str:
        """A text that is another one after each publication, also by another process."""
        return self._vault.version()

    def read(self, kpis: Iterable[str]) -> dict[str, Entry]:
        """The entries of these kpis, all of one moment.

        Args:
            kpis: ids.

        Returns:
            Id -> entry. What was never fetched, or is damaged and therefore set aside, is absent.

        Raises:
            StoreError: the database can't be read and can't be replaced.
        """
        return {key.removeprefix("kpi/"): entry for key, entry in self._vault.load(_keys(kpis), decoded).items()}

    def table(self, kpis: Iterable[str]) -> pa.Table:
        """All rows of these kpis in one table, the quickest way to many: a column ``kpi`` and those of SCHEMA."""
        tables = self._vault.load(_keys(kpis), decoded_table)
        ids = pa.array([key.removeprefix("kpi/") for key in tables], pa.string())
        parts = [
            table.replace_schema_metadata(None).add_column(0, "kpi", _repeated(number, ids, table.num_rows))
            for number, table in enumerate(tables.values())
        ]
        return pa.concat_tables(
            [pa.schema([pa.field("kpi", TEXT), *SCHEMA]).empty_table(), *parts]
        ).unify_dictionaries()

    def publish(
        self, answers: Iterable[Answered], facts: Mapping[str, list[dict]] | None = None, fetched: str = ""
    ) -> list[Change]:
        """Merge answers into the entries and replace facts, all in one transaction or nothing at all.

        A row of an answer replaces the one there, null included, unless that was read later. A row that a complete
        answer lacks is kept and reported once. Areas that were not asked for are left alone.

        Args:
            answers: several of one kpi are merged in their order.
            facts: name -> rows that JSON can hold.
            fetched: ISO time of the facts; left out, that of the newest answer, or now when there is none.

        Returns:
            What changed for areas that had been asked before.

        Raises:
            StoreError: nothing was published.
        """
        given = list(answers)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        read = fetched or max((answer.fetched for answer in given), default=now)
        texts = {f"facts/{name}": json.dumps([read, rows]).encode() for name, rows in (facts or {}).items()}
        changes, left = self._vault.write(lambda cache: self._put_all(cache, given, texts))
        for key in texts:
            self._vault.aside.forget(key)
        self._settle(left)
        return changes

    def put_facts(self, name: str, facts: list[dict], fetched: str) -> None:
        """Replace the facts of one name, read at this ISO time; raises StoreError."""
        self.publish([], {name: facts}, fetched)

    def facts(self, name: str, needed: Collection[str] = ()) -> tuple[list[dict], str] | None:
        """The facts last kept under this name and the ISO time of their reading; None if there are none.

        Args:
            name: "kpis", "areas", ...
            needed: what each row must have: facts with another one, of another version, count as damaged.
        """
        return self._one(f"facts/{name}", partial(_decoded_facts, needed=needed))

    def stage(self, cell: str, payload: bytes) -> None:
        """Keep an answer of a refresh under way, so that an interrupted one resumes; raises StoreError."""
        self._vault.write(lambda cache: put(cache, f"stage/{cell}", payload))
        self._vault.aside.forget(f"stage/{cell}")

    def staged(self, cell: str) -> bytes | None:
        """What was staged for this cell; None if nothing was, or it is damaged."""
        return self._one(f"stage/{cell}", lambda _, payload: bytes(payload))

    def clear_stage(self) -> None:
        """Forget all that is staged; raises StoreError."""
        self._vault.write(lambda cache: cache.evict("stage"))

    def _settle(self, left: Mapping[str, Sequence[str]]) -> None:
        """Take back the word of damage to what has been read again; what was lost and not asked for is told."""
        for kpi, areas in left.items():
            self._vault.aside.forget(f"kpi/{kpi}")
            if areas:
                self._vault.aside.say_left(f"kpi/{kpi}", areas)

    def _gone(self) -> list[str]:
        """A sentence on published kpis that no key leads to: a bit turned in sqlite's index hides a whole entry."""
        try:
            known = self._one(KNOWN, _decoded_areas) or {}
            there = self._vault.there(_keys(known))
        except StoreError:  # who reads the figures is told
            return []
        gone = [kpi for kpi in known if f"kpi/{kpi}" not in there]
        where = f"står inte längre i {self._vault.path}, som är skadad"
        return [f"Värdena för {', '.join(gone)} {where}. Hämta dem igen."] if gone else []

    def _removed(self) -> list[str]:
        """A sentence where nothing is stored though the ledger, which lies beside, knows of a refresh."""
        refreshed = sorted(one.name[:10] for one in (self.folder.parent / LEDGER).glob("2*.csv"))
        try:
            if not refreshed or self._vault.holds("kpi"):
                return []
        except StoreError:  # who reads the figures is told
            return []
        gone = f"Det som hämtades {refreshed[-1]} enligt ändringslistan finns inte kvar i {self.folder}."
        return [f"{gone} De inbäddade värdena visas. Lägg tillbaka mappen från en säkerhetskopia, eller hämta igen."]

    def _one(self, key: str, decode: Callable[[str, memoryview], T]) -> T | None:
        return self._vault.load([key], decode).get(key)

    def _put_all(
        self, cache: Cache, answers: list[Answered], texts: Mapping[str, bytes]
    ) -> tuple[list[Change], dict[str, list[str]]]:
        """The changes, and kpi -> areas that were lost and not asked for this time.

        Runs inside the transaction, so that no other process can publish between the reading and the writing.
        """
        entries = self._vault.load(_keys(answer.kpi for answer in answers), decoded, within=True)
        changes: list[Change] = []
        for answer in answers:
            key = f"kpi/{answer.kpi}"
            entries[key], found = merged(entries.get(key, Entry()), answer)
            changes += found
        for key, payload in [*((key, encoded(entry)) for key, entry in entries.items()), *texts.items()]:
            put(cache, key, payload)
        left = _remember(cache, self._vault.load([KNOWN], _decoded_areas, within=True).get(KNOWN, {}), entries)
        stamp(cache)
        return changes, left


def _remember(cache: Cache, before: Mapping[str, frozenset[str]], entries: Mapping[str, Entry]) -> dict[str, list[str]]:
    """Keep what is published of which areas; returns kpi -> areas that were and are no longer."""
    asked = {key.removeprefix("kpi/"): frozenset(entry.asked) for key, entry in entries.items()}
    known = {**before, **{kpi: areas | before.get(kpi, frozenset()) for kpi, areas in asked.items()}}
    if known != before:
        put(cache, KNOWN, _encoded_areas(known))
    return {kpi: sorted(known[kpi] - areas) for kpi, areas in asked.items()}


def _keys(kpis: Iterable[str]) -> list[str]:
    return [f"kpi/{kpi}" for kpi in dict.fromkeys(kpis)]


def _encoded_areas(known: Mapping[str, frozenset[str]]) -> bytes:
    """Areas as text -> the kpis that were asked for in them; most kpis share theirs."""
    shared: dict[str, list[str]] = {}
    for kpi, areas in sorted(known.items()):
        shared.setdefault(" ".join(sorted(areas)), []).append(kpi)
    return json.dumps(shared).encode()


def _decoded_areas(key: str, payload: memoryview) -> dict[str, frozenset[str]]:
    """Kpi -> areas; a version before this one kept the ids only."""
    shared = json.loads(bytes(payload))
    if isinstance(shared, list):
        shared = {"": shared}
    return {kpi: frozenset(areas.split()) for areas, kpis in shared.items() for kpi in kpis}


def _decoded_facts(key: str, payload: memoryview, needed: Collection[str]) -> tuple[list[dict], str]:
    """Rows and time of reading; Damaged where a row lacks what is needed, as one of another version may."""
    try:
        fetched, rows = json.loads(bytes(payload))
        sound = isinstance(fetched, str) and all(isinstance(row.get("id"), str) and {*needed} <= {*row} for row in rows)
    except (ValueError, TypeError, AttributeError) as error:
        raise Damaged(key) from error
    if not sound:
        raise Damaged(key)
    return rows, fetched


def _repeated(number: int, ids: pa.Array, times: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(np.full(times, number, np.int16), ids)
