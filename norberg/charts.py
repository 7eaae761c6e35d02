"""The Altair theme and a card's chart, built once: only its data, ``norberg.trend_rows``, change.

What depends on a choice is data or text outside the chart, so that the specification stays the same bytes (DESIGN
section 7). Whoever needs no chart must not import this: Altair is slow to come.
"""

from functools import cache
from typing import Any

import altair as alt

from norberg.sentences import MINUS, THIN
from norberg.trend_rows import HEIGHT, STYLES

INK, SECONDARY, GREY, COUNTRY = "#17212B", "#56616D", "#7A8691", "#6B7580"
GRID, RULE, OLDER = "#E6E9ED", "#D5DAE0", "#56616D"
WOMEN, MEN = "#5A3D8F", "#1F7A66"
FONT = "Source Sans, Source Sans Pro, sans-serif"  # as Streamlit ships it

COLOURS = (INK, WOMEN, MEN, OLDER, COUNTRY, GREY, GREY)
DASHES = {"solid": [1, 0], "dashed": [6, 3], "dotted": [2, 3]}
DATA = "rows"


def theme() -> alt.theme.ThemeConfig:
    """Fonts, colours, axes and the Swedish number format of every chart."""
    axis: alt.theme.AxisConfigKwds = {
        "labelFont": FONT,
        "labelFontSize": 14,
        "labelColor": SECONDARY,
        "titleFontSize": 14,
    }
    axis |= {"domainColor": GREY, "gridColor": GRID, "tickColor": GREY}
    return {
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": axis,
            "locale": {
                "number": {"decimal": ",", "thousands": THIN, "grouping": [3], "currency": ["", " kr"], "minus": MINUS}
            },
        }
    }


alt.theme.register("norberg", enable=True)(theme)


@cache
def trend() -> dict[str, Any]:
    """The specification of a card's trend chart, ready for ``st.vega_lite_chart``; its data set is named DATA.

    Returns:
        A Vega-Lite specification without data; read-only by contract.
    """
    rows = alt.Chart(alt.NamedData(name=DATA))
    x = alt.X("x:Q", scale=alt.Scale(zero=False, nice=False), axis=_year_axis())
    y = alt.Y("y:Q", scale=alt.Scale(zero=False, nice=False), axis=_value_axis())
    colour = alt.Color("style:N", scale=alt.Scale(domain=STYLES, range=COLOURS), legend=None)
    dashes = alt.Scale(domain=list(DASHES), range=list(DASHES.values()))
    layers = [
        _part(rows, "zero").mark_rule(color=GREY, aria=False).encode(y="y:Q"),
        _part(rows, "break").mark_rule(color=SECONDARY, strokeDash=[3, 3], aria=False).encode(x="x:Q"),
        *_break_words(rows),
        _part(rows, "line")
        .mark_line(strokeCap="butt", strokeJoin="round", aria=False)
        .encode(
            x=x,
            y=y,
            color=colour,
            detail="run:N",
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            strokeDash=alt.StrokeDash("dash:N", scale=dashes, legend=None),
        ),
        *_dots(rows, colour),
        *_labels(rows),
        _text(_part(rows, "demo"), INK, 16, fontWeight="bold").encode(x=alt.value(8), y=alt.value(12), text="text:N"),
    ]
    return alt.layer(*layers).properties(height=HEIGHT, width="container").to_dict()


def _part(rows: alt.Chart, part: str, condition: str = "true") -> alt.Chart:
    return rows.transform_filter(f"datum.part == '{part}' && {condition}")


def _year_axis() -> alt.Axis:
    return alt.Axis(title=None, format="d", tickCount=5, tickMinStep=1, grid=False, labelFlush=False)


def _value_axis() -> alt.Axis:
    return alt.Axis(title=None, tickCount=4, domain=False, ticks=False)


def _dots(rows: alt.Chart, colour: alt.Color) -> list[alt.Chart]:
    """Filled dots, and open diamonds for men: told apart by shape where colour is lost."""
    places = {"x": "x:Q", "y": "y:Q", "color": colour}
    filled = _part(rows, "dot", "datum.style != 'men'").mark_point(size=70, filled=True, opacity=1, aria=False)
    men = _part(rows, "dot", "datum.style == 'men'").mark_point(
        size=80, shape="diamond", fill="white", strokeWidth=2, opacity=1, aria=False
    )
    return [filled.encode(**places), men.encode(**places)]


def _text(rows: alt.Chart, colour: str, size: int = 14, **look: Any) -> alt.Chart:  # noqa: ANN401 - marks' own words
    plain: dict[str, Any] = {"align": "left", "color": colour, "font": FONT, "fontSize": size, "aria": False}
    return rows.mark_text(**plain | look)


def _break_words(rows: alt.Chart) -> list[alt.Chart]:
    """The word at a break, above the plot, on the side where there is room."""
    return [
        _text(
            _part(rows, "break", f"datum.style == '{side}'"), SECONDARY, align=side, baseline="bottom", dx=shift
        ).encode(x="x:Q", y=alt.value(-5), text="text:N")
        for side, shift in (("left", 4), ("right", -4))
    ]


def _labels(rows: alt.Chart) -> list[alt.Chart]:
    """Names at the lines' ends: the municipality's own strong and in its colour, others grey."""
    strong = {"main": INK, "women": WOMEN, "men": MEN}
    own = [
        _text(_part(rows, "label", f"datum.style == '{style}'"), colour, 15, fontWeight="bold", dx=9)
        for style, colour in strong.items()
    ]
    others = _text(_part(rows, "label", f"indexof({list(strong)}, datum.style) < 0"), SECONDARY, dx=9)
    return [one.encode(x="x:Q", y="y:Q", text="text:N") for one in (*own, others)]
