"""The rows of a table of women and men: one a nyckeltal or pair that has both."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from norberg import card, figures
from norberg.finding import SURE, Gap
from norberg.findings import Findings
from norberg.gaps.field import SPLIT, TOTAL, Field, field
from norberg.program import Indicator
from norberg.rules.gap import Gaps
from norberg.rules.measure import COUNTS
from norberg.selection import Selection
from norberg.sentences import change, change_unit, number

BOTH_IN_TITLE = ", kvinnor och män"  # of a pair's title: the table says it of every row


@dataclass(frozen=True)
class Row:
    """Women beside men in one nyckeltal or pair.

    Attributes:
        indicators: one nyckeltal, or the two of a pair (women first).
        gap: what the rule found.
        field: what it is drawn on; None where there is none.
        read: municipalities read by gender at best, of ``municipalities``.
        municipalities: how many there are.
        country: women minus men in the country; NaN where there is none, or where it is a sum.
        country_year: of that; 0 without.
        smaller: how many of the similar municipalities have a smaller gap.
        similar: how many of them were compared.
        drawn: year -> gap from the chosen first year on.
        years: first and last year that is chosen.
        demo: whether the figures are made up.
    """

    indicators: tuple[Indicator, ...]
    gap: Gap
    field: Field | None
    read: int
    municipalities: int
    country: float
    country_year: int
    smaller: int
    similar: int
    drawn: pd.Series
    years: tuple[int, int]
    demo: bool

    @property
    def indicator(self) -> Indicator:
        """The nyckeltal, or the first of a pair."""
        return self.indicators[0]

    @property
    def title(self) -> str:
        """Its title; that of a pair need not say that it is of women and men."""
        return (self.indicator.pair or card.title_of(self.indicators)).removesuffix(BOTH_IN_TITLE)

    @property
    def judged(self) -> bool:
        """Whether one direction is better than the other."""
        return self.indicator.direction != "neutral"

    @property
    def count(self) -> bool:
        """Whether it counts people, so that a gap follows how many they are."""
        return self.indicator.kind in COUNTS

    @property
    def under(self) -> str:
        """What stands under the title: unit and year, what is not usual."""
        field = self.field
        older = f"fältet {field.year}" if field and field.year != self.gap.year else ""
        unjudged = "" if self.judged else "inget önskat håll"
        return " · ".join(filter(None, [f"{self.indicator.unit}, {self.gap.year}", unjudged, older]))

    @property
    def women(self) -> str:
        """Women's value as text."""
        return number(self.gap.women, self.indicator.decimals)

    @property
    def men(self) -> str:
        """Men's value as text."""
        return number(self.gap.men, self.indicator.decimals)

    @property
    def difference(self) -> str:
        """Women minus men with its sign, worked out on values that are not rounded."""
        return change(self.gap.gap, self.indicator.decimals)

    @property
    def unit(self) -> str:
        """The unit of the difference."""
        return change_unit(self.indicator.unit)

    @property
    def in_country(self) -> str:
        """The country's gap, with its year where that is another; "saknas" without."""
        if not self.country_year:
            return "saknas"
        other = f" ({self.country_year})" if self.country_year != self.gap.year else ""
        return f"{change(self.country, self.indicator.decimals)}{other}"

    @property
    def behind(self) -> str:
        """Who has it worse, or is higher where nothing is better; "" for a gap that is not sure."""
        if not self.gap.sure or self.women == self.men:
            return ""
        higher, lower = ("kvinnor", "män") if self.gap.gap > 0 else ("män", "kvinnor")
        if not self.judged:
            return f"{higher} högre"
        return f"{lower if self.indicator.direction == 'higher' else higher} sämre"

    @property
    def moves(self) -> str:
        """Whether the gap grows: only words of a rule that fired, or why there is none."""
        trend = self.gap.trend
        if not trend.enough:
            return "för få mätningar"
        if self.gap.growing:
            return f"{'växer' if self.gap.growing > 0 else 'krymper'}{'' if trend.grade == SURE else ' troligen'}"
        return "ingen säker förändring" if self.gap.sure else "bedöms inte"

    @property
    def among(self) -> str:
        """How large the gap is among all municipalities, else among the similar ones; which of them is said."""
        if self.count:
            return ""
        if self.gap.compared:
            ends = {0.0: "minst", 1.0: "störst"}
            share = min(max(100 * self.gap.larger_than, 1), 99)  # not all of them is not 100 %
            some = ends.get(self.gap.larger_than, f"större än i {number(share, 0)}\u00a0%")
            return f"{some} av {self.gap.compared} kommuner"
        if self.similar:
            some = {0: "ingen av", self.similar: "alla"}.get(self.smaller, f"{self.smaller} av")
            return f"större än i {some} {self.similar} liknande kommuner"
        return f"jämförs inte: {self.read} av {self.municipalities} kommuner inlästa"

    @property
    def size(self) -> float:
        """The gap in widths of its field; NaN without one."""
        return abs(self.gap.gap) / self.field.width if self.field else float("nan")

    def place(self, value: float) -> float:
        """Where a value lies on the field: 0 its left end, 1 its right; left is worse (neutral: lower)."""
        if self.field is None:
            return float("nan")
        share = (value - self.field.low) / self.field.width
        return 1 - share if self.indicator.direction == "lower" else share


def rows(indicators: Sequence[Indicator], findings: Findings, selection: Selection) -> tuple[Row, ...]:
    """The nyckeltal that have women and men, in the order given, a pair where its first stands.

    Args:
        indicators: of the program or outside it.
        findings: the rules' answers until the chosen end year.
        selection: its years; the first cuts what is drawn over time.
    """
    pairs = findings.source.program.pairs(dict.fromkeys(indicators))
    return tuple(row for one in pairs if (row := _row(one, findings, selection)))


def _row(indicators: tuple[Indicator, ...], findings: Findings, selection: Selection) -> Row | None:
    one, source = indicators[0], findings.source
    found = findings.gaps(one)
    own = found.one(one.entity) if found else None
    if found is None or own is None:
        return None
    here = len(source.municipalities)
    total = None if one.pair else findings.judged(one, found.measure.kpi, "T").table
    drawn_on, read = field(found, total, own.year, here)
    country, year = _country(one, found, own.year, source.program.municipality.country)
    group = source.groups.get(one.similar_group)
    members = [code for code in group.members if code != one.entity] if group else []
    return Row(
        indicators,
        own,
        drawn_on,
        read,
        here,
        country,
        year,
        *found.smaller(one.entity, members),
        figures.since(own.values, selection.first),
        (selection.first, selection.last),
        source.demo,
    )


def _country(one: Indicator, found: Gaps, year: int, code: str) -> tuple[float, int]:
    """The country's gap of a year, else its latest, and of which year it is."""
    there = None if one.country_sum else found.one(code)
    if there is None:
        return float("nan"), 0
    at = year if year in there.values.index else there.year
    return float(there.values[at]), at


def by_certainty(found: Sequence[Row]) -> list[Row]:
    """The rows by their gap relative to its own noise, the clearest first; those with too few measurements last."""
    return sorted(found, key=lambda row: -row.gap.strength if row.gap.strength >= 0 else float("inf"))


def by_size(found: Sequence[Row]) -> list[Row]:
    """The rows by their gap in widths of the field, the largest first.

    Rows on a field of totals come after the others, then those without: that field is narrower, so that a gap on it
    is no measure beside the others.
    """
    kinds = {SPLIT: 0, TOTAL: 1}
    return sorted(found, key=lambda row: (kinds[row.field.kind], -row.size) if row.field else (len(kinds), 0.0))
