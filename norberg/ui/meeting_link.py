"""A meeting's address: what the link asks for, and a link to a meeting."""

from collections.abc import Sequence

import streamlit as st

from norberg import agenda
from norberg.agenda import LIST, Agenda
from norberg.ui import choices, data

STEP, DRAFT = "steg", "utkast"  # which screen; the list while it is prepared
BEGUN = "meeting"  # in the session: the meeting that is going on


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
