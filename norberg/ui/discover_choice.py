"""The choices of Upptäck: by its widgets, or read from the link when it is new."""

import streamlit as st

from norberg.discover import choice
from norberg.discover.board import Board
from norberg.discover.choice import DIVISIONS, Chosen
from norberg.ui import box, choices, data

KEPT, WRITTEN, COMPLAINTS = "discover", "written_discover", "discover_complaints"
DIVISION, AREA = "discover_division", "discover_area"


def current(board: Board) -> Chosen:
    """What is asked for, written into the link."""
    state = st.session_state
    given = {name: value for name, value in st.query_params.items() if name in choice.PARAMETERS}
    kept: Chosen | None = state.get(KEPT)
    if kept is not None and _touched(kept):
        division = state[DIVISION]
        area = state[AREA] if division == kept.division else ""
        state[KEPT], state[COMPLAINTS] = Chosen(division, area), []
        state.pop(AREA, None)
    elif kept is None or (given and given != state.get(WRITTEN)):
        program = data.the_program()
        known = {one: [*choice.options(board, program, one)] for one in DIVISIONS}
        state[KEPT], state[COMPLAINTS] = choice.parse(given, known)
        for key in (DIVISION, AREA):
            state.pop(key, None)
    write(state[KEPT])
    return state[KEPT]


def _touched(kept: Chosen) -> bool:
    state = st.session_state
    there = DIVISION in state and AREA in state
    return there and (state[DIVISION], state[AREA]) != (kept.division, kept.area)


def write(chosen: Chosen) -> None:
    """Put the choice into the link, and remember what was put there."""
    choices.write(choices.current(), chosen.parameters())
    st.session_state[WRITTEN] = chosen.parameters()


def controls(board: Board, chosen: Chosen) -> None:
    """By which division, and which area of it; then what of the link was not understood."""
    known = choice.options(board, data.the_program(), chosen.division)
    st.session_state.setdefault(DIVISION, chosen.division)
    st.session_state.setdefault(AREA, chosen.area if chosen.area in known else "")
    with st.container(horizontal=True, vertical_alignment="center", key="discover_choices"):
        words = DIVISIONS.__getitem__
        st.segmented_control(
            "Indelning", list(DIVISIONS), format_func=words, key=DIVISION, required=True, label_visibility="collapsed"
        )
        named = known.__getitem__
        st.selectbox("Område", list(known), format_func=named, key=AREA, label_visibility="collapsed", width=420)
    for complaint in st.session_state.get(COMPLAINTS, ()):
        box.warning(complaint)


def more(chosen: Chosen, kind: str) -> None:
    """Show more of a kind."""
    st.session_state[KEPT] = chosen.more(kind)
    write(st.session_state[KEPT])
