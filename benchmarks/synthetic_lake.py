"""A made-up copy of all of Kolada, straight to Parquet: ``python benchmarks/synthetic_lake.py FOLDER --kpis 6000``.

The same seed gives the same bytes in every partition. Measures of many kinds take turns: shares with noise, persistent
series, counts, costs, codes, constants and surveys of every third year; a third is split by gender, every tenth kpi
comes as three near-duplicates by operator, and some values are withheld (null, "Privacy"). Nothing in it changes truly
but what PLANTED says.
"""

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))

from norberg import settings  # noqa: E402
from norberg.lake import place  # noqa: E402
from norberg.lake.generation import Generation  # noqa: E402
from norberg.lake.partition import MOST, SCHEMA, TEXT  # noqa: E402
from norberg.lake.writing import Draft  # noqa: E402

NEWEST = 2024
KINDS = ("andel (%)", "index", "antal", "kr/inv", "kod", "konstant (%)", "enkät (%)", "antal/1000 inv")
OPERATORS = ("", ", kommunala", ", enskilda")
HOME = "1962"
PLANTED = 100  # every so many measures changes truly for HOME, by a standard deviation every second year
SPLIT, TWINS = 3, 10  # every so many measures is split by gender; comes by operator
WITHHELD, ABSENT = 0.01, 0.03  # share of the values that are null; of the rows that are not there


def written(url: str, kpis: int = 6000, areas: int = 312, years: int = 20, seed: int = 6) -> Generation:
    """Write and publish a lake.

    Args:
        url: folder or s3 address.
        kpis, areas, years: its size; areas beyond Sweden's 312 are made up.
        seed: of all values.
    """
    draft, codes = Draft(place.opened(url)), _codes(areas)
    names = [_id(number) for number in range(kpis)]
    for start in range(0, kpis, MOST):
        numbers = range(start, min(start + MOST, kpis))
        tables = [_table(number, codes, years, seed, numbers.start) for number in numbers]
        draft.put(f"p{start // MOST:04d}", names[start : numbers.stop], pa.concat_tables(tables))
    listed = [_listed(number) for number in range(kpis)]
    return draft.publish({"source": "påhittat", "kpis": listed, "areas": _areas(areas), "groups": _groups(codes)})


def _id(number: int) -> str:
    return f"N{number:05d}"


def _codes(areas: int) -> list[str]:
    return [row["id"] for row in _areas(areas)]


def _areas(areas: int) -> list[dict]:
    """HOME and the municipalities before regions, so that a small lake has municipalities."""
    with (settings.DATA / "areas.csv").open(encoding="utf-8", newline="") as file:
        real = sorted(csv.DictReader(file), key=lambda row: (row["id"] != HOME, row["type"], row["id"]))
    more = [{"id": str(3000 + n), "title": f"Kommun {3000 + n}", "type": "K"} for n in range(len(real), areas)]
    return sorted([*real, *more][:areas], key=lambda row: row["id"])


def _groups(codes: list[str]) -> list[dict]:
    """Every municipality's seven most alike, overall and for schools: its neighbours in the list of codes."""
    towns = [code for code in codes if not code.startswith("00")]
    names = {row["id"]: row["title"] for row in _areas(len(codes))}
    return [
        {"id": f"G{at}{place}", "title": f"Liknande kommuner{word}, {names[code]}, {NEWEST}", "members": members}
        for at, code in enumerate(towns)
        for place, (word, step) in enumerate(((", övergripande", 1), (" grundskola", 3)))
        if (members := [towns[(at + step * n) % len(towns)] for n in range(1, 8) if len(towns) > 8])
    ]


def _base(number: int) -> int:
    """Whose values a measure has: near-duplicates follow the first of their three."""
    return number - number % TWINS if number % TWINS < len(OPERATORS) else number


def _listed(number: int) -> dict[str, Any]:
    base = _base(number)
    kind = KINDS[base % len(KINDS)]
    operator = OPERATORS[number - base]
    return {
        "id": _id(number),
        "title": f"Påhittat mått {base}{operator}, {kind}",
        "description": "Påhittat för mätning.",
        "divided": base % SPLIT == 0,
        "municipality_type": "A" if base % 5 == 0 else "K",
        "auspice": None,
        "operating_area": "Grundskola åk 0-9 inkl förskoleklass" if base % 4 == 0 else "Påhittat område",
        "perspective": None,
        "prel_publication_date": None,
        "publication_date": None,
        "publ_period": None,
        "has_ou_data": False,
    }


