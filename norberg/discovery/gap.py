"""Is the gap between women and men there, and does it grow? Both must be sure: the larger of two chances counts."""

import numpy as np

from norberg.discovery import change
from norberg.rules.measure import Measure
from norberg.rules.runs import Wide


def gaps(apart: Wide, measure: Measure, rho: float, rows: np.ndarray) -> dict[str, np.ndarray]:
    """Women minus men in each municipality: a gap that grows away from zero.

    Args:
        apart: women minus men, municipalities and years.
        measure: as the rules see it.
        rho: persistence of the gap.
        rows: places of the municipalities that are asked for.

    Returns:
        The columns of ``tests.TESTS`` that a gap has, one entry a row asked for; ``p`` is 1 where it does not grow.
    """
    found = change.changes(apart, measure, rho, rows)
    growing = found["sign"] * np.sign(np.nan_to_num(found["value"])) > 0
    found["p"] = np.where(np.isnan(found["p"]) | growing, found["p"], 1.0)
    return found
