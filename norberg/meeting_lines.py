"""What a meeting's chart draws beside the own line: at most three others, each a single area or the middle of many."""

from dataclasses import dataclass

import pandas as pd

from norberg import lines, nation, series
from norberg.finding import Finding
from norberg.lines import Area, Line
from norberg.program import ComparisonSet, Indicator
from norberg.selection import Selection
from norberg.side import band
from norberg.source import Source

MOST_OTHERS = 3  # four lines are what a room can tell apart
SINGLES = 2  # a set of more areas than this is drawn as its middle
MIDDLE = "Mitten i landet"


@dataclass(frozen=True)
class Drawn:
    """The lines of a chart.

    Attributes:
        own: the municipality's.
        others: at most MOST_OTHERS.
        band: year -> ``nation.SHARES``.
    """

    own: Line
    others: tuple[Line, ...]
    band: pd.DataFrame


def areas(selection: Selection, indicator: Indicator, source: Source) -> list[Area]:
    """What a nyckeltal is compared with, in the order chosen, one line each; ``lines.compared`` draws more of them."""
    found = [
        one
        for chosen in source.program.sets
        if chosen.address in selection.sets
        for one in _set(chosen, indicator, source)
    ]
    found += [Area(lines.name_of(code, source), (code,), single=True) for code in selection.areas]
    here = source.program.municipality
    sums = (here.country, here.county_region) if indicator.country_sum else ()
    whole = {area.members: area for area in found if area.members and indicator.entity not in area.members[:1]}
    return [area for members, area in whole.items() if members[0] not in sums]


def _set(chosen: ComparisonSet, indicator: Indicator, source: Source) -> list[Area]:
    members = tuple(one for one in lines.members_of(chosen, indicator, source) if one != indicator.entity)
    if len(members) <= SINGLES:
        return [Area(lines.name_of(one, source), (one,), single=True) for one in members]
    return [Area(name(chosen), members, single=False)]


def name(chosen: ComparisonSet) -> str:
    """A set's name at the end of a line."""
    if chosen.kind == "similar":
        return "Liknande"
    return MIDDLE if chosen.kind == "all" else f"{chosen.title[:1].upper()}{chosen.title[1:]}"


def left_out(selection: Selection, source: Source) -> list[str]:
    """The names of what is chosen but has no room in a chart."""
    indicator = next(iter(source.program.indicators))
    return [one.name for one in areas(selection, indicator, source)[MOST_OTHERS:]]


def drawn(finding: Finding, source: Source, selection: Selection) -> Drawn:
    """The lines of a finding's chart.

    Args:
        finding: with a value.
        source: where they come from.
        selection: end year and comparison.
    """
    indicator = finding.indicator
    frame = source.kpi(finding.kpi)
    frame = series.same_reading(frame, indicator.entity) if indicator.recomputed else frame
    if indicator.derive and finding.kpi == indicator.use_id:
        frame = frame.assign(value=100 - frame["value"])
    name_ = lines.name_of(indicator.entity, source)
    own, *others = lines.drawn(frame, indicator, selection, areas(selection, indicator, source), name_)
    field = nation.field(frame, source.municipalities, "T", selection.last)
    seen = band(field, own, indicator)
    country = source.program.municipality.country
    if len(seen) and _asks_for(country, selection, source) and country not in [one.code for one in others]:
        others.append(Line(MIDDLE, "", "median", seen[50]))  # Kolada has no value for the country
    return Drawn(own, tuple(others[:MOST_OTHERS]), seen)


def _asks_for(country: str, selection: Selection, source: Source) -> bool:
    sets = [one for one in source.program.sets if one.address in selection.sets]
    return country in selection.areas or any(one.kind == "country" for one in sets)
