"""The municipalities of a comparison as columns, and where each lies among all: a cell is a quarter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from norberg.clauses import JUDGED_QUARTERS, NEUTRAL_QUARTERS
from norberg.finding import Wall
from norberg.lines import members_of, name_of
from norberg.program import ComparisonSet
from norberg.selection import Selection
from norberg.sentences import DASH, listed, span
from norberg.source import Source
from norberg.strip import Cell

if TYPE_CHECKING:
    from norberg.findings import Findings

MOST = 15  # municipalities beside the own one: more columns than that are narrower than their marks
NOT_COMPARED = "Jämförs inte"
UNCERTAIN, NONE = "u", "no"


@dataclass(frozen=True)
class Columns:
    """Codes of municipalities, the own one first, and a Swedish sentence about each choice that has no column."""

    codes: tuple[str, ...]
    left_out: tuple[str, ...]


def columns(selection: Selection, source: Source) -> Columns:
    """The municipalities of a choice that can stand as columns.

    Args:
        selection: the sets and areas chosen.
        source: for groups and the list of areas.
    """
    own, municipalities = source.program.municipality.code, set(source.municipalities)
    chosen, left_out, others = list[str](), list[str](), list[str]()
    for one in (one for one in source.program.sets if one.address in selection.sets):
        members = [code for code in _members(one, source) if code != own]
        complaint = _unfit(one, members)
        left_out += [complaint] if complaint else []
        chosen += [] if complaint else members
    for code in dict.fromkeys([*chosen, *selection.areas]):
        if code not in (own, *municipalities):
            others.append(name_of(code, source))
    codes = [code for code in dict.fromkeys([*chosen, *selection.areas]) if code in municipalities and code != own]
    if others:
        left_out.append(f"{listed(others)} har ingen kolumn: bara kommuner jämförs här.")
    if len(codes) > MOST:
        rest = listed([name_of(code, source) for code in codes[MOST:]])
        left_out.append(f"Högst {MOST} kommuner får plats. Därför visas inte {rest}.")
    return Columns((own, *codes[:MOST]), tuple(left_out))


def _members(chosen: ComparisonSet, source: Source) -> tuple[str, ...]:
    return () if chosen.kind == "similar" else members_of(chosen, source.program.indicators[0], source)


def _unfit(chosen: ComparisonSet, members: Sequence[str]) -> str:
    """Why a set has no columns; "" if it has."""
    title = f"{chosen.title[:1].upper()}{chosen.title[1:]}"
    if chosen.kind == "similar":
        return f"{title} har inga kolumner: de är olika för varje nyckeltal."
    if len(members) > MOST:
        return f"{title} får inte plats: de är {len(members)}, och högst {MOST} har kolumner."
    return "" if members else f"{title} har inga kolumner: gruppen är inte inläst."


def levels(wall: Wall, findings: "Findings") -> dict[int, pd.DataFrame]:
    """The level of every municipality, by the nyckeltal's number: of those with a value that Kolada has for others too.

    Args:
        wall: the findings shown.
        findings: what the rules answered, for the same figures and end year.
    """
    return {
        one.indicator.no: findings.judged(one.indicator, one.kpi, one.gender).levels
        for one in wall.findings
        if one.kpi and not one.kpi.startswith("LOK_")
    }


@dataclass(frozen=True)
class Standing:
    """Where the municipalities of a row lie.

    Attributes:
        cells: one a municipality; empty where none is compared.
        years: of the mean compared, as text.
        reason: why none is compared, a Swedish clause; "" where one is.
    """

    cells: tuple[Cell, ...]
    years: str = ""
    reason: str = ""


def standing(levels: pd.DataFrame, codes: Sequence[str], judged: bool) -> Standing:
    """Where some municipalities lie for one nyckeltal.

    Args:
        levels: indexed by municipality, with quarter, certain, rank_low, rank_high, ranked, first, last and reason as
            ``finding.Level`` has them.
        codes: of the municipalities, the own one first.
        judged: whether the measure has a wanted direction.
    """
    at = levels.index.get_indexer(list(codes))
    names = ("quarter", "certain", "rank_low", "rank_high", "ranked", "first", "last", "reason")
    column = {name: levels[name].to_numpy() for name in names}
    rows = [{name: values[place] for name, values in column.items()} if place >= 0 else None for place in at]
    placed = [row for row in rows if row and row["quarter"]]
    if not placed:
        return Standing((), reason=_reason(rows[0]))
    first, last = (int(placed[0][name]) for name in ("first", "last"))
    return Standing(tuple(_cell(row, judged) for row in rows), span(first, last))


def _reason(row: dict | None) -> str:
    return str(row["reason"]) if row else "inga värden är inlästa"


def _cell(row: dict | None, judged: bool) -> Cell:
    if row is None or not row["quarter"]:
        return Cell(NONE, f"{NOT_COMPARED}: {_reason(row)}")
    quarter = int(row["quarter"])
    words = f"{(JUDGED_QUARTERS if judged else NEUTRAL_QUARTERS)[quarter]} fjärdedelen"
    style = f"{'q' if judged else 'p'}{quarter}"
    if not row["certain"]:
        return Cell(f"{style} {UNCERTAIN}", f"troligen {words}")
    low, high, ranked = (int(row[name]) for name in ("rank_low", "rank_high", "ranked"))
    place = str(low) if low == high else f"{low}{DASH}{high}"
    return Cell(style, f"{words}, plats {place} av {ranked}")
