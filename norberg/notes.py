"""What must stand beside a figure so that nobody is misled: breaks, holes, readings, genders, sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from norberg import figures, lines, lookup, series
from norberg.lines import Line
from norberg.local import KINDS
from norberg.program import Indicator
from norberg.sentences import change_unit, day, listed, number
from norberg.source import Source
from norberg.trend_rows import BREAK, NEW_SERIES

if TYPE_CHECKING:
    from norberg.shown import Shown

OTHER_READING = "{} jämförs inte: olika inläsningar."
NO_VALUE, NOT_READ = "Värden saknas för {}{}.", "{}: inte hämtat än."
SUM_OF_ALL = "Riket jämförs inte: värdet är en summa för hela landet."


@dataclass(frozen=True)
class Genders:
    """Women and men beside a total: the latest year with both, texts and series for the small chart."""

    year: int
    women: str
    men: str
    gap: str
    women_values: pd.Series
    men_values: pd.Series
    breaks: tuple[int, ...] = ()
    longest_step: int = 1


def genders(behind: "Shown") -> Genders | None:
    """Women and men for a card that shows the total; None where there is no year with both."""
    indicator, selection = behind.indicator, behind.selection
    if selection.gender != "totalt" or indicator.codes:
        return None
    breaks = tuple(one.first_year for one in indicator.breaks) if behind.kpi == indicator.use_id else ()
    women, men = (
        figures.measured(
            figures.values(behind.frame, indicator.entity, code, selection.last), indicator.cadence_years, breaks
        )
        for code in ("K", "M")
    )
    both = women.index.intersection(men.index)
    both = both[both >= selection.first]
    if not len(both):
        return None
    year, decimals = int(both[-1]), indicator.decimals
    unit = "" if indicator.kind == "count" else f" {change_unit(indicator.unit)}"
    percent = "\u00a0%" if indicator.unit == "%" else ""
    gap = f"{number(abs(women[year] - men[year]), decimals)}{unit}"
    hers, his = (f"{number(one[year], decimals)}{percent}" for one in (women, men))
    first = selection.first
    women, men = figures.since(women, first), figures.since(men, first)
    return Genders(year, hers, his, gap, women, men, breaks, indicator.longest_step)


def without_split(indicators: Sequence[Indicator], kpi: str, frame: pd.DataFrame, source: Source) -> str:
    """Why there is no split by gender for the area, in words; empty where there is one."""
    main = indicators[0]
    if set(lookup.of(frame).filled(main.entity)["gender"]) & {"K", "M"}:
        return ""
    own = frame[(frame["municipality"] == main.entity) & frame["gender"].isin(["K", "M"])]
    if series.TOO_FEW in set(own["status"]):
        return "Kvinnor och män visas inte: för få personer."
    if kpi == main.local_id:
        return "Den egna serien är inte uppdelad på kön."
    fact = source.facts.get(kpi)
    divided = fact.divided if fact else main.gender_split == "yes"
    if not divided:
        return "Finns inte uppdelat på kön."
    asked = source.asked(kpi, main.entity)
    if asked:
        return f"Kolada hade ingen uppdelning på kön för {lines.name_of(main.entity, source)} {day(asked)}."
    return "Uppdelning på kön är inte hämtad än."


def breaks(behind: "Shown", older: Sequence[Line]) -> list[tuple[int, str]]:
    """First years after a break, with the words at its rule; the followed id's own breaks, and where it took over."""
    indicator = behind.indicator
    found = [(one.first_year, BREAK) for one in indicator.breaks] if behind.kpi == indicator.use_id else []
    if older:
        found.append((min(int(line.values.index[0]) for line in behind.drawn), NEW_SERIES))
    return sorted(dict(found).items())


def remarks(behind: "Shown", source: Source) -> tuple[str, ...]:
    """The notes under a card's chart, Swedish sentences in order of weight."""
    indicator, kpi = behind.indicator, behind.kpi
    replaced = kpi == indicator.kolada_id != indicator.use_id
    ended = replaced or (indicator.use_kind == "ended" and kpi != indicator.local_id)
    own_breaks = indicator.breaks if kpi == indicator.use_id else ()
    found = [
        _alarm(indicator, source),
        _ended(behind, source) if ended else indicator.successor_note,
        *(one.reason for one in own_breaks if one.first_year > behind.selection.first),
        "" if kpi == indicator.local_id else indicator.note,
        _region(indicator, source),
        _beside(behind, source),
        SUM_OF_ALL if lines.sum_chosen(behind.wished, indicator, source) else "",
        _nothing_drawn(behind),
        *_missing(behind, source),
        *_earlier(behind),
        *_far_out(behind),
    ]
    return tuple(dict.fromkeys(note for note in found if note))


def _alarm(indicator: Indicator, source: Source) -> str:
    """The alarm when an id is gone from Kolada's list, or no longer has the title on file."""
    fact = source.facts.get(indicator.use_id)
    if fact is None or indicator.use_kind == "ended":
        return ""
    if not fact.listed:
        return f"OBS: Kolada listar inte längre {indicator.use_id}. Det som visas är det senast inlästa."
    if fact.title == indicator.use_title:
        return ""
    return f"OBS: {indicator.use_id} heter nu ”{fact.title}” i Kolada. Kontrollera att det mäter samma sak som förut."


