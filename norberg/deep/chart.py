"""The small multiples' chart, built once for all: everything that differs is data, the rows of ``small.rows``."""

from functools import cache
from typing import Any

import altair as alt

from norberg.charts import DATA, GRID, INK, MEN, SECONDARY, WOMEN
from norberg.charts_depth import COLOURS, INNER, OWN_DASHES, part_of, rule, text

HEIGHT = 150  # px of the whole chart (look, section 3)
SCALE_ROOM = 38  # px for the values at the scale, the same in every chart so that the years stand under each other
BAR = 7  # px of a lone year's band
LABELS = {"main": INK, "women": WOMEN, "men": MEN}


@cache
def small() -> dict[str, Any]:
    """The specification of a small chart; its data set is named ``charts.DATA``.

    Returns:
        A Vega-Lite specification without data; read-only by contract.
    """
    rows = alt.Chart(alt.NamedData(name=DATA))
    layers = [
        _frame(rows),
        rule(rows, "tick", GRID).encode(x="x:Q"),
        part_of(rows, "band").mark_area(color=INNER, aria=False).encode(x="x:Q", y="y:Q", y2="y2:Q", detail="run:N"),
        rule(rows, "bar", INNER, strokeWidth=BAR).encode(x="x:Q", y="y:Q", y2="y2:Q"),
        rule(rows, "break", SECONDARY, strokeDash=[4, 3]).encode(x="x:Q"),
        _lines(rows),
        *_dots(rows),
        *_labels(rows),
        text(part_of(rows, "tick"), SECONDARY, 14, align="center", baseline="top").encode(
            x="x:Q", y=alt.value({"expr": "height + 6"}), text="text:N"
        ),
        text(part_of(rows, "demo"), INK, 14, fontWeight=700, baseline="top", lineBreak="\n").encode(
            x=alt.value(4), y=alt.value(2), text="text:N"
        ),
    ]
    return alt.layer(*layers).properties(height=HEIGHT, width="container").to_dict()


def _frame(rows: alt.Chart) -> alt.Chart:
    """Unseen points at the corners: they hold the axes where Python put their ends."""
    values = alt.Axis(
        title=None,
        tickCount=3,
        domain=False,
        ticks=False,
        gridColor=GRID,
        minExtent=SCALE_ROOM,
        labelPadding=4,
    )
    years = alt.Axis(title=None, labels=False, ticks=False, grid=False)
    return (
        part_of(rows, "frame")
        .mark_point(opacity=0, size=0, aria=False)
        .encode(
            x=alt.X("x:Q", scale=alt.Scale(zero=False, nice=False), axis=years),
            y=alt.Y("y:Q", scale=alt.Scale(zero=False, nice=False), axis=values),
        )
    )


def _lines(rows: alt.Chart) -> alt.Chart:
    dashes = alt.Scale(domain=list(OWN_DASHES), range=list(OWN_DASHES.values()))
    return (
        part_of(rows, "line")
        .mark_line(strokeCap="butt", strokeJoin="round", aria=False)
        .encode(
            x="x:Q",
            y="y:Q",
            color=_colour(),
            detail="run:N",
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            strokeDash=alt.StrokeDash("dash:N", scale=dashes, legend=None),
        )
    )


def _colour() -> alt.Color:
    return alt.Color("style:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), legend=None)


def _dots(rows: alt.Chart) -> list[alt.Chart]:
    """Larger on the latest value than where a year stands alone; diamonds for men."""
    return [
        part_of(rows, part, f"datum.style {test} 'men'")
        .mark_point(filled=True, opacity=1, size=size, shape=shape, aria=False)
        .encode(x="x:Q", y="y:Q", color=_colour())
        for part, size in (("dot", 28), ("end", 52))
        for test, shape in (("!=", "circle"), ("==", "diamond"))
    ]


def _labels(rows: alt.Chart) -> list[alt.Chart]:
    """The latest value beside the line's end, in its colour."""
    return [
        text(part_of(rows, "label", f"datum.style == '{style}'"), colour, 14, fontWeight=700, dx=7).encode(
            x="x:Q", y="y:Q", text="text:N"
        )
        for style, colour in LABELS.items()
    ]
