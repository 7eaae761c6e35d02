"""The ratios the design asks for: ``python benchmarks/run.py``, or ``--only NAME`` for one part of them.

Only ratios within one run are told: the seconds in the notes are those of this machine and this moment.
"""

import argparse
import importlib
import sys
import time

from measure import Row, table
from servers import APPS, ROOT

PARTS = (
    "rules",
    "paper",
    "server_time",
    "clicks",
    "first_page",
    "sessions",
    "balanced",
    "capacity",
    "disk",
    "requests_used",
    "meeting",
    "deep",
    "lake",
    "scan",
    "chain",
)


def main(names: list[str]) -> list[Row]:
    """Run some parts, one after the other, and say how long each took."""
    sys.path += [str(ROOT), str(ROOT / "tests"), str(APPS)]  # the package, the stand-in server, the naive chart
    rows = []
    for name in names:
        start = time.perf_counter()
        rows += importlib.import_module(name).run()
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PARTS, help="one part")
    only = parser.parse_args().only
    print(table(main([only] if only else list(PARTS))))
