"""Nominal money without prices: each year's value as if the municipalities' median had stayed at its latest level."""

from dataclasses import replace

import numpy as np

from norberg.discovery.matrix import country
from norberg.rules.runs import Wide


def indexed(table: Wide, total: int) -> Wide:
    """The values by the municipalities' median of the same years, in the latest year's money.

    Args:
        table: municipalities and years, nominal.
        total: municipalities of the country.

    Returns:
        NaN in years without a median above 0: what prices did is not known then.
    """
    middle = country(table, total)
    middle = np.where(middle > 0, middle, np.nan)
    known = middle[~np.isnan(middle)]
    return replace(table, values=table.values / middle * (known[-1] if len(known) else np.nan))
