"""One axis: the values of a nyckeltal for every municipality and year, under one gender."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from norberg import figures
from norberg.findings import Findings
from norberg.lines import COMMON_SHARE, GENDER_CODES, MEN, WOMEN
from norberg.program import Indicator
from norberg.relation.rank import ENOUGH
from norberg.rules import runs
from norberg.selection import GENDERS
from norberg.sentences import day, listed
from norberg.shown import shown_kpi
from norberg.source import Source

OWN = "LOK_"


@dataclass(frozen=True)
class Axis:
    """The values of one nyckeltal.

    Attributes:
        indicator: the nyckeltal.
        kpi: the id whose values they are.
        field: year x municipality, NaN where there is no value.
        repeats: where a value only repeats an earlier measurement.
    """

    indicator: Indicator
    kpi: str
    field: pd.DataFrame
    repeats: pd.DataFrame

    @property
    def title(self) -> str:
        """Its short title."""
        return self.indicator.short_title

    def of(self, year: int) -> pd.Series:
        """Code -> value of a year, municipalities without one left out."""
        if year not in self.field.index:
            return pd.Series(dtype="float64")
        return self.field.loc[year].dropna()


def axis(indicator: Indicator, gender: str, findings: Findings) -> Axis:
    """The values of a nyckeltal until the findings' end year.

    A measure that is computed anew at each publication has those of one reading only (``series.same_reading``).

    Args:
        indicator: one of ``options.options``.
        gender: T, K or M; the total of what is one gender's only.
        findings: the rules' answers, whose tables these are.
    """
    kpi = kpi_of(indicator, findings)
    source = findings.source
    found = findings.judged(indicator, kpi, "T" if indicator.pair else gender)
    codes = list(source.municipalities)
    values = found.table.values[: len(codes)]
    again = ~np.isnan(values) & np.isnan(runs.measured(found.table, found.measure)[: len(codes)])
    years = pd.Index(found.table.years, dtype="int64")
    return Axis(indicator, kpi, *(pd.DataFrame(one.T, index=years, columns=codes) for one in (values, again)))


def kpi_of(indicator: Indicator, findings: Findings) -> str:
    """The id whose values are shown; that of Kolada where the municipality's own series stands elsewhere."""
    found = shown_kpi(indicator, findings.source, findings.last) or ""
    return indicator.use_id if found.startswith(OWN) or not found else found


def gender(pair: Sequence[Indicator], wanted: str, findings: Findings) -> tuple[str, str]:
    """The gender that two nyckeltal are shown for.

    Args:
        pair: the two.
        wanted: as the filter bar has it.
        findings: until the end year.

    Returns:
        T, K or M, and in words why it is the total instead of what was wanted; "" where it is not.
    """
    code = GENDER_CODES.get(wanted, "")
    if not code:
        return "T", f"”{GENDERS[wanted]}” går inte att visa i ett samband: här är det totalen."
    lacking = [one for one in pair if code != "T" and not _divided(one, code, findings)]
    if not lacking:
        return code, ""
    titles = listed([f"”{one.short_title}”" for one in dict.fromkeys(lacking)])
    return "T", f"{GENDERS[wanted]} går inte att visa: {titles} har inga sådana värden. Här är det totalen."


def _divided(indicator: Indicator, code: str, findings: Findings) -> bool:
    """Whether a nyckeltal has any municipality's values of a gender."""
    if indicator.pair:  # women's and men's are nyckeltal of their own, women's first
        rows = [one for one in findings.source.program.indicators if one.pair == indicator.pair]
        return rows.index(indicator) == [GENDER_CODES[WOMEN], GENDER_CODES[MEN]].index(code)
    table = findings.judged(indicator, kpi_of(indicator, findings), code).table
    return bool(np.isfinite(table.values[: len(findings.source.municipalities)]).any())


def counts(x: Axis, y: Axis) -> dict[int, int]:
    """Year -> how many municipalities have both values, for years in which any has."""
    years = x.field.index.intersection(y.field.index)
    both = (x.field.loc[years].notna() & y.field.loc[years].notna()).sum(axis=1)
    return {int(year): int(count) for year, count in both.items() if count}


def years(counted: dict[int, int]) -> tuple[int, ...]:
    """The years that can be chosen: those with ENOUGH municipalities, else all with any."""
    return tuple(year for year, count in counted.items() if count >= ENOUGH) or tuple(counted)


def default(counted: dict[int, int], municipalities: int) -> int:
    """The year shown to who has not chosen: the latest of nearly the whole country, else the latest; 0 for none."""
    whole = [year for year in years(counted) if counted[year] >= COMMON_SHARE * municipalities]
    return max(whole or years(counted), default=0)


def other_readings(one: Axis, year: int, source: Source) -> int:
    """How many municipalities' values of a year are left out, since they come from another reading."""
    if not one.indicator.recomputed:
        return 0
    frame = source.kpi(one.kpi)
    there = frame["municipality"].isin(source.municipalities) & (frame["gender"] == "T") & frame["value"].notna()
    return int((there & (frame["period"] == year)).sum()) - len(one.of(year))


def read(one: Axis, year: int, source: Source) -> tuple[str, ...]:
    """The days on which a year's values were read: the first and the last, once if they are the same."""
    frame = source.kpi(one.kpi)
    there = (frame["period"] == year) & frame["value"].notna() & frame["municipality"].isin(one.of(year).index)
    days = sorted({day(fetched) for fetched in frame.loc[there, "fetched"]})
    return tuple(dict.fromkeys((days[0], days[-1]))) if days else ()


def stretching(values: pd.Series) -> list[str]:
    """The codes of municipalities far outside the others that alone take a good part of the axis."""
    ends = figures.stretching(values)
    return [str(code) for code in ends.index if code in figures.far_out(values).index]
