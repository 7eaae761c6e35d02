"""Links that somebody has made to do harm: ten thousand items, megabytes of text, signs that turn other signs."""

import pytest
from apptest import go, opened, texts
from world import PROGRAM, source

from norberg import agenda, filters, occasion, selection
from norberg.catalogue import chosen
from norberg.selection import Limits
from norberg.ui.box import MOST_BOXES, UNEXPECTED, plain

MANY = ",".join(map(str, range(10_000)))
HUGE = "<b>" * 1_500_000
TURNED = "\u202e\u200b\x00![x](http://b/c)<script>"
LIMITS = Limits(1994, 2026, tuple(one.address for one in PROGRAM.sets), frozenset({"1982"}))
KNOWN = [one.no for one in PROGRAM.indicators]


@pytest.mark.parametrize("text", [HUGE, MANY, TURNED])
def test_no_parameter_makes_a_long_sentence(tmp_path, text):
    """What is not understood is said in sentences that fit on a page, each of letters one can see."""
    here = source(tmp_path)
    whole = dict.fromkeys((*selection.PARAMETERS, *filters.PARAMETERS, *occasion.PARAMETERS), text)
    told = [
        *agenda.parse({"lista": text, "namn": text, "jamfor": text, "till": text, "varden": text}, KNOWN, LIMITS)[1],
        *selection.parse(whole, selection.default(PROGRAM, LIMITS), LIMITS)[1],
        *filters.parse(whole, filters.choices(PROGRAM))[1],
        *occasion.parse(whole, PROGRAM, "2026-11-26")[1],
        *chosen.parse({"nyckeltal": text, "namn": text}, here).complaints,
    ]
    assert max(map(len, told)) < 300
    assert not [sign for one in told for sign in plain(one) if sign in TURNED[:3]]


def test_a_link_with_ten_thousand_wrong_items_is_a_page_with_a_score_of_boxes(var):
    """The first ones are told one by one, then how many more; the right ones are there."""
    at = go(opened(), "mote", utkast=MANY, namn=HUGE[:100_000])
    assert len(at.warning) == MOST_BOXES + 1
    assert at.warning[-1].value.startswith("… och 9")
    assert UNEXPECTED not in texts(at)
    assert not at.exception
    assert len(at.radio[0].options) == 75
