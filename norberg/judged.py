"""One kpi and gender judged for every area at once: trend, trend against the country, level."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from norberg.finding import Level, Trend
from norberg.rules import level, persistence, runs, trend
from norberg.rules.measure import Measure
from norberg.rules.runs import Runs, Wide
from norberg.rules.trend import Trends


@dataclass(frozen=True)
class Judged:
    """What the rules say of one kpi and gender, until an end year; each part is worked out when asked for.

    Attributes:
        measure: what the rules know of it.
        frame: ``series.COLUMNS`` of the kpi.
        table: municipalities first, in the order of ``municipalities``, then other areas with values.
        municipalities: how many rows of the table are municipalities.
    """

    measure: Measure
    frame: pd.DataFrame
    table: Wide
    municipalities: int

    @cached_property
    def _places(self) -> dict[str, int]:
        return {str(area): place for place, area in enumerate(self.table.areas)}

    @cached_property
    def _country(self) -> Wide:
        count = self.municipalities
        return Wide(self.table.areas[:count], self.table.years, self.table.values[:count])

    @cached_property
    def runs(self) -> Runs:
        """The latest unbroken run of every area."""
        return runs.latest(self.table, self.measure)

    @cached_property
    def trends(self) -> Trends:
        """The trend of every area."""
        return trend.trends(self.runs, self.measure)

    @cached_property
    def relatives(self) -> Trends:
        """The trend of every municipality's distance to the median of them all."""
        apart = runs.latest(persistence.relative(self._country), self.measure)
        return trend.trends(apart, self.measure, self.measure.persistence.relative)

    @cached_property
    def levels(self) -> pd.DataFrame:
        """Level and place of every municipality."""
        return level.levels(self._country, self.measure, self.municipalities)

    def values(self, area: str) -> pd.Series:
        """Year -> measured value of an area, all runs."""
        place = self._places.get(area)
        if place is None or not len(self.table.years):
            return pd.Series(dtype="float64", index=pd.Index([], dtype="int64"))
        one = Wide(self.table.areas[[place]], self.table.years, self.table.values[[place]])
        kept = runs.measured(one, self.measure)[0]
        there = ~np.isnan(kept)
        return pd.Series(kept[there], index=pd.Index(self.table.years[there], dtype="int64"))

    def until(self, area: str) -> int:
        """The last year with a value, repeated ones included; 0 without."""
        place = self._places.get(area)
        there = ~np.isnan(self.table.values[place]) if place is not None else np.zeros(0, bool)
        return int(self.table.years[there].max()) if there.any() else 0

    @cached_property
    def _read(self) -> dict[str, str]:
        names = ("municipality", "fetched")
        table = pa.table({name: pa.array(self.frame[name]) for name in names})
        there = table.filter(pa.array(self.frame["value"].notna()))
        newest = there.group_by("municipality").aggregate([("fetched", "max")])
        return dict(zip(newest["municipality"].to_pylist(), newest["fetched_max"].to_pylist(), strict=True))

    def read(self, area: str) -> str:
        """The day of the newest reading of an area's values; "" without."""
        return self._read.get(area, "")[:10]

    def trend(self, area: str) -> Trend | None:
        """The trend of an area; None for codes and without values."""
        place = self._places.get(area)
        if place is None or self.measure.code or not self.runs.points[place]:
            return None
        return self.trends.one(place)

    def relative(self, area: str) -> Trend | None:
        """The trend of a municipality's distance to the median; None where the rule has too little to go by."""
        place = self._places.get(area)
        if place is None or place >= self.municipalities or self.measure.code or self.measure.count:
            return None
        found = self.relatives.one(place)
        return found if found.enough else None

    def level(self, area: str) -> Level:
        """Level and place of an area among all municipalities."""
        if area not in self.levels.index:
            return Level(reason="värdet gäller inte en kommun")
        return Level(**self.levels.loc[area].to_dict())


def judged(frame: pd.DataFrame, measure: Measure, gender: str, last: int, municipalities: tuple[str, ...]) -> Judged:
    """Judge one kpi and gender.

    Args:
        frame: ``series.COLUMNS`` of one kpi, all areas.
        measure: its breaks, rhythm, rounding and persistence.
        gender: T, K or M.
        last: the chosen end year.
        municipalities: codes of all municipalities.
    """
    others = sorted(set(pc.unique(pa.array(frame["municipality"])).to_pylist()) - set(municipalities))
    table = runs.wide(frame, gender, last, (*municipalities, *others))
    return Judged(measure, frame, table, len(municipalities))
