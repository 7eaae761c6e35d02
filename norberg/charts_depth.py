"""The charts of the nyckeltal page, each kind built once: the long trend, the gap bars, the strip of dots.

As in ``norberg.charts`` everything that depends on a choice is data: the ends of the axes are rows too (``frame``), so
that a specification stays the same bytes. Labels grow short where the window is narrow.
"""

from functools import cache
from typing import Any

import altair as alt

from norberg.charts import DASHES, DATA, FONT, GREY, GRID, INK, MEN, SECONDARY, WOMEN

COLOURS = {"main": INK, "women": WOMEN, "men": MEN, "older": SECONDARY, "other": GREY}
OUTER, INNER = "#EEF1F3", "#DDE3E7"  # nine of ten, half of all
OWN_DASHES = DASHES | {
    "men": [8, 4],
    "country": [8, 4],
    "first": [2, 3],
    "second": [9, 3, 2, 3],
    "third": [4, 2],
    "fourth": [12, 3],
}
TALL, PANEL, LOW = 456, 380, 256  # px with axis and words: alone, two abreast, the gap
LINE = 17  # px of a line of a chart's words
NARROW = 640  # px of the window under which names grow short
NARROW_TEST = f"width * 0 + windowSize()[0] < {NARROW}"  # naming width makes Vega look again when the window changes


@cache
def trend(height: int) -> dict[str, Any]:
    """The specification of the long trend; its data set is named ``charts.DATA``, its rows are ``depth_rows``.

    Args:
        height: px of the plot.

    Returns:
        A Vega-Lite specification without data; read-only by contract.
    """
    rows = alt.Chart(alt.NamedData(name=DATA))
    narrow = alt.param(name="narrow", expr=NARROW_TEST)
    layers = [
        _frame(rows),
        *_bands(rows),
        _rule(rows, "zero", GREY).encode(y="y:Q"),
        _rule(rows, "break", SECONDARY, strokeDash=[4, 3]).encode(x="x:Q"),
        *_limits(rows),
        _lines(rows),
        *_dots(rows),
        _rule(rows, "leader", GREY, strokeDash=[1, 3], x2Offset=10).encode(x="x:Q", x2="x2:Q", y="y:Q", y2="y2:Q"),
        *_ends(rows),
        *_breaks(rows),
        _text(_part(rows, "hole"), SECONDARY, 14, align="center", lineBreak="\n").encode(
            x="x:Q", y=alt.value({"expr": "height - 52"}), text="text:N"
        ),
        _demo(rows),
    ]
    return alt.layer(*layers).add_params(narrow).properties(height=height, width="container").to_dict()


@cache
def gaps(height: int) -> dict[str, Any]:
    """The specification of the gap bars: a bar a year in the colour of whoever is higher, words at the ends."""
    rows = alt.Chart(alt.NamedData(name=DATA))
    colour = alt.Color("style:N", scale=alt.Scale(domain=["women", "men"], range=[WOMEN, MEN]), legend=None)
    bars = _part(rows, "bar").mark_bar(aria=False, size={"expr": "max(3, min(15, width / 22))"})
    words = [
        _text(_part(rows, "word", f"datum.style == '{style}'"), COLOURS[style], 14, dx=12).encode(
            x="x:Q", y="y:Q", text="text:N"
        )
        for style in ("women", "men")
    ]
    layers = [
        _frame(rows),
        bars.encode(x="x:Q", y="y:Q", y2=alt.Y2Datum(0), color=colour),
        _rule(rows, "break", SECONDARY, strokeDash=[4, 3]).encode(x="x:Q"),
        _rule(rows, "zero", SECONDARY).encode(y="y:Q"),
        *words,
        _demo(rows),
    ]
    return alt.layer(*layers).properties(height=height, width="container").to_dict()


