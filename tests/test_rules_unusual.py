"""Unusual latest values: which rule fires, what never does, and how often chance alone does it."""

from dataclasses import replace

import numpy as np
import pytest

from norberg import calibration_level
from norberg.finding import LIMITS, SEVEN, TWO_OF_THREE, Unusual
from norberg.rules import runs, unusual
from norberg.rules.measure import Measure, Persistence
from norberg.rules.runs import Runs, Wide

ALONE = Measure("X", "higher", persistence=Persistence(0, 0, 0, -0.5))
TIED = replace(ALONE, persistence=Persistence(0.6, 0.6, 0.6, -0.2))
WAVE = [50.0, 52, 49, 51, 50, 52, 49, 51, 50, 51]


def run(values: list[float]) -> Runs:
    table = Wide(np.array(["1962"]), 2010 + np.arange(len(values)), np.array([values], float))
    return runs.latest(table, ALONE)


def found(values: list[float], measure: Measure = ALONE) -> Unusual | None:
    return unusual.unusual(run(values), measure, 0)


def test_a_value_within_the_limits_is_not_unusual():
    """What the series does all the time is no surprise."""
    assert found([*WAVE, 52]) is None


def test_limits_are_those_of_wheeler_without_the_latest_value():
    """Mean ± 2.66 mean moving ranges of the history; the latest value does not widen its own limits."""
    odd = found([*WAVE, 70])
    assert odd is not None
    reach = 2.66 * np.abs(np.diff(WAVE)).mean()
    assert (odd.low, odd.high) == pytest.approx((np.mean(WAVE) - reach, np.mean(WAVE) + reach))
    assert (odd.year, odd.value, odd.before, odd.rule, odd.sign, odd.strict) == (2020, 70, 51, LIMITS, 1, True)


def test_a_moving_range_far_too_large_is_screened_once():
    """One leap in the history does not hide what comes after: ranges above 3.267 times their mean are left out."""
    history = [50.0, 51, 50, 51, 50, 51, 80, 81, 80, 81, 80, 81, 80, 81]
    limits = unusual.limits(run([*history, 80]), ALONE, 0)
    assert limits is not None
    assert limits.high - limits.centre == pytest.approx(2.66)


def test_only_far_outside_is_strict():
    """What "Ta upp" takes lies well beyond the plain limits."""
    just = found([*WAVE, 56.5])
    assert just is not None
    assert not just.strict


def test_low_values_are_told_as_low():
    """The sign tells the side, whatever is better."""
    odd = found([*WAVE, 30])
    assert odd is not None
    assert odd.sign == -1


def test_seven_on_one_side():
    """Seven values in a row above the centre are a change that no single one shows."""
    history = [48.0, 52, 48, 52, 48, 52, 48, 52, 48, 52, *[50.5] * 6]
    odd = found([*history, 50.6])
    assert odd is not None
    assert (odd.rule, odd.sign) == (SEVEN, 1)
    assert found([*history[:9], *[50.5] * 5, 50.6]) is None


def test_two_of_three_beyond_two_thirds():
    """Two of three near one limit, the latest among them; on opposite sides they are noise."""
    edge = 2.66 * np.abs(np.diff(WAVE)).mean() * 0.9
    history = [*WAVE, *WAVE]
    odd = found([*history, 50.4 + edge, 50.4, 50.4 + edge])
    assert odd is not None
    assert (odd.rule, odd.sign, odd.strict) == (TWO_OF_THREE, 1, False)
    assert found([*history, 50.4 - edge, 50.4, 50.4 + edge]) is None
    assert found([*history, 50.4 + edge, 50.4 + edge, 50.4]) is None


def test_persistent_measures_are_held_against_their_changes():
    """A value that goes on where the series stood is not unusual, however far from the mean; a leap is."""
    drift = [50.0, 53, 55, 58, 60, 63, 65, 68, 70, 73, 75]
    assert found([*drift, 78], TIED) is None
    odd = found([*drift, 98], TIED)
    assert odd is not None
    assert odd.low < drift[-1] < odd.high < 98
    limits = unusual.limits(run([*drift, 98]), TIED, 0)
    assert limits is not None
    assert limits.of_changes


@pytest.mark.parametrize(
    ("values", "measure"),
    [
        ([50.0] * 12, ALONE),
        ([*[50.0] * 11, 60], ALONE),
        ([*WAVE[:7], 90], ALONE),
        ([*WAVE, 90], replace(ALONE, code=True)),
        ([*WAVE, 90], replace(ALONE, persistence=Persistence(0.95, 0.95, 0.95, 0.4))),
        ([90.0], ALONE),
    ],
    ids=["constant", "constant until now", "seven earlier values", "code", "slow stock", "one value"],
)
def test_what_has_no_limits(values, measure):
    """Constants have no noise, short series no history, codes no amount, slow stocks no independent changes."""
    assert found(values, measure) is None
    assert unusual.limits(run(values), measure, 0) is None


def test_no_row_no_finding():
    """An area that is not in the table has nothing unusual."""
    assert unusual.unusual(run([*WAVE, 90]), ALONE, None) is None


def test_many_at_once_are_what_each_is_alone():
    """The rule on a whole country gives each area what it would get alone."""
    rng = np.random.default_rng(4)
    values = 50 + rng.standard_t(2, (200, 14))
    values[rng.random(values.shape) < 0.01] = np.nan
    table = Wide(np.arange(200).astype(str), 2010 + np.arange(14), values)
    for measure in (ALONE, TIED):
        everyone = runs.latest(table, measure)
        rule, sign, strict = unusual.rules(everyone, measure)
        assert (rule > 0).sum() > 5
        for place in range(200):
            one = unusual.unusual(everyone, measure, place)
            told = (unusual.RULES.index(one.rule), one.sign, one.strict) if one else (0, 0, False)
            assert told == (rule[place], sign[place], bool(strict[place]))


@pytest.mark.parametrize(("words", "measure", "points"), list(calibration_level.histories()))
def test_chance_rarely_rings(words, measure, points):
    """Where nothing happens at most 8 % of the latest values are ringed, and 0.5 % are beyond the strict limit."""
    ring, strict = calibration_level.surprises(measure, points, 2000)
    assert ring <= 0.08
    assert strict <= 0.005


def test_a_leap_of_six_standard_deviations_is_found():
    """What nobody would call noise is ringed nearly always, and mostly beyond the strict limit."""
    rng = np.random.default_rng(6)
    values = rng.standard_normal((500, 12))
    values[:, -1] = 6
    table = Wide(np.arange(500).astype(str), 2010 + np.arange(12), values)
    rule, _, strict = unusual.rules(runs.latest(table, ALONE), ALONE)
    assert (rule > 0).mean() > 0.95
    assert strict.mean() > 0.5
