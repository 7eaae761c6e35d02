"""The margin of a survey value: Kolada keeps its half-width in a kpi of its own, an "Osäkerhetstal".

Kolada links the two by title only; ``margin_id`` in ``themes.csv`` names those whose title is their measure's own.
"""

from norberg import figures
from norberg.program import Indicator
from norberg.sentences import change_unit, day, number
from norberg.source import Source


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
    known = {piece.indicator.use_id: piece.margin_id for theme in source.program.themes for piece in theme.pieces}
    half = known.get(kpi, "")
    if not half or source.demo:
        return ()
    own, margin = (figures.values(source.kpi(one), indicator.entity, "T", last) for one in (kpi, half))
    years = own.index.intersection(margin.index)
    if not len(years):
        asked = source.asked(half, indicator.entity)
        why = f"har inget värde för samma år (svar {day(asked)})" if asked else "är inte hämtat"
        return (f"Värdet kommer ur ett urval. Koladas osäkerhetstal ({half}) {why}.",)
    year = int(years[-1])
    width = f"± {number(margin[year], 1)} {change_unit(indicator.unit)}"
    return (f"Värdet {year} kommer ur ett urval: {width} enligt Koladas osäkerhetstal ({half}).",)
