"""Does a municipality surely lie in the outer quarter among its similar ones?

It does if it lies beyond all of them but as many as the quarter has room for: a partial conjunction (Benjamini & Heller
2008, Biometrics 64, with Bonferroni's bound). Without similar ones it is held against the quarter's limit among all.
What all municipalities share in a year moves no place: values are told from the year's median.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from norberg.discovery import moderated
from norberg.discovery.standing import Standing, standing
from norberg.finding import SURE
from norberg.rules.level import CERTAIN_POINTS, CUTS, EDGE, common_year
from norberg.rules.measure import Measure
from norberg.rules.runs import Wide

LEAST = 5  # others with a value that a comparison needs
SIMILAR, EVERYONE = "similar", "all"
SIZE = 0.05  # of a single level that the rule of the nyckeltal would call sure


def outer(
    table: Wide, measure: Measure, total: int, alike: Mapping[str, Sequence[str]], rows: np.ndarray
) -> dict[str, np.ndarray]:
    """The place of each municipality among its similar ones, all of them where too few of those are known.

    Args:
        table: municipalities and years.
        measure: as the rules see it.
        total: municipalities of the country.
        alike: municipality -> its similar ones.
        rows: places of the municipalities that are asked for.

    Returns:
        The columns of ``tests.TESTS`` that a level has, one entry a row asked for.
    """
    if not common_year(table, total):
        return {"reason": np.full(len(rows), "för få kommuner har värden samma år", object)}
    found = standing(table, measure, total)
    others = _others(table.areas, alike, rows, found.mean)
    near = (others >= 0).sum(axis=1) >= LEAST
    part = {name: np.where(near, *both) for name, both in _both(found, others, rows).items()}
    part["quarter"] = np.minimum((part.pop("middle") * 4).astype(int), 3) + 1
    return _columns(found, rows, part, np.where(near, SIMILAR, EVERYONE).astype(object))


def _both(found: Standing, others: np.ndarray, rows: np.ndarray) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    near, far = _among_similar(found, others, rows), _among_all(found, rows)
    return {name: (near[name], far[name]) for name in near}


def _columns(
    found: Standing, rows: np.ndarray, part: dict[str, np.ndarray], among: np.ndarray
) -> dict[str, np.ndarray]:
    """What is told of each municipality; nothing but a reason where it has no place."""
    missing, unknown = np.isnan(found.mean[rows]), np.isnan(part["t"])
    reason = np.where(missing, "värde saknas", np.where(unknown, "för få att jämföra med", "")).astype(object)
    tested = reason == ""
    distance = np.where(tested, part["t"], np.nan)
    beyond = np.abs(distance)
    p = moderated.chance(np.where(part["out"], beyond, 0.0), found.freedom[rows]) * part["room"]
    p = np.where(tested, np.minimum(p, 1.0), np.nan)
    sure = (p <= SIZE) & (found.points[rows] >= CERTAIN_POINTS)
    places = {name: np.where(tested, part[name], 0) for name in ("quarter", "rank_low", "rank_high", "ranked")}
    return places | {
        "points": found.points[rows],
        "first": found.first[rows],
        "last": found.last[rows],
        "value": found.value[rows],
        "effect": found.mean[rows],
        "size": distance,
        "sign": np.where(tested, np.sign(part["side"]), 0),
        "p": p,
        "grade": np.where(sure, SURE, "").astype(object),
        "among": np.where(tested, among, "").astype(object),
        "reason": reason,
    }


def _others(areas: np.ndarray, alike: Mapping[str, Sequence[str]], rows: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """The places of each row's similar municipalities that have a value, -1 where there are no more."""
    place = {name: number for number, name in enumerate(areas.tolist()) if not np.isnan(mean[number])}
    found = [[place[one] for one in alike.get(areas[row], ()) if one in place and one != areas[row]] for row in rows]
    whole = np.full((len(rows), max(map(len, found), default=0) or 1), -1)
    for number, one in enumerate(found):
        whole[number, : len(one)] = one
    return whole


def _among_similar(found: Standing, others: np.ndarray, rows: np.ndarray) -> dict[str, np.ndarray]:
    """Held against each similar municipality: the one that the quarter has room for decides."""
    own, spread = found.relative[rows][:, None], found.spread[rows][:, None]
    theirs = np.where(others >= 0, found.relative[others], np.nan)
    apart = (own - theirs) / np.sqrt(spread**2 + found.spread[others] ** 2)
    count = (others >= 0).sum(axis=1)
    room = np.maximum((count + 1) // 4, 1)
    there = np.arange(len(rows)), np.minimum(room, others.shape[1]) - 1
    above, below = np.sort(apart, axis=1)[there], np.sort(-apart, axis=1)[there]
    side = np.where(above >= below, 1, -1)
    distance = np.maximum(above, below)
    lower, tied = (theirs < own).sum(axis=1), (theirs == own).sum(axis=1)
    return {
        "t": np.where(count >= LEAST, side * np.abs(distance), np.nan),
        "out": distance > 0,
        "side": side,
        "room": room,
        "middle": (lower + (tied + 1) / 2) / (count + 1),
        "rank_low": (theirs < own - EDGE * spread).sum(axis=1) + 1,
        "rank_high": (theirs <= own + EDGE * spread).sum(axis=1) + 1,
        "ranked": count + 1,
    }


def _among_all(found: Standing, rows: np.ndarray) -> dict[str, np.ndarray]:
    """Held against the limits of the outer quarters of all municipalities."""
    ordered = np.sort(found.relative[~np.isnan(found.relative)])
    low, high = np.quantile(ordered, CUTS[::2], method="hazen") if len(ordered) else (np.nan, np.nan)
    own, spread = found.relative[rows], found.spread[rows]
    above, below = (own - high) / spread, (low - own) / spread
    side = np.where(above >= below, 1, -1)
    distance = np.maximum(above, below)
    lower, upto = (np.searchsorted(ordered, own, way) for way in ("left", "right"))
    return {
        "t": np.where(len(ordered) > LEAST, side * np.abs(distance), np.nan),
        "out": distance > 0,
        "side": side,
        "room": np.ones(len(rows), int),
        "middle": (lower + upto) / 2 / max(len(ordered), 1),
        "rank_low": np.searchsorted(ordered, own - EDGE * spread, "left") + 1,
        "rank_high": np.searchsorted(ordered, own + EDGE * spread, "right"),
        "ranked": np.full(len(rows), len(ordered)),
    }
