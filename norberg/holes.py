"""Why a single year lacks a value, in two words: not fetched, missing, or not measured that year."""

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from norberg.program import Indicator
from norberg.source import Source
from norberg.tables import MISSING, NOT_MEASURED

NOT_FETCHED = "inte hämtat"
TOO_FEW_READ = "för få värden"  # of a set that is told by its median


@dataclass(frozen=True)
class Holes:
    """What is known of the years without a value.

    Attributes:
        kpi: the id whose values are shown.
        until: the last year of the reading that most values came with; later ones came one by one.
        cadence: years between measurements.
        source: to ask whether Kolada has answered for an area.
    """

    kpi: str
    until: int
    cadence: int
    source: Source

    def word(self, area: str, year: int) -> str:
        """Why an area ("" for a median of several) has no value in a year."""
        if self.cadence > 1:
            return NOT_MEASURED
        if area and self.source.asked(self.kpi, area):
            return MISSING
        if year > self.until:
            return NOT_FETCHED
        return MISSING if area else TOO_FEW_READ


def holes(frame: pd.DataFrame, kpi: str, indicator: Indicator, source: Source) -> Holes:
    """What is known of the missing years of a kpi.

    Args:
        frame: ``series.COLUMNS`` of the kpi, all areas.
        kpi: its id.
        indicator: whose values they are.
        source: where they come from.
    """
    day = frame["fetched"].str[:10]
    commonest = day.mode()
    until = int(frame.loc[day == commonest.iloc[0], "period"].max()) if len(commonest) else 0
    return Holes(kpi, until, indicator.cadence_years, source)


def years(values: pd.Series, longest_step: int) -> list[tuple[int, int]]:
    """First and last year of each hole between two values that are further apart than ``longest_step``."""
    known = [int(year) for year in values.index]
    return [(before + 1, after - 1) for before, after in pairwise(known) if after - before > longest_step]