def _table(number: int, codes: list[str], years: int, seed: int, first: int) -> pa.Table:
    """The rows of one kpi; texts as codes into the partition's words."""
    base = _base(number)
    genders = 3 if base % SPLIT == 0 else 1
    values = np.stack([*_values(base, number, codes, years, genders, seed)])
    draw = np.random.default_rng([seed, number, 1])
    there = np.broadcast_to(draw.random(values.shape[1:]) >= ABSENT, values.shape)
    if KINDS[base % len(KINDS)] == "enkät (%)":
        there = there & (np.arange(years)[::-1] % 3 == 0)
    nulls = np.broadcast_to(draw.random(values.shape[1:]) < WITHHELD, values.shape)[there]
    gender, area, year = np.nonzero(there)
    count = len(gender)
    words = [_id(one) for one in range(first, first + MOST)]
    columns = {
        "kpi": _coded(np.full(count, number - first), words),
        "municipality": _coded(area, codes),
        "period": pa.array((NEWEST - years + 1 + year).astype(np.int16)),
        "gender": _coded(gender, ["T", "K", "M"]),
        "value": pa.array(values[there], mask=nulls),
        "status": _coded(nulls.astype(np.int32), ["", "Privacy"]),
    }
    return pa.table(columns, schema=SCHEMA)


def _coded(codes: np.ndarray, words: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(words)).cast(TEXT)


def _values(base: int, number: int, codes: list[str], years: int, genders: int, seed: int) -> Iterator[np.ndarray]:
    """A matrix of areas and years for each gender: total, women, men."""
    draw = np.random.default_rng([seed, base])
    total = _matrix(KINDS[base % len(KINDS)], draw, len(codes), years)
    if base % PLANTED == 7 and HOME in codes:
        total[codes.index(HOME)] += np.arange(years) * total.std(axis=1).mean() / 2
    whole = KINDS[base % len(KINDS)] in ("antal", "kod")
    if number != base and not whole:  # the same measure by operator: nearly the same values
        total = total + np.random.default_rng([seed, number]).normal(0, 0.05 * total.std(), total.shape)
    yield total
    for _ in range(genders - 1):
        part = total + draw.normal(0, 0.3 * total.std(axis=1).mean(), total.shape)
        yield np.round(part) if whole else part


def _matrix(kind: str, draw: np.random.Generator, areas: int, years: int) -> np.ndarray:
    """Values in which nothing changes truly, of one kind of measure."""
    level, shape = draw.normal(0, 1, (areas, 1)), (areas, years)
    match kind:
        case "antal":
            return draw.poisson(np.exp(2.5 + level), shape).astype(float)
        case "kod":
            return draw.integers(0, 3, shape).astype(float)
        case "konstant (%)":
            return np.full(shape, 100.0)
        case "index":
            return 50 + 8 * level + _persistent(draw.normal(0, 2, shape), 0.6)
        case "kr/inv":
            return 20_000 + 3_000 * level + _persistent(draw.normal(0, 600, shape), 0.4)
        case "antal/1000 inv":
            return np.abs(12 + 3 * level + draw.normal(0, 2, shape))
        case _:
            return np.clip(70 + 10 * level + draw.normal(0, 4, shape), 0, 100)


def _persistent(noise: np.ndarray, rho: float) -> np.ndarray:
    """Independent noise as a series in which a year resembles the one before."""
    for year in range(1, noise.shape[1]):
        noise[:, year] = rho * noise[:, year - 1] + np.sqrt(1 - rho**2) * noise[:, year]
    return noise


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="folder or s3 address")
    for name, usual in (("kpis", 6000), ("areas", 312), ("years", 20), ("seed", 6)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    chosen = parser.parse_args()
    made = written(chosen.url, chosen.kpis, chosen.areas, chosen.years, chosen.seed)
    print(f"{made.id}: {made.facts['rows']} rows, {sum(part.bytes for part in made.partitions) / 1e6:.0f} MB")
