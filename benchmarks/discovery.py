"""How much of what the scan calls a discovery is false, and how much it finds: rewrites ``data/discovery.csv``.

    PYTHONPATH=. .venv/bin/python benchmarks/discovery.py

A made-up Kolada of 6 000 measures in 100 municipalities, one measure in a hundred with a true change, for each class of
noise, length and persistence. ``--quick`` takes a tenth of the measures and writes nothing.
"""

import sys
from collections.abc import Iterator

import numpy as np
import pandas as pd

from norberg import settings
from norberg.discovery import power
from norberg.discovery import simulated as made

MEASURES, AREAS, SEED = 6000, 100, 1962
SMALL = 15  # of the municipalities, the smallest: as Norberg is among Sweden's
POINTS, RHOS = (10, 20), (0.0, 0.3, 0.5, 0.7)
CLASSES = [(made.PLAIN, points, rho) for points in POINTS for rho in RHOS]
CLASSES += [(kind, 10, 0.5) for kind in (made.HEAVY, made.ROUNDED, made.COPIES, made.UNEQUAL, made.ROLLING)]
CLASSES += [(made.PLAIN, 7, 0.5), (made.COUNTS, 10, 0.0), (made.RATES, 10, 0.0)]


def rows(measures: int) -> Iterator[dict]:
    """A row per class and size of change, as ``power.FILE`` has them."""
    for place, (kind, points, rho) in enumerate(CLASSES):
        rng = np.random.default_rng([SEED, place])
        sizes = [*made.CHANGES, *(slope * (points - 1) for slope in made.SLOPES)]
        told = made.judged(rng, kind, (measures, AREAS, points), rho, sizes)
        found, false = told.found(), told.false_share()
        plain = told.false_share(dependent=False)
        for size in sizes:
            there = np.abs(told.true) == size
            yield {
                "kind": kind,
                "points": points,
                "rho": rho,
                "change": size,
                "found": round(float(found[there].mean()), 3),
                "found_without_rule": round(float(_passing(told)[there].mean()), 3),
                "false_share": round(float(false.mean()), 4),
                "false_share_small": round(float(false[:SMALL].mean()), 4),
                "false_share_bh_small": round(float(plain[:SMALL].mean()), 4),
            }
        print(
            kind, points, rho, f"{false.mean():.3f} {false[:SMALL].mean():.3f} {plain[:SMALL].mean():.3f}", flush=True
        )


def _passing(told: made.Judged) -> np.ndarray:
    """What would be found without the rule of the nyckeltal."""
    return made.Judged(told.true, told.p, np.ones_like(told.sure)).found()


def main() -> None:
    """Print the table, and write it unless told to be quick."""
    quick = "--quick" in sys.argv
    table = pd.DataFrame(rows(MEASURES // 10 if quick else MEASURES))
    print(table.to_string(index=False))
    if not quick:
        table.to_csv(settings.DATA / power.FILE, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
