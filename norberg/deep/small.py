"""The data of a deep-dive's small chart: the time axis that all share, and the rows that ``deep.chart.small`` draws."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from norberg import depth_rows, figures
from norberg.depth_rows import Picture, framed
from norberg.lines import MEN, WOMEN, Line
from norberg.sentences import number
from norberg.series import DEMO
from norberg.trend_rows import spread

Row = dict[str, Any]

ROOM = 0.34  # of the years drawn, beyond the last one, for the value at the line's end
LABEL = 0.16  # of a chart's height: what a value of 14 px needs
FEW = 12  # years or fewer are marked at every fifth, more at every tenth
STYLES = {WOMEN: "women", MEN: "men"}
OWN, OLDER = 2.2, 1.4  # px of the own line, and of what lies before a break


@dataclass(frozen=True)
class Axis:
    """The common time axis: the first and last year that are drawn, and where it ends beyond the last one's value."""

    first: int
    last: int

    @property
    def end(self) -> float:
        """The right end, with room for a value."""
        return self.last + max(2.0, ROOM * (self.last - self.first))

    @property
    def ticks(self) -> list[int]:
        """The years that are named."""
        step = 10 if self.last - self.first > FEW else 5 if self.last - self.first > 4 else 1
        return [year for year in range(self.first, self.last + 1) if year % step == 0]


class Drawn(Protocol):
    """What is drawn of one side: a municipality's own line, whose it is, and what lies behind it."""

    @property
    def gender(self) -> str:
        """Totalt, kvinnor, man or skillnad."""

    @property
    def picture(self) -> Picture:
        """Band, breaks and the steps between years."""

    @property
    def own(self) -> Line:
        """The line."""


def rows(drawn: Sequence[Drawn], held: Axis, *, share: bool, demo: bool, beside: Sequence[Line] = ()) -> pd.DataFrame:
    """The rows of one small chart.

    Args:
        drawn: one side, or women and men.
        held: the time axis.
        share: whether values are percentages, so that the axis need not pass 0 or 100.
        demo: whether the figures are made up.
        beside: lines to compare with, thin and grey.

    Returns:
        A frame with ``depth_rows.FIELDS``.
    """
    picture = drawn[0].picture
    breaks = [year for year, _ in picture.breaks]
    band = band_of(drawn)
    seen = band[(band.index >= held.first) & (band.index <= held.last)] if band is not None else None
    values = [float(v) for one in drawn for line in (one.own, *one.picture.older) for v in _since(line, held)]
    values += [float(v) for line in beside for v in _since(line, held)]
    values += [float(v) for v in seen[[25, 75]].to_numpy().ravel()] if seen is not None else []
    low, high = depth_rows.ends(min(values), max(values), share=share)
    found: list[Row] = [{"part": "frame", "x": held.first, "y": low}, {"part": "frame", "x": held.end, "y": high}]
    found += _band(seen, breaks, picture.longest_step) if seen is not None else []
    found += [row for line in beside for row in _line(line, "other", held, [], picture.longest_step)]
    for one, style in zip(drawn, _styles(drawn), strict=True):
        found += [row for line in one.picture.older for row in _line(line, "older", held, breaks, picture.longest_step)]
        found += _line(one.own, style, held, breaks, picture.longest_step)
    found += _labels(drawn, high - low)
    found += [{"part": "break", "x": year - 0.5} for year in breaks if held.first < year <= held.last]
    found += [{"part": "tick", "x": year, "text": str(year)} for year in held.ticks]
    return framed([*found, {"part": "demo", "text": DEMO.replace(": ", ":\n")}] if demo else found)


def _styles(drawn: Sequence[Drawn]) -> list[str]:
    """Women and men apart where both are drawn; a single line is the strong one."""
    return [STYLES.get(one.gender, "main") if len(drawn) > 1 else "main" for one in drawn]


def _since(line: Line, held: Axis) -> pd.Series:
    return line.values[line.values.index >= held.first]


def _band(seen: pd.DataFrame, breaks: Sequence[int], step: int) -> Iterator[Row]:
    """Half of all municipalities, cut where years are missing and at breaks; a lone year is a bar."""
    if not len(seen):
        return
    run = figures.runs(seen[50], breaks, step).to_list()
    for year, low, high, one in zip(seen.index.to_list(), seen[25].to_list(), seen[75].to_list(), run, strict=True):
        kind = "bar" if run.count(one) == 1 else "band"
        yield {"part": kind, "x": year, "y": low, "y2": high, "run": f"band{one}"}


def _line(line: Line, drawn_as: str, held: Axis, breaks: Sequence[int], step: int) -> Iterator[Row]:
    """A line, thinner before the last break; a lone year is a dot."""
    seen, last_break = _since(line, held), max(breaks, default=0)
    if not len(seen):
        return
    run = figures.runs(seen, breaks, step).to_list()
    for year, value, one in zip(seen.index.to_list(), seen.to_list(), run, strict=True):
        style = "older" if year < last_break else drawn_as
        look = {
            "style": style,
            "width": OWN if style in (*STYLES.values(), "main") else OLDER,
            "run": f"{drawn_as}{style}{one}",
        }
        at = {"x": year, "y": value}
        yield {"part": "line", "dash": "men" if style == "men" else "solid", **look, **at}
        if run.count(one) == 1:
            yield {"part": "dot", **look, **at}


def _labels(drawn: Sequence[Drawn], extent: float) -> Iterator[Row]:
    """The latest value at the line's end, with a larger dot."""
    ends = [(int(one.own.values.index[-1]), float(one.own.values.iloc[-1])) for one in drawn]
    places = spread([value for _, value in ends], extent, LABEL)
    for one, style, (year, value), place in zip(drawn, _styles(drawn), ends, places, strict=True):
        yield {"part": "end", "style": style, "x": year, "y": value}
        yield {"part": "label", "style": style, "x": year, "y": place, "text": number(value, one.picture.decimals)}


def band_of(drawn: Sequence[Drawn]) -> pd.DataFrame | None:
    """The band of one side; two abreast would hide each other's."""
    return drawn[0].picture.band if len(drawn) == 1 and len(drawn[0].picture.band) else None
