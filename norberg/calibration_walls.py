"""Walls of the program's nyckeltal on which nothing changes and nothing differs: how often "Ta upp" says something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle

import numpy as np
import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq

from norberg import program, series, settings, topics
from norberg.finding import Finding
from norberg.findings import direction
from norberg.judged import Judged
from norberg.ledger import HEADER
from norberg.program import Indicator
from norberg.rules import critical, gap, measure, persistence, unusual
from norberg.rules.measure import Measure
from norberg.rules.runs import Wide

WALLS = 290  # each municipality of a simulated country is a wall of its own
LONGEST = 25  # measurements; what lies before is another time
LAST = 2024
NOISE = 30.0  # standard deviation of a value in rounding steps
EMPTY = series.frame()
MOST_TALKING = 0.10  # of the walls may have more than one item


@dataclass(frozen=True)
class Shape:
    """What a simulated nyckeltal takes from a real one: measure, measurements, whether it is split by gender."""

    indicator: Indicator
    measure: Measure
    points: int
    split: bool


def shapes() -> list[Shape]:
    """All nyckeltal of the program, as they are for its municipality in the embedded snapshot.

    One without figures there, or a code, takes the shape of one that has some, not split by gender.
    """
    loaded = program.load(settings.DATA)
    known = persistence.read(settings.DATA / persistence.FILE)
    columns = ["kpi", "municipality", "gender", "period"]
    table = pq.read_table(settings.DATA / "snapshot.parquet", columns=[*columns, "value"])
    own = table.filter(pc.is_valid(table["value"])).select(columns).to_pandas()
    own = own[own["municipality"].astype(str) == loaded.municipality.code].astype({"kpi": str, "gender": str})
    count = own.groupby(["kpi", "gender"])["period"].count()
    there = [
        Shape(one, measure.of(one, one.use_id, known), _points(int(count[one.use_id, "T"]), one), split)
        for one in loaded.indicators
        if (one.use_id, "T") in count.index and not one.is_code
        for split in [(one.use_id, "K") in count.index]
    ]
    others = [one for one in loaded.indicators if one.no not in {shape.indicator.no for shape in there}]
    return there + [replace(like, indicator=one, split=False) for one, like in zip(others, cycle(there), strict=False)]


def _points(values: int, indicator: Indicator) -> int:
    """Measurements among values that may repeat one until the next."""
    return min(-(-values // indicator.cadence_years), LONGEST)


def walls(seed: int, found: Sequence[Shape]) -> list[tuple[Finding, ...]]:
    """WALLS walls of findings on figures in which nothing changes and no municipality differs."""
    rng = np.random.default_rng(seed)
    columns = [list(_findings(shape, rng)) for shape in found]
    return list(zip(*columns, strict=True))


def _findings(shape: Shape, rng: np.random.Generator) -> Iterator[Finding]:
    """The findings of one nyckeltal, one a municipality."""
    known = shape.measure
    total = _table(shape, known.persistence.rho, rng)
    judged = Judged(known, EMPTY, total, WALLS)
    strict = unusual.rules(judged.runs, known)[2]
    women, men = (_table(shape, known.persistence.gap, rng) for _ in range(2))
    gaps = gap.gaps(women, men, known) if shape.split else None
    bare = Finding(shape.indicator, "", kpi=known.kpi)
    low = judged.levels["certain"].to_numpy(bool) & (judged.levels["quarter"] == topics.WORST).to_numpy()
    asked = strict | (low & (judged.trends.grade == 2)) | (gaps.trends.grade == 2 if gaps else False)
    for place, area in enumerate(total.areas.tolist()):
        if not asked[place]:
            yield bare  # nothing that "Ta upp" asks for can have fired
            continue
        trend = judged.trend(area)
        yield replace(
            bare,
            municipality=area,
            values=judged.values(area),
            until=LAST,
            direction=direction(known, trend),
            trend=trend,
            level=judged.level(area),
            unusual=unusual.unusual(judged.runs, known, place),
            gap=gaps.one(area) if gaps else None,
        )


def _table(shape: Shape, rho: float, rng: np.random.Generator) -> Wide:
    """Values every ``cadence`` years without change; rounded as published."""
    known = shape.measure
    years = LAST - known.cadence * np.arange(shape.points)[::-1]
    noise = critical.persistent(rng, WALLS, shape.points, min(max(rho, 0.0), 0.95), known.window)
    values = np.round(1000 + NOISE * noise) * known.step
    names = np.arange(1000, 1000 + WALLS).astype(str)
    return Wide(names, years, values)


def items(seed: int, found: Sequence[Shape]) -> np.ndarray:
    """How many items "Ta upp" has on each wall."""
    nothing = pd.DataFrame(columns=list(HEADER))
    return np.array([len(topics.chosen(wall, nothing)) for wall in walls(seed, found)])


def rows() -> list[dict[str, object]]:
    """The rows of the calibration table on "Ta upp"."""
    found = shapes()
    count = np.concatenate([items(seed, found) for seed in range(2)])
    words = f"{len(found)} nyckeltal där inget händer och ingen kommun skiljer sig, {len(count)} väggar"
    common = {"table": "topics", "row": words}
    return [
        common
        | {"measure": "Väggar med mer än en punkt", "value": round(float((count > 1).mean()), 4)}
        | {"limit": MOST_TALKING, "kind": "max"},
        common
        | {"measure": "Antal punkter i medel", "value": round(float(count.mean()), 2), "limit": None, "kind": ""},
    ]