@cache
def strip() -> dict[str, Any]:
    """The specification of the strip: x is 0-1 of the width with the worst left, y px above the axis."""
    rows = alt.Chart(alt.NamedData(name=DATA))
    narrow = alt.param(name="narrow", expr=NARROW_TEST)
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, STRIP_HEIGHT], nice=False), axis=None)
    size = {"expr": "narrow ? 9 : 42"}
    dot: dict[str, Any] = {"filled": True, "opacity": 1, "aria": False}
    layers = [
        _rule(rows, "axis", GREY).encode(y=y),
        _rule(rows, "tick", GREY).encode(x=x, y=y, y2="y2:Q"),
        _rule(rows, "quarter", GREY, strokeWidth=1).encode(x=x, y=y, y2="y2:Q"),
        _part(rows, "dot").mark_point(color="#B4BDC4", size=size, **dot).encode(x=x, y=y),
        _rule(rows, "leader", GREY).encode(x=x, y=y, y2="y2:Q"),
        _part(rows, "chosen").mark_point(color=SECONDARY, size=60, **dot).encode(x=x, y=y),
        _rule(rows, "whisker", INK, strokeWidth=3).encode(x=x, x2="x2:Q", y=y),
        _rule(rows, "whisker_end", INK, strokeWidth=2).encode(x=x, y=y, y2="y2:Q"),
        _part(rows, "own").mark_point(color=INK, size=170, **dot).encode(x=x, y=y),
        *_strip_words(rows, x, y),
        _demo(rows),
    ]
    return alt.layer(*layers).add_params(narrow).properties(height=STRIP_HEIGHT + AXIS, width="container").to_dict()


STRIP_HEIGHT, AXIS = 236, 28  # px: the dots below, names and quarter words above; the numbers under the axis


