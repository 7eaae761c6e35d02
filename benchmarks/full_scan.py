"""A lake of the full size in one process and on a Dask cluster of two workers: same bytes, time and memory.

``python benchmarks/full_scan.py`` takes minutes: 6 000 kpis x 312 areas x 20 years, written straight to Parquet.
"""

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT), str(ROOT / "tests")]

from commands import Used, command, peak  # noqa: E402
from dask_processes import Cluster, cluster  # noqa: E402
from synthetic_lake import HOME, written  # noqa: E402

WORKERS = 2


def main(kpis: int, areas: int, years: int, every: bool) -> bool:
    """Print what both ways took; whether they agree."""
    with tempfile.TemporaryDirectory() as folder:
        lake, logs = Path(folder) / "lake", Path(folder) / "logs"
        logs.mkdir()
        rows = written(str(lake), kpis, areas, years).facts["rows"]
        size = sum(path.stat().st_size for path in lake.rglob("*.parquet")) / 1e6
        print(f"{kpis} kpis x {areas} areas x {years} years: {rows} rows, {size:.0f} MB")
        alone, used = _scan(lake, every)
        print(f"one process: {used}")
        with cluster(logs, WORKERS) as made:
            shared, used = _scan(lake, every, made)
            memory = ", ".join(f"{name} {peak(pid):.0f} MB" for name, pid in made.pids.items())
        print(f"Dask, {WORKERS} workers: the command {used}; {memory}")
        print("same bytes" if alone == shared else "OTHER BYTES", f"({len(alone)})")
        return alone == shared


def _scan(lake: Path, every: bool, on: Cluster | None = None) -> tuple[bytes, Used]:
    """The findings of one scan and what it took; an earlier result is forgotten first."""
    for path in lake.glob("scans/*/*"):
        path.unlink()
    scheduler = ("--scheduler", on.address) if on else ()
    used = command({"NORBERG_LAKE": str(lake)}, "scan", *(["--all"] if every else []), *scheduler)
    (found,) = lake.glob("scans/*/*.parquet")
    return found.read_bytes(), used


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("kpis", 6000), ("areas", 312), ("years", 20)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--all", action="store_true", help=f"every municipality, not {HOME} alone")
    chosen = parser.parse_args()
    sys.exit(0 if main(chosen.kpis, chosen.areas, chosen.years, chosen.all) else 1)
