"""The data of a meeting's chart: what ``charts_meeting.trend`` draws, as rows.

Places are 0-1 of the plot, from left and from below: the axes are drawn as rows too, so that one specification serves
every nyckeltal and both screens.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from norberg import figures, meeting_field
from norberg.depth_rows import VALUES
from norberg.depth_words import places
from norberg.dots import tick_step
from norberg.lines import Line
from norberg.meeting_scene import Scene
from norberg.sentences import number
from norberg.series import DEMO
from norberg.trend_rows import BREAK, spread

FIELDS = dict.fromkeys(("part", "style", "dash", "run", "text"), "str")
FIELDS |= dict.fromkeys(("step", "x", "x2", "y", "y2", "width"), "float64")
Row = dict[str, Any]

OWN, OLDER, OTHER = 7.0, 4.0, 3.5  # px of a line
MOST_YEARS = 5  # labels of the year axis
YEAR_STEPS = (1, 2, 3, 4, 5, 10, 20)
WIDE = 22  # letters of a name and its value in one line
LABEL, TALL_LABEL = 0.105, 0.18  # of the plot: what a name of one and of two lines needs at 1280 x 720
HALF_YEAR = 0.4  # of a year that a value reaches to the right


def rows(one: Scene, *, demo: bool = False) -> pd.DataFrame:
    """The rows of one chart, with FIELDS but for the step.

    Args:
        one: what is drawn.
        demo: whether the figures are made up, which is then written in the chart.
    """
    found = [*_empty(one), *_axes(one), *_band(one), *_others(one), *_own(one), *_labels(one), *_breaks(one)]
    found += meeting_field.words(one)
    if demo:
        found.append({"part": "demo", "text": DEMO, "x": 0.0, "y": 1.0})
    texts = dict.fromkeys((name for name, kind in FIELDS.items() if kind == "str"), "")
    return pd.DataFrame(found).reindex(columns=list(FIELDS)).fillna(texts).astype(FIELDS)


def year_step(first: int, last: int) -> int:
    """The step that gives at most MOST_YEARS labels."""
    return next(step for step in YEAR_STEPS if (last - first) // step < MOST_YEARS)


def _axes(one: Scene) -> Iterator[Row]:
    step = tick_step(one.high - one.low, VALUES)
    decimals = places(step)
    for value in np.arange(round(one.low / step), round(one.high / step) + 1) * step:
        yield {"part": "grid", "x": 0.0, "x2": 1.0, "y": one.y(value), "text": number(value, decimals)}
    yield {"part": "axis", "x": 0.0, "x2": 1.0, "y": 0.0}
    for year in range(one.first, one.last + 1, year_step(one.first, one.last)):
        yield {"part": "year", "x": one.x(year), "y": 0.0, "text": str(year)}


def _band(one: Scene) -> Iterator[Row]:
    """The band, cut where years are missing; a lone year is a short bar."""
    band = one.drawn.band
    seen = band[(band.index >= one.first) & (band.index <= one.last)]
    if not len(seen):
        return
    run = figures.runs(seen[5], one.breaks, one.longest_step)
    for key, years in seen.groupby(run.to_numpy()):
        for year, row in years.iterrows():
            for x in (year - 0.2, year + 0.2) if len(years) == 1 else (year,):
                yield {"part": "band", "run": f"band{key}", "x": one.x(x), "y": one.y(row[5]), "y2": one.y(row[95])}


def _own(one: Scene) -> Iterator[Row]:
    """The own line, thinner before the last break; large dots on the latest value and on lone ones."""
    values, last_break = one.seen(one.drawn.own.values), max(one.breaks, default=0)
    yield from _line(one, values[values.index < last_break], "own", "solid", OLDER)
    yield from _line(one, values[values.index >= last_break], "own", "solid", OWN)
    yield {"part": "dot", "style": "own", "x": one.x(values.index[-1]), "y": one.y(values.iloc[-1])}


def _others(one: Scene) -> Iterator[Row]:
    dashes = iter(("dotted", "long", "dashed"))
    for line in one.drawn.others:
        dash = {"country": "solid", "median": "dashed"}.get(line.style) or next(dashes)
        yield from _line(one, one.seen(line.values), f"other {line.name}", dash, OTHER)


def _line(one: Scene, values: pd.Series, name: str, dash: str, width: float) -> Iterator[Row]:
    if not len(values):
        return
    style = "own" if name == "own" else "other"
    run = figures.runs(values, one.breaks if style == "own" else (), one.longest_step)
    alone = ~run.duplicated(keep=False)
    for year, value in values.items():
        at = {"x": one.x(year), "y": one.y(value), "style": style}
        yield {"part": "line", "dash": dash, "width": width, "run": f"{name} {width} {run[year]}", **at}
        if alone[year]:
            yield {"part": "dot", **at}


def _labels(one: Scene) -> Iterator[Row]:
    """Names and latest values beside the lines' ends; an own value that is old is named where it stands."""
    named = [
        line for line in one.lines if len(one.seen(line.values)) and not (one.empty_after and line is one.lines[0])
    ]
    newest = one.last if one.empty_after else int(one.drawn.own.values.index[-1])
    texts = [_named(line, one, newest) for line in named]
    at = [(one.x(line.values.index[-1]), one.y(line.values.iloc[-1])) for line in named]
    share = TALL_LABEL if any("\n" in text for text in texts) else LABEL
    for line, text, (x, y), place in zip(named, texts, at, spread([y for _, y in at], 1.0, share), strict=True):
        style = "own" if line is one.lines[0] else "other"
        yield {"part": "label", "style": style, "x": 1.0, "y": place, "text": text}
        yield {"part": "leader", "x": x, "y": y, "x2": 1.0, "y2": place}
    if one.empty_after:
        yield _old_label(one)


def _named(line: Line, one: Scene, newest: int) -> str:
    year = int(line.values.index[-1])
    value = number(line.values.iloc[-1], one.decimals) + (f" ({year})" if year != newest else "")
    return f"{line.name} {value}" if len(f"{line.name} {value}") <= WIDE else f"{line.name}\n{value}"


def _old_label(one: Scene) -> Row:
    own = one.drawn.own
    x, y = one.x(own.values.index[-1]), one.y(own.values.iloc[-1])
    text = f"{own.name} {own.values.index[-1]}: {number(own.values.iloc[-1], one.decimals)}"
    return {"part": "old", "style": "below" if y > 0.5 else "above", "x": x, "y": y, "text": text}


def _empty(one: Scene) -> Iterator[Row]:
    """The years without a value are a pale field that says so, its words where fewest lines pass."""
    if not one.empty_after:
        return
    start = one.x(one.empty_after + HALF_YEAR)
    yield {"part": "empty", "x": start, "x2": 1.0, "y": 0.0, "y2": 1.0}
    middle = (start + 1) / 2
    others = [
        one.y(value)
        for line in one.drawn.others
        for year, value in line.values.items()
        if abs(one.x(year) - middle) < meeting_field.BOX[0] / 2
    ]
    place = max((0.5, 0.3, 0.7), key=lambda y: min((abs(y - other) for other in others), default=1.0))
    text = f"Ingen uppgift för {one.drawn.own.name}\nefter {one.empty_after}"
    yield {"part": "empty_words", "x": middle, "y": place, "text": text}


def _breaks(one: Scene) -> Iterator[Row]:
    for year in one.breaks:
        x = one.x(year - 0.5)
        yield {"part": "break", "x": x, "y": 0.0, "y2": 1.0, "text": BREAK, "style": "left" if x < 0.5 else "right"}
