"""A small multiple of a deep-dive on paper: the rows of the page's chart, drawn as SVG in points."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any

import pyarrow as pa

from norberg.depth_words import places
from norberg.marks import MEN, WOMEN
from norberg.picture import FONT
from norberg.sentences import THIN, number
from norberg.trend_rows import spread

INK, SECONDARY, GREY, GRID, BAND = "#17212B", "#56616D", "#7A8691", "#D5DAE0", "#DDE3E7"
PAINT = {"main": INK, "women": WOMEN, "men": MEN, "older": GREY}
SIZE = 7.0  # pt of all text: the smallest that is printed
DIGIT, THINNER = 0.58 * SIZE, 0.3 * SIZE  # pt across: a digit, a comma or a space
DOWN, UP, DEMO_UP = 10.0, 5.0, 13.0  # pt under the plot (years), over it, and over it where it says DEMO
BEYOND = 4.0  # pt from the last dot to its value
WIDTHS = 0.55  # pt a px of the page's lines

Row = dict[str, Any]


class Charts:
    """The small charts of one sheet, which share their time axis.

    Args:
        charts: the rows of each, Arrow bytes of ``deep.multiple``.
        last: the last year of their axis.
        width: pt of each.
    """

    def __init__(self, charts: Sequence[bytes], last: int, width: float) -> None:
        self.last, self.width = last, width
        self.parts = [_parts(pa.ipc.open_stream(one).read_all().to_pylist()) for one in charts]
        self.left = max((_across(text) for one in self.parts for _, text in _ends(one)), default=0.0) + 4
        values = [(one["frame"][0]["x"], row) for one in self.parts for row in one["label"]]
        self.right = max((self._beyond(first, row) for first, row in values), default=2.0)

    def _beyond(self, first: float, row: Row) -> float:
        """What a value at a line's end needs right of the plot: less, the earlier its year."""
        share = (row["x"] - first) / ((self.last - first) or 1)
        room = self.width - self.left
        return max(2.0, room - (room - BEYOND - _across(row["text"])) / share) if share else 2.0

    def svg(self, at: int, height: float) -> str:
        """One chart, so many pt high."""
        return _Chart(self, self.parts[at], height).svg()


def _parts(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found = defaultdict[str, list[Row]](list)
    for row in rows:
        found[row["part"]].append(row)
    return found


def _across(text: str) -> float:
    """How wide a number is, in pt."""
    return sum(THINNER if sign in f",{THIN}" else DIGIT for sign in text)


def _ends(parts: dict[str, list[Row]]) -> list[tuple[float, str]]:
    """The lowest and highest value of the axis, with their words."""
    ends = [row["y"] for row in parts["frame"]]
    decimals = max(map(places, ends))
    return [(value, number(value, decimals)) for value in ends]


class _Chart:
    """One chart under way."""

    def __init__(self, sheet: Charts, parts: dict[str, list[Row]], height: float) -> None:
        self.sheet, self.parts, self.height, self.ends = sheet, parts, height, _ends(parts)
        self.first = parts["frame"][0]["x"]
        self.top, self.bottom = DEMO_UP if parts["demo"] else UP, height - DOWN

    def x(self, year: float) -> float:
        share = (year - self.first) / ((self.sheet.last - self.first) or 1)
        return self.sheet.left + share * (self.sheet.width - self.sheet.right - self.sheet.left)

    def y(self, value: float) -> float:
        (low, _), (high, _) = self.ends
        return self.bottom - (value - low) / ((high - low) or 1) * (self.bottom - self.top)

    def svg(self) -> str:
        shapes = [*self._axes(), *self._band(), *self._breaks(), *self._lines(), *self._dots(), *self._words()]
        size = f'width="{self.sheet.width:.1f}" height="{self.height:.1f}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(shapes)}</svg>'

    def _axes(self) -> Iterator[str]:
        left, right = self.sheet.left, self.x(self.sheet.last)
        for value, text in self.ends:
            line = f"M{left:.1f} {self.y(value):.1f}H{right:.1f}"
            yield f'<path d="{line}" stroke="{GRID}" stroke-width="0.5"/>'
            yield _text(left - 2.5, self.y(value) + 2.4, text, "end")
        for row in self.parts["tick"]:
            x = self.x(row["x"])
            yield f'<path d="M{x:.1f} {self.bottom:.1f}v2" stroke="{GREY}" stroke-width="0.5"/>'
            yield _text(x, self.height - 1.5, row["text"], "middle")

    def _at(self, row: Row, name: str = "y") -> str:
        return f"{self.x(row['x']):.1f} {self.y(row[name]):.1f}"

    def _band(self) -> Iterator[str]:
        for _, found in groupby(self.parts["band"], key=lambda row: row["run"]):
            run = list(found)
            around = [*(self._at(row, "y2") for row in run), *(self._at(row) for row in reversed(run))]
            yield f'<path d="M{"L".join(around)}Z" fill="{BAND}"/>'
        for row in self.parts["bar"]:
            yield f'<path d="M{self._at(row)}V{self.y(row["y2"]):.1f}" stroke="{BAND}" stroke-width="3"/>'

    def _breaks(self) -> Iterator[str]:
        for row in self.parts["break"]:
            line = f"M{self.x(row['x']):.1f} {self.top:.1f}V{self.bottom:.1f}"
            yield f'<path d="{line}" stroke="{SECONDARY}" stroke-width="0.6" stroke-dasharray="2 2"/>'

    def _lines(self) -> Iterator[str]:
        for (_, style), found in groupby(self.parts["line"], key=lambda row: (row["run"], row["style"])):
            run = list(found)
            dash = ' stroke-dasharray="3 1.6"' if style == "men" else ""
            look = f'stroke="{PAINT[style]}" stroke-width="{run[0]["width"] * WIDTHS:.2f}"{dash}'
            yield f'<path d="M{"L".join(map(self._at, run))}" fill="none" stroke-linejoin="round" {look}/>'

    def _dots(self) -> Iterator[str]:
        for row, size in [*((one, 1.3) for one in self.parts["dot"]), *((one, 1.9) for one in self.parts["end"])]:
            x, y, paint = self.x(row["x"]), self.y(row["y"]), PAINT[row["style"]]
            if row["style"] == "men":
                shape = f"M{x:.1f} {y - size * 1.25:.1f}l{size * 1.25} {size * 1.25}"
                yield f'<path d="{shape} {-size * 1.25} {size * 1.25} {-size * 1.25} {-size * 1.25}z" fill="{paint}"/>'
            else:
                yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{paint}"/>'

    def _words(self) -> Iterator[str]:
        labels = self.parts["label"]
        found = spread([self.y(row["y"]) for row in labels], 1.0, SIZE + 0.4)
        lower = max(
            0.0, max(found, default=0.0) - self.bottom
        )  # what would stand among the years moves up with its pair
        for row, place in zip(labels, found, strict=True):
            y = place - lower + 2.5
            yield _text(self.x(row["x"]) + BEYOND, y, row["text"], "start", "bold", PAINT[row["style"]])
        for row in self.parts["demo"]:
            yield _text(2, 6, " ".join(row["text"].split()), "start", "bold")


def _text(x: float, y: float, words: str, anchor: str, weight: str = "normal", paint: str = SECONDARY) -> str:
    look = f'font-family="{FONT}" font-size="{SIZE}" font-weight="{weight}" fill="{paint}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {look}>{escape(words)}</text>'
