"""How large a change must be to be found among so many, as a table for the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from norberg.discovery.power import Row
from norberg.discovery.simulated import PLAIN
from norberg.sentences import DASH, number

ROUND = (1.0, 2.0)  # slopes a year that are told as such


@dataclass(frozen=True)
class PowerTable:
    """Persistence as columns; change and measurements as rows; the share that is found in each cell, all as text."""

    persistence: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


def table(power: Sequence[Row]) -> PowerTable:
    """The measured shares of the plain class of noise; empty where nothing was measured."""
    plain = {(one.points, one.change, one.rho): one for one in power if one.kind == PLAIN}
    columns = sorted({rho for _, _, rho in plain})
    found = []
    for points, change in sorted({(points, change) for points, change, _ in plain}):
        cells = [plain.get((points, change, rho)) for rho in columns]
        first = next(one for one in cells if one)
        shares = tuple(f"{number(100 * one.found, 0)}\u00a0%" if one else DASH for one in cells)
        found.append((_change(first), str(points), shares))
    return PowerTable(tuple(number(rho, 1) for rho in columns), tuple(found))


def _change(one: Row) -> str:
    """ "4", or "9 (1 om året)" where the slope is one of ROUND."""
    whole = number(one.change, 0)
    yearly = next((slope for slope in ROUND if abs(one.slope - slope) < 1e-9), None)
    return f"{whole} ({number(yearly, 0)} om året)" if yearly else whole
