"""The false discovery rate over a family of tests."""

import numpy as np


def adjusted(p: np.ndarray, dependent: bool = True) -> np.ndarray:
    """The adjusted chances: those at most 0.05 are discoveries of which at most 5 % are false in the mean.

    Benjamini & Yekutieli 2001, Ann. Stat. 29, which holds for tests that depend on each other in any way; without
    ``dependent`` Benjamini & Hochberg 1995, JRSS B 57, whose false share was above 5 % in small municipalities
    (docs/rules.md).

    Args:
        p: the chances of all tests of the family.
        dependent: whether the tests may depend on each other in any way.
    """
    count = len(p)
    factor = (1 / np.arange(1, count + 1)).sum() if dependent else 1.0
    order = np.argsort(p)
    scaled = p[order] * count * factor / np.arange(1, count + 1)
    found = np.empty(count)
    found[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return found
