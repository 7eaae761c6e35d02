"""Adding nyckeltal to the agenda: by everyday words, a whole goal or theme, or what the rules take up."""

import streamlit as st

from norberg import search, settings
from norberg.report.choice import Choice
from norberg.sentences import counted
from norberg.ui import box, data
from norberg.ui.agenda import ROW, TOLD, change, current, note

SEARCH, WHOLE = "agenda_search", "agenda_whole"
MOST_FOUND = 12  # of a search; more words make it fewer


def choose() -> None:
    """Add nyckeltal: by everyday words, a whole goal or theme, or what the rules take up."""
    program = data.the_program()
    st.header("Lägg till nyckeltal", anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        asked = st.text_input("Sök med vardagliga ord", key=SEARCH, placeholder="dagis, jobb, utsläpp …", live=True)
        if asked.strip():
            _found(asked)
    with right:
        goals = {str(goal.no): f"Mål {goal.no}. {goal.short}" for goal in program.goals}
        whole = goals | {one.address: f"Tema: {one.title}" for one in program.themes}
        st.selectbox(
            "Ett helt mål eller tema",
            list(whole),
            format_func=whole.__getitem__,
            index=None,
            key=WHOLE,
            placeholder="Välj mål eller tema",
        )
        numbers, told = _whole(st.session_state[WHOLE])
        if told:
            note(told)
        st.button("Lägg till dess nyckeltal", key="add_whole", disabled=not numbers, on_click=_add, args=(numbers,))
        st.button("Lägg till det väggen tar upp", key="add_topics", on_click=_add_topics)


def _found(asked: str) -> None:
    everyday = search.words(settings.DATA)
    found = [one for one in data.the_program().indicators if search.found(one, asked, everyday)]
    if not found:
        note("Inget nyckeltal hittas med de orden.")
    chosen = current().numbers
    for one in found[:MOST_FOUND]:
        label = f"{one.no}. {one.short_title}"
        words = f"{label} (med redan)" if one.no in chosen else f"Lägg till {label}"
        st.button(
            words, key=f"add_{one.no}", type="tertiary", disabled=one.no in chosen, on_click=_add, args=((one.no,),)
        )
    if len(found) > MOST_FOUND:
        note(f"{len(found) - MOST_FOUND} till: skriv fler ord.")


@box.callback
def _add(numbers: tuple[int, ...]) -> None:
    change(current().with_(numbers))
    st.session_state[ROW] = numbers[-1]


def _whole(chosen: str | None) -> tuple[tuple[int, ...], str]:
    """The program's nyckeltal of a goal or theme, and what of a theme a meeting leaves out; a theme by its address."""
    if chosen is None:
        return (), ""
    one = Choice((int(chosen),)) if chosen.isdecimal() else Choice(theme=chosen)
    found = one.indicators(data.source())
    mine = tuple(each.no for each in found if each.goal)
    left = counted(len(found) - len(mine), "nyckeltal", "nyckeltal")
    told = (
        f"Ett möte tar upp programmets nyckeltal: {len(mine)} av temats är med, {left} utanför programmet är det inte."
    )
    return mine, told if len(mine) < len(found) else ""


@box.callback
def _add_topics() -> None:
    numbers = tuple(dict.fromkeys(one.finding.indicator.no for one in data.wall(current().last).topics))
    if numbers:
        _add(numbers)
    else:
        st.session_state[TOLD] = "Väggen har inget att ta upp enligt reglerna."
