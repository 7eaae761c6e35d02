"""The follow-up as plain texts and pictures: per area and goal what the cards say, what changed, what is missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from norberg import smallchart
from norberg.card import Card
from norberg.counts import Count, counts
from norberg.finding import Finding
from norberg.program import Area, Goal, Indicator, Program
from norberg.selection import Selection
from norberg.since import Since, Then, since
from norberg.verdict import Verdict, verdicts

COMING = "Nästa publicering"  # the heading of ``about.about`` that tells when new values come


@dataclass(frozen=True)
class Item:
    """One nyckeltal, or the two of a pair.

    Attributes:
        card: its figures; ``card.absent`` says why there are none.
        verdicts: direction, level and sentence, one a series.
        chart: an image address; "" where nothing is drawn.
        since: what changed since the previous follow-up.
        coming: when new values come, in words; "" where nothing is known.
    """

    card: Card
    verdicts: tuple[Verdict, ...]
    chart: str
    since: Since
    coming: str

    @property
    def no(self) -> int:
        """The nyckeltal's number, the first of a pair."""
        return self.card.indicators[0].no

    @property
    def numbers(self) -> tuple[int, ...]:
        """All its numbers."""
        return tuple(one.no for one in self.card.indicators)

    @property
    def figures(self) -> str:
        """The latest values in words: "84,4 % 2026"."""
        told = (" ".join(filter(None, [one.name, one.value, one.unit, one.year])) for one in self.card.figures)
        return ", ".join(told)


@dataclass(frozen=True)
class GoalPart:
    """A goal of the follow-up: its counts, those with values and those without, in the program's order."""

    goal: Goal
    counts: tuple[Count, ...]
    there: tuple[Item, ...]
    absent: tuple[Item, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All of them."""
        return (*self.there, *self.absent)


@dataclass(frozen=True)
class AreaPart:
    """An area of the follow-up with the goals that are shown."""

    area: Area
    counts: tuple[Count, ...]
    goals: tuple[Goal, ...]


def item(
    indicators: tuple[Indicator, ...],
    card: Card,
    chosen: Callable[[Selection], Sequence[Finding]],
    before: Then,
    selection: Selection,
) -> Item:
    """One nyckeltal, or the two of a pair.

    Args:
        indicators: whose.
        card: its card under the selection.
        chosen: its findings under a selection, as ``Findings.chosen`` gives them.
        before: the figures at the previous follow-up.
        selection: gender, years, comparison.
    """
    shown = replace(selection, gender=card.gender)
    found = chosen(shown)
    chart = smallchart.picture(card.rows, indicators[0].decimals) if card.rows is not None else ""
    changed = since(indicators, found, before, shown, card.gender)
    told = () if card.absent else verdicts(found, card.gender)
    return Item(card, told, chart, changed, _coming(card))


def _coming(card: Card) -> str:
    """When new values come, each publication once."""
    return " ".join(dict.fromkeys(text for heading, text in card.about if heading == COMING))


def part(goal: Goal, items: Sequence[Item], found: Sequence[Finding]) -> GoalPart:
    """A goal of the follow-up.

    Args:
        goal: whose.
        items: its nyckeltal.
        found: the findings of all nyckeltal's totals, which are counted.
    """
    there, absent = ([one for one in items if (one.card.absent is None) is has] for has in (True, False))
    return GoalPart(goal, counts([one for one in found if one.indicator.goal == goal.no]), tuple(there), tuple(absent))


def areas(program: Program, goals: Sequence[Goal], found: Sequence[Finding]) -> tuple[AreaPart, ...]:
    """The areas with a goal that is shown; an area's counts are of those goals."""
    numbers = {one.no for one in goals}
    told = []
    for area in program.areas:
        shown = tuple(one for one in area.goals if one.no in numbers)
        of_area = {one.no for one in shown}
        if shown:
            told.append(AreaPart(area, counts([one for one in found if one.indicator.goal in of_area]), shown))
    return tuple(told)
