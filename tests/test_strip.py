"""The cells of "År för år": each year beside the nyckeltal's own mean, by examples worked by hand."""

from dataclasses import replace

import pandas as pd
import pytest
from world import PROGRAM, source

from norberg import strip
from norberg.finding import Finding

TRUST, SCHOOL, HOUSING, VOTES = 24, 1, 16, 25  # numbers of nyckeltal: a survey, a yearly share, a code, elections


def finding(values, no=SCHOOL, breaks=(), **changes) -> Finding:
    indicator = replace(PROGRAM.indicator(no), **changes)
    return Finding(indicator, "1962", kpi=indicator.use_id, values=pd.Series(values, dtype="float64"), breaks=breaks)


def styles(values, repeated=(), **more) -> list[str]:
    years = range(min(values), max([*values, *repeated]) + 1)
    return [one.style for one in strip.cells(finding(values, **more), dict(repeated), years)]


def run(*values, first=2015) -> dict[int, float]:
    return {first + at: value for at, value in enumerate(values)}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((0, 0, 0, 10), ["w1", "w1", "w1", "b3"]),  # mean 2.5, deviation 5: exactly -0.5 and 1.5
        ((0, 5, 5, 10), ["w2", "m", "m", "b2"]),  # mean 5, deviation 4.08: -1.22, 0, 1.22
        ((0, 0, 10, 10), ["w1", "w1", "b1", "b1"]),  # mean 5, deviation 5.77: 0.87
        ((0, 0, 0, 0, 10), ["m", "m", "m", "m", "b3"]),  # mean 2, deviation 4.47: -0.45, 1.79
    ],
)
def test_a_year_is_told_by_its_distance_to_the_own_mean(values, expected):
    """Under half a standard deviation is near the mean; then it grows at 0,5, 1 and 1,5."""
    assert styles(run(*values)) == expected


@pytest.mark.parametrize(
    ("direction", "expected", "words"),
    [
        ("higher", ["w1", "b3"], ["0,0 – lite sämre", "10,0 – mycket bättre"]),
        ("lower", ["b1", "w3"], ["0,0 – lite bättre", "10,0 – mycket sämre"]),
        ("neutral", ["l1", "h3"], ["0,0 – lite lägre", "10,0 – mycket högre"]),
    ],
)
def test_what_is_better_decides_the_half(direction, expected, words):
    """The wanted direction turns the cells; a neutral nyckeltal is higher or lower, never better or worse."""
    cells = strip.cells(finding(run(0, 0, 0, 10), direction=direction), {}, range(2017, 2019))
    assert [one.style for one in cells] == expected
    assert [one.text for one in cells] == words


def test_a_break_starts_a_new_mean():
    """Values on either side of a break are never compared; the first year after it carries the upright."""
    values = run(0, 0, 0, 10, 100, 100, 100, 110)
    assert styles(values, breaks=(2019,)) == ["w1", "w1", "w1", "b3", "w1 x", "w1", "w1", "b3"]
    cell = strip.cells(finding(values, breaks=(2019,)), {}, range(2019, 2020))[0]
    assert cell.text == "Seriebrott. 100,0 – lite sämre"


def test_too_few_values_are_not_compared():
    """Three values before a break are dots with their figures, four after it are compared."""
    assert styles(run(1, 2, 9, 0, 5, 5, 10), breaks=(2018,)) == ["d", "d", "d", "w2 x", "m", "m", "b2"]
    assert strip.cells(finding(run(1, 2, 9)), {}, range(2015, 2016))[0].text == "1,0 – för få att jämföra"


def test_a_break_in_a_year_without_value_is_seen_and_one_outside_the_series_is_not():
    """The upright stands where the definition changes between two values, and only there."""
    assert styles({2015: 1, 2018: 2}, breaks=(2010, 2017, 2019)) == ["d", "", "x", "d"]


def test_a_missing_year_does_not_part_a_run():
    """The definition is the same on both sides of a hole, and so is the mean."""
    assert styles({2015: 0, 2016: 5, 2018: 5, 2020: 10}) == ["w2", "m", "", "m", "", "b2"]


def test_the_mean_reaches_back_before_the_years_shown():
    """A year is held against the whole run, not only against the years on the screen."""
    cells = strip.cells(finding(run(0, 0, 0, 10)), {}, range(2018, 2020))
    assert [(one.style, one.text) for one in cells] == [("b3", "10,0 – mycket bättre"), ("", "inget värde")]


@pytest.mark.parametrize("value", [100.0, 0.0, 0.1, 29.97])
def test_a_constant_is_near_its_mean(value):
    """No spread is no division by zero and no verdict."""
    assert styles(run(*[value] * 9)) == ["m"] * 9


def test_a_deviation_within_one_rounding_step_is_no_deviation():
    """30, 30, 30, 31 in whole hours is nothing; with one decimal it is."""
    assert styles(run(30, 30, 30, 31), decimals=0) == ["m"] * 4
    assert styles(run(30, 30, 30, 31), decimals=1) == ["w1", "w1", "w1", "b3"]


def test_codes_are_words_never_compared():
    """A code has no mean: a dot a year, and the code's own word."""
    cells = strip.cells(finding(run(0, 0, 1, 0, 0), no=HOUSING), {}, range(2015, 2020))
    assert {one.style for one in cells} == {"d"}
    assert [one.text for one in cells[1:3]] == ["Underskott", "Balans"]


def test_repeated_survey_values_are_lines_and_count_once():
    """Years between two measurements are a thin line with the repeated figure."""
    repeated = {2016: 67.5, 2018: 80.4}
    assert styles({2015: 67.5, 2017: 80.4}, repeated=repeated, no=TRUST) == ["d", "r", "d", "r"]
    assert strip.cells(finding({2015: 67.5}, no=TRUST), repeated, range(2016, 2017))[0].text == "68 – upprepat"


def test_elections_repeat_until_the_next(tmp_path):
    """What Kolada repeats is read from its own series, until the end year; a yearly nyckeltal repeats nothing."""
    real = source(tmp_path)
    votes = finding({2010: 80.1, 2014: 81.0, 2018: 83.0}, no=VOTES)
    found = strip.repeats(votes, real, 2020)
    assert {2011, 2012, 2013, 2015, 2016, 2017, 2019, 2020} <= found.keys()
    assert not found.keys() & {2010, 2014, 2018, 2021, 2022}
    assert strip.repeats(finding({2015: 80.0}), real, 2020) == {}
