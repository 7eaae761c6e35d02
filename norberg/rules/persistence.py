"""How persistent each measure is: estimated once from all municipalities, kept with its date (DESIGN 5.1b).

The lag-1 correlation around a line is far too low in short series (Kendall 1954, Biometrika 41): the value found is
looked up among those that simulated series of the same length and known persistence give.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from norberg.errors import FileFaults, reason
from norberg.rules import critical, runs
from norberg.rules.measure import Measure, Persistence
from norberg.rules.runs import Wide

FILE = "persistence.csv"
COLUMNS = ("kpi", "rho", "rho_relative", "rho_gap", "change", "runs", "made")
NUMBERS = COLUMNS[1:5]
LEAST = 7  # measurements of a run that says anything of persistence
LONGEST = 20  # newest measurements that are looked at
AREAS = 30  # municipalities with such a run that an estimate needs
LAST = 9999  # an end year after every value
COMMON = 0.8  # share of the municipalities that a year's median needs
GRID = np.arange(0, 1.0, 0.05)
DRAWS, SEED = 2000, 1962


def estimate(table: Wide, measure: Measure) -> tuple[float, int]:
    """The persistence of a measure around a line, over all its unbroken runs.

    Args:
        table: municipalities and years.
        measure: breaks, cadence and window.

    Returns:
        The estimate between 0 and 0.95, NaN where too few municipalities have runs of LEAST measurements; and how many
        have one.
    """
    found = list(_runs(table, measure))
    lengths = np.concatenate([np.full(len(part), part.shape[1]) for part in found]) if found else np.empty(0)
    if len(lengths) < AREAS:
        return float("nan"), len(lengths)
    seen = np.concatenate([lag_one(part) for part in found])
    there = ~np.isnan(seen)
    if there.sum() < AREAS:
        return float("nan"), int(there.sum())
    known = expected(int(np.median(lengths[there])), measure.window)
    return float(np.interp(seen[there].mean(), known, GRID)), int(there.sum())


def of_changes(table: Wide, measure: Measure) -> float:
    """The mean lag-1 correlation of the year-to-year changes; NaN where too few municipalities have runs."""
    steps = [np.diff(part, axis=1) for part in _runs(table, measure)]
    seen = [_correlation(part - part.mean(axis=1, keepdims=True)) for part in steps]
    whole = np.concatenate(seen) if seen else np.empty(0)
    there = ~np.isnan(whole)
    return float(whole[there].mean()) if there.sum() >= AREAS else float("nan")


def of(frame: pd.DataFrame, measure: Measure, municipalities: Sequence[str]) -> tuple[Persistence, int] | None:
    """All that is estimated of a measure.

    Args:
        frame: ``series.COLUMNS`` of its kpi.
        measure: breaks, cadence and window.
        municipalities: codes of all municipalities.

    Returns:
        The estimates (NaN where a part has too little to go by) and how many runs rho rests on; None without rho.
    """
    total, women, men = (runs.wide(frame, gender, LAST, municipalities) for gender in ("T", "K", "M"))
    rho, count = estimate(total, measure)
    if np.isnan(rho):
        return None
    rest, gap = estimate(relative(total), measure)[0], estimate(minus(women, men), measure)[0]
    return Persistence(rho, rest, gap, of_changes(total, measure)), count


def minus(women: Wide, men: Wide) -> Wide:
    """Women minus men in the years both tables have; their areas are the same."""
    years = np.intersect1d(women.years, men.years)
    both = [one.values[:, np.isin(one.years, years)] for one in (women, men)]
    return Wide(women.areas, years, both[0] - both[1])


def _runs(table: Wide, measure: Measure) -> Iterable[np.ndarray]:
    """The unbroken runs before each break and after the last, those of one length together."""
    for end in (*measure.breaks, np.inf):
        keep = table.years < end
        if keep.sum() < LEAST:
            continue
        cut = runs.latest(Wide(table.areas, table.years[keep], table.values[:, keep]), measure).tail(LONGEST)
        for points in range(LEAST, cut.values.shape[1] + 1):
            if (here := cut.points == points).any():
                yield cut.values[here, -points:]


def lag_one(values: np.ndarray) -> np.ndarray:
    """The lag-1 correlation of each row around its line; NaN for rows that lie on one."""
    years = np.arange(values.shape[1]) - (values.shape[1] - 1) / 2
    centred = values - values.mean(axis=1, keepdims=True)
    return _correlation(centred - np.outer(centred @ years / (years @ years), years))


def _correlation(rest: np.ndarray) -> np.ndarray:
    """Lag-1 correlation of rows with mean 0; NaN for rows of zeros."""
    spread = (rest**2).sum(axis=1)
    flat = spread <= 1e-12
    return np.where(flat, np.nan, (rest[:, 1:] * rest[:, :-1]).sum(axis=1) / np.where(flat, 1, spread))


@cache
def expected(points: int, window: int) -> np.ndarray:
    """The mean lag-1 correlation that series of each persistence of GRID show, never falling."""
    rng = np.random.default_rng([SEED, points, window])
    found = [lag_one(critical.persistent(rng, DRAWS, points, rho, window)).mean() for rho in GRID]
    return np.maximum.accumulate(found)


def relative(table: Wide) -> Wide:
    """The values minus the median of each year, for years in which most municipalities have one (DESIGN 5.1c)."""
    common = (~np.isnan(table.values)).sum(axis=0) >= COMMON * max(len(table.areas), 1)
    middle = np.full(len(table.years), np.nan)
    middle[common] = np.nanmedian(table.values[:, common], axis=0) if common.any() else np.nan
    return replace(table, values=table.values - middle)


def read(path: Path) -> dict[str, Persistence]:
    """The estimates on file; raises FileFaults with a sentence where they can't be read."""
    try:
        table = pd.read_csv(path)
        rows = table[["kpi", *NUMBERS]].astype(dict.fromkeys(NUMBERS, "float64"))
    except (OSError, ValueError, KeyError) as error:
        raise FileFaults(
            [f"Filen {path.name} kan inte läsas: {reason(error)}. Skriv den på nytt med calibrate."]
        ) from error
    return {row[0]: _filled(*row[1:]) for row in rows.itertuples(index=False, name=None)}


def _filled(rho: float, rest: float, gap: float, change: float) -> Persistence:
    """What has no estimate of its own is taken to be as persistent as the values."""
    rest, gap = (rho if np.isnan(one) else one for one in (rest, gap))
    return Persistence(rho, rest, gap, 0.0 if np.isnan(change) else change)


def write(path: Path, found: Mapping[str, tuple[Persistence, int]], made: str) -> None:
    """Write the estimates: kpi -> persistence and the number of runs it rests on."""
    rows = [(kpi, *(round(x, 2) for x in astuple(one)), count, made) for kpi, (one, count) in sorted(found.items())]
    new = path.with_suffix(".new")
    pd.DataFrame(rows, columns=list(COLUMNS)).to_csv(new, index=False, lineterminator="\n")
    new.replace(path)
