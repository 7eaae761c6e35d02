"""The discoveries outside the program, with what Kolada and the program say of each."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from norberg import outside
from norberg.catalogue import listing
from norberg.catalogue.listing import Listed
from norberg.discovery import chosen, twins
from norberg.discovery.chosen import Discoveries, Discovery
from norberg.discovery.tests import CHANGE, GAP, LEVEL
from norberg.errors import LakeError
from norberg.lake.generation import Generation
from norberg.program import Indicator, Program
from norberg.scanned import Scanned

KINDS = (CHANGE, LEVEL, GAP)
OTHER = "Utan verksamhetsområde i Kolada"


@dataclass(frozen=True)
class Find:
    """One discovery.

    Attributes:
        discovery: what the rules found.
        listed: what Kolada says of it.
        indicator: the same as a nyckeltal: title, unit, decimals.
        operating: Kolada's operating area, or OTHER.
        area: address of the program's area; "" for none or several.
        themes: titles of the deep-dives it is in.
        twins: those that say the same: id and title.
    """

    discovery: Discovery
    listed: Listed
    indicator: Indicator
    operating: str
    area: str
    themes: tuple[str, ...]
    twins: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """The kpi and the test, unique on the page."""
        return f"{self.discovery.kpi}_{self.discovery.test}"


@dataclass(frozen=True)
class Board:
    """All that stands out.

    Attributes:
        finds: outside the program, strongest first.
        inside: how many discoveries are of what the program follows.
        kpis: how many kpis were tested.
        whole: all discoveries, with how many tests there were and what chance would give.
    """

    finds: tuple[Find, ...]
    inside: int
    kpis: int
    whole: Discoveries

    def of(self, kind: str) -> tuple[Find, ...]:
        """The finds of one of KINDS, strongest first."""
        return tuple(one for one in self.finds if one.discovery.test == kind)


def board(scanned: Scanned, generation: Generation, program: Program, areas: Mapping[str, str]) -> Board:
    """The discoveries of a scan.

    Args:
        scanned: of one municipality.
        generation: what was scanned.
        program: what it follows is left out, and so is a near-duplicate of that.
        areas: Kolada's operating area -> address of the program's area.
    """
    known = generation.catalogue.rows
    titles = {kpi: one.fact.title for kpi, one in known.items()}
    found = chosen.discoveries(scanned.table, titles, _latest(generation))
    mine = set(program.kpis)
    others = [one for one in found.found if mine.isdisjoint((one.kpi, *one.twins)) and one.kpi in known]
    groups = {row["id"]: row["title"] for row in generation.groups}
    themed = {one.use_id: one for one in reversed(program.outside)}
    finds = tuple(_find(one, known, program, areas, groups, themed.get(one.kpi)) for one in others)
    made = ~np.isnan(scanned.table["p"].to_numpy())
    kpis = len(scanned.table.filter(pa.array(made))["kpi"].unique())
    return Board(finds, len(found.found) - len(finds), kpis, found)


def _latest(generation: Generation) -> twins.Latest:
    """The values by which near-duplicates are known; of what can't be read nothing is known."""
    codes = sorted(area["id"] for area in generation.areas if area["type"] == "K")

    def latest(kpi: str) -> np.ndarray:
        try:
            frame = generation.kpi(kpi)
        except LakeError:
            return np.full(len(codes), np.nan)
        return twins.latest(pa.Table.from_pandas(frame[["municipality", "period", "gender", "value"]]), codes)

    return latest


def _find(
    one: Discovery,
    known: Mapping[str, Listed],
    program: Program,
    areas: Mapping[str, str],
    groups: Mapping[str, str],
    themed: Indicator | None,
) -> Find:
    listed = known[one.kpi]
    here = program.municipality
    mine = {key: title for key, title in groups.items() if f", {here.name}," in title and key in program.groups}
    indicator = themed or outside.of(listed.fact, here.code, listing.similar(listed, mine))
    themes = tuple(theme.title for theme in program.themes if indicator in theme.indicators)
    alike = tuple((kpi, known[kpi].fact.title.strip()) for kpi in one.twins if kpi in known)
    return Find(one, listed, indicator, listed.area or OTHER, areas.get(listed.area, ""), themes, alike)
