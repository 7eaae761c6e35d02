"""The captions of the nyckeltal page: what a chart shows, where the band ends, where the axis begins."""

from collections.abc import Sequence

import pandas as pd

from norberg import holes
from norberg.clauses import judged
from norberg.depth_rows import Frame
from norberg.lines import GAP
from norberg.program import Indicator
from norberg.sentences import PERCENT, listed, number, span
from norberg.side import Side
from norberg.source import Source

Words = tuple[tuple[str, str], ...]  # pairs of a strong and a plain part

MOST_BEYOND = 4  # municipalities beyond the axis that are named
NAMED_ENDS = 6  # lines whose latest values the text alternative names; the table has them all
WANTED = {"higher": "Högre är bättre.", "lower": "Lägre är bättre.", "neutral": "Inget önskat håll."}
PROPOSED = "Föreslagen riktning, inte beslutad."
KEY = (
    ("Mörkt band:", "hälften av landets kommuner."),
    ("Ljust band:", "nio av tio."),
    ("Prickad linje i bandet:", "mitten (medianen)."),
)


def subtitle(indicators: Sequence[Indicator]) -> tuple[str, str]:
    """What is measured, in a sentence; unit, what a value is the mean of, and the wanted direction."""
    main = indicators[0]
    explained = " ".join(dict.fromkeys(one.explanation for one in indicators))
    unit = axis_unit(main.unit)
    mean = f", medelvärde för {main.window_years} år" if main.kind == "rolling mean" else ""
    wanted = WANTED[main.direction] + (f" {PROPOSED}" if main.direction != "neutral" else "")
    if main.is_code:
        return explained, f"En bedömning i ord. {wanted}"
    return explained, f"{unit[:1].upper()}{unit[1:].rstrip('.')}{mean}. {wanted}"


def axis_unit(unit: str) -> str:
    """A unit as it stands at an axis."""
    return "procent" if unit == PERCENT else unit


def trend(sides: Sequence[Side], held: Frame, source: Source) -> Words:
    """The caption of the trend: the bands, where they end, where the axis begins.

    Args:
        sides: what is drawn.
        held: the ends of the axes.
        source: whether what is missing was asked for.
    """
    told = list(KEY) if any(len(one.picture.seen) for one in sides) else []
    alone = len(sides) == 1
    told += [("", words) for words in dict.fromkeys(band_ends(one, source, alone=alone) for one in sides) if words]
    axis = "Axeln" if alone else "Båda diagrammen har samma axel, som"
    if held.low and sides[0].gender != GAP:
        decimals = next(
            places for places in (0, 1, 2, 3, 4) if float(held.low * 10**places).is_integer() or places == 4
        )
        told.append(("", f"{axis} börjar på {number(held.low, decimals)} {sides[0].unit.removesuffix('.')}."))
    return tuple(told)


def places(value: float) -> int:
    """Decimals that a number at an axis needs, at most four."""
    return next((count for count in range(4) if abs(value - round(value, count)) < 1e-9), 4)


def band_ends(side: Side, source: Source, *, alone: bool = True) -> str:
    """For which of the drawn years there is a band, and how many municipalities the other years have.

    Args:
        side: what is drawn.
        source: whether Kolada was asked.
        alone: whether it is the only side, which is then named.
    """
    indicator, seen, own = side.finding.indicator, side.picture.seen, side.own.values
    if indicator.kind == "count":
        return "Inget band: antal beror på kommunens storlek."
    if indicator.entity != source.program.municipality.code:
        return "Inget band: måttet finns bara för regioner."
    if side.finding.kpi.startswith("LOK_"):
        return "Inget band: en egen serie jämförs inte med andra kommuner."
    count = side.field.notna().sum(axis=1)
    drawn = own.index[own.index >= side.picture.first]
    there = f"{_what(side, alone)}{'' if source.asked(side.finding.kpi, indicator.entity) else ' inlästa'}"
    if not len(drawn):
        return ""
    if not len(seen):
        return f"Inget band: högst {_most(count, drawn)} kommuner har {there}."
    first, last = int(seen.index[0]), int(seen.index[-1])
    before, after = drawn[drawn < first], drawn[drawn > last]
    parts = [f"tidigare har högst {_most(count, before)} kommuner {there}"] if len(before) else []
    if len(after):
        years = span(int(after[0]), int(after[-1]))
        parts.append(f"för {years} har bara {_most(count, after)} kommuner {there}")
    return f"Bandet finns {span(first, last)}; {', och '.join(parts)}." if parts else ""


