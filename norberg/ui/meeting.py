"""Meeting mode: one nyckeltal a screen, all of them sent at once, so that a step needs neither server nor Kolada."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import streamlit as st

from norberg import agenda, charts, charts_meeting, meeting
from norberg.agenda import LIST, Agenda
from norberg.meeting import Deck
from norberg.templates import render
from norberg.ui import choices, data

KEPT = "meeting"
STEP, DRAFT = "steg", "utkast"  # in the link: which screen; the list while it is prepared
DECKS = 16  # finished meetings, some 20 kB a step


def read(listed: str) -> tuple[Agenda, list[str]]:
    """The agenda in the link, and what of it was not understood."""
    known = [one.no for one in data.the_program().indicators]
    return agenda.parse(st.query_params.to_dict(), known, data.limits(), listed)


def link(numbers: Sequence[int], name: str, last: int) -> str:
    """The address of a meeting on some nyckeltal, from its first screen."""
    one = Agenda(tuple(dict.fromkeys(numbers)), name, last)
    return f"mote{choices.query({**one.parameters(), STEP: '1'})}"


def asked() -> Agenda | None:
    """The meeting the link asks for; None where it names none, or something that has to be told first."""
    if LIST not in st.query_params:
        return None
    found, complaints = read(LIST)
    return found if found.numbers and not complaints else None


def show(chosen: Agenda) -> None:
    """The meeting, from its first screen or the one in the link."""
    deck = _kept(chosen)
    leave = f"mote{choices.query(chosen.parameters(DRAFT))}"
    st.html(render("meeting.html", deck=deck, leave=leave, field=charts_meeting.STEP_FIELD))
    if any(one.drawn for one in deck.steps):
        with st.container(key="meeting_chart"):
            spec = {**charts_meeting.trend(), "datasets": {charts.DATA: deck.rows}}
            st.vega_lite_chart(spec=spec, theme=None, alt="Diagram", height="stretch", key="meeting_trend")
    st.html(render("meeting-script.html"), unsafe_allow_javascript=True)


def _kept(chosen: Agenda) -> Deck:
    """The figures this session's meeting began with, whatever is read in while it goes on."""
    kept = st.session_state.get(KEPT)
    if kept is None or kept[0] != (chosen, data.demo_chosen()):
        kept = (chosen, data.demo_chosen()), deck_of(chosen)
        st.session_state[KEPT] = kept
    return kept[1]


def deck_of(chosen: Agenda) -> Deck:
    """The meeting with the newest figures."""
    return _deck(chosen, data.version(), date.today().isoformat())


@lru_cache(DECKS)
def _deck(chosen: Agenda, key: tuple, today: str) -> Deck:
    return meeting.deck(chosen, data.findings(chosen.last))
