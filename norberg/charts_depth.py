"""The charts of the nyckeltal page, each kind built once: the long trend and the gap bars.

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
        height: px of the chart.

    Returns:
        A Vega-Lite specification without data; read-only by contract.
    """
    return {**_trend(), "height": height}


@cache
def _trend() -> dict[str, Any]:
    rows = alt.Chart(alt.NamedData(name=DATA))
    narrow = alt.param(name="narrow", expr=NARROW_TEST)
    layers = [
        _frame(rows),
        *_bands(rows),
        rule(rows, "zero", GREY).encode(y="y:Q"),
        rule(rows, "break", SECONDARY, strokeDash=[4, 3]).encode(x="x:Q"),
        *_limits(rows),
        _lines(rows),
        *_dots(rows),
        rule(rows, "leader", GREY, strokeDash=[1, 3], x2Offset=10).encode(x="x:Q", x2="x2:Q", y="y:Q", y2="y2:Q"),
        *_ends(rows),
        *_breaks(rows),
        text(part_of(rows, "hole"), SECONDARY, 14, align="center", lineBreak="\n").encode(
            x="x:Q", y=alt.value({"expr": "height - 52"}), text="text:N"
        ),
        demo(rows),
    ]
    return alt.layer(*layers).add_params(narrow).properties(width="container").to_dict()


@cache
def gaps(height: int) -> dict[str, Any]:
    """The specification of the gap bars: a bar a year in the colour of whoever is higher, words at the ends."""
    rows = alt.Chart(alt.NamedData(name=DATA))
    colour = alt.Color("style:N", scale=alt.Scale(domain=["women", "men"], range=[WOMEN, MEN]), legend=None)
    bars = part_of(rows, "bar").mark_bar(aria=False, size={"expr": "max(3, min(15, width / 22))"})
    words = [
        text(part_of(rows, "word", f"datum.style == '{style}'"), COLOURS[style], 14, dx=12).encode(
            x="x:Q", y="y:Q", text="text:N"
        )
        for style in ("women", "men")
    ]
    layers = [
        _frame(rows),
        bars.encode(x="x:Q", y="y:Q", y2=alt.Y2Datum(0), color=colour),
        rule(rows, "break", SECONDARY, strokeDash=[4, 3]).encode(x="x:Q"),
        rule(rows, "zero", SECONDARY).encode(y="y:Q"),
        *words,
        demo(rows),
    ]
    return alt.layer(*layers).properties(height=height, width="container").to_dict()


def told() -> str:
    """The expression for a name: short on a phone."""
    return "narrow ? datum.short : datum.text"


def part_of(rows: alt.Chart, part: str, condition: str = "true") -> alt.Chart:
    """The rows of one part."""
    return rows.transform_filter(f"datum.part == '{part}' && {condition}")


def rule(rows: alt.Chart, part: str, colour: str, **look: Any) -> alt.Chart:  # noqa: ANN401 - marks' own words
    """A rule for each row of a part."""
    return part_of(rows, part).mark_rule(color=colour, aria=False, **look)


def text(rows: alt.Chart, colour: str, size: int, **look: Any) -> alt.Chart:  # noqa: ANN401 - marks' own words
    """Words, unheard by screen readers: the text alternative stands beside."""
    plain: dict[str, Any] = {"align": "left", "color": colour, "font": FONT, "fontSize": size, "aria": False}
    return rows.mark_text(**plain | look)


def demo(rows: alt.Chart) -> alt.Chart:
    """The words that mark made-up figures."""
    words = text(part_of(rows, "demo"), INK, 16, fontWeight="bold", baseline="top")
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
        part_of(rows, "frame")
        .mark_point(opacity=0, size=0, aria=False)
        .encode(
            x=alt.X("x:Q", scale=alt.Scale(zero=False, nice=False), axis=years),
            y=alt.Y("y:Q", scale=alt.Scale(zero=False, nice=False), axis=values),
        )
    )


def _bands(rows: alt.Chart) -> list[alt.Chart]:
    return [
        part_of(rows, part)
        .mark_area(color=colour, opacity=1, aria=False)
        .encode(x="x:Q", y="y:Q", y2="y2:Q", detail="run:N")
        for part, colour in (("outer", OUTER), ("inner", INNER))
    ]


def _lines(rows: alt.Chart) -> alt.Chart:
    return (
        part_of(rows, "line")
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
        part_of(rows, "dot", test)
        .mark_point(filled=True, opacity=1, aria=False, **look)
        .encode(x="x:Q", y="y:Q", color=_colour())
        for test, look in looks
    ]


def _limits(rows: alt.Chart) -> list[alt.Chart]:
    """Process limits: thin rules over the years they were reckoned from, with their words at the right end."""
    words = text(part_of(rows, "limit"), SECONDARY, 14, align="right", baseline="bottom", dx=-6, dy=-3)
    rules = rule(rows, "limit", SECONDARY, strokeDash=[10, 4])
    return [rules.encode(x="x:Q", x2="x2:Q", y="y:Q"), words.encode(x="x2:Q", y="y:Q", text="text:N")]


def _ends(rows: alt.Chart) -> list[alt.Chart]:
    """Names and latest values beside the lines' ends, spread in Python so that none covers another."""
    strong = [
        text(
            part_of(rows, "label", f"datum.style == '{style}'"),
            colour,
            19,
            fontSize={"expr": "narrow ? 16 : 19"},
            fontWeight=700,
            dx=14,
        )
        for style, colour in COLOURS.items()
        if style in ("main", "women", "men")
    ]
    others = text(
        part_of(rows, "label", "datum.style == 'other'"), SECONDARY, 15, fontSize={"expr": "narrow ? 14 : 15"}, dx=14
    )
    return [one.transform_calculate(told=told()).encode(x="x:Q", y="y:Q", text="told:N") for one in (*strong, others)]


def _breaks(rows: alt.Chart) -> list[alt.Chart]:
    """The reason of a break above the plot, on the side of its rule where there is room."""
    return [
        text(
            part_of(rows, "break", f"datum.style == '{side}'"),
            SECONDARY,
            14,
            align=side,
            baseline="bottom",
            lineBreak="\n",
            dx=shift,
            dy={"expr": f"-{LINE} * (length(split(narrow ? datum.short : datum.text, '\\n')) - 1)"},
        )
        .transform_calculate(told=told())
        .encode(x="x:Q", y=alt.value(-6), text="told:N")
        for side, shift in (("left", 4), ("right", -4))
    ]
