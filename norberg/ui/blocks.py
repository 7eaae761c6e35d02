"""The blocks a page is made of: goals, cards, what is missing, freshness."""

from dataclasses import replace
from functools import partial

import streamlit as st

from norberg import card as cards
from norberg import charts, counts, exports, freshness, marks, verdict
from norberg.card import Card
from norberg.finding import NO_DATA
from norberg.notes import Genders
from norberg.program import Area, Goal, Indicator
from norberg.selection import Selection
from norberg.sentences import counted
from norberg.templates import render
from norberg.ui import box, choices, data, fetch, meeting_link, reports

NARROWEST = 520  # px of a card: three abreast at 1920, two at 1280, one at 390


def goals(area: Area) -> Selection:
    """The area's goals with how many of their nyckeltal go which way, then the filter bar.

    Returns:
        The choice to show.
    """
    selection = choices.current()
    wall = data.wall(selection.last)
    found = {goal.no: [one for one in wall.findings if one.indicator.goal == goal.no] for goal in area.goals}
    told = [{"no": goal.no, "text": goal.text, "counts": counts.counts(found[goal.no])} for goal in area.goals]
    st.html(render("goals.html", goals=told))
    selection = choices.bar()
    until = choices.years(selection)
    fresh = freshness.sentence(data.readings())
    st.html(render("seen.html", until=until, seen=choices.seen(selection), among=_among(selection), fresh=fresh))
    if problems := data.source().problems:
        st.warning(f"{counted(len(problems), 'fel', 'fel')} i filerna eller det lagrade: se Om värdena.")
    reports.of_goals(area.goals, selection)
    fetch.on_demand([one for goal in area.goals for one in goal.indicators], selection)
    return selection


def _among(selection: Selection) -> str:
    """What the level marks mean, and what the goals' counts are of where the cards show something else."""
    among = f"Läge: bland landets {len(data.source().municipalities)} kommuner."
    return among if selection.gender == "totalt" else f"{among} Målens antal gäller totalen."


def pairs(goal: Goal, selection: Selection) -> list[Card]:
    """The cards of a goal, the two of a pair as one."""
    return [data.card_of(one, selection) for one in data.the_program().pairs(goal.indicators)]


def goal(goal: Goal, selection: Selection) -> None:
    """A goal: its words, a card for each nyckeltal, and one card for all without values."""
    link = meeting_link.link([one.no for one in goal.indicators], f"Mål {goal.no}", selection.last)
    st.html(render("goal.html", goal=goal, meeting=link))
    found = pairs(goal, selection)
    absent = [one for one in found if one.absent]
    with st.grid(min_column_width=NARROWEST, gap=16, key=f"goal_{goal.no}"):
        for one in found:
            if one.absent is None:
                show(tuple(i.no for i in one.indicators), selection)
        if absent:
            _missing(goal, absent, selection)


@box.fragment()
def show(numbers: tuple[int, ...], selection: Selection) -> None:
    """One card; a fragment, so that opening its table runs nothing else."""
    indicators = tuple(data.the_program().indicator(no) for no in numbers)
    one = data.card_of(indicators, selection)
    with st.container(border=True, height="stretch", key=f"card_{numbers[0]}"):
        shown = verdict.verdicts(data.findings_of(indicators, replace(selection, gender=one.gender)), one.gender)
        link = f"nyckeltal{choices.link(selection, nr=str(numbers[0]))}"
        st.html(render("card.html", card=one, verdicts=shown, link=link))
        if one.rows is not None:
            spec = {**charts.trend(), "datasets": {charts.DATA: one.rows}}
            alternative = f"{one.alternative} {verdict.told(shown)}"
            st.vega_lite_chart(spec=spec, theme=None, alt=alternative, key=f"chart_{numbers[0]}")
        spark = _spark(one.genders) if one.genders else ""
        st.html(render("foot.html", card=one, spark=spark))
        with st.container(horizontal=True, vertical_alignment="center", key=f"actions_{numbers[0]}"):
            _whole(numbers[0], selection)
            _details(one, indicators, selection)


def _whole(no: int, selection: Selection) -> None:
    """The link to the nyckeltal's own page, under the same choice."""
    parameters = choices.parameters(selection, nr=str(no))
    icon = ":material/arrow_forward:"
    st.page_link("pages/nyckeltal.py", label="Hela nyckeltalet", icon=icon, query_params=parameters)


def _spark(told: Genders) -> str:
    return marks.genders(told.women_values, told.men_values, told.breaks, told.longest_step)


def _details(one: Card, indicators: tuple[Indicator, ...], selection: Selection) -> None:
    no = indicators[0].no
    opened = st.popover("Tabell och definition", type="tertiary", key=f"details_{no}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.html(render("about.html", about=one.about))
        here = data.source()
        st.table(cards.table(indicators, here, selection))
        st.download_button(
            "Hämta värdena (CSV)",
            partial(exports.people, indicators, here, selection),
            file_name=exports.file_name(indicators, here, selection),
            mime="text/csv",
            on_click="ignore",
            key=f"csv_{no}",
        )


def _missing(goal: Goal, absent: list[Card], selection: Selection) -> None:
    with st.container(border=True, key=f"missing_{goal.no}"):
        count = sum(len(one.indicators) for one in absent)
        st.html(
            render("missing.html", cards=absent, total=len(goal.indicators), count=count, ring=marks.count(NO_DATA, 16))
        )
        if any(one.absent and one.absent.fetchable for one in absent):
            fetch.button(f"fetch_goal_{goal.no}")
