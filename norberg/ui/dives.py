"""Finished deep-dives, kept per version of the data, and which theme a link asks for."""

import streamlit as st

from norberg import gaps
from norberg.deep import dive
from norberg.deep.dive import Dive
from norberg.gaps import Row
from norberg.selection import LONGEST_SHOWN, Selection
from norberg.themes import Theme
from norberg.ui import data, own
from norberg.ui.own import THEME

KEPT = 60  # finished deep-dives, some 150 kB each


@data.kept(KEPT)
def dive_of(theme: Theme, selection: Selection) -> Dive:
    """A theme under a selection."""
    return dive.build(theme, data.findings(selection.last), selection)


@data.kept(KEPT)
def gap_rows(theme: Theme, selection: Selection) -> tuple[Row, ...]:
    """Women beside men in a theme's nyckeltal, as ``gaps.table`` draws them."""
    return gaps.rows(dive_of(theme, selection).gaps, data.findings(selection.last), selection)


def chosen() -> tuple[Theme | None, dict[str, str], str]:
    """The theme that the link asks for.

    Returns:
        The theme, the first one where the link names none or one that there is not, None where there are no themes;
        what of the link is this choice; what was not understood, in words.
    """
    if mine := own.asked():
        return mine.theme, own.parameters(), ""
    there = {one.address: one for one in data.the_program().themes}
    given = st.query_params.get(THEME, "")
    first = next(iter(there.values()), None)
    found = there.get(given, first)
    if found is None:
        return None, {}, "Det finns inga teman i themes.csv."
    wrong = ""
    if given and found.address != given:
        shown = given if len(given) <= LONGEST_SHOWN else f"{given[:LONGEST_SHOWN]}…"
        wrong = f"Länkens tema ”{shown}” finns inte. Här visas {found.title}."
    return found, {THEME: found.address}, wrong
