"""How often a change of a given size is found among thousands of tests, as ``benchmarks/discovery.py`` measured it."""

from dataclasses import dataclass
from functools import cache

import pandas as pd

from norberg import settings

FILE = "discovery.csv"


@dataclass(frozen=True)
class Row:
    """One measured row: 6 000 measures of a class, one in a hundred with a true change.

    Attributes:
        kind: class of noise, one of ``simulated.KINDS``.
        points: measurements, one a year.
        rho: persistence.
        change: total change over the window, in standard deviations of a year's value.
        found: share of such changes that are found.
        found_without_rule: the same without the rule of the nyckeltal.
        false_share: of the discoveries of the class, the mean share that nothing was behind.
        false_share_small: the same in the smallest municipalities.
        false_share_bh_small: the same by the rule of Benjamini & Hochberg.
    """

    kind: str
    points: int
    rho: float
    change: float
    found: float
    found_without_rule: float
    false_share: float
    false_share_small: float
    false_share_bh_small: float

    @property
    def slope(self) -> float:
        """The change a year."""
        return self.change / (self.points - 1)


@cache
def rows() -> tuple[Row, ...]:
    """All measured rows."""
    table = pd.read_csv(settings.DATA / FILE)
    return tuple(Row(*row) for row in table.itertuples(index=False, name=None))
