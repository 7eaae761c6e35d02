"""All that is claimed of the nyckeltal, gathered from the rules: for the wall, a page, a sentence or a file."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import pandas as pd

from norberg import absence, lines, settings, topics
from norberg.errors import FileFaults
from norberg.finding import BETTER, CODE, DOWN, NO_CHANGE, NO_DATA, TOO_FEW, UP, WORSE, Finding, Gap, Level, Trend, Wall
from norberg.judged import Judged, judged
from norberg.lines import BOTH, GAP, GENDER_CODES, MEN, WOMEN
from norberg.program import Indicator
from norberg.rules import gap, measure, persistence, runs, trend, unusual
from norberg.rules.gap import Gaps
from norberg.rules.measure import Measure, Persistence
from norberg.selection import Selection
from norberg.series import same_reading
from norberg.source import Source

GENDERS = {**GENDER_CODES, GAP: "T"}
OWN_SERIES = "egen serie"


class Findings:
    """The rules' answers for one version of the figures and one end year; each is worked out once.

    Args:
        source: where series come from.
        last: the end year: later values are as if they were not there.
        today: ISO date, for publications still to come.
    """

    def __init__(self, source: Source, last: int, today: str) -> None:
        self.source, self.last, self.today = source, last, today
        self._judged: dict[tuple[int, str, str], Judged] = {}
        self._gaps: dict[tuple[int, str], Gaps] = {}

    @cached_property
    def persistence(self) -> dict[str, Persistence]:
        """The measures' persistence on file; without it each is taken for the median measure, said among the faults."""
        try:
            return persistence.read(settings.DATA / persistence.FILE)
        except FileFaults as error:
            self.source.faults += [one for one in error.faults if one not in self.source.faults]
            return {}

    def wall(self) -> Wall:
        """Every nyckeltal of the program, what to take up, and what chance alone would give."""
        found = tuple(self.of(one) for one in self.source.program.indicators)
        trends = [one.trend for one in found if one.trend and one.trend.enough]
        chance = sum(one.chance for one in trends)
        return Wall(found, topics.topics(found, self.source), chance, len(trends))

    def of(self, indicator: Indicator, gender: str = "T", municipality: str = "") -> Finding:
        """What is claimed of one nyckeltal.

        Args:
            indicator: the nyckeltal.
            gender: T, K or M.
            municipality: area code; "" for the nyckeltal's own.
        """
        area = municipality or indicator.entity
        kpi = self._kpi(indicator, gender, area)
        if not kpi:
            return self._absent(indicator, gender, area)
        here = self.judged(indicator, kpi, gender)
        found = here.trend(area)
        return Finding(
            indicator=indicator,
            municipality=area,
            gender=gender,
            kpi=kpi,
            values=here.values(area),
            breaks=here.measure.breaks,
            until=here.until(area),
            read=here.read(area),
            direction=direction(here.measure, found),
            trend=found,
            relative=here.relative(area),
            relative_to="landets kommuner",
            level=Level(reason=OWN_SERIES) if kpi.startswith("LOK_") else here.level(area),
            unusual=unusual.unusual(here.runs, here.measure, here.table.row(area)),
            gap=self._gap(indicator, kpi, area) if gender == "T" else None,
            ended=self._ended(indicator, kpi),
            comparator=f"landets {len(self.source.municipalities)} kommuner",
            name=lines.name_of(area, self.source),
        )

    def chosen(self, indicators: Sequence[Indicator], selection: Selection) -> list[Finding]:
        """The findings of a card: one, or women's and men's, held against the chosen comparison.

        Args:
            indicators: one nyckeltal, or the two of a pair (women first).
            selection: gender and comparison.
        """
        if len(indicators) > 1:
            sides = {WOMEN: indicators[:1], MEN: indicators[1:], GAP: indicators[:1]}
            found = [self.of(one) for one in sides.get(selection.gender, indicators)]
        elif selection.gender == BOTH:
            found = [self.of(indicators[0], code) for code in ("K", "M")]
        else:
            found = [self.of(indicators[0], GENDERS[selection.gender])]
        return [self._against(one, selection) for one in found]

    def judged(self, indicator: Indicator, kpi: str, gender: str) -> Judged:
        """One kpi and gender judged for every area."""
        key = (indicator.no, kpi, gender)
        if key not in self._judged:
            known = measure.of(indicator, kpi, self.persistence)
            everyone = self.source.municipalities
            self._judged[key] = judged(self._frame(indicator, kpi), known, gender, self.last, everyone)
        return self._judged[key]

    def _frame(self, indicator: Indicator, kpi: str) -> pd.DataFrame:
        frame = self.source.kpi(kpi)
        if indicator.recomputed:
            frame = same_reading(frame, indicator.entity)
        return frame.assign(value=100 - frame["value"]) if indicator.derive and kpi == indicator.use_id else frame

    def _kpi(self, indicator: Indicator, gender: str, area: str) -> str:
        """The id whose values are shown for an area and gender, or ""."""
        for kpi in indicator.shown_ids:
            if self.judged(indicator, kpi, gender).until(area):
                return kpi
        return ""

    def _absent(self, indicator: Indicator, gender: str, area: str) -> Finding:
        """No value: why, for the nyckeltal's own area; elsewhere and by gender simply that there is none."""
        own = gender == "T" and area == indicator.entity
        why = absence.why(indicator, self.source, self.last, self.today) if own else None
        return Finding(indicator, area, gender, level=Level(reason="inget värde"), absence=why)

    def gaps(self, indicator: Indicator) -> Gaps | None:
        """Women minus men of a nyckeltal, or of its pair, in all areas.

        Args:
            indicator: the nyckeltal.

        Returns:
            None for what is a code, for one gender's share of the other's, and without values.
        """
        kpi = self._kpi(indicator, "T", indicator.entity)
        return self._gaps_of(indicator, kpi) if kpi else None

    def _gap(self, indicator: Indicator, kpi: str, area: str) -> Gap | None:
        found = self._gaps_of(indicator, kpi)
        return found.one(area) if found else None

    def _gaps_of(self, indicator: Indicator, kpi: str) -> Gaps | None:
        pair = [one for one in self.source.program.indicators if one.pair and one.pair == indicator.pair]
        if indicator.is_code or any(one.derive for one in pair):
            return None
        key = (indicator.no, kpi)
        if key not in self._gaps:
            sides = [(one, one.use_id, "T") for one in pair] or [(indicator, kpi, "K"), (indicator, kpi, "M")]
            women, men = (self.judged(*side) for side in sides)
            self._gaps[key] = gap.gaps(women.table, men.table, women.measure)
        return self._gaps[key]

    def _ended(self, indicator: Indicator, kpi: str) -> bool:
        """Whether the series shown has ended; seen from an end year before its last values it has not."""
        if (self.source.kpi(kpi)["period"] > self.last).any():
            return False
        fact = self.source.facts.get(kpi)
        replaced = kpi == indicator.kolada_id != indicator.use_id
        gone = indicator.use_kind == "ended" and kpi != indicator.local_id
        return replaced or gone or (fact is not None and not fact.listed)

    def _against(self, one: Finding, selection: Selection) -> Finding:
        """The finding with its trend against the country where that is chosen, else the median of what is chosen."""
        areas = lines.compared(selection, one.indicator, self.source)
        if not one.kpi or not areas or one.trend is None:
            return replace(one, relative=None, relative_to="")
        country = [area for area in areas if area.members == (self.source.program.municipality.country,)]
        members = {code for area in country or areas for code in area.members}
        here = self.judged(one.indicator, one.kpi, one.gender)
        found = _relative(here, one.municipality, sorted(members))
        words = "riket" if country else "de jämförda"
        return replace(one, relative=found, relative_to=words if found else "")


def _relative(here: Judged, area: str, members: Sequence[str]) -> Trend | None:
    """The trend of an area's distance to the median of others, in years for which most of them have a value."""
    others = pd.DataFrame({code: here.values(code) for code in members})
    common = others[others.notna().sum(axis=1) >= lines.COMMON_SHARE * len(members)].median(axis=1)
    apart = (here.values(area) - common).dropna()
    if here.measure.code or here.measure.count or not len(apart):
        return None
    table = runs.Wide(here.table.areas[:1], apart.index.to_numpy(), apart.to_numpy()[None, :])
    found = trend.trends(runs.latest(table, here.measure), here.measure, here.measure.persistence.relative).one(0)
    return found if found.enough else None


def direction(known: Measure, found: Trend | None) -> str:
    """The direction mark: the way the value moves, seen from the way that is wanted."""
    if known.code:
        return CODE
    if found is None:
        return NO_DATA
    if not found.enough:
        return TOO_FEW
    if not found.sign:
        return NO_CHANGE
    if known.direction == "neutral":
        return UP if found.sign > 0 else DOWN
    return BETTER if (found.sign > 0) == (known.direction == "higher") else WORSE
