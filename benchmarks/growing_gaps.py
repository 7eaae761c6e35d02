"""How many of the gaps that the scan calls growing are false: nothing was put in, or it ends no larger than it began.

    PYTHONPATH=. .venv/bin/python benchmarks/growing_gaps.py [MEASURES]

A made-up Kolada of 1 000 measures, 80 municipalities and 20 years. True gaps differ by ``spread`` standard deviations
of one value around a middle as far from zero; one in a hundred changes. Chances, rules and families are the scan's.
"""

import sys
from itertools import product

import numpy as np
from levels import AREAS, KINDS, MEASURES, SEED, SMALL, SPREADS

from norberg.discovery import simulated as made

POINTS = 20


def main() -> None:
    """Print the mean share of each municipality's discoveries that is false, the same of the small ones, how many."""
    measures = int(sys.argv[1]) if len(sys.argv) > 1 else MEASURES
    print(f"{'kind':12} {'rho':>4} {'spread':>6} {'false':>7} {'small':>7} {'found':>6} {'of all':>6}")
    for (kind, rho), spread in product(KINDS, SPREADS):
        rng = np.random.default_rng([SEED, int(100 * rho), int(10 * spread)])
        told = made.grown(rng, kind, (measures, AREAS, POINTS), rho, spread, made.CHANGES)
        false, found = told.false_share(), told.found().sum(axis=0).mean()
        shares = f"{false.mean():7.2%} {false[:SMALL].mean():7.2%}"
        there = (told.true != 0).sum(axis=0).mean()
        print(f"{kind:12} {rho:4} {spread:6} {shares} {found:6.1f} {there:6.1f}", flush=True)


if __name__ == "__main__":
    main()
