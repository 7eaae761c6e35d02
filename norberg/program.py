"""The program: its areas, goals and nyckeltal, read from ``program.toml`` and ``indicators.csv``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from norberg import sets, themes
from norberg.columns import AREA, SLUG, Break, Indicator, indicators
from norberg.errors import FileFaults, NorbergError
from norberg.sets import ComparisonSet
from norberg.sheet import quoted
from norberg.themes import Theme
from norberg.tomlfile import Table, read
from norberg.wheel import followups
from norberg.wheel.followups import FollowUp

__all__ = ["Area", "Break", "ComparisonSet", "FollowUp", "Goal", "Indicator", "Municipality", "Program", "load"]

TOML, CSV = "program.toml", "indicators.csv"
YEARS = (1900, 2100)
AGE = "refresh_after_days"
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Goal:
    """One goal of the program: number, its words, a short title, and its nyckeltal in the file's order."""

    no: int
    text: str
    short: str
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True)
class Area:
    """One area of the program; ``address`` is its page's."""

    title: str
    short: str
    address: str
    text: str
    goals: tuple[Goal, ...]


@dataclass(frozen=True)
class Municipality:
    """Whose program it is, with the codes of its region and country in Kolada."""

    code: str
    name: str
    genitive: str
    county_region: str
    country: str
    inhabitants: int


@dataclass(frozen=True)
class Program:
    """The program and what is wrong with its files.

    ``adopted`` and ``first_year`` are years, ``refresh_after`` the days after which the app fetches by itself (0 is
    never), ``default_sets`` addresses of ``sets``, ``groups`` ids of Kolada's groups of municipalities, ``followups``
    its days in the year, ``faults`` one Swedish sentence each.
    """

    title: str
    adopted: int
    first_year: int
    refresh_after: int
    default_sets: tuple[str, ...]
    groups: tuple[str, ...]
    municipality: Municipality
    areas: tuple[Area, ...]
    sets: tuple[ComparisonSet, ...]
    themes: tuple[Theme, ...]
    followups: tuple[FollowUp, ...]
    faults: tuple[str, ...]

    @property
    def goals(self) -> tuple[Goal, ...]:
        """All goals in the program's order."""
        return tuple(goal for area in self.areas for goal in area.goals)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All nyckeltal in the program's order."""
        return tuple(one for goal in self.goals for one in goal.indicators)

    @property
    def kpis(self) -> tuple[str, ...]:
        """Every id to ask Kolada for, each once."""
        return tuple(dict.fromkeys(kpi for one in self.indicators for kpi in one.kpis))

    @property
    def outside(self) -> tuple[Indicator, ...]:
        """The nyckeltal of the themes that the program does not have, each once, as the first theme has it."""
        found = {one.no: one for theme in reversed(self.themes) for one in theme.indicators if not one.goal}
        return tuple(found.values())

    def indicator(self, no: int) -> Indicator:
        """The nyckeltal of the program or a theme with this number; NorbergError if there is none."""
        return _found((one for one in (*self.indicators, *self.outside) if one.no == no), f"nyckeltal {no}")

    def theme(self, address: str) -> Theme:
        """The deep-dive with this address; NorbergError if there is none."""
        return _found((one for one in self.themes if one.address == address), f"tema {quoted(address)}")

    def goal(self, no: int) -> Goal:
        """The goal with this number; NorbergError if there is none."""
        return _found((goal for goal in self.goals if goal.no == no), f"mål {no}")

    def area(self, address: str) -> Area:
        """The area with this address; NorbergError if there is none."""
        return _found((area for area in self.areas if area.address == address), f"område {quoted(address)}")

    def pairs(self, chosen: Iterable[Indicator] | None = None) -> tuple[tuple[Indicator, ...], ...]:
        """Nyckeltal (by default all) as cards: those of a pair together where the first stands, others alone."""
        cards: dict[object, tuple[Indicator, ...]] = {}
        for one in self.indicators if chosen is None else chosen:
            key = one.pair or one.no
            cards[key] = (*cards.get(key, ()), one)
        return tuple(cards.values())


