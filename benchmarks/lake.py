"""What fetching all of Kolada costs: questions against the fewest possible, and memory at the size of the country.

``KOLADA_URL`` set: that server is asked for everything it lists, or for the ids in ``LAKE_KPIS`` (with commas).
Otherwise the stand-in serves series as long as the real ones, and then 50 kpis of 30 years split by gender, two
partitions of the largest kind.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from measure import Row, exact
from servers import ROOT
from standin import StandIn
from standin_world import World, area_codes, kpi_ids

from norberg.kolada import PER_PAGE

AREAS = 312
LENGTHS = (1, 1, 1, 2, 2, 3, 5, 7, 8, 9, 11, 13, 14, 17, 20, 24, 29)  # years: about the quantiles of 1 234 real kpis
MOST_MEMORY = 500  # MB
UPDATE = """
import json, os, resource, sys
from datetime import UTC, datetime
from norberg.kolada import Kolada
from norberg.lake import command, place, update
from norberg.lake.lists import Wanted
from norberg.lake.stage import Stage
url, folder = sys.argv[1:]
stage = Stage(place.opened(folder + "/stage"), datetime.now(UTC).isoformat(timespec="seconds"))
kpis = command.kpis(os.environ.get("LAKE_KPIS", ""))
client = Kolada(url, pace=0, stall=command.STALL)
made = update.run(client, place.opened(folder + "/lake"), stage, Wanted("1962", (), kpis))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
size = sum(part.bytes for part in made.partitions) / 1e6
kept = {name: made.facts[name] for name in ("requests", "answers", "rows")}
print(json.dumps({**kept, "megabytes": size, "peak": peak, "missing": len(made.missing), "empty": len(made.empty)}))
"""


class Long(World):
    """A world in which every kpi has as many years as told, and one of ten cells is empty."""

    lengths: dict[str, int]

    def row(self, kpi: str, area: str, year: int, from_date: str | None = None) -> dict | None:
        """A data row, worked out from the key alone."""
        seed = zlib.crc32(f"{kpi}{area}{year}".encode())
        if year <= self.years[-1] - self.lengths[kpi] or seed % 10 == 0:
            return None
        genders = "TKM" if self.kpis[kpi]["is_divided_by_gender"] else "T"
        values = [
            {"gender": one, "count": 1, "status": "", "value": seed % 10**6 / 10**4, "isdeleted": False}
            for one in genders
        ]
        return {"kpi": kpi, "municipality": area, "period": year, "values": values}


def run() -> list[Row]:
    """Questions and memory of one update."""
    if url := os.environ.get("KOLADA_URL"):
        return _rows(url, "server of KOLADA_URL")
    draw = random.Random(8)
    usual = [draw.choice(LENGTHS) for _ in range(250)]
    return [*_standin(usual, split=False), *_standin([30] * 50, split=True)]


def _standin(lengths: list[int], *, split: bool) -> list[Row]:
    ids = kpi_ids(len(lengths))
    world = Long(ids=ids, codes=area_codes(AREAS), members={}, years=range(1995, 2025))
    world.lengths = dict(zip(ids, lengths, strict=True))
    for kpi in world.kpis.values():
        kpi["is_divided_by_gender"] = split
    with StandIn(world) as server:
        return _rows(server.url, f"stand-in, {len(ids)} kpis{' of 30 years by gender' if split else ''}")


def _rows(url: str, which: str) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", UPDATE, url, folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    note = "{rows} values of {answers} rows, {requests} requests, {megabytes:.0f} MB, {empty} kpis empty".format(
        **found
    )
    ratio = found["requests"] / (found["answers"] / PER_PAGE)
    return [
        exact(f"lake update ({which}), requests / (rows / {PER_PAGE})", ratio, 1.8, note),
        exact(f"lake update ({which}), peak memory", found["peak"], MOST_MEMORY, "of the updating process", "MB"),
    ]


if __name__ == "__main__":
    from measure import table

    sys.path += [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]
    print(table(run()))
