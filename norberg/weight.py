"""What a single one weighs in a share: only where a file gives the number behind it, never inferred (DESIGN 5.10)."""

from dataclasses import dataclass

import pandas as pd

from norberg.local import KINDS
from norberg.program import Indicator
from norberg.sentences import PERCENT, POINTS, number
from norberg.source import Source

ONES = {"antal": ("En medarbetare", "medarbetare"), "vattentäkter": ("En vattentäkt", "vattentäkter")}


@dataclass(frozen=True)
class Weight:
    """What one of them is worth: "En medarbetare motsvarar", "0,4 procentenheter", "250 medarbetare 2025"."""

    heading: str
    value: str
    behind: str


def weight(indicator: Indicator, kpi: str, year: int, source: Source) -> Weight | None:
    """What one person or thing is worth in a share of the municipality's own.

    Args:
        indicator: the nyckeltal.
        kpi: the id whose values are shown.
        year: of the value.
        source: the municipality's own files; Kolada's answers hold no denominators.

    Returns:
        None for other measures, and where the file has no number that may be shown.
    """
    if kpi not in KINDS or indicator.unit != PERCENT:
        return None
    kind = KINDS[kpi]
    part = kind.divide[1] if kind.divide else kind.heads
    rows = source.local.parts
    rows = rows[(rows["kpi"] == kpi) & (rows["period"] == year) & (rows["gender"] == "T") & (rows["part"] == part)]
    count = rows["value"].max()
    if part not in ONES or pd.isna(count) or count <= 0:
        return None
    one, many = ONES[part]
    return Weight(f"{one} motsvarar", f"{number(100 / count, 1)} {POINTS}", f"{number(count, 0)} {many} {year}.")
