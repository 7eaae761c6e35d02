"""The filter bar: gender, years and comparison, the same on every page, kept between pages, all of it in the link."""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from norberg import lines
from norberg import selection as chosen
from norberg.selection import GENDERS, Selection
from norberg.sentences import listed
from norberg.ui import box, data

KEPT, WRITTEN, COMPLAINTS = "selection", "written_parameters", "link_complaints"
GENDER, YEARS, SETS, AREAS = "bar_gender", "bar_years", "bar_sets", "bar_areas"
PAGE = "bar_page"


def current() -> Selection:
    """What this session looks at: read from the link when the session starts or the link has changed."""
    limits = data.limits()
    given = {name: value for name, value in st.query_params.items() if name in chosen.PARAMETERS}
    followed = given and given != st.session_state.get(WRITTEN) and not _touched()
    if KEPT not in st.session_state or followed:
        standard = chosen.default(data.the_program(), limits)
        st.session_state[KEPT], st.session_state[COMPLAINTS] = chosen.parse(given, standard, limits)
        _forget()
    return st.session_state[KEPT]


def _touched() -> bool:
    """Whether a widget asked for this run: quick choices carry the link of the choice before, which must not win."""
    there = all(key in st.session_state for key in (GENDER, YEARS, SETS, AREAS))
    return there and _chosen() != st.session_state.get(KEPT)


def arrive(page: str) -> None:
    """Tell which page runs: a widget is its page's own, and on another its key still holds what the old one said."""
    if st.session_state.get(PAGE) != page:
        st.session_state[PAGE] = page
        _forget()


def _forget() -> None:
    """Let the bar be filled from the choice."""
    for key in (GENDER, YEARS, SETS, AREAS):
        st.session_state.pop(key, None)


def bar() -> Selection:
    """Draw the filter bar and write the choice into the link.

    Returns:
        The choice to show.
    """
    before = current()
    _fill(before)
    with st.container(horizontal=True, vertical_alignment="center", key="filters"):
        st.segmented_control(
            "Kön",
            list(GENDERS),
            format_func=GENDERS.__getitem__,
            key=GENDER,
            required=True,
            label_visibility="collapsed",
        )
        _years_and_comparison(before)
        selection = _chosen()
        _link(selection)
    st.session_state[KEPT] = selection
    write(selection)
    complain()
    return selection


def complain() -> None:
    """Say what of the link's choice was not understood; also on pages without the bar."""
    box.warnings(st.session_state.get(COMPLAINTS, ()))


def write(selection: Selection, own: Mapping[str, str] | None = None) -> None:
    """Put the choice into the address, and remember what was put there.

    Args:
        selection: the choice of the filter bar.
        own: what the page has of its own in the address (the nyckeltal's number, the view); None leaves it as it is.
    """
    parameters = selection.parameters()
    own = here() if own is None else own
    demo = {data.DEMO_KEY: "ja"} if st.session_state.get(data.DEMO_KEY) else {}
    if st.query_params.to_dict() != {**own, **parameters, **demo}:
        st.query_params.from_dict({**own, **parameters, **demo})
    st.session_state[WRITTEN] = parameters


def _fill(selection: Selection) -> None:
    """Widgets forget their state on pages without them: give it back.

    Also what nobody has touched in this run is said again: what lies in a popover that was never opened has not heard
    it, and would open with values of its own.
    """
    years = (selection.first, selection.last)
    kept = {GENDER: selection.gender, YEARS: years, SETS: list(selection.sets), AREAS: list(selection.areas)}
    for key, value in kept.items():
        if st.session_state.get(key, value) == value:
            st.session_state[key] = value


def _chosen() -> Selection:
    state = st.session_state
    first, last = state[YEARS]
    return Selection(state[GENDER], first, last, _in_order(state[SETS]), tuple(state[AREAS]))


def _in_order(addresses: list[str]) -> tuple[str, ...]:
    return tuple(one.address for one in data.the_program().sets if one.address in addresses)


def _years_and_comparison(selection: Selection) -> None:
    here, limits = data.source(), data.limits()
    sets = {one.address: one for one in here.program.sets}
    names = {**here.areas, **{code: group.title for code, group in here.groups.items()}}
    with st.popover(chosen.in_words(selection, sets, names), key="years_and_comparison"):
        st.slider("År som visas", limits.first, limits.last, key=YEARS)
        st.caption("Slutåret gäller allt: värden, förändringar, jämförelse och export. Startåret gäller det som ritas.")
        st.pills("Jämför med", list(sets), selection_mode="multi", format_func=lambda one: sets[one].title, key=SETS)
        st.multiselect(
            "och med enskilda kommuner eller grupper",
            sorted(limits.areas, key=lambda code: swedish(names[code])),
            format_func=names.__getitem__,
            key=AREAS,
            placeholder="Sök på namn",
            select_all=False,
        )


def swedish(word: str) -> list[int]:
    """A key for Swedish order: å, ä and ö come last, in that order (code points put ä before å)."""
    return ["abcdefghijklmnopqrstuvwxyzåäö".find(letter) for letter in word.lower()]


def parameters(selection: Selection, **own: str) -> dict[str, str]:
    """The choice as query parameters, the demo and what a page has of its own included."""
    return with_demo({**own, **selection.parameters()})


def with_demo(found: Mapping[str, str]) -> dict[str, str]:
    """Query parameters with the demo where it is chosen."""
    demo = {data.DEMO_KEY: "ja"} if st.session_state.get(data.DEMO_KEY) else {}
    return {**found, **demo}


def query(found: Mapping[str, str]) -> str:
    """Query parameters as the query of a link, the demo included."""
    return f"?{urlencode(with_demo(found), safe=',')}"


def link(selection: Selection, **own: str) -> str:
    """``parameters`` as the query of a link."""
    return query(parameters(selection, **own))


def _link(selection: Selection) -> None:
    with st.popover("Kopiera länk", key="copy_link"):
        st.write("Länken visar samma urval för den som öppnar den.")
        st.code(f"{(st.context.url or '').split('?')[0]}{link(selection, **here())}", language=None, wrap_lines=True)


def here() -> dict[str, str]:
    """What the page has of its own in its address."""
    shared = {*chosen.PARAMETERS, data.DEMO_KEY}
    return {name: value for name, value in st.query_params.items() if name not in shared}


def seen(selection: Selection) -> str:
    """What the figures are compared with, in words."""
    names = lines.named(selection, data.source())
    return f"Grå linjer: {listed(names)}." if names else "Ingen jämförelse är vald."


def years(selection: Selection) -> str:
    """What the end year does, in words; empty when it is the current one."""
    if selection.last >= data.limits().last:
        return ""
    return f"Så såg det ut till och med {selection.last}."
