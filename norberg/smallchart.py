"""A card's chart as a small picture: 75 of them on one page stay light, and print as they are.

It is drawn from the very rows of the card's chart, so the two can't show different things.
"""

from html import escape

import pandas as pd
import pyarrow as pa

from norberg.marks import MEN, WOMEN, address
from norberg.sentences import number
from norberg.series import DEMO
from norberg.trend_rows import BREAK, STYLES

WIDTH, HEIGHT = 320, 104  # px
LEFT, RIGHT, TOP, BOTTOM = 34, 8, 12, 22  # px around the plot: room for values and years of 14 px
LETTER = 7.6  # px a digit of 14 px needs
INK, SECONDARY, GREY, COUNTRY, GRID = "#17212B", "#56616D", "#7A8691", "#6B7580", "#E6E9ED"
PAINT = dict(zip(STYLES, (INK, WOMEN, MEN, SECONDARY, COUNTRY, GREY, GREY), strict=True))  # as in the card's chart
DASHES = {"dashed": ' stroke-dasharray="5 3"', "dotted": ' stroke-dasharray="2 3"'}
OWN = ("main", "women", "men")
TEXT = f'font-family="Source Sans Pro, Liberation Sans, Arial, sans-serif" font-size="14" fill="{SECONDARY}"'


def picture(rows: bytes, decimals: int) -> str:
    """The chart of a card as an image address.

    Args:
        rows: the card's chart data, Arrow bytes of ``trend_rows``.
        decimals: of the values at the axis.

    Returns:
        An image address; "" where no line is drawn.
    """
    table = pa.ipc.open_stream(rows).read_pandas()
    lines = table[table["part"] == "line"]
    if not len(lines):
        return ""
    place = _Place(lines["x"].min(), lines["x"].max(), lines["y"].min(), lines["y"].max(), decimals)
    crossed = table.loc[(table["part"] == "break") & table["x"].between(place.first, place.last), "x"]
    demo = [_text(LEFT + 4, TOP + 10, DEMO, "start", ' font-weight="bold"')] if (table["part"] == "demo").any() else []
    return address(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        + "".join([*place.axes(), *map(place.broken, crossed), *_strokes(lines, place), *_dots(table, place), *demo])
        + "</svg>"
    )


class _Place:
    """Where years and values lie."""

    def __init__(self, first: float, last: float, low: float, high: float, decimals: int) -> None:
        self.first, self.last, self.low, self.high = first, last, low, high
        self.names = [number(value, decimals) for value in (high, low)]
        self.left = max(LEFT, LETTER * max(map(len, self.names)) + 8)

    def x(self, year: float) -> float:
        return self.left + (year - self.first) / ((self.last - self.first) or 1) * (WIDTH - RIGHT - self.left)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)

    def axes(self) -> list[str]:
        """The highest and lowest value drawn, and the first and last year."""
        ends = dict(zip((self.high, self.low), self.names, strict=False))
        found = [
            f'<path d="M{self.left:.0f} {self.y(value):.1f}H{WIDTH - RIGHT}" stroke="{GRID}"/>'
            + _text(self.left - 6, self.y(value) + 5, name, "end")
            for value, name in ends.items()
        ]
        found.append(_text(self.left, HEIGHT - 4, f"{self.first:.0f}", "start"))
        if self.last > self.first:
            found.append(_text(WIDTH - RIGHT, HEIGHT - 4, f"{self.last:.0f}", "end"))
        return found

    def broken(self, year: float) -> str:
        """A break: a dashed upright, with its word below where no year stands."""
        line = f'd="M{self.x(year):.1f} {TOP - 6}V{HEIGHT - BOTTOM}"'
        upright = f'<path {line} stroke="{SECONDARY}" stroke-dasharray="3 3"/>'
        middle = self.left + 60 < self.x(year) < WIDTH - RIGHT - 60
        return upright + (_text(self.x(year), HEIGHT - 4, BREAK, "middle") if middle else "")


def _strokes(lines: pd.DataFrame, place: _Place) -> list[str]:
    """The lines, the municipality's own last and on top."""
    own = lines["style"].isin(OWN)
    return [
        _stroke(run, style, dash, place)
        for part in (lines[~own], lines[own])
        for (style, dash, _), run in part.groupby(["style", "dash", "run"], sort=False)
    ]


def _stroke(run: pd.DataFrame, style: str, dash: str, place: _Place) -> str:
    """An unbroken run; a lone value is a dot."""
    points = "L".join(f"{place.x(x):.1f} {place.y(y):.1f}" for x, y in zip(run["x"], run["y"], strict=True))
    look = f'stroke-width="{2.4 if style in OWN else 1.4}"{DASHES.get(dash, "")}'
    if len(run) == 1:
        points, look = f"{points}h0", 'stroke-width="4" stroke-linecap="round"'
    return f'<path d="M{points}" fill="none" stroke="{PAINT[style]}" stroke-linejoin="round" {look}/>'


def _dots(table: pd.DataFrame, place: _Place) -> list[str]:
    """The municipality's latest and lone values: a filled dot, for men an open diamond."""
    dots = table[(table["part"] == "dot") & table["style"].isin(OWN)]
    return [
        _dot(place.x(x), place.y(y), style) for x, y, style in zip(dots["x"], dots["y"], dots["style"], strict=True)
    ]


def _dot(x: float, y: float, style: str) -> str:
    if style == "men":
        return f'<path d="M{x:.1f} {y - 4.5:.1f}l4.5 4.5-4.5 4.5-4.5-4.5z" fill="white" stroke="{PAINT[style]}"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.6" fill="{PAINT[style]}"/>'


def _text(x: float, y: float, words: str, anchor: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {TEXT}{more}>{escape(words)}</text>'
