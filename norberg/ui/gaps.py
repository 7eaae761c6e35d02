"""The page of women and men: its own choices in the link, the sentences, the table, the file."""

from dataclasses import replace
from functools import partial

import streamlit as st

from norberg import gaps
from norberg.gaps import choice, export, page
from norberg.gaps.choice import LISTS, ORDERS, Chosen
from norberg.gaps.page import Page
from norberg.lines import BOTH, GAP
from norberg.selection import Selection
from norberg.templates import render
from norberg.ui import box, choices, data, fetch

KEPT, WRITTEN, COMPLAINTS = "gaps", "written_gaps", "gap_complaints"
ORDER, LIST = KEYS = ("gap_order", "gap_list")
KEPT_PAGES = 16  # of some 100 kB: a few end years under both orders and lists
TITLE = "Skillnader mellan kvinnor och män"


def head() -> tuple[Selection, Chosen]:
    """Title, filter bar, and the page's own choices, all of them in the link.

    Returns:
        The shared choice and the page's own.
    """
    chosen = _current()
    above = st.empty()
    choices.write(choices.current(), chosen.parameters())
    st.session_state[WRITTEN] = chosen.parameters()
    selection = choices.bar()
    above.html(render("gap-head.html", title=TITLE, under=_page(selection, chosen).under))
    with st.container(horizontal=True, key="gap_choices"):
        for label, options, key, value in (
            ("Ordning", ORDERS, ORDER, chosen.order),
            ("Lista", LISTS, LIST, chosen.which),
        ):
            st.session_state.setdefault(key, value)
            words = options.__getitem__
            st.segmented_control(
                label, list(options), format_func=words, key=key, required=True, label_visibility="collapsed"
            )
    box.warnings(st.session_state.get(COMPLAINTS, ()))
    return selection, chosen


def _current() -> Chosen:
    """What is asked for: by the widgets, or read from the link when it is new."""
    state = st.session_state
    given = {name: value for name, value in st.query_params.items() if name in choice.PARAMETERS}
    if all(key in state for key in KEYS) and _picked() != state.get(KEPT):
        state[KEPT], state[COMPLAINTS] = _picked(), []
    elif KEPT not in state or (given and given != state.get(WRITTEN)):
        state[KEPT], state[COMPLAINTS] = choice.parse(given)
        for key in KEYS:
            state.pop(key, None)
    return state[KEPT]


def _picked() -> Chosen:
    return Chosen(st.session_state[ORDER], st.session_state[LIST])


def lead(selection: Selection, chosen: Chosen) -> None:
    """What can be said by rule, and what of the filter bar this page does not follow."""
    both = selection.gender in (BOTH, GAP)
    found = _page(selection, chosen)
    st.html(render("gap-lead.html", lead=found.lead, both=both, until=choices.years(selection)))


def differences(selection: Selection, chosen: Chosen) -> None:
    """The table; counts, what has no split, and the source under it."""
    found = _page(selection, chosen)
    st.html(_table(selection, chosen))
    fetch.progress()
    if found.fetchable:
        fetch.button("fetch_gaps")


def files(selection: Selection, chosen: Chosen) -> None:
    """The table as a file."""
    findings, found = data.findings(selection.last), _page(selection, chosen)
    if found.rows:
        make = partial(export.people, found.rows, findings, partial(_absolute, selection))
        name = export.file_name(findings)
        with st.container(horizontal=True, key="gap_files"):
            st.download_button("Tabell (CSV)", make, file_name=name, mime="text/csv", on_click="ignore", key="gap_csv")


def _to(selection: Selection, address: str) -> str:
    """The address of a nyckeltal's page with the gap."""
    return f"nyckeltal{choices.link(replace(selection, gender=GAP), nr=address)}"


def _absolute(selection: Selection, address: str) -> str:
    here = (st.context.url or "").split("?")[0].rpartition("/")[0]
    return f"{here}/{_to(selection, address)}" if here else _to(selection, address)


def _page(selection: Selection, chosen: Chosen) -> Page:
    return _built(selection.first, selection.last, chosen)


@data.kept(KEPT_PAGES)
def _built(first: int, last: int, chosen: Chosen) -> Page:
    years = replace(choices.current(), first=first, last=last)
    return page.build(data.findings(last), years, chosen)


@data.kept(KEPT_PAGES)
def _table(selection: Selection, chosen: Chosen) -> str:
    """The HTML of the table: the same for all who choose the same, until figures or the day change."""
    found = _page(selection, chosen)
    table = gaps.table(found.groups, partial(_to, selection))
    return table + render("gap-foot.html", page=found)
