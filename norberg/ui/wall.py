"""The wall's page: its title row, and the view that is chosen."""

from dataclasses import replace
from functools import lru_cache, partial

import streamlit as st

from norberg import freshness, search, settings
from norberg import wall as walls
from norberg.filters import Filters
from norberg.finding import Finding
from norberg.selection import Selection
from norberg.sentences import counted
from norberg.ui import choices, data, picks

KEPT_WALLS = 32  # of some 150 kB: a few end years and filters


def title() -> tuple[Selection, Filters]:
    """The title row: the question, the six counts, the view switch and "Urval".

    Returns:
        The shared choice, of which the wall follows the end year, and the wall's own.
    """
    selection, chosen = choices.current(), picks.current()
    with st.container(horizontal=True, vertical_alignment="center", key="wall_head"):
        st.html(walls.head(data.the_program().municipality.name, shown(selection.last, chosen)))
        picks.controls(chosen)
    picks.complaints()
    picks.write(selection, chosen)
    return selection, chosen


def shown(last: int, chosen: Filters) -> list[Finding]:
    """The findings that the filters let through, in the program's order."""
    everyday = search.words(settings.DATA)
    return [one for one in data.wall(last).findings if chosen.lets(one, everyday)]


def view(selection: Selection, chosen: Filters) -> None:
    """All nyckeltal as they stood at the end year, in the view that is chosen."""
    st.html(_wall(data.version(), selection, replace(chosen, view="vaggen"), data.demo_chosen()))


@lru_cache(KEPT_WALLS)
def _wall(version: tuple, selection: Selection, chosen: Filters, demo: bool) -> str:
    limits, program = data.limits(), data.the_program()
    around = walls.Around(
        link=partial(choices.link, selection),
        notes=_notes(selection, chosen),
        fresh=freshness.sentence(data.readings()),
        years=(program.first_year, limits.last),
        last=selection.last,
    )
    return walls.body(data.wall(selection.last), shown(selection.last, chosen), program, around)


def _notes(selection: Selection, chosen: Filters) -> list[tuple[str, str, str]]:
    """What a reader must know before reading: an earlier end year, a part of the nyckeltal, faults."""
    whole, notes = len(data.the_program().indicators), []
    if until := choices.years(selection):
        newest = replace(selection, last=data.limits().last)
        notes.append((until, "Visa det senaste", choices.link(newest, **chosen.parameters())))
    if chosen.words:
        count = f"Urvalet visar {len(shown(selection.last, chosen))} av {whole} nyckeltal: {chosen.words}."
        notes.append((count, f"Visa alla {whole}", choices.link(selection)))
    if problems := data.source().problems:
        told = f"{counted(len(problems), 'fel', 'fel')} i filerna eller det lagrade."
        notes.append((told, "Se Om värdena", f"om-data{choices.link(selection)}"))
    return notes
