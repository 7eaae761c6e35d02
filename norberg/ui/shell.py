"""What surrounds every page: navigation, language, style, the demo band and the error box."""

import gc
from datetime import timedelta
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from norberg import helping
from norberg.agenda import LIST
from norberg.program import Area
from norberg.series import DEMO
from norberg.templates import render, style
from norberg.ui import box, choices, data, fetch, paper

THROUGH_APP = "through_app"
DEEP = ("fordjupning", "Fördjupning")  # lies flat: a theme is two clicks from any page
MORE = {
    "mote": "Möte",
    "nyckeltal": "Ett nyckeltal",
    "skillnader": "Skillnader",
    "uppfoljning": "Uppföljning",
    "perspektiv": "Perspektiv",
    "samband": "Samband",
    "upptack": "Upptäck",
    "metod": "Så bedömer vi",
    "om-data": "Om värdena",
}


@st.cache_resource(show_spinner=False)
def settle() -> bool:
    """Take what is imported out of the garbage collector's sight: it walks it after every run (DESIGN section 7)."""
    gc.collect()
    gc.freeze()
    return True


def pages() -> dict[str, list]:
    """The navigation: wall and deep-dives lie flat, the rest are menus. A page's file is named as its address."""
    areas = [_page(one.address, one.short) for one in data.the_program().areas]
    wall = st.Page("pages/oversikt.py", title="Väggen", default=True)
    return {
        "": [wall, _page(*DEEP)],
        "Områden": areas,
        "Mer": [_page(address, title) for address, title in MORE.items()],
    }


def _page(address: str, title: str) -> StreamlitPage:
    return st.Page(f"pages/{address}.py", title=title, url_path=address)


def run() -> None:
    """Run the page that the address names; whatever goes wrong becomes a Swedish sentence."""
    st.html(style())
    st.html(render("arrive.html"), unsafe_allow_javascript=True)
    _run_again_when_back()
    try:
        with box.caught(), data.one_moment():
            page = st.navigation(pages(), position="top")
            st.set_page_config(page_title=f"{page.title} – {data.the_program().title}")
            st.session_state[THROUGH_APP] = True
            choices.arrive(page.url_path)
            fetch.when_old()
            _help(page.url_path)
            _band()
            box.tell()
            sheet = st.empty()
            page.run()
            sheet.html(paper.head(page.title, page.url_path))
        settle()
    finally:
        st.session_state[THROUGH_APP] = False


@box.fragment(run_every=timedelta(days=1))
def _run_again_when_back() -> None:
    """Show nothing, but let the browser ask for the whole page when its connection comes back.

    Streamlit's browser side asks for a run then only where a part of the page runs by itself. Without one, a page that
    was led to another process keeps its looks, while what is pressed in a fragment or a form comes to nothing: that
    process has never seen the page.
    """


def guard() -> None:
    """End Streamlit's old multipage mode, in which the first session of a fresh server runs a page without app.py."""
    if not st.session_state.get(THROUGH_APP):
        st.navigation(pages())
        st.rerun()


def area(file: str) -> Area:
    """The area whose page this file is, with its heading written."""
    guard()
    found = data.the_program().area(Path(file).stem)
    st.title(found.title, anchor=False)
    return found


def _help(address: str) -> None:
    """What the page shows and how to read it; nothing on a meeting's screen."""
    if address == "mote" and LIST in st.query_params:
        return
    with st.popover("Hjälp", type="tertiary", key="help"):
        st.html(render("help.html", told=helping.of(address)))


def _band() -> None:
    if data.demo_chosen():
        st.html(f'<div class="n-demo" role="alert">{DEMO}. Inga siffror på sidan är verkliga.</div>')
