"""One row per test of a kpi: TESTS is the contract of what the scan writes and the discoveries are chosen from."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from norberg.catalogue.listing import Listed
from norberg.discovery import change, gap, indexed, kind, outer
from norberg.discovery.matrix import wides
from norberg.rules import persistence
from norberg.rules.measure import UNKNOWN, Measure
from norberg.rules.runs import Wide

CHANGE, LEVEL, GAP = "change", "level", "gap"
SIMILAR, EVERYONE = "similar", "all"
TOTAL, APART = "T", "G"  # gender of a test: all, or women minus men

TEXT = pa.dictionary(pa.int32(), pa.string())
TESTS = pa.schema(
    [
        ("kpi", TEXT),
        ("municipality", TEXT),
        ("gender", TEXT),  # TOTAL, or APART for a gap
        ("test", TEXT),  # CHANGE, LEVEL or GAP
        ("points", pa.int16()),  # measurements that the test rests on
        ("first", pa.int16()),  # year of the first of them, 0 without
        ("last", pa.int16()),
        ("value", pa.float64()),  # the latest value; of a gap women minus men
        ("effect", pa.float64()),  # in the unit: total change over the window; level: the mean; gap: its change
        ("size", pa.float64()),  # the effect in standard deviations of one value; level: of the distance's noise
        ("sign", pa.int8()),  # 1 up, high or growing among women's side; -1 down or low
        ("p", pa.float64()),  # two-sided, above 0; NaN where not tested
        ("grade", TEXT),  # what the rule of the nyckeltal says: "säker", "trolig" or ""
        ("quarter", pa.int8()),  # 1 lowest ... 4 highest among those compared, 0 where not compared
        ("rank_low", pa.int16()),  # the 80 % interval of the place, 1 lowest
        ("rank_high", pa.int16()),
        ("ranked", pa.int16()),  # how many are compared, the municipality included
        ("among", TEXT),  # whom a level is compared with: SIMILAR or EVERYONE; "" for other tests
        ("beside", pa.float64()),  # what the municipalities' median changed in the same years; NaN where not known
        ("reason", TEXT),  # why there was no test, a Swedish clause; "" where there was one
    ]
)


def of_kpi(
    table: pa.Table,
    listed: Listed,
    areas: Sequence[str],
    alike: Mapping[str, Sequence[str]],
    total: int,
    only: str | None = None,
) -> pa.Table:
    """All tests of one kpi.

    Args:
        table: its rows: municipality, period, gender and value, other columns are not looked at.
        listed: the kpi in Kolada's list.
        areas: codes of the municipalities, in the order of the result.
        alike: municipality -> its similar municipalities; empty, or without a municipality, where none are known.
        total: municipalities of the country, whether read or not.
        only: a municipality whose tests are asked for; None or "" for all of them.

    Returns:
        TESTS: a change and a level per municipality, and a gap where the kpi has values of women and men. What could
        not be tested has a reason and no ``p``.
    """
    cube = wides(table, areas)
    rows = np.array([list(areas).index(only)]) if only else np.arange(len(areas))
    seen = kind.of(listed)
    parts = _never(seen.reason, cube, len(rows)) if seen.reason else _tested(cube, seen, alike, total, rows)
    names = cube["T"].areas[rows]
    return pa.concat_tables([_rows(listed.fact.id, names, test, part) for test, part in parts.items()])


def _divided(cube: Mapping[str, Wide]) -> bool:
    return not (np.isnan(cube["K"].values) | np.isnan(cube["M"].values)).all()


def _never(reason: str, cube: Mapping[str, Wide], count: int) -> dict[str, dict[str, np.ndarray]]:
    tests = (CHANGE, LEVEL, GAP) if _divided(cube) else (CHANGE, LEVEL)
    return {test: {"reason": np.full(count, reason, object)} for test in tests}


def _tested(
    cube: Mapping[str, Wide], seen: kind.Kind, alike: Mapping[str, Sequence[str]], total: int, rows: np.ndarray
) -> dict[str, dict[str, np.ndarray]]:
    whole = cube["T"]
    found = {LEVEL: outer.outer(whole, seen.measure, total, alike, rows)}
    moved = indexed.indexed(whole, total) if seen.money else whole
    found[CHANGE] = change.changes(moved, seen.measure, _rho(moved, seen.measure), rows)
    if _divided(cube):
        apart = persistence.minus(cube["K"], cube["M"])
        found[GAP] = gap.gaps(apart, seen.measure, _rho(apart, seen.measure), rows)
    return {test: found[test] for test in (CHANGE, LEVEL, GAP) if test in found}


def _rho(table: Wide, measure: Measure) -> float:
    """The persistence of a measure; that of the median measure where it can't be told."""
    found = persistence.estimate(table, measure)[0]
    return UNKNOWN.rho if np.isnan(found) else found


def _rows(kpi: str, names: np.ndarray, test: str, part: Mapping[str, np.ndarray]) -> pa.Table:
    """The rows of one test with all columns of TESTS."""
    count = len(names)
    known = {
        "kpi": np.full(count, kpi),
        "municipality": names,
        "gender": np.full(count, APART if test == GAP else TOTAL),
        "test": np.full(count, test),
        **part,
    }
    return pa.Table.from_arrays([_column(field, known.get(field.name), count) for field in TESTS], schema=TESTS)


def _column(field: pa.Field, values: np.ndarray | None, count: int) -> pa.Array:
    if pa.types.is_dictionary(field.type):
        texts = [""] * count if values is None else [str(one) for one in values]
        return pa.array(texts, pa.string()).dictionary_encode()
    if values is None:
        values = np.full(count, np.nan) if pa.types.is_floating(field.type) else np.zeros(count)
    return pa.array(values).cast(field.type, safe=False)
