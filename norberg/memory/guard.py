"""The identity guard: whether the ids that are followed still are what the municipality's files say."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

import pandas as pd

from norberg import series
from norberg.fact import Fact
from norberg.memory import factor, titles
from norberg.program import Indicator
from norberg.sentences import day
from norberg.source import Source

LOOKS = {
    "title": "Det ser ut att vara samma sak med andra ord.",
    "unit": "Enheten är en annan.",
    "question": "Det kan vara en annan fråga under samma id.",
    "ended": "Titeln säger att serien har upphört.",
}
APART = "Värden som lästes in före {} visas inte tillsammans med de nya."
SUCCESSOR = 0.6  # likeness of titles from which one is suggested; below it two measures only share words


def alarms(indicators: Sequence[Indicator], source: Source, ledger: pd.DataFrame) -> tuple[str, ...]:
    """What must be looked at before a nyckeltal is trusted, a Swedish text each; nothing in the demo.

    A difference is told until the file's title is Kolada's again, a flag until the file or the embedded facts have it.

    Args:
        indicators: one nyckeltal, or the two of a pair.
        source: for what Kolada says, now and when the embedded files were made.
        ledger: what refreshes changed in the own area, as ``history.read`` gives it.
    """
    if source.demo:
        return ()
    return tuple(dict.fromkeys(text for one in indicators for text in _of(one, source, ledger)))


def corrections(ledger: pd.DataFrame, source: Source) -> pd.DataFrame:
    """The ledger without values that changed because their id means something else: nobody corrected those."""
    moved = {kpi: fact.meaning[:10] for kpi, fact in source.facts.items() if fact.meaning}
    if not moved:
        return ledger
    return ledger[(ledger["kind"] != "changed") | (ledger["seen"].str[:10] != ledger["kpi"].map(moved))]


def _of(one: Indicator, source: Source, ledger: pd.DataFrame) -> Iterator[str]:
    filed = {"kolada": (one.kolada_id, one.kolada_title), "related": (one.related_id, one.related_title)}
    filed["use"] = (one.use_id, one.use_title)  # last, so that an id in two columns is the shown one
    for kpi, (column, title) in {kpi: (name, title) for name, (kpi, title) in filed.items()}.items():
        fact = source.facts.get(kpi)
        if fact is None:
            continue
        if not fact.listed:
            if column == "use" and one.use_kind != "ended":
                yield _gone(one, fact, source)
            continue
        if title and title != fact.title:
            yield _retitled(one, fact, column, title, ledger)
        elif fact.meaning:
            yield _moved(fact, ledger)
        yield from _flag(one, fact, column, source)


def _retitled(one: Indicator, fact: Fact, column: str, title: str, ledger: pd.DataFrame) -> str:
    kind = titles.kind(title, fact.title)
    apart = APART.format(day(fact.meaning)) if fact.meaning else ""
    where = f"data/indicators.csv, nyckeltal {one.no}, kolumn {column}_title" if one.goal else "data/themes.csv"
    told = (
        f"{fact.id} heter ”{fact.title}” i Kolada (läst {day(fact.read)}). Enligt filen heter det ”{title}”.",
        LOOKS[kind],
        _times(fact, ledger),
        apart,
        f"Texten står kvar tills titeln är införd i {where}.",
    )
    return " ".join(filter(None, told))


def _moved(fact: Fact, ledger: pd.DataFrame) -> str:
    """An id that means something else since a day, whose title the file has."""
    told = (f"{fact.id} är en annan serie sedan {day(fact.meaning)}.", _times(fact, ledger))
    return " ".join(filter(None, (*told, APART.format(day(fact.meaning)))))


def _times(fact: Fact, ledger: pd.DataFrame) -> str:
    """The one factor between old and new values of the reading that brought another meaning; "" without one."""
    rows = ledger[(ledger["kpi"] == fact.id) & (ledger["kind"] == "changed")]
    rows = rows[rows["seen"].str[:10] == fact.meaning[:10]]
    found = factor.constant(list(rows[["old", "new"]].itertuples(index=False, name=None)))
    return f"De nya värdena är {factor.words(found)}: så ser ett byte av enhet ut." if found else ""


def _gone(one: Indicator, fact: Fact, source: Source) -> str:
    own = source.series([fact.id], [one.entity]).dropna(subset=["value"])
    last = f"De senast inlästa värdena visas (inlästa {series.newest_day(own)})." if len(own) else ""
    head = f"{fact.id} ”{fact.title}” finns inte längre i Koladas lista; det stod där senast {day(fact.read)}."
    return " ".join(filter(None, (head, last, _successor(one, fact, source))))


def _successor(one: Indicator, fact: Fact, source: Source) -> str:
    """What may follow: as the file has it, otherwise the known kpi with the most similar title."""
    if one.related_id and one.related_id != fact.id:
        return f"Närmast enligt filen: ”{one.related_title}” ({one.related_id})."
    others = {other.title: other.id for other in source.facts.values() if other.listed and other.id != fact.id}
    near = get_close_matches(fact.title, others, n=1, cutoff=SUCCESSOR)
    if near:
        return f"Möjlig efterföljare: ”{near[0]}” ({others[near[0]]}). Kontrollera att den mäter samma sak."
    return "Ingen efterföljare är känd: sök i Kolada och för in den i data/indicators.csv."


def _flag(one: Indicator, fact: Fact, column: str, source: Source) -> Iterator[str]:
    known = source.filed.get(fact.id)
    if column != "use" or known is None or known.divided == fact.divided:
        return
    if one.gender_split in ("yes", "no") and (one.gender_split == "yes") == fact.divided:
        return
    now = "delas nu upp på kvinnor och män" if fact.divided else "delas inte längre upp på kvinnor och män"
    yield f"{fact.id} {now} i Kolada (läst {day(fact.read)}). Inför det i data/indicators.csv, kolumn gender_split."
