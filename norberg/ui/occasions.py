"""The follow-up's own choices, occasion, dates and goals, all of them in the link."""

from dataclasses import replace
from datetime import date

import streamlit as st

from norberg import occasion as occasions
from norberg.occasion import OCCASIONS, Occasion
from norberg.ui import box, data

KEPT, WRITTEN, COMPLAINTS = "occasion", "written_occasion", "occasion_complaints"
KIND, DAY, BEFORE, GOALS = KEYS = ("occasion_kind", "occasion_day", "occasion_before", "occasion_goals")
FORM = "skriv datum som 2026-11-26"


def current() -> Occasion:
    """What follow-up is asked for: by the widgets, or read from the link when it is new."""
    given = {name: value for name, value in st.query_params.items() if name in occasions.PARAMETERS}
    state = st.session_state
    if all(key in state for key in KEYS) and _chosen() != state.get(KEPT):
        state[KEPT] = _chosen()
    elif KEPT not in state or (given and given != state.get(WRITTEN)):
        state[KEPT], state[COMPLAINTS] = occasions.parse(given, data.the_program(), date.today().isoformat())
        for key in KEYS:
            state.pop(key, None)
    return state[KEPT]


def parameters(chosen: Occasion) -> dict[str, str]:
    """The choice as it is written into the link, and remembered as written."""
    st.session_state[WRITTEN] = chosen.parameters(data.the_program())
    return st.session_state[WRITTEN]


def controls(chosen: Occasion) -> None:
    """Occasion, goals and dates."""
    _fill(chosen)
    program = data.the_program()
    with st.container(horizontal=True, vertical_alignment="bottom", key="followup_choices"):
        st.selectbox("Tillfälle", list(OCCASIONS), format_func=OCCASIONS.__getitem__, key=KIND, width=380)
        with st.popover(chosen.goal_words(program), key="followup_goals"):
            names = {one.no: f"{one.no} {one.short}" for one in program.goals}
            st.pills("Mål", list(names), selection_mode="multi", format_func=names.__getitem__, key=GOALS)
            st.caption("Inget valt visar alla mål.")
        with st.popover(f"Daterad {chosen.day}, jämförs med {chosen.before}", key="followup_dates"):
            st.text_input("Denna uppföljning", key=DAY, max_chars=10)
            st.text_input("Förra uppföljningen", key=BEFORE, max_chars=10)
            st.caption(
                "Programmet säger vid vilka tillfällen målen följs upp men inte vilka dagar: skriv dem här. "
                "Utan val är förra uppföljningen ett år tidigare."
            )
    box.warnings((*_typed(), *st.session_state.get(COMPLAINTS, ())))


def _fill(chosen: Occasion) -> None:
    """Widgets forget their state on pages without them: give it back."""
    whole = chosen.goals == occasions.every(data.the_program())
    values = (chosen.kind, chosen.day, chosen.before, [] if whole else list(chosen.goals))
    for key, value in zip(KEYS, values, strict=True):
        st.session_state.setdefault(key, value)


def _chosen() -> Occasion:
    """What the widgets say; a date that is none leaves the one before."""
    state = st.session_state
    before: Occasion = state[KEPT]
    day = _day(state[DAY]) or before.day
    earlier = _day(state[BEFORE]) or before.before
    goals = tuple(no for no in occasions.every(data.the_program()) if no in state[GOALS])
    chosen = Occasion(state[KIND], day, earlier, goals or occasions.every(data.the_program()))
    return chosen if earlier < day else replace(chosen, day=before.day, before=before.before)


def _day(text: str) -> str:
    return text.strip() if occasions.is_day(text.strip()) else ""


def _typed() -> list[str]:
    """What of the typed dates is not used."""
    day, before = (st.session_state[key].strip() for key in (DAY, BEFORE))
    wrong = [one for one in (day, before) if not occasions.is_day(one)]
    if wrong:
        return [f"”{one}” är inget datum som går att använda: {FORM}." for one in wrong]
    return [] if before < day else [f"Förra uppföljningen ({before}) måste ligga före denna ({day})."]
