"""The page of the thematic deep-dives: which theme, and its parts in the order of reading."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from norberg import charts
from norberg.deep import chart, key, values
from norberg.deep.dive import Dive
from norberg.deep.multiple import Multiple
from norberg.gaps import Group, row
from norberg.gaps import table as gap_table
from norberg.program import Indicator
from norberg.sentences import listed, span
from norberg.templates import render
from norberg.ui import box, choices, data, dives, fetch, own, own_pick

NARROWEST = 256  # px of a small chart: four abreast at 1440, fewer on narrower screens; on a phone the style says two

ALIKE = "Liknande: de kommuner som Kolada räknar som lika Norberg i just det nyckeltalet."
CERTAIN, OPEN = "Säkra skillnader", "Går inte att säga säkert"


def head() -> Dive | None:
    """The themes as links, the title, the filter bar, and the theme under the choice; None where there is none."""
    theme, address, wrong = dives.chosen()
    selection = choices.current()
    themes = [(one, choices.link(selection, tema=one.address)) for one in data.the_program().themes]
    mine = choices.link(selection, **own.EMPTY)
    st.html(render("deep-head.html", theme=theme, themes=themes, mine=mine, chosen=own.asked() is not None))
    selection = choices.bar()
    choices.write(selection, address)
    if wrong:
        box.warning(wrong)
    if theme is None:
        return None
    own_pick.block(theme, selection)
    fetch.on_demand(list(theme.indicators), selection)
    return dives.dive_of(theme, selection) if theme.pieces else None


def columns(dive: Dive) -> None:
    """The sentence, the four columns with the worst left, and the key to their marks."""
    link = _links(dive)
    compared = f"Läge och plats: bland landets {len(data.source().municipalities)} kommuner. {ALIKE}"
    until = choices.years(dive.selection)
    st.html(render("deep-columns.html", dive=dive, link=link, key=key.key(), until=until, compared=compared))
    mine = own.asked() is not None or dive.theme.own  # then the block above has a button of its own
    if not mine and any(entry.fetchable for column in dive.columns for entry in column.entries):
        fetch.button(f"fetch_theme_{dive.theme.address}")


def questions(dive: Dive) -> None:
    """At most three questions with the figures that made them chosen, and the rule."""
    st.html(render("deep-questions.html", dive=dive, link=_links(dive)))


def charts_of_all(dive: Dive) -> None:
    """A small chart of every piece on one time axis; the values as a table and a file."""
    st.html(render("deep-charts.html", dive=dive, years=span(dive.axis.first, dive.axis.last)))
    _values(dive)
    link = _links(dive)
    with st.grid(min_column_width=NARROWEST, gap=24, key="deep_small"):
        for at, one in enumerate(dive.multiples):
            with st.container(key=f"deep_one_{at}"):
                _small(one, link(one.piece.indicator), at)


def _small(one: Multiple, link: str, at: int) -> None:
    st.html(render("deep-one.html", one=one, link=link))
    if one.rows:
        spec = {**chart.small(), "datasets": {charts.DATA: one.rows}}
        st.vega_lite_chart(spec=spec, theme=None, alt=one.alternative, key=f"chart_deep_{at}")
    st.html(render("deep-mind.html", one=one))


@box.fragment()
def _values(dive: Dive) -> None:
    """The table and the file; a fragment, so that opening it runs nothing else."""
    here = data.source()
    opened = st.popover("Tabell och fil", key="deep_values", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.download_button(
            "Hämta värdena (CSV)",
            partial(values.people, dive, here),
            file_name=values.file_name(dive, here),
            mime="text/csv",
            on_click="ignore",
            key="deep_csv",
        )
        with st.container(key="deep_table"):
            st.table(values.table(dive, here))


def gaps(dive: Dive) -> None:
    """Women and men: the largest gaps first, the sure ones before the others; counts of people are left out."""
    every = dives.gap_rows(dive.theme, dive.selection)
    found, left_out = row.by_size([one for one in every if not one.count]), [one.title for one in every if one.count]
    groups = [
        Group(heading, "", tuple(one for one in found if one.gap.sure is sure))
        for heading, sure in ((CERTAIN, True), (OPEN, False))
    ]
    made = gap_table(groups, lambda address: f"nyckeltal{choices.link(dive.selection, nr=address)}")
    head = render("deep-gaps.html", there=bool(made), left_out=listed(left_out))
    st.html(head + made + render("deep-gaps-all.html", all=choices.link(dive.selection)))


def sources(dive: Dive) -> None:
    """Where the values come from, and when they were read."""
    st.html(render("deep-source.html", dive=dive))


def _links(dive: Dive) -> Callable[[Indicator], str]:
    """The address of a nyckeltal's page under the theme's choice."""
    return lambda indicator: f"nyckeltal{choices.link(dive.selection, nr=indicator.address)}"
