"""A lake of the full size in one process and on a Dask cluster of two workers: same bytes, time and memory.

``python benchmarks/full_scan.py`` takes minutes: 6 000 kpis x 312 areas x 20 years, written straight to Parquet.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT), str(ROOT / "tests")]

from dask_processes import Cluster, cluster  # noqa: E402
from synthetic_lake import HOME, written  # noqa: E402

WORKERS = 2


@dataclass(frozen=True)
class Run:
    """One scan: the findings' bytes, wall time and CPU time in s, and the most memory of each process in MB."""

    content: bytes
    seconds: float
    cpu: float
    memory: dict[str, float]


def main(kpis: int, areas: int, years: int, every: bool) -> bool:
    """Print what both ways took; whether they agree."""
    with tempfile.TemporaryDirectory() as folder:
        lake, logs = Path(folder) / "lake", Path(folder) / "logs"
        logs.mkdir()
        rows = written(str(lake), kpis, areas, years).facts["rows"]
        size = sum(path.stat().st_size for path in lake.rglob("*.parquet")) / 1e6
        print(f"{kpis} kpis x {areas} areas x {years} years: {rows} rows, {size:.0f} MB")
        alone = _scan(lake, every)
        _tell("one process", alone)
        with cluster(logs, WORKERS) as made:
            shared = _scan(lake, every, made)
        _tell(f"Dask, {WORKERS} workers", shared)
        print("same bytes" if alone.content == shared.content else "OTHER BYTES", f"({len(alone.content)})")
        return alone.content == shared.content


def _tell(what: str, one: Run) -> None:
    memory = ", ".join(f"{name} {size:.0f} MB" for name, size in one.memory.items())
    print(f"{what}: {one.seconds:.0f} s ({one.cpu:.0f} s CPU of the command), peak {memory}")


def _scan(lake: Path, every: bool, on: Cluster | None = None) -> Run:
    """Run the command as somebody at a terminal does; forget an earlier result first."""
    for path in lake.glob("scans/*/*"):
        path.unlink()
    command = [sys.executable, "-m", "norberg", "scan", *(["--all"] if every else [])]
    command += ["--scheduler", on.address] if on else []
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "NORBERG_LAKE": str(lake)})
    _, code, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    assert code == 0, code
    memory = {"the command": used.ru_maxrss / 1024}
    memory |= {name: _peak(pid) for name, pid in on.pids.items()} if on else {}
    (found,) = lake.glob("scans/*/*.parquet")
    return Run(found.read_bytes(), seconds, used.ru_utime + used.ru_stime, memory)


def _peak(pid: int) -> float:
    """The most resident memory that a running process has had, in MB (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("kpis", 6000), ("areas", 312), ("years", 20)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--all", action="store_true", help=f"every municipality, not {HOME} alone")
    chosen = parser.parse_args()
    sys.exit(0 if main(chosen.kpis, chosen.areas, chosen.years, chosen.all) else 1)
