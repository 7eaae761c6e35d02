"""How large Kendall's S gets by chance alone: its null distribution by measurements, persistence and overlap.

Years that follow each other are not independent: a first-order autoregression with persistence rho, averaged over the
years of a rolling mean, is simulated (Hamed & Rao 1998, J. Hydrology 204, on why the plain Mann–Kendall test fails
then). ``data/critical_values.csv`` holds the result of ``simulate``; for rho 0 without overlap it is the exact
distribution (Kendall 1975, Rank Correlation Methods, table 1) up to the simulation's noise of 0.1 percentage points.
"""

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from norberg import settings

FILE = "critical_values.csv"
LEAST, MOST = 5, 10  # measurements of a window
RHOS = tuple(step / 10 for step in range(10))
WINDOWS = (1, 2, 3, 4, 5)  # years of a rolling mean
CAP = 0.7  # persistence above it is judged as this: no ten years could ever pass a higher limit (DESIGN 5.1d)
SIZE = 0.05  # two-sided
DRAWS, SEED = 200_000, 1962


@cache
def pairs(points: int) -> tuple[np.ndarray, np.ndarray]:
    """Places of the earlier and the later measurement of every pair."""
    found = np.array(list(combinations(range(points), 2)))
    return found[:, 0], found[:, 1]


def kendall(values: np.ndarray) -> np.ndarray:
    """Kendall's S of each row: later values above earlier ones minus those below; pairs with NaN count nothing."""
    early, late = pairs(values.shape[1])
    apart = values[:, late] - values[:, early]
    return (apart > 0).sum(axis=1) - (apart < 0).sum(axis=1)


def persistent(rng: np.random.Generator, rows: int, points: int, rho: float, window: int = 1) -> np.ndarray:
    """Series in which nothing changes: single years with persistence ``rho``, averaged over ``window`` years.

    Returns:
        A matrix with a row a series and ``points`` columns; single years have mean 0 and standard deviation 1.
    """
    shocks = rng.standard_normal((rows, points + window - 1))
    years = np.empty_like(shocks)
    years[:, 0] = shocks[:, 0]
    for year in range(1, shocks.shape[1]):
        years[:, year] = rho * years[:, year - 1] + np.sqrt(1 - rho**2) * shocks[:, year]
    return np.lib.stride_tricks.sliding_window_view(years, window, axis=1).mean(axis=2)


def simulate(draws: int = DRAWS) -> pd.DataFrame:
    """The null distributions: window, rho, points, s, and p, the chance of an |S| at least as large as s."""
    return pd.DataFrame([row for window in WINDOWS for rho in RHOS for row in _simulated(window, rho, draws)])


def _simulated(window: int, rho: float, draws: int) -> Iterator[dict[str, float]]:
    series = persistent(np.random.default_rng([SEED, window, int(rho * 10)]), draws, MOST, rho, window)
    for points in range(LEAST, MOST + 1):
        size = np.abs(kendall(series[:, :points]))
        for s in range(points * (points - 1) // 2, 0, -2):
            yield {"window": window, "rho": rho, "points": points, "s": s, "p": round(float((size >= s).mean()), 5)}


@cache
def _tails(folder: Path) -> dict[tuple[int, int, int], dict[int, float]]:
    """(window, rho in tenths, points) -> s -> p."""
    table = pd.read_csv(folder / FILE)
    found: dict[tuple[int, int, int], dict[int, float]] = {}
    columns = (table[name].tolist() for name in ("window", "rho", "points", "s", "p"))
    for window, rho, points, s, p in zip(*columns, strict=True):
        found.setdefault((window, round(rho * 10), points), {})[s] = p
    return found


def tenths(rho: float) -> int:
    """The persistence as the table has it: capped, and rounded up, since a lower one would promise too much."""
    return int(np.ceil(round(10 * min(max(rho, 0.0), CAP), 6)))


@cache
def limit(points: int, rho: float, window: int = 1, size: float = SIZE) -> int:
    """The smallest |S| that chance reaches in at most ``size`` of the series where nothing changes.

    Args:
        points: measurements, LEAST to MOST.
        rho: persistence of single years; capped at CAP.
        window: years of a rolling mean.
        size: two-sided.

    Returns:
        |S|; one more than the largest possible where no |S| is rare enough.
    """
    tail = _tails(settings.DATA)[min(window, WINDOWS[-1]), tenths(rho), points]
    return min((s for s, p in tail.items() if p <= size), default=points * (points - 1) // 2 + 1)


@cache
def chance(points: int, rho: float, window: int, s: int) -> float:
    """How often |S| reaches ``s`` where nothing changes."""
    tail = _tails(settings.DATA)[min(window, WINDOWS[-1]), tenths(rho), points]
    return max((p for known, p in tail.items() if known >= s), default=0.0)
