"""Clients of the stand-in for tests: no pace, short patience, and a clock that only sleeping moves."""

from typing import Any

from standin import StandIn

from norberg.kolada import Kolada


class Clock:
    """Time that passes only while someone sleeps; ``slept`` holds the naps."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)


def client(standin: StandIn, clock: Clock | None = None, **changes: Any) -> Kolada:
    """A client of the stand-in that does not rest between requests."""
    clock = clock or Clock()
    usual = {"pace": 0, "timeout": (2, 5), "sleep": clock.sleep, "clock": clock}
    return Kolada(standin.url, **{**usual, **changes})


def expected(standin: StandIn, kpis: list[str], areas: list[str], years: Any = None) -> dict:
    """What the stand-in holds: (kpi, area, year, gender) -> value."""
    rows = [
        row
        for kpi in kpis
        for area in areas
        for year in years or standin.world.years
        if (row := standin.world.row(kpi, area, int(year))) is not None
    ]
    return flat(rows)


def flat(rows: list) -> dict:
    """Rows as (kpi, area, year, gender) -> value."""
    return {
        (row["kpi"], row["municipality"], int(row["period"]), one["gender"]): one["value"]
        for row in rows
        for one in row["values"]
    }
