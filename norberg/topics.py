"""What is worth a discussion: at most eight nyckeltal, each with its reason in words ("Ta upp").

The limits of all kinds together keep the list to one item at most in nine of ten walls where nothing changes and
nothing differs; ``norberg.calibration_walls`` measures it.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import pandas as pd

from norberg import absence, history, settings
from norberg.finding import (
    GAP_GROWS,
    GONE,
    LOW_AND_WORSE,
    REVISED,
    SURE,
    UNUSUAL_VALUE,
    WORSE,
    Finding,
    Topic,
)
from norberg.ledger import HEADER
from norberg.memory import guard
from norberg.program import Indicator
from norberg.rules.measure import COUNTS
from norberg.sentences import change_unit, counted, number, span, with_unit
from norberg.source import Source

MOST = 8
WORST = 4  # the quarter
WORST_FROM = 0.75  # of the places from which all are in it
LARGE_GAP = 0.8  # share of the municipalities whose gap is smaller, from which a gap is large
RECENT = 5  # of the area's latest measurements whose revision is told
LONGEST = 96  # letters that three lines of an item have room for

Found = tuple[Topic, float]  # a topic and its weight within its kind


def topics(found: Sequence[Finding], source: Source) -> tuple[Topic, ...]:
    """The items of "Ta upp", by weight.

    Args:
        found: the totals' findings of one area, in the program's order.
        source: whose later changes are looked up; made-up figures have none.

    Returns:
        At most MOST; empty is a good answer.
    """
    if source.demo:
        return chosen(found, pd.DataFrame(columns=list(HEADER)))
    return chosen(found, guard.corrections(_ledger(found), source))


def chosen(found: Sequence[Finding], ledger: pd.DataFrame) -> tuple[Topic, ...]:
    """The items, given what is known of later changes (``ledger.HEADER``); a nyckeltal has one, its weightiest."""
    kinds: tuple[Callable[[Finding], Iterable[Found]], ...] = (
        _low_and_worse,
        _unusual,
        _gap_grows,
        lambda one: _revised(one, ledger),
        _gone,
    )
    ordered = [sorted(chain.from_iterable(map(kind, found)), key=lambda one: -one[1]) for kind in kinds]
    once: dict[object, Topic] = {}
    for topic, _ in chain.from_iterable(ordered):
        once.setdefault(_who(topic), topic)
    return tuple(once.values())[:MOST]


def _who(topic: Topic) -> object:
    """Two nyckeltal that are one by gender have their gap in common."""
    indicator = topic.finding.indicator
    return indicator.pair if topic.kind == GAP_GROWS and indicator.pair else indicator.no


def _ledger(found: Sequence[Finding]) -> pd.DataFrame:
    return history.read(settings.written() / "ledger", sorted({one.municipality for one in found}))[0]


def _low_and_worse(one: Finding) -> Iterable[Found]:
    """Surely getting worse, and surely in the worst quarter of all municipalities, with the whole interval."""
    level, trend = one.level, one.trend
    low = level.certain and level.quarter == WORST and level.rank_low > WORST_FROM * level.ranked
    if one.direction != WORSE or not one.sure or not low or trend is None:
        return
    indicator, years = one.indicator, span(level.first, level.last) if level.last != one.year else ""
    start, end = (_dated(one.values[year], year, indicator) for year in (trend.first, trend.last))
    place = f"Plats {span(level.rank_low, level.rank_high)} av {level.ranked}{f' ({years})' if years else ''}."
    bare = f"{number(one.values[trend.first], indicator.decimals)} år {trend.first}"
    reason = _fitting(*(f"{moved}. {place}" for moved in (f"Från {start} till {end}", f"Från {bare} till {end}", end)))
    yield Topic(one, LOW_AND_WORSE, reason), (level.rank_low + level.rank_high) / (2 * level.ranked)


def _dated(value: float, year: int, indicator: Indicator) -> str:
    """A value with unit and year: "27 % år 2022", "77,4 år 2022"."""
    text = with_unit(value, indicator.decimals, indicator.unit)
    return f"{text} {year}" if text.endswith("år") else f"{text} år {year}"


def _unusual(one: Finding) -> Iterable[Found]:
    """The latest value far outside the limits of its own history; the bad surprises first."""
    seen = one.unusual
    if seen is None or not seen.strict or one.indicator.is_code:
        return
    decimals = one.indicator.decimals
    edge, limit = ("högst", seen.high) if seen.sign > 0 else ("minst", seen.low)
    value, expected = _dated(seen.value, seen.year, one.indicator), number(limit, decimals)
    before = number(seen.before, decimals)
    reason = _fitting(
        f"Från {before} till {value}. Väntat var {edge} {expected}.",
        f"{value}. Väntat var {edge} {expected}.",
    )
    wrong = {"higher": -1, "lower": 1}.get(one.indicator.direction, 0) == seen.sign
    yield Topic(one, UNUSUAL_VALUE, reason), wrong + _beyond(seen.value, seen.low, seen.high)


def _beyond(value: float, low: float, high: float) -> float:
    """How far outside the limits, from 0 to 1."""
    apart = abs(value - (low + high) / 2) / max(high - low, 1e-9)
    return apart / (1 + apart)


def _gap_grows(one: Finding) -> Iterable[Found]:
    """A gap that surely grows, is more than noise, and is larger than in most municipalities where that is known."""
    gap = one.gap
    if gap is None or gap.growing <= 0 or gap.trend.grade != SURE or not gap.sure:
        return
    if one.indicator.kind in COUNTS or (gap.compared and gap.larger_than < LARGE_GAP):
        return  # in numbers of people a gap follows how many they are
    decimals, first = one.indicator.decimals, gap.trend.first
    unit = change_unit(one.indicator.unit)
    side = "över" if gap.gap > 0 else "under"
    then = gap.values[first]
    other = "" if (then > 0) == (gap.gap > 0) else f" {'över' if then > 0 else 'under'}"
    now, earlier = number(abs(gap.gap), decimals), number(abs(then), decimals)
    reason = _fitting(
        f"Kvinnor ligger {now} {unit} {side} män {gap.year}. År {first} var skillnaden {earlier}{other}.",
        f"Kvinnor ligger {now} {side} män {gap.year}. År {first} var skillnaden {earlier}{other}.",
    )
    yield Topic(one, GAP_GROWS, reason), gap.larger_than if gap.compared else LARGE_GAP


def _revised(one: Finding, ledger: pd.DataFrame) -> Iterable[Found]:
    """The newest reading changed a value of late by a shown step; measures computed anew each time always do."""
    if one.indicator.recomputed or not one.kpi or not len(ledger):
        return
    since = int(one.values.index[-RECENT:][0])
    here = (ledger["kpi"] == one.kpi) & (ledger["municipality"] == one.municipality) & (ledger["gender"] == one.gender)
    late = (ledger["kind"] == "changed") & (ledger["period"].between(since, one.until))
    rows = ledger[here & late & (ledger["seen"].str[:10] >= one.read)]
    step = 10.0**-one.indicator.decimals
    rows = rows[(rows["old"] - rows["new"]).abs() >= step * (1 - 1e-9)].sort_values("period")
    if not len(rows):
        return
    last, decimals = rows.iloc[-1], one.indicator.decimals
    old, new = number(last["old"], decimals), with_unit(last["new"], decimals, one.indicator.unit)
    told = f"Värdet för {last['period']} ändrades från {old} till {new} i Kolada."
    more = f" {counted(len(rows) - 1, 'värde', 'värden')} till ändrades." if len(rows) > 1 else ""
    yield Topic(one, REVISED, _fitting(told + more, told)), float(len(rows))


def _gone(one: Finding) -> Iterable[Found]:
    """A series that has ended, with what follows it."""
    indicator = one.indicator
    if one.absence is not None and one.absence.kind == absence.ENDED:
        yield Topic(one, GONE, one.absence.sentence), 0.0
    elif one.ended and one.kpi:
        last = f"Sista värdet gäller {one.until}."
        follows = indicator.use_title if one.kpi != indicator.use_id else indicator.related_title
        words = "Efterföljare" if one.kpi != indicator.use_id else "Närmast"
        nothing = "Ingen efterföljare i Kolada mäter samma sak."
        short = f"{words}: {follows.split(',')[0]}." if follows else nothing
        yield Topic(one, GONE, _fitting(f"{last} {short}", last)), 0.0


def _fitting(*tries: str) -> str:
    """The first text that three lines have room for, otherwise the last."""
    return next((text for text in tries if len(text) <= LONGEST), tries[-1])
