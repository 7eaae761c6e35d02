"""The strip's dots and the ranking's bars, against examples worked out by hand."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from norberg.dots import COLUMNS, dots, outlying, rows_of_names, tick_step
from norberg.ranking import ranking

TEN = pd.Series({f"{code:04d}": float(code) for code in range(1, 11)})
VALUES = st.lists(st.floats(-1e4, 1e4, allow_nan=False).map(lambda x: round(x, 2)), min_size=1, max_size=300)


def test_dots_lie_where_their_values_are():
    """1 to 10 with a free edge of 0,18: the lowest lies 0,18 / 9,36 from the left, the middle in the middle."""
    found = dots(TEN, "0001", lower_is_better=False)
    assert (found.worse, found.better) == pytest.approx((0.82, 10.18))
    assert found.table.loc["0001", "column"] == int(0.18 / 9.36 * COLUMNS)
    assert found.place(5.5) == pytest.approx(0.5)
    assert found.limits == pytest.approx(tuple((limit - 0.82) / 9.36 for limit in (3.25, 5.5, 7.75)))
    assert [value for value, _ in found.ticks] == [2.0, 4.0, 6.0, 8.0, 10.0]


def test_the_worst_is_always_left():
    """Where lower is better the axis runs from high to low."""
    found = dots(TEN, "0001", lower_is_better=True)
    assert found.table["column"].idxmin() == "0010"
    assert found.place(9.0) < found.place(2.0)


def test_equal_values_are_stacked():
    """Three of one value stand on each other: levels 0, 1 and 2 of one column."""
    found = dots(pd.Series({"a": 1.0, "b": 1.0, "c": 1.0, "d": 2.0}), "a", lower_is_better=False).table
    assert sorted(found.loc[["a", "b", "c"], "level"]) == [0, 1, 2]
    assert found.loc[["a", "b", "c"], "column"].nunique() == 1


@settings(deadline=None)  # the first of a run builds what is kept
@given(VALUES, st.booleans())
def test_every_municipality_is_one_dot(values, lower):
    """None is dropped and none covers another, whatever the values."""
    given_ = pd.Series(values, index=[f"c{at}" for at in range(len(values))])
    found = dots(given_, "c0", lower_is_better=lower).table
    assert sorted(found.index) == sorted(given_.index)
    assert not found[["column", "level"]].duplicated().any()
    assert found["column"].between(0, COLUMNS - 1).all()
    assert (found["value"] == given_[found.index]).all()


def test_a_value_far_outside_does_not_press_the_others_together():
    """It stays as a dot at the end of the axis, and is told by name; the own municipality never lies outside."""
    values = pd.Series({**TEN.to_dict(), "9999": 400.0})
    found = dots(values, "0001", lower_is_better=False)
    assert found.outside == ("9999",)
    assert found.better < 11
    assert found.table.loc["9999", "column"] == COLUMNS - 1
    assert outlying(values, "9999") == ()


def test_values_near_the_rest_are_no_outliers():
    """What takes no more than its part of the axis stays on it."""
    assert outlying(pd.Series({**TEN.to_dict(), "9999": 11.0}), "0001") == ()


@pytest.mark.parametrize(
    ("extent", "count", "step"), [(40.0, 8, 5.0), (9.36, 8, 2.0), (0.7, 5, 0.2), (700, 5, 200.0), (0, 5, 1.0)]
)
def test_an_axis_counts_in_ones_twos_and_fives(extent, count, step):
    """Numbers that can be read off."""
    assert tick_step(extent, count) == pytest.approx(step)


@settings(deadline=None)  # the first of a run builds what is kept
@given(st.lists(st.floats(0, 1, allow_nan=False), max_size=8).map(sorted))
def test_names_in_one_row_never_cover_each_other(places):
    """Names that are too close stand in different rows."""
    rows = rows_of_names(places, 0.13)
    for row in set(rows):
        inside = [place for place, at in zip(places, rows, strict=True) if at == row]
        assert all(after - before >= 0.13 for before, after in pairwise(inside))


def test_the_ranking_names_ends_neighbours_and_the_chosen():
    """Of 20: three at each end, three on each side of the own, the chosen, and how many are left out between."""
    values = pd.Series({f"{code:04d}": float(code) for code in range(1, 21)})
    found = ranking(values, "0010", {"0005"}, lower_is_better=False)
    assert [int(bar.code) for bar in found] == [20, 19, 18, 13, 12, 11, 10, 9, 8, 7, 5, 3, 2, 1]
    assert {int(bar.code): bar.skipped for bar in found if bar.skipped} == {13: 4, 5: 1, 3: 1}
    assert {bar.code: bar.kind for bar in found if bar.kind != "other"} == {"0010": "own", "0005": "chosen"}
    assert sum(bar.skipped + 1 for bar in found) == len(values)


def test_the_best_stands_first():
    """The lowest where lower is better."""
    assert ranking(TEN, "0001", (), lower_is_better=True)[0].code == "0001"
    assert len(ranking(TEN, "0001", (), lower_is_better=True, whole=True)) == len(TEN)


def test_bars_start_at_zero():
    """Their lengths are the values; values below zero reach to the left of it."""
    found = {
        bar.code: bar for bar in ranking(pd.Series({"a": 30.0, "b": -10.0, "c": 0.0}), "a", (), lower_is_better=False)
    }
    assert (found["a"].start, found["a"].length) == (25.0, 75.0)
    assert (found["b"].start, found["b"].length) == (0.0, 25.0)
    assert found["c"].length == 0.0


def test_a_bar_that_is_cut_says_so():
    """One of 400 among ten of 1-10 is no longer than the room, and marked."""
    found = ranking(pd.Series({**TEN.to_dict(), "9999": 400.0}), "0001", (), lower_is_better=False)
    assert {bar.code for bar in found if bar.cut} == {"9999"}
    assert found[0].length == pytest.approx(100.0)
