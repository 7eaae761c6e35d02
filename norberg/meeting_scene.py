"""A meeting's chart before it is drawn: its lines and the ends of its axes."""

from dataclasses import dataclass, replace

import pandas as pd

from norberg.depth_rows import ends
from norberg.lines import Line
from norberg.meeting_lines import Drawn
from norberg.program import Indicator
from norberg.sentences import PERCENT

YEARS_BACK = 22  # years before the latest value that are drawn, where the rules look at no more
NEW_ENOUGH = 8  # years after a break with which the older part is left out


@dataclass(frozen=True)
class Scene:
    """A chart's lines and the ends of its axes.

    Attributes:
        drawn: the lines.
        breaks: first years after a break of the own series.
        longest_step: years between neighbours that are joined.
        decimals: of the values.
        first, last: years at the ends.
        low, high: values at the ends.
        empty_after: the own year after which the municipality has no value, though time goes on; 0 else.
    """

    drawn: Drawn
    breaks: tuple[int, ...]
    longest_step: int
    decimals: int
    first: int
    last: int
    low: float
    high: float
    empty_after: int = 0

    def x(self, year: float) -> float:
        """Where a year lies."""
        return (year - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        """Where a value lies."""
        return (value - self.low) / (self.high - self.low)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, own first."""
        return (self.drawn.own, *self.drawn.others)

    def seen(self, values: pd.Series) -> pd.Series:
        """The years of a line that are drawn."""
        return values[(values.index >= self.first) & (values.index <= self.last)]


def scene(drawn: Drawn, indicator: Indicator, window: int, empty_until: int = 0) -> Scene:
    """The ends of the axes.

    Args:
        drawn: the lines.
        indicator: unit, breaks, rhythm.
        window: the first year that the rules look at; 0 without.
        empty_until: the year to which the axis runs on behind an old value; 0 where the value is recent.
    """
    if empty_until:
        drawn = replace(drawn, band=drawn.band.iloc[:0])  # two grey fields over each other say nothing
    years = drawn.own.values.index
    latest = int(years[-1])
    breaks = tuple(one.first_year for one in indicator.breaks if years[0] < one.first_year <= latest)
    first = max(int(years[0]), min(latest - YEARS_BACK, window or latest))
    if breaks and latest - breaks[-1] >= NEW_ENOUGH - 1:
        first, breaks = max(first, breaks[-1]), ()
    everyone = [drawn.own.values, *(one.values for one in drawn.others)]
    last = max(empty_until, *(int(one.index[-1]) for one in everyone))
    first -= first == last
    inside = [float(value) for one in everyone for value in one[one.index >= first]]
    inside += (
        drawn.band.loc[(drawn.band.index >= first) & (drawn.band.index <= last), [5, 95]].to_numpy().ravel().tolist()
    )
    low, high = ends(min(inside), max(inside), share=indicator.unit == PERCENT)
    kept = tuple(one for one in breaks if one > first)
    after = latest if empty_until else 0
    return Scene(drawn, kept, indicator.longest_step, indicator.decimals, first, last, low, high, after)
