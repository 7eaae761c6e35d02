"""A deep-dive of one's own choice: what the link asks for, the list in order, saving it as a theme, taking one away."""

import re

import streamlit as st

from norberg import outside, settings
from norberg.catalogue import chosen as choosing
from norberg.catalogue import saving
from norberg.catalogue.chosen import ADDRESS, LIST, MOST, MOST_LETTERS, NAME, Chosen
from norberg.errors import NorbergError
from norberg.selection import Selection
from norberg.sentences import counted, listed
from norberg.templates import render
from norberg.themes import Theme
from norberg.ui import box, choices, data, fetch

THEME = "tema"  # in the link: the address of a theme
ROW, NAMED, GIVEN, TOLD, FAILED = "own_row", "own_name", "own_given", "own_told", "own_failed"
EMPTY = {THEME: ADDRESS}  # the link of a choice without nyckeltal
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+.!$~:<>|-])")


def asked() -> Chosen | None:
    """What the link has chosen; None where it names one of the themes, or nothing."""
    given = st.query_params.to_dict()
    if LIST not in given and given.get(THEME) != ADDRESS:
        return None
    if given.get(NAME) != st.session_state.get(GIVEN):
        st.session_state.pop(NAMED, None)
        st.session_state[GIVEN] = given.get(NAME)
    return choosing.parse(given, data.source())


def parameters() -> dict[str, str]:
    """What the link has of the choice, as it is written there: what was not understood stays, and is told again."""
    return {key: value for key, value in st.query_params.items() if key in (LIST, NAME)} or dict(EMPTY)


def put(addresses: tuple[str, ...], name: str) -> None:
    """Let the link ask for these nyckeltal under this name."""
    others = {key: value for key, value in st.query_params.items() if key not in (THEME, LIST, NAME)}
    named = {NAME: name} if name else {}
    st.query_params.from_dict({LIST: ",".join(addresses), **named, **others})
    st.session_state[GIVEN] = named.get(NAME)


def start(theme: Theme, selection: Selection) -> None:
    """A link to a deep-dive of one's own that starts from a theme."""
    st.html(render("own-start.html", link=choices.link(selection, **choosing.of(theme).parameters())))


def notes(theme: Theme, chosen: Chosen | None) -> None:
    """What of the link was not understood, what nobody has judged, and a button for what nobody has fetched.

    Args:
        theme: that the page shows.
        chosen: the choice it was made of; None for one of the themes.
    """
    if words := st.session_state.pop(TOLD, ""):
        box.success(words)
    if words := st.session_state.pop(FAILED, ""):
        box.error(words)
    box.warnings(chosen.complaints if chosen else ())
    unjudged = [one.short_title for one in theme.indicators if outside.unjudged(one)]
    if unjudged:
        note(f"{outside.NOT_JUDGED} Gäller {listed(unjudged)}.")
    if chosen or theme.own:
        fetch.button_of(theme.indicators, "fetch_own")


def order(one: Chosen) -> None:
    """The chosen nyckeltal: choose a row, move it up or down, take it away."""
    if not one.addresses:
        note(f"Inga nyckeltal är valda. Sök och lägg till, högst {MOST}.")
        return
    known = {piece.indicator.address: piece.indicator.short_title for piece in one.theme.pieces}
    titles = {key: f"{at}. {known.get(key, key)}" for at, key in enumerate(one.addresses, 1)}
    if st.session_state.get(ROW) not in titles:
        st.session_state[ROW] = one.addresses[0]
    words = f"{counted(len(titles), 'nyckeltal', 'nyckeltal')} av högst {MOST}: välj en rad att flytta eller ta bort"
    st.radio(words, list(titles), format_func=lambda key: escaped(titles[key]), key=ROW)
    row = st.session_state[ROW]
    with st.container(horizontal=True, key="own_moves"):
        first, last = row == one.addresses[0], row == one.addresses[-1]
        st.button("Flytta upp", key="own_up", disabled=first, on_click=_move, args=(one, -1))
        st.button("Flytta ned", key="own_down", disabled=last, on_click=_move, args=(one, 1))
        st.button("Ta bort ur listan", key="own_away", on_click=_take_away, args=(one,))


