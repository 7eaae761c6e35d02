"""A made-up Kolada in which it is known what has changed: how many of the found are false, and how many are missed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from norberg.discovery import change, family, gap, outer
from norberg.finding import SURE
from norberg.rules import critical
from norberg.rules.measure import Measure
from norberg.rules.runs import Wide

PLAIN, HEAVY, ROUNDED, COUNTS, RATES = "plain", "heavy tails", "rounded", "counts", "rates"
ROLLING, COPIES, UNEQUAL = "rolling", "copies", "unequal"
KINDS = (PLAIN, HEAVY, ROUNDED, COUNTS, RATES, ROLLING, COPIES, UNEQUAL)
TRUE = 0.01  # of the measures that change in a municipality: 60 of 6 000
CHANGES, SLOPES = (2.0, 4.0, 6.0, 8.0), (1.0, 2.0)  # in standard deviations of one value: over the window, and a year
FAMILY, ALIKE = 10, 0.9  # near-duplicates: measures of one family, and their correlation
WARM = 30  # years before the first that is kept
MEAN = 10.0  # persons behind a count
WINDOW = 3  # years of a rolling mean
DIFFER = 0.15  # standard deviation of persistence between municipalities


def sizes(areas: int) -> np.ndarray:
    """How large municipalities are, smallest first; the middle one 1, as spread as Sweden's."""
    return np.exp(0.9 * np.sort(np.random.default_rng(critical.SEED).standard_normal(areas)))