def _what(side: Side, alone: bool) -> str:
    if side.gender == "totalt" or side.finding.indicator.pair:
        return "värden"
    named = {"kvinnor": "värden för kvinnor", "man": "värden för män"}
    return named.get(side.gender, "könsuppdelade värden") if alone else "könsuppdelade värden"


def _most(count: pd.Series, years: pd.Index) -> int:
    return int(count.reindex(years).fillna(0).max())


def strip(side: Side, name: str, beyond: Sequence[str]) -> Words:
    """The caption of the strip: what a dot is, the own mean, what its bar is, and why the place is an interval.

    Args:
        side: everybody, women or men.
        name: of the municipality.
        beyond: names and values of those beyond the axis.
    """
    indicator, level = side.finding.indicator, side.finding.level
    value = f"{number(level.mean, indicator.decimals)} {side.unit}"
    mean = " i medeltal" if level.first != level.last else ""
    return (
        ("", f"En prick är en kommun, {'sämst' if judged(indicator) else 'lägst'} till vänster."),
        ("", f"{name} hade {value}{mean} {span(level.first, level.last)}."),
        ("Strecket", "visar var det sanna läget kan vara när slumpen räknas in (åtta fall av tio). Därför är platsen"),
        ("", "ett spann:"),
        (f"{span(level.rank_low, level.rank_high)} av {level.ranked}.", _beyond(beyond)),
    )


def _beyond(names: Sequence[str]) -> str:
    """Those far outside the others, which would press all dots together: their dots lie at the axis' end."""
    if not names:
        return ""
    more = f" och {len(names) - MOST_BEYOND} till" if len(names) > MOST_BEYOND else ""
    told = ", ".join(names[:MOST_BEYOND]) + more if more else listed(names)
    return f"Långt utanför de andra, i kanten: {told}."


def missing_years(side: Side, known: holes.Holes) -> str:
    """The own years without a value inside what is drawn, and why; empty where there are none."""
    own = side.own.values[side.own.values.index >= side.picture.first]
    found: dict[str, list[str]] = {}
    for first, last in holes.years(own, side.picture.longest_step):
        word = known.word(side.finding.indicator.entity, last)
        found.setdefault(word, []).append(span(first, last))
    who = f"{side.name}, " if side.name else ""
    return " ".join(f"{who}{listed(years)}: {word}." for word, years in found.items())


def limits(side: Side) -> str:
    """What process limits are, and for which years; why there are none where there are none."""
    found = side.picture.limits
    if not found:
        return (
            "Inga gränser för ovanliga värden: de kräver nio mätningar i rad, och sätts inte för det som ändras sakta."
        )
    first, last = found[0][2:]
    if last - first == 1:
        return (
            f"Gränserna gäller {last}: förra värdet plus den vanliga ändringen, ± 2,66 gånger hur mycket "
            "ändringarna brukar skilja sig åt. Ett värde utanför är ovanligt."
        )
    return (
        f"Gränser: medelvärdet {span(first, last - 1)} ± 2,66 gånger den vanliga ändringen mellan två år, "
        f"räknade utan {last}. Ett värde utanför är ovanligt."
    )


def comparators(sides: Sequence[Side]) -> str:
    """What is compared with, as it stands over a picture."""
    names = dict.fromkeys(line.name for side in sides for line in side.others)
    return f"Jämförs med {listed(list(names))}" if names else "Utan jämförelse"


def alternative(side: Side, title: str, told: str) -> str:
    """The text alternative of a trend chart: what it is, its sentence, the values at the lines' ends."""
    lines = (*side.picture.own, *side.others)
    years = [int(year) for line in lines for year in line.values.index if year >= side.picture.first]
    drawn = span(min(years), max(years)) if years else f"inga värden från {side.picture.first}"
    ends = [f"{line.name} {number(line.values.iloc[-1], side.picture.decimals)}" for line in lines[:NAMED_ENDS]]
    latest = f"Senaste värden: {listed(ends)}. Alla värden finns i tabellen."
    return f"Linjediagram: {title}, {axis_unit(side.unit)}, {drawn}. {told} {latest}"
