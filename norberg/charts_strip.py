"""The strip of dots, built once: x is 0-1 of the width with the worst left, y px above the axis."""

from functools import cache
from typing import Any

import altair as alt

from norberg.charts import DATA, GREY, INK, SECONDARY
from norberg.charts_depth import NARROW_TEST, demo, part_of, rule, text, told

OTHERS = "#B4BDC4"  # a municipality among all
STRIP_HEIGHT, AXIS = 236, 28  # px: the dots below, names and quarter words above; the numbers under the axis


@cache
def strip() -> dict[str, Any]:
    """The specification of the strip; its data set is named ``charts.DATA``, its rows are ``strip_rows``."""
    rows = alt.Chart(alt.NamedData(name=DATA))
    narrow = alt.param(name="narrow", expr=NARROW_TEST)
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, STRIP_HEIGHT], nice=False), axis=None)
    size = {"expr": "narrow ? 9 : 42"}
    dot: dict[str, Any] = {"filled": True, "opacity": 1, "aria": False}
    layers = [
        rule(rows, "axis", GREY).encode(y=y),
        rule(rows, "tick", GREY).encode(x=x, y=y, y2="y2:Q"),
        rule(rows, "quarter", GREY, strokeWidth=1).encode(x=x, y=y, y2="y2:Q"),
        part_of(rows, "dot").mark_point(color=OTHERS, size=size, **dot).encode(x=x, y=y),
        rule(rows, "leader", GREY).transform_calculate(top=_top("y2")).encode(x=x, y=y, y2="top:Q"),
        part_of(rows, "chosen").mark_point(color=SECONDARY, size=60, **dot).encode(x=x, y=y),
        rule(rows, "whisker", INK, strokeWidth=3).encode(x=x, x2="x2:Q", y=y),
        rule(rows, "whisker_end", INK, strokeWidth=2).encode(x=x, y=y, y2="y2:Q"),
        part_of(rows, "own").mark_point(color=INK, size=170, **dot).encode(x=x, y=y),
        *_strip_words(rows, x, y),
        demo(rows),
    ]
    return alt.layer(*layers).add_params(narrow).properties(height=STRIP_HEIGHT + AXIS, width="container").to_dict()


def _strip_words(rows: alt.Chart, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    own = [
        text(part_of(rows, "own_name", f"datum.style == '{side}'"), INK, 17, align=side, dx=shift, fontWeight=700)
        for side, shift in (("left", 8), ("right", -8))
    ]
    names = [
        text(part_of(rows, "name", f"datum.style == '{side}'"), SECONDARY, 15, align=side, dx=shift)
        for side, shift in (("left", 6), ("right", -6))
    ]
    numbers = text(part_of(rows, "number"), SECONDARY, 14, align="center", baseline="top", dy=7)
    quarters = {"align": "center", "lineBreak": "\n"}
    outer, inner = (
        text(part_of(rows, "quarter_word", test), SECONDARY, 14, **quarters)
        for test in ("datum.style == 'outer'", "datum.style == 'inner' && !narrow")
    )
    words = [one.encode(x=x, y=y, text="text:N") for one in (*own, outer, inner, numbers)]
    named = [one.transform_calculate(told=told(), top=_top("y")) for one in names]
    return [*words, *(one.encode(x=x, y=alt.Y("top:Q"), text="told:N") for one in named)]


def _top(field: str) -> str:
    """How high a name stands: on a phone in a row of its own, which ``width`` holds."""
    return f"narrow ? datum.width : datum.{field}"
