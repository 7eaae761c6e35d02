"""The latest unbroken run: where it starts, what it leaves out, for many areas at once."""

from dataclasses import replace

import numpy as np
import pytest

from norberg import figures, series
from norberg.rules import runs
from norberg.rules.measure import Measure
from norberg.rules.runs import Wide

YEARLY = Measure("X", "higher")
HOLE = np.nan


def run_of(values: list[float], first: int = 2010, measure: Measure = YEARLY) -> dict[int, float]:
    """Year -> value of the latest run of one series."""
    table = Wide(np.array(["1962"]), np.arange(first, first + len(values)), np.array([values], float))
    found = runs.latest(table, measure)
    used = found.values.shape[1] - found.points[0]
    return dict(zip(found.years[0, used:].tolist(), found.values[0, used:].tolist(), strict=True))


def test_the_run_starts_after_a_missing_year():
    """A hole ends the run: what lies before it is not judged together with what lies after."""
    assert run_of([1, 2, HOLE, 4, 5]) == {2013: 4, 2014: 5}


def test_the_run_ends_at_the_newest_value():
    """Years without values at the end do not empty the run."""
    assert run_of([1, 2, 3, HOLE]) == {2010: 1, 2011: 2, 2012: 3}


def test_the_run_starts_after_a_break():
    """Values before a change of definition are left out, the break year itself is in."""
    assert run_of([1, 2, 3, 4], measure=replace(YEARLY, breaks=(2012,))) == {2012: 3, 2013: 4}


def test_two_breaks_leave_what_comes_after_the_last():
    """Only the last break decides."""
    assert run_of([1, 2, 3, 4, 5], measure=replace(YEARLY, breaks=(2011, 2013))) == {2013: 4, 2014: 5}


def test_a_survey_is_joined_over_the_years_between():
    """Surveys every second to fourth year are one run as long as no measurement is missing."""
    survey = replace(YEARLY, cadence=2, longest_step=4)
    assert run_of([1, HOLE, 2, HOLE, HOLE, HOLE, 3], measure=survey) == {2010: 1, 2012: 2, 2016: 3}


def test_a_repeated_survey_value_counts_once():
    """A value repeated until the next measurement is one measurement."""
    election = replace(YEARLY, cadence=4, longest_step=4)
    assert run_of([80, 80, 80, 80, 82, 82, 82, 82, 81], measure=election) == {2010: 80, 2014: 82, 2018: 81}


def test_an_equal_value_after_a_break_is_a_new_measurement():
    """A new cycle that gives the same value has been measured anew."""
    cycle = replace(YEARLY, cadence=6, longest_step=6, breaks=(2012,))
    assert run_of([8, 8, 8, 8], measure=cycle) == {2012: 8}


def test_many_areas_are_found_as_each_alone():
    """The matrix gives each area the run it would have alone, and the measured values of ``figures.measured``."""
    rng = np.random.default_rng(1)
    values = np.where(rng.random((60, 14)) < 0.2, np.nan, rng.integers(0, 4, (60, 14)))
    known = replace(YEARLY, cadence=2, longest_step=3, breaks=(2016,))
    table = Wide(np.arange(60).astype(str), np.arange(2010, 2024), values)
    found = runs.latest(table, known)
    for place, row in enumerate(values):
        alone = run_of(row.tolist(), measure=known)
        used = found.values.shape[1] - found.points[place]
        assert found.years[place, used:].tolist() == list(alone)
        one = figures.by_year(table.years, row)
        kept = runs.measured(Wide(table.areas[:1], table.years, row[None, :]), known)[0]
        assert table.years[~np.isnan(kept)].tolist() == figures.measured(one, 2, (2016,)).index.tolist()


def test_an_area_without_values_has_an_empty_run():
    """Nothing is not a run of one."""
    table = Wide(np.array(["a", "b"]), np.arange(2010, 2012), np.array([[HOLE, HOLE], [1.0, 2.0]]))
    assert runs.latest(table, YEARLY).points.tolist() == [0, 2]


def test_the_tail_keeps_the_newest():
    """The window is the last ten measurements."""
    table = Wide(np.array(["a"]), np.arange(2000, 2014), np.arange(14.0)[None, :])
    window = runs.latest(table, YEARLY).tail()
    assert window.points.tolist() == [10]
    assert window.years[0].tolist() == list(range(2004, 2014))


@pytest.fixture
def frame():
    """Two areas, two genders, a null and a late year."""
    columns = {
        "kpi": "N1",
        "municipality": ["a", "a", "b", "b", "a", "b"],
        "period": [2010, 2012, 2010, 2011, 2010, 2014],
        "gender": ["T", "T", "T", "T", "K", "T"],
        "value": [1.0, 2.0, 3.0, np.nan, 9.0, 5.0],
    }
    return series.frame(columns)


def test_wide_leaves_out_genders_nulls_and_later_years(frame):
    """A cell is empty unless the frame has a value for just that gender, year and area."""
    table = runs.wide(frame, "T", 2013)
    assert table.areas.tolist() == ["a", "b"]
    assert table.years.tolist() == [2010, 2011, 2012]
    np.testing.assert_array_equal(table.values, [[1, HOLE, 2], [3, HOLE, HOLE]])


def test_wide_gives_the_areas_asked_for_in_their_order(frame):
    """An area that has no values keeps its row; one not asked for has none."""
    table = runs.wide(frame, "T", 2013, ("c", "a"))
    assert table.row("c") == 0
    assert table.row("b") is None
    np.testing.assert_array_equal(table.values, [[HOLE, HOLE, HOLE], [1, HOLE, 2]])


def test_wide_of_nothing_is_empty(frame):
    """No value until the end year is a table without years, which every rule takes."""
    table = runs.wide(frame, "M", 2013, ("a",))
    assert table.values.shape == (1, 0)
    assert runs.latest(table, YEARLY).points.tolist() == [0]
