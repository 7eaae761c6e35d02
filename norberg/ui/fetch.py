"""Fetching from Kolada in the background, with progress; the figures already there are never blocked."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import streamlit as st

from norberg import job as jobs
from norberg import lines, refresh, settings
from norberg.job import Job
from norberg.kolada import Kolada
from norberg.program import Indicator
from norberg.refresh import Wanted
from norberg.selection import Selection
from norberg.sentences import counted
from norberg.summary import unanswered
from norberg.ui import box, data
from norberg.watch import files

PATIENCE = 600  # s before what failed is tried again unasked
TOLD = 300  # s that the outcome of a fetch stays on the pages
BEAT = 1.0  # s between looks at the progress


@dataclass
class Desk:
    """The one place of this process where a fetch is started."""

    job: Job | None = None
    failed: float = float("-inf")

    def fail(self) -> None:
        """Remember when it last failed."""
        self.failed = time.monotonic()


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """The desk all sessions share: one fetch at a time."""
    return Desk()


def button(key: str) -> None:
    """A button that fetches the program's default set; nothing in the demo, which never asks Kolada."""
    if data.demo_chosen():
        return
    if st.button("Hämta från Kolada", key=key, disabled=_running()):
        _start(_everything(every_municipality=False))
        st.rerun()


def button_of(indicators: Sequence[Indicator], key: str) -> None:
    """A button that fetches nyckeltal nobody has asked for, of the default areas and, for ranks, all municipalities."""
    here = data.source()
    unread = [one for one in indicators if one.use_id and here.asked(one.use_id, one.entity) is None]
    kpis = [one.use_id for one in unread if not len(here.kpi(one.use_id))]  # the embedded figures need no asking
    if data.demo_chosen() or not kpis:
        return
    if st.button(f"Hämta {counted(len(kpis), 'nyckeltal', 'nyckeltal')} från Kolada", key=key, disabled=_running()):
        areas = refresh.wanted(here.program, here, every_municipality=True).areas
        _start(Wanted(tuple(dict.fromkeys(kpis)), (), areas, ()))
        st.rerun()


def button_of_list(key: str) -> None:
    """A button that reads Kolada's whole list of kpis; nothing in the demo."""
    if data.demo_chosen():
        return
    if st.button("Hämta Koladas lista", key=key, disabled=_running()):
        place = desk()
        place.job = jobs.listing(Kolada(), data.the_store(), on_failure=place.fail)
        st.rerun()


def on_demand(indicators: Sequence[Indicator], selection: Selection) -> None:
    """Show the fetch under way; start one for areas that are chosen but were never asked for.

    Only where a fetch has worked before: a machine without network is not made to wait.
    """
    if data.demo_chosen():
        return
    here = data.source()
    kpis = [one.use_id for one in indicators if one.use_id and here.asked(one.use_id, one.entity)]
    areas = {code for one in indicators for area in lines.compared(selection, one, here) for code in area.members}
    unread = sorted(code for code in areas if any(here.asked(kpi, code) is None for kpi in kpis))
    if kpis and unread and not _running() and time.monotonic() - desk().failed > PATIENCE:
        _start(Wanted(tuple(kpis), (), tuple(unread), ()))
    progress()


def when_old() -> None:
    """Start a fetch of changes where the program says how old the figures may get, and they are older."""
    days = data.the_program().refresh_after
    job = desk().job
    lately = job is not None and (job.running or time.monotonic() - job.ended < PATIENCE)
    if not days or data.demo_chosen() or lately:
        return
    if refresh.age(data.source(), datetime.now(UTC)) > timedelta(days=days):
        _start(_everything(every_municipality=False), whole_series=False)


def panel() -> None:
    """The place for fetching: the program's areas, or all municipalities."""
    if data.demo_chosen():
        return
    with st.container(horizontal=True, key="fetch_panel"):
        button("fetch_default")
        if st.button("Hämta för alla kommuner", key="fetch_all", disabled=_running()):
            _start(_everything(every_municipality=True))
            st.rerun()
    progress()


def progress() -> None:
    """The fetch under way, or how the last one ended."""
    job = desk().job
    if job is not None and job.running:
        _watch(data.version())
    elif job is not None and time.monotonic() - job.ended < TOLD:
        _ended(job)


@box.fragment(run_every=BEAT)
def _watch(drawn: tuple) -> None:
    """The progress; the page is drawn anew as soon as a part of the figures has come."""
    job = desk().job
    if job is None or not job.running or data.version() != drawn:
        st.rerun()
        return
    st.progress(min(job.share, 1.0), text=f"{job.words}. Värdena som redan visas kan användas under tiden.")
    if st.button("Avbryt hämtningen", key="stop_fetch"):
        job.stop()


def _ended(job: Job) -> None:
    if job.error:
        box.warning(f"{job.error} Det som visas är det senast inlästa.")
        return
    if job.told:
        box.success(job.told)
        return
    empty = sorted({kpi for one in job.summaries for kpi in one.empty})
    values = sum(one.values for one in job.summaries)
    box.success(f"Hämtat: {counted(values, 'värde', 'värden')} från Kolada.")
    if empty:
        words = counted(len(empty), "nyckeltal", "nyckeltal")
        st.info(f"Kolada svarade utan värden för {words}: {'; '.join(_title(kpi) for kpi in empty)}.")
    for one in job.summaries:
        for sentence in (*one.notes, *one.retitled, *unanswered(one)):
            box.warning(sentence)


def _title(kpi: str) -> str:
    """The short title of the program, else Kolada's, with the id."""
    here = data.source()
    known = {one.use_id: one.short_title for one in here.program.indicators}
    fact = here.facts.get(kpi)
    return f"{known.get(kpi) or (fact.title if fact else '')} ({kpi})".strip()


def _running() -> bool:
    job = desk().job
    return job is not None and job.running


def _everything(every_municipality: bool) -> Wanted:
    here = data.source()
    wanted = refresh.wanted(here.program, here, every_municipality, files.kpis(files.folder(settings.written())))
    lacking = {one.use_id for one in here.program.indicators if not len(here.series([one.use_id], [one.entity]))}
    first = sorted(wanted.required, key=lambda kpi: kpi not in lacking)
    return replace(wanted, required=tuple(first))


def _start(wanted: Wanted, *, whole_series: bool = True) -> None:
    place = desk()
    given = (Kolada(), data.the_store(), wanted, data.source())
    place.job = jobs.start(*given, on_failure=place.fail, whole_series=whole_series)
