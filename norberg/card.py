"""Everything a card says of one nyckeltal (or of a pair) under a selection, as plain texts and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from norberg import about, absence, figures, notes, series, spoken, tables, trend_rows
from norberg.lines import BOTH, GAP, MEN, WOMEN, Line
from norberg.program import Indicator
from norberg.selection import Selection
from norberg.sentences import DASH, PERCENT, change, change_unit, counted_unit, number, span
from norberg.shown import Shown, replaced, shown
from norberg.source import Source

MOST_NAMED = 4  # comparators whose values are listed one by one; more are told by their median
MISSING_WORDS = {"broken": "serien är bruten", "no_value": "värde saknas", "not_measured": "mättes inte"}


@dataclass(frozen=True)
class Figure:
    """One big figure: who (empty for the total), value, unit and year, as texts."""

    name: str
    value: str
    unit: str
    year: str
    style: str


@dataclass(frozen=True)
class Card:
    """What a card shows; texts are finished Swedish, ``rows`` the chart's data as Arrow bytes.

    ``gender`` is whose figures are shown: the total where the chosen gender has none. ``changes`` are pairs of a strong
    and a plain text. ``boxes`` are (word, year) of a measure in words, which has no chart. ``absent`` is set when there
    is no value at all, and then the rest is empty.
    """

    indicators: tuple[Indicator, ...]
    title: str
    absent: absence.Absence | None = None
    gender: str = "totalt"
    message: str = ""
    figures: tuple[Figure, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    comparison: str = ""
    unit: str = ""
    rows: bytes | None = None
    boxes: tuple[tuple[str, str], ...] = ()
    alternative: str = ""
    genders: notes.Genders | None = None
    gender_note: str = ""
    remarks: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()


def title_of(indicators: Sequence[Indicator]) -> str:
    """The title of a card: a pair has one of its own."""
    return indicators[0].pair if len(indicators) > 1 else indicators[0].short_title


def build(indicators: tuple[Indicator, ...], source: Source, selection: Selection, today: str) -> Card:
    """The card of one nyckeltal, or of the two of a pair (women first).

    Args:
        indicators: one nyckeltal, or the two of a pair.
        source: where series and facts come from.
        selection: gender, years, comparison.
        today: ISO date, for publications still to come.

    Returns:
        The card; with ``absent`` set if there is no value until the end year.
    """
    return of(indicators, shown(indicators, source, selection), source, selection, today)


def of(
    indicators: tuple[Indicator, ...], behind: Shown | None, source: Source, selection: Selection, today: str
) -> Card:
    """The card of series that are at hand; arguments and answer as ``build``."""
    main, title = indicators[0], title_of(indicators)
    if behind is None:
        kpi = main.use_id or main.local_id
        said = about.about(indicators, kpi, None, source, today)
        return Card(indicators, title, absent=absence.why(main, source, selection.last, today), about=said)
    fallen = behind.selection.gender == "totalt" != selection.gender
    card = Card(
        indicators,
        title,
        gender="totalt" if fallen else selection.gender,
        message=f"{behind.split or 'Värden för kvinnor och män saknas.'} Totalen visas." if fallen else "",
        genders=notes.genders(behind),
        gender_note="" if fallen else behind.split,
        remarks=notes.remarks(behind, source),
        about=about.about(indicators, behind.kpi, behind.frame, source, today),
    )
    return _in_words(card, behind) if main.codes else _in_numbers(card, behind, source)


def table(indicators: tuple[Indicator, ...], source: Source, selection: Selection) -> pd.DataFrame:
    """The figures of a card as text, one row a year; empty if there are none."""
    behind = shown(indicators, source, selection)
    return tables.by_year(behind.drawn, selection.first, indicators[0]) if behind else pd.DataFrame()


def rows(indicators: tuple[Indicator, ...], source: Source, selection: Selection) -> pd.DataFrame:
    """The values behind a card, untouched, with ``series.COLUMNS``: what is exported."""
    behind = shown(indicators, source, selection)
    if behind is None:
        return series.frame()
    return tables.long(behind.frame, indicators, behind.areas, behind.selection)


def _in_words(card: Card, behind: Shown) -> Card:
    """A measure in words (a code): no chart, no difference, a box a year."""
    indicator, own = card.indicators[0], behind.own[0].values
    words = {year: indicator.codes.get(int(value), number(value, 0)) for year, value in own.items()}
    year = max(words)
    boxes = tuple((words[one], str(one)) for one in words if one >= behind.selection.first)
    told = ", ".join(f"{word} {one}" for word, one in boxes)
    return replace(
        card,
        figures=(Figure("", words[year], "", str(year), "main"),),
        comparison=_listed_words(behind, indicator),
        boxes=boxes,
        alternative=f"{card.title}: {told}.",
    )


def _listed_words(behind: Shown, indicator: Indicator) -> str:
    others = [line for line in behind.drawn if line.style in ("other", "country") and line.code[:1].isdigit()]
    return " · ".join(
        f"{line.name} {indicator.codes.get(int(line.values.iloc[-1]), '?').lower()} ({line.values.index[-1]})"
        for line in others[:MOST_NAMED]
    )


def _in_numbers(card: Card, behind: Shown, source: Source) -> Card:
    indicator = card.indicators[0]
    unit = change_unit(indicator.unit) if behind.selection.gender == GAP else indicator.unit
    older = replaced(behind, source)
    breaks = notes.breaks(behind, older)
    rows = trend_rows.trend_rows(
        [*behind.drawn, *older],
        behind.selection.first,
        breaks,
        longest_step=indicator.longest_step,
        decimals=indicator.decimals,
        zero=behind.selection.gender == GAP,
        demo=source.demo,
    )
    return replace(
        card,
        figures=tuple(_figure(line, indicator, unit, _who(line, behind)) for line in behind.own),
        changes=_changes(behind, [year for year, _ in breaks], source.program.adopted),
        comparison=comparison(behind),
        unit=f"{_axis(unit)}, kvinnor minus män" if behind.selection.gender == GAP else _axis(unit),
        rows=trend_rows.arrow(rows) if len(rows) else None,
        alternative=spoken.alternative(card.title, unit, behind.drawn, behind.selection.first, indicator.decimals),
    )


def _who(line: Line, behind: Shown) -> str:
    """Whose value a figure is, where it is not everybody's."""
    if len(behind.own) > 1:
        return line.name
    return {WOMEN: "Kvinnor", MEN: "Män", GAP: "Kvinnor minus män"}.get(behind.selection.gender, "")


