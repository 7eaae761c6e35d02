"""The chart of meeting mode, built once: large letters that grow with the window, one data set for all steps.

A hidden field of the page (``STEP_FIELD``) holds the number of the step; when it changes the browser draws that step's
rows, so that a step asks the server for nothing.
"""

from functools import cache
from typing import Any

import altair as alt

from norberg.charts import DATA, FONT, GREY, INK, SECONDARY

BAND, PALE, GRID = "#E6EBEE", "#F2F4F6", "#D5DAE0"
STEP_FIELD = "n-step"  # id of the field
WINDOW = "height * 0 + windowSize()[1]"  # naming height makes Vega look again when the window changes
SMALL = f"max(28, ({WINDOW}) / 36)"  # px: 30 at 1080, 28 at 720
LARGE = f"max(34, ({WINDOW}) / 27)"  # px: 40 at 1080, 34 at 720
DASHES = {"solid": [1, 0], "dashed": [14, 7], "dotted": [4, 7], "long": [20, 6, 4, 6]}
PADDING = 4  # px: the halves of thick lines at the edges


@cache
def trend() -> dict[str, Any]:
    """The specification; its data set is named ``charts.DATA``, its rows are ``meeting_rows``.

    Returns:
        A Vega-Lite specification without data; read-only by contract.
    """
    rows = alt.Chart(alt.NamedData(name=DATA))
    layers = [
        _part(rows, "empty").mark_rect(color=PALE, aria=False).encode(**_span(), y=_y(), y2="y2:Q"),
        _part(rows, "grid").mark_rule(color=GRID, strokeWidth=1.5, aria=False).encode(**_span(), y=_y()),
        _text(rows, "grid", SECONDARY, align="right", dx=-14).encode(x=_x(), y=_y(), text="text:N"),
        _part(rows, "band")
        .mark_area(color=BAND, opacity=1, aria=False)
        .encode(x=_x(), y=_y(), y2="y2:Q", detail="run:N"),
        _part(rows, "axis").mark_rule(color=GREY, strokeWidth=2, aria=False).encode(**_span(), y=_y()),
        _part(rows, "year")
        .mark_tick(orient="vertical", color=GREY, size=10, thickness=2, yOffset=5, aria=False)
        .encode(x=_x(), y=_y()),
        _text(rows, "year", SECONDARY, baseline="top", dy=14).encode(x=_x(), y=_y(), text="text:N"),
        _part(rows, "break")
        .mark_rule(color=SECONDARY, strokeWidth=2, strokeDash=[8, 6], aria=False)
        .encode(x=_x(), y=_y(), y2="y2:Q"),
        *(
            _text(
                rows, "break", SECONDARY, f"datum.style == '{side}'", align=side, baseline="bottom", dx=shift, dy=-8
            ).encode(x=_x(), y=_y("y2"), text="text:N")
            for side, shift in (("left", 4), ("right", -4))
        ),
        *_drawn(rows),
        *_words(rows),
    ]
    step = {"name": "step", "value": "0", "bind": {"element": f"#{STEP_FIELD}", "event": "input"}}
    sizes = [{"name": "small", "expr": SMALL}, {"name": "large", "expr": LARGE}]
    spec: dict[str, Any] = (
        alt.layer(*layers)
        .properties(
            height="container", width="container", padding=dict.fromkeys(("left", "top", "right", "bottom"), PADDING)
        )
        .to_dict()
    )
    fit = {"type": "fit", "contains": "padding", "resize": True}  # names and numbers at the edges differ between steps
    return spec | {"autosize": fit, "params": [step, *sizes], "transform": [{"filter": "datum.step == toNumber(step)"}]}


def _part(rows: alt.Chart, part: str, condition: str = "true") -> alt.Chart:
    return rows.transform_filter(f"datum.part == '{part}' && {condition}")


def _x() -> alt.X:
    return alt.X("x:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)


def _y(field: str = "y") -> alt.Y:
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)


def _span() -> dict[str, Any]:
    return {"x": _x(), "x2": "x2:Q"}


def _drawn(rows: alt.Chart) -> list[alt.Chart]:
    """Lines, with the municipality's on top, and dots ringed in white."""
    dashes = alt.StrokeDash("dash:N", scale=alt.Scale(domain=list(DASHES), range=list(DASHES.values())), legend=None)
    look = {"own": (INK, 330), "other": (GREY, 130)}
    lines = [
        _part(rows, "line", f"datum.style == '{style}'")
        .mark_line(color=colour, strokeCap="butt", strokeJoin="round", aria=False)
        .encode(x=_x(), y=_y(), detail="run:N", strokeDash=dashes, strokeWidth=alt.StrokeWidth("width:Q", scale=None))
        for style, (colour, _) in reversed(look.items())
    ]
    dots = [
        _part(rows, "dot", f"datum.style == '{style}'")
        .mark_point(filled=True, opacity=1, fill=colour, stroke="white", strokeWidth=3, size=size, aria=False)
        .encode(x=_x(), y=_y())
        for style, (colour, size) in reversed(look.items())
    ]
    leader = _part(rows, "leader").mark_rule(color=GREY, strokeWidth=2, strokeDash=[2, 5], x2Offset=14, aria=False)
    return [leader.encode(x=_x(), x2="x2:Q", y=_y(), y2="y2:Q"), *lines, *dots]


def _words(rows: alt.Chart) -> list[alt.Chart]:
    lines: dict[str, Any] = {"lineBreak": "\n", "lineHeight": {"expr": "small * 1.12"}}
    bold = {"fontSize": {"expr": "large"}, "fontWeight": 700}
    return [
        _text(rows, "band_words", SECONDARY).encode(x=_x(), y=_y(), text="text:N"),
        _text(
            rows,
            "empty_words",
            INK,
            lineBreak="\n",
            lineHeight={"expr": "large * 1.15"},
            fontSize={"expr": "large"},
            fontWeight=600,
        ).encode(x=_x(), y=_y(), text="text:N"),
        _text(rows, "label", SECONDARY, "datum.style == 'other'", align="left", dx=20, **lines).encode(
            x=_x(), y=_y(), text="text:N"
        ),
        _text(rows, "label", INK, "datum.style == 'own'", align="left", dx=20, **(lines | bold)).encode(
            x=_x(), y=_y(), text="text:N"
        ),
        *(
            _text(rows, "old", INK, f"datum.style == '{side}'", baseline=baseline, dy=shift).encode(
                x=_x(), y=_y(), text="text:N"
            )
            for side, baseline, shift in (("below", "top", 24), ("above", "bottom", -24))
        ),
        _text(rows, "demo", INK, align="left", baseline="top", fontWeight=700).encode(x=_x(), y=_y(), text="text:N"),
    ]


def _text(rows: alt.Chart, part: str, colour: str, condition: str = "true", **look: Any) -> alt.Chart:  # noqa: ANN401
    plain: dict[str, Any] = {
        "align": "center",
        "color": colour,
        "font": FONT,
        "fontSize": {"expr": "small"},
        "aria": False,
    }
    return _part(rows, part, condition).mark_text(**plain | look)
