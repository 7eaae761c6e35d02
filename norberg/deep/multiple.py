"""The small multiples of a deep-dive: a chart a piece, one time axis, each its own scale; finished rows and texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from norberg import card, margin, spoken
from norberg.deep import small
from norberg.deep.entry import Entry
from norberg.deep.part import Part
from norberg.deep.small import Axis
from norberg.lines import Line
from norberg.sentences import PERCENT, change_unit
from norberg.side import Side
from norberg.source import Source
from norberg.themes import Piece
from norberg.trend_rows import arrow


@dataclass(frozen=True)
class Multiple:
    """One small chart, or why there is none.

    Attributes:
        piece: of the theme.
        heading: its title.
        unit: unit and the latest value's year: "%, 2022".
        entries: its marks and words: one, or women's and men's.
        rows: its data as Arrow bytes for ``charts.multiple``; b"" where nothing is drawn.
        absence: why nothing is drawn; "" where something is.
        caveat: what to mind, of the piece.
        compared: the latest values of those that are compared with, or "".
        notes: breaks, the margin of a sample, what is not split: a sentence each.
        alternative: the text alternative.
        lines: the own lines drawn, for the table.
        decimals: of its values.
    """

    piece: Piece
    heading: str
    unit: str
    entries: tuple[Entry, ...]
    rows: bytes
    absence: str
    caveat: str
    compared: str
    notes: tuple[str, ...]
    alternative: str
    lines: tuple[Line, ...]
    decimals: int


def axis(parts: Sequence[Part], first: int, last: int) -> Axis:
    """The time axis of all: from the first year of the choice that any has a value for, to the end year."""
    years = [int(year) for part in parts for side in part.sides for year in side.own.values.index if year >= first]
    return Axis(min(years, default=first), last)


def multiple(part: Part, told: tuple[Entry, ...], held: Axis, source: Source) -> Multiple:
    """The small chart of a piece.

    Args:
        part: the piece with its sides.
        told: its entries.
        held: the time axis of all.
        source: where values come from.
    """
    indicator = part.piece.indicator
    drawn = [side for side in part.sides if (side.own.values.index >= held.first).any()]
    unit = change_unit(indicator.unit) if part.gap else indicator.unit
    years = " och ".join(dict.fromkeys(str(one.when) for one in told if one.value))
    kpi = part.whole.kpi
    plain = Multiple(
        piece=part.piece,
        heading=indicator.short_title,
        unit=", ".join(filter(None, [unit, years])),
        entries=told,
        rows=b"",
        absence="",
        caveat=part.piece.caveat,
        compared="",
        notes=(),
        alternative="",
        lines=tuple(side.own for side in drawn),
        decimals=indicator.decimals,
    )
    if not drawn:
        return replace(plain, absence=_why(part, told, held))
    said = margin.told(indicator, kpi, source, held.last) if kpi else ()
    return replace(
        plain,
        compared=card.comparison(part.behind) if part.behind else "",
        rows=arrow(small.rows(drawn, held, share=indicator.unit == PERCENT and not part.gap, demo=source.demo)),
        notes=tuple(filter(None, (part.fallen, *_breaks(drawn, held), *said))),
        alternative=_alternative(part, drawn, held),
    )


def _why(part: Part, told: tuple[Entry, ...], held: Axis) -> str:
    if absent := next((one.absence for one in told if one.absence), ""):
        return absent
    if part.piece.indicator.codes:
        return "En bedömning i ord: se nyckeltalets sida."
    return f"Inga värden från {held.first}. Det senaste är från {part.whole.year}."


def _alternative(part: Part, drawn: Sequence[Side], held: Axis) -> str:
    """What the chart shows, in words; each side's sentence after its name."""
    sentences = [
        ": ".join(
            filter(None, [one.name, spoken.gap_sentence(one.finding) if part.gap else spoken.sentence(one.finding)])
        )
        for one in drawn
    ]
    indicator = part.piece.indicator
    band = " Grått band: hälften av landets kommuner." if small.band_of(drawn) is not None else ""
    unit = change_unit(indicator.unit) if part.gap else indicator.unit
    lines = [one.own for one in drawn]
    told = spoken.alternative(indicator.short_title, unit, lines, held.first, indicator.decimals, " ".join(sentences))
    return told + band


def _breaks(drawn: Sequence[Side], held: Axis) -> Iterator[str]:
    for year, reason in drawn[0].picture.breaks:
        if held.first < year <= held.last:
            yield f"Streckad linje före {year}: {reason.rstrip('.')}."
