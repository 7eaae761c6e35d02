"""Preparing a meeting: choose nyckeltal, put them in order, name, save, open, start."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import streamlit as st

from norberg import agenda, agenda_files, meeting, settings
from norberg.agenda import LIST, Agenda
from norberg.agenda_files import FOLDER, Saved
from norberg.errors import NorbergError
from norberg.meeting_lines import MOST_OTHERS, left_out
from norberg.memory import mentions, record
from norberg.selection import Selection
from norberg.sentences import counted, listed
from norberg.templates import render
from norberg.ui import box, choices, data
from norberg.ui.meeting_link import BEGUN, DRAFT, STEP, read

KEPT, WRITTEN, COMPLAINTS, FILE, TOLD = "agenda", "agenda_written", "agenda_complaints", "agenda_file", "agenda_told"
NAME, ROW, SETS, LAST = (f"agenda_{one}" for one in ("name", "row", "sets", "last"))


def current() -> Agenda:
    """The agenda that is prepared: this session's, or the link's when it is new."""
    state, given = st.session_state, _given()
    asks = DRAFT in given or LIST in given
    if KEPT not in state or (asks and given != state.get(WRITTEN)):
        listed = DRAFT if DRAFT in given else LIST
        state[KEPT], state[COMPLAINTS] = read(listed)
        _forget()
    return state[KEPT]


def note(text: str) -> None:
    """A quiet line; Streamlit's own is too pale to be read by all."""
    st.html(render("agenda-note.html", text=text))


def _given() -> dict[str, str]:
    ours = (DRAFT, LIST, agenda.NAME, agenda.COMPARED, agenda.LAST, agenda.READ)
    return {name: value for name, value in st.query_params.items() if name in ours}


def change(new: Agenda) -> None:
    """Let this be the agenda that is prepared."""
    st.session_state[KEPT] = new


def _forget() -> None:
    """Let the widgets be filled from the agenda."""
    for key in (NAME, ROW, SETS, LAST, FILE):
        st.session_state.pop(key, None)


def head() -> None:
    """Heading, what a meeting is, what of the link was not understood; the agenda goes into the address."""
    one = current()
    st.title("Förbered ett möte", anchor=False)
    st.html(render("agenda-lead.html"))
    box.warnings(st.session_state.get(COMPLAINTS, ()))
    parameters = one.parameters(DRAFT) if one.numbers else {}
    if st.query_params.to_dict() != choices.with_demo(parameters):
        st.query_params.from_dict(choices.with_demo(parameters))
    st.session_state[WRITTEN] = parameters
    if told := st.session_state.pop(TOLD, ""):
        box.success(told)


def _folder() -> Path:
    return settings.written() / FOLDER


def saved() -> None:
    """The saved agendas: open one, or remove it after a second question."""
    known = [one.no for one in data.the_program().indicators]
    found, faults = agenda_files.listed(_folder(), known, data.limits())
    box.warnings(faults, box.MOST_FAULTS)
    if not found:
        return
    st.header("Sparade dagordningar", anchor=False)
    for one in found:
        with st.container(horizontal=True, vertical_alignment="center", key=f"saved_{one.file}"):
            count = counted(len(one.agenda.numbers), "nyckeltal", "nyckeltal")
            st.html(render("agenda-saved.html", saved=one, count=count, changed=_changed(one)))
            st.button("Öppna", key=f"open_{one.file}", help=f"Öppna {one.agenda.name}", on_click=_open, args=(one,))
            with st.popover("Ta bort", key=f"ask_{one.file}"):
                st.write(box.plain(f"Ta bort ”{one.agenda.name}”? Det går inte att ångra."))
                st.button("Ja, ta bort den", key=f"remove_{one.file}", on_click=_remove, args=(one,))


def _changed(one: Saved) -> str:
    """The nyckeltal with figures that changed after the agenda was made; none of made-up figures."""
    if data.demo_chosen():
        return ""
    program = data.the_program()
    found = record.refreshes(settings.written() / "ledger", {each.entity for each in program.indicators})[0]
    return listed(mentions.since(one.agenda, found, program))


@box.callback
def _open(one: Saved) -> None:
    _forget()
    change(one.agenda)
    st.session_state[COMPLAINTS], st.session_state[FILE] = [], one


@box.callback
def _remove(one: Saved) -> None:
    agenda_files.remove(_folder(), one.file)
    st.session_state[TOLD] = f"”{one.agenda.name}” är borttagen."
    if st.session_state.get(FILE) == one:
        st.session_state[FILE] = None


