"""Does a solid colour hold? Years until T give the quarter, the mean of the next three judges it (DESIGN 5.3)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from norberg.rules import level, measure, runs
from norberg.rules.measure import Measure, Persistence
from norberg.rules.runs import Wide
from norberg.source import Source

AHEAD = 3  # measurements after T whose mean judges the quarter
LEAST_AREAS = 150  # municipalities with both that a year T needs
FAR = 9999  # an end year after every value
HOLDS = 0.92  # DESIGN 5.3
SOLID, PALE = "Säker färg", "Färg, säker eller inte (vad de flesta verktyg visar)"


@dataclass(frozen=True)
class Verdict:
    """One measure and year T: quarter, whether it was certain, and the quarter afterwards, an entry a municipality."""

    kpi: str
    year: int
    quarter: np.ndarray
    certain: np.ndarray
    after: np.ndarray


def verdicts(table: Wide, known: Measure) -> Iterator[Verdict]:
    """Every year T of one measure that can be judged.

    Args:
        table: municipalities, whether they have values or not, and years.
        known: the measure.
    """
    total = len(table.areas)
    enough = (~np.isnan(table.values)).sum(axis=0) >= level.COMMON_SHARE * total
    sign = -1 if known.direction == "higher" else 1
    for last in table.years[enough].tolist():
        coming = table.years[enough & (table.years > last)][:AHEAD]
        late = known.cadence == 1 and len(coming) and coming[-1] > last + AHEAD
        if len(coming) < AHEAD or late or any(last < first <= coming[-1] for first in known.breaks):
            continue
        until = table.years <= last
        found = level.levels(Wide(table.areas, table.years[until], table.values[:, until]), known, total)
        mean = sign * table.values[:, np.isin(table.years, coming)].mean(axis=1)
        both = ~np.isnan(mean) & (found["quarter"] > 0).to_numpy()
        if both.sum() >= LEAST_AREAS:
            here = found[both]
            certain = here["certain"].to_numpy(bool)
            yield Verdict(known.kpi, last, here["quarter"].to_numpy(int), certain, level.quarters(mean[both]))


def every(source: Source, persistence: Mapping[str, Persistence]) -> list[Verdict]:
    """The verdicts of all measures of the program that are ranked."""
    found = list[Verdict]()
    for one in source.program.indicators:
        for kpi in filter(None, dict.fromkeys((one.use_id, one.kolada_id))):
            known = measure.of(one, kpi, dict(persistence))
            if known.code or known.count or one.derive or one.entity not in source.municipalities:
                continue
            found += verdicts(runs.wide(source.kpi(kpi), "T", FAR, source.municipalities), known)
    return found


def rows(found: list[Verdict]) -> list[dict[str, object]]:
    """The rows of the table on colours that held: how many there are, and how often the quarter was the same after.

    Args:
        found: what ``every`` gives; without any there is nothing to tell.
    """
    if not found:
        return []
    weight = np.concatenate([np.full(len(one.after), _weight(one, found)) for one in found])
    quarter, certain, after = (
        np.concatenate([getattr(one, name) for one in found]) for name in ("quarter", "certain", "after")
    )
    told: list[dict[str, object]] = []
    note = f"Färger: {len({one.kpi for one in found})} nyckeltal, alla kommuner, {_years(found)}."
    for words, here, limit in ((SOLID, certain, HOLDS), (PALE, certain | True, None)):
        outer, half = here & np.isin(quarter, (1, 4)), (quarter <= 2) == (after <= 2)
        measured = (
            ("Andel av alla lägen", weight[here].sum(), None),
            ("Samma fjärdedel efteråt", _share(quarter == after, here, weight), limit),
            ("Samma, yttre fjärdedelar", _share(quarter == after, outer, weight), limit),
            ("I fel halva efteråt", _share(~half, here, weight), None),
        )
        for name, value, least in measured:
            if not np.isnan(value):
                row = {"table": "colours", "row": words, "measure": name, "value": round(float(value), 4)}
                told.append(row | {"limit": least, "kind": "min" if least else "", "note": note})
    return told


def _share(right: np.ndarray, here: np.ndarray, weight: np.ndarray) -> float:
    """The weighted share of ``right`` among ``here``; NaN where there are none."""
    return float(weight[here & right].sum() / weight[here].sum()) if here.any() else float("nan")


def _weight(one: Verdict, found: list[Verdict]) -> float:
    """Each measure counts the same, however many years it can be judged in."""
    return 1 / len(one.after) / sum(other.kpi == one.kpi for other in found) / len({other.kpi for other in found})


def _years(found: list[Verdict]) -> str:
    return f"{min(one.year for one in found)}–{max(one.year for one in found)}"
