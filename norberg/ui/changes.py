"""What has changed, refresh by refresh, since a day that the link can name; and what must be looked at."""

from functools import partial

import streamlit as st

from norberg import agenda_files, history, occasion, settings
from norberg.memory import guard, mentions, record, told
from norberg.memory.told import Part
from norberg.selection import LONGEST_SHOWN, Selection
from norberg.sentences import counted
from norberg.series import DEMO
from norberg.templates import render
from norberg.ui import box, choices, data

SINCE, FIELD = "sedan", "changes_since"
MOST = 30  # refreshes on the page: a month of daily ones


def section() -> None:
    """The heading, the day, what must be looked at, and the refreshes."""
    st.html(render("heading.html", title="Vad som har ändrats", anchor="andringar"))
    selection = choices.current()
    if data.demo_chosen():
        _show(selection, (), (), "", DEMO)
        return
    since = _since(selection)
    parts, faults = _parts(since, _state())
    box.warnings(faults, box.MOST_FAULTS)
    when = f" från och med {since}" if since else ""
    _show(selection, _alarms(_state()), parts, f"Inga ändringar är kända{when}.", "")


def _show(selection: Selection, alarms: tuple, parts: tuple[Part, ...], empty: str, demo: str) -> None:
    more = f"Visar {MOST} av {counted(len(parts), 'hämtning', 'hämtningar')}." if len(parts) > MOST else ""
    values = {"alarms": alarms, "parts": parts[:MOST], "empty": empty, "more": more, "demo": demo, "most": told.MOST}
    st.html(render("changes.html", **values, link=partial(_link, selection)))


def _link(selection: Selection, address: str) -> str:
    return choices.link(selection, nr=address)


def _since(selection: Selection) -> str:
    """The day the reader names, by the field or the link; "" for none."""
    given = st.query_params.get(SINCE, "")
    st.session_state.setdefault(FIELD, given)
    typed = st.text_input("Sedan förra mötet (datum)", key=FIELD, max_chars=10, placeholder="åååå-mm-dd", width=260)
    day = typed.strip()
    if day and not occasion.is_day(day):
        shown = day if len(day) <= LONGEST_SHOWN else f"{day[:LONGEST_SHOWN]}…"
        box.warning(f"”{shown}” är inget datum som går att använda: skriv datum som 2026-01-31. Allt visas.")
        day = ""
    choices.write(selection, {SINCE: day} if day else {})
    return day


def _state() -> tuple:
    """What the section depends on beside the day."""
    own = settings.written()
    folders = [own / "ledger", own / "ledger" / "identity", own / agenda_files.FOLDER, data.comment_folder()]
    return tuple(data.folder_state(one) for one in folders)


@data.kept(8)
def _parts(since: str, state: tuple) -> tuple[tuple[Part, ...], list[str]]:
    here, program = data.source(), data.the_program()
    areas = {one.entity for one in program.indicators}
    found, faults = record.refreshes(settings.written() / "ledger", areas, since)
    known = {one.no for one in program.indicators}
    agendas, broken = agenda_files.listed(settings.written() / agenda_files.FOLDER, known, data.limits())
    comments = data.comments()[0]
    parts = tuple(told.part(one, here, mentions.of(one, program, agendas, comments)) for one in found)
    return parts, [*faults, *broken]


@data.kept(1)
def _alarms(state: tuple) -> tuple[tuple[str, str, str], ...]:
    """Address, short title and text of every nyckeltal that must be looked at."""
    here = data.source()
    ledger = history.read(settings.written() / "ledger", {one.entity for one in here.program.indicators})[0]
    return tuple(
        (one.address, one.short_title, text)
        for one in (*here.program.indicators, *here.program.outside)
        for text in guard.alarms((one,), here, ledger)
    )