def order() -> None:
    """The list: choose a row, move it up or down, take it away."""
    one, program = current(), data.the_program()
    st.header("Dagordningen", anchor=False)
    if not one.numbers:
        note("Inga nyckeltal än. Sök, eller välj ett mål eller ett tema.")
        return
    titles = {no: f"{at}. {program.indicator(no).short_title}" for at, no in enumerate(one.numbers, 1)}
    if st.session_state.get(ROW) not in one.numbers:
        st.session_state[ROW] = one.numbers[0]
    st.radio("Välj en rad att flytta eller ta bort", list(titles), format_func=titles.__getitem__, key=ROW)
    row = st.session_state[ROW]
    with st.container(horizontal=True, key="agenda_moves"):
        st.button("Flytta upp", key="move_up", disabled=row == one.numbers[0], on_click=_move, args=(-1,))
        st.button("Flytta ned", key="move_down", disabled=row == one.numbers[-1], on_click=_move, args=(1,))
        st.button("Ta bort ur listan", key="take_away", on_click=_take_away)


@box.callback
def _move(steps: int) -> None:
    change(current().moved(st.session_state[ROW], steps))


@box.callback
def _take_away() -> None:
    one, no = current(), st.session_state[ROW]
    at = one.numbers.index(no)
    left = one.without(no)
    change(left)
    st.session_state[ROW] = left.numbers[min(at, len(left.numbers) - 1)] if left.numbers else None


def start() -> None:
    """Name, comparison and end year; start, save, copy the link."""
    one = current()
    if not one.numbers:
        return
    _settings(one)
    one = current()
    with st.container(horizontal=True, vertical_alignment="center", key="agenda_actions"):
        st.button("Starta mötet", type="primary", key="start", on_click=_start)
        st.button("Spara dagordningen", key="save", on_click=_save, disabled=not one.name)
        with st.popover("Kopiera länk", key="copy_meeting"):
            st.write("Länken öppnar mötet med samma nyckeltal i samma ordning.")
            address = (st.context.url or "").split("?")[0]
            st.code(f"{address}{choices.query(_dated(one).parameters())}", language=None, wrap_lines=True)
    if not one.name:
        note("Skriv ett namn för att kunna spara.")
    st.html(render("agenda-frozen.html", saved=one.read, now=_now(one)))


def _settings(one: Agenda) -> None:
    """The widgets of what the whole meeting shares."""
    limits, sets = data.limits(), {chosen.address: chosen.title for chosen in data.the_program().sets}
    state = st.session_state
    state.setdefault(NAME, one.name)
    state.setdefault(SETS, list(one.sets))
    state.setdefault(LAST, one.last)
    left, right = st.columns(2, gap="large")
    with left:
        st.text_input("Namn", key=NAME, max_chars=agenda.MOST_LETTERS, placeholder="Utskottet 26 november")
        st.slider("Så såg det ut till och med", limits.first, limits.last, key=LAST)
    with right:
        st.pills("Jämför med", list(sets), selection_mode="multi", format_func=sets.__getitem__, key=SETS)
        told = st.empty()
    chosen = tuple(one for one in sets if one in state[SETS])
    new = replace(one, name=agenda.name_of(state[NAME] or ""), sets=chosen, last=state[LAST])
    change(new)
    with told:
        note(_room(new))


def _room(one: Agenda) -> str:
    """How many lines there is room for, and what of the choice is therefore not drawn."""
    selection = Selection("totalt", one.last, one.last, one.sets, one.areas)
    names = listed(left_out(selection, data.source()))
    most = f"Högst {MOST_OTHERS} linjer ritas bredvid {data.the_program().municipality.genitive}."
    return f"{most} Ritas inte: {names}." if names else most


def _now(one: Agenda) -> str:
    """The day of the newest figures of an agenda; made-up ones have none."""
    if data.demo_chosen():
        return ""
    program, found = data.the_program(), data.findings(one.last)
    return meeting.newest([found.of(program.indicator(no)) for no in one.numbers])


def _dated(one: Agenda) -> Agenda:
    """The agenda with the day of the figures that it is made with."""
    return replace(one, read=one.read or _now(one))


@box.callback
def _start() -> None:
    parameters = _dated(current()).parameters()
    st.session_state.pop(BEGUN, None)  # a meeting that begins shows the newest figures
    st.query_params.from_dict(choices.with_demo({**parameters, STEP: "1"}))


@box.callback
def _save() -> None:
    one = replace(current(), read=_now(current()), created=date.today().isoformat())
    before: Saved | None = st.session_state.get(FILE)
    try:
        kept = agenda_files.save(_folder(), one, data.the_program(), before)
    except NorbergError as error:
        st.session_state[COMPLAINTS] = [str(error)]
        return
    change(one)
    st.session_state[FILE] = kept
    why = ""
    if before is not None and kept.file != before.file:
        why = f" Filen {before.file} hade ändrats av någon annan och är orörd."
    st.session_state[TOLD] = f"Sparad som {kept.file}.{why}"
