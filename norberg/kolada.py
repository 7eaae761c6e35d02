"""The client of Kolada's v3 API: the nouns it knows, page by page and in batches it accepts."""

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from norberg import records
from norberg.batches import BATCH, REFUSALS, Batches, Cell, joined, path
from norberg.door import Door
from norberg.errors import KoladaStalled, KoladaStatus
from norberg.fields import Record
from norberg.records import Group, Kpi, Municipality, Row
from norberg.reply import short

__all__ = ["BATCH", "Answer", "Group", "Kolada", "Kpi", "Municipality", "Row"]

PER_PAGE = 5000  # rows, the service's default and largest
MAX_PAGES = 1000  # the largest honest chain, 25 kpis for all areas and groups over 30 years, is 600
WORDS = {"kpi": "nyckeltal", "municipality": "kommuner", "municipality_groups": "grupper"}

Key = tuple[str, str, int]  # kpi, area, year
Noun = TypeVar("Noun", Kpi, Municipality, Group)


@dataclass(frozen=True)
class Answer:
    """What came of a question for data.

    Attributes:
        rows: data rows, one per kpi, area and year, without duplicates; a deleted or null value is None.
        missing: kpi ids asked for that have no row at all, in the order asked. With ``from_date``: those unchanged.
        refused: ids (kpis, areas or years) that Kolada refuses even alone, sorted; not asked for.
    """

    rows: list[Row]
    missing: list[str]
    refused: list[str]


