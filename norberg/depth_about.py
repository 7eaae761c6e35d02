"""About a nyckeltal: what is measured, source, publication, what to bear in mind, who decided its direction."""

from collections.abc import Sequence

import pandas as pd

from norberg import about, margin
from norberg.depth_words import PROPOSED, WANTED
from norberg.filters import AGENDA_WORDS
from norberg.program import Indicator
from norberg.sentences import number
from norberg.source import Source

Parts = tuple[tuple[str, tuple[str, ...]], ...]

MEASURED, SOURCE, COMING, MIND = "Vad som mäts", "Källa", "Nästa publicering", "Att tänka på"
DIRECTION, AGENDA, UNCERTAINTY = "Riktning", "Agenda 2030", "Osäkerhet"


def parts(
    indicators: Sequence[Indicator], kpi: str, frame: pd.DataFrame | None, source: Source, last: int, today: str
) -> Parts:
    """Headings with their paragraphs, in reading order.

    Args:
        indicators: one nyckeltal, or the two of a pair.
        kpi: the id whose values are shown, or would be.
        frame: ``series.COLUMNS`` behind the page; None without values.
        source: where they come from.
        last: the end year.
        today: ISO date, for publications still to come.
    """
    main = indicators[0]
    told = list(about.about(indicators, kpi, frame, source, today)[1:])
    kept = {SOURCE, COMING, "I Kolada"}
    told = [
        (heading, text.replace("\\n", " ").strip()) for heading, text in told
    ]  # Kolada's texts hold some as letters
    measured = [f"{heading}: {text}" for heading, text in told if heading not in kept]
    measured += [text for heading, text in told if heading == "I Kolada"]
    coming = tuple(dict.fromkeys(text for heading, text in told if heading == COMING))
    found = [
        (MEASURED, tuple(measured)),
        (SOURCE, tuple(text for heading, text in told if heading == SOURCE)),
        (COMING, coming or ("Ingen uppgift är inläst.",)),
        (MIND, _mind(indicators)),
        (DIRECTION, _direction(main)),
        (AGENDA, tuple(f"Mål {AGENDA_WORDS[no]}." for no in main.agenda2030)),
        (UNCERTAINTY, margin.told(main, kpi, source, last)),
    ]
    return tuple((heading, texts) for heading, texts in found if texts)


def _mind(indicators: Sequence[Indicator]) -> tuple[str, ...]:
    main = indicators[0]
    notes = dict.fromkeys(one.note for one in indicators)
    goal = "Inget mål är satt."
    if main.target is not None:
        by = f" {main.target_year}" if main.target_year else ""
        goal = f"Mål{by}: {number(main.target, main.decimals)} {main.unit.removesuffix('.')}."
    return tuple(filter(None, [*notes, main.successor_note, goal]))


def _direction(main: Indicator) -> tuple[str, ...]:
    decided = PROPOSED if main.direction != "neutral" else "Förslag, inte beslutat."
    reason = main.direction_reason
    who = f"Ansvarig enligt programmet: {main.responsible}." if main.responsible else ""
    return tuple(filter(None, [WANTED[main.direction], reason if reason not in WANTED.values() else "", decided, who]))