def load(folder: Path, own: Path | None = None) -> Program:
    """The program as ``program.toml``, ``indicators.csv`` and ``themes.csv`` of a folder have it.

    Args:
        folder: with the three files.
        own: where the office's own themes lie, if any.

    Returns:
        The program with every row that can be shown; ``faults`` names the others, and all else that is wrong.

    Raises:
        FileFaults: nothing can be shown, since ``program.toml`` can't be read or lacks a title, a year, goals or the
            municipality; with the faults of both files.
    """
    faults: list[str] = []
    try:
        root = read(folder / TOML, faults)
    except FileFaults as error:
        raise FileFaults([*error.faults, *indicators(folder / CSV, ())[1]]) from error
    harmless = len(faults)
    program = _frame(root)
    hopeless = len(faults) > harmless
    areas = _areas(root)
    goals = {goal.no for area in areas for goal in area.goals}
    program = replace(program, **sets.read(root), followups=followups.read(root))
    rows, wrong = indicators(folder / CSV, goals)
    if hopeless or not goals:
        raise FileFaults([*faults, *wrong])
    program = replace(program, areas=tuple(_filled(area, rows) for area in areas), faults=(*faults, *wrong))
    return _themed(program, folder, own)


def _themed(program: Program, folder: Path, own: Path | None) -> Program:
    known, here = program.indicators, program.municipality.code
    file = folder / themes.FILE  # a program can do without themes
    given, wrong = themes.read(file, known, here) if file.exists() else ([], [])
    saved, wrong_saved = themes.saved(own, known, here) if own else ([], [])
    found, taken = themes.joined(given, saved)
    return replace(program, themes=found, faults=(*program.faults, *wrong, *wrong_saved, *taken))


def _found(candidates: Iterator[Thing], wanted: str) -> Thing:
    for one in candidates:
        return one
    raise NorbergError(f"Programmet har inget {wanted}.")


def _frame(root: Table) -> Program:
    """What nothing can be shown without."""
    values = root.values.get("municipality")
    town = Table(values if isinstance(values, dict) else {}, f"{TOML}, [municipality]", root.faults)
    code = (AREA, "”1962”, fyra siffror")
    return Program(
        title=root.text("title"),
        adopted=root.whole("adopted", *YEARS),
        first_year=root.whole("first_year", *YEARS),
        refresh_after=root.whole(AGE, 0, 366) if AGE in root.values else 0,
        default_sets=(),
        groups=(),
        areas=(),
        sets=(),
        themes=(),
        followups=(),
        faults=(),
        municipality=Municipality(
            town.text("code", *code),
            town.text("name"),
            town.text("genitive"),
            town.text("county_region", *code),
            town.text("country", *code),
            town.whole("inhabitants", 1, 10_000_000),
        ),
    )


def _areas(root: Table) -> list[Area]:
    numbers, addresses = set[int](), set[str]()
    found = []
    for one in root.tables("areas", "område"):
        address = one.text("address", SLUG, "att-vaxa-upp")
        one.first("address", address, addresses)
        goals = [
            _goal(table) for table in one.tables("goals", "mål") if table.first("no", table.values.get("no"), numbers)
        ]
        text = (one.text("title"), one.text("short"), address, one.text("text"))
        found.append(Area(*text, tuple(goal for goal in goals if goal.no > 0)))
    return found


def _goal(table: Table) -> Goal:
    """The goal; one without words is still shown, so that its nyckeltal are."""
    return Goal(table.whole("no", 1, 99), table.text("text"), table.text("short"))


def _filled(area: Area, rows: list[Indicator]) -> Area:
    goals = [replace(goal, indicators=tuple(row for row in rows if row.goal == goal.no)) for goal in area.goals]
    return replace(area, goals=tuple(goals))
