"""Everything the nyckeltal page shows of one nyckeltal (or of a pair) under a selection: finished texts and data."""

from dataclasses import dataclass, replace

import pandas as pd

from norberg import (
    absence,
    card,
    depth_about,
    depth_facts,
    depth_rows,
    depth_table,
    depth_words,
    gap_rows,
    history,
    holes,
    lines,
    notes,
    place,
    spoken,
    tables,
)
from norberg.absence import Absence
from norberg.charts_depth import PANEL, TALL
from norberg.depth_about import Parts
from norberg.depth_facts import Cell
from norberg.depth_rows import Frame
from norberg.depth_table import Column
from norberg.depth_words import Words
from norberg.findings import Findings
from norberg.gap_rows import Genders
from norberg.holes import Holes
from norberg.lines import GAP
from norberg.memory import guard
from norberg.place import Place
from norberg.program import Indicator
from norberg.selection import Selection
from norberg.sentences import PERCENT
from norberg.shown import Shown, shown
from norberg.side import Side, sides
from norberg.source import Source
from norberg.trend_rows import arrow


@dataclass(frozen=True)
class Chart:
    """One chart: a name above it ("" for a lone one), its data as Arrow bytes, its text alternative."""

    name: str
    rows: bytes
    alternative: str


@dataclass(frozen=True)
class Depth:
    """What the page shows; without a value only title, ``absent``, ``about`` and ``history``.

    ``halves`` are the facts: a name and its cells for each side. ``boxes`` are (word, year) of a measure in words,
    which has no chart and no place. ``alarms`` say where an id no longer is what the file has. ``columns`` and
    ``holes`` are what the table is made of.
    """

    indicators: tuple[Indicator, ...]
    title: str
    subtitle: tuple[str, str]
    about: Parts
    history: tuple[str, ...]
    alarms: tuple[str, ...] = ()
    absent: Absence | None = None
    message: str = ""
    behind: Shown | None = None
    sides: tuple[Side, ...] = ()
    halves: tuple[tuple[str, tuple[Cell, ...]], ...] = ()
    sentences: tuple[str, ...] = ()
    boxes: tuple[tuple[str, str], ...] = ()
    trend: tuple[Chart, ...] = ()
    height: int = TALL
    caption: Words = ()
    limits: str = ""
    remarks: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    genders: Genders | None = None
    no_genders: str = ""
    columns: tuple[Column, ...] = ()
    holes: Holes | None = None


def build(
    indicators: tuple[Indicator, ...],
    findings: Findings,
    selection: Selection,
    ledger: pd.DataFrame,
    *,
    limits: bool = False,
) -> Depth:
    """The page of one nyckeltal, or of the two of a pair (women first).

    Args:
        indicators: one nyckeltal, or the two of a pair.
        findings: the rules' answers until the selection's end year, with their source.
        selection: gender, years, comparison.
        ledger: what refreshes changed, as ``history.read`` gives it.
        limits: whether process limits are asked for.

    Returns:
        The page; with ``absent`` set if there is no value until the end year.
    """
    source, main = findings.source, indicators[0]
    behind = shown(indicators, source, selection)
    kpi = behind.kpi if behind else main.use_id or main.local_id
    kpis = {kpi, *(one.use_id for one in indicators)}
    frame = behind.frame if behind else None
    own = frame[(frame["municipality"] == main.entity) & frame["value"].notna()] if frame is not None else None
    since = "" if own is None or source.demo else min(own["fetched"].str[:10])
    page = Depth(
        indicators,
        card.title_of(indicators),
        depth_words.subtitle(indicators),
        depth_about.parts(indicators, kpi, frame, source, selection.last, findings.today),
        history.told(guard.corrections(ledger, source), kpis, main, since),
        guard.alarms(indicators, source, ledger),
        behind=behind,
    )
    if behind is None:
        return replace(page, absent=absence.why(main, source, selection.last, findings.today))
    return _in_words(page, behind) if main.codes else _in_numbers(page, behind, findings, limits)


