"""The whole chain against the stand-in server: 300 kpis x 312 areas x 12 years fetched into a lake, then scanned."""

import tempfile

import pyarrow.compute as pc
from commands import command
from measure import Row, exact
from standin import StandIn
from standin_world import World, area_codes, kpi_ids

from norberg.kolada import PER_PAGE
from norberg.lake import generation, place

KPIS, AREAS, YEARS = 300, 312, 12


def run() -> list[Row]:
    """Requests against the floor, and what either command takes, the pauses of politeness among it."""
    world = World(ids=kpi_ids(KPIS), codes=area_codes(AREAS), years=range(2024 - YEARS, 2024))
    with tempfile.TemporaryDirectory() as folder, StandIn(world) as server:
        switches = {"KOLADA_URL": server.url, "NORBERG_DATA": folder, "NORBERG_LAKE": f"{folder}/lake"}
        updated = command(switches, "lake", "update")
        asked = sum(path.startswith("data/") for path in server.paths)
        made = generation.newest(place.opened(f"{folder}/lake"))
        scanned = command(switches, "scan")
        rows = sum(pc.sum(pc.equal(made.table(part.name)["gender"], "T")).as_py() for part in made.partitions)
    note = f"{KPIS} kpis x {AREAS} areas x {YEARS} years, {rows} rows, {made.facts['rows']} values"
    return [
        exact("chain, data requests / (rows / 5000)", asked / (rows / PER_PAGE), 1.8, f"{note}; {asked} requests"),
        exact("chain, lake update", updated.seconds, None, str(updated), "s"),
        exact("chain, lake update, memory", updated.memory, 500, note, "MB"),
        exact("chain, scan for one municipality", scanned.seconds, None, str(scanned), "s"),
        exact("chain, scan, memory", scanned.memory, 500, note, "MB"),
    ]
