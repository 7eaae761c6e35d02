"""How many of the levels that the scan calls discoveries are false: who is said to lie outermost truly does not.

    PYTHONPATH=. .venv/bin/python benchmarks/levels.py [MEASURES]

A made-up Kolada of 2 000 measures and 80 municipalities, smallest first, held against seven similar ones or all others.
Their true positions differ by ``spread`` standard deviations of one value. A level is false where the true position is
not among as many as an outer quarter has room for. Chances, rules and families are those of the scan.
"""

import sys
from itertools import product

import numpy as np

from norberg.discovery import family, outer
from norberg.discovery import simulated as made
from norberg.finding import SURE
from norberg.rules.measure import Measure
from norberg.rules.runs import Wide

MEASURES, AREAS, GROUP, SEED = 2000, 80, 8, 1962
SMALL = 16  # of the municipalities, the smallest
SPREADS = (0.0, 0.5, 1.0, 3.0)
KINDS = ((made.PLAIN, 0.0), (made.PLAIN, 0.5), (made.PLAIN, 0.7), (made.HEAVY, 0.5), (made.RATES, 0.0))
KINDS += ((made.COPIES, 0.5),)
NAMES = np.arange(AREAS).astype(str)
NEAR = {name: [other for other in NAMES if int(other) // GROUP == int(name) // GROUP] for name in NAMES}
AMONG = {"similar": (NEAR, GROUP), "all": ({}, AREAS)}


def outermost(true: np.ndarray, size: int) -> np.ndarray:
    """Measures and municipalities: 1 where the true position is in the highest quarter of its group, -1 the lowest."""
    groups = true.reshape(len(true), -1, size)
    place, room = groups.argsort(axis=2).argsort(axis=2), size // 4
    return np.where(place >= size - room, 1, np.where(place < room, -1, 0)).reshape(true.shape)


def shares(kind: str, rho: float, spread: float, measures: int, among: str) -> tuple[float, float, float]:
    """Of each municipality's discoveries the mean share that is false, the same of the small ones, and how many."""
    alike, size = AMONG[among]
    rng = np.random.default_rng([SEED, int(100 * rho), int(10 * spread)])
    true = spread * rng.standard_normal((measures, AREAS))
    series = made.values(rng, kind, (measures, AREAS, 10), rho) + true[..., None]
    told = [_told(one, alike) for one in series]
    chances, signs = (np.array([one[at] for one in told]) for at in (0, 1))
    found = np.column_stack([family.adjusted(one) <= 0.05 for one in chances.T])
    held = outermost(true, size) if spread else np.zeros(true.shape)  # where all are equal nobody is outermost
    false = (found & (signs != held)).sum(axis=0) / np.maximum(found.sum(axis=0), 1)
    return false.mean(), false[:SMALL].mean(), found.sum(axis=0).mean()


def _told(one: np.ndarray, alike: dict[str, list[str]]) -> tuple[np.ndarray, np.ndarray]:
    table = Wide(NAMES, np.arange(2015, 2025), one)
    found = outer.outer(table, Measure("", "neutral", step=1e-6), AREAS, alike, np.arange(AREAS))
    return np.where(found["grade"] == SURE, np.nan_to_num(found["p"], nan=1.0), 1.0), found["sign"]


def main() -> None:
    """Print the table."""
    measures = int(sys.argv[1]) if len(sys.argv) > 1 else MEASURES
    print(f"{'among':8} {'kind':12} {'rho':>4} {'spread':>6} {'false':>7} {'small':>7} {'found':>6}")
    for among, (kind, rho), spread in product(AMONG, KINDS, SPREADS):
        false, small, found = shares(kind, rho, spread, measures, among)
        print(f"{among:8} {kind:12} {rho:4} {spread:6} {false:7.2%} {small:7.2%} {found:6.1f}", flush=True)


if __name__ == "__main__":
    main()
