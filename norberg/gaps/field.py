"""What a gap is measured by: the values that nine of ten municipalities lie between."""

from dataclasses import dataclass

import numpy as np

from norberg.lines import COMMON_SHARE
from norberg.rules.gap import Gaps
from norberg.rules.level import OLDEST
from norberg.rules.measure import Measure
from norberg.rules.runs import Wide

SHARES = (5, 50, 95)  # percentiles: nine of ten, and the middle
SPLIT, TOTAL = "split", "total"  # of women's and men's values together, or of what is not split


@dataclass(frozen=True)
class Field:
    """Nine of ten municipalities.

    Attributes:
        low, middle, high: the 5th, 50th and 95th percentile, in the unit.
        year: of the values.
        kind: SPLIT, a value of women and one of men from each municipality; TOTAL where too few are read by gender.
    """

    low: float
    middle: float
    high: float
    year: int
    kind: str

    @property
    def width(self) -> float:
        """How far apart its ends are, in the unit."""
        return self.high - self.low


def field(found: Gaps, total: Wide | None, year: int, municipalities: int) -> tuple[Field | None, int]:
    """The field a gap is drawn on.

    Args:
        found: women and men in all areas, the municipalities first.
        total: the values that are not split, in the same order; None for a pair, which has none.
        year: of the gap.
        municipalities: how many there are.

    Returns:
        The field of the latest year, at most OLDEST years older and on the same side of every break, in which
        COMMON_SHARE of all municipalities have a value: a set read only in part is not the country. None without such
        a year, for counts, and where all have the same value. Then how many municipalities have both women and men in
        the best read of those years.
    """
    women, men = found.women.values[:municipalities], found.men.values[:municipalities]
    both = ~(np.isnan(women) | np.isnan(men))
    near = _near(found.women.years, year, found.measure)
    read = int(both[:, near].sum(axis=0).max(initial=0))
    if found.measure.count:
        return None, read
    split = np.concatenate([np.where(both, women, np.nan), np.where(both, men, np.nan)])
    made = _made(split, found.women.years, near, 2 * municipalities)
    kind = SPLIT
    if made is None and total is not None:
        kind = TOTAL
        near = _near(total.years, year, found.measure)
        made = _made(total.values[:municipalities], total.years, near, municipalities)
    return (Field(*made, kind) if made else None), read


def _near(years: np.ndarray, year: int, measure: Measure) -> np.ndarray:
    """Which years a field may be of."""
    after = max((one for one in measure.breaks if one <= year), default=0)
    return (years <= year) & (years >= max(after, year - OLDEST))


def _made(
    values: np.ndarray, years: np.ndarray, near: np.ndarray, total: int
) -> tuple[float, float, float, int] | None:
    """The percentiles and the year, of the latest of the years that enough have a value in."""
    enough = near & ((~np.isnan(values)).sum(axis=0) >= COMMON_SHARE * total)
    if not enough.any():
        return None
    column = int(np.flatnonzero(enough)[-1])
    low, middle, high = (float(one) for one in np.nanpercentile(values[:, column], SHARES))
    return (low, middle, high, int(years[column])) if high > low else None
