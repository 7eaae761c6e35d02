"""One refresh in words and rows, as the page has it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from norberg.history import GENDERS
from norberg.memory import mentions
from norberg.memory.events import FLAG
from norberg.memory.record import Refresh, Seen
from norberg.program import Indicator
from norberg.sentences import counted, listed, number, span
from norberg.source import Source

MOST, EACH = 40, 6  # rows of a table, and of one nyckeltal in it, the newest years first; the file has all
VALUES = {"changed": "ändrades", "vanished": "fanns inte längre i svaret", "added": "tillkom"}  # in the order told
LATER = {"yes": "delas nu upp på kvinnor och män", "no": "delas inte längre upp på kvinnor och män"}
KINDS = {
    "title": "heter på ett annat sätt",
    "unit": "har en annan enhet",
    "question": "kan vara en annan fråga",
    "ended": "har upphört",
}


@dataclass(frozen=True)
class Line:
    """One changed value: the nyckeltal, its address ("" where it has no page), year and gender, before and after."""

    title: str
    address: str
    when: str
    old: str
    new: str


@dataclass(frozen=True)
class Part:
    """One refresh on the page.

    Attributes:
        title: its time.
        summary: counts of figures, and of first readings.
        identity: a sentence for each id and group.
        lines: changed and vanished values of the own areas, at most MOST of ``total``.
        added: a sentence for each nyckeltal with new values.
        used: a sentence for each changed nyckeltal that an agenda or a comment mentions.
    """

    title: str
    summary: str
    identity: tuple[str, ...]
    lines: tuple[Line, ...]
    total: int
    added: tuple[str, ...]
    used: tuple[str, ...]


def part(refresh: Refresh, source: Source, used: Mapping[int, tuple[str, ...]]) -> Part:
    """A refresh.

    Args:
        refresh: as ``record.refreshes`` gives it.
        source: for the names of ids and groups.
        used: as ``mentions.of`` gives it.
    """
    followed = (*source.program.indicators, *source.program.outside)
    known = {kpi: one for one in reversed(followed) for kpi in reversed(one.kpis)}
    own = refresh.own
    revised = own[own["kind"].isin(mentions.REVISED)].sort_values(
        ["kpi", "period", "gender"], ascending=[True, False, True]
    )
    lines = tuple(_line(row, known, source) for row in revised.groupby("kpi").head(EACH).head(MOST).itertuples())
    names = {one.no: one.short_title for one in source.program.indicators}
    return Part(
        f"{refresh.seen[:10]} kl. {refresh.seen[11:16].replace(':', '.')}",
        _summary(refresh, source),
        tuple(_identity(one, known, source) for one in refresh.identity),
        lines,
        len(revised),
        tuple(_added(own[own["kind"] == "added"], known, source)),
        tuple(f"{names[no]}: det ändrade värdet finns i {listed(places)}." for no, places in used.items()),
    )


def _summary(refresh: Refresh, source: Source) -> str:
    here = refresh.own["kind"].value_counts().to_dict()
    told = []
    for whose, counts in ((source.program.municipality.name, here), ("Alla områden", refresh.counts)):
        parts = [
            f"{counted(counts[kind], 'värde', 'värden')} {words}" for kind, words in VALUES.items() if counts.get(kind)
        ]
        told.append(f"{whose}: {listed(parts) or 'inga värden ändrades'}.")
    if refresh.first:
        told.append(f"{counted(refresh.first, 'serie', 'serier')} lästes för första gången.")
    return " ".join(told)


def _name(kpi: str, known: Mapping[str, Indicator], source: Source) -> str:
    if kpi in known:
        return f"{known[kpi].short_title} ({kpi})"
    return f"{source.facts[kpi].title} ({kpi})" if kpi in source.facts else kpi


def _line(row: pd.Series, known: Mapping[str, Indicator], source: Source) -> Line:
    one = known.get(row.kpi)
    decimals = one.decimals + 1 if one else 2
    old, new = ("saknas" if pd.isna(value) else number(value, decimals) for value in (row.old, row.new))
    gone = "inte längre i svaret" if row.kind == "vanished" else new
    return Line(
        _name(row.kpi, known, source), one.address if one else "", f"{row.period}{GENDERS[row.gender]}", old, gone
    )


def _added(rows: pd.DataFrame, known: Mapping[str, Indicator], source: Source) -> list[str]:
    told = []
    for kpi, those in rows.groupby("kpi", sort=True):
        years = span(int(those["period"].min()), int(those["period"].max()))
        told.append(f"{_name(str(kpi), known, source)}: {counted(len(those), 'värde', 'värden')} tillkom, {years}.")
    return told


def _identity(one: Seen, known: Mapping[str, Indicator], source: Source) -> str:
    if one.kind == "members":
        return _members(one, source)
    name = _name(one.kpi, known, source)
    if one.kind == "gender_split":
        return f"{name} {LATER.get(one.new, LATER[FLAG[False]])}."
    if not one.new:
        return f"{name} finns inte längre i Koladas lista. Titeln var ”{one.old}”."
    return f"{name} {KINDS.get(one.kind, one.kind)}: ”{one.old}” blev ”{one.new}”."


def _members(one: Seen, source: Source) -> str:
    group = source.groups.get(one.municipality)
    old, new = set(one.old.split()), set(one.new.split())
    parts = [
        f"{words} {listed([source.areas.get(code, code) for code in sorted(codes)])}"
        for words, codes in (("nya", new - old), ("borta", old - new))
        if codes
    ]
    return f"Gruppen {group.title if group else one.municipality} har andra kommuner: {'; '.join(parts)}."
