"""What the rules found for one nyckeltal: the marks, places and reasons that pages, sentences and files share.

Nothing here computes; ``norberg.rules`` decides and ``norberg.findings`` gathers.
"""

from dataclasses import dataclass, field

import pandas as pd

from norberg.absence import Absence
from norberg.program import Indicator

SURE, LIKELY = "säker", "trolig"

BETTER, WORSE, UP, DOWN = "better", "worse", "up", "down"
NO_CHANGE, TOO_FEW, CODE, NO_DATA = "none", "too_few", "code", "no_data"
DIRECTIONS = (WORSE, BETTER, UP, DOWN, NO_CHANGE, TOO_FEW, CODE, NO_DATA)

LIMITS, SEVEN, TWO_OF_THREE = "limits", "seven", "two_of_three"  # which rule made a value unusual


@dataclass(frozen=True)
class Trend:
    """Which way a series moves over its latest unbroken run (DESIGN 5.1).

    Attributes:
        points: measurements in the window, at most ten.
        first, last: years of its first and last measurement.
        s: Kendall's S.
        slope: Theil–Sen, unit per year.
        change: the slope over the window, in the unit.
        sign: 1 the value rises, -1 it falls, 0 no sure change.
        grade: SURE, LIKELY, or "" without a change.
        enough: whether there were enough points to say anything.
        chance: the probability of a mark if nothing changes, from the size the test has.
    """

    points: int
    first: int
    last: int
    s: int
    slope: float
    change: float
    sign: int
    grade: str
    enough: bool
    chance: float = 0.0


@dataclass(frozen=True)
class Level:
    """Where the municipality lies among all 290, by the mean of its three latest common periods (DESIGN 5.3-5.4).

    Attributes:
        quarter: 1 best ... 4 worst; for neutral measures 1 lowest ... 4 highest; 0 where not compared.
        certain: sure that the true position is in that quarter.
        rank_low, rank_high: the 80 % interval of the place, 1 = best (neutral: lowest).
        ranked: municipalities with a place.
        first, last: years of the mean.
        mean: the municipality's mean of those years, in the unit.
        reason: why it is not compared, a Swedish clause after "Jämförs inte: "; "" where it is.
    """

    quarter: int = 0
    certain: bool = False
    rank_low: int = 0
    rank_high: int = 0
    ranked: int = 0
    first: int = 0
    last: int = 0
    mean: float = float("nan")
    reason: str = ""


@dataclass(frozen=True)
class Unusual:
    """A latest value outside what the series' own history lets expect (DESIGN 5.2).

    Attributes:
        year: of the latest value.
        value: the latest value; before: the one before it.
        low, high: the limits it was held against, in the unit.
        rule: LIMITS, SEVEN or TWO_OF_THREE.
        sign: 1 unusually high, -1 unusually low.
        strict: beyond the wider limit that "Ta upp" asks for.
    """

    year: int
    value: float
    before: float
    low: float
    high: float
    rule: str
    sign: int
    strict: bool


@dataclass(frozen=True)
class Gap:
    """Women minus men (DESIGN 5.5).

    Attributes:
        year: the latest year with both.
        women, men: the values of that year.
        gap: women minus men, in the unit (percentage points for shares).
        values: year -> gap of the latest unbroken run.
        sure: the mean gap of the window is beyond its own noise.
        trend: of the gap, by the trend rule.
        growing: 1 the gap surely or likely grows in size, -1 it narrows, 0 neither; grade in ``trend``.
        larger_than: share of the municipalities with both whose gap is smaller in size, 0-1; NaN where not compared.
        compared: how many those are.
        strength: the mean gap of the window in times of what its noise seldom passes; NaN with too few measurements.
    """

    year: int
    women: float
    men: float
    gap: float
    values: pd.Series
    sure: bool
    trend: Trend
    growing: int
    larger_than: float = float("nan")
    compared: int = 0
    strength: float = float("nan")


