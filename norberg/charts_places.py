"""The chart of places: every municipality a dot, the own one with the stretch its place may lie in."""

from functools import cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from norberg.charts import DATA, FONT, GREY, INK, SECONDARY
from norberg.series import DEMO

HEIGHT, LEVELS = 216, 36  # px, and dots that would fill it: names and words lie above the dots
HIGHEST = 19  # levels of the highest stack
COLUMNS = 48  # places of a row of dots, 7 px each where the chart is narrowest
BESIDE = 6  # columns from the left edge under which a name stands to the right of its line
STRETCH, NAME, WORDS = 21, 24, 29  # levels of the own stretch, its name, and the words of the quarters
DOTS = "#B4BDC4"
FIELDS = {"part": "str", "text": "str", "x": "float64", "x2": "float64", "y": "float64", "y2": "float64"}


@cache
def places() -> dict[str, Any]:
    """The specification; its data set is named ``charts.DATA``. Read-only by contract."""
    rows = alt.Chart(alt.NamedData(name=DATA))
    axis = alt.Axis(title=None, tickCount=5, grid=False)
    x = alt.X("x:Q", scale=alt.Scale(zero=False, nice=False, padding=8), axis=axis)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, LEVELS], nice=False), axis=None)
    dot: dict[str, Any] = {"filled": True, "opacity": 1, "aria": False}
    layers = [
        _part(rows, "limit").mark_rule(color=GREY, aria=False).encode(x=x, y=y, y2="y2:Q"),
        _part(rows, "dot").mark_point(color=DOTS, size=20, **dot).encode(x=x, y=y),
        _part(rows, "leader").mark_rule(color=INK, aria=False).encode(x=x, y=y, y2="y2:Q"),
        _part(rows, "own").mark_point(color=INK, size=90, **dot).encode(x=x, y=y),
        _part(rows, "stretch").mark_rule(color=INK, strokeWidth=3, aria=False).encode(x=x, x2="x2:Q", y=y),
        _text(rows, "name", INK, align="center", fontWeight="bold").encode(x=x, y=y, text="text:N"),
        _text(rows, "name_right", INK, align="left", fontWeight="bold").encode(x=x, y=y, text="text:N"),
        _text(rows, "left", SECONDARY, align="left").encode(x=alt.value(0), y=y, text="text:N"),
        _text(rows, "right", SECONDARY, align="right").encode(x=alt.value("width"), y=y, text="text:N"),
        _text(rows, "demo", INK, align="left", fontSize=16, fontWeight="bold").encode(
            x=alt.value(8), y=alt.value(12), text="text:N"
        ),
    ]
    return alt.layer(*layers).properties(height=HEIGHT, width="container").to_dict()


def _part(rows: alt.Chart, part: str) -> alt.Chart:
    return rows.transform_filter(f"datum.part == '{part}'")


def _text(rows: alt.Chart, part: str, colour: str, **look: Any) -> alt.Chart:  # noqa: ANN401 - marks' own words
    plain: dict[str, Any] = {"color": colour, "font": FONT, "fontSize": 14, "aria": False}
    return _part(rows, part).mark_text(**plain | look)


def place_rows(
    values: np.ndarray, name: str, stretch: tuple[float, float] | None, words: tuple[str, str], *, quarters: bool
) -> pd.DataFrame:
    """The data of a chart of places, which is always made up.

    Args:
        values: one a municipality, the own first.
        name: of the own.
        stretch: the values between which its place may lie; None where it has no place.
        words: at the left and the right end.
        quarters: whether the limits between the quarters are drawn.

    Returns:
        A frame with FIELDS.
    """
    step = (values.max() - values.min()) / COLUMNS
    column = np.minimum(((values - values.min()) / step).astype(int), COLUMNS - 1)
    middle = values.min() + (column + 0.5) * step
    level = pd.Series(column).groupby(column).cumcount().to_numpy() + 0.5
    level *= min(1.0, HIGHEST / level.max())
    dots = pd.DataFrame({"part": "dot", "x": middle[1:], "y": level[1:]})
    side = "name_right" if column[0] < BESIDE else "name"
    own = [
        {"part": "own", "x": middle[0], "y": level[0]},
        {"part": "leader", "x": middle[0], "y": level[0], "y2": STRETCH},
        {"part": side, "x": middle[0], "y": NAME, "text": name},
    ]
    own += [{"part": "stretch", "x": stretch[0], "x2": stretch[1], "y": STRETCH}] if stretch else []
    limits = np.quantile(values, (0.25, 0.5, 0.75)) if quarters else []
    own += [{"part": "limit", "x": one, "y": 0, "y2": STRETCH + 1} for one in limits]
    own += [{"part": side, "y": WORDS + 1, "text": word} for side, word in zip(("left", "right"), words, strict=True)]
    rows = pd.concat([dots, pd.DataFrame([*own, {"part": "demo", "text": DEMO}])], ignore_index=True)
    return rows.reindex(columns=list(FIELDS)).fillna({"part": "", "text": ""}).astype(FIELDS)
