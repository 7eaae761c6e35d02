"""How often a change of a given size is found among thousands of tests, as ``benchmarks/discovery.py`` measured it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured row.

    Attributes:
        change: total change over the window, in standard deviations of a year's noise.
        points: measurements.
        rho: persistence.
        found: share of such changes that are found.
    """

    change: float
    points: int
    rho: float
    found: float


def rows() -> tuple[Row, ...]:
    """All measured rows."""
    return ()
