"""The lines of one nyckeltal: the municipality's own and those it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from norberg import figures, lookup
from norberg.program import ComparisonSet, Indicator
from norberg.selection import Selection
from norberg.source import Source

MOST_SINGLE = 10  # lines that a card of 216 px can name at their ends; larger sets are drawn as their median
COMMON_SHARE = 0.8  # a median is only drawn for years in which this share of the set has a value (DESIGN 5.3)

WOMEN, MEN, BOTH, GAP = "kvinnor", "man", "bada", "skillnad"
GENDER_CODES = {"totalt": "T", WOMEN: "K", MEN: "M"}


@dataclass(frozen=True)
class Line:
    """One line of a chart.

    Attributes:
        name: as it is labelled.
        code: area code or group id; "" for a median.
        style: main, women, men, country, other, median; ``older`` for a series that has ended.
        values: year -> value, nulls left out.
        dashed: drawn dashed, as the men's line beside a solid one for women.
        until: the last year that still repeats the latest measurement; 0 without values.
    """

    name: str
    code: str
    style: str
    values: pd.Series
    dashed: bool = False
    until: int = 0


@dataclass(frozen=True)
class Area:
    """One area to compare with, or a set that is drawn as its median."""

    name: str
    members: tuple[str, ...]
    single: bool


def compared(selection: Selection, indicator: Indicator, source: Source) -> list[Area]:
    """The areas a nyckeltal is compared with, in the order chosen, each once, its own area left out."""
    program, found = source.program, list[Area]()
    for chosen in (one for one in program.sets if one.address in selection.sets):
        members = members_of(chosen, indicator, source)
        if len(members) > MOST_SINGLE:
            found.append(Area(f"Mitten av {len(members)} kommuner", members, single=False))
        else:
            others = [code for code in members if code != indicator.entity]
            found += [Area(name_of(code, source), (code,), single=True) for code in others]
    found += [Area(name_of(code, source), (code,), single=True) for code in selection.areas if code != indicator.entity]
    sums = _sums(source) if indicator.country_sum else ()
    return [area for area in {area.members: area for area in found}.values() if area.members[0] not in sums]


def _sums(source: Source) -> tuple[str, str]:
    """The areas whose counts are sums over many municipalities."""
    return source.program.municipality.country, source.program.municipality.county_region


def sum_chosen(selection: Selection, indicator: Indicator, source: Source) -> bool:
    """Whether the reader chose the country for a nyckeltal whose value there is a sum, which is not compared."""
    sets = [one for one in source.program.sets if one.address in selection.sets]
    chosen = {*selection.areas, *(code for one in sets for code in members_of(one, indicator, source))}
    return indicator.country_sum and source.program.municipality.country in chosen


def members_of(chosen: ComparisonSet, indicator: Indicator, source: Source) -> tuple[str, ...]:
    """The codes of a ready set for this nyckeltal: "similar" differs between nyckeltal."""
    if chosen.kind == "all":
        return source.municipalities
    group = indicator.similar_group if chosen.kind == "similar" else chosen.group
    if group:
        return source.groups[group].members if group in source.groups else ()
    return chosen.members or (source.program.municipality.country,)


def named(selection: Selection, source: Source) -> list[str]:
    """The names of what is compared with, in the order chosen; a set that differs between nyckeltal by its title."""
    names = list[str]()
    for chosen in (one for one in source.program.sets if one.address in selection.sets):
        members = [code for code in chosen.members if code != source.program.municipality.code]
        group = source.groups.get(chosen.group)
        if group is not None:
            members = [code for code in group.members if code != source.program.municipality.code]
        if chosen.kind == "similar":
            names.append("liknande kommuner (sju för varje nyckeltal)")
        elif chosen.kind == "all" or len(members) > MOST_SINGLE:
            names.append(f"mitten av {len(members) or len(source.municipalities)} kommuner")
        else:
            names += [name_of(code, source) for code in members or [source.program.municipality.country]]
    return list(dict.fromkeys([*names, *(name_of(code, source) for code in selection.areas)]))


def name_of(code: str, source: Source) -> str:
    """The name of an area or group, or its code where Kolada's list lacks it."""
    if code in source.groups:
        return source.groups[code].title
    return source.areas.get(code, code)


def drawn(
    frame: pd.DataFrame, indicator: Indicator, selection: Selection, areas: Sequence[Area], own: str
) -> list[Line]:
    """The lines of a chart, the municipality's own first.

    Args:
        frame: ``series.COLUMNS`` of one kpi; for a pair, its two kpis as K and M.
        indicator: whose lines they are.
        selection: gender and end year.
        areas: what it is compared with.
        own: the name of the municipality.

    Returns:
        Lines with at least one value.
    """
    mine = Area(own, (indicator.entity,), single=True)
    lines = [line for area in (mine, *areas) for line in _area_lines(frame, indicator, selection, area, area is mine)]
    return [line for line in lines if len(line.values)]


def _area_lines(frame: pd.DataFrame, indicator: Indicator, selection: Selection, area: Area, mine: bool) -> list[Line]:
    style = "main" if mine else "country" if area.members == ("0000",) else "other" if area.single else "median"
    base = Line(area.name, area.members[0] if area.single else "", style, pd.Series(dtype="float64"))

    def line(gender: str) -> Line:
        raw = _values(frame, selection.last, area, gender)
        breaks = [one.first_year for one in indicator.breaks]
        found = figures.measured(raw, indicator.cadence_years, breaks) if area.single else raw
        return replace(base, values=found, until=int(raw.index[-1]) if len(raw) else 0)

    if selection.gender == BOTH:
        women, men = line("K"), line("M")
        if mine:
            return [replace(women, name="Kvinnor", style="women"), replace(men, name="Män", style="men", dashed=True)]
        return [replace(women, name=f"{area.name} kv."), replace(men, name=f"{area.name} män", dashed=True)]
    if selection.gender == GAP:
        women, men = line("K"), line("M")
        return [replace(women, values=(women.values - men.values).dropna())]
    return [line(GENDER_CODES[selection.gender])]


def _values(frame: pd.DataFrame, last: int, area: Area, gender: str) -> pd.Series:
    if area.single:
        return figures.values(frame, area.members[0], gender, last)
    return figures.by_year(*lookup.of(frame).medians(area.members, gender, last, COMMON_SHARE * len(area.members)))
