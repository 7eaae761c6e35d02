"""The table of the nyckeltal page: a row a year, newest first, every missing value in words."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from norberg.holes import Holes
from norberg.lines import GAP, Line
from norberg.sentences import number
from norberg.side import Side

NEWEST = 10  # years shown before all are asked for
MIDDLE = "Mitten av alla"


@dataclass(frozen=True)
class Column:
    """One column: its heading, year -> value, and whose it is (an area code, "" for a median of several)."""

    heading: str
    values: pd.Series
    area: str


def columns(sides: Sequence[Side], both: Sequence[Line]) -> list[Column]:
    """The columns: the municipality's own, women, men and gap where there are both, the compared, the middle of all.

    Args:
        sides: the sides of the page.
        both: the municipality's women and men, shown beside a total.
    """
    entity = sides[0].finding.indicator.entity
    abreast = len(sides) > 1
    own = [Column(side.name if abreast else side.name or side.own.name, side.own.values, entity) for side in sides]
    women, men = (side.own for side in sides) if abreast else both if _beside(sides, both) else (None, None)
    if women and men:
        split = [Column("Kvinnor", women.values, entity), Column("Män", men.values, entity)] if not abreast else []
        own += [*split, Column("Skillnad", (women.values - men.values).dropna(), entity)]
    names = dict.fromkeys(line.name for side in sides for line in side.others)
    compared = [
        Column(_headed(line.name, side, abreast), line.values, line.code)
        for name in names
        for side in sides
        for line in side.others
        if line.name == name
    ]
    middle = [
        Column(_headed(MIDDLE, side, abreast), side.picture.band[50], "")
        for side in sides
        if not any(line.style == "median" and line.values.equals(side.picture.band[50]) for line in side.others)
    ]
    return [*own, *compared, *(one for one in middle if len(one.values))]


def _beside(sides: Sequence[Side], both: Sequence[Line]) -> bool:
    return len(both) == 2 and sides[0].gender == "totalt"


def _headed(name: str, side: Side, abreast: bool) -> str:
    return f"{name}, {side.name.lower()}" if abreast and side.gender != GAP else name


def table(found: Sequence[Column], first: int, decimals: int, known: Holes, *, whole: bool) -> pd.DataFrame:
    """The columns as text.

    Args:
        found: the columns.
        first: the first year that is tabled.
        decimals: of the numbers.
        known: why years are missing.
        whole: every year instead of the NEWEST ones.

    Returns:
        A frame of text with the year, also as text, as index "År".
    """
    every = years(found, first)
    shown = every if whole else every[:NEWEST]

    def text(one: Column, year: int) -> str:
        return number(float(one.values[year]), decimals) if year in one.values.index else known.word(one.area, year)

    cells = {one.heading: [text(one, year) for year in shown] for one in found}
    return pd.DataFrame(cells, index=pd.Index([str(year) for year in shown], name="År"))


def years(found: Sequence[Column], first: int) -> list[int]:
    """The years with a value in any column, newest first."""
    return sorted({int(year) for one in found for year in one.values.index if year >= first}, reverse=True)
