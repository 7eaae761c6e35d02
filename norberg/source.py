"""Where series come from: the store, the embedded snapshot and the municipality's own files, behind one interface.

The store beats the snapshot value by value, the newest reading wins, and nothing is overwritten in silence.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from norberg import embedded, fact, local, outside, series
from norberg.catalogue import listing
from norberg.catalogue.listing import Catalogue, Listed
from norberg.errors import FileFaults
from norberg.fact import Fact
from norberg.program import Indicator, Program
from norberg.reserve import Reserve
from norberg.store import Entry, Store
from norberg.themes import Piece


@dataclass(frozen=True)
class Group:
    """One of Kolada's groups of municipalities: id, title and member codes, and when they were read."""

    id: str
    title: str
    members: tuple[str, ...]
    read: str


class Source:
    """Series and facts of Kolada as last read, plus the municipality's own series.

    Args:
        program: the loaded program.
        data: folder with the embedded files.
        store: last good answers from Kolada.
        own: folder with the municipality's own series.
        reserve: all of Kolada, for what the program and its themes do not follow; None where there is none.
    """

    demo = False

    def __init__(self, program: Program, data: Path, store: Store, own: Path, reserve: Reserve | None = None) -> None:
        self.program, self._data, self._store, self._reserve = program, data, store, reserve
        self.faults: list[str] = []
        self._frames: dict[str | tuple[str, ...], pd.DataFrame] = {}
        self._entries: dict[str, Entry | None] = {}
        known = {i.local_id: local.KINDS[i.local_id] for i in program.indicators if i.local_id in local.KINDS}
        self.local = local.read(own, known, program.municipality.code)

    @property
    def problems(self) -> list[str]:
        """Swedish sentences about everything that could not be read; what was not needed yet is read for it."""
        _ = (self.facts, self.area_rows, self.groups, self.demo or self._snapshot)
        lake = self._reserve.problems if self._reserve else ()
        return [*self.program.faults, *self.faults, *self._store.problems, *self.local.faults, *lake]

    @cached_property
    def areas(self) -> Mapping[str, str]:
        """Code -> title of every municipality, region and Riket."""
        return {row["id"]: row["title"] for row in self.area_rows}

    @cached_property
    def area_rows(self) -> list[dict]:
        """Id, title and type (K municipality, L region or Riket) of every area."""
        return self._facts("areas")

    @cached_property
    def municipalities(self) -> tuple[str, ...]:
        """The codes of all municipalities (type K)."""
        return tuple(sorted(row["id"] for row in self.area_rows if row["type"] == "K"))

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """Id -> group, of those that are the municipality's."""
        return {
            row["id"]: Group(row["id"], row["title"], tuple(row["members"].split("|")), row["read"])
            for row in self._facts("groups")
        }

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Id -> what Kolada says of the kpi."""
        fetched = self._store.facts("kpis", embedded.NEEDED["kpis"])
        return {**self.filed, **{row["id"]: fact.of(row) for row in (fetched[0] if fetched else [])}}

    @cached_property
    def filed(self) -> Mapping[str, Fact]:
        """Id -> what Kolada said of the kpi when the embedded files were made."""
        return {row["id"]: fact.of(row) for row in self._embedded("kpis")}

    @cached_property
    def catalogue(self) -> Catalogue | None:
        """Kolada's whole list of kpis as last read, by itself or with all of Kolada; None where it never was."""
        fetched = self._store.facts(listing.NAME, listing.NEEDED)
        return listing.of(fetched) or (self._reserve.catalogue if self._reserve else None)

    def indicator(self, no: int) -> Indicator:
        """The nyckeltal of the program, of a theme, or of any kpi Kolada has told of; NorbergError for none."""
        kpi = outside.kpi(no)
        if not kpi or no in {one.no for one in self.program.outside}:
            return self.program.indicator(no)
        told = self.fact(kpi)
        if told is None:
            return self.program.indicator(no)
        groups = {key: one.title for key, one in self.groups.items()}
        alike = listing.similar(self.listed(kpi), groups)
        return outside.of(told, self.program.municipality.code, alike)

    def fact(self, kpi: str) -> Fact | None:
        """What Kolada says of a kpi, read with its values or with the whole list; None where it has said nothing."""
        told, one = self.facts.get(kpi), self.listed(kpi)
        return told if one is None or (told and told.description) else one.fact

    def listed(self, kpi: str) -> Listed | None:
        """A kpi of Kolada's whole list; None where that lacks it or was never read."""
        return self.catalogue.rows.get(kpi) if self.catalogue else None

    def asked(self, kpi: str, municipality: str) -> str | None:
        """When Kolada last answered for this kpi and area, empty answers included; None if it never did."""
        entry = self._entry(kpi)
        return entry.asked.get(municipality) if entry else None

    def kpi(self, kpi: str) -> pd.DataFrame:
        """All areas of one kpi: a frame with ``series.COLUMNS``, read-only by contract."""
        if kpi not in self._frames:
            made = self._own(kpi) if kpi.startswith("LOK_") else self._merged(kpi)
            self._frames.setdefault(kpi, made)  # two threads may make it at once, and an index lives with its frame
        return self._frames[kpi]

    def made(self, name: tuple[str, ...], make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """A frame worked out of this source's series, made once; read-only by contract."""
        if name not in self._frames:
            self._frames.setdefault(name, make())
        return self._frames[name]

    def series(self, kpis: Iterable[str], municipalities: Iterable[str] | None = None) -> pd.DataFrame:
        """The series of some kpis and areas.

        Args:
            kpis: ids of Kolada or of own series; unknown ones simply give no rows.
            municipalities: area codes or group ids; None for all there are.

        Returns:
            A frame with ``series.COLUMNS``.
        """
        wanted = None if municipalities is None else set(municipalities)
        parts = [
            part if wanted is None else part[part["municipality"].isin(wanted)]
            for part in (self.kpi(kpi) for kpi in dict.fromkeys(kpis))
        ]
        filled = [part for part in parts if len(part)]
        return pd.concat(filled, ignore_index=True) if filled else self.made(("empty",), series.frame)

    def everything(self) -> pd.DataFrame:
        """Every series of the program, the themes and the municipality's own files, with ``series.COLUMNS``."""
        own = sorted(set(self.local.frame["kpi"]))
        return self.series([*dict.fromkeys([*self.facts, *self.program.kpis]), *own])

    @property
    def own_words(self) -> list[str]:
        """What was read from the municipality's own files, one sentence a file."""
        return [f"Egna serier: {one.name}, fil från {one.date}, {one.rows} rader." for one in self.local.files]

    def _own(self, kpi: str) -> pd.DataFrame:
        return self.local.frame[self.local.frame["kpi"] == kpi]

    def _merged(self, kpi: str) -> pd.DataFrame:
        found = (self._embedded_series(kpi), self._fetched_series(kpi), self._reserved_series(kpi))
        parts = [part for part in found if part is not None]
        if not parts:
            return series.frame()
        newest = parts[0] if len(parts) == 1 else series.newest_cells(parts)  # each is sorted and has every cell once
        known = self.facts.get(kpi)
        if known and known.meaning:
            newest = newest[newest["fetched"].str[:10] >= known.meaning[:10]].reset_index(drop=True)
        return series.newest_reading(newest) if kpi in self._recomputed else newest

    @cached_property
    def _recomputed(self) -> set[str]:
        return {kpi for i in self.program.indicators if i.recomputed for kpi in i.kpis}

    def _fetched_series(self, kpi: str) -> pd.DataFrame | None:
        entry = self._entry(kpi)
        if entry is None or not entry.table.num_rows:
            return None
        columns = entry.table.to_pandas().to_dict("series")
        return series.frame({**columns, "kpi": kpi, "source": series.KOLADA})

    def _reserved_series(self, kpi: str) -> pd.DataFrame | None:
        return self._reserve.kpi(kpi) if self._reserve and kpi not in self._followed else None

    @cached_property
    def _followed(self) -> set[str]:
        """What a refresh keeps fresh, so that no page of the program waits for the lake."""
        themes = {kpi for theme in self.program.themes for piece in theme.pieces for kpi in _ids(piece)}
        return {*self.program.kpis, *themes}

    def _embedded_series(self, kpi: str) -> pd.DataFrame | None:
        rows = self._snapshot.get(kpi)
        return None if rows is None else rows.reset_index(drop=True)

    @cached_property
    def _snapshot(self) -> Mapping[str, pd.DataFrame]:
        try:
            return embedded.snapshot(self._data / "snapshot.parquet")
        except FileFaults as error:
            self.faults += error.faults
            return {}

    def _entry(self, kpi: str) -> Entry | None:
        if kpi not in self._entries:
            self._entries[kpi] = self._store.read([kpi]).get(kpi)
        return self._entries[kpi]

    def _facts(self, name: str) -> list[dict]:
        fetched = self._store.facts(name, embedded.NEEDED[name])
        return fetched[0] if fetched else self._embedded(name)

    def _embedded(self, name: str) -> list[dict]:
        rows, faults = embedded.whole(self._data, name)
        self.faults += faults
        return rows


def _ids(piece: Piece) -> tuple[str, ...]:
    return (*piece.indicator.kpis, piece.margin_id)
