"""The data of the long trend: what ``charts_depth.trend`` draws, as rows."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from norberg import figures
from norberg.dots import tick_step
from norberg.lines import Line
from norberg.sentences import number
from norberg.series import DEMO
from norberg.trend_rows import BREAK, spread

FIELDS = dict.fromkeys(("part", "style", "dash", "run", "text", "short"), "str")
FIELDS |= dict.fromkeys(("x", "x2", "y", "y2", "width"), "float64")
Row = dict[str, Any]

OWN_WIDTH, OLD_WIDTH, OTHER_WIDTH, MEDIAN_WIDTH = 3.5, 2.0, 1.6, 1.5
DASHES = ("first", "second", "third", "fourth")  # of single areas, in the order chosen
LABEL_PX, AROUND = 23, 50  # what a name at a line's end needs; what axis and words take of a chart's height
REASON = 34  # letters of a break's reason in one line
SHORT = 9  # letters of a name on a phone
VALUES = 5  # about so many steps of the value axis


@dataclass(frozen=True)
class Frame:
    """The ends of the axes: first and last year, lowest and highest value."""

    first: int
    last: int
    low: float
    high: float


@dataclass(frozen=True)
class Picture:
    """What one chart of the page draws.

    Attributes:
        own: the municipality's lines; ``older`` those of a series that was replaced.
        others: the lines it is compared with.
        band: year -> ``nation.SHARES``.
        breaks: first years after a break, with the reason.
        limits: process limits and their words, with first and last year they hold for.
        first: the first year that is drawn.
    """

    own: tuple[Line, ...]
    older: tuple[Line, ...]
    others: tuple[Line, ...]
    band: pd.DataFrame
    breaks: tuple[tuple[int, str], ...]
    longest_step: int
    decimals: int
    first: int
    limits: tuple[tuple[float, str, int, int], ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, own first."""
        return (*self.own, *self.older, *self.others)

    @property
    def seen(self) -> pd.DataFrame:
        """The band in the years that are drawn."""
        return self.band[self.band.index >= self.first]


def frame(pictures: Sequence[Picture], *, share: bool, zero: bool = False) -> Frame | None:
    """Common ends of the axes of charts that are compared with each other.

    Args:
        pictures: the charts.
        share: whether values are percentages, so that the axis need not pass 0 or 100.
        zero: whether the axis must hold zero.

    Returns:
        Ends on whole steps of the axis; None when nothing is drawn.
    """
    seen = [line.values[line.values.index >= one.first] for one in pictures for line in one.lines]
    years = [int(year) for values in seen for year in values.index]
    if not years:
        return None
    drawn = [float(value) for values in seen for value in values] + [0.0] * zero
    drawn += [float(one) for picture in pictures for one in picture.seen.to_numpy().ravel()]
    drawn += [float(limit) for one in pictures for limit, *_ in one.limits]
    low, high = ends(min(drawn), max(drawn), share=share)
    every = years + [int(year) for one in pictures for year in one.seen.index]
    return Frame(min(every), max(every), low, high)


def ends(least: float, most: float, *, share: bool) -> tuple[float, float]:
    """The ends of an axis that holds these values, on whole steps."""
    step = tick_step((most - least) or abs(most) * 0.1, VALUES)
    low, high = np.floor(least / step) * step, np.ceil(most / step) * step
    low, high = (low - step, high + step) if low == high else (low, high)
    if share:
        low, high = (max(low, 0.0) if least >= 0 else low), (min(high, 100.0) if most <= 100 else high)
    return float(low), float(high)


def rows(picture: Picture, held: Frame, height: int, *, zero: bool = False, demo: bool = False) -> pd.DataFrame:
    """The rows of one chart.

    Args:
        picture: what it draws.
        held: the ends of its axes.
        height: px of the chart, which decides how far apart names stand.
        zero: whether zero gets a rule.
        demo: whether the figures are made up, which is then written in the chart.

    Returns:
        A frame with FIELDS.
    """
    found: list[Row] = [
        {"part": "frame", "x": held.first, "y": held.low},
        {"part": "frame", "x": held.last, "y": held.high},
        *_band(picture),
        *(row for line in picture.own for row in _own(line, picture)),
        *(row for line in picture.older for row in _line(line.values, line, picture, "older", "solid", OLD_WIDTH)),
        *_others(picture),
        *_labels(picture, held, height),
        *_breaks(picture, held),
        *({"part": "limit", "x": max(a, held.first), "x2": b, "y": y, "text": t} for y, t, a, b in picture.limits),
    ]
    if zero and held.low <= 0 <= held.high:
        found.append({"part": "zero", "y": 0.0})
    if demo:
        found.append({"part": "demo", "text": DEMO})
    return framed(found)


