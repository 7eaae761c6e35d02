"""The nyckeltal page: its parts in the order of reading."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from norberg import charts, charts_depth, charts_strip, depth, exports, picture, place
from norberg.depth import Depth
from norberg.depth_words import Words
from norberg.place import Place
from norberg.report import Choice
from norberg.selection import Selection
from norberg.sentences import DASH
from norberg.templates import render
from norberg.ui import box, choices, data, depth_link, fetch, reports
from norberg.ui.depth_link import Pair
from norberg.ui.pages import page_of

MIME = {"csv": "text/csv", "png": "image/png", "svg": "image/svg+xml"}
PAGE = "pages/nyckeltal.py"


def head(indicators: Pair) -> Selection:
    """Where in the program it belongs, title, what is measured, the filter bar.

    Returns:
        The choice to show.
    """
    program, selection = data.the_program(), choices.current()
    areas = [(area, goal) for area in program.areas for goal in area.goals if goal.no == indicators[0].goal]
    themes = [] if areas else [one for one in program.themes if indicators[0] in one.indicators]
    page = page_of(indicators, selection)
    values = {"areas": areas, "themes": themes, "title": page.title, "subtitle": page.subtitle}
    st.html(render("depth-head.html", **values, link=partial(choices.link, selection)))
    selection = choices.bar()
    depth_link.write(selection, depth_link.own(indicators))
    fetch.on_demand(indicators, selection)
    return selection


def facts(indicators: Pair, selection: Selection) -> None:
    """Value, direction and level; the sentence; for a measure in words a box a year; why there is no value."""
    page = page_of(indicators, selection)
    st.html(render("depth-facts.html", page=page, until=choices.years(selection)))
    if page.absent and page.absent.fetchable:
        fetching = fetch.button if indicators[0].goal else partial(fetch.button_of, indicators)
        fetching(f"fetch_depth_{indicators[0].no}")


def trend(indicators: Pair, selection: Selection) -> None:
    """The long trend, women and men abreast where both are chosen; process limits on request.

    No fragment: the picture among the files below has the limits too.
    """
    page = page_of(indicators, selection, limits=depth_link.on(depth_link.LIMITS))
    if page.trend:
        _section(f"{page.sides[0].own.name} och jämförelsen över tid", (*page.caption, ("", page.limits)))
        for at, (column, chart) in enumerate(zip(st.columns(len(page.trend)), page.trend, strict=True)):
            with column:
                _panel(chart.name)
                _draw(charts_depth.trend(page.height), chart.rows, chart.alternative, f"chart_trend_{at}")
        depth_link.toggle("Visa gränser för ovanliga värden", depth_link.LIMITS, indicators, selection)
    if page.remarks:
        st.html(render("depth-remarks.html", remarks=page.remarks))


@box.fragment()
def places(indicators: Pair, selection: Selection) -> None:
    """Where the municipality lies among all: a dot each, and the ranking; why it is not compared where it is not."""
    page = page_of(indicators, selection)
    if not page.places:
        return
    there = [one for one in page.places if not one.reason]
    years = there[0].years if there else ""
    mean = "medel " if DASH in years else ""
    _section(f"Var {page.sides[0].own.name} ligger bland landets kommuner{', ' if years else ''}{mean}{years}")
    for at, (column, one) in enumerate(zip(st.columns(len(page.places)), page.places, strict=True)):
        with column:
            _place(page, one, at)
    if there:
        depth_link.toggle("Visa alla kommuner i rangordningen", depth_link.WHOLE, indicators, selection)


def _place(page: Depth, one: Place, at: int) -> None:
    _panel(one.name, (("", one.reason),) if one.reason else one.caption)
    if one.reason:
        return
    _draw(charts_strip.strip(), one.rows, one.alternative, f"chart_strip_{at}")
    side = next(side for side in page.sides if side.name == one.name)
    bars = place.bars(one, side, data.source(), whole=depth_link.on(depth_link.WHOLE))
    order = "bäst först" if page.indicators[0].direction != "neutral" else "högst först"
    label = ", ".join(filter(None, ["Rangordning", one.name.lower(), order]))
    st.html(render("depth-ranking.html", bars=bars, label=label, narrow=len(page.places) > 1))


def genders(indicators: Pair, selection: Selection) -> None:
    """Women and men over time with the gap; one line where there is no split."""
    page = page_of(indicators, selection)
    found = page.genders
    if found is None:
        if page.no_genders and not page.message:
            _section("Kvinnor och män", (("", page.no_genders),))
        return
    _section(found.heading, (("", found.words),))
    if found.banded:
        _draw(charts_depth.trend(charts_depth.LOW), found.gaps, found.alternative, "chart_gap")
        return
    left, right = st.columns([1.35, 1])
    with left:
        _panel(found.unit)
        _draw(charts_depth.trend(charts_depth.LOW), found.both, found.both_alternative, "chart_both")
    with right:
        _panel(f"Kvinnor minus män, {found.gap_unit}")
        _draw(charts_depth.gaps(charts_depth.LOW), found.gaps, found.alternative, "chart_gap")


@box.fragment()
def table(indicators: Pair, selection: Selection) -> None:
    """The figures as a table, the newest years or all, and as files."""
    page = page_of(indicators, selection)
    if page.behind is None:
        return
    _section("Tabell")
    shown, more = depth.table(page, whole=depth_link.on(depth_link.YEARS))
    with st.container(key="depth_table"):
        st.table(shown)
    if more:
        depth_link.toggle("Visa alla år", depth_link.YEARS, indicators, selection)
    _files(page, indicators, selection)


def _files(page: Depth, indicators: Pair, selection: Selection) -> None:
    here = data.source()
    name = exports.file_name(indicators, here, selection)
    found: dict[str, tuple[str, Callable[[], bytes]]] = {
        "Tabell (CSV)": (name, partial(exports.people, indicators, here, selection)),
        "Tabell för maskiner (CSV)": (f"maskin-{name}", partial(exports.of_card, indicators, here, selection)),
    }
    if page.trend:
        page = page_of(indicators, selection, limits=depth_link.on(depth_link.LIMITS))
        stem = name.removesuffix(".csv")
        found["Diagram, bild (PNG)"] = (f"{stem}.png", partial(picture.png, page, here))
        found["Diagram, bild (SVG)"] = (f"{stem}.svg", partial(picture.svg, page, here))
    with st.container(horizontal=True, key="depth_files"):
        for label, (file, make) in found.items():
            kind = file.rpartition(".")[2]
            key = f"file_{'machine' if file.startswith('maskin') else kind}"
            st.download_button(label, make, file_name=file, mime=MIME[kind], on_click="ignore", key=key)
        reports.buttons(Choice(no=indicators[0].no), selection, "file", **{depth_link.NO: indicators[0].address})


def about(indicators: Pair, selection: Selection) -> None:
    """Definition, source, publication, direction and who decided it, revisions; then the one before and after."""
    page = page_of(indicators, selection)
    st.html(render("depth-about.html", about=page.about, history=page.history))
    pairs = data.the_program().pairs()
    at = pairs.index(indicators) if indicators in pairs else len(pairs)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="depth_steps"):
        for one in pairs[at - 1 : at] if 0 < at < len(pairs) else ():
            _step(f"← {one[0].pair or one[0].short_title}", selection, nr=str(one[0].no))
        _step("Alla nyckeltal", selection)
        for one in pairs[at + 1 : at + 2]:
            _step(f"{one[0].pair or one[0].short_title} →", selection, nr=str(one[0].no))


def _step(label: str, selection: Selection, **own: str) -> None:
    st.page_link(PAGE, label=label, query_params=choices.parameters(selection, **own))


def _section(heading: str, words: Words = ()) -> None:
    st.html(render("depth-section.html", heading=heading, words=[one for one in words if any(one)]))


def _panel(name: str, words: Words = ()) -> None:
    if name or words:
        st.html(render("depth-panel.html", title=name, words=words))


def _draw(spec: dict, rows: bytes, alternative: str, key: str) -> None:
    st.vega_lite_chart(spec={**spec, "datasets": {charts.DATA: rows}}, theme=None, alt=alternative, key=key)