def _figure(line: Line, indicator: Indicator, unit: str, who: str) -> Figure:
    year = int(line.values.index[-1])
    mean = f" (medel {span(year - indicator.window_years + 1, year)})" if indicator.kind == "rolling mean" else ""
    repeated = f" (upprepas till {line.until})" if line.until > year else ""
    value = number(line.values.iloc[-1], indicator.decimals)
    return Figure(who, value, unit, f"{year}{mean}{repeated}", line.style)


def _changes(behind: Shown, breaks: Sequence[int], adopted: int) -> tuple[tuple[str, str], ...]:
    own, indicator = behind.own, behind.indicator
    unit = change_unit(indicator.unit)
    found: list[tuple[str, str]] = []
    for line in own:
        who = f" ({line.name.lower()})" if len(own) > 1 else ""
        years = figures.reference_years(line.values, adopted, indicator.cadence_years)
        for one in figures.changes(line.values, years, breaks, indicator.cadence_years):
            if one.difference is None:
                found.append((DASH, f"mot {one.year}{who}: {MISSING_WORDS[one.missing]}"))
            else:
                moved = change(one.difference, indicator.decimals)
                found.append((moved, f"{counted_unit(moved, unit)} mot {one.year}{who}"))
    if own[0].until < adopted <= behind.selection.last:
        found.append((DASH, f"inget värde sedan {adopted}, då programmet antogs"))
    return tuple(found)


def comparison(behind: Shown) -> str:
    """The latest values of those it is compared with, in words; "" where nothing is."""
    indicator = behind.indicator
    if behind.selection.gender != BOTH:
        return _compared(behind.others, behind, indicator)
    sides = [("Kvinnor", False), ("Män", True)]
    told = {who: [one for one in behind.others if one.dashed is men] for who, men in sides}
    return ". ".join(f"{who}: {_compared(others, behind, indicator)}" for who, others in told.items() if others)


def _compared(others: Sequence[Line], behind: Shown, indicator: Indicator) -> str:
    newest = max(int(line.values.index[-1]) for line in behind.own)
    single = [line for line in others if line.style != "median"]
    if len(single) <= MOST_NAMED:
        return " · ".join(notes.with_year(line, indicator, newest) for line in others)
    medians = [notes.with_year(line, indicator, newest) for line in others if line.style == "median"]
    return " · ".join([notes.middle(single, indicator), *medians])


def _axis(unit: str) -> str:
    return "procent" if unit == PERCENT else unit
