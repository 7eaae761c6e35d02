"""The wall's own choices, view and "Urval", all of them in the link."""

from dataclasses import replace

import streamlit as st

from norberg import filters
from norberg.filters import AGENDA_WORDS, ONLIES, VIEWS, Filters
from norberg.selection import Selection
from norberg.ui import box, choices, data

KEPT, WRITTEN, COMPLAINTS = "picks", "written_picks", "pick_complaints"
VIEW, ONLY, PERSPECTIVE, DIMENSION, AGENDA, SEARCH = KEYS = (
    "pick_view",
    "pick_only",
    "pick_perspective",
    "pick_dimension",
    "pick_agenda",
    "pick_search",
)

LAST, SETS = "pick_last", "pick_sets"


def current() -> Filters:
    """What the wall is asked to show: by its widgets, or read from the link when it is new."""
    given = {name: value for name, value in st.query_params.items() if name in filters.PARAMETERS}
    state = st.session_state
    there = all(key in state for key in KEYS)
    if there and _chosen() != state.get(KEPT):
        state[KEPT], state[COMPLAINTS] = _chosen(), []
    elif KEPT not in state or given != state.get(WRITTEN):
        state[KEPT], state[COMPLAINTS] = filters.parse(given, filters.choices(data.the_program()))
        for key in KEYS:
            state.pop(key, None)
    return state[KEPT]


def controls(chosen: Filters, selection: Selection) -> None:
    """The view switch and the popover "Urval", with what of the shared choice the view follows."""
    _fill(chosen)
    st.segmented_control(
        "Vy", list(VIEWS), format_func=VIEWS.__getitem__, key=VIEW, required=True, label_visibility="collapsed"
    )
    with st.popover(f"Urval ({chosen.parts})" if chosen.parts else "Urval", key="urval"):
        _narrowing()
        _shared(chosen, selection)


def _narrowing() -> None:
    possible = filters.choices(data.the_program())
    st.text_input("Sök med vardagliga ord", key=SEARCH, placeholder="dagis, jobb, utsläpp …", live=True)
    words = {one: told.capitalize() for one, told in ONLIES.items()}
    st.pills("Visa", list(ONLIES), selection_mode="multi", format_func=words.__getitem__, key=ONLY)
    st.caption(filters.LARGE_WORDS)
    st.pills("Perspektiv", possible.perspectives, format_func=str.capitalize, key=PERSPECTIVE)
    st.pills("Hållbarhet", possible.dimensions, format_func=str.capitalize, key=DIMENSION)
    st.pills("Mål i Agenda 2030", possible.agenda, format_func=AGENDA_WORDS.__getitem__, key=AGENDA)


def _shared(chosen: Filters, selection: Selection) -> None:
    """The end year, and for the view of municipalities the ready sets: they hold on all pages."""
    limits, program = data.limits(), data.the_program()
    st.session_state[LAST] = selection.last
    st.slider("Så såg det ut till och med", limits.first, limits.last, key=LAST, on_change=_share)
    if chosen.view == "kommuner":
        titles = {one.address: one.title for one in program.sets}
        st.session_state[SETS] = list(selection.sets)
        words = titles.__getitem__
        st.pills("Jämför med", list(titles), selection_mode="multi", format_func=words, key=SETS, on_change=_share)


@box.callback
def _share() -> None:
    """Let what was chosen here hold on all pages."""
    state = st.session_state
    before: Selection = state[choices.KEPT]
    last, sets = state[LAST], state.get(SETS, before.sets)
    ready = tuple(one.address for one in data.the_program().sets if one.address in sets)
    state[choices.KEPT] = replace(before, first=min(before.first, last), last=last, sets=ready)


def write(selection: Selection, chosen: Filters) -> None:
    """Put the shared choice and the wall's own into the address."""
    own = chosen.parameters()
    choices.write(selection, own=own)
    st.session_state[WRITTEN] = own


def complaints() -> None:
    """Say what of the link was not understood."""
    box.warnings((*st.session_state.get(choices.COMPLAINTS, ()), *st.session_state.get(COMPLAINTS, ())))


def _fill(chosen: Filters) -> None:
    """Widgets forget their state on pages without them: give it back."""
    parts = (chosen.view, list(chosen.only), chosen.perspective or None, chosen.dimension or None)
    for key, value in zip(KEYS, (*parts, chosen.agenda or None, chosen.search), strict=True):
        st.session_state.setdefault(key, value)


def _chosen() -> Filters:
    state = st.session_state
    return Filters(
        view=state[VIEW],
        only=tuple(one for one in ONLIES if one in state[ONLY]),
        perspective=state[PERSPECTIVE] or "",
        dimension=state[DIMENSION] or "",
        agenda=state[AGENDA] or 0,
        search=" ".join((state[SEARCH] or "").split()),
    )
