"""The follow-up's page: what it is of, a summary, and per area and goal figures, changes, absences and comments."""

from datetime import date

import streamlit as st

from norberg import counts, followup, freshness, said, settings
from norberg import occasion as occasions
from norberg import since as sinces
from norberg.commentfile import GOAL, Subject
from norberg.followup import AreaPart, GoalPart, Item
from norberg.occasion import Occasion
from norberg.program import Goal
from norberg.report import Choice
from norberg.report.entry import of_people
from norberg.selection import Selection
from norberg.since import Then
from norberg.templates import render
from norberg.ui import box, choices, data, opinions, reports
from norberg.ui import occasions as picks

ITEMS, BLOCKS = 700, 120  # ten choices of all cards, a few kB each; as many goals, some 60 kB each


def head() -> tuple[Selection, Occasion]:
    """Title, the follow-up's own choices and the filter bar.

    Returns:
        The shared choice and the follow-up's own.
    """
    chosen, program = picks.current(), data.the_program()
    st.html(render("followup-head.html", occasion=chosen, program=program.title))
    picks.controls(chosen)
    choices.write(choices.current(), picks.parameters(chosen))
    return choices.bar(), chosen


def lead(selection: Selection, chosen: Occasion) -> None:
    """The counts of what is shown, what changed since the previous follow-up, and how that is known."""
    goals = occasions.chosen(chosen, data.the_program())
    numbers = {one.no for one in goals}
    found = [one for one in data.wall(selection.last).findings if one.indicator.goal in numbers]
    items = [one for goal in goals for one in part(goal, selection, chosen).items]
    st.html(
        render(
            "followup-lead.html",
            counts=counts.counts(found),
            total=len(found),
            occasion=chosen,
            changed=sinces.counted_words([(one.since, len(one.numbers)) for one in items]),
            demo=data.demo_chosen(),
            until=choices.years(selection),
            seen=choices.seen(selection),
            fresh=freshness.sentence(data.readings()),
        )
    )
    box.warnings((*_then(selection, chosen).faults, *data.comments()[1]), box.MOST_FAULTS)
    files(selection, chosen)


def files(selection: Selection, chosen: Occasion) -> None:
    """Ladda ner: the follow-up as files, with what people said of it."""
    whole = chosen.goals == occasions.every(data.the_program())
    with st.container(key="followup_files"):
        told = of_people(data.comments()[0])
        reports.slow(Choice(() if whole else chosen.goals), selection, told, chosen.words, **picks.parameters(chosen))


def areas(selection: Selection, chosen: Occasion) -> tuple[AreaPart, ...]:
    """The areas with a goal that is shown."""
    program = data.the_program()
    return followup.areas(program, occasions.chosen(chosen, program), data.wall(selection.last).findings)


def area(one: AreaPart) -> None:
    """An area: its words in the program, and its counts."""
    st.html(render("followup-area.html", area=one.area, counts=one.counts))


@box.fragment()
def goal(goal: Goal, selection: Selection, chosen: Occasion) -> None:
    """A goal with its nyckeltal and what people say of them; a fragment, so that writing runs nothing else."""
    entries = tuple(one for one in data.comments()[0] if one.entry.subject in said.subjects(goal))
    with st.container(key=f"followup_{goal.no}"):
        st.html(_block(goal.no, selection, chosen, entries, _ledger()))
        opinions.panel(part(goal, selection, chosen), entries, chosen)


@data.kept(BLOCKS)
def _block(no: int, selection: Selection, chosen: Occasion, entries: tuple, ledger: tuple) -> str:
    """The HTML of a goal: the same for all who choose the same, until figures, comments or the day change."""
    one = part(data.the_program().goal(no), selection, chosen)
    links = {item.no: f"nyckeltal{choices.link(selection, nr=str(item.no))}" for item in one.items}
    spoken = {item.no: said.of(said.indicators(item.numbers), entries, chosen.before) for item in one.items}
    return render(
        "followup-goal.html",
        part=one,
        links=links,
        spoken=spoken,
        of_goal=said.of([Subject(GOAL, no)], entries, chosen.before),
        occasion=chosen,
    )


def part(goal: Goal, selection: Selection, chosen: Occasion) -> GoalPart:
    """The figures of a goal."""
    pairs = data.the_program().pairs(goal.indicators)
    items = [_item(tuple(i.no for i in one), selection, chosen.before, _ledger()) for one in pairs]
    return followup.part(goal, items, data.wall(selection.last).findings)


def _ledger() -> tuple:
    """What the history of the figures depends on."""
    return data.folder_state(settings.written() / "ledger")


@data.kept(ITEMS)
def _item(numbers: tuple[int, ...], selection: Selection, before: str, ledger: tuple) -> Item:
    indicators = tuple(data.the_program().indicator(no) for no in numbers)
    there = _figures(before, selection.last, ledger)
    found = lambda shown: data.findings_of(indicators, shown)  # noqa: E731 - said in one line
    return followup.item(indicators, data.card_of(indicators, selection), found, there, selection)


def _then(selection: Selection, chosen: Occasion) -> Then:
    return _figures(chosen.before, selection.last, _ledger())


@data.kept(3)
def _figures(day: str, last: int, ledger: tuple) -> Then:
    """The figures of the previous follow-up."""
    return sinces.then(data.source(), settings.written() / "ledger", day, last, date.today().isoformat())
