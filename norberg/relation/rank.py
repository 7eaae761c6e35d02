"""Whether two measures go together: Spearman's rank correlation with its interval."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri

ENOUGH = 25  # municipalities; Bonett & Wright (2000) find the interval's coverage good from about so many pairs
LEVEL = 0.95
EXACT = 1e-12  # a correlation so near 1 differs from it by the float's own noise
TOO_FEW = "too few"
CONSTANT = "constant"


@dataclass(frozen=True)
class Rank:
    """A rank correlation.

    Attributes:
        count: pairs it is of.
        value: Spearman's, -1 to 1; NaN where there is none.
        low, high: its 95 % interval.
        missing: TOO_FEW or CONSTANT where there is none; "" else.
    """

    count: int
    value: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    missing: str = ""

    @property
    def sign(self) -> int:
        """1 or -1 where the whole interval lies on that side of zero; 0 else."""
        return int(self.low > 0) - int(self.high < 0)


def spearman(x: np.ndarray, y: np.ndarray) -> Rank:
    """The rank correlation of pairs of values.

    Equal values share the mean of their ranks, and the correlation is Pearson's of the ranks. The interval is
    tanh(atanh(r) ± z √((1 + r²/2) / (n − 3))), z the normal quantile of 97.5 %: Bonett & Wright, Sample size
    requirements for estimating Pearson, Kendall and Spearman correlations, Psychometrika 65 (2000), 23–28.

    Args:
        x: values, none missing.
        y: as many.

    Returns:
        The correlation; without one for fewer than ENOUGH pairs, or where all values of one measure are equal. A
        correlation of exactly 1 or -1 has no width.
    """
    count = len(x)
    if count < ENOUGH:
        return Rank(count, missing=TOO_FEW)
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return Rank(count, missing=CONSTANT)
    value = float(np.clip(np.corrcoef(pd.Series(x).rank(), pd.Series(y).rank())[0, 1], -1, 1))
    if 1 - abs(value) < EXACT:
        return Rank(count, value, value, value)
    width = ndtri((1 + LEVEL) / 2) * np.sqrt((1 + value**2 / 2) / (count - 3))
    low, high = np.tanh(np.arctanh(value) + np.array([-width, width]))
    return Rank(count, value, float(low), float(high))
