"""The trend rule against scipy's Kendall and Theil–Sen, and what it refuses to claim."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from scipy import stats

from norberg.finding import LIKELY, SURE, Trend
from norberg.rules import critical, runs, trend
from norberg.rules.measure import Measure, Persistence
from norberg.rules.runs import Runs, Wide

INDEPENDENT = Measure("X", "higher", step=0.1, persistence=Persistence(0, 0, 0))


def of(values: list[float], measure: Measure = INDEPENDENT, first: int = 2010) -> Trend:
    """The trend of one yearly series."""
    table = Wide(np.array(["1962"]), np.arange(first, first + len(values)), np.array([values], float))
    return trend.trends(runs.latest(table, measure), measure).one(0)


def window(rng: np.random.Generator, rows: int = 200) -> Runs:
    """Windows of 2-10 measurements with ties and gaps between years."""
    points = rng.integers(2, 11, rows)
    values, years = np.full((rows, 10), np.nan), np.zeros((rows, 10), int)
    for row, count in enumerate(points):
        values[row, -count:] = rng.integers(0, 8, count) / 2
        years[row, -count:] = 2000 + np.sort(rng.choice(30, count, replace=False))
    return Runs(values, years, points)


def test_s_and_slope_are_those_of_scipy():
    """Kendall's S and the Theil–Sen slope of many series at once are those that scipy finds for each alone."""
    found = window(np.random.default_rng(3))
    s, slope = critical.kendall(found.values), trend.theil_sen(found.values, found.years)
    for row, count in enumerate(found.points):
        x, y = found.years[row, -count:], found.values[row, -count:]
        pairs = [np.sign(y[j] - y[i]) for i in range(count) for j in range(i + 1, count)]
        assert s[row] == sum(pairs)
        if len(set(y)) > 1:
            assert np.sign(s[row]) == np.sign(np.nan_to_num(stats.kendalltau(x, y).statistic).round(12))
        assert slope[row] == pytest.approx(stats.theilslopes(y, x).slope)


@pytest.mark.parametrize("points", [5, 6, 7])
def test_limit_without_persistence_is_the_exact_one(points):
    """Among all orders of five to seven values at most 5 % reach the plain limit, and more than 5 % the one below."""
    s = np.abs(critical.kendall(np.array(list(permutations(range(points))), float)))
    limit = critical.limit(points, 0.0)
    assert (s >= limit).mean() <= 0.05 < (s >= limit - 2).mean()
    assert critical.chance(points, 0.0, 1, limit) == pytest.approx((s >= limit).mean(), abs=0.002)


@pytest.mark.parametrize(("rho", "limit"), [(0.0, 23), (0.3, 27), (0.5, 31), (0.7, 35)])
def test_limits_at_ten_points_are_those_of_the_design(rho, limit):
    """|tau| 0.51, 0.60, 0.69 and 0.78 at ten measurements (DESIGN 5.1b)."""
    assert critical.limit(10, rho) == limit


@pytest.mark.parametrize(("years", "limits"), [(3, (33, 37, 39, 41)), (5, (37, 41, 43, 45))])
def test_limits_of_rolling_means_are_those_of_the_design(years, limits):
    """Means over years share years: the limit is higher (DESIGN 5.1)."""
    assert tuple(critical.limit(10, rho, years) for rho in (0, 0.3, 0.5, 0.7)) == limits


def test_persistence_between_two_tenths_counts_as_the_higher():
    """A limit is never lower than the persistence asks for, and the highest is that of the cap."""
    assert critical.limit(10, 0.21) == critical.limit(10, 0.3)
    assert critical.limit(10, 0.95) == critical.limit(10, critical.CAP)


def test_a_steady_rise_is_sure():
    """Ten rising years are a sure change that tells years, slope and change."""
    found = of([50 + year for year in range(10)])
    assert (found.sign, found.grade, found.first, found.last, found.points) == (1, SURE, 2010, 2019, 10)
    assert (found.slope, found.change) == (pytest.approx(1), pytest.approx(9))


def test_a_fall_has_the_other_sign():
    """Which way the value moves, not whether that is wanted."""
    assert of([50 - year for year in range(10)]).sign == -1


@pytest.mark.parametrize(("points", "grade"), [(4, ""), (5, LIKELY), (6, LIKELY), (7, SURE)])
def test_few_points_never_make_it_sure(points, grade):
    """Under five measurements nothing is said, with five or six at most a likely change."""
    found = of([float(year) for year in range(points)])
    assert (found.grade, found.enough) == (grade, points > 4)
    assert found.sign == (1 if grade else 0)


def test_only_the_last_ten_count():
    """A rise long ago is not a rise now: the window is fixed."""
    assert of([*range(0, 40, 2), *[50, 51] * 5]).grade == ""


def test_the_same_series_is_less_sure_where_years_hang_together():
    """What is sure for independent years is only likely for a persistent measure."""
    values = [0, 2, 1, 3, 5, 4, 6, 7, 9, 8.0]
    wavy = [0, 3, 1, 5, 2, 4, 7, 6, 9, 5.5]
    persistent = replace(INDEPENDENT, persistence=Persistence(0.7, 0.7, 0.7))
    assert of(values).grade == of(values, persistent).grade == SURE
    assert of(wavy).grade == SURE
    assert of(wavy, persistent).grade == LIKELY


def test_a_change_within_one_rounding_step_is_no_change():
    """Norberg 30,0 to 30,1 in steps of a tenth: the order is perfect, the change is rounding."""
    assert of([30 + year / 90 for year in range(10)]).grade == ""
    assert of([30 + year / 30 for year in range(10)]).grade == SURE


def test_the_coarser_end_sets_the_rounding_step():
    """A series with decimals that ends in whole percents may not claim a change of less than one percent."""
    assert trend.rounding(np.array([[80.12, 80.31, 80.47, 80.5, 81, 81, 81.0]]), 0.1).tolist() == [1]
    assert trend.rounding(np.array([[80.1, 80.3, 80.4, 80.5, 81, 81.2, 81.0]]), 0.1).tolist() == [0.1]


def test_a_constant_changes_nothing():
    """Thirty opening hours in all years: no direction, no division by zero."""
    found = of([30.0] * 10)
    assert (found.s, found.change, found.grade, found.enough) == (0, 0, "", True)


def test_chance_is_the_size_the_test_has():
    """The chance of a mark without change is at most 5 % where years are independent, and told as higher elsewhere."""
    assert 0 < of([float(year) for year in range(10)]).chance <= 0.05
    persistent = replace(INDEPENDENT, persistence=Persistence(0.7, 0.7, 0.7))
    assert of([float(year) for year in range(10)], persistent).chance > 0.1
