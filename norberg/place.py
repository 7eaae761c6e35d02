"""Where the municipality lies: the strip's data with its caption, what the ranking is made of, process limits."""

from dataclasses import dataclass

import pandas as pd

from norberg import depth_words, lines, strip_rows
from norberg.clauses import judged
from norberg.depth_words import Words
from norberg.dots import dots
from norberg.ranking import Bar, ranking
from norberg.rules import unusual
from norberg.sentences import number, span
from norberg.side import Side
from norberg.source import Source
from norberg.trend_rows import arrow

MOST_NAMED = 4  # compared municipalities that the strip has room to name


@dataclass(frozen=True)
class Place:
    """The place of one side.

    Attributes:
        name: "" for everybody, or women's or men's.
        years: of the mean that is compared.
        reason: why there is no place, in words; then the rest is empty.
        rows: the strip's data as Arrow bytes.
        caption: of the strip.
        alternative: of the strip, in words.
        means: code -> mean, of every municipality with a place.
        chosen: code -> name of those it is compared with.
    """

    name: str
    years: str = ""
    reason: str = ""
    rows: bytes = b""
    caption: Words = ()
    alternative: str = ""
    means: pd.Series | None = None
    chosen: tuple[tuple[str, str], ...] = ()


def place(side: Side, name: str, source: Source) -> Place | None:
    """The place of a side; None for the gap, which has none, and where there is nothing to say.

    Args:
        side: everybody, women or men.
        name: of the municipality.
        source: for names and the demo's mark.
    """
    level, indicator = side.finding.level, side.finding.indicator
    if side.judged is None:
        return None
    if not level.quarter:
        return Place(side.name, reason=f"Jämförs inte: {level.reason}.")
    means = side.means
    chosen = {line.code: line.name for line in side.others if line.code in means.index}
    found = dots(means, indicator.entity, lower_is_better=indicator.direction == "lower")
    rows = strip_rows.rows(
        found,
        (indicator.entity, name),
        chosen if len(chosen) <= MOST_NAMED else {},
        limits_of_place(means, level.rank_low, level.rank_high, indicator.direction == "higher"),
        decimals=indicator.decimals,
        judged=judged(indicator),
        half=bool(side.name),
        demo=source.demo,
    )
    beyond = [f"{lines.name_of(one, source)} {number(means[one], indicator.decimals)}" for one in found.outside]
    caption = depth_words.strip(side, name, beyond)
    words = " ".join(f"{strong} {plain}".strip() for strong, plain in caption)
    told = f"Prickdiagram: {len(means)} kommuner efter {'medel ' if level.first != level.last else ''}"
    told += f"{span(level.first, level.last)}. {words}"
    return Place(side.name, span(level.first, level.last), "", arrow(rows), caption, told, means, tuple(chosen.items()))


def limits_of_place(means: pd.Series, low: int, high: int, higher_is_better: bool) -> tuple[float, float]:
    """The means of the municipalities at the two ends of the place's interval."""
    ordered = means.sort_values(ascending=not higher_is_better)
    return float(ordered.iloc[low - 1]), float(ordered.iloc[high - 1])


def bars(one: Place, side: Side, source: Source, *, whole: bool) -> list[tuple[Bar, str, str]]:
    """The ranking's rows, each with its name and value as text; best first (neutral measures: highest first)."""
    indicator = side.finding.indicator
    if one.means is None:
        return []
    found = ranking(
        one.means,
        indicator.entity,
        {code for code, _ in one.chosen},
        lower_is_better=indicator.direction == "lower",
        whole=whole,
    )
    return [(bar, lines.name_of(bar.code, source), number(bar.value, indicator.decimals)) for bar in found]


def limits(side: Side) -> tuple[tuple[float, str, int, int], ...]:
    """Process limits as rules of a chart: value, words, first and last year; empty where the rule has none."""
    if side.judged is None:
        return ()
    row = side.judged.table.row(side.finding.municipality)
    found = unusual.limits(side.judged.runs, side.judged.measure, row)
    if found is None:
        return ()
    latest = side.finding.year
    first = latest - 1 if found.of_changes else found.first
    decimals = side.finding.indicator.decimals
    return tuple(
        (value, f"{words} {number(value, decimals)}", first, latest)
        for value, words in ((found.high, "övre gräns"), (found.low, "undre gräns"))
    )
