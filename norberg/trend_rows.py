"""The data of a card's chart, and its form on the way to the browser.

Rows have ``part`` (line, dot, label, break, zero, demo), ``style``, ``dash``, ``run``, ``x``, ``y``, ``width`` and
``text``; ``norberg.charts`` draws each part.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from norberg import figures
from norberg.lines import Line
from norberg.sentences import number
from norberg.series import DEMO

STYLES = ("main", "women", "men", "older", "country", "other", "median")
WIDTHS = dict(zip(STYLES, (3, 3, 3, 2, 1.8, 1.8, 1.8), strict=True))
HEIGHT = 216  # px, of a card's chart
LABEL_STEP = 0.105  # of the range: what a 14 px label needs in a chart of HEIGHT
BREAK, NEW_SERIES = "seriebrott", "ny serie"  # the words at a rule between two years
FIELDS = dict.fromkeys(("part", "style", "dash", "run", "text"), "str") | dict.fromkeys(("x", "y", "width"), "float64")


def trend_rows(
    lines: Sequence[Line],
    first: int,
    breaks: Sequence[tuple[int, str]],
    *,
    longest_step: int,
    decimals: int,
    zero: bool,
    demo: bool,
) -> pd.DataFrame:
    """The data of a trend chart.

    Args:
        lines: the lines, own first; retired ones with style ``older``.
        first: the first year that is drawn.
        breaks: first year after a break and the words at its rule.
        longest_step: years between neighbours that are joined.
        decimals: of the values at the lines' ends.
        zero: whether zero gets a rule, as in a chart of differences.
        demo: whether the figures are made up, which is then written in the chart.

    Returns:
        A frame with FIELDS; empty when there is nothing to draw since ``first``.
    """
    years = [year for year, _ in breaks]
    drawn = [row for line in lines for row in _line_rows(line, first, years, longest_step)]
    if not drawn:
        return _fields([])
    start, end = min(row["x"] for row in drawn), max(row["x"] for row in drawn)
    low, high = min(row["y"] for row in drawn), max(row["y"] for row in drawn)
    rows = [*drawn, *_label_rows(lines, start, end, high - low, decimals), *_break_rows(breaks, start, end)]
    if zero and low < 0 < high:
        rows.append({"part": "zero", "y": 0.0})
    if demo:
        rows.append({"part": "demo", "text": DEMO})
    return _fields(rows)


def _fields(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    empty = {"str": "", "float64": None}
    return pd.DataFrame(
        {name: pd.Series([row.get(name, empty[kind]) for row in rows], dtype=kind) for name, kind in FIELDS.items()}
    )


def _line_rows(line: Line, first: int, breaks: Sequence[int], longest_step: int) -> list[dict[str, Any]]:
    """The points of a line, and a dot where one would not be seen: the own latest value, a year between holes."""
    seen = figures.since(line.values, first)
    runs = figures.runs(seen, breaks, longest_step).to_list()
    dash = "dashed" if line.dashed or line.style == "country" else "dotted" if line.style == "median" else "solid"
    look = {"style": line.style, "dash": dash, "width": WIDTHS[line.style]}
    rows = [
        {"part": "line", "run": f"{line.name}{line.style}{run}", "x": year, "y": value, **look}
        for year, value, run in zip(seen.index.to_list(), seen.to_list(), runs, strict=True)
    ]
    dotted = {place for place, run in enumerate(runs) if runs.count(run) == 1}
    if rows and line.style in ("main", "women", "men"):
        dotted.add(len(rows) - 1)
    return rows + [{**rows[place], "part": "dot"} for place in sorted(dotted)]


def _label_rows(lines: Sequence[Line], start: int, end: int, extent: float, decimals: int) -> list[dict[str, Any]]:
    """Names and latest values at the lines' ends, in one column, spread so that none covers another."""
    named = [line for line in lines if line.style != "older" and (line.values.index >= start).any()]
    places = spread([float(line.values.iloc[-1]) for line in named], extent)
    newest = max((int(line.values.index[-1]) for line in named if line.style in ("main", "women", "men")), default=end)
    rows = []
    for line, place in zip(named, places, strict=True):
        year = int(line.values.index[-1])
        older = f" ({year})" if year != newest else ""
        text = f"{line.name} {number(line.values.iloc[-1], decimals)}{older}"
        rows.append({"part": "label", "style": line.style, "x": end, "y": place, "text": text})
    return rows


def spread(places: Sequence[float], extent: float, share: float = LABEL_STEP) -> list[float]:
    """Label places moved apart to at least ``share`` of the extent, in order and as near their own as that allows."""
    step = share * (extent or 1.0)
    order = sorted(range(len(places)), key=lambda i: places[i])
    groups: list[list[int]] = []
    centres: list[float] = []
    for index in order:
        groups.append([index])
        centres.append(places[index])
        while len(groups) > 1 and centres[-1] - centres[-2] < step * (len(groups[-1]) + len(groups[-2])) / 2:
            last = groups.pop()
            centres.pop()
            groups[-1] += last
            centres[-1] = sum(places[i] for i in groups[-1]) / len(groups[-1])
    moved = dict[int, float]()
    for group, centre in zip(groups, centres, strict=True):
        moved |= {index: centre + step * (rank - (len(group) - 1) / 2) for rank, index in enumerate(group)}
    return [moved[index] for index in range(len(places))]


def _break_rows(breaks: Sequence[tuple[int, str]], start: float, end: float) -> list[dict[str, Any]]:
    """Rules between the years, their words on the side where there is room."""
    inside = [(year - 0.5, words) for year, words in breaks if start < year <= end]
    return [
        {"part": "break", "x": place, "text": words, "style": _side(words, place, start, end)}
        for place, words in inside
    ]


def _side(words: str, place: float, start: float, end: float) -> str:
    """Left-aligned words stand right of the rule; those of a new series always do, over what they name."""
    return "left" if words == NEW_SERIES or place < (start + end) / 2 else "right"


def arrow(rows: pd.DataFrame) -> bytes:
    """A frame as Arrow IPC bytes, the form in which Streamlit sends data to the browser."""
    sink = pa.BufferOutputStream()
    table = pa.Table.from_pandas(rows, preserve_index=False)
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()
