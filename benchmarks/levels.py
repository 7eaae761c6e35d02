"""How many of the levels that the scan calls discoveries are false: who is said to lie outermost truly does not.

    PYTHONPATH=. .venv/bin/python benchmarks/levels.py [MEASURES]

A made-up Kolada of 1 000 measures and 80 municipalities, held against seven similar ones or against all others. Their
true positions differ by ``spread`` standard deviations of one value. A level is false where the true position is not
among as many as an outer quarter has room for. Chances, rules and families are those of the scan.
"""

import sys
from itertools import product

import numpy as np

from norberg.discovery import simulated as made

MEASURES, AREAS, POINTS, SEED = 1000, 80, 10, 1962
SMALL = 16  # of the municipalities, the smallest
GROUPS = {"similar": 8, "all": AREAS}
SPREADS = (0.0, 0.5, 1.0, 3.0)
KINDS = ((made.PLAIN, 0.0), (made.PLAIN, 0.5), (made.PLAIN, 0.7), (made.HEAVY, 0.5), (made.RATES, 0.0))
KINDS += ((made.COPIES, 0.5),)


def main() -> None:
    """Print the mean share of each municipality's discoveries that is false, the same of the small ones, how many."""
    measures = int(sys.argv[1]) if len(sys.argv) > 1 else MEASURES
    print(f"{'among':8} {'kind':12} {'rho':>4} {'spread':>6} {'false':>7} {'small':>7} {'found':>6}")
    for (among, group), (kind, rho), spread in product(GROUPS.items(), KINDS, SPREADS):
        rng = np.random.default_rng([SEED, int(100 * rho), int(10 * spread)])
        told = made.placed(rng, kind, (measures, AREAS, POINTS), rho, spread, group)
        false, found = told.false_share(), told.found().sum(axis=0).mean()
        shares = f"{false.mean():7.2%} {false[:SMALL].mean():7.2%}"
        print(f"{among:8} {kind:12} {rho:4} {spread:6} {shares} {found:6.1f}", flush=True)


if __name__ == "__main__":
    main()
