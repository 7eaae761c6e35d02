"""Whether the latest value lies outside what a series' own history lets expect (DESIGN 5.2).

Limits of individual values and moving ranges (XmR): Shewhart 1931; Wheeler & Chambers 1992, Understanding Statistical
Process Control, with the constants 2.66 and 3.267. Rules for runs: Western Electric 1956 (2 of 3) and Wheeler (7).
"""

from dataclasses import dataclass

import numpy as np

from norberg.finding import LIMITS, SEVEN, TWO_OF_THREE, Unusual
from norberg.rules.measure import Measure
from norberg.rules.runs import Runs

HISTORY = 8  # earlier measurements that limits need (DESIGN 5.2)
WIDTH = 2.66  # mean moving ranges from the centre to each limit: three standard deviations
SCREEN = 3.267  # mean moving ranges above which a single one is left out, once
STRICT = 5.0  # mean moving ranges that "Ta upp" asks for, set by ``norberg.calibration_walls``
PERSISTENT = 0.3  # persistence above which the changes are held against limits instead (DESIGN 5.2)
SIDE = 7  # latest values on one side of the centre
RULES = ("", LIMITS, TWO_OF_THREE, SEVEN)


@dataclass(frozen=True)
class Limits:
    """What the latest value of a series is held against, in the unit.

    Attributes:
        centre, low, high: expected value and limits of the latest year.
        first, last: years of the history they rest on.
        of_changes: whether the limits are those of the change since the measurement before: they hold for the latest
            year only.
    """

    centre: float
    low: float
    high: float
    first: int
    last: int
    of_changes: bool


@dataclass(frozen=True)
class Expected:
    """Limits of many series: arrays with an entry a series, NaN where there are none.

    ``held`` are the values or changes that limits are about, newest last; ``centre`` and ``width`` are theirs, the
    width in mean moving ranges; ``base`` is what to add to a change to get the value.
    """

    held: np.ndarray
    centre: np.ndarray
    width: np.ndarray
    base: np.ndarray


def of_changes(measure: Measure) -> bool:
    """Whether limits are set on the changes: neighbouring values of persistent measures and rolling means are alike."""
    return measure.persistence.rho > PERSISTENT or measure.window > 1


def expected(run: Runs, measure: Measure) -> Expected:
    """Centre and mean moving range of each run without its latest point.

    Args:
        run: unbroken runs in full length.
        measure: persistence and window; codes and slow stocks have no limits.
    """
    changes = of_changes(measure)
    held = np.diff(run.values, axis=1) if changes else run.values
    before = held[:, :-1]
    base = run.values[:, -2] if changes else np.zeros(len(held))
    judged = (run.points > HISTORY) & (not measure.code) & (not measure.slow)
    width = np.where(judged, _moving_range(before), np.nan)
    return Expected(held, np.where(width > 0, _mean(before), np.nan), np.where(width > 0, width, np.nan), base)


def _mean(values: np.ndarray) -> np.ndarray:
    return np.nansum(values, axis=1) / np.maximum((~np.isnan(values)).sum(axis=1), 1)


def _moving_range(values: np.ndarray) -> np.ndarray:
    """The mean moving range of each row, without those that are far too large."""
    ranges = np.abs(np.diff(values, axis=1))
    return _mean(np.where(ranges > SCREEN * _mean(ranges)[:, None], np.nan, ranges))


def rules(run: Runs, measure: Measure) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which rule makes each latest value unusual, which way, and whether it is beyond the strict limit.

    Returns:
        Place in RULES (0 none), sign (1 high, -1 low, 0), strict.
    """
    found = expected(run, measure)
    distance = (found.held - found.centre[:, None]) / found.width[:, None]  # NaN compares as not beyond
    latest = distance[:, -1]
    rule = np.where(np.abs(latest) > WIDTH, 1, 0)
    if not of_changes(measure):
        rule = np.where((rule == 0) & _two_of_three(distance), 2, rule)
        rule = np.where((rule == 0) & _one_side(distance), 3, rule)
    sign = np.where(rule > 0, np.sign(np.nan_to_num(latest)), 0).astype(int)
    return rule, sign, np.abs(latest) > STRICT


def _two_of_three(distance: np.ndarray) -> np.ndarray:
    """Two of the latest three, the latest among them, beyond two thirds of the way to one limit."""
    edge = 2 / 3 * WIDTH
    beyond = np.where(np.abs(distance[:, -3:]) > edge, np.sign(distance[:, -3:]), 0)
    alike = (beyond == beyond[:, -1:]).sum(axis=1)
    return (beyond[:, -1] != 0) & (alike > 1)


def _one_side(distance: np.ndarray) -> np.ndarray:
    return np.abs(np.sign(distance[:, -SIDE:]).sum(axis=1)) == SIDE


def unusual(run: Runs, measure: Measure, place: int | None) -> Unusual | None:
    """What is unusual about the latest value of one series.

    Args:
        run: unbroken runs in full length.
        measure: persistence and window.
        place: the series' row; None for none.

    Returns:
        None where nothing is, or where the history is too short to tell.
    """
    held = limits(run, measure, place)
    if held is None or place is None:
        return None
    one = _one(run, place)
    rule, sign, strict = (found[0] for found in rules(one, measure))
    if not rule:
        return None
    value, before = float(one.values[0, -1]), float(one.values[0, -2])
    year = int(one.years[0, -1])
    return Unusual(year, value, before, held.low, held.high, RULES[rule], int(sign), bool(strict))


def limits(run: Runs, measure: Measure, place: int | None) -> Limits | None:
    """The limits of one series' latest value, for a chart; arguments as ``unusual``. None where there are none."""
    if place is None:
        return None
    one = _one(run, place)
    found = expected(one, measure)
    if np.isnan(found.width[0]):
        return None
    centre, reach = float(found.base[0] + found.centre[0]), WIDTH * float(found.width[0])
    years = one.years[0, one.years[0] > 0]
    return Limits(centre, centre - reach, centre + reach, int(years[0]), int(years[-2]), of_changes(measure))


def _one(run: Runs, place: int) -> Runs:
    rows = slice(place, place + 1)
    return Runs(run.values[rows], run.years[rows], run.points[rows])