def _strip_words(rows: alt.Chart, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    own = [
        _text(_part(rows, "own_name", f"datum.style == '{side}'"), INK, 17, align=side, dx=shift, fontWeight=700)
        for side, shift in (("left", 8), ("right", -8))
    ]
    names = [
        _text(_part(rows, "name", f"datum.style == '{side}'"), SECONDARY, 15, align=side, dx=shift)
        for side, shift in (("left", 6), ("right", -6))
    ]
    numbers = _text(_part(rows, "number"), SECONDARY, 14, align="center", baseline="top", dy=7)
    outer = _text(_part(rows, "quarter_word", "datum.style == 'outer'"), SECONDARY, 14, align="center", lineBreak="\n")
    inner = _text(
        _part(rows, "quarter_word", "datum.style == 'inner' && !narrow"), SECONDARY, 14, align="center", lineBreak="\n"
    )
    words = [one.encode(x=x, y=y, text="text:N") for one in (*own, outer, inner, numbers)]
    return [*words, *(one.transform_calculate(told=_told()).encode(x=x, y=y, text="told:N") for one in names)]


def _told() -> str:
    return "narrow ? datum.short : datum.text"


def _part(rows: alt.Chart, part: str, condition: str = "true") -> alt.Chart:
    return rows.transform_filter(f"datum.part == '{part}' && {condition}")


def _rule(rows: alt.Chart, part: str, colour: str, **look: Any) -> alt.Chart:  # noqa: ANN401 - marks' own words
    return _part(rows, part).mark_rule(color=colour, aria=False, **look)


def _text(rows: alt.Chart, colour: str, size: int, **look: Any) -> alt.Chart:  # noqa: ANN401 - marks' own words
    plain: dict[str, Any] = {"align": "left", "color": colour, "font": FONT, "fontSize": size, "aria": False}
    return rows.mark_text(**plain | look)


def _demo(rows: alt.Chart) -> alt.Chart:
    words = _text(_part(rows, "demo"), INK, 16, fontWeight="bold", baseline="top")
    return words.encode(x=alt.value(8), y=alt.value(4), text="text:N")


def _frame(rows: alt.Chart) -> alt.Chart:
    """Unseen points at the corners: they hold the axes where Python put their ends."""
    years = alt.Axis(
        title=None,
        format="d",
        tickCount=7,
        tickMinStep=1,
        grid=False,
        labelFlush=False,
        labelOverlap=True,
        labelSeparation=12,
    )
    values = alt.Axis(title=None, tickCount=6, domain=False, ticks=False, gridColor=GRID)
    return (
        _part(rows, "frame")
        .mark_point(opacity=0, size=0, aria=False)
        .encode(
            x=alt.X("x:Q", scale=alt.Scale(zero=False, nice=False), axis=years),
            y=alt.Y("y:Q", scale=alt.Scale(zero=False, nice=False), axis=values),
        )
    )


def _bands(rows: alt.Chart) -> list[alt.Chart]:
    return [
        _part(rows, part)
        .mark_area(color=colour, opacity=1, aria=False)
        .encode(x="x:Q", y="y:Q", y2="y2:Q", detail="run:N")
        for part, colour in (("outer", OUTER), ("inner", INNER))
    ]


def _lines(rows: alt.Chart) -> alt.Chart:
    return (
        _part(rows, "line")
        .mark_line(strokeCap="butt", strokeJoin="round", aria=False)
        .encode(
            x="x:Q",
            y="y:Q",
            color=_colour(),
            detail="run:N",
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            strokeDash=alt.StrokeDash(
                "dash:N", scale=alt.Scale(domain=list(OWN_DASHES), range=list(OWN_DASHES.values())), legend=None
            ),
        )
    )


def _colour() -> alt.Color:
    return alt.Color("style:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), legend=None)


def _dots(rows: alt.Chart) -> list[alt.Chart]:
    """Large on the latest own value, small where a value stands alone; a diamond for men."""
    looks: list[tuple[str, dict[str, Any]]] = [
        ("datum.style != 'men' && datum.width > 3", {"size": 110}),
        ("datum.style != 'men' && datum.width <= 3", {"size": 36}),
        ("datum.style == 'men'", {"size": 90, "shape": "diamond"}),
    ]
    return [
        _part(rows, "dot", test)
        .mark_point(filled=True, opacity=1, aria=False, **look)
        .encode(x="x:Q", y="y:Q", color=_colour())
        for test, look in looks
    ]


def _limits(rows: alt.Chart) -> list[alt.Chart]:
    """Process limits: thin rules over the years they were reckoned from, with their words at the right end."""
    words = _text(_part(rows, "limit"), SECONDARY, 14, align="right", baseline="bottom", dx=-6, dy=-3)
    rules = _rule(rows, "limit", SECONDARY, strokeDash=[10, 4])
    return [rules.encode(x="x:Q", x2="x2:Q", y="y:Q"), words.encode(x="x2:Q", y="y:Q", text="text:N")]


def _ends(rows: alt.Chart) -> list[alt.Chart]:
    """Names and latest values beside the lines' ends, spread in Python so that none covers another."""
    strong = [
        _text(
            _part(rows, "label", f"datum.style == '{style}'"),
            colour,
            19,
            fontSize={"expr": "narrow ? 16 : 19"},
            fontWeight=700,
            dx=14,
        )
        for style, colour in COLOURS.items()
        if style in ("main", "women", "men")
    ]
    others = _text(
        _part(rows, "label", "datum.style == 'other'"), SECONDARY, 15, fontSize={"expr": "narrow ? 14 : 15"}, dx=14
    )
    return [one.transform_calculate(told=_told()).encode(x="x:Q", y="y:Q", text="told:N") for one in (*strong, others)]


def _breaks(rows: alt.Chart) -> list[alt.Chart]:
    """The reason of a break above the plot, on the side of its rule where there is room."""
    return [
        _text(
            _part(rows, "break", f"datum.style == '{side}'"),
            SECONDARY,
            14,
            align=side,
            baseline="bottom",
            lineBreak="\n",
            dx=shift,
            dy={"expr": f"-{LINE} * (length(split(narrow ? datum.short : datum.text, '\\n')) - 1)"},
        )
        .transform_calculate(told=_told())
        .encode(x="x:Q", y=alt.value(-6), text="told:N")
        for side, shift in (("left", 4), ("right", -4))
    ]
