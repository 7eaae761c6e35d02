"""What changed for a nyckeltal since an earlier day: new values, marks that moved, revisions, what can't be known."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from norberg import earlier, history
from norberg.earlier import SINCE, THEN, UNKNOWN, Earlier
from norberg.finding import Finding
from norberg.findings import Findings
from norberg.memory import guard, record
from norberg.program import Indicator
from norberg.selection import Selection
from norberg.sentences import number, with_unit
from norberg.source import Source
from norberg.verdict import Verdict, verdicts

NEW, DIRECTION, LEVEL, REVISED, NOT_KNOWN, ABSENT = "new", "direction", "level", "revised", "not_known", "absent"
KINDS = {  # in the order they are counted: what changed -> the words after its number
    NEW: "har ett nytt värde",
    DIRECTION: "har en annan riktning",
    LEVEL: "har ett annat läge",
    REVISED: "har värden som ändrats i efterhand",
    NOT_KNOWN: "går inte att jämföra med den dagen",
    ABSENT: "saknar värde, nu som då",
}


@dataclass(frozen=True)
class Then:
    """The rules' answers for the figures of an earlier day.

    Attributes:
        day: ISO date.
        findings: by the same rules.
        was: kpi, area, year, gender -> THEN, SINCE or UNKNOWN.
        changes: the ledger's rows after that day.
        faults: a Swedish sentence for each file of the ledger that can't be read.
    """

    day: str
    findings: Findings
    was: Callable[[str, str, int, str], str]
    changes: pd.DataFrame
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Since:
    """What changed: kinds of KINDS, and Swedish sentences; there is always at least one."""

    kinds: frozenset[str]
    sentences: tuple[str, ...]


def then(now: Source, ledger: Path, day: str, last: int, today: str) -> Then:
    """The figures of an earlier day under the rules of today.

    Args:
        now: today's figures.
        ledger: folder of what refreshes changed.
        day: ISO date of then.
        last: the chosen end year; values of years after ``day`` were not there either.
        today: ISO date.

    Returns:
        Made-up figures have no history: there everything until the year before ``day`` counts as known.
    """
    year = int(day[:4])
    changes, faults = earlier.later(ledger, now.program.kpis, day)
    if now.demo:
        before = Findings(now, min(last, year - 1), today)
        return Then(day, before, lambda kpi, area, at, gender: SINCE if at >= year else THEN, changes.iloc[:0])
    found, wrong = record.identity(ledger, now.program.kpis)
    new = {(one.kpi, one.municipality) for one in found if one.kind == "first" and one.seen[:10] > day}
    back, faults = Earlier(now, day, changes, new), [*faults, *wrong]
    return Then(day, Findings(back, min(last, year), today), back.was, guard.corrections(changes, now), tuple(faults))


def since(
    indicators: tuple[Indicator, ...], found: Sequence[Finding], before: Then, selection: Selection, gender: str
) -> Since:
    """What changed for the nyckeltal of a card.

    Args:
        indicators: one nyckeltal, or the two of a pair.
        found: its findings now, as the card shows them.
        before: the figures of the earlier day.
        selection: what ``found`` was made under, with the gender that is shown.
        gender: the gender shown, one of ``selection.GENDERS``.

    Returns:
        Kinds and sentences; what can't be known is a kind and a sentence too.
    """
    earlier_ones = before.findings.chosen(indicators, selection)
    told = list[tuple[str, str]]()
    shown, marked = verdicts(found, gender), verdicts(earlier_ones, gender)
    for now, old, words, was in zip(found, earlier_ones, shown, marked, strict=True):
        whose = f"{words.name}: " if words.name else ""
        told += [(kind, f"{whose}{sentence}") for kind, sentence in _one(now, old, words, was, before)]
    told += [(REVISED, one) for one in _revised(indicators, found, before.changes, selection)]
    if not told:
        any_value = any(len(one.values) for one in found)
        told = [("", "Inget har ändrats.") if any_value else (ABSENT, "Inget värde, nu som då.")]
    return Since(frozenset(kind for kind, _ in told if kind), tuple(dict.fromkeys(sentence for _, sentence in told)))


def _one(now: Finding, old: Finding, words: Verdict, was: Verdict, before: Then) -> Iterator[tuple[str, str]]:
    if not len(now.values):
        if len(old.values):
            yield NEW, f"Värdet {_value(old)} visades då men finns inte längre."
        return
    known = before.was(now.kpi, now.municipality, now.year, now.gender)
    if known == UNKNOWN:
        yield NOT_KNOWN, f"Om värdet för {now.year} fanns då går inte att säga: det lästes in senare."
        return
    if not len(old.values):
        yield NEW, f"Nytt: {_value(now)}. Inget värde fanns då."
        return
    if now.year > old.year or now.kpi != old.kpi:
        yield NEW, f"Nytt värde: {_value(now)}, föregående {_value(old)}."
    yield from _moved(words, was)


def _moved(words: Verdict, was: Verdict) -> Iterator[tuple[str, str]]:
    if words.direction_words != was.direction_words:
        yield DIRECTION, f"Riktning: {_low(words.direction_words)}, var {_low(was.direction_words)}."
    now, old = (one.level_words.partition(" (")[0] for one in (words, was))
    if now != old:
        yield LEVEL, f"Läge: {_low(now)}, var {_low(old)}."


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]


def _value(finding: Finding) -> str:
    one = finding.indicator
    if one.is_code:
        return f"{one.codes.get(int(finding.value), '?').lower()} ({finding.year})"
    return f"{with_unit(finding.value, one.decimals, one.unit)} ({finding.year})"


def _revised(
    indicators: tuple[Indicator, ...], found: Sequence[Finding], changes: pd.DataFrame, selection: Selection
) -> Iterator[str]:
    """What refreshes changed in values that were already there."""
    kpis, genders = {one.kpi for one in found}, {one.gender for one in found}
    kept = changes["kind"].isin(["changed", "vanished"]) & (changes["period"] <= selection.last)
    rows = changes[kept & changes["kpi"].isin(kpis) & changes["gender"].isin(genders)]
    rows = rows[rows["municipality"] == indicators[0].entity]
    if len(rows):
        yield from history.told(rows, kpis, indicators[0], "")


def counted_words(all_of: Sequence[tuple[Since, int]]) -> tuple[str, ...]:
    """How many nyckeltal changed in which way: "12 har ett nytt värde"; one can have changed in several.

    Args:
        all_of: what changed for a card, and how many nyckeltal the card has.
    """
    told = {kind: sum(count for one, count in all_of if kind in one.kinds) for kind in KINDS}
    same = sum(count for one, count in all_of if not one.kinds)
    found = [f"{number(count, 0)} {KINDS[kind]}" for kind, count in told.items() if count]
    return (*found, f"{number(same, 0)} har inte ändrats") if same else tuple(found)
