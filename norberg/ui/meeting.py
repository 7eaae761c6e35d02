"""Meeting mode: one nyckeltal a screen, all of them sent at once, so that a step needs neither server nor Kolada."""

import streamlit as st

from norberg import charts, charts_meeting, meeting
from norberg.agenda import Agenda
from norberg.meeting import Deck
from norberg.templates import render
from norberg.ui import choices, data
from norberg.ui.meeting_link import BEGUN, DRAFT

DECKS = 16  # finished meetings, some 20 kB a step


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
    kept = st.session_state.get(BEGUN)
    if kept is None or kept[0] != (chosen, data.demo_chosen()):
        kept = (chosen, data.demo_chosen()), deck_of(chosen)
        st.session_state[BEGUN] = kept
    return kept[1]


@data.kept(DECKS)
def deck_of(chosen: Agenda) -> Deck:
    """The meeting with the newest figures."""
    return meeting.deck(chosen, data.findings(chosen.last))
