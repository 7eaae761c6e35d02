"""The page of two nyckeltal against each other: what is asked for, the points, the words, the table."""

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from norberg import charts
from norberg.relation import axis as axes
from norberg.relation import chart, link, rows, table, words
from norberg.relation.link import Asked
from norberg.relation.options import Option, left_out, options
from norberg.relation.relation import Relation, relation
from norberg.selection import Selection
from norberg.templates import render
from norberg.trend_rows import arrow
from norberg.ui import box, choices, data, fetch

KEPT, WRITTEN, COMPLAINTS = "relation", "relation_written", "relation_complaints"
X, Y, YEAR = "relation_x", "relation_y", "relation_year"
FOUND = 100  # pairs that are kept, some 100 kB each


@dataclass(frozen=True)
class Shown:
    """What the page shows.

    Attributes:
        found: the two nyckeltal.
        rows: the chart's data as Arrow bytes; empty where nothing is drawn.
        unnamed: the names without room in the chart, on wide and on narrow screens.
    """

    found: Relation
    rows: bytes = b""
    unnamed: tuple[tuple[str, ...], ...] = ((), ())


def head() -> Selection:
    """Title, what it does not say, and the filter bar.

    Returns:
        The choice to show.
    """
    st.html(render("relation-head.html", cause=words.CAUSE))
    return choices.bar()


def chosen(selection: Selection) -> Shown:
    """What is on the axes, by the widgets or the link, and the year."""
    asked = _current()
    possible = {one.address: one for one in _options()}
    shown = _shown(asked, selection)
    found = shown.found
    _fill(asked, found)
    with st.container(horizontal=True, vertical_alignment="bottom", key="relation_choices"):
        for key, label in ((X, "Vågrätt (x)"), (Y, "Lodrätt (y)")):
            st.selectbox(label, list(possible), format_func=lambda one: possible[one].label, key=key, on_change=_anew)
        years = axes.years(found.counted)
        if len(years) > 1:
            st.select_slider("År", years, key=YEAR)
    _told(asked, found)
    own = {link.X: asked.x, link.Y: asked.y, **({link.YEAR: str(found.year)} if found.year else {})}
    st.session_state[KEPT], st.session_state[WRITTEN] = replace(asked, year=found.year), own
    choices.write(selection, own)
    return shown


def show(shown: Shown, selection: Selection) -> None:
    """The chart with its words; in its place why there is none."""
    found, here = shown.found, data.source()
    if found.x.indicator == found.y.indicator:
        st.html(render("relation-none.html", told=words.SAME))
    elif not found.year:
        st.html(render("relation-none.html", told=words.nothing(found, here)))
        fetch.on_demand([found.x.indicator, found.y.indicator], selection)
    else:
        _points(shown, choices.years(selection))
        _details(found)


def _points(shown: Shown, until: str) -> None:
    found, here = shown.found, data.source()
    values = {
        "until": until,
        "headline": words.headline(found),
        "correlation": words.correlation(found.rank),
        "coverage": words.coverage(found, here),
        "own": words.own(found, here),
    }
    st.html(render("relation-found.html", **values, up=words.title(found.y, found.gender)))
    spec = {**chart.points(), "datasets": {charts.DATA: shown.rows}}
    st.vega_lite_chart(spec=spec, theme=None, alt=words.alternative(found, here), key="relation_chart")
    told = {"key": words.key(found, here), "notes": list(words.notes(found, here))}
    wide, narrow = map(words.without_room, shown.unnamed)
    across = words.title(found.x, found.gender)
    st.html(
        render("relation-notes.html", across=across, **told, origin=words.origin(found, here), wide=wide, narrow=narrow)
    )


def about() -> None:
    """What the correlation is, and what can't be put on an axis."""
    here = data.source()
    gone = left_out(here.program, here.municipalities)
    st.html(render("relation-about.html", method=words.METHOD, left_out=gone))


def _options() -> tuple[Option, ...]:
    here = data.source()
    return options(here.program, here.municipalities)


def _current() -> Asked:
    """What is asked for: by the widgets, or read from the link when it is new."""
    state = st.session_state
    given = {name: value for name, value in st.query_params.items() if name in link.PARAMETERS}
    if X in state and Y in state and _chosen() != state.get(KEPT):
        state[KEPT], state[COMPLAINTS] = _chosen(), []
    elif _stale() or (given and given != state.get(WRITTEN)):
        state[KEPT], state[COMPLAINTS] = link.parse(given, _options())
        for key in (X, Y, YEAR):
            state.pop(key, None)
    return state[KEPT]


def _stale() -> bool:
    """Whether nothing is kept, or a nyckeltal that is gone, as when the office has changed its themes."""
    kept, there = st.session_state.get(KEPT), {one.address for one in _options()}
    return kept is None or not {kept.x, kept.y} <= there


def _chosen() -> Asked:
    state = st.session_state
    return Asked(state[X], state[Y], state.get(YEAR) or 0)


@box.callback
def _anew() -> None:
    """Another nyckeltal has other years: begin with its usual one."""
    st.session_state.pop(YEAR, None)


def _fill(asked: Asked, found: Relation) -> None:
    """Widgets forget their state on pages without them, and a year may be gone: give it back."""
    st.session_state.setdefault(X, asked.x)
    st.session_state.setdefault(Y, asked.y)
    if st.session_state.get(YEAR) not in axes.years(found.counted):
        st.session_state[YEAR] = found.year


def _told(asked: Asked, found: Relation) -> None:
    """What of the link was not understood or can't be shown."""
    box.warnings(st.session_state.get(COMPLAINTS, ()))
    if asked.year and found.year and asked.year != found.year:
        box.warning(f"År {asked.year} går inte att visa för de två: här är {found.year}.")


@data.kept(FOUND)
def _shown(asked: Asked, selection: Selection) -> Shown:
    findings = data.findings(selection.last)
    x, y = (next(one.indicator for one in _options() if one.address == given) for given in (asked.x, asked.y))
    found = relation(x, y, asked.year, selection, findings)
    if not found.year:
        return Shown(found)
    frame, unnamed = rows.rows(found, findings.source)
    return Shown(found, arrow(frame), unnamed)


@box.fragment()
def _details(found: Relation) -> None:
    """The figures as a table and as a file; a fragment, so that opening it runs nothing else."""
    opened = st.popover("Tabell och fil (CSV)", key="relation_table", on_change="rerun")
    if not opened.open:
        return
    here = data.source()
    with opened:
        make, name = partial(table.file, found, here), table.file_name(found, here)
        key = "relation_csv"
        st.download_button("Hämta värdena (CSV)", make, file_name=name, mime="text/csv", on_click="ignore", key=key)
        st.table(table.table(found, here, choices.swedish))
