"""Upptäck: what stands out in the rest of Kolada, its own choices in the link, the finds, the file."""

from functools import partial

import streamlit as st

from norberg import charts, marks
from norberg.deep import chart
from norberg.deep.small import Axis
from norberg.discover import choice, export, picture, power_table, words
from norberg.discover.board import KINDS, Board, Find
from norberg.discover.choice import Chosen
from norberg.discover.picture import Drawing
from norberg.discovery.tests import GAP, LEVEL
from norberg.finding import DOWN, UP
from norberg.selection import Selection
from norberg.sentences import counted, day
from norberg.templates import render
from norberg.ui import box, choices, data, discover_choice, lakes, watching

TITLE = "Upptäck"
NARROWEST = 300  # px of a find: four abreast on a wide screen, one on a phone
PAGE = "pages/nyckeltal.py"
DRAWINGS = 800  # of some 20 kB


def head() -> tuple[Selection, Chosen, Board] | None:
    """Title, what there is or why there is nothing; then the filter bar and the page's own choices.

    Returns:
        The shared choice, the page's own, and the finds; None where there are none to choose among.
    """
    here = data.the_program()
    st.html(render("discover-head.html", title=TITLE, program=here.title, whom=here.municipality.name))
    watching.failed()
    if data.demo_chosen():
        _nothing("I demon är alla siffror påhittade, och i dem finns inget att upptäcka.", demo=True)
        return None
    standing, found = lakes.there(), lakes.found()
    for words_ in standing.warnings:
        box.warning(words_)
    if found is None:
        _nothing(standing.lacking)
        return None
    for fault in found[1]:
        box.warning(fault)
    chosen = discover_choice.current(found[0])
    selection = choices.bar()
    discover_choice.controls(found[0], chosen)
    return selection, chosen, found[0]


def _nothing(why: str, *, demo: bool = False) -> None:
    selection = choices.current()
    choices.write(selection, {})
    st.html(render("discover-nothing.html", why=why, demo=demo, link=choices.link(selection)))


def honesty(board: Board, selection: Selection) -> None:
    """How many were tested, how many chance would give, how many are shown; what the page does not follow."""
    name = data.the_program().municipality.name
    told = words.honesty(board, name)
    limits = data.limits()
    unfollowed = selection.gender != "totalt" or selection.last < limits.last
    st.html(
        render(
            "discover-honesty.html",
            told=told,
            power=power_table.table(board.whole.power),
            unfollowed=unfollowed,
            whom=name,
        )
    )


def finds(board: Board, selection: Selection, chosen: Chosen) -> None:
    """The finds by kind, the strongest first, as many as are asked for."""
    held = _axis(board, selection)
    for kind in KINDS:
        there = [one for one in board.of(kind) if chosen.lets(one)]
        shown = there[: chosen.shown[kind]]
        st.html(_heading(kind, len(shown), len(there), bool(chosen.area)))
        with st.grid(min_column_width=NARROWEST, gap=24, key=f"discover_{kind}"):
            for one in shown:
                with st.container(key=f"find_{one.key}"):
                    _find(one, selection, held)
        if len(there) > len(shown):
            more = counted(min(choice.STEP, len(there) - len(shown)), "fynd till", "fynd till")
            st.button(f"Visa {more}", key=f"more_{kind}", on_click=discover_choice.more, args=(chosen, kind))


def _heading(kind: str, shown: int, there: int, narrowed: bool) -> str:
    none = "Inget i det valda området." if narrowed else words.NONE[kind]
    about = words.ABOUT[kind] if there else none
    return render("discover-kind.html", heading=words.HEADINGS[kind], about=about, shown=shown, there=there, kind=kind)


def _axis(board: Board, selection: Selection) -> Axis:
    """The common time axis: from the chosen start to the last year that anything was found of."""
    last = max((one.discovery.last for one in board.finds), default=selection.last)
    return Axis(min(selection.first, last), last)


def _find(one: Find, selection: Selection, held: Axis) -> None:
    here = data.the_program()
    said = words.plain(one, here.municipality.name)
    drawn = _drawing(one, held)
    link = f"nyckeltal{choices.link(selection, nr=one.indicator.address)}"
    st.html(render("discover-one.html", one=one, mark=_mark(one), link=link, absence=drawn.absence))
    if drawn.rows:
        spec = {**chart.small(), "datasets": {charts.DATA: drawn.rows}}
        st.vega_lite_chart(spec=spec, theme=None, alt=drawn.alternative, key=f"chart_{one.key}")
    beside = f"{drawn.similar} {words.chance(one.discovery.p)}".strip()
    st.html(render("discover-said.html", one=one, said=said, beside=beside, twins=words.twins(one)))
    with st.container(horizontal=True, vertical_alignment="center", key=f"acts_{one.key}"):
        watching.button(one.indicator, one.key)
        st.page_link(PAGE, label="Fördjupa", query_params=choices.parameters(selection, nr=one.indicator.address))


@data.kept(DRAWINGS)
def _drawing(one: Find, held: Axis) -> Drawing:
    return picture.drawing(one, data.source(), held, words.sentence(one, data.the_program().municipality.name))


def _mark(one: Find) -> str:
    """The mark of a direction that is surely so, or of the outer quarter; nobody has said what is good."""
    found = one.discovery
    if found.test == LEVEL:
        return marks.level(found.quarter, certain=True, judged=False, wide=True)
    rises = found.test == GAP or found.sign > 0  # of a gap its size is meant
    return marks.direction(UP if rises else DOWN, 1 if rises else -1, sure=True, size=26)


def files(board: Board, selection: Selection, chosen: Chosen) -> None:
    """The finds of the chosen area as a table and a file, and where they come from."""
    generation = lakes.there().generation
    assert generation is not None
    _table(board, selection, chosen)
    read = day(generation.published)
    st.html(render("discover-source.html", read=read, id=generation.id, tested=board.whole.tested))


@box.fragment()
def _table(board: Board, selection: Selection, chosen: Chosen) -> None:
    """A fragment, so that opening it runs nothing else."""
    program, generation = data.the_program(), lakes.there().generation
    there = [one for kind in KINDS for one in board.of(kind) if chosen.lets(one)]
    opened = st.popover("Tabell och fil", key="discover_values", on_change="rerun")
    if not opened.open or generation is None:
        return
    name, titles = program.municipality.name, {one.address: one.title for one in program.areas}
    with opened:
        st.download_button(
            "Hämta fynden (CSV)",
            partial(export.people, there, name, titles, generation.read, partial(_absolute, selection)),
            file_name=export.file_name(name, generation.published),
            mime="text/csv",
            on_click="ignore",
            key="discover_csv",
        )
        with st.container(key="discover_table"):
            st.table([dict(zip(export.SHORT, row, strict=True)) for row in export.rows(there, name)])


def _absolute(selection: Selection, address: str) -> str:
    here = (st.context.url or "").split("?")[0].rpartition("/")[0]
    return f"{here}/nyckeltal{choices.link(selection, nr=address)}"


def followed(selection: Selection | None = None) -> None:
    """What is followed already, wherever it was found; nothing where nothing is."""
    watching.listed(selection or choices.current())
