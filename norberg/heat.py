"""The heat tables beside the wall: every nyckeltal by year, and by municipality compared, as HTML.

Both show the findings of the wall they are given, so that a part of it (``dataclasses.replace(wall, findings=...)``) is
a part of the table; the program is the source's.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from norberg import absence
from norberg.absence import Absence
from norberg.finding import Finding, Wall
from norberg.lines import name_of
from norberg.program import Goal, Program
from norberg.quarters import NOT_COMPARED, columns, standing
from norberg.selection import Selection
from norberg.sentences import DASH, listed, with_unit
from norberg.source import Source
from norberg.strip import Cell, cells, repeats, shown
from norberg.templates import render

ABREAST = 3  # tables side by side
ROWS = 32  # of 26 px, headings included, that 1080 px hold below the page's head
SHORT_UNIT = 5  # characters of a unit that fits beside its value
MANY = 4  # more municipalities than this have their names upright


@dataclass(frozen=True)
class Row:
    """A nyckeltal: its cells with what stands last and its explanation, or in ``missing`` why it has none."""

    title: str
    link: str
    cells: tuple[Cell, ...] = ()
    last: str = ""
    note: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Part:
    """The rows of a goal."""

    no: int
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """One of the tables that stand side by side."""

    caption: str
    parts: tuple[Part, ...]


def years(wall: Wall, source: Source, last: int, link: Callable[[int], str], fresh: str) -> str:
    """Every nyckeltal by year, each year beside the nyckeltal's own mean.

    Args:
        wall: the findings shown; goals without any have no heading.
        source: where they come from.
        last: the chosen end year.
        link: the address of a nyckeltal's page, by its number.
        fresh: the sentence on when the figures were read.

    Returns:
        HTML: a legend, the tables, and when the figures were read.
    """
    axis = range(min(source.program.first_year, last), last + 1)

    def row(finding: Finding) -> Row:
        title, to = finding.indicator.short_title, link(finding.indicator.no)
        if finding.absence or not len(finding.values):
            return Row(title, to, missing=_missing(finding, source, last), note=_why(finding.absence))
        value, note = _latest(finding, axis)
        return Row(title, to, cells(finding, repeats(finding, source, last), axis), value, note)

    heads = [(f"’{year % 100:02}" if (year - axis[0]) % 2 == 0 else "", str(year)) for year in axis]
    return render(
        "heat-years.html",
        tables=_tables("År för år", wall, source.program, row),
        heads=heads,
        before=axis[0] - 1,
        end="Senast",
        many=False,
        fresh=fresh,
    )


def municipalities(
    wall: Wall,
    levels: Mapping[int, pd.DataFrame],
    source: Source,
    selection: Selection,
    link: Callable[[int], str],
    fresh: str,
) -> str:
    """Every nyckeltal by municipality: the quarter of all 290 that the municipality lies in.

    Args:
        wall: the findings shown; goals without any have no heading.
        levels: nyckeltal's number -> level of every municipality, of ``quarters.levels``.
        source: where they come from.
        selection: the municipalities to compare with.
        link: the address of a nyckeltal's page, by its number.
        fresh: the sentence on when the figures were read.

    Returns:
        HTML: a legend, the tables, what of the choice has no column, and when the figures were read.
    """
    compared = columns(selection, source)

    def row(finding: Finding) -> Row:
        indicator, frame = finding.indicator, levels.get(finding.indicator.no)
        title, to = indicator.short_title, link(indicator.no)
        found = None if frame is None else standing(frame, compared.codes, indicator.direction != "neutral")
        if found and found.cells:
            return Row(title, to, found.cells, found.years, "år som jämförs")
        if finding.absence:
            return Row(title, to, missing=_missing(finding, source, selection.last), note=_why(finding.absence))
        return Row(title, to, missing=f"{NOT_COMPARED}: {found.reason if found else finding.level.reason}")

    names = [name_of(code, source) for code in compared.codes]
    return render(
        "heat-municipalities.html",
        tables=_tables("Kommuner", wall, source.program, row),
        heads=[(name, name) for name in names],
        before=0,
        end="År",
        many=len(names) > MANY,
        alone=len(names) == 1,
        left_out=compared.left_out,
        total=len(source.municipalities),
        fresh=fresh,
    )


def side_by_side(
    goals: Sequence[Goal], sizes: Mapping[int, int], abreast: int = ABREAST, rows: int = ROWS
) -> list[list[Goal]]:
    """Goals side by side: in order, each into the first table that has room for all of it.

    Args:
        goals: in the program's order.
        sizes: a goal's number -> its nyckeltal; goals without any are left out.
        abreast: how many tables there may be.
        rows: how many rows a table has room for; as many more as it takes until all goals have found room.

    Returns:
        The goals of each table.
    """
    while True:
        tables, used = list[list[Goal]](), list[int]()
        for goal in goals:
            if not (nyckeltal := sizes.get(goal.no, 0)):
                continue
            place = next((at for at, full in enumerate(used) if full + 1 + nyckeltal <= rows), len(used))
            if place == len(used):
                tables.append([])
                used.append(0)
            tables[place].append(goal)
            used[place] += 1 + nyckeltal
        if len(tables) <= abreast and max(used, default=0) <= rows:
            return tables
        rows += 1


def _tables(view: str, wall: Wall, program: Program, row: Callable[[Finding], Row]) -> list[Table]:
    of = {goal.no: [one for one in wall.findings if one.indicator.goal == goal.no] for goal in program.goals}
    return [
        Table(
            f"{view}, mål {_numbers([goal.no for goal in goals])}",
            tuple(Part(goal.no, goal.short, tuple(row(one) for one in of[goal.no])) for goal in goals),
        )
        for goals in side_by_side(program.goals, {no: len(found) for no, found in of.items()})
    ]


def _numbers(numbers: list[int]) -> str:
    joined = numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 2
    return f"{numbers[0]}{DASH}{numbers[-1]}" if joined else listed([str(one) for one in numbers])


def _missing(finding: Finding, source: Source, last: int) -> str:
    kind = finding.absence.kind if finding.absence else absence.NOT_FETCHED
    return absence.short(kind, finding.indicator, source.program.municipality, last)


def _why(missing: Absence | None) -> str:
    return missing.sentence if missing else ""


def _latest(finding: Finding, axis: range) -> tuple[str, str]:
    """The latest value, and in words its unit where that does not fit, its year and whether the series has ended."""
    indicator, year = finding.indicator, finding.year
    short = len(indicator.unit) <= SHORT_UNIT and not indicator.is_code
    value = with_unit(finding.value, indicator.decimals, indicator.unit) if short else shown(finding.value, indicator)
    unit = "" if short or indicator.is_code else f"{indicator.unit}, "
    ended = ", serien har upphört" if finding.ended else ""
    return value if year in axis else f"{value} ({year})", f"{unit}år {year}{ended}"
