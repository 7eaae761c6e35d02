"""The wall's page: its title row, and the view that is chosen."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from norberg import freshness, heat, quarters, search, settings
from norberg import wall as walls
from norberg.filters import Filters
from norberg.finding import Finding, Wall
from norberg.selection import Selection
from norberg.sentences import counted
from norberg.ui import choices, data, meeting_link, picks, watching

KEPT_VIEWS = 32  # of some 150 kB: a few end years, filters and comparisons


def title() -> tuple[Selection, Filters]:
    """The title row: the question, the six counts, the view switch and "Urval"; then what to know before reading.

    Returns:
        The shared choice, of which the wall follows the end year, and the wall's own.
    """
    selection, chosen = choices.current(), picks.current()
    picks.write(selection, chosen)
    with st.container(horizontal=True, vertical_alignment="center", key="wall_head"):
        st.html(walls.head(data.the_program().municipality.name, shown(selection.last, chosen)))
        picks.controls(chosen, selection)
    picks.complaints()
    if told := notes(selection, chosen):
        st.html(walls.notes(told))
    return selection, chosen


def shown(last: int, chosen: Filters) -> tuple[Finding, ...]:
    """The findings that the filters let through, in the program's order."""
    return _shown(last, replace(chosen, view=""))


@data.kept(KEPT_VIEWS)
def _shown(last: int, chosen: Filters) -> tuple[Finding, ...]:
    everyday = search.words(settings.DATA) if chosen.search else {}
    return tuple(one for one in data.wall(last).findings if chosen.lets(one, everyday))


def notes(selection: Selection, chosen: Filters) -> list[walls.Note]:
    """What a reader must know: an earlier end year, that only a part is shown, faults."""
    whole, told = len(data.the_program().indicators), []
    if selection.gender != "totalt":
        told.append(walls.Note("Här visas alltid kvinnor och män tillsammans.", "", ""))
    if until := choices.years(selection):
        newest = replace(selection, last=data.limits().last)
        told.append(walls.Note(until, "Visa det senaste", choices.link(newest, **chosen.parameters())))
    if chosen.words:
        count = f"Urvalet visar {len(shown(selection.last, chosen))} av {whole} nyckeltal: {chosen.words}."
        told.append(walls.Note(count, f"Visa alla {whole}", choices.link(selection, vy=chosen.view)))
    if problems := [*data.source().problems, *watching.faults()]:
        faults = f"{counted(len(problems), 'fel', 'fel')} i filerna eller det lagrade."
        told.append(walls.Note(faults, "Se Om värdena", f"om-data{choices.link(selection)}"))
    return told


def view(selection: Selection, chosen: Filters) -> None:
    """All nyckeltal as they stood at the end year, in the view that is chosen."""
    lines = len(notes(selection, chosen))
    st.html(_view(selection, chosen, (lines, watching.room())))
    watching.wall(selection)


@data.kept(KEPT_VIEWS)
def _view(selection: Selection, chosen: Filters, room: tuple[int, int]) -> str:
    """The HTML of a view: the same for all who choose the same, until the figures or the day change."""
    whole = data.wall(selection.last)
    seen = replace(whole, findings=shown(selection.last, chosen))
    return VIEWS[chosen.view](seen, selection, room)


def _tiles(seen: Wall, selection: Selection, room: tuple[int, int]) -> str:
    around = walls.Around(
        link=partial(choices.link, selection),
        meeting=lambda numbers: meeting_link.link(numbers, "Ta upp", selection.last),
        lines=room[0],
        below=room[1],
        fresh=_fresh(),
        years=(data.the_program().first_year, data.limits().last),
        last=selection.last,
    )
    return walls.body(seen, data.the_program(), around)


def _years(seen: Wall, selection: Selection, room: tuple[int, int]) -> str:
    return heat.years(seen, data.source(), selection.last, _to(selection), _fresh())


def _municipalities(seen: Wall, selection: Selection, room: tuple[int, int]) -> str:
    levels = quarters.levels(seen, data.findings(selection.last))
    return heat.municipalities(seen, levels, data.source(), selection, _to(selection), _fresh())


def _fresh() -> str:
    return freshness.sentence(data.readings())


def _to(selection: Selection) -> Callable[[int], str]:
    """The address of a nyckeltal's page, by its number."""
    return lambda no: f"nyckeltal{choices.link(selection, nr=str(no))}"


VIEWS = {"vaggen": _tiles, "ar": _years, "kommuner": _municipalities}
