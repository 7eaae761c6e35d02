"""One side of a nyckeltal's page: everybody, women, men, or the gap; each with its lines and what lies behind them."""

from dataclasses import dataclass, replace

import pandas as pd

from norberg import lines, nation
from norberg.depth_rows import Picture
from norberg.finding import Finding
from norberg.findings import Findings
from norberg.judged import Judged
from norberg.lines import BOTH, GAP, GENDER_CODES, MEN, WOMEN, Line
from norberg.program import Indicator
from norberg.sentences import change_unit
from norberg.shown import Shown, replaced
from norberg.source import Source
from norberg.trend_rows import NEW_SERIES

NAMES = {WOMEN: "Kvinnor", MEN: "Män", GAP: "Kvinnor minus män"}
SIDES = {BOTH: (WOMEN, MEN)}


@dataclass(frozen=True)
class Side:
    """What one chart, one half of the facts and one strip show.

    Attributes:
        gender: totalt, kvinnor, man or skillnad.
        name: "" for everybody.
        finding: what the rules found.
        field: years x municipalities.
        judged: everybody under the same rules; None for the gap.
        picture: the lines and the band.
        unit: of the values; a gap between shares is in percentage points.
    """

    gender: str
    name: str
    finding: Finding
    field: pd.DataFrame
    picture: Picture
    unit: str
    judged: Judged | None

    @property
    def own(self) -> Line:
        """The municipality's own line."""
        return self.picture.own[0]

    @property
    def others(self) -> tuple[Line, ...]:
        """The lines it is compared with."""
        return self.picture.others

    @property
    def means(self) -> pd.Series:
        """Code -> the mean that places are told of, of every municipality with a place; empty without places."""
        if self.judged is None or not self.finding.level.quarter:
            return pd.Series(dtype="float64")
        found = self.judged.levels
        return found.loc[found["ranked"] > 0, "mean"].astype("float64")


def sides(behind: Shown, findings: Findings) -> tuple[Side, ...]:
    """The sides of a page: one, or women and men abreast; without those the municipality has no value for.

    Args:
        behind: the series behind the page.
        findings: the rules' answers.
    """
    genders = SIDES.get(behind.selection.gender, (behind.selection.gender,))
    told = findings.chosen(behind.indicators, behind.selection)
    found = [side(behind, findings, gender, one) for gender, one in zip(genders, told, strict=True)]
    return tuple(one for one in found if one)


def side(behind: Shown, findings: Findings, gender: str, finding: Finding) -> Side | None:
    """One side; None where the municipality has no value for it."""
    source, indicator = findings.source, behind.indicator
    selection = replace(behind.selection, gender=gender)
    drawn = lines.drawn(behind.frame, indicator, selection, behind.areas, lines.name_of(indicator.entity, source))
    own = [line for line in drawn if line.style == "main"]
    if not own:
        return None
    field = nation.field(behind.frame, source.municipalities, GENDER_CODES.get(gender, GAP), selection.last)
    picture = Picture(
        own=tuple(own),
        older=tuple(replaced(replace(behind, selection=selection), source)),
        others=tuple(line for line in drawn if line.style != "main"),
        band=band(field, own[0], indicator),
        breaks=breaks(behind, source),
        longest_step=indicator.longest_step,
        decimals=indicator.decimals,
        first=selection.first,
    )
    unit = change_unit(indicator.unit) if gender == GAP else indicator.unit
    known = findings.judged(finding.indicator, finding.kpi, finding.gender) if gender != GAP and finding.kpi else None
    return Side(gender, NAMES.get(gender, ""), finding, field, picture, unit, known)


def band(field: pd.DataFrame, own: Line, indicator: Indicator) -> pd.DataFrame:
    """The band of all municipalities; counts have none, and a survey's only in the years it was made."""
    if indicator.kind == "count":
        return nation.band(field.iloc[:0])
    found = nation.band(field)
    return found if indicator.cadence_years == 1 else found[found.index.isin(own.values.index)]


def breaks(behind: Shown, source: Source) -> tuple[tuple[int, str], ...]:
    """First years after a break with the reason; where a new series took over, that it did."""
    indicator = behind.indicator
    found = [(one.first_year, one.reason) for one in indicator.breaks] if behind.kpi == indicator.use_id else []
    if replaced(behind, source):
        first = min(int(line.values.index[0]) for line in behind.own)
        found.append((first, f"{NEW_SERIES.capitalize()} från {first}: jämförs inte bakåt"))
    return tuple(sorted(dict(found).items()))


def women_and_men(behind: Shown) -> tuple[Line, ...]:
    """The municipality's own lines for women and men, in that order; empty unless there are both."""
    selection = replace(behind.selection, gender=BOTH)
    both = lines.drawn(behind.frame, behind.indicator, selection, [], "")
    return tuple(both) if len(both) == 2 else ()
