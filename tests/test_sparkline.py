"""The wall's sparkline: one axis of years, holes and breaks never joined, a ring only on what is unusual."""

import re
from base64 import b64decode

import pandas as pd
import pytest

from norberg import sparkline as drawing
from norberg.sparkline import FADED, HEIGHT, INK, WIDTH, sparkline

YEARS = (2008, 2026)


def svg(values, breaks=(), longest_step=1, **more):
    address = sparkline(pd.Series(values, dtype="float64"), breaks, longest_step, YEARS, **more)
    return b64decode(address.partition(",")[2]).decode()


def strokes(told: str, colour: str) -> list[str]:
    """The unbroken runs drawn in a colour."""
    return [one for one in re.findall(r'<path d="(M[^"]*)"[^>]*stroke="([^"]*)"', told) if one[1] == colour]


def end(told: str) -> tuple[float, float]:
    """Where the dot on the latest value lies."""
    return tuple(map(float, re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="2.6"', told)[-1]))


def test_all_share_one_axis_of_years():
    """A series that ends in 2014 ends at the same place whatever else it has, left of one that ends in 2026."""
    short, long = end(svg({2010: 1, 2014: 2})), end(svg({2013: 5, 2014: 7}))
    assert short[0] == long[0]
    assert end(svg({2026: 1}))[0] == WIDTH - drawing.EDGE
    assert end(svg({2008: 1}))[0] == drawing.EDGE


@pytest.mark.parametrize(
    ("years", "more", "runs"),
    [
        ([2010, 2011, 2012, 2013], {}, 1),
        ([2010, 2011, 2013, 2014], {}, 2),
        ([2010, 2012, 2014], {"longest_step": 2}, 1),
    ],
)
def test_holes_are_not_joined(years, more, runs):
    """A hole longer than the measure's own rhythm is left open."""
    assert len(strokes(svg(dict.fromkeys(years, 1.0), **more), INK)) == runs


def test_what_lies_before_a_break_is_grey_behind_a_dashed_upright():
    """Older definitions are told apart from what can be compared with today, and no stroke crosses."""
    told = svg({2010: 1, 2011: 2, 2012: 3, 2013: 4}, breaks=(2012,))
    assert (len(strokes(told, FADED)), len(strokes(told, INK))) == (1, 1)
    assert f"V{HEIGHT}" in told
    assert "dasharray" in told
    assert f"V{HEIGHT}" not in svg({2012: 3, 2013: 4}, breaks=(2012,))


def test_only_the_unusual_gets_a_ring():
    """The ring is a claim: it stands only where the rule fired."""
    assert svg({2010: 1, 2011: 2}, unusual=True).count("<circle") == 2
    assert svg({2010: 1, 2011: 2}).count("<circle") == 1


def test_own_scale_and_constants_lie_inside():
    """The lowest and highest value use the height; a constant is drawn in the middle without a division by zero."""
    assert end(svg({2010: 100, 2011: 101}))[1] < end(svg({2010: 101, 2011: 100}))[1]
    assert end(svg({2010: 5, 2011: 5}))[1] == HEIGHT / 2


def test_values_off_the_axis_are_not_drawn():
    """Nothing on the axis is no picture at all, rather than an empty one."""
    assert sparkline(pd.Series({1998: 1.0}), (), 1, YEARS) == ""
