"""The margin of a survey value: Kolada keeps its half-width in a kpi of its own, an "Osäkerhetstal"."""

from norberg import figures
from norberg.program import Indicator
from norberg.sentences import change_unit, number
from norberg.source import Source

MARGINS = {"U01420": "U01532"}
"""Kpi -> its margin's id. Kolada's catalogue links the two by title only (read 2026-03-23); among the program's ids
this is the one whose title is its measure's own. U01519 (låg tillit) is close to U01413 (avsaknad av tillit), but does
not say that it is the same answer."""


def told(indicator: Indicator, kpi: str, source: Source, last: int) -> tuple[str, ...]:
    """The margin in words.

    Args:
        indicator: the nyckeltal.
        kpi: the id whose values are shown.
        source: where values come from.
        last: the end year.

    Returns:
        One sentence; empty for measures without a margin, of which nothing is said.
    """
    if kpi not in MARGINS or source.demo:
        return ()
    own, margin = (figures.values(source.kpi(one), indicator.entity, "T", last) for one in (kpi, MARGINS[kpi]))
    years = own.index.intersection(margin.index)
    if not len(years):
        return (f"Värdet kommer ur ett urval. Koladas osäkerhetstal ({MARGINS[kpi]}) är inte hämtat.",)
    year = int(years[-1])
    width = f"± {number(margin[year], 1)} {change_unit(indicator.unit)}"
    return (f"Värdet {year} kommer ur ett urval: {width} enligt Koladas osäkerhetstal ({MARGINS[kpi]}).",)
