"""Reports to download: a popover of files made on demand, and slow ones with progress that can be stopped."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from norberg import report
from norberg.program import Goal
from norberg.questions import Progress
from norberg.report import KINDS, Choice
from norberg.report import choice as choices_of
from norberg.report import task as tasks
from norberg.report.entry import Comment
from norberg.report.task import Task
from norberg.selection import Selection
from norberg.themes import Theme
from norberg.ui import box, choices, data

TASK = "report_task"
BEAT = 0.5  # s between looks at the progress


@box.fragment()
def of_goals(goals: Sequence[Goal], selection: Selection) -> None:
    """The files of an area's goals under one button; a fragment, so that opening it runs nothing else."""
    opened = st.popover("Ladda ner", key="report_goals", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.caption("Filen gäller det som är valt: år, kön och jämförelse. Den görs när du klickar.")
        for goal in goals:
            st.markdown(f"**Mål {goal.no}: {goal.short}**")
            with st.container(horizontal=True, key=f"report_goal_{goal.no}"):
                buttons(Choice((goal.no,)), selection, f"report_goal_{goal.no}")


@box.fragment()
def dive_button(theme: Theme, selection: Selection) -> None:
    """A theme's files under one button: a sheet to hand out, and all of its nyckeltal; a fragment, as ``of_goals``.

    Args:
        theme: of the program, the office's own, or of a link.
        selection: gender, years, comparison.
    """
    opened = st.popover("Ladda ner", key="report_theme_button", on_change="rerun")
    if not opened.open:
        return
    here, known = data.source(), {one.address: one for one in data.the_program().themes}
    choice = Choice(theme=theme.address) if known.get(theme.address) == theme else Choice(made=theme)
    with opened:
        st.caption("Filen gäller det som är valt: år, kön och jämförelse. Den görs när du klickar.")
        st.markdown("**Hela temat på ett A4**")
        name = choices_of.file_name(choice, here, selection, "pdf").removesuffix(".pdf")
        make = partial(report.sheet, theme, data.findings(selection.last), selection, link(selection, **choices.here()))
        st.download_button(
            "Ett A4 (.pdf)", make, f"{name}-a4.pdf", KINDS["pdf"].mime, on_click="ignore", key="report_theme_sheet"
        )
        st.markdown("**Rapport med ett diagram för varje nyckeltal**")
        with st.container(horizontal=True, key="report_theme"):
            buttons(choice, selection, "report_theme", **choices.here())


def buttons(choice: Choice, selection: Selection, key: str, kinds: Sequence[str] = tuple(KINDS), **own: str) -> None:
    """A button for each kind of file, made when it is clicked.

    Args:
        choice: what the file is of.
        selection: gender, years, comparison.
        key: of the buttons.
        kinds: some of ``report.KINDS``.
        own: what the page has of its own in its link.
    """
    here = data.source()
    for kind in kinds:
        name = choices_of.file_name(choice, here, selection, kind)
        make = partial(report.build, kind, choice, data.findings(selection.last), selection, link(selection, **own))
        one = KINDS[kind]
        label = f"{one.title} (.{kind})"
        st.download_button(label, make, file_name=name, mime=one.mime, on_click="ignore", key=f"{key}_{kind}")


def link(selection: Selection, **own: str) -> str:
    """The address of the page as it is shown."""
    return f"{(st.context.url or '').split('?')[0]}{choices.link(selection, **own)}"


def slow(
    choice: Choice, selection: Selection, comments: Sequence[Comment] = (), occasion: str = "", **own: str
) -> None:
    """A report of many nyckeltal: a button for each kind, then progress with a way out, then the file.

    Args:
        choice: what the file is of.
        selection: gender, years, comparison.
        comments: of people, on goals and nyckeltal.
        occasion: what the follow-up is made for, in words.
        own: what the page has of its own in its link.
    """
    with st.container(horizontal=True, key="report_kinds"):
        for kind, one in KINDS.items():
            if st.button(f"Gör {one.title}", key=f"report_{kind}", disabled=_running()):
                _start(kind, choice, selection, comments, occasion, link(selection, **own))
                st.rerun()
    if TASK in st.session_state:
        _watch() if _running() else _done()


def _running() -> bool:
    return TASK in st.session_state and st.session_state[TASK][0].running


def _start(
    kind: str, choice: Choice, selection: Selection, comments: Sequence[Comment], occasion: str, where: str
) -> None:
    here, findings = data.source(), data.findings(selection.last)
    name = choices_of.file_name(choice, here, selection, kind)

    def make(tell: Progress) -> bytes:
        return report.build(kind, choice, findings, selection, where, tell, comments, occasion=occasion)

    st.session_state[TASK] = (tasks.start(make), kind, name)


@box.fragment(run_every=BEAT)
def _watch() -> None:
    task: Task = st.session_state[TASK][0]
    if not task.running:
        st.rerun()
    st.progress(min(task.share, 1.0), text=f"{task.words} …")
    if st.button("Avbryt", key="stop_report"):
        task.stop()


def _done() -> None:
    task, kind, name = st.session_state[TASK]
    if task.error:
        box.warning(task.error)
    elif task.made is not None:
        st.download_button(
            f"Hämta {name}", task.made, file_name=name, mime=KINDS[kind].mime, on_click="ignore", key="report_file"
        )
