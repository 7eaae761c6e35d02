"""The small multiples of a deep-dive: a chart a piece, one time axis, each its own scale; finished rows and texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from norberg import card, depth_rows, figures, margin, spoken
from norberg.deep.entry import Entry
from norberg.deep.part import Part
from norberg.depth_rows import framed
from norberg.lines import MEN, WOMEN, Line
from norberg.sentences import PERCENT, change_unit, number
from norberg.series import DEMO
from norberg.side import Side
from norberg.source import Source
from norberg.themes import Piece
from norberg.trend_rows import arrow, spread

Row = dict[str, Any]

ROOM = 0.34  # of the years drawn, beyond the last one, for the value at the line's end
LABEL = 0.16  # of a chart's height: what a value of 14 px needs
FEW = 12  # years or fewer are marked at every fifth, more at every tenth
STYLES = {WOMEN: "women", MEN: "men"}
OWN, OLDER = 2.2, 1.4  # px of the own line, and of what lies before a break


@dataclass(frozen=True)
class Axis:
    """The common time axis: the first and last year that are drawn, and where it ends beyond the last one's value."""

    first: int
    last: int

    @property
    def end(self) -> float:
        """The right end, with room for a value."""
        return self.last + max(2.0, ROOM * (self.last - self.first))

    @property
    def ticks(self) -> list[int]:
        """The years that are named."""
        step = 10 if self.last - self.first > FEW else 5 if self.last - self.first > 4 else 1
        return [year for year in range(self.first, self.last + 1) if year % step == 0]


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
        rows=arrow(rows(drawn, held, share=indicator.unit == PERCENT and not part.gap, demo=source.demo)),
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
    band = " Grått band: hälften av landets kommuner." if _band_of(drawn) is not None else ""
    unit = change_unit(indicator.unit) if part.gap else indicator.unit
    lines = [one.own for one in drawn]
    told = spoken.alternative(indicator.short_title, unit, lines, held.first, indicator.decimals, " ".join(sentences))
    return told + band


def _breaks(drawn: Sequence[Side], held: Axis) -> Iterator[str]:
    for year, reason in drawn[0].picture.breaks:
        if held.first < year <= held.last:
            yield f"Streckad linje före {year}: {reason.rstrip('.')}."


def _band_of(drawn: Sequence[Side]) -> pd.DataFrame | None:
    """The band of one side; two abreast would hide each other's."""
    return drawn[0].picture.band if len(drawn) == 1 and len(drawn[0].picture.band) else None


def rows(drawn: Sequence[Side], held: Axis, *, share: bool, demo: bool) -> pd.DataFrame:
    """The rows of one small chart.

    Args:
        drawn: one side, or women and men.
        held: the time axis.
        share: whether values are percentages, so that the axis need not pass 0 or 100.
        demo: whether the figures are made up.

    Returns:
        A frame with ``depth_rows.FIELDS``.
    """
    picture = drawn[0].picture
    breaks = [year for year, _ in picture.breaks]
    band = _band_of(drawn)
    seen = band[(band.index >= held.first) & (band.index <= held.last)] if band is not None else None
    values = [float(v) for one in drawn for line in (one.own, *one.picture.older) for v in _since(line, held)]
    values += [float(v) for v in seen[[25, 75]].to_numpy().ravel()] if seen is not None else []
    low, high = depth_rows.ends(min(values), max(values), share=share)
    found: list[Row] = [{"part": "frame", "x": held.first, "y": low}, {"part": "frame", "x": held.end, "y": high}]
    found += _band(seen, breaks, picture.longest_step) if seen is not None else []
    for one, style in zip(drawn, _styles(drawn), strict=True):
        found += [row for line in one.picture.older for row in _line(line, "older", held, breaks, picture.longest_step)]
        found += _line(one.own, style, held, breaks, picture.longest_step)
    found += _labels(drawn, high - low)
    found += [{"part": "break", "x": year - 0.5} for year in breaks if held.first < year <= held.last]
    found += [{"part": "tick", "x": year, "text": str(year)} for year in held.ticks]
    return framed([*found, {"part": "demo", "text": DEMO.replace(": ", ":\n")}] if demo else found)


def _styles(drawn: Sequence[Side]) -> list[str]:
    """Women and men apart where both are drawn; a single line is the strong one."""
    return [STYLES.get(one.gender, "main") if len(drawn) > 1 else "main" for one in drawn]


def _since(line: Line, held: Axis) -> pd.Series:
    return line.values[line.values.index >= held.first]


def _band(seen: pd.DataFrame, breaks: Sequence[int], step: int) -> Iterator[Row]:
    """Half of all municipalities, cut where years are missing and at breaks; a lone year is a bar."""
    if not len(seen):
        return
    run = figures.runs(seen[50], breaks, step).to_list()
    for year, low, high, one in zip(seen.index.to_list(), seen[25].to_list(), seen[75].to_list(), run, strict=True):
        kind = "bar" if run.count(one) == 1 else "band"
        yield {"part": kind, "x": year, "y": low, "y2": high, "run": f"band{one}"}


def _line(line: Line, drawn_as: str, held: Axis, breaks: Sequence[int], step: int) -> Iterator[Row]:
    """A line, thinner before the last break; a lone year is a dot."""
    seen, last_break = _since(line, held), max(breaks, default=0)
    if not len(seen):
        return
    run = figures.runs(seen, breaks, step).to_list()
    for year, value, one in zip(seen.index.to_list(), seen.to_list(), run, strict=True):
        style = "older" if year < last_break else drawn_as
        look = {"style": style, "width": OLDER if style == "older" else OWN, "run": f"{drawn_as}{style}{one}"}
        at = {"x": year, "y": value}
        yield {"part": "line", "dash": "men" if style == "men" else "solid", **look, **at}
        if run.count(one) == 1:
            yield {"part": "dot", **look, **at}


def _labels(drawn: Sequence[Side], extent: float) -> Iterator[Row]:
    """The latest value at the line's end, with a larger dot."""
    ends = [(int(one.own.values.index[-1]), float(one.own.values.iloc[-1])) for one in drawn]
    places = spread([value for _, value in ends], extent, LABEL)
    for one, style, (year, value), place in zip(drawn, _styles(drawn), ends, places, strict=True):
        yield {"part": "end", "style": style, "x": year, "y": value}
        yield {"part": "label", "style": style, "x": year, "y": place, "text": number(value, one.picture.decimals)}
