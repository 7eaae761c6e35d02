"""Does a municipality surely lie in the outer quarter among its similar ones?

It does if it lies beyond all of them but as many as the quarter has room for: a partial conjunction (Benjamini & Heller
2008, Biometrics 64, with Bonferroni's bound). Without similar ones it is held against all: beyond the quarter's limit.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from norberg.discovery import moderated
from norberg.rules import level
from norberg.rules.gap import EFFICIENCY
from norberg.rules.level import CERTAIN_POINTS, EDGE, Means
from norberg.rules.measure import Measure
from norberg.rules.noise import OWN_WEIGHT
from norberg.rules.runs import Wide

LEAST = 5  # similar municipalities with a value that a comparison needs


def outer(
    table: Wide, measure: Measure, total: int, alike: Mapping[str, Sequence[str]], rows: np.ndarray
) -> dict[str, np.ndarray]:
    """The place of each municipality among its similar ones, all of them where none are known.

    Args:
        table: municipalities and years.
        measure: as the rules see it.
        total: municipalities of the country.
        alike: municipality -> its similar ones.
        rows: places of the municipalities that are asked for.

    Returns:
        The columns of ``tests.TESTS`` that a level has, one entry a row asked for.
    """
    if not level.common_year(table, total):
        return _blank(
            len(rows), f"färre än {level.COMMON_SHARE:.0%} av kommunerna har värden samma år".replace("%", " %")
        )
    found = level.means(table, measure, total)
    places = {name: place for place, name in enumerate(table.areas.tolist())}
    freedom = EFFICIENCY * (np.maximum(found.points - 1, 1) + OWN_WEIGHT)
    told = [
        _one(found, freedom, row, [places[one] for one in alike.get(table.areas[row], ()) if one in places])
        for row in rows
    ]
    return {
        name: np.array([one[name] for one in told], object if name in ("grade", "reason") else None) for name in told[0]
    }


def _one(found: Means, freedom: np.ndarray, row: int, similar: list[int]) -> dict:
    own, spread = found.mean[row], found.noise[row]
    others = np.array([place for place in similar if place != row] or np.delete(np.arange(len(found.mean)), row))
    others = others[~np.isnan(found.mean[others])]
    plain = {name: value[0] for name, value in _blank(1, "").items()}
    plain |= {
        "value": own,
        "effect": own,
        "points": found.points[row],
        "first": found.first[row],
        "last": found.last[row],
    }
    if np.isnan(own) or np.isnan(spread) or len(others) < LEAST:
        return plain | {"reason": "värde saknas" if np.isnan(own) else "för få att jämföra med"}
    room = (len(others) + 1) // 4
    apart = (own - found.mean[others]) / np.sqrt(spread**2 + found.noise[others] ** 2)
    above, below = np.sort(apart)[room - 1], np.sort(-apart)[room - 1]
    sign = 1 if above >= below else -1
    distance = max(above, below)
    p = min(1.0, float(moderated.chance(np.array(distance), freedom[row])) * min(room, LEAST)) if distance > 0 else 1.0
    low = (found.mean[others] < own - EDGE * spread).sum() + 1
    high = (found.mean[others] <= own + EDGE * spread).sum() + 1
    count = len(others) + 1
    quarter = min(int(((found.mean[others] < own).sum() + 0.5) / count * 4), 3) + 1
    sure = p <= 0.05 and found.points[row] >= CERTAIN_POINTS
    return plain | {
        "size": sign * distance,
        "sign": sign,
        "p": p,
        "grade": "säker" if sure else "",
        "quarter": quarter,
        "rank_low": low,
        "rank_high": high,
        "ranked": count,
    }


def _blank(count: int, reason: str) -> dict[str, np.ndarray]:
    whole = {
        name: np.zeros(count, int)
        for name in ("points", "first", "last", "sign", "quarter", "rank_low", "rank_high", "ranked")
    }
    empty = {name: np.full(count, np.nan) for name in ("value", "effect", "size", "p")}
    return whole | empty | {"grade": np.full(count, "", object), "reason": np.full(count, reason, object)}
