"""Has a value changed? The line through its years against the noise of series as persistent as this measure."""

import numpy as np

from norberg.discovery import line, moderated, steadiness
from norberg.rules import runs, trend
from norberg.rules.level import OLDEST
from norberg.rules.measure import Measure
from norberg.rules.runs import WINDOW, Runs, Wide
from norberg.rules.trend import Trends

SIZE = 0.05  # two-sided
SURE_GRADE = 2  # of norberg.rules.trend
GRADES = np.array(["", "trolig", "säker"], object)


def changes(table: Wide, measure: Measure, rows: np.ndarray) -> dict[str, np.ndarray]:
    """The change of each municipality's series over its latest unbroken run of at most ``line.MOST`` measurements.

    Args:
        table: municipalities and years.
        measure: as the rules see it.
        rows: places of the municipalities that are asked for; the others lend their noise.

    Returns:
        The columns of ``tests.TESTS`` that a change has, one entry a row asked for.
    """
    run = runs.latest(table, measure)
    newest = run.years[:, -1].max(initial=0)
    window = run.tail(line.MOST)
    plain, high = steadiness.upper(run, measure.window)
    fitted = line.lines(window.values, window.points, measure.window, high)
    variance, freedom = moderated.shrunk(fitted.variance, fitted.freedom)
    variance = np.maximum(variance, measure.step**2 / 12)
    grades = trend.trends(Runs(run.values[rows], run.years[rows], run.points[rows]), measure, plain)
    slope, spread, points = fitted.slope[rows], np.sqrt(variance[rows]), window.points[rows]
    first = window.years[rows, np.maximum(window.years.shape[1] - np.maximum(points, 1), 0)]
    sign = np.sign(np.nan_to_num(slope)).astype(int)
    effect = slope * (points - 1)
    reason = _reasons(points, fitted.variance[rows] > 0, newest - window.years[rows, -1])
    p = moderated.chance(slope / (spread * fitted.unit[rows]), freedom[rows])
    return {
        "points": points,
        "first": first,
        "last": window.years[rows, -1],
        "value": run.values[rows, -1],
        "effect": effect,
        "size": effect / spread,
        "sign": sign,
        "p": np.where(reason == "", p, np.nan),
        "grade": GRADES[_grades(grades, sign, p, np.abs(effect) > measure.step, points)],
        "reason": reason,
    }


def _grades(recent: Trends, sign: np.ndarray, p: np.ndarray, seen: np.ndarray, points: np.ndarray) -> np.ndarray:
    """What the rule of the nyckeltal says of each change: 2 sure, 1 likely, 0 nothing.

    That rule looks at ten measurements. Over a longer window its standard is kept (5 %, as persistent as the measure
    is, more than a rounding step), and the last ten must go the same way; asking them alone to be sure would find 39 %
    instead of 95 % of the changes of six deviations in 20 years at a persistence of 0.3.
    """
    long = points > WINDOW
    held = (p <= SIZE) & seen & (np.sign(recent.slope) == sign)
    return np.where(long, np.where(held, SURE_GRADE, 0), np.where(recent.sign == sign, recent.grade, 0))


def against(table: Wide, measure: Measure, rows: np.ndarray) -> np.ndarray:
    """Which way each municipality moves against the municipalities' median of the same years (DESIGN 5.1c).

    Args:
        table: values minus each year's median.
        measure: as the rules see it.
        rows: places of the municipalities that are asked for.

    Returns:
        1 up, -1 down, 0 where the rule of the nyckeltal finds no sure difference or too few years are known.
    """
    run = runs.latest(table, measure)
    plain = steadiness.upper(run, measure.window)[0]
    found = trend.trends(Runs(run.values[rows], run.years[rows], run.points[rows]), measure, plain)
    return np.where(found.grade == SURE_GRADE, found.sign, 0)


def _reasons(points: np.ndarray, moving: np.ndarray, age: np.ndarray) -> np.ndarray:
    """Why a change is not tested, "" where it is."""
    enough = np.where(points < line.LEAST, "för få mätningar", np.where(moving, "", "värdet är konstant"))
    current = np.where(age > OLDEST, "gammal uppgift, andra kommuner har nyare värden", enough)
    return np.where(points == 0, "värde saknas", current).astype(object)