@box.callback
def _move(one: Chosen, steps: int) -> None:
    put(one.moved(st.session_state[ROW], steps), one.name)


@box.callback
def _take_away(one: Chosen) -> None:
    row = st.session_state[ROW]
    at = one.addresses.index(row)
    left = tuple(key for key in one.addresses if key != row)
    st.session_state[ROW] = left[min(at, len(left) - 1)] if left else None
    put(left, one.name)


def name(one: Chosen) -> None:
    """The name, and saving under it."""
    st.session_state.setdefault(NAMED, one.name)
    words = "Namn, så att listan kan sparas som ett tema"
    example = "Äldre och trygghet"
    st.text_input(words, key=NAMED, max_chars=MOST_LETTERS, placeholder=example, on_change=_name, args=(one,))
    if data.demo_chosen():
        note("I demon sparas inget bland de verkliga temana. Länken har hela valet.")
        return
    left = [piece.indicator.short_title for piece in one.theme.pieces if not saving.storable(piece)]
    if left:
        note(f"Egna serier och egna beräkningar sparas inte i temat: {listed(left)}.")
    if not one.name:
        note("Skriv ett namn för att kunna spara.")
    _save_button(one)


@box.callback
def _name(one: Chosen) -> None:
    put(one.addresses, choosing.name_of(st.session_state[NAMED] or ""))


def _save_button(one: Chosen) -> None:
    program = data.the_program()
    stands = saving.taken(one.name, program, settings.themes()) if one.name else None
    if stands:
        note(stands.sentence)
    replace = bool(stands and stands.replaceable)
    words = "Ersätt det sparade temat" if replace else "Spara som tema"
    free = one.name and any(map(saving.storable, one.theme.pieces)) and (stands is None or replace)
    st.button(words, key="own_save", disabled=not free, on_click=_save, args=(one, replace))


@box.callback
def _save(one: Chosen, replace: bool) -> None:
    try:
        address = saving.save(settings.themes(), one.name, one.theme.pieces, replace=replace)
    except NorbergError as error:
        st.session_state[FAILED] = str(error)
        return
    st.session_state[TOLD] = f"Temat ”{one.name}” är sparat och hämtas med de andra vid nästa uppdatering."
    _go({THEME: address})


def _go(own: dict[str, str]) -> None:
    others = {key: value for key, value in st.query_params.items() if key not in (THEME, LIST, NAME)}
    st.query_params.from_dict({**own, **others})


def removal(theme: Theme) -> None:
    """Taking a saved theme away, after a second question; nothing for the program's own."""
    if not saving.removable(theme, settings.themes()) or data.demo_chosen():
        return
    with st.popover("Ta bort temat", key="own_remove"):
        st.write(escaped(f"Ta bort ”{theme.title}”? Filen läggs i mappen {saving.ASIDE} och kan läggas tillbaka."))
        st.button("Ja, ta bort det", key="own_remove_yes", on_click=_remove, args=(theme,))


@box.callback
def _remove(theme: Theme) -> None:
    try:
        there = saving.remove(settings.themes(), theme.address)
    except NorbergError as error:
        st.session_state[FAILED] = str(error)
        return
    where = f" Filen ligger kvar som {there}." if there else ""
    st.session_state[TOLD] = f"Temat ”{theme.title}” är borttaget.{where}"
    _go({})


def note(text: str) -> None:
    """A quiet line; Streamlit's own is too pale to be read by all."""
    st.html(render("own-note.html", text=text))


def escaped(text: str) -> str:
    """A text whose signs Streamlit would take for markdown, as it is written."""
    return MARKDOWN.sub(r"\\\1", text)
