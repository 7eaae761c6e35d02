"""The page of the program seen through a lens: which one, the matrix, the file."""

from functools import partial

import streamlit as st

from norberg import freshness, legend, marks
from norberg.finding import NO_DATA, TOO_FEW
from norberg.lens import file, matrix
from norberg.lens.lenses import LENSES, PARAMETER, Lens, parse
from norberg.selection import Selection
from norberg.templates import render
from norberg.ui import box, choices, data

KEPT, WRITTEN, COMPLAINTS, KEY = "lens", "lens_written", "lens_complaints", "lens_chosen"
KEY_MORE = (
    (marks.direction(TOO_FEW, 0, sure=False, size=20), "för få mätningar"),
    (marks.count(NO_DATA, 18), "saknar värden"),
)
KEPT_VIEWS = 24  # of some 100 kB: three lenses under a few choices


def head() -> tuple[Selection, Lens]:
    """Title, which lens, and the filter bar.

    Returns:
        The choice to show, of which the matrix follows the end year, and the lens.
    """
    chosen = _current()
    st.html(render("lens-head.html", title=chosen.title))
    st.session_state.setdefault(KEY, chosen.address)
    words = {address: one.name for address, one in LENSES.items()}
    st.segmented_control(
        "Lins", list(LENSES), format_func=words.__getitem__, key=KEY, required=True, label_visibility="collapsed"
    )
    st.session_state[WRITTEN] = chosen.address
    choices.write(choices.current(), {PARAMETER: chosen.address})
    selection = choices.bar()
    box.warnings(st.session_state.get(COMPLAINTS, ()))
    return selection, chosen


def _current() -> Lens:
    """The lens asked for: by the control, or read from the link when it is new."""
    state, given = st.session_state, st.query_params.get(PARAMETER, "")
    if KEY in state and state[KEY] != state.get(KEPT):
        state[KEPT], state[COMPLAINTS] = state[KEY], []
    elif KEPT not in state or (given and given != state.get(WRITTEN)):
        found, state[COMPLAINTS] = parse({PARAMETER: given})
        state[KEPT] = found.address
        state.pop(KEY, None)
    return LENSES[state[KEPT]]


def view(selection: Selection, chosen: Lens) -> None:
    """The matrix at the end year, and the same as a file."""
    st.html(_view(chosen.address, selection))
    here = data.source()
    findings = data.wall(selection.last).findings
    make = partial(file.file, chosen, findings, here.program, demo=here.demo)
    name = file.file_name(chosen, selection.last, demo=here.demo)
    st.download_button("Tabell (CSV)", make, file_name=name, mime="text/csv", on_click="ignore", key="lens_csv")


@data.kept(KEPT_VIEWS)
def _view(address: str, selection: Selection) -> str:
    """The HTML of the matrix: the same for all who choose the same, until the figures or the day change."""
    findings, program = data.wall(selection.last).findings, data.the_program()
    found = matrix.matrix(LENSES[address], findings, program, partial(_link, selection))
    return render(
        "lens.html",
        matrix=found,
        empty=matrix.NONE,
        until=choices.years(selection),
        total_only=selection.gender != "totalt",
        marks=[*legend.directions(), *KEY_MORE],
        area=lambda one: f"{one.address}{choices.link(selection)}",
        fresh=freshness.sentence(data.readings()),
    )


def _link(selection: Selection, no: int) -> str:
    return f"nyckeltal{choices.link(selection, nr=str(no))}"
