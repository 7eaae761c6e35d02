"""Definition, source and reading of what a card shows."""

from collections.abc import Sequence

import pandas as pd

from norberg import absence, lookup, series
from norberg.fact import Fact
from norberg.outside import OUTSIDE
from norberg.program import Indicator
from norberg.sentences import listed, number, span
from norberg.source import Source

OWN_WORK = "Egen bearbetning av data från Kolada"  # Kolada must not be named as the source of own calculations
MATCH_WORDS = {
    "exact": "Finns i Kolada som programmet anger det.",
    "renamed": "Finns i Kolada under annat namn än i programmet.",
    "successor": "Ersatt i Kolada av ett annat nyckeltal.",
    "proxy": "Finns inte i Kolada som programmet anger det; det närmaste visas.",
    "ended": "Serien har upphört i Kolada.",
    "local": "Finns inte i Kolada: kommunens egen serie.",
    OUTSIDE: "Finns i Kolada. Inget av programmets nyckeltal.",
}


def about(
    indicators: Sequence[Indicator], kpi: str, frame: pd.DataFrame | None, source: Source, today: str
) -> tuple[tuple[str, str], ...]:
    """Definition and source of a card: pairs of heading and text."""
    main = indicators[0]
    found = [("Vad det säger", " ".join(dict.fromkeys(one.explanation for one in indicators)))]
    if main.goal:
        found += [("Så står det i programmet", " · ".join(dict.fromkeys(one.title for one in indicators)))]
    found += [("I Kolada", MATCH_WORDS[main.match])]
    titles = {i.use_id: i.use_title for i in indicators} | ({kpi: main.kolada_title} if kpi == main.kolada_id else {})
    for one in dict.fromkeys(one for one in (kpi, *(i.use_id for i in indicators)) if one in titles and one):
        fact = source.fact(one) if main.match == OUTSIDE else source.facts.get(one)
        title = fact.title if fact else titles[one]
        found.append((one, title))
        if fact and fact.description:
            found.append(("Koladas definition", fact.description))
        if fact:
            found.append(("Nästa publicering", _coming(fact, frame, main, today)))
    found += _parts(main, source)
    found.append(("Källa", source_line(indicators, kpi, frame, source)))
    return tuple(found)


def _coming(fact: Fact, frame: pd.DataFrame | None, main: Indicator, today: str) -> str:
    """When new values come; a date for a period whose value is already here says nothing of the next."""
    own = () if frame is None else lookup.of(frame).filled(main.entity)[["kpi", "period"]].itertuples(index=False)
    last = max((period for kpi, period in own if kpi == fact.id), default=0)
    if fact.publ_period.isdecimal() and int(fact.publ_period) <= last:
        return f"Ingen uppgift om publicering efter {last} är inläst."
    words = absence.next_publication(fact, today)
    return words[0].upper() + words[1:] + "."


def _parts(main: Indicator, source: Source) -> list[tuple[str, str]]:
    """The parts (delmått) of an own series in its latest period, with what was remarked on them."""
    rows = source.local.parts
    if not len(rows):
        return []
    rows = rows[(rows["kpi"] == main.local_id) & (rows["part"] != "")]
    if not len(rows):
        return []
    last = rows["period"].max()
    words = {"T": "", "K": ", kvinnor", "M": ", män"}
    told = [
        f"{row.part}{words[row.gender]}: {row.status if pd.isna(row.value) else number(row.value, main.decimals)}"
        + (f" ({row.remark})" if row.remark else "")
        for row in rows[rows["period"] == last].itertuples()
    ]
    return [(f"Delmått {last} i {main.local_id}", "\n".join(told))]


def source_line(indicators: Sequence[Indicator], kpi: str, frame: pd.DataFrame | None, source: Source) -> str:
    """Where the figures of a card come from and when they were read; own calculations never name Kolada as source."""
    main = indicators[0]
    if frame is None:
        return f"{main.source}."
    own = lookup.of(frame).filled(main.entity)
    if source.demo:
        return f"{series.DEMO}."
    if kpi.startswith("LOK_"):
        return f"Kommunens egen serie {kpi}, fil från {series.newest_day(own)}."
    return f"{origin(indicators, kpi)}. {reading(own)}"


def origin(indicators: Sequence[Indicator], kpi: str) -> str:
    """Whose work figures of Kolada are, their ids, and who made the statistics."""
    whose = OWN_WORK if any(one.derive for one in indicators) else "Källa: Kolada"
    ids = listed(list(dict.fromkeys(i.use_id for i in indicators))) if len(indicators) > 1 else kpi
    return f"{whose} ({ids}), statistik från {indicators[0].source}"


def reading(own: pd.DataFrame) -> str:
    """When values were read: "Inläst 2024-08-30; 2023–2026 inläst 2026."."""
    years: dict[str, list[int]] = {}
    for when, year in zip(own["fetched"], own["period"].to_list(), strict=True):
        years.setdefault(when[:10], []).append(year)
    first, *later = [(when, min(those), max(those)) for when, those in sorted(years.items())]
    return "; ".join([f"Inläst {first[0]}", *(f"{span(a, b)} inläst {when}" for when, a, b in later)]) + "."
