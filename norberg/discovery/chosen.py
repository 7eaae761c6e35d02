"""The discoveries among all tests of one municipality."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from norberg.discovery import family, twins
from norberg.discovery.power import Row, rows
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
    power: tuple[Row, ...]


def discoveries(tests: pa.Table, titles: Mapping[str, str], latest: twins.Latest | None = None) -> Discoveries:
    """The discoveries among the tests of one municipality.

    Args:
        tests: ``tests.TESTS`` of one municipality, the whole family: also what was not tested.
        titles: kpi -> Kolada's title, to know measures that are the same by operator or place.
        latest: kpi -> its latest common value in every municipality, NaN where missing; asked for findings only. None:
            near-duplicates are known by their titles alone.
    """
    p = tests["p"].to_numpy()
    made = ~np.isnan(p)
    sure = np.array(tests["grade"].to_pylist(), object) == SURE
    q = np.ones(len(p))
    q[made] = family.adjusted(np.where(sure, p, 1.0)[made])
    places = np.flatnonzero(made & (q <= SIZE))
    table = tests.take(places[np.argsort(p[places], kind="stable")]).to_pylist()
    every = [
        _one(row, float(q[place]))
        for row, place in zip(table, places[np.argsort(p[places], kind="stable")], strict=True)
    ]
    tested = int(made.sum())
    return Discoveries(tuple(every), tested, SIZE * tested, SIZE * len(every), rows())


def _one(row: Mapping, q: float) -> Discovery:
    return Discovery(q=q, **{name: row[name] for name in Discovery.__dataclass_fields__ if name in row})
