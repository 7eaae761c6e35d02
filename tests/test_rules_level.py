"""Level and place among all municipalities: what they are made of, what is never ranked, and what chance does."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from norberg import calibration_level, holds_level
from norberg.rules import level, noise
from norberg.rules.measure import Measure, Persistence
from norberg.rules.runs import Wide

HOLE = np.nan
YEARLY = Measure("X", "higher", step=0.01, persistence=Persistence(0, 0, 0))


def table(values: np.ndarray, first: int = 2013) -> Wide:
    """Municipalities 1000, 1001 ... with a row of yearly values each."""
    names = (1000 + np.arange(len(values))).astype(str)
    return Wide(names, first + np.arange(values.shape[1]), np.asarray(values, float))


def steady(areas: int = 40, years: int = 6, wobble: float = 0.1) -> np.ndarray:
    """Municipalities one unit apart, the first lowest, each with a small wobble."""
    rng = np.random.default_rng(7)
    return np.arange(areas, dtype=float)[:, None] + wobble * rng.standard_normal((areas, years))


def levels(values: np.ndarray, measure: Measure = YEARLY, total: int = 0) -> pd.DataFrame:
    return level.levels(table(values), measure, total or len(values))


def test_best_is_place_one_whatever_is_better():
    """The highest is best where higher is better, the lowest where lower is; for neutral measures 1 is lowest."""
    for direction, first, last in (("higher", 4, 1), ("lower", 1, 4), ("neutral", 1, 4)):
        found = levels(steady(), replace(YEARLY, direction=direction))
        assert found["quarter"].iloc[[0, -1]].tolist() == [first, last]
        assert found["certain"].iloc[[0, -1]].all()
        best = found.iloc[0 if first == 1 else -1]
        assert (best["rank_low"], best["rank_high"], best["ranked"]) == (1, 1, 40)


def test_quarters_are_equally_large():
    """Without ties each quarter holds a quarter of the municipalities."""
    assert levels(steady(40))["quarter"].value_counts().to_dict() == {1: 10, 2: 10, 3: 10, 4: 10}


def test_the_mean_is_that_of_the_three_latest_common_years():
    """One odd year does not place anybody alone, and the years of the mean are told."""
    found = levels(steady(wobble=0)).iloc[5]
    assert (found["mean"], found["first"], found["last"]) == (5, 2016, 2018)


def test_the_mean_never_crosses_a_break():
    """After a break two years ago only the years since are in the mean, and nobody is sure of anything."""
    found = levels(steady(), replace(YEARLY, breaks=(2017,)))
    assert set(found["first"]) == {2017}
    assert not found["certain"].any()


def test_three_own_measurements_are_never_certain():
    """However little others move, three own measurements tell too little of the own noise."""
    values = steady(years=6, wobble=0.001)
    values[0, :3] = HOLE
    found = levels(values)
    assert (found["quarter"].iloc[0], found["certain"].iloc[0], found["certain"].iloc[1]) == (4, False, True)


def test_years_in_which_few_have_a_value_are_carried():
    """The level is that of the latest year with four of five municipalities, and its years say so."""
    values = steady(years=7)
    values[3:, 6] = HOLE
    assert set(levels(values)["last"]) == {2018}


def test_a_set_read_in_part_is_not_the_country():
    """Fifteen that happen to be read rank nobody."""
    assert set(levels(steady(15), total=290)["reason"]) == {"15 av 290 kommuner inlästa"}
    again = levels(steady(15), replace(YEARLY, recomputed=True), total=290)
    assert set(again["reason"]) == {"15 av 290 kommuner inlästa samtidigt"}
    values = steady(40)
    values[np.arange(40), np.arange(40) % 6] = HOLE
    values[:20, 5] = HOLE
    values[20:, 4] = HOLE
    values[::2, 0] = values[1::2, 1] = values[::2, 2] = values[1::2, 3] = HOLE
    assert set(levels(values)["reason"]) == {"högst 20 av 40 kommuner har värden samma år"}


@pytest.mark.parametrize(
    ("measure", "reason"),
    [
        (replace(YEARLY, count=True), "antal beror på kommunens storlek"),
        (replace(YEARLY, code=True), "värdena är koder"),
    ],
)
def test_counts_and_codes_are_never_ranked(measure, reason):
    """A small municipality is last by its size alone; a code is no amount."""
    found = levels(steady(), measure)
    assert set(found["reason"]) == {reason}
    assert not found[["quarter", "rank_low", "ranked"]].to_numpy().any()


def test_an_old_value_is_not_held_against_new_ones():
    """A municipality that stopped measuring is not compared, and neither is one that never did; others are."""
    values = steady()
    values[0, 2:] = HOLE
    values[1] = HOLE
    found = levels(values)
    assert found["reason"].iloc[:3].tolist() == ["gammal uppgift, senaste värdet är från 2014", "värde saknas", ""]
    assert set(found["ranked"].iloc[2:]) == {38}


def test_a_common_year_long_ago_is_no_level_of_today():
    """Where most stopped six years before the own latest value, it is not compared."""
    values = steady(years=10)
    values[1:, 3:] = HOLE
    assert levels(values)["reason"].iloc[0] == "de flesta kommuners värden slutar 2015"


def test_equal_values_share_their_places():
    """Ten at the common best value are places 1-10, none of them worst, and the order of the rows does not matter."""
    values = steady(40, wobble=0)
    values[30:] = 100
    found, turned = levels(values), levels(values[::-1])
    assert set(zip(found["rank_low"].iloc[30:], found["rank_high"].iloc[30:], strict=True)) == {(1, 10)}
    assert set(found["quarter"].iloc[30:]) == {1}
    assert turned["quarter"].tolist() == found["quarter"].tolist()[::-1]


def test_what_most_share_is_no_place():
    """Where all or most have the same value nobody with it is ranked; the few others are, after them."""
    assert set(levels(np.full((40, 6), 100.0))["reason"]) == {"40 av 40 kommuner har samma värde"}
    values = np.full((40, 6), 100.0)
    values[:4] = 90 + np.arange(4)[:, None]
    found = levels(values)
    assert set(found["reason"].iloc[4:]) == {"36 av 40 kommuner har samma värde"}
    assert (found["quarter"].iloc[0], found["rank_low"].iloc[0], found["ranked"].iloc[0]) == (4, 40, 40)


@pytest.mark.parametrize("shape", [(3, 0), (3, 1), (0, 5), (290, 1)])
def test_nothing_is_made_of_nothing(shape):
    """No years, no municipalities, or a single year: nothing certain; with one year any place is possible."""
    found = levels(np.arange(shape[0] * shape[1], dtype=float).reshape(shape), total=max(shape[0], 5))
    assert not found["certain"].any()
    assert set(found["rank_high"]) <= {0, 290}


@pytest.mark.parametrize(("window", "rho"), [(1, 0.0), (1, 0.5), (5, 0.0), (3, 0.3)])
def test_noise_is_the_spread_of_means_around_the_truth(window, rho):
    """Found from year-to-year changes, the noise of a three-period mean is the one that simulated means have."""
    measure = calibration_level.measure_of(rho, window)
    values = calibration_level.critical.persistent(np.random.default_rng(1), 20_000, 10, rho, window)
    squared, count = noise.squared_steps(values)
    assert (count == 9).all()
    spread = noise.of_mean(np.full(1, squared.mean()), np.array([3]), window, measure.persistence.relative)
    assert spread[0] == pytest.approx(values[:, -3:].mean(axis=1).std(), rel=0.03)


def test_noise_widens_for_persistence_and_short_runs():
    """The same changes from year to year mean more doubt where years hang together, or where only one is left."""

    def of(points: int, rho: float) -> float:
        return float(noise.of_mean(np.ones(1), np.array([points]), 1, rho)[0])

    assert of(3, 0.0) == pytest.approx(np.sqrt(1 / 6))
    assert of(3, 0.0) < of(3, 0.3) < of(3, 0.7) == of(3, 0.95)
    assert of(3, 0.0) < of(1, 0.0)


def test_the_interval_reaches_as_far_as_students_t():
    """The ends of the 80 % interval are the 90th percentile of Student's t with the noise's degrees of freedom."""
    assert pytest.approx(stats.t.ppf(0.9, 9 + noise.OWN_WEIGHT), abs=0.01) == level.EDGE


@cache
def judged(words: str) -> dict[str, float]:
    known = next(one for one in calibration_level.countries() if one.words == words)
    return calibration_level.judged(known, panels=30)


CLASSES = [one.words for one in calibration_level.countries() if one.spread]
ALIKE = [one.words for one in calibration_level.countries() if not one.spread]


@pytest.mark.parametrize("words", CLASSES)
def test_the_middle_gets_no_solid_colour(words):
    """At most 5 % of the truly middle municipalities are called surely best or surely worst (DESIGN 5.7)."""
    assert judged(words)["false"] <= 0.05


@pytest.mark.parametrize("words", CLASSES)
def test_the_low_end_is_found(words):
    """At least 65 % of the true 5th percentiles are surely in the worst quarter (DESIGN 5.7)."""
    assert judged(words)["found"] >= 0.65


@pytest.mark.parametrize("words", CLASSES)
def test_true_places_lie_in_their_interval(words):
    """Four of five true places lie inside the 80 % interval."""
    assert judged(words)["inside"] == pytest.approx(0.8, abs=0.03)


@pytest.mark.parametrize("words", ALIKE)
def test_where_nobody_differs_nobody_is_coloured(words):
    """Noise alone makes no sure quarter, best, worst or between."""
    assert judged(words)["solid"] <= 0.05


def colours(values: np.ndarray) -> dict[tuple[object, object], object]:
    """The table on colours that held, by row and measure."""
    found = holds_level.rows(list(holds_level.verdicts(table(values), YEARLY)))
    return {(row["row"], row["measure"]): row["value"] for row in found}


def test_solid_colours_hold_where_positions_last():
    """The check on real figures sees that steady positions hold, and that those drawn anew do in a quarter of cases."""
    rng = np.random.default_rng(2)
    told = colours(steady(160, 12))
    assert told[holds_level.SOLID, "Samma fjärdedel efteråt"] == pytest.approx(1, abs=0.01)
    anew = colours(rng.standard_normal((160, 12)))
    assert anew[holds_level.PALE, "Samma fjärdedel efteråt"] == pytest.approx(0.25, abs=0.04)
    assert anew.get((holds_level.SOLID, "Andel av alla lägen"), 0) < 0.01


def test_no_colour_is_judged_across_a_break():
    """Years that a change of definition parts from the three after them say nothing of the rule."""
    found = holds_level.verdicts(table(steady(160, 9)), replace(YEARLY, breaks=(2017,)))
    assert [one.year for one in found] == [2013, 2017, 2018]
