"""A tile says what the rules found and no more, in words that fit; what is missing is said, not drawn."""

import random
import re
from dataclasses import replace

import pandas as pd
import pytest
from random_walls import KINDS, claims, finding, one, wall
from world import PROGRAM

from norberg import finding as found
from norberg import marks
from norberg.absence import LATER, NOT_FETCHED, OWN_MISSING, Absence
from norberg.finding import LIKELY, SURE, Level, Unusual
from norberg.tiles import OLD, WORDS, short_unit, tile

TOWN = PROGRAM.municipality
YEARS = (2008, 2026)


def of(what, last=2026):
    return tile(what, YEARS, TOWN, last)


@pytest.mark.parametrize("seed", range(20))
def test_tiles_claim_only_what_the_rules_found(seed):
    """Better and worse stand only where they were found, "trol." where it is not sure, and no mark without values."""
    for what in wall(random.Random(seed)).findings:
        told = of(what)
        plain = told.word.removeprefix("trol. ")
        assert plain == WORDS[what.direction]
        moved = what.direction in (found.WORSE, found.BETTER, found.UP, found.DOWN)
        assert (told.word != plain) is (moved and what.trend.grade == LIKELY)
        assert told.sure is (what.trend is not None and what.trend.grade == SURE)
        assert bool(told.level) is (what.level.quarter > 0 and what.direction != found.NO_DATA)
        assert bool(told.missing) is (what.direction == found.NO_DATA)
        assert bool(told.direction) is not bool(told.missing)


@pytest.mark.parametrize("indicator", PROGRAM.indicators, ids=lambda one: str(one.no))
def test_every_nyckeltal_in_every_state_fits(indicator):
    """Value, unit and year stay short enough for their column: no text is cut off."""
    for direction in claims(indicator):
        told = of(finding(indicator, direction, random.Random(1)))
        assert len(f"{told.unit} {told.year}") <= 26
        assert len(told.title) <= 38
        assert told.sentence


@pytest.mark.parametrize("kind", KINDS)
def test_each_absence_has_words_of_its_own(kind):
    """Seven reasons for an empty tile are seven different lines."""
    told = {other: of(one(4, found.NO_DATA, absence=Absence(other, "Därför."))).missing for other in KINDS}
    assert len(set(told.values())) == len(KINDS)
    assert not {"{", "}"} & set(told[kind])


def test_the_countys_value_says_so():
    """What is measured for the county only is not mistaken for the municipality's."""
    assert of(one(54, found.NO_DATA, absence=Absence(NOT_FETCHED, ""))).missing == "Inte hämtat än (länets värde)"
    assert of(one(38, found.NO_DATA, absence=Absence(OWN_MISSING, ""))).missing == "Egen serie saknas"
    assert of(one(4, found.NO_DATA, absence=Absence(LATER, "")), 2016).missing == "Inga värden till och med 2016"


@pytest.mark.parametrize(
    ("year", "level", "shown"),
    [(2026, 2022, "2022"), (2022, 2022, ""), (2022, 2026, "")],
)
def test_a_level_older_than_the_value_is_dated(year, level, shown):
    """The reader is told when place and value are of different years."""
    what = one(1, found.NO_CHANGE, values=pd.Series({year: 84.4}), level=Level(4, True, 1, 2, 290, 2020, level))
    assert of(what).level_year == shown
    assert of(replace(what, level=Level(reason="x"))).level_year == ""


def test_old_and_repeated_years_are_marked():
    """Years before the limit are underlined, and a repeated survey value says until when."""
    old, new = (one(1, found.NO_CHANGE, values=pd.Series({year: 1.0})) for year in (OLD - 1, OLD))
    assert (of(old).old, of(new).old) == (True, False)
    assert (of(replace(old, until=2022)).repeated, of(old).repeated) == ("2022", "")


def test_numbers_are_swedish_and_codes_are_words():
    """Decimal comma, thin space between thousands; the housing market is a word without a unit."""
    assert of(one(60, found.WORSE, values=pd.Series({2022: 3819.6}))).value == "3\u202f820"
    code = of(one(16, found.CODE, values=pd.Series({2022: 0.0})))
    assert (code.value, code.unit, code.word) == ("Underskott", "", "ingen trend")


def test_the_ring_and_the_word_stand_only_on_what_is_unusual():
    """The sparkline's ring comes with the word."""
    usual = one(13, found.NO_CHANGE)
    odd = replace(usual, unusual=Unusual(2022, 30.7, 27.0, 22.0, 29.0, found.LIMITS, 1, True))
    assert (of(usual).unusual, of(odd).unusual) == (False, True)
    assert of(usual).spark != of(odd).spark


@pytest.mark.parametrize("quarter", [1, 2, 3, 4])
def test_neutral_measures_are_never_coloured(quarter):
    """The share of old people is neither good nor bad."""
    what = one(58, found.UP, level=Level(quarter, True, 1, 9, 290, 2020, 2022))
    assert of(what).level == marks.level(quarter, True, judged=False)


def test_units_lose_nothing_but_the_long_word():
    """A unit is written shorter, never left out."""
    assert short_unit("MWh per inv.") == "MWh/inv."
    assert short_unit("%") == "%"
    assert all(re.search(r"\w|%", short_unit(one.unit)) for one in PROGRAM.indicators)
