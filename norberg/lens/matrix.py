"""The matrix of a lens: its values as rows, the program's areas as columns, nyckeltal with their marks in the cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from norberg import marks, spoken
from norberg.counts import Count, counts, in_words
from norberg.finding import NO_DATA, Finding
from norberg.lens.lenses import Lens
from norberg.program import Area, Program
from norberg.sentences import counted, listed
from norberg.tiles import direction_mark

SIZE = 18  # px of a mark
NONE = "Inget nyckeltal"


@dataclass(frozen=True)
class Item:
    """A nyckeltal in a cell: the address of its page, its short title, the direction's mark and word."""

    link: str
    title: str
    mark: str
    words: str


@dataclass(frozen=True)
class Total:
    """How many nyckeltal a row or a column has, and how many of them go which way."""

    number: int
    counts: tuple[Count, ...]

    @property
    def words(self) -> str:
        """How many, with the noun."""
        return counted(self.number, "nyckeltal", "nyckeltal")

    @property
    def directions(self) -> str:
        """The counts as text."""
        return in_words(self.counts)


@dataclass(frozen=True)
class Row:
    """A row: its name, what it has in all, and a cell an area, empty ones included."""

    name: str
    total: Total
    cells: tuple[tuple[Item, ...], ...]
    empty: str  # for the phone: "Inget nyckeltal i Att bli äldre"; "" where every cell has one


@dataclass(frozen=True)
class Matrix:
    """All rows under a lens.

    Attributes:
        lens: which.
        areas: the columns, each with what it has in all.
        rows: the lens's rows in order, those without nyckeltal too.
        notes: how the counts add up.
    """

    lens: Lens
    areas: tuple[tuple[Area, Total], ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def matrix(lens: Lens, findings: Sequence[Finding], program: Program, link: Callable[[int], str]) -> Matrix:
    """The matrix of a lens.

    Args:
        lens: one of ``lenses.LENSES``.
        findings: the totals of all nyckeltal as they stood at an end year.
        program: its areas.
        link: the address of a nyckeltal's page, by its number.
    """
    by_area = [_of_area(area, findings) for area in program.areas]
    rows = tuple(_row(key, lens, by_area, program, link) for key in lens.rows)
    columns = zip(program.areas, map(_total, by_area), strict=True)
    return Matrix(lens, tuple(columns), rows, tuple(_notes(lens, findings, rows)))


def _of_area(area: Area, findings: Sequence[Finding]) -> list[Finding]:
    goals = {goal.no for goal in area.goals}
    return [one for one in findings if one.indicator.goal in goals]


def _total(found: Sequence[Finding]) -> Total:
    return Total(len(found), counts(found))


def _row(
    key: object, lens: Lens, by_area: Sequence[list[Finding]], program: Program, link: Callable[[int], str]
) -> Row:
    cells = [[one for one in found if key in lens.of(one.indicator)] for found in by_area]
    lacking = [area.short for area, cell in zip(program.areas, cells, strict=True) if not cell]
    return Row(
        lens.rows[key],
        _total([one for cell in cells for one in cell]),
        tuple(tuple(_item(one, link) for one in cell) for cell in cells),
        f"{NONE} i: {listed(lacking)}." if lacking else "",
    )


def _item(one: Finding, link: Callable[[int], str]) -> Item:
    mark = direction_mark(one, SIZE) or marks.count(NO_DATA, SIZE)
    return Item(link(one.indicator.no), one.indicator.short_title, mark, spoken.direction_words(one))


def _notes(lens: Lens, findings: Sequence[Finding], rows: Sequence[Row]) -> list[str]:
    """How the rows' numbers relate to the number of nyckeltal, and which of them stand in no row."""
    every, told = len(findings), sum(row.total.number for row in rows)
    several = sum(len(lens.of(one.indicator)) > 1 for one in findings)
    homeless = [one.indicator.short_title for one in findings if not set(lens.of(one.indicator)) & set(lens.rows)]
    found = [f"Programmet har {every} nyckeltal."]
    if several:
        found.append(
            f"{several} av dem hör till mer än ett mål och står i flera rader: radernas antal blir tillsammans {told}, "
            f"områdenas {every}."
        )
    if homeless:
        found.append(f"I ingen rad står {listed(homeless)}.")
    return found
