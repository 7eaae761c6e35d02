"""The false discovery rate over a family of tests."""

import numpy as np


def adjusted(p: np.ndarray, dependent: bool = False) -> np.ndarray:
    """The adjusted chances: those at most 0.05 are discoveries of which at most 5 % are false in the mean.

    Benjamini & Hochberg 1995, JRSS B 57. For tests that depend on each other in any way Benjamini & Yekutieli 2001,
    Ann. Stat. 29, promise it too, at the price of power; here the plain rule kept 5 % in every simulated class, near-
    duplicates included (docs/rules.md), since the chances themselves are cautious.

    Args:
        p: the chances of all tests of the family.
        dependent: by the rule of Benjamini & Yekutieli.
    """
    count = len(p)
    factor = (1 / np.arange(1, count + 1)).sum() if dependent else 1.0
    order = np.argsort(p)
    scaled = p[order] * count * factor / np.arange(1, count + 1)
    found = np.empty(count)
    found[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return found
