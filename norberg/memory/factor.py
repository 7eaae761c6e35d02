"""Whether old and new values differ by one factor: then the unit has changed, not the world."""

from collections.abc import Sequence
from math import isclose
from statistics import median

FEWEST, DISTINCT = 5, 3  # values that must agree, and different old ones among them: fewer can do so by chance
LEAST = 1.5  # times: less than this a revision may be
SPREAD = 0.02  # of the factor: old and new values are rounded, small ones by up to this


def constant(pairs: Sequence[tuple[float, float]]) -> float | None:
    """The factor between the old and new values of one reading.

    Args:
        pairs: old and new value; zeros say nothing and are left out.

    Returns:
        How many times the old one each new value is, as a round number where it is close to one; None where they
        differ otherwise, or are too few.
    """
    ratios = [new / old for old, new in pairs if old and new]
    if len(ratios) < FEWEST or len({old for old, new in pairs if old and new}) < DISTINCT:
        return None
    middle = median(ratios)
    if middle <= 0 or 1 / LEAST < middle < LEAST:
        return None
    if not all(isclose(one, middle, rel_tol=SPREAD) for one in ratios):
        return None
    size = middle if middle > 1 else 1 / middle
    whole = float(round(size)) if isclose(size, round(size), rel_tol=SPREAD) else size
    return whole if middle > 1 else 1 / whole


def words(factor: float) -> str:
    """The factor in words: "100 gånger de gamla", "en tiondel av de gamla"."""
    if factor >= 1:
        return f"{factor:g}".replace(".", ",") + " gånger de gamla"
    parts = {10: "en tiondel", 100: "en hundradel", 1000: "en tusendel"}
    size = round(1 / factor)
    return f"{parts.get(size, f'en {size}-del')} av de gamla"
