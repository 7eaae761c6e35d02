"""The pictures of a row: a dumbbell on the common scale, and the gap over time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from norberg import figures, marks
from norberg.gaps.field import SPLIT
from norberg.gaps.row import Row
from norberg.marks import MEN, WOMEN

WIDTH, HEIGHT, EDGE = 400, 32, 13  # px; the edge leaves room for the marks
SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 76, 28, 4  # px
INK, FIELD, LINE = "#17212B", "#E6EBEE", "#7A8691"
LEAST, MOST = (-0.3, 1.3), (-1.5, 2.5)  # widths of the field that the scale shows at least, and at most


@dataclass(frozen=True)
class Scale:
    """What all rows of a table are drawn on, in widths of the field: 0 its left end, 1 its right."""

    first: float
    last: float

    def across(self, place: float) -> float:
        """Where a place lies, in px; outside the scale it is at its end."""
        held = min(max(place, self.first), self.last)
        return EDGE + (held - self.first) / (self.last - self.first) * (WIDTH - 2 * EDGE)

    def beyond(self, place: float) -> bool:
        """Whether a place is outside the scale."""
        return not self.first <= place <= self.last

    @property
    def ends(self) -> tuple[float, float]:
        """Where the field begins and ends, in percent of the picture."""
        return 100 * self.across(0) / WIDTH, 100 * self.across(1) / WIDTH


def scale(found: Sequence[Row]) -> Scale:
    """The scale that shows every value of some rows, as far as MOST goes."""
    places = [row.place(value) for row in found for value in (row.gap.women, row.gap.men)]
    seen = [one for one in places if not np.isnan(one)]
    first, last = min([LEAST[0], *seen]), max([LEAST[1], *seen])
    return Scale(max(first, MOST[0]), min(last, MOST[1]))


def dumbbell(row: Row, scale: Scale) -> str:
    """Women (violet circle) and men (green diamond) on the field; filled where the gap is sure, else open and dashed.

    Args:
        row: with a field.
        scale: of the whole table.

    Returns:
        An image address; "" without a field.
    """
    if row.field is None:
        return ""
    women, men = (scale.across(row.place(value)) for value in (row.gap.women, row.gap.men))
    middle, y = scale.across(row.place(row.field.middle)), HEIGHT / 2
    stroke = 'stroke-width="4"' if row.gap.sure else 'stroke-width="2" stroke-dasharray="3 3"'
    hers, his = (_paint(colour, filled=row.gap.sure) for colour in (WOMEN, MEN))
    shapes = (
        _field(scale, split=row.field.kind == SPLIT)
        + f'<path d="M{middle:.1f} 1V{HEIGHT - 1}" stroke="{LINE}" stroke-width="1.5" stroke-dasharray="2 3"/>'
        f'<path d="M{women:.1f} {y}H{men:.1f}" stroke="{INK}" {stroke}/>'
        + "".join(_cut(place, scale) for place in (row.place(row.gap.women), row.place(row.gap.men)))
        + f'<path d="M{men:.1f} {y - 9}l9 9-9 9-9-9z" {his}/><circle cx="{women:.1f}" cy="{y}" r="7" {hers}/>'
    )
    return marks.address(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{shapes}</svg>')


def _paint(colour: str, *, filled: bool) -> str:
    return f'fill="{colour}"' if filled else f'fill="white" stroke="{colour}" stroke-width="2.2"'


def _field(scale: Scale, *, split: bool) -> str:
    """The field; one of totals is only outlined, so that nobody takes it for the other."""
    left, right = scale.across(0), scale.across(1)
    paint = f'fill="{FIELD}"' if split else f'fill="none" stroke="{LINE}" stroke-dasharray="4 3"'
    return f'<rect x="{left:.1f}" y="1" width="{right - left:.1f}" height="{HEIGHT - 2}" {paint}/>'


def _cut(place: float, scale: Scale) -> str:
    """Two strokes across the line where a value lies outside the scale."""
    if not scale.beyond(place):
        return ""
    at = scale.across(place) + (18 if place < scale.first else -22)
    stroke = f'<path d="M{at:.1f} {HEIGHT - 8}l4 -16M{at + 5:.1f} {HEIGHT - 8}l4 -16" stroke="white" stroke-width="3"/>'
    return stroke + stroke.replace('"white"', f'"{INK}"').replace('"3"', '"1.2"')


def alternative(row: Row, scale: Scale) -> str:
    """What the dumbbell shows, in words; the values stand beside it."""
    if row.field is None:
        return ""
    told = [
        f"{name} {_where(row, row.place(value))}{', utanför bilden' if scale.beyond(row.place(value)) else ''}"
        for name, value in (("kvinnor", row.gap.women), ("män", row.gap.men))
    ]
    text = ", ".join(told)
    return f"{text[0].upper()}{text[1:]}. {'Säker skillnad' if row.gap.sure else 'Inte säker skillnad'}."


def _where(row: Row, place: float) -> str:
    if 0 <= place <= 1:
        return "inom fältet"
    side = ("sämre" if place < 0 else "bättre") if row.judged else ("lägre" if place < 0 else "högre")
    return f"{side} än fältet"


def over_time(row: Row) -> str:
    """The gap over time as a line beside zero, on the years that are chosen.

    Returns:
        An image address; "" with fewer than two measurements.
    """
    seen = row.drawn
    if len(seen) < 2:
        return ""
    first, last = row.years
    low, high = min(float(seen.min()), 0.0), max(float(seen.max()), 0.0)

    def place(year: int, value: float) -> tuple[float, float]:
        across = (year - first) / ((last - first) or 1)
        up = (value - low) / ((high - low) or 1)
        room = SPARK_HEIGHT - 2 * SPARK_EDGE
        return SPARK_EDGE + across * (SPARK_WIDTH - 2 * SPARK_EDGE), SPARK_HEIGHT - SPARK_EDGE - up * room

    zero = place(first, 0.0)[1]
    line = marks.path(seen, figures.runs(seen, (), row.indicator.longest_step), place)
    x, y = place(int(seen.index[-1]), float(seen.iloc[-1]))
    shapes = (
        f'<path d="M0 {zero:.1f}H{SPARK_WIDTH}" stroke="{LINE}"/>'
        f'<path d="{line}" fill="none" stroke="{INK}" stroke-width="1.8" stroke-linejoin="round"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{INK}"/>'
    )
    size = f'width="{SPARK_WIDTH}" height="{SPARK_HEIGHT}"'
    return marks.address(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{shapes}</svg>')
