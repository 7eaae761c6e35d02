"""The series behind a nyckeltal under a selection: which id, whose values, compared with whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from norberg import lines, lookup, notes, series
from norberg.lines import BOTH, Area, Line
from norberg.program import Indicator
from norberg.selection import Selection
from norberg.source import Source

OWN_STYLES = ("main", "women", "men")


@dataclass(frozen=True)
class Shown:
    """What is behind a card.

    Attributes:
        indicators: one nyckeltal, or the two of a pair.
        kpi: the id whose values are shown.
        frame: ``series.COLUMNS`` of all areas; for a pair its two kpis as K and M.
        wished: the selection as made.
        selection: the selection as it can be shown (the total where there is no split).
        areas: what it is compared with.
        drawn: lines with values, the municipality's own first.
        split: why there is no split by gender, in words; empty where there is one.
    """

    indicators: tuple[Indicator, ...]
    kpi: str
    frame: pd.DataFrame
    wished: Selection
    selection: Selection
    areas: list[Area]
    drawn: list[Line]
    split: str

    @property
    def indicator(self) -> Indicator:
        """The nyckeltal, or the first of a pair: decimals, unit, breaks and cadence are its."""
        return self.indicators[0]

    @property
    def own(self) -> list[Line]:
        """The municipality's own lines."""
        return [line for line in self.drawn if line.style in OWN_STYLES]

    @property
    def others(self) -> list[Line]:
        """The lines it is compared with."""
        return [line for line in self.drawn if line.style not in OWN_STYLES]


def shown(indicators: tuple[Indicator, ...], source: Source, selection: Selection) -> Shown | None:
    """The series behind a card.

    Args:
        indicators: one nyckeltal, or the two of a pair (women first).
        source: where series come from.
        selection: gender, years, comparison.

    Returns:
        The series; the total instead of a gender that has no values; None without any value until the end year.
    """
    main = indicators[0]
    kpi = shown_kpi(main, source, selection.last)
    if kpi is None:
        return None
    frame = _frame(indicators, kpi, source)
    wanted = replace(selection, gender=BOTH) if len(indicators) > 1 and selection.gender == "totalt" else selection
    areas, name = lines.compared(selection, main, source), lines.name_of(main.entity, source)
    split = notes.without_split(indicators, kpi, frame, source)
    for one in (wanted, replace(selection, gender="totalt")):
        drawn = lines.drawn(frame, main, one, areas, name)
        if any(line.style in OWN_STYLES for line in drawn):
            return Shown(indicators, kpi, frame, selection, one, areas, drawn, split)
    return None


def _frame(indicators: tuple[Indicator, ...], kpi: str, source: Source) -> pd.DataFrame:
    main, whole = indicators[0], source.kpi(kpi)
    if len(indicators) > 1:
        ids = ("pair", *(one.use_id for one in indicators))
        whole = source.made(ids, lambda: pair_frame(indicators, source))
    elif main.derive and kpi == main.use_id:  # one of a pair alone is worked out as beside its other
        whole = source.made(("derived", kpi), lambda: source.kpi(kpi).assign(value=100 - source.kpi(kpi)["value"]))
    if not main.recomputed:
        return whole
    return source.made(("one reading", kpi, main.entity), lambda: series.same_reading(whole, main.entity))


def shown_kpi(indicator: Indicator, source: Source, last: int) -> str | None:
    """The id whose values are shown: the first of ``Indicator.shown_ids`` with a value.

    Args:
        indicator: the nyckeltal.
        source: where series come from.
        last: the chosen end year.

    Returns:
        The id with a value for the nyckeltal's area until ``last``, or None.
    """
    for kpi in indicator.shown_ids:
        if lookup.of(source.kpi(kpi)).filled(indicator.entity)["period"].min() <= last:
            return kpi
    return None


def pair_frame(pair: Sequence[Indicator], source: Source) -> pd.DataFrame:
    """Two kpis that are one nyckeltal by gender, as K and M of one frame; ``derive`` is worked out.

    Args:
        pair: women's row first, as in data/indicators.csv.
        source: where series come from.

    Returns:
        A frame with ``series.COLUMNS``.
    """
    parts = []
    for indicator, gender in zip(pair, ("K", "M"), strict=True):
        rows = source.kpi(indicator.use_id)
        rows = rows[rows["gender"] == "T"].assign(gender=gender)
        parts.append(rows.assign(value=100 - rows["value"]) if indicator.derive else rows)
    return pd.concat(parts, ignore_index=True)


def replaced(behind: Shown, source: Source) -> list[Line]:
    """The own lines of the series that the shown one replaced: drawn beside it, never joined.

    Args:
        behind: what is shown; a proxy measures something else, so what it stands for is not drawn.
        source: where series come from.

    Returns:
        Lines of style ``older``; empty where nothing was replaced or it has no values.
    """
    indicator = behind.indicator
    ids = {"successor": (indicator.use_id, indicator.kolada_id), "ended": (indicator.local_id, indicator.use_id)}
    new, old = ids.get(indicator.use_kind, ("", ""))
    if behind.kpi != new or old in ("", new):
        return []
    frame = source.series([old], [indicator.entity])
    return [replace(line, style="older") for line in lines.drawn(frame, indicator, behind.selection, [], "Äldre serie")]
