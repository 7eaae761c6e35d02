"""The measured worth of the rules: the files behind the method page, rewritten by ``python -m norberg calibrate``."""

from pathlib import Path

import pandas as pd

from norberg import calibration, calibration_level, holds, holds_level
from norberg.rules import critical, measure, persistence
from norberg.rules.measure import Persistence
from norberg.sentences import counted, number
from norberg.source import Source

FILE = "calibration.csv"
COLUMNS = ("table", "row", "measure", "value", "limit", "kind", "made", "note")
NATIONAL = 30  # measures with a persistence of their own below which the country's figures are not fetched


def calibrate(folder: Path, source: Source, made: str) -> list[str]:
    """Estimate each measure's persistence anew, measure what the rules claim by chance and how often they are right.

    Args:
        folder: ``data/``, whose persistence.csv, critical_values.csv and calibration.csv are rewritten.
        source: the figures, best with all municipalities fetched.
        made: ISO date.

    Returns:
        Swedish sentences on what was written, and on every limit that is not met.
    """
    _replace(folder / critical.FILE, critical.simulate())
    found = estimates(source)
    persistence.write(folder / persistence.FILE, found, made)
    known = {kpi: one for kpi, (one, _) in found.items()}
    judged, coloured = holds.every(source, known), holds_level.every(source, known)
    real = [*(holds.rows(judged) if len(judged) else []), *holds_level.rows(coloured)]
    rows = [*calibration.rows(), *calibration_level.rows(), *real]
    table = pd.DataFrame(rows).reindex(columns=list(COLUMNS)).assign(made=made)
    _replace(folder / FILE, table)
    told = [f"Skattade {counted(len(found), 'nyckeltals', 'nyckeltals')} tröghet och skrev {len(table)} mätta värden."]
    if len(found) < NATIONAL:
        told.append("Landets alla kommuner är inte inlästa. Kör först: python -m norberg refresh --all.")
    return told + [_missed(row) for row in rows if not met(row)]


def estimates(source: Source) -> dict[str, tuple[Persistence, int]]:
    """The persistence of every measure with enough values, and how many runs it rests on."""
    found: dict[str, tuple[Persistence, int]] = {}
    for one in (*source.program.indicators, *source.program.outside):
        for kpi in filter(None, (one.use_id, one.kolada_id)):
            known = measure.of(one, kpi, {})
            if kpi in found or known.code:
                continue
            if estimate := persistence.of(source.kpi(kpi), known, source.municipalities):
                found[kpi] = estimate
    return found


def met(row: dict) -> bool:
    """Whether a measured value keeps its limit; what has none always does."""
    if row["kind"] == "max":
        return row["value"] <= row["limit"]
    return row["kind"] != "min" or row["value"] >= row["limit"]


def _missed(row: dict) -> str:
    value, limit = (f"{number(100 * row[name], 1)} procent" for name in ("value", "limit"))
    return f"Gränsen hålls inte: {row['row']}, {row['measure'].lower()}: {value}, gräns {limit}."


def _replace(path: Path, table: pd.DataFrame) -> None:
    new = path.with_suffix(".new")
    table.to_csv(new, index=False, lineterminator="\n")
    new.replace(path)