def _ended(behind: "Shown", source: Source) -> str:
    indicator, new = behind.indicator, behind.indicator.use_id
    last = behind.own[0].values.index[-1]
    found = [f"Serien {behind.kpi} har upphört; sista värdet{_until(behind)} är från {last}.", indicator.successor_note]
    if indicator.use_kind != "ended" and new and new != behind.kpi:
        state = "har inga värden här än" if source.asked(new, indicator.entity) else "är inte hämtad än"
        found.append(f"Efterföljaren {new} {state}.")
    return " ".join(filter(None, found))


def _nothing_drawn(behind: "Shown") -> str:
    newest = max(int(line.values.index[-1]) for line in behind.own)
    if newest >= behind.selection.first:
        return ""
    return f"Inget eget värde ritas: det senaste{_until(behind)} är från {newest}."


def _region(indicator: Indicator, source: Source) -> str:
    if indicator.entity == source.program.municipality.code:
        return ""
    return f"Mäts bara för regioner: {source.areas.get(indicator.entity, indicator.entity)} visas."


def _beside(behind: "Shown", source: Source) -> str:
    """The municipality's own series beside a living id: another measure, told with its own unit."""
    own = behind.indicator.local_id
    if not own or own == behind.kpi:
        return ""
    told = figures.values(source.kpi(own), behind.indicator.entity, "T", behind.selection.last)
    return f"Egen serie {own}: {number(told.iloc[-1], 0)} {KINDS[own].unit} ({told.index[-1]})." if len(told) else ""


def _missing(behind: "Shown", source: Source) -> list[str]:
    """Areas that were asked for and have no line, and why."""
    indicator, kpi = behind.indicator, behind.kpi
    if kpi == indicator.local_id:
        return ["En egen serie jämförs inte med andra kommuner."] if behind.areas else []
    drawn = {line.code for line in behind.drawn if line.code}
    gone = [area for area in behind.areas if area.single and area.members[0] not in drawn]
    read = lookup.of(source.kpi(kpi))
    embedded = series.SNAPSHOT in read.sources
    reasons: dict[str, list[str]] = {OTHER_READING: [], NO_VALUE: [], NOT_READ: []}
    for area in gone:
        code = area.members[0]
        if indicator.recomputed and code in read:
            reasons[OTHER_READING].append(area.name)
        elif source.asked(kpi, code) or code in read or (embedded and code in source.areas):
            reasons[NO_VALUE].append(area.name)
        else:
            reasons[NOT_READ].append(area.name)
    told = [words.format(listed(names), _until(behind)) for words, names in reasons.items() if names]
    medians = {line.name for line in behind.drawn if line.style == "median"}
    sets = [area.name for area in behind.areas if not area.single and not any(area.name in name for name in medians)]
    return told + [f"{name} visas inte: för få av dem är inlästa eller har värden." for name in sets]


def _earlier(behind: "Shown") -> list[str]:
    """Comparators whose values end before the municipality's own."""
    newest = max(int(line.values.index[-1]) for line in behind.own)
    ends: dict[int, list[str]] = {}
    for line in behind.others:
        if line.values.index[-1] < newest:
            ends.setdefault(int(line.values.index[-1]), []).append(line.name)
    until = _until(behind)
    return [
        f"Senaste värdet för {listed(names)}{until} är från {year}."
        for year, names in sorted(ends.items(), reverse=True)
    ]


def _until(behind: "Shown") -> str:
    """What limits a statement about the last value: the chosen end year, where there are later values to see."""
    last = behind.selection.last
    return f" till och med {last}" if lookup.of(behind.frame).last > last else ""


def _far_out(behind: "Shown") -> list[str]:
    seen = {line.name: figures.since(line.values, behind.selection.first) for line in behind.drawn}
    places = [(name, year) for name, values in seen.items() for year in values.index]
    every = pd.Series([value for values in seen.values() for value in values.to_list()], dtype="float64")
    alone = [places[place] for place in figures.stretching(every).index]
    return [
        f"Värdet {number(seen[name][year], behind.indicator.decimals)} ({name} {year}) avviker mycket från övriga år "
        "och sträcker axeln. Det visas som det är."
        for name, year in alone
        if year in figures.far_out(seen[name]).index
    ]


def with_year(line: Line, indicator: Indicator, newest: int) -> str:
    """A comparator's latest value, with its year where that is older than ``newest``."""
    year = int(line.values.index[-1])
    older = f" ({year})" if year != newest else ""
    name = line.name.removesuffix(" kv.").removesuffix(" män")
    return f"{name} {number(line.values.iloc[-1], indicator.decimals)}{older}"


def middle(others: Sequence[Line], indicator: Indicator) -> str:
    """The median of many comparators in the latest year in which most of them have a value."""
    table = pd.DataFrame({line.name: line.values for line in others})
    enough = table[table.notna().sum(axis=1) >= len(others) * 0.8]
    if not len(enough):
        return f"Ingen gemensam jämförelse: de {len(others)} jämförda har inte värden för samma år."
    year, row = int(enough.index[-1]), enough.iloc[-1].dropna()
    return f"Mitten av {len(row)} jämförda: {number(row.median(), indicator.decimals)} ({year})"
