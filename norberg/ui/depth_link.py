"""The link of the nyckeltal page: which one it names, and what is switched on there."""

import re

import streamlit as st

from norberg import outside
from norberg.columns import KPI
from norberg.errors import NorbergError
from norberg.program import Indicator
from norberg.selection import LONGEST_SHOWN, Selection
from norberg.templates import render
from norberg.ui import choices, data

NO, LIMITS, WHOLE, YEARS = "nr", "granser", "rang", "tabell"  # the page's own part of the link
ON = {LIMITS: "ja", WHOLE: "alla", YEARS: "alla"}  # parameter -> what turns it on
SHOWN = "depth_shown"

Pair = tuple[Indicator, ...]


def chosen() -> Pair:
    """The nyckeltal the link names, as a page has it; empty, with all of them to choose among, where it names none."""
    given = st.query_params.get(NO, "")
    for pair in data.the_program().pairs():
        if given in [str(one.no) for one in pair]:
            return pair
    if found := _outside(given):
        return (found,)
    _picker(given)
    return ()


def _outside(given: str) -> Indicator | None:
    """The nyckeltal outside the program that a link names by its id, if Kolada has told of it."""
    if not re.fullmatch(KPI, given):
        return None
    mine = [one for one in data.the_program().indicators if one.use_id == given]
    try:
        return mine[0] if mine else data.source().indicator(outside.number(given))
    except NorbergError:
        return None


def _picker(given: str) -> None:
    program, selection = data.the_program(), choices.current()
    shown = given if len(given) <= LONGEST_SHOWN else f"{given[:LONGEST_SHOWN]}…"
    last = max(one.no for one in program.indicators)
    wrong = f"Länkens nyckeltal ”nr={shown}” finns inte: välj ett nedan, 1 till {last}." if given else ""
    goals = [
        (goal, [(one, choices.link(selection, nr=str(one.no))) for one in goal.indicators]) for goal in program.goals
    ]
    st.html(render("depth-picker.html", goals=goals, wrong=wrong))
    write(selection, {})


def write(selection: Selection, part: dict[str, str]) -> None:
    """The link of what is shown; sent even if nothing is new to the server, as after a step on the same page.

    Streamlit then runs with the step's link, but leaves the old one in the browser.
    """
    choices.write(selection, part)
    if st.session_state.get(SHOWN) != part.get(NO):
        st.query_params.from_dict(st.query_params.to_dict())
        st.session_state[SHOWN] = part.get(NO)


def _key(parameter: str) -> str:
    return f"depth_{parameter}"


def on(parameter: str) -> bool:
    """Whether something is asked for: by its switch, else by the link."""
    return bool(st.session_state.get(_key(parameter), st.query_params.get(parameter) == ON[parameter]))


def own(indicators: Pair) -> dict[str, str]:
    """The page's part of the link: the nyckeltal and what is switched on."""
    return {NO: indicators[0].address} | {name: word for name, word in ON.items() if on(name)}


def toggle(label: str, parameter: str, indicators: Pair, selection: Selection) -> None:
    """A switch that is part of the link."""
    st.session_state.setdefault(_key(parameter), on(parameter))
    st.toggle(label, key=_key(parameter), on_change=lambda: choices.write(selection, own(indicators)))
