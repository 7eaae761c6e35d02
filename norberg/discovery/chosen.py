"""The discoveries among all tests of one municipality."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pyarrow as pa

from norberg.discovery import family, power, twins
from norberg.finding import SURE

SIZE = 0.05  # of a single test, and of the false discoveries


@dataclass(frozen=True)
class Discovery:
    """One finding; the fields are those of ``tests.TESTS``.

    ``q`` is the chance adjusted for how many were tested, ``twins`` are near-duplicate kpis that say the same.
    """

    kpi: str
    test: str
    gender: str
    sign: int
    effect: float
    size: float
    p: float
    q: float
    value: float
    first: int
    last: int
    points: int
    quarter: int
    rank_low: int
    rank_high: int
    ranked: int
    among: str
    beside: float
    against: int
    twins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Discoveries:
    """What was found in one municipality.

    Attributes:
        found: strongest first, near-duplicates counted once.
        tested: tests that were made.
        by_chance: how many of them chance alone would mark at 5 % each.
        expected_false: of the found at most so many are false in the mean.
        power: how often a change of a given size is found among so many tests.
    """

    found: tuple[Discovery, ...]
    tested: int
    by_chance: float
    expected_false: float
    power: tuple[power.Row, ...]


def discoveries(tests: pa.Table, titles: Mapping[str, str], latest: twins.Latest | None = None) -> Discoveries:
    """The discoveries among the tests of one municipality.

    A discovery has passed two gates: the false discovery rate over the whole family, and the rule of the nyckeltal,
    which must call it sure. What the second refuses counts as a chance of 1 in the first, so that the rate holds.

    Args:
        tests: ``tests.TESTS`` of one municipality, the whole family: also what was not tested.
        titles: kpi -> Kolada's title, to know measures that are the same by operator or place.
        latest: kpi -> its latest common value in every municipality, NaN where missing; asked for findings only. None:
            near-duplicates are known by their titles alone.
    """
    p = tests["p"].to_numpy()
    made = np.flatnonzero(~np.isnan(p))
    sure = np.array(tests["grade"].to_pylist(), object)[made] == SURE
    q = family.adjusted(np.where(sure, p[made], 1.0))
    kept = made[q <= SIZE]
    order = np.argsort(p[kept], kind="stable")
    rows = tests.take(kept[order]).to_pylist()
    every = [_one(row, float(one)) for row, one in zip(rows, q[q <= SIZE][order], strict=True)]
    found = _merged(every, titles, latest)
    return Discoveries(tuple(found), len(made), SIZE * len(made), SIZE * len(found), power.rows())


def _one(row: Mapping, q: float) -> Discovery:
    return Discovery(q=q, **{name: row[name] for name in Discovery.__dataclass_fields__ if name in row})


def _merged(every: Sequence[Discovery], titles: Mapping[str, str], latest: twins.Latest | None) -> list[Discovery]:
    """Near-duplicates as one finding each, strongest first."""
    kept = cache(latest) if latest else None
    found = []
    for test in dict.fromkeys(one.test for one in every):
        same = [one for one in every if one.test == test]
        groups = twins.groups([one.kpi for one in same], [one.sign for one in same], titles, kept)
        groups = twins.joined(groups, [(one.value, one.effect, one.first, one.last) for one in same])
        found += [_told([same[place] for place in group], titles) for group in groups]
    return sorted(found, key=lambda one: one.p)


def _told(group: Sequence[Discovery], titles: Mapping[str, str]) -> Discovery:
    """The most general measure of a group, the strongest of equally general ones, with the others as its twins."""
    first = min(group, key=lambda one: twins.general(titles.get(one.kpi, "")))
    return replace(first, twins=tuple(one.kpi for one in group if one is not first))