def _in_words(page: Depth, behind: Shown) -> Depth:
    """A measure in words (a code): a box a year, no chart, no place."""
    indicator, own = behind.indicator, behind.own[0].values
    boxes = tuple((indicator.codes.get(int(value), "?"), str(year)) for year, value in own.items())
    seen = tuple((word, year) for word, year in boxes if int(year) >= behind.selection.first)
    latest = Cell(f"{behind.own[0].name} {boxes[-1][1]}", value=boxes[-1][0])
    return replace(page, halves=(("", (latest,)),), boxes=seen)


def _in_numbers(page: Depth, behind: Shown, findings: Findings, limits: bool) -> Depth:
    source, found = findings.source, sides(behind, findings)
    known = holes.holes(behind.frame, behind.kpi, behind.indicator, source)
    name = lines.name_of(behind.indicator.entity, source)
    fallen = behind.selection.gender == "totalt" != behind.wished.gender
    page = replace(
        page,
        sides=found,
        message=f"{behind.split or 'Värden för kvinnor och män saknas.'} Totalen visas." if fallen else "",
        halves=tuple((side.name, depth_facts.cells(side, name, source)) for side in found),
        sentences=tuple(_sentence(side) for side in found),
        places=tuple(one for side in found if (one := place.place(side, name, source))),
        genders=gap_rows.genders(behind, found, findings),
        no_genders=_no_genders(behind),
        columns=tuple(depth_table.columns(found, gap_rows.both(behind, found))),
        holes=known,
    )
    return _with_trend(page, behind, source, known, limits)


def _with_trend(page: Depth, behind: Shown, source: Source, known: Holes, limits: bool) -> Depth:
    """The page with its trend charts, which share their axes."""
    found = tuple(_limited(side) for side in page.sides) if limits else page.sides
    zero = behind.selection.gender == GAP
    held = depth_rows.frame([side.picture for side in found], share=_share(behind), zero=zero)
    told = (depth_words.missing_years(side, known) for side in found)
    said = {text for heading, texts in page.about for text in texts}
    remarks = [one for one in notes.remarks(behind, source) if one not in said]
    if held is None:
        return replace(page, remarks=tuple(remarks))
    height = TALL if len(found) == 1 else PANEL
    return replace(
        page,
        trend=tuple(_chart(side, held, height, page, source.demo) for side in found),
        height=height,
        caption=depth_words.trend(found, held, source),
        limits=" ".join(dict.fromkeys(depth_words.limits(side) for side in found)) if limits else "",
        remarks=tuple(dict.fromkeys([*filter(None, told), *remarks])),
    )


def _share(behind: Shown) -> bool:
    return behind.indicator.unit == PERCENT and behind.selection.gender != GAP


def _limited(side: Side) -> Side:
    """The side with its process limits in the picture."""
    return replace(side, picture=replace(side.picture, limits=place.limits(side)))


def _chart(side: Side, held: Frame, height: int, page: Depth, demo: bool) -> Chart:
    rows = depth_rows.rows(side.picture, held, height, zero=side.gender == GAP, demo=demo)
    title = f"{page.title}, {side.name.lower()}" if side.name else page.title
    told = depth_words.alternative(side, title, _sentence(side))
    return Chart(side.name, arrow(rows), told)


def _sentence(side: Side) -> str:
    return spoken.gap_sentence(side.finding) if side.gender == GAP else spoken.sentence(side.finding)


def _no_genders(behind: Shown) -> str:
    """Why there is no split, in one line; empty where there is one."""
    return behind.split.replace("Finns inte uppdelat på kön.", "Finns inte uppdelat på kvinnor och män.")


def table(page: Depth, *, whole: bool) -> tuple[pd.DataFrame, bool]:
    """The table of a page as text, a row a year, newest first.

    Args:
        page: with or without values.
        whole: every year instead of the newest.

    Returns:
        The table, and whether there are more years than the newest.
    """
    behind = page.behind
    if behind is None:
        return pd.DataFrame(), False
    first, indicator = behind.selection.first, behind.indicator
    if page.holes is None:
        return tables.by_year(behind.drawn, first, indicator), False
    found = depth_table.table(page.columns, first, indicator.decimals, page.holes, whole=whole)
    return found, len(depth_table.years(page.columns, first)) > depth_table.NEWEST