def framed(found: Sequence[Row]) -> pd.DataFrame:
    """Rows as a frame with exactly FIELDS."""
    empty = {name: "" if kind == "str" else np.nan for name, kind in FIELDS.items()}
    columns = {name: [row.get(name, none) for row in found] for name, none in empty.items()}
    return pd.DataFrame(columns).astype(FIELDS)


def _breaks_of(picture: Picture) -> list[int]:
    return [year for year, _ in picture.breaks]


def _band(picture: Picture) -> Iterator[Row]:
    """The band and its middle, cut where years are missing and at breaks; a lone year is a short bar."""
    seen = picture.seen
    if not len(seen):
        return
    run = figures.runs(seen[50], _breaks_of(picture), picture.longest_step)
    for number_, years in seen.groupby(run.to_numpy()):
        lone = len(years) == 1
        for year, row in years.iterrows():
            for x in (year - 0.2, year + 0.2) if lone else (year,):
                yield {"part": "outer", "x": x, "y": row[5], "y2": row[95], "run": f"band{number_}"}
                yield {"part": "inner", "x": x, "y": row[25], "y2": row[75], "run": f"band{number_}"}
                middle = {"dash": "dotted", "width": MEDIAN_WIDTH, "run": f"middle{number_}"}
                yield {"part": "line", "style": "other", "x": x, "y": row[50], **middle}


def _own(line: Line, picture: Picture) -> Iterator[Row]:
    """The own line: strong after the last break, thinner before; a dot on the latest value."""
    last_break = max(_breaks_of(picture), default=0)
    style = line.style if line.style in ("women", "men") else "main"
    dash = "men" if style == "men" else "solid"
    old = line.values[line.values.index < last_break]
    yield from _line(old, line, picture, "older", "solid", OLD_WIDTH)
    new = line.values[line.values.index >= last_break]
    yield from _line(new, line, picture, style, dash, OWN_WIDTH)
    if line.values.index[-1] >= picture.first:
        end = {"x": int(line.values.index[-1]), "y": float(line.values.iloc[-1])}
        yield {"part": "dot", "style": style, "width": OWN_WIDTH + 1, **end}


def _others(picture: Picture) -> Iterator[Row]:
    singles = 0
    for line in picture.others:
        if line.style == "other":
            dash, singles = DASHES[singles % len(DASHES)], singles + 1
        else:
            dash = "country" if line.style == "country" else "solid"
        yield from _line(line.values, line, picture, "other", dash, OTHER_WIDTH)


def _line(values: pd.Series, line: Line, picture: Picture, style: str, dash: str, width: float) -> Iterator[Row]:
    seen = values[values.index >= picture.first]
    if not len(seen):
        return
    run = figures.runs(seen, _breaks_of(picture), picture.longest_step)
    alone = ~run.duplicated(keep=False)
    for year, value in seen.items():
        look = {"style": style, "dash": dash, "width": width, "run": f"{line.name}{style}{run[year]}"}
        yield {"part": "line", "x": int(year), "y": float(value), **look}
        if alone[year]:
            yield {"part": "dot", "x": int(year), "y": float(value), **look}


def _labels(picture: Picture, held: Frame, height: int) -> Iterator[Row]:
    named = [one for one in (*picture.own, *picture.others) if (one.values.index >= picture.first).any()]
    if not named:
        return
    newest = max((int(one.values.index[-1]) for one in picture.own), default=held.last)
    ends_ = [(int(one.values.index[-1]), float(one.values.iloc[-1])) for one in named]
    places = spread([y for _, y in ends_], held.high - held.low, LABEL_PX / (height - AROUND))
    for line, (year, value), place in zip(named, ends_, places, strict=True):
        mine = line in picture.own
        style = (line.style if line.style in ("women", "men") else "main") if mine else "other"
        told, older = number(value, picture.decimals), f" ({year})" if year != newest else ""
        text = f"{line.name} {told}{older}"
        short = (told if style == "main" else text) if mine else _short(line.name)
        at = {"x": held.last, "y": place, "style": style}
        yield {"part": "label", "text": text, "short": short, **at}
        yield {"part": "leader", "x": year, "y": value, "x2": held.last, "y2": place}


def _short(name: str) -> str:
    return name if len(name) <= SHORT else f"{name[: SHORT - 1].rstrip()}."


def _breaks(picture: Picture, held: Frame) -> Iterator[Row]:
    """Rules between the years; of two, the words of the first stand left of it and those of the last right."""
    inside = [(year - 0.5, reason) for year, reason in picture.breaks if held.first < year <= held.last]
    for at, (place, reason) in enumerate(inside):
        alone = len(inside) == 1
        right = place < (held.first + held.last) / 2 if alone else at == len(inside) - 1
        text = "\n".join(textwrap.wrap(reason, REASON)) if alone or at in (0, len(inside) - 1) else BREAK
        yield {
            "part": "break",
            "x": place,
            "text": text,
            "short": BREAK,
            "style": "left" if right else "right",
        }