def values(rng: np.random.Generator, kind: str, shape: tuple[int, int, int], rho: float) -> np.ndarray:
    """Series in which nothing changes, a year's standard deviation about 1.

    Args:
        rng: random numbers.
        kind: one of KINDS; COUNTS and RATES have no persistence.
        shape: measures, municipalities and years.
        rho: persistence.
    """
    measures, areas, years = shape
    if kind == COUNTS:
        return (rng.poisson(MEAN, shape) - MEAN) / np.sqrt(MEAN)
    if kind == RATES:
        persons = (MEAN * sizes(areas))[:, None]
        return (rng.poisson(persons, shape) / persons - 1) * np.sqrt(MEAN)
    if kind == COPIES:
        parts = [_series(rng, PLAIN, (count, areas, years), rho) for count in (-(-measures // FAMILY), measures)]
        return np.sqrt(ALIKE) * np.repeat(parts[0], FAMILY, axis=0)[:measures] + np.sqrt(1 - ALIKE) * parts[1]
    return _series(rng, kind, shape, rho)


def _series(rng: np.random.Generator, kind: str, shape: tuple[int, int, int], rho: float) -> np.ndarray:
    """First-order autoregressions."""
    measures, areas, years = shape
    whole = (measures, areas, years + WARM)
    shocks = rng.standard_t(5, whole) / np.sqrt(5 / 3) if kind == HEAVY else rng.standard_normal(whole)
    share = np.clip(rng.normal(rho, DIFFER, areas), 0, 0.9) if kind == UNEQUAL else rho
    for year in range(1, whole[2]):
        shocks[..., year] = share * shocks[..., year - 1] + np.sqrt(1 - share**2) * shocks[..., year]
    if kind == ROLLING:
        kept = shocks[..., WARM - WINDOW + 1 :]
        return np.lib.stride_tricks.sliding_window_view(kept, WINDOW, axis=2).mean(axis=3)
    return shocks[..., WARM:]


@dataclass(frozen=True)
class Judged:
    """What the rules make of a made-up Kolada: a row a measure, a column a municipality.

    ``true`` is the change that was put in, in standard deviations of a year, 0 for none, or 1 where a level is on the
    side that is told; ``p`` and ``sure`` are what the test and the rule of the nyckeltal say of it.
    """

    true: np.ndarray
    p: np.ndarray
    sure: np.ndarray

    def found(self, dependent: bool = True) -> np.ndarray:
        """Which are discoveries, each municipality a family of its own."""
        chances = np.where(self.sure, self.p, 1.0)
        columns = [family.adjusted(one, dependent) <= 0.05 for one in chances.T]
        return np.column_stack(columns)

    def false_share(self, dependent: bool = True) -> np.ndarray:
        """Of the discoveries of each municipality, the share that nothing is behind; 0 where there are none."""
        found = self.found(dependent)
        return (found & (self.true == 0)).sum(axis=0) / np.maximum(found.sum(axis=0), 1)


def judged(
    rng: np.random.Generator, kind: str, shape: tuple[int, int, int], rho: float, sizes: Sequence[float]
) -> Judged:
    """Make up the measures of a class, change one in a hundred, and judge them all.

    Args:
        rng, kind, shape, rho: as ``values``.
        sizes: total changes that are put in, each as often, upwards and downwards.
    """
    true = _true(rng, shape, sizes)
    series = _changed(values(rng, kind, shape, rho), true)
    measure = Measure("", "neutral", window=WINDOW if kind == ROLLING else 1, step=1e-6)
    parts = list(_each(np.round(series) if kind == ROUNDED else series, measure))
    return Judged(true, *(np.array([part[place] for part in parts]) for place in (0, 1)))


def grown(
    rng: np.random.Generator, kind: str, shape: tuple[int, int, int], rho: float, spread: float, sizes: Sequence[float]
) -> Judged:
    """Make up gaps that lie where they lie, change one in a hundred, and judge which of them grow.

    Args:
        rng, kind, shape, rho: as ``values``.
        spread: of the true gaps, in standard deviations of one value; their middle is as far from zero.
        sizes: as ``judged``; a change is true where the gap ends larger than it began, on either side of zero.
    """
    put, middle = _true(rng, shape, sizes), spread * (1 + rng.standard_normal(shape[:2]))
    series = values(rng, kind, shape, rho)
    larger = np.abs(middle + put * _unit(series)) > np.abs(middle)
    series = _changed(series, put) + middle[..., None]
    measure, rows, years = Measure("", "neutral", step=1e-6), np.arange(shape[1]), np.arange(2000, 2000 + shape[2])
    told = [gap.gaps(Wide(rows.astype(str), years, one), measure, rows) for one in series]
    p, sure = (np.array([one[name] for one in told]) for name in ("p", "grade"))
    return Judged(np.where(larger, put, 0.0), np.nan_to_num(p, nan=1.0), sure == SURE)


def placed(
    rng: np.random.Generator, kind: str, shape: tuple[int, int, int], rho: float, spread: float, group: int
) -> Judged:
    """Make up measures in which municipalities lie where they lie, and judge their levels.

    Args:
        rng, kind, shape, rho: as ``values``.
        spread: of the true positions, in standard deviations of one value; 0 where nobody lies outermost.
        group: municipalities that are similar to each other, one group after the other; all of them for no groups.
    """
    true = spread * rng.standard_normal(shape[:2])
    names = np.arange(shape[1]).astype(str)
    near = {name: list(names[int(name) // group * group :][:group]) for name in names} if group < shape[1] else {}
    series, measure = values(rng, kind, shape, rho) + true[..., None], Measure("", "neutral", step=1e-6)
    years, rows = np.arange(2000, 2000 + shape[2]), np.arange(shape[1])
    told = [outer.outer(Wide(names, years, one), measure, shape[1], near, rows) for one in series]
    p, sure, side = (np.array([one[name] for one in told]) for name in ("p", "grade", "sign"))
    held = _outermost(true, group) if spread else np.zeros(shape[:2])
    return Judged((side == held).astype(float), np.nan_to_num(p, nan=1.0), sure == SURE)


def _true(rng: np.random.Generator, shape: tuple[int, int, int], sizes: Sequence[float]) -> np.ndarray:
    """The changes that are put in, a row a measure, a column a municipality."""
    return np.where(rng.random(shape[:2]) < TRUE, rng.choice(sizes, shape[:2]) * rng.choice([-1, 1], shape[:2]), 0.0)


def _changed(series: np.ndarray, true: np.ndarray) -> np.ndarray:
    """Series with a change put in that goes evenly through the years."""
    return series + true[..., None] * _unit(series)[:, None] * np.linspace(0, 1, series.shape[2])


def _unit(series: np.ndarray) -> np.ndarray:
    """The standard deviation of a year in each municipality."""
    return series.std(axis=2).mean(axis=0)


def _outermost(true: np.ndarray, group: int) -> np.ndarray:
    """1 where the true position is in the highest quarter of its group, -1 in the lowest, 0 between."""
    place = true.reshape(len(true), -1, group).argsort(axis=2).argsort(axis=2)
    room = group // 4
    return np.where(place >= group - room, 1, np.where(place < room, -1, 0)).reshape(true.shape)


def _each(series: np.ndarray, measure: Measure) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    years, rows = np.arange(2000, 2000 + series.shape[2]), np.arange(series.shape[1])
    for one in series:
        told = change.changes(Wide(rows.astype(str), years, one), measure, rows)
        yield np.nan_to_num(told["p"], nan=1.0), told["grade"] == SURE