@dataclass(frozen=True)
class Finding:
    """All that is claimed of one nyckeltal, for one area and gender, until an end year.

    Attributes:
        indicator: the nyckeltal.
        municipality: whose figures, an area code.
        gender: T, K or M.
        kpi: the id whose values are shown; "" without values.
        values: year -> measured value until the end year (repeated survey values once), all runs.
        breaks: first years after a break of that id.
        until: the last year that still repeats the latest measurement; 0 without values.
        read: day of the newest reading.
        direction: one of DIRECTIONS.
        trend: None without values and for codes.
        relative: the same rule on the values minus the comparison median of the same years; None where there is none.
        relative_to: whose median that is, in words that can follow "i takt med"; "" without ``relative``.
        level: always there; ``level.reason`` says why not compared.
        unusual: None unless the latest value is.
        gap: None where there is no year with both genders; only on the total's finding.
        ended: the series shown has ended.
        absence: why there is no value; None where there is one.
        comparator: what level and rank are among, in words ("landets 290 kommuner").
        name: what the area is called ("Norberg", "Region Västmanland").
    """

    indicator: Indicator
    municipality: str
    gender: str = "T"
    kpi: str = ""
    values: pd.Series = field(default_factory=lambda: pd.Series(dtype="float64"))
    breaks: tuple[int, ...] = ()
    until: int = 0
    read: str = ""
    direction: str = NO_DATA
    trend: Trend | None = None
    relative: Trend | None = None
    relative_to: str = ""
    level: Level = Level()
    unusual: Unusual | None = None
    gap: Gap | None = None
    ended: bool = False
    absence: Absence | None = None
    comparator: str = ""
    name: str = "Kommunen"

    @property
    def sure(self) -> bool:
        """Whether the direction is säker."""
        return self.trend is not None and self.trend.grade == SURE

    @property
    def sign(self) -> int:
        """Which way the value itself moves: 1, -1, or 0 for no sure change."""
        return self.trend.sign if self.trend else 0

    @property
    def year(self) -> int:
        """The year of the latest value; 0 without values."""
        return int(self.values.index[-1]) if len(self.values) else 0

    @property
    def value(self) -> float:
        """The latest value; NaN without values."""
        return float(self.values.iloc[-1]) if len(self.values) else float("nan")


@dataclass(frozen=True)
class Topic:
    """One item of "Ta upp": a nyckeltal worth a discussion, the kind of reason, and the reason in words."""

    finding: Finding
    kind: str  # one of TOPICS
    reason: str


LOW_AND_WORSE, UNUSUAL_VALUE, GAP_GROWS, REVISED, GONE = "low_and_worse", "unusual", "gap_grows", "revised", "gone"
TOPICS = {
    LOW_AND_WORSE: "Försämras, lågt läge",
    UNUSUAL_VALUE: "Ovanligt värde",
    GAP_GROWS: "Könsskillnaden växer",
    REVISED: "Ändrat i efterhand",
    GONE: "Serien har upphört",
}


@dataclass(frozen=True)
class Wall:
    """All nyckeltal at once, as they stood at an end year.

    Attributes:
        findings: the total of every nyckeltal, in the program's order.
        topics: at most eight, by weight; empty is a good answer.
        chance: how many direction marks chance alone would give among those judged.
        judged: how many nyckeltal had enough measurements for a direction.
    """

    findings: tuple[Finding, ...]
    topics: tuple[Topic, ...]
    chance: float
    judged: int

    def of(self, no: int) -> Finding:
        """The finding of the nyckeltal with this number."""
        return next(one for one in self.findings if one.indicator.no == no)

    def counts(self, goal: int | None = None) -> dict[str, int]:
        """Nyckeltal of a goal (None: all) by direction, up and down apart; the sum is the number of nyckeltal."""
        told = [one.direction for one in self.findings if goal in (None, one.indicator.goal)]
        return {direction: told.count(direction) for direction in DIRECTIONS}
