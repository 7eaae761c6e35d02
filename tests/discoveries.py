"""A small lake in which something stands out for Norberg, and the scan of it."""

from pathlib import Path

import lakes
import numpy as np
import pandas as pd
from world import NORBERG, PROGRAM, source

from norberg import scan, scanned
from norberg.lake import place
from norberg.lake.generation import Generation

RISES, HIGH, APART, FOLLOWED, STILL = "N10000", "N10001", "N10002", "N15428", "N10003"
TITLES = {
    RISES: "Nöjda i kö, andel (%)",
    HIGH: "Bänkar, antal/1000 inv",
    APART: "Tid på bänk, andel (%)",
    FOLLOWED: "Elever i åk 9 som är behöriga till yrkesprogram, andel (%)",
    STILL: "Lugna vrår, andel (%)",
}
AREAS = {RISES: "Demokrati", HIGH: "Kultur och fritid", APART: "Befolkning", FOLLOWED: "Grundskola", STILL: "Demokrati"}
GROUP = "G37477"  # of Norberg, alike all in all
YEARS = np.arange(2005, 2025)


def made(folder: Path, *, scanned_too: bool = True) -> Generation:
    """A lake with a generation, scanned for Norberg unless told.

    What is true: RISES and FOLLOWED rise, HIGH is far above the similar ones, women and men of APART move apart.
    """
    here = source(folder / "none")
    alike = here.groups[GROUP].members
    codes = list(dict.fromkeys([NORBERG, *alike, *here.municipalities]))[:60]
    kpis = [{**lakes.listed([kpi], operating_area=AREAS[kpi])[0], "title": title} for kpi, title in TITLES.items()]
    groups = [{"id": GROUP, "title": "Liknande kommuner, övergripande, Norberg, 2025", "members": list(alike)}]
    url = str(folder / "lake")
    found = lakes.made(url, figures(codes), kpis=kpis, areas=areas(codes), groups=groups)
    if scanned_too:
        scanned.save(place.opened(url), scan.run(url, NORBERG))
    return found


def areas(codes: list[str]) -> list[dict]:
    """Norberg under its name, the others by their codes."""
    named = {NORBERG: PROGRAM.municipality.name}
    return [{"id": code, "title": named.get(code, f"Kommun {code}"), "type": "K"} for code in codes]


def figures(codes: list[str]) -> pd.DataFrame:
    """Twenty years of every kpi, noise of 1 everywhere."""
    rng, rows = np.random.default_rng(3), []
    for kpi in TITLES:
        for gender in "TKM" if kpi == APART else "T":
            for code in codes:
                values = 50 + rng.normal(0, 1, len(YEARS)) + _true(kpi, gender) * (code == NORBERG)
                rows += [(kpi, code, year, gender, value) for year, value in zip(YEARS, values.round(1), strict=True)]
    return pd.DataFrame(rows, columns=["kpi", "municipality", "period", "gender", "value"])


def _true(kpi: str, gender: str) -> np.ndarray:
    rising = np.linspace(0, 12, len(YEARS))
    none = np.zeros(len(YEARS))
    return {RISES: rising, FOLLOWED: rising, HIGH: none + 20, APART: rising + 5 if gender == "K" else none}.get(
        kpi, none
    )
