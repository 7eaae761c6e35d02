"""One row per test of a kpi: TESTS is the contract of what the scan writes and the discoveries are chosen from."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyarrow as pa

from norberg.catalogue.listing import Listed
from norberg.discovery import change, gap, indexed, kind, outer, rhythm
from norberg.discovery.matrix import country, wides
from norberg.rules import persistence
from norberg.rules.measure import Measure
from norberg.rules.runs import Wide

CHANGE, LEVEL, GAP = "change", "level", "gap"
SIMILAR, EVERYONE = outer.SIMILAR, outer.EVERYONE  # whom a level is compared with
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
        ("grade", TEXT),  # what the standard of the nyckeltal says: "säker", "trolig" or ""
        ("quarter", pa.int8()),  # 1 lowest ... 4 highest among those compared, 0 where not compared
        ("rank_low", pa.int16()),  # the 80 % interval of the place, 1 lowest
        ("rank_high", pa.int16()),
        ("ranked", pa.int16()),  # how many are compared, the municipality included
        ("among", TEXT),  # whom a level is compared with: SIMILAR or EVERYONE; "" for other tests
        ("beside", pa.float64()),  # what the municipalities' median changed in the same years; NaN where not known
        (
            "against",
            pa.int8(),
        ),  # 1 or -1: surely up or down against that median (DESIGN 5.1c); 0: in step, or not known
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
    return _table(listed.fact.id, names, parts)


def _divided(cube: Mapping[str, Wide]) -> bool:
    return not (np.isnan(cube["K"].values) | np.isnan(cube["M"].values)).all()


def _never(reason: str, cube: Mapping[str, Wide], count: int) -> dict[str, dict[str, np.ndarray]]:
    tests = (CHANGE, LEVEL, GAP) if _divided(cube) else (CHANGE, LEVEL)
    return {test: {"reason": np.full(count, reason, object)} for test in tests}


def _tested(
    cube: Mapping[str, Wide], seen: kind.Kind, alike: Mapping[str, Sequence[str]], total: int, rows: np.ndarray
) -> dict[str, dict[str, np.ndarray]]:
    whole, measure = rhythm.measured(cube["T"], seen.measure)
    moved = indexed.indexed(whole, total) if seen.money else whole
    found = {
        CHANGE: change.changes(moved, measure, rows),
        LEVEL: outer.outer(whole, measure, total, alike, rows),
    }
    found[CHANGE] |= _country(whole, total, measure, found[CHANGE], rows, seen.money)
    if _divided(cube):
        apart, measure = rhythm.measured(persistence.minus(cube["K"], cube["M"]), seen.measure)
        found[GAP] = gap.gaps(apart, measure, rows)
    return found


def _country(
    whole: Wide, total: int, measure: Measure, found: Mapping[str, np.ndarray], rows: np.ndarray, money: bool
) -> dict[str, np.ndarray]:
    """What the municipalities' median did in each window; money is told from it already."""
    if money or not len(whole.years):
        return {"against": found["sign"] if money else np.zeros(len(rows), int)}
    middle = country(whole, total)
    ends = [np.clip(found[name] - whole.years[0], 0, len(middle) - 1) for name in ("first", "last")]
    apart = Wide(whole.areas, whole.years, whole.values - middle)
    beside = np.where(found["points"] > 0, middle[ends[1]] - middle[ends[0]], np.nan)
    return {"beside": beside, "against": change.against(apart, measure, rows)}


def _table(kpi: str, names: np.ndarray, parts: Mapping[str, Mapping[str, np.ndarray]]) -> pa.Table:
    """The rows of all tests, one test after the other."""
    every = np.arange(len(parts))
    known = {
        "kpi": _coded(np.zeros(len(parts) * len(names)), [kpi]),
        "municipality": _coded(np.tile(np.arange(len(names)), len(parts)), names.tolist()),
        "gender": _coded(np.repeat([test == GAP for test in parts], len(names)), [TOTAL, APART]),
        "test": _coded(np.repeat(every, len(names)), list(parts)),
    }
    columns = [known.get(field.name) or _column(field, parts.values(), len(names)) for field in TESTS]
    return pa.Table.from_arrays(columns, schema=TESTS)


def _coded(places: np.ndarray, words: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), pa.array(words, pa.string()))


def _column(field: pa.Field, parts: Iterable[Mapping[str, np.ndarray]], count: int) -> pa.Array:
    """A column of all tests; what one of them does not know is "", NaN or 0."""
    text = pa.types.is_dictionary(field.type)
    empty = np.full(count, "" if text else np.nan if pa.types.is_floating(field.type) else 0, object if text else None)
    whole = np.concatenate([part.get(field.name, empty) for part in parts])
    if text:
        return pa.array(whole, pa.string()).dictionary_encode()
    return pa.array(whole).cast(field.type, safe=False)
