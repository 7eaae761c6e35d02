"""The chart of points, built once; what depends on a choice is data, the ends of the axes too."""

from functools import cache
from typing import Any

import altair as alt

from norberg.charts import DATA, GREY, GRID, INK, SECONDARY
from norberg.charts_depth import NARROW_TEST, demo, part_of, text

HEIGHT = 540  # px with the axis
AROUND = 50  # px of that for the axis and above the plot
SHAPES = ("diamond", "square", "triangle-up", "triangle-down", "cross")  # of the chosen, in turn
SIDES = ("left", "right", "center")


@cache
def points() -> dict[str, Any]:
    """The specification; its data set is named ``charts.DATA``, its rows are ``rows.FIELDS``. Read-only by contract."""
    rows = alt.Chart(alt.NamedData(name=DATA))
    narrow = alt.param(name="narrow", expr=NARROW_TEST)
    shape = alt.Shape("style:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES)), legend=None)
    tips = [alt.Tooltip("name:N", title="Kommun"), alt.Tooltip("tip_x:N", title="Vågrätt")]
    tips.append(alt.Tooltip("tip_y:N", title="Lodrätt"))
    place: dict[str, Any] = {"x": "x:Q", "y": "y:Q", "tooltip": tips}
    whole: dict[str, Any] = {"filled": True, "opacity": 1, "aria": False}
    layers = [
        _frame(rows),
        part_of(rows, "dot")
        .mark_point(color=GREY, size=26, filled=False, strokeWidth=1.3, opacity=1, aria=False)
        .encode(**place),
        *(_leaders(rows, size) for size in ("wide", "narrow")),
        part_of(rows, "chosen")
        .mark_point(color=SECONDARY, size=95, stroke="white", strokeWidth=1, **whole)
        .encode(shape=shape, **place),
        part_of(rows, "own").mark_point(color=INK, size=170, stroke="white", strokeWidth=1, **whole).encode(**place),
        *(_name(rows, size, side, halo) for size in ("wide", "narrow") for side in SIDES for halo in (True, False)),
        demo(rows),
    ]
    return alt.layer(*layers).add_params(narrow).properties(height=HEIGHT, width="container").to_dict()


def _frame(rows: alt.Chart) -> alt.Chart:
    """Unseen points at the corners hold the axes where Python put their ends: nothing is cut."""
    scale = alt.Scale(zero=False, nice=False)
    x = alt.Axis(title=None, tickCount=8, gridColor=GRID, labelFlush=False, labelOverlap=True, labelSeparation=10)
    y = alt.Axis(title=None, tickCount=7, gridColor=GRID)
    return (
        part_of(rows, "frame")
        .mark_point(opacity=0, size=0, aria=False)
        .encode(x=alt.X("x:Q", scale=scale, axis=x), y=alt.Y("y:Q", scale=scale, axis=y))
    )


def _seen(size: str) -> str:
    """The test for the screens that a name's place is meant for."""
    return f"datum.size == '{size}' && {'narrow' if size == 'narrow' else '!narrow'}"


def _leaders(rows: alt.Chart, size: str) -> alt.Chart:
    return (
        part_of(rows, "leader", _seen(size))
        .mark_rule(color=GREY, strokeWidth=1, aria=False, x2Offset={"expr": "datum.dx"}, y2Offset={"expr": "datum.dy"})
        .encode(x="x:Q", y="y:Q", x2="x:Q", y2="y:Q")
    )


def _name(rows: alt.Chart, size: str, side: str, halo: bool) -> alt.Chart:
    """Names in ink over a white edge, so that the points behind don't disturb them."""
    edge: dict[str, Any] = {"stroke": "white", "strokeWidth": 3.5, "strokeJoin": "round"} if halo else {}
    words = text(
        part_of(rows, "name", f"{_seen(size)} && datum.style == '{side}'"),
        INK,
        15,
        align=side,
        baseline="middle",
        dx={"expr": "datum.dx"},
        dy={"expr": "datum.dy"},
        fontSize={"expr": "datum.name == 'own' ? 18 : 15"},
        fontWeight={"expr": "datum.name == 'own' ? 700 : 400"},
        **edge,
    )
    return words.encode(x="x:Q", y="y:Q", text="text:N")
