"""The watch list on the pages: its row on the wall, and the button that follows a nyckeltal or ceases to."""

from datetime import date
from functools import lru_cache, partial

import streamlit as st

from norberg import outside, settings, tiles
from norberg.errors import NorbergError
from norberg.program import Indicator
from norberg.selection import Selection
from norberg.sentences import counted
from norberg.templates import render
from norberg.ui import box, choices, data
from norberg.watch import files, row
from norberg.watch.entry import Entry

FAILED = "watch_failed"
HEAD, ROW, ACROSS = 44, 42, 5  # px of the section's head and of a row of tiles, and tiles in a row of a wide screen
KEPT_VIEWS = 16


def entries() -> tuple[Entry, ...]:
    """What is followed, the oldest first; nothing in the demo, whose figures are nobody's."""
    return () if data.demo_chosen() else _read()[0]


def faults() -> list[str]:
    """A sentence for whatever in the files of the list is not as it should be."""
    return [] if data.demo_chosen() else _read()[1]


def _read() -> tuple[tuple[Entry, ...], list[str]]:
    place = files.folder(settings.written())
    return _files(str(place), data.folder_state(place), tuple(sorted(row.known(data.the_program()).items())))


@lru_cache(4)
def _files(place: str, state: tuple, known: tuple[tuple[str, int], ...]) -> tuple[tuple[Entry, ...], list[str]]:
    return files.read(files.folder(settings.written()), dict(known))


def room() -> int:
    """px of the wall that the list takes on a wide screen; 0 where nothing is followed."""
    followed = len(entries())
    return HEAD + ROW * -(-followed // ACROSS) if followed else 0


def wall(selection: Selection) -> None:
    """The nyckeltal that are followed outside the program, as tiles like the wall's; nothing where there are none."""
    if entries():
        st.html(_tiles(entries(), selection))


@data.kept(KEPT_VIEWS)
def _tiles(followed: tuple[Entry, ...], selection: Selection) -> str:
    here, found = data.the_program(), data.findings(selection.last)
    whole = len(here.indicators)
    years = (here.first_year, data.limits().last)
    shown = row.indicators(followed, found.source)
    return render(
        "watch-wall.html",
        tiles=[tiles.tile(found.of(one), years, here.municipality, selection.last) for one in shown],
        told=f"{counted(len(shown), 'nyckeltal', 'nyckeltal')} som kommunen följer, utöver programmets {whole}",
        around={"link": partial(_link, selection)},
    )


def _link(selection: Selection, nr: int = 0) -> str:
    return choices.link(selection, **({"nr": outside.kpi(nr)} if nr else {}))


def listed(selection: Selection) -> None:
    """What is followed, as links; nothing where nothing is."""
    if entries():
        shown = row.indicators(entries(), data.source())
        links = [f"nyckeltal{choices.link(selection, nr=one.address)}" for one in shown]
        st.html(render("watch-list.html", shown=list(zip(shown, links, strict=True))))


def button(indicator: Indicator, key: str) -> None:
    """Follow a nyckeltal outside the program, or follow it no longer; nothing in the demo and for the program's own."""
    if indicator.goal or not indicator.use_id or data.demo_chosen():
        return
    if indicator.use_id in [one.kpi for one in entries()]:
        st.button("Sluta följa", key=f"{key}_leave", on_click=_leave, args=(indicator.use_id,))
    else:
        st.button("Följ", key=f"{key}_follow", on_click=_follow, args=(indicator.use_id, indicator.use_title))


def offer(indicators: tuple[Indicator, ...]) -> None:
    """On the page of a nyckeltal outside the program: follow it, or follow it no longer."""
    failed()
    button(indicators[0], "watch")


def failed() -> None:
    """Why the list could not be written, once."""
    if words := st.session_state.pop(FAILED, ""):
        box.error(words)


@box.callback
def _follow(kpi: str, title: str) -> None:
    _tried(partial(files.add, files.folder(settings.written()), Entry(kpi, title, date.today().isoformat())))


@box.callback
def _leave(kpi: str) -> None:
    _tried(partial(files.remove, files.folder(settings.written()), kpi))


def _tried(change: partial[None]) -> None:
    try:
        change()
    except NorbergError as error:
        st.session_state[FAILED] = str(error)
