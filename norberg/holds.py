"""Does an arrow's word hold? Years until T give the arrow, the mean of the next three judges it (DESIGN 5.1d)."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from norberg.rules import critical, measure, runs, trend
from norberg.rules.measure import Measure, Persistence
from norberg.rules.runs import Runs, Wide
from norberg.source import Source

AHEAD = 3  # years after T whose mean judges the arrow
LEAST_AREAS = 20  # municipalities with an arrow's window and the years after it that a year T needs
FAR = 9999  # an end year after every value

LAST_YEAR, PLAIN, SURE, LIKELY = "last year", "plain", "sure", "likely"
RULES = {
    LAST_YEAR: "Förändring från förra året (vad de flesta verktyg visar)",
    PLAIN: "Vanligt Kendall-test, 5–10 mätningar",
    SURE: "Den valda regeln: säker",
    LIKELY: "Den valda regeln: trolig",
}
LIMITS = {SURE: 0.97, LIKELY: 0.90}
MEASURED = (("Har en pil", "fires", None), ("Ordet höll, medel av nyckeltalen", "by_measure", None))


def verdicts(table: Wide, known: Measure) -> pd.DataFrame:
    """The arrows of each rule and whether their word held, for every municipality and every year T that can be judged.

    Args:
        table: municipalities and years of one yearly measure.
        known: the measure.

    Returns:
        One row a municipality and T: kpi, year, and for each of RULES the columns ``<rule>`` (-1, 0, 1: the arrow) and
        ``after`` (-1, 0, 1: the side of the window's mean on which the mean of the next AHEAD years lies).
    """
    years = table.years[critical.LEAST - 1 : -AHEAD]
    parts = [part for last in years for part in _judged(table, known, int(last))]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _judged(table: Wide, known: Measure, last: int) -> Iterator[pd.DataFrame]:
    if any(last < first <= last + AHEAD for first in known.breaks):
        return
    until = table.years <= last
    window = runs.latest(Wide(table.areas, table.years[until], table.values[:, until]), known).tail()
    after = table.values[:, (table.years > last) & (table.years <= last + AHEAD)]
    there = (window.points >= critical.LEAST) & (window.years[:, -1] == last) & ~np.isnan(after).any(axis=1)
    if there.sum() < LEAST_AREAS or after.shape[1] < AHEAD:
        return
    window = Runs(window.values[there], window.years[there], window.points[there])
    side = np.sign(after[there].mean(axis=1) - np.nanmean(window.values, axis=1))
    yield pd.DataFrame({"kpi": known.kpi, "year": last, "after": side} | _arrows(window, known))


def _arrows(window: Runs, known: Measure) -> dict[str, np.ndarray]:
    found = trend.trends(window, known)
    way = np.sign(found.s)
    plain = np.array([critical.limit(points, 0.0, known.window) for points in found.points])
    moved = np.abs(found.change) > trend.rounding(window.values, known.step) * (1 + 1e-9)
    return {
        LAST_YEAR: np.sign(window.values[:, -1] - window.values[:, -2]),
        PLAIN: way * (moved & (np.abs(found.s) >= plain)),
        SURE: way * (found.grade == 2),
        LIKELY: way * (found.grade == 1),
    }


def every(source: Source, persistence: dict[str, Persistence]) -> pd.DataFrame:
    """The verdicts of all yearly measures of the program with values for the municipalities; codes are no measures."""
    parts = []
    for one in source.program.indicators:
        for kpi in dict.fromkeys((one.use_id, one.kolada_id)):
            yearly = kpi and one.cadence_years == 1 and not one.is_code and not one.derive
            if not yearly or one.entity not in source.municipalities or not len(source.kpi(kpi)):
                continue
            table = runs.wide(source.kpi(kpi), "T", FAR, source.municipalities)
            parts.append(verdicts(table, measure.of(one, kpi, persistence)))
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()


def shares(found: pd.DataFrame) -> pd.DataFrame:
    """How often each rule has an arrow, how often its word holds, over all and as the mean over measures.

    Args:
        found: ``verdicts``.

    Returns:
        Indexed by rule: ``fires``, ``holds``, ``by_measure`` (shares), ``arrows`` (count).
    """
    rows = {}
    for rule in RULES:
        arrow = found[found[rule] != 0]
        right = arrow[rule] == arrow["after"]
        by_measure = right.groupby(arrow["kpi"]).mean().mean()
        rows[rule] = {"fires": len(arrow) / max(len(found), 1), "holds": right.mean(), "by_measure": by_measure}
        rows[rule]["arrows"] = len(arrow)
    return pd.DataFrame.from_dict(rows, orient="index")


def rows(found: pd.DataFrame) -> list[dict[str, object]]:
    """The rows of the table of words that held, with what the chosen rule must meet."""
    told: list[dict[str, object]] = []
    note = f"{found['kpi'].nunique()} nyckeltal, alla kommuner, {found['year'].min()}–{found['year'].max()}."
    for rule, share in shares(found).iterrows():
        limit = LIMITS.get(str(rule))
        for measured, column, least in (*MEASURED, ("Ordet höll", "holds", limit)):
            value = round(float(share[column]), 4)
            row = {"table": "holds", "row": RULES[str(rule)], "measure": measured, "value": value, "limit": least}
            told.append(row | {"kind": "min" if least else "", "note": note})
    return told
