"""What the tests of the store share: answers in few words, a look behind its back, and other processes."""

import multiprocessing
import sqlite3
import subprocess
import sys
from contextlib import closing

import pandas as pd
import pytest

from norberg.store import Answered, Store

FIRST, SECOND, THIRD = (f"2026-03-2{day}T10:00:00+00:00" for day in (1, 2, 3))
KPI, OTHER = "N15428", "N00941"

# a fork of a fresh process that has imported the store: as another process would be, without the seconds it takes
PROCESSES = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
PROCESSES.set_forkserver_preload(["norberg.store"])
posix = pytest.mark.skipif(sys.platform == "win32", reason="rights and limits of this kind are POSIX")


def answered(values, fetched=FIRST, kpi=KPI, asked=("1962",), **more):
    """An answer from {(area, year): value} or {(area, year, gender): value}."""
    cells = [(place, year, *(gender or ["T"]), value) for (place, year, *gender), value in values.items()]
    rows = pd.DataFrame(cells, columns=["municipality", "period", "gender", "value"]).assign(status="")
    return Answered(kpi, rows, asked, fetched, **more)


def fill(folder):
    """A folder with two kpis of 24 values each, and facts."""
    values = {("1962", year): float(year) for year in range(2000, 2024)}
    Store(folder).publish([answered(values), answered(values, kpi=OTHER)], facts={"kpis": [{"id": KPI}]})
    return folder


def figures(store, kpi=KPI):
    """What the store shows of a kpi, as {(area, year, gender): value}."""
    entry = store.read([kpi]).get(kpi)
    rows = entry.table.to_pylist() if entry else []
    return {(row["municipality"], row["period"], row["gender"]): row["value"] for row in rows}


def sql(folder, statement, *values):
    """Rows of a statement run on the database behind the store's back."""
    with closing(sqlite3.connect(folder / "cache.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # no power cut is tested, and hundreds of flushes take seconds
        return connection.execute(statement, values).fetchall()


def elsewhere(work, *args):
    """What ``work(*args)`` returns in another process."""
    with PROCESSES.Pool(1) as pool:
        return pool.apply(work, args)


def mounted(folder, options, script):
    """What Python says of a script with ``folder`` as its argument, a file system of its own; skips where none may be.

    Args:
        folder: where it is mounted, for the script only.
        options: of the tmpfs.
        script: the statements, with the path of the tests already searched.
    """
    mount = f'mount -t tmpfs -o {options} none "$1" || exit 77; shift; exec "$@"'
    whole = f"import sys; sys.path[:0] = sys.argv[2:]; from pathlib import Path; {script}"
    python = [sys.executable, "-c", whole, str(folder), *sys.path]
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh", str(folder), *python]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and ("unshare" in done.stderr or done.returncode == 77):
        pytest.skip("this machine lets nobody mount a file system of their own")
    return done
