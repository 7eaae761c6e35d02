"""Choosing nyckeltal for a deep-dive: a search in the program's and in Kolada's whole list, its results, the list."""

from functools import lru_cache

import streamlit as st

from norberg import search, settings
from norberg.catalogue import index
from norberg.catalogue.chosen import MOST, Chosen
from norberg.catalogue.index import Candidate, Index
from norberg.search import Words
from norberg.selection import Selection
from norberg.sentences import counted, day, number
from norberg.templates import render
from norberg.themes import Theme
from norberg.ui import box, data, fetch, own

SEARCH, OPEN = "own_search", "own_picker"


def block(theme: Theme, selection: Selection) -> None:
    """What is done with a deep-dive: its list is chosen, or it is taken as a start, or taken away.

    Args:
        theme: that the page shows.
        selection: gender, years, comparison.
    """
    drawn = own.asked()
    own.notes(theme, drawn)
    if drawn is None:
        with st.container(horizontal=True, vertical_alignment="center", key="own_theme"):
            own.start(theme, selection)
            own.removal(theme)
        return
    with st.expander("Välj nyckeltal, ordna och spara", expanded=not drawn.addresses, key=OPEN):
        _picker(drawn)


@box.fragment()
def _picker(drawn: Chosen) -> None:
    """A fragment, so that a letter more in the search draws no chart anew; a change of the list draws the page."""
    now = own.asked()
    if now is None or now.parameters() != drawn.parameters() or own.FAILED in st.session_state:
        st.rerun()
        return
    left, right = st.columns([1.15, 1], gap="large")
    with left:
        _search(now)
    with right:
        own.order(now)
        own.name(now)


def _search(now: Chosen) -> None:
    asked = st.text_input(
        "Sök i titlar och beskrivningar, eller på id", key=SEARCH, placeholder="förskol, trygg, N07540 …", live=True
    )
    if data.source().catalogue is None:
        _list_words()
    if asked.strip():
        _found(asked, now)
    if data.source().catalogue is not None:
        _list_words()


def _found(asked: str, now: Chosen) -> None:
    found = _index(*_state()).find(asked, _everyday(data.folder_state(settings.DATA)))
    if not found.count:
        own.note("Inget nyckeltal har de orden. Ord söks från sin början: ”förskol” hittar förskolan.")
        return
    shown, count = len(found.shown), number(found.count, 0)
    own.note(f"Visar {shown} av {count}: skriv fler ord." if shown < found.count else f"Visar {shown} av {count}.")
    with st.container(key="own_found", gap="xsmall"):
        for one in found.shown:
            with st.container(key=f"own_result_{one.address}", gap=None):
                _result(one, now)


def _result(one: Candidate, now: Chosen) -> None:
    there, full = one.address in now.addresses, len(now.addresses) >= MOST
    st.button(
        f"{'Med redan' if there else 'Lägg till'}: {own.escaped(one.title)}",
        key=f"own_add_{one.address}",
        type="tertiary",
        disabled=there or full,
        on_click=_add,
        args=(one.address, now),
    )
    st.html(render("own-told.html", text=one.told))


@box.callback
def _add(address: str, now: Chosen) -> None:
    own.put((*now.addresses, address), now.name)
    st.session_state[own.ROW] = address


def _list_words() -> None:
    """What is searched, and the way to more."""
    here = data.source()
    if here.demo:
        own.note("I demon går det att välja bland programmets och temanas nyckeltal.")
        return
    if here.catalogue is None:
        own.note("Koladas lista är inte hämtad: det går att välja bland programmets och temanas nyckeltal.")
    else:
        count = counted(len(here.catalogue.rows), "nyckeltal", "nyckeltal")
        own.note(f"Söker i programmets nyckeltal och i Koladas lista, {count}, läst {day(here.catalogue.read)}.")
    fetch.button_of_list("own_list")


def _state() -> tuple[str, tuple, bool]:
    """What the index is made of: the list's reading, the files, whether it is the demo. Figures are no part of it."""
    here = data.source()
    files = (data.folder_state(settings.DATA), data.folder_state(settings.themes()))
    return here.catalogue.read if here.catalogue else "", files, here.demo


@lru_cache(2)
def _index(read: str, files: tuple, demo: bool) -> Index:
    return index.of(data.source())


@lru_cache(2)
def _everyday(files: tuple) -> Words:
    return search.words(settings.DATA, index.folded)