class Kolada:
    """One session against Kolada's v3 API; make a new one for each refresh.

    Every method raises a KoladaError with the address: KoladaUnreachable, KoladaStatus, KoladaGone, KoladaNotJson,
    KoladaShape, KoladaTruncated or KoladaStalled.

    Args:
        base_url, pace, timeout, retries, sleep, clock, stall: as for ``norberg.door.Door``. ``stall`` is counted over
            all calls of the session, so that whatever is built on them ends within it of the last new row.
        on_page: called after each page with the rows and requests of the session so far.

    Attributes:
        notes: Swedish sentences about what the client had to bend, and about ids that Kolada does not know.
    """

    def __init__(
        self,
        base_url: str | None = None,
        *,
        pace: float = 0.34,
        timeout: tuple[float, float] = (5, 30),
        retries: int = 4,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        stall: float = 80.0,
        on_page: Callable[[int, int], None] | None = None,
    ) -> None:
        self._door = Door(base_url, pace=pace, timeout=timeout, retries=retries, sleep=sleep, clock=clock, stall=stall)
        self._on_page, self._rows = on_page, 0
        self._listed_whole: set[str] = set()
        self.notes: list[str] = []
        self._batches = Batches(self._peek, self.notes)

    @property
    def url(self) -> str:
        """The address of the API."""
        return self._door.base

    @property
    def requests(self) -> int:
        """How many HTTP requests the session has made."""
        return self._door.requests

    def kpis(self, ids: Iterable[str] | None = None, may_lack: Collection[str] = ()) -> list[Kpi]:
        """The KPIs with these ids, in their order, or all; unknown ones are left out and, save ``may_lack``, noted."""
        return self._listed("kpi", ids, lambda record: records.kpi(record, self._note), may_lack)

    def municipalities(self, ids: Iterable[str] | None = None) -> list[Municipality]:
        """The municipalities, regions and the country with these ids, or all; unknown ids are left out and noted."""
        return self._listed("municipality", ids, records.municipality)

    def groups(self, ids: Iterable[str] | None = None) -> list[Group]:
        """The municipality groups with these ids, or all; unknown ids are left out and noted."""
        return self._listed("municipality_groups", ids, records.group)

    def data(
        self,
        kpis: Sequence[str],
        municipalities: Sequence[str] | None = None,
        years: Iterable[int] | None = None,
        from_date: str | None = None,
        keep: Collection[str] | None = None,
    ) -> Answer:
        """Values of kpis for areas, years, or both.

        Args:
            kpis: ids.
            municipalities: ids of areas or groups; None is every area and every group, which needs ``years``.
            years: calendar years; None is all, which needs ``municipalities``.
            from_date: ISO date; only what has changed since then, deleted values as None.
            keep: areas whose rows are kept, where every area and every group is asked for; None keeps all.

        Raises:
            ValueError: neither municipalities nor years; Kolada has no such address.
            KoladaError: as for the class; nothing of the answer is kept.
        """
        segments = {"kpi": kpis, "municipality": municipalities, "year": None if years is None else map(str, years)}
        cell: Cell = {name: tuple(dict.fromkeys(ids)) for name, ids in segments.items() if ids is not None}
        if len(cell) < 2:
            raise ValueError("data needs municipalities or years")
        table: dict[Key, Row] = {}
        self._batches.run(cell, lambda part: self._read_data(part, from_date, table, keep))
        answered = {row["kpi"] for row in table.values()}
        refused = sorted(one for segment, one in self._batches.refused if one in cell.get(segment, ()))
        return Answer(list(table.values()), [kpi for kpi in cell["kpi"] if kpi not in answered], refused)

    def _read_data(
        self, part: Cell, from_date: str | None, table: dict[Key, Row], keep: Collection[str] | None
    ) -> None:
        asked = {segment: frozenset(ids) for segment, ids in part.items()}

        def take(record: Record) -> bool:
            row = records.row(record, asked)
            return _merge(table, row) if keep is None or row["municipality"] in keep else True

        self._read(path(part), take, {"from_date": from_date} if from_date else {})

    def _peek(self, part: Cell) -> None:
        records.envelope(self._door.get(path(part), {"per_page": PER_PAGE}))

    def _read(self, place: str, take: Callable[[Record], bool], query: dict[str, str] | None = None) -> None:
        """Hand every record of a chain of pages to ``take``, which says whether it was new."""
        asked = {"per_page": str(PER_PAGE), **(query or {})}
        met = [asked]
        for _ in range(MAX_PAGES):
            reply = self._door.get(place, asked)
            page, next_url = records.envelope(reply)
            new = sum([take(record) for record in page])
            self._fed(new)
            if next_url is None:
                return
            asked = {**asked, **records.next_query(reply, next_url)}
            if not new or asked in met:
                break
            met.append(asked)
        raise KoladaStalled(f"Kolada bläddrar i en ring: {short(reply.url)} gav inga nya rader.", reply.url)

    def _fed(self, new: int) -> None:
        if new:
            self._rows += new
            self._door.fed()
        if self._on_page:
            self._on_page(self._rows, self.requests)

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def _listed(
        self, noun: str, ids: Iterable[str] | None, build: Callable[[Record], Noun], may_lack: Collection[str] = ()
    ) -> list[Noun]:
        """All objects of a noun, or those with ``ids``."""
        found: dict[str, Noun] = {}

        def take(record: Record) -> bool:
            one = build(record)
            new = one.id not in found
            found[one.id] = one
            return new

        wanted = None if ids is None else list(dict.fromkeys(ids))
        if wanted is None:
            self._read_whole(noun, take)
        else:
            self._read_listed(noun, wanted, take)
        self._batches.prove("kpi" if noun == "kpi" else "municipality", found)
        order = list(found) if wanted is None else wanted
        if unknown := [one for one in order if one not in found and one not in may_lack]:
            self._note(f"Kolada känner inte till {', '.join(unknown)}.")
        return [found[one] for one in order if one in found]

    def _read_listed(self, noun: str, wanted: list[str], take: Callable[[Record], bool]) -> None:
        """Read the wanted ids in batches; the whole list, a page or two, where Kolada refuses a batch."""
        try:
            for start in range(0, 0 if noun in self._listed_whole else len(wanted), BATCH):
                self._read(f"{noun}/{joined(wanted[start : start + BATCH])}", take)
        except KoladaStatus as refusal:
            if refusal.status not in REFUSALS:
                raise
            self._listed_whole.add(noun)
            size = min(BATCH, len(wanted))
            self._note(f"Kolada avböjde {size} {WORDS[noun]} per fråga (svar {refusal.status}); hela listan lästes.")
        if wanted and noun in self._listed_whole:
            self._read_whole(noun, take)

    def _read_whole(self, noun: str, take: Callable[[Record], bool]) -> None:
        try:
            self._read(noun, take)
        except KoladaStatus as fault:
            if fault.status != 404:
                raise
            message = f"{short(fault.url)} finns inte (svar 404): adressen är fel. Kontrollera KOLADA_URL."
            raise KoladaStatus(message, fault.url, 404) from fault


def _merge(table: dict[Key, Row], row: Row) -> bool:
    """Put a row's values where they belong, the last one met wins; whether any of them was new."""
    key = (row["kpi"], row["municipality"], row["period"])
    if (before := table.get(key)) is None:
        table[key] = {**row, "values": _unique(row)}
        return True
    table[key] = {**row, "values": _unique(before, row)}
    return len(table[key]["values"]) > len(before["values"])


def _unique(*rows: Row) -> list[records.Value]:
    return list({value["gender"]: value for row in rows for value in row["values"]}.values())
