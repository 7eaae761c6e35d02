"""The small pictures: women and men told apart by dash and shape, holes and breaks not joined."""

import re
from base64 import b64decode
from xml.etree import ElementTree

import pandas as pd
import pytest

from norberg import marks

SVG = "{http://www.w3.org/2000/svg}"


def svg(women, men, **more):
    address = marks.genders(pd.Series(women, dtype="float64"), pd.Series(men, dtype="float64"), **more)
    kind, _, body = address.partition(",")
    assert kind == "data:image/svg+xml;base64"
    return ElementTree.fromstring(b64decode(body))


def test_women_and_men_differ_without_colour():
    """Women are solid with a circle, men dashed with an open diamond."""
    hers, his, diamond = svg({2020: 1.0, 2021: 2.0}, {2020: 3.0, 2021: 1.0}).findall(f"{SVG}path")
    assert (hers.get("stroke-dasharray"), his.get("stroke-dasharray")) == (None, "4 2")
    assert diamond.get("fill") == "white"
    assert len(svg({2020: 1.0}, {2020: 1.0}).findall(f"{SVG}circle")) == 1


@pytest.mark.parametrize(
    ("years", "more", "pieces"),
    [
        ([2018, 2019, 2020, 2021], {}, 1),
        ([2018, 2019, 2021, 2022], {}, 2),
        ([2018, 2019, 2020, 2021], {"breaks": (2020,)}, 2),
        ([2018, 2020, 2022], {"longest_step": 2}, 1),
    ],
)
def test_holes_and_breaks_are_not_joined(years, more, pieces):
    """A missing year or a new definition starts a new stroke."""
    line = svg(dict.fromkeys(years, 1.0), {2018: 2.0}, **more).find(f"{SVG}path")
    assert len(re.findall("M", line.get("d"))) == pieces


def test_a_constant_is_drawn():
    """No spread is no division by zero, and all of it lies inside the picture."""
    found = svg({2020: 5.0}, {2020: 5.0}).find(f"{SVG}circle")
    assert 0 < float(found.get("cx")) < marks.WIDTH
    assert 0 < float(found.get("cy")) < marks.HEIGHT
