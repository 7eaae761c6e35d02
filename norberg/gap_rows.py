"""Women and men on the nyckeltal page: both over time, and the gap as bars, or on its own axis with the band of all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from norberg import depth_rows, holes, nation, side, spoken
from norberg.charts_depth import LOW
from norberg.depth_rows import Picture, framed
from norberg.finding import Finding
from norberg.findings import Findings
from norberg.lines import BOTH, GAP, Line
from norberg.sentences import PERCENT, change_unit, span
from norberg.series import DEMO
from norberg.shown import Shown
from norberg.side import Side
from norberg.trend_rows import BREAK, arrow

Row = dict[str, Any]


@dataclass(frozen=True)
class Genders:
    """The section on women and men.

    ``both`` and ``gaps`` are charts' data as Arrow bytes: two abreast beside a total; for women and men abreast only
    ``gaps``, as a line over the band of all municipalities' gaps (``banded``).
    """

    heading: str
    words: str
    unit: str
    gap_unit: str
    both: bytes
    gaps: bytes
    alternative: str
    both_alternative: str = ""
    banded: bool = False


def genders(behind: Shown, sides: Sequence[Side], findings: Findings) -> Genders | None:
    """The section on women and men; None where the gap is what the page shows, or there are no values for both."""
    gender = behind.selection.gender
    if gender == BOTH and len(sides) > 1:
        return _banded(behind, findings)
    lines = both(behind, sides)
    return _abreast(behind, lines, sides[0].finding, findings) if lines else None


def both(behind: Shown, sides: Sequence[Side]) -> tuple[Line, ...]:
    """Women's and men's lines beside a total; empty where something else is shown, or there are not both."""
    return side.women_and_men(behind) if len(sides) == 1 and sides[0].gender == "totalt" else ()


def _abreast(behind: Shown, both: tuple[Line, ...], finding: Finding, findings: Findings) -> Genders | None:
    indicator, demo = behind.indicator, findings.source.demo
    women, men = both
    gap = (women.values - men.values).dropna()
    gap = gap[gap.index >= behind.selection.first]
    empty = nation.band(pd.DataFrame())
    picture = Picture(
        both,
        (),
        (),
        empty,
        tuple((year, BREAK) for year, _ in side.breaks(behind, findings.source)),
        indicator.longest_step,
        indicator.decimals,
        behind.selection.first,
    )
    held = depth_rows.frame([picture], share=indicator.unit == PERCENT)
    if held is None or not len(gap):
        return None
    known = holes.holes(behind.frame, behind.kpi, indicator, findings.source)
    words = framed(list(_hole_words(women, picture, known, indicator.entity)))
    rows = pd.concat([depth_rows.rows(picture, held, LOW, demo=demo), words], ignore_index=True)
    unit = change_unit(indicator.unit)
    told = spoken.gap_sentence(finding)
    return Genders(
        "Kvinnor och män",
        told,
        unit_of(indicator.unit),
        unit,
        arrow(rows),
        arrow(bars(gap, [year for year, _ in picture.breaks], demo=demo)),
        f"Stapeldiagram: kvinnor minus män, {unit}, {span(int(gap.index[0]), int(gap.index[-1]))}. {told}",
        f"Linjediagram: kvinnor och män, {unit_of(indicator.unit).lower()}, {span(held.first, held.last)}. {told}",
    )


def unit_of(unit: str) -> str:
    """A unit as a heading above a chart."""
    text = "procent" if unit == PERCENT else unit
    return text[:1].upper() + text[1:]


def _hole_words(line: Line, picture: Picture, known: holes.Holes, entity: str) -> Iterator[Row]:
    """What stands in a hole of two years or more, where there is room: its years and why."""
    seen = line.values[line.values.index >= picture.first]
    for first, last in holes.years(seen, picture.longest_step):
        if last > first:
            word = known.word(entity, last).replace(" ", "\n")
            yield {"part": "hole", "x": (first + last) / 2, "text": f"{span(first, last)}\n{word}"}


def bars(gap: pd.Series, breaks: Sequence[int] = (), *, demo: bool = False) -> pd.DataFrame:
    """The rows of the gap bars.

    Args:
        gap: year -> women minus men.
        breaks: first years after a break, before which a rule stands.
        demo: whether the figures are made up.

    Returns:
        A frame with ``depth_rows.FIELDS``; the axis reaches equally far on both sides where both have been higher.
    """
    low, high = depth_rows.ends(min(float(gap.min()), 0.0), max(float(gap.max()), 0.0), share=False)
    if gap.min() < 0 < gap.max():
        low, high = -max(high, -low), max(high, -low)
    first, last = int(gap.index[0]), int(gap.index[-1])
    rows: list[Row] = [
        {"part": "frame", "x": first - 0.5, "y": low},
        {"part": "frame", "x": last + 0.5, "y": high},
        {"part": "zero", "y": 0.0},
        *({"part": "break", "x": year - 0.5} for year in breaks if first < year <= last),
        *(
            {"part": "bar", "x": int(year), "y": float(value), "style": "women" if value > 0 else "men"}
            for year, value in gap.items()
        ),
    ]
    for style, text, end, there in (
        ("women", "kvinnor högre", high, gap.max() > 0),
        ("men", "män högre", low, gap.min() < 0),
    ):
        if there:
            rows.append({"part": "word", "style": style, "x": last + 0.5, "y": end / 2, "text": text})
    return framed([*rows, {"part": "demo", "text": DEMO}] if demo else rows)


def _banded(behind: Shown, findings: Findings) -> Genders | None:
    """The gap on its own axis: the municipality's line, those compared, and the band of all gaps."""
    total = findings.of(behind.indicator)
    found = side.side(behind, findings, GAP, total)
    if found is None:
        return None
    held = depth_rows.frame([found.picture], share=False, zero=True)
    if held is None:
        return None
    rows = depth_rows.rows(replace(found.picture, older=()), held, LOW, zero=True, demo=findings.source.demo)
    unit = change_unit(behind.indicator.unit)
    band = "Band och linjer som ovan." if len(found.picture.seen) else ""
    told = spoken.gap_sentence(total) if total.gap else ""
    words = " ".join(filter(None, [f"Kvinnor minus män, {unit}. Noll är lika.", band, told]))
    drawn = found.own.values
    alternative = f"Linjediagram: kvinnor minus män, {unit}, {span(int(drawn.index[0]), int(drawn.index[-1]))}. {told}"
    return Genders("Skillnaden mellan kvinnor och män", words, "", unit, b"", arrow(rows), alternative, banded=True)
