"""Two nyckeltal against each other for one year and gender: the pairs of values, who is named, the rank correlation."""

from dataclasses import dataclass

import pandas as pd

from norberg import lines
from norberg.findings import Findings
from norberg.program import Indicator
from norberg.relation import axis as axes
from norberg.relation.axis import Axis
from norberg.relation.rank import Rank, spearman
from norberg.selection import Selection
from norberg.source import Source


@dataclass(frozen=True)
class Relation:
    """What the page shows of two nyckeltal.

    Attributes:
        x, y: the axes.
        gender: T, K or M.
        gender_words: why it is the total; "" where it is what was chosen.
        counted: year -> municipalities with both values.
        year: the year shown; 0 where no municipality has both values in any.
        values: code -> x and y, of the municipalities with both.
        rank: the correlation.
        own: code of the program's municipality.
        chosen: code -> name of the compared municipalities, with both values or not.
        no_points: names of what is chosen but is no single municipality.
        similar: for x and y, how many of how many similar municipalities have both values; empty if not chosen.
    """

    x: Axis
    y: Axis
    gender: str
    gender_words: str
    counted: dict[int, int]
    year: int
    values: pd.DataFrame
    rank: Rank
    own: str
    chosen: dict[str, str]
    no_points: tuple[str, ...]
    similar: tuple[tuple[Indicator, int, int], ...]


def relation(x: Indicator, y: Indicator, year: int, selection: Selection, findings: Findings) -> Relation:
    """Two nyckeltal against each other.

    Args:
        x, y: two of ``options.options``.
        year: the year wished; one that can't be shown, as 0, gives ``axis.default``.
        selection: gender, end year and comparison.
        findings: the rules' answers until that end year.
    """
    source = findings.source
    gender, gender_words = axes.gender((x, y), selection.gender, findings)
    across, up = (axes.axis(one, gender, findings) for one in (x, y))
    counted = axes.counts(across, up)
    if year not in axes.years(counted):
        year = axes.default(counted, len(source.municipalities))
    values = pd.DataFrame({"x": across.of(year), "y": up.of(year)}).dropna()
    chosen, no_points = _chosen(selection, (x, y), source)
    return Relation(
        across,
        up,
        gender,
        gender_words,
        counted,
        year,
        values,
        spearman(values["x"].to_numpy(), values["y"].to_numpy()),
        source.program.municipality.code,
        chosen,
        no_points,
        _similar(selection, (x, y), values, source),
    )


def _chosen(
    selection: Selection, pair: tuple[Indicator, Indicator], source: Source
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Code -> name of the single municipalities compared with, and the names of what else is chosen."""
    there, others = dict[str, str](), list[str]()
    for one in pair:
        for area in lines.compared(selection, one, source):
            if area.single and area.members[0] in source.municipalities:
                there[area.members[0]] = area.name
            elif set(area.members) != set(source.municipalities):
                others.append(area.name)
    return there, tuple(dict.fromkeys(others))


def _similar(
    selection: Selection, pair: tuple[Indicator, Indicator], values: pd.DataFrame, source: Source
) -> tuple[tuple[Indicator, int, int], ...]:
    sets = [one for one in source.program.sets if one.kind == "similar" and one.address in selection.sets]
    found = []
    for chosen in sets:
        for one in pair:
            members = [code for code in lines.members_of(chosen, one, source) if code != one.entity]
            found.append((one, sum(code in values.index for code in members), len(members)))
    return tuple(found)
