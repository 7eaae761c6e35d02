"""The ranking: bars in order of value, with the municipality among its neighbours, those chosen, and the ends."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from norberg.dots import outlying

ENDS = 3  # municipalities named at each end
AROUND = 3  # on each side of the own

OWN, CHOSEN, OTHER = "own", "chosen", "other"


@dataclass(frozen=True)
class Bar:
    """One row: code, value, who it is, where its bar starts and how long it is (percent of the room).

    ``skipped`` municipalities lie between the row before and this one; ``cut`` where the bar is longer than the room.
    """

    code: str
    value: float
    kind: str
    start: float
    length: float
    skipped: int = 0
    cut: bool = False


def ranking(
    values: pd.Series, own: str, chosen: Collection[str], *, lower_is_better: bool, whole: bool = False
) -> list[Bar]:
    """The rows of the ranking, best first (neutral measures: highest first).

    Args:
        values: code -> value of one year.
        own: the municipality's code.
        chosen: codes of those it is compared with.
        lower_is_better: whether the lowest stands first.
        whole: every municipality instead of the ends, the neighbours and the chosen.

    Returns:
        Bars that start at zero, so that their lengths are the values, except those of ``dots.outlying``, which are cut;
        equal values stand in the order of the codes.
    """
    ordered = values.sort_index().sort_values(kind="stable", ascending=lower_is_better)
    shown = range(len(ordered)) if whole else _shown(list(ordered.index), own, chosen)
    inside = ordered.drop(list(outlying(values, own)))
    least, most = min(0.0, float(inside.min())), max(0.0, float(inside.max()))
    extent = (most - least) or 1.0
    bars, before = list[Bar](), -1
    for at in shown:
        code, value = str(ordered.index[at]), float(ordered.iloc[at])
        low, high = max(min(value, 0.0), least), min(max(value, 0.0), most)
        kind = OWN if code == own else CHOSEN if code in chosen else OTHER
        start, length = 100 * (low - least) / extent, 100 * (high - low) / extent
        bars.append(Bar(code, value, kind, start, length, at - before - 1, not least <= value <= most))
        before = at
    return bars


def _shown(codes: list[str], own: str, chosen: Collection[str]) -> list[int]:
    count = len(codes)
    places = {*range(min(ENDS, count)), *range(max(count - ENDS, 0), count)}
    places |= {at for at, code in enumerate(codes) if code in chosen}
    if own in codes:
        middle = codes.index(own)
        places |= set(range(max(middle - AROUND, 0), min(middle + AROUND + 1, count)))
    return sorted(places)
