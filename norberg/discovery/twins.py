"""Measures that are the same finding: by operator or place, turned round, or alike in every municipality."""

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pyarrow as pa

from norberg.discovery.matrix import COMMON, wides

SAME = 0.95  # correlation over the municipalities beyond which two measures are one
LEAST = 10  # municipalities that a correlation needs
WHO = re.compile(  # who runs it, where it lies or whose inhabitants use it: each a variant of one measure
    r"\b(hemkommun|lägeskommun|huvudman|(i|oavsett) regi|(egen|enskild|offentlig|kommunal|regional|annan) regi|"
    r"kommunal[at]?|kommunens?|kommunkoncern(en)?|fristående|enskild[at]?|privat[at]?|regional[at]?|offentlig[at]?|i|"
    r"(grund|gymnasie|för|ordinarie )?skol(a|or|an))(?![\w-])",
    re.IGNORECASE,
)
WHOM = re.compile(
    r"\b(kvinnor|män|flickor|pojkar|kvinnliga|manliga)(?![\w-])", re.IGNORECASE
)  # the gap tells them apart
ASIDE = re.compile(r"\([^()]*\)")  # units, years in which a series ended, and what is left out of the count
NOT = re.compile(r"\b(ej|inte|aldrig|utan|saknar)(?![\w-])", re.IGNORECASE)

Latest = Callable[[str], np.ndarray]  # kpi -> its latest common value in every municipality, always the same order


def plain(title: str) -> str:
    """A title without who runs it, where, or whom it is about: those that are equal then are one measure."""
    without = WHOM.sub(" ", WHO.sub(" ", ASIDE.sub(" ", title)))
    return " ".join(re.sub(r"[,.:/–-]+", " ", without).casefold().split())


def general(title: str) -> int:
    """How many words of a title say who, where, whom or not: the fewest are the most general."""
    return len(NOT.findall(title)) + len(WHO.findall(title)) + len(WHOM.findall(title)) + len(ASIDE.findall(title))


def latest(table: pa.Table, areas: Sequence[str]) -> np.ndarray:
    """The values of the latest year in which most municipalities have one: what ``Latest`` answers for a kpi.

    Args:
        table: rows of one kpi, as ``tests.of_kpi`` takes them.
        areas: municipality codes, in the order of the result.

    Returns:
        A value a municipality, NaN where it has none; NaN throughout where there is no such year.
    """
    total = wides(table, areas)["T"]
    common = np.flatnonzero((~np.isnan(total.values)).sum(axis=0) >= COMMON * len(areas))
    return total.values[:, common[-1]] if len(common) else np.full(len(areas), np.nan)


def groups(
    kpis: Sequence[str], signs: Sequence[int], titles: Mapping[str, str], latest: Latest | None = None
) -> list[list[int]]:
    """The findings that are one, as places; each finding is in one group.

    Args:
        kpis: of findings of one kind, strongest first.
        signs: which way each goes; a measure turned round goes the other way.
        titles: kpi -> title.
        latest: None to go by titles alone.

    Returns:
        Groups in the order of their strongest; in each the strongest first.
    """
    alike = _correlated(kpis, latest) if latest else np.zeros((len(kpis), len(kpis)))
    named = [plain(titles.get(kpi, kpi)) for kpi in kpis]
    turned = [NOT.sub(" ", name) if NOT.search(name) else "" for name in named]
    found: list[list[int]] = []
    for place in range(len(kpis)):
        home = next((group for group in found if _one(group[0], place, signs, alike, named, turned)), None)
        if home is None:
            found.append([place])
        else:
            home.append(place)
    return found


def joined(groups: Sequence[list[int]], figures: Sequence[tuple[float, ...]]) -> list[list[int]]:
    """Groups whose strongest findings have the same figures as one: what the figures can't tell apart, nobody can.

    Args:
        groups: as ``groups`` gives them.
        figures: of each finding.
    """
    found: dict[tuple[float, ...], list[int]] = {}
    for group in groups:
        found.setdefault(figures[group[0]], []).extend(group)
    return list(found.values())


def _one(
    first: int, other: int, signs: Sequence[int], alike: np.ndarray, named: Sequence[str], turned: Sequence[str]
) -> bool:
    """Whether a finding says what the strongest of a group says."""
    way = signs[first] * signs[other]
    if alike[first, other] * way > SAME:
        return True
    if way > 0:
        return named[first] == named[other]
    plains = [" ".join(name.split()) for name in (turned[first], turned[other])]
    return named[first] == plains[1] or named[other] == plains[0]


def _correlated(kpis: Sequence[str], latest: Latest) -> np.ndarray:
    """The correlation of each pair over the municipalities that have both; 0 where it is not known."""
    values = [latest(kpi) for kpi in kpis]
    found = np.zeros((len(kpis), len(kpis)))
    for first, one in enumerate(values):
        for second in range(first + 1, len(values)):
            found[first, second] = correlation(one, values[second])
    return found + found.T


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Over the municipalities that have both; 0 for fewer than LEAST or without spread."""
    both = ~np.isnan(one) & ~np.isnan(other)
    if both.sum() < LEAST or np.ptp(one[both]) == 0 or np.ptp(other[both]) == 0:
        return 0.0
    return float(np.corrcoef(one[both], other[both])[0, 1])
