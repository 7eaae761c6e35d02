"""The rules over the national frame, against one pandas groupby-mean of the same rows."""

import tempfile
from pathlib import Path

import pandas as pd
from measure import Row, compared, in_turn, milliseconds

from norberg import program, settings
from norberg.findings import Findings
from norberg.judged import judged
from norberg.rules import measure, persistence
from norberg.source import Source
from norberg.store import Store

ROUNDS = 7
LAST = 9999  # an end year after every value


def run() -> list[Row]:
    """Kendall and Theil–Sen, then levels with rank intervals, then all that the wall claims."""
    with tempfile.TemporaryDirectory() as folder:
        loaded = program.load(settings.DATA)
        source = Source(loaded, settings.DATA, Store(Path(folder) / "store"), Path(folder) / "local")
        frames = _frames(source)
        whole = pd.concat([frame for frame, _ in frames], ignore_index=True)
        works = {
            "mean": lambda: whole.groupby(["kpi", "municipality", "gender"])["value"].mean(),
            "trend": lambda: [_judged(source, *one).trends for one in frames],
            "level": lambda: [_judged(source, *one).levels for one in frames],
            "wall": lambda: Findings(source, LAST, "2026-01-01").wall(),
        }
        taken = in_turn(ROUNDS, **works)
    note = f"{len(frames)} nyckeltal, {len(whole)} rows; groupby-mean {milliseconds(taken['mean'])}"
    return [
        compared(
            f"{what} / one groupby-mean", taken[name], taken["mean"], target, f"{milliseconds(taken[name])}; {note}"
        )
        for name, what, target in (
            ("trend", "Kendall and Theil–Sen, all nyckeltal x 290 municipalities", 10),
            ("level", "levels and rank intervals, the same", None),
            ("wall", "all that the wall claims, once per version of the data", None),
        )
    ]


def _frames(source: Source) -> list[tuple[pd.DataFrame, measure.Measure]]:
    known = persistence.read(settings.DATA / persistence.FILE)
    shown = [(one, one.use_id) for one in source.program.indicators if one.use_id and len(source.kpi(one.use_id))]
    return [(source.kpi(kpi), measure.of(one, kpi, known)) for one, kpi in shown]


def _judged(source: Source, frame: pd.DataFrame, known: measure.Measure):  # noqa: ANN202 - whatever judges
    return judged(frame, known, "T", LAST, source.municipalities)
