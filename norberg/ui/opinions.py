"""Writing comments and verdicts: opened on demand, said again where somebody changes or takes back what stands."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from norberg import comments, said
from norberg.commentfile import GOAL, MOST_NAME, MOST_TEXT, VERDICTS, Entry, Subject
from norberg.comments import Said
from norberg.errors import CommentError
from norberg.followup import GoalPart
from norberg.occasion import Occasion
from norberg.sentences import number
from norberg.ui import box, data

NAME = "opinion_name"  # what the reader called themselves last, offered the next time
NEW, CHANGE, WITHDRAW = "Skriv nytt", "Ändra", "Ta tillbaka"
NOT_CHECKED = "Namnet kontrolleras inte: vid texten står att det inte är kontrollerat."
KEPT = "Det du skriver visas för alla. Det kan ändras och tas tillbaka; det gamla finns kvar som historik."
SAVED = {NEW: "Sparat.", CHANGE: "Ändringen är sparad.", WITHDRAW: "Det är taget tillbaka."}


@dataclass(frozen=True)
class Form:
    """What is asked for: subject and its title, what it replaces, the occasion, the figure it is about."""

    goal: int
    mode: str
    subject: Subject
    title: str
    occasion: str
    seen: str
    before: Entry | None

    @property
    def question(self) -> str:
        """What a verdict is of: always the goal, also where one nyckeltal is looked at."""
        return "Bedömning av målet" if self.subject.kind == GOAL else "Bedömning av målet, sett till detta nyckeltal"

    def key(self, part: str) -> str:
        """The key of a field: another entry has fields of its own."""
        which = self.before.id if self.before else self.mode
        return f"opinion_{part}_{self.goal}_{which}"


def panel(part: GoalPart, told: Sequence[Said], chosen: Occasion) -> None:
    """The form of a goal and its nyckeltal, drawn only where it is open."""
    no = part.goal.no
    opened = st.expander(f"Skriv om mål {no} eller ett av dess nyckeltal", key=f"opinion_{no}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        form = _asked(part, [one.entry for one in told if not one.entry.withdrawn], chosen)
        if form is not None:
            _form(form)
        if words := st.session_state.pop(f"opinion_told_{no}", ""):
            (st.success if words in SAVED.values() else st.error)(words)


def _asked(part: GoalPart, standing: Sequence[Entry], chosen: Occasion) -> Form | None:
    """Which kind of entry, and about what."""
    no, mode = part.goal.no, NEW
    if standing:
        key = f"opinion_mode_{no}"
        st.session_state.setdefault(key, NEW)
        mode = st.segmented_control("Vad vill du göra?", [NEW, CHANGE, WITHDRAW], required=True, key=key) or NEW
    if mode == NEW:
        subjects = _subjects(part)
        about = st.selectbox("Om", list(subjects), format_func=lambda one: subjects[one][0], key=f"opinion_about_{no}")
        return Form(no, NEW, about, *_told(subjects[about], chosen), None)
    known = {one.id: one for one in standing}
    words = lambda one: said.label(known[one])  # noqa: E731 - said in one line
    which = st.selectbox("Vilken", list(known), format_func=words, key=f"opinion_which_{no}")
    if which is None:
        return None
    entry = known[which]
    return Form(no, mode, entry.subject, *_told(_subjects(part).get(entry.subject, (entry.title, "")), chosen), entry)


def _told(subject: tuple[str, str], chosen: Occasion) -> tuple[str, str, str]:
    return subject[0], f"{chosen.words}, {chosen.day}", subject[1]


def _subjects(part: GoalPart) -> dict[Subject, tuple[str, str]]:
    """What can be written about: the title and the figure of each."""
    goal = f"Mål {part.goal.no}: {part.goal.short}"
    found = {Subject(GOAL, part.goal.no): (goal, "")}
    for one in part.items:
        found[said.indicators(one.numbers)[0]] = (one.card.title, one.figures)
    return found


def _form(form: Form) -> None:
    before = form.before
    with st.form(form.key("form"), border=False, enter_to_submit=False):
        if form.mode != WITHDRAW:
            start = before.verdict or None if before else None
            st.pills(form.question, VERDICTS, default=start, key=form.key("verdict"))
        words = f"{'Varför' if form.mode == WITHDRAW else 'Kommentar'}, högst {number(MOST_TEXT, 0)} tecken"
        text = before.text if before and form.mode == CHANGE else ""
        st.text_area(words, text, key=form.key("text"), max_chars=MOST_TEXT, height=140)
        name = st.session_state.get(NAME, "")
        st.text_input("Ditt namn", name, key=form.key("name"), max_chars=MOST_NAME, autocomplete="name")
        st.caption(f"{NOT_CHECKED} {KEPT}")
        words = WITHDRAW if form.mode == WITHDRAW else "Spara"
        st.form_submit_button(words, key=form.key("save"), on_click=_save, args=(form,))


@box.callback
def _save(form: Form) -> None:
    """Save what the fields hold; they are emptied only once it is saved."""
    state = st.session_state
    draft = Entry(
        id="",
        subject=form.subject,
        title=form.title,
        written="",
        name=state[form.key("name")],
        text=state[form.key("text")],
        verdict=state.get(form.key("verdict")) or "",
        occasion=form.occasion,
        seen=form.seen,
        replaces=form.before.id if form.before else "",
        withdrawn=form.mode == WITHDRAW,
    )
    told = f"opinion_told_{form.goal}"
    try:
        comments.save(data.comment_folder(), draft)
    except CommentError as error:
        state[told] = str(error)
        return
    state[told], state[NAME] = SAVED[form.mode], draft.name
    state[form.key("text")] = ""
    if form.mode != WITHDRAW:
        state[form.key("verdict")] = None
    state[f"opinion_mode_{form.goal}"] = NEW
