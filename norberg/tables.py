"""The figures of a card as tables: one for people to read, one long for export."""

from collections.abc import Sequence

import pandas as pd

from norberg.lines import GENDER_CODES, Area, Line
from norberg.program import Indicator
from norberg.selection import Selection
from norberg.sentences import number

MISSING, NOT_MEASURED = "saknas", "mättes inte"


def by_year(drawn: Sequence[Line], first: int, indicator: Indicator) -> pd.DataFrame:
    """One row a year, newest first, one column a line; every cell is text, a missing value is said in words.

    Args:
        drawn: the card's lines.
        first: the first year that is tabled.
        indicator: for decimals and words of codes.

    Returns:
        A frame of text with the year, also as text, as index "År".
    """

    def text(value: float) -> str:
        if pd.isna(value):
            return MISSING if indicator.cadence_years == 1 else NOT_MEASURED
        return indicator.codes.get(int(value)) or number(value, indicator.decimals)

    wide = pd.DataFrame({line.name: line.values for line in drawn})
    wide = wide[wide.index >= first].sort_index(ascending=False)
    return wide.map(text).set_axis(wide.index.astype(str), axis=0).rename_axis("År")


def long(
    frame: pd.DataFrame, indicators: Sequence[Indicator], areas: Sequence[Area], selection: Selection
) -> pd.DataFrame:
    """The rows behind a card, untouched: what is exported.

    Args:
        frame: ``series.COLUMNS`` behind the card.
        indicators: its nyckeltal.
        areas: what it is compared with; members of a set that is drawn as a median included.
        selection: years and gender.

    Returns:
        The rows of the areas, years and genders that are shown; nulls stay nulls.
    """
    codes = {indicators[0].entity, *(code for area in areas for code in area.members)}
    genders = [GENDER_CODES[selection.gender]] if selection.gender in GENDER_CODES else ["K", "M"]
    return frame[
        frame["municipality"].isin(codes)
        & frame["gender"].isin(genders)
        & frame["period"].between(selection.first, selection.last)
    ]
