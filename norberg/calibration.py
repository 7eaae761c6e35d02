"""What the trend rule does to series in which nothing changes, and to one that rises: the table of DESIGN 5.7."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from norberg.rules import critical, persistence, trend
from norberg.rules.measure import Measure, Persistence
from norberg.rules.runs import Wide, latest

SERIES = 2000  # a class (DESIGN 5.7)
FIRST = 2010  # year of the first measurement
MOST_FALSE = 0.05
LOW, HIGH = 0.55, 0.95  # of the rising series that must be found at 8 and at 10 measurements
RISE, PUPILS, SCHOOL_RHO = 4.0, 55, 0.2  # percentage points a year, pupils in a year, persistence of school results

SHARE = Measure("simulated", "higher", step=0.1)
Class = tuple[str, Measure, np.ndarray, bool]  # words, measure, series, whether the years are independent


def classes(seed: int = 1962, rows: int = SERIES) -> Iterator[Class]:
    """The classes of series in which nothing changes: words, measure, a row a series, whether years are independent."""
    rng = np.random.default_rng(seed)
    for people in (55, 250):
        yield f"Andel av {people} personer", SHARE, 100 * rng.binomial(people, 0.5, (rows, 10)) / people, True
    yield "Andel av 5 800 med 1 procentenhets årligt brus", SHARE, 50 + rng.standard_normal((rows, 10)), True
    counts = rng.poisson(rng.uniform(5, 30, (rows, 1)), (rows, 10)).astype(float)
    yield "Antal mellan 5 och 30", replace(SHARE, step=1.0), counts, True
    for rho in (0.3, 0.5, 0.7):
        words = f"År som hänger ihop, ρ {rho}".replace(".", ",")
        yield words, SHARE, 50 + 3 * critical.persistent(rng, rows, 10, rho), False
    for window in (3, 5):
        for rho in (0.0, 0.3):
            words = f"Medel av {window} år{', ρ 0,3' if rho else ''}"
            values = 80 + critical.persistent(rng, rows, 10, rho, window)
            yield words, replace(SHARE, window=window), values, not rho
    holes = 50 + 3 * rng.standard_normal((rows, 16))
    holes[rng.random(holes.shape) < 0.1] = np.nan
    yield "Serier med luckor", SHARE, holes, True
    yield (
        "Grovt avrundat, många lika värden",
        replace(SHARE, step=1.0),
        20 + np.rint(rng.normal(0, 1, (rows, 10))),
        True,
    )
    for points in range(4, 13):
        yield f"{points} mätningar", SHARE, 50 + 3 * rng.standard_normal((rows, points)), True


def grades(known: Measure, values: np.ndarray, estimated: bool = True) -> np.ndarray:
    """The grade of each row: 2 sure, 1 likely, 0 none; persistence is estimated from all rows where there is enough."""
    table = Wide(np.arange(len(values)).astype(str), np.arange(FIRST, FIRST + values.shape[1]), values)
    rho = persistence.estimate(table, known)[0] if estimated else float("nan")
    if not np.isnan(rho):
        known = replace(known, persistence=Persistence(rho, rho, rho))
    return trend.trends(latest(table, known), known).grade


def rising(points: int, seed: int = 1962, rows: int = SERIES) -> np.ndarray:
    """Shares of PUPILS that rise by RISE percentage points a year from 50 %, as persistent as school results."""
    rng = np.random.default_rng([seed, points])
    mean = np.minimum(50 + RISE * np.arange(points), 99)
    noise = np.sqrt(mean * (100 - mean) / PUPILS) * critical.persistent(rng, rows, points, SCHOOL_RHO)
    return np.clip(mean + noise, 0, 100)


def rows() -> list[dict[str, object]]:
    """The rows of the calibration table: what was measured, and the limit it must meet."""
    found = []
    for words, known, values, independent in classes():
        grade = grades(known, values)
        found.append(_row(words, "Falska säkra pilar", (grade == 2).mean(), MOST_FALSE, "max"))
        likely = (MOST_FALSE, "max") if independent else (None, "")
        found.append(_row(words, "Falska troliga pilar", (grade == 1).mean(), *likely))
    known = replace(SHARE, persistence=Persistence(SCHOOL_RHO, SCHOOL_RHO, SCHOOL_RHO))
    for points, least in ((8, LOW), (10, HIGH)):
        share = (grades(known, rising(points), estimated=False) > 0).mean()
        words = f"Stiger 4 procentenheter om året, {PUPILS} elever, {points} mätningar"
        found.append(_row(words, "Funna ökningar", share, least, "min"))
    return found


def _row(words: str, measured: str, value: float, limit: float | None, kind: str) -> dict[str, object]:
    return {
        "table": "calibration",
        "row": words,
        "measure": measured,
        "value": float(value),
        "limit": limit,
        "kind": kind,
    }
