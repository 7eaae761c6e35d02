"""What the figures are: how fresh, what is missing and why, what is wrong with the files, and how to get more."""

from dataclasses import replace

import streamlit as st

from norberg import freshness, settings
from norberg.templates import render
from norberg.ui import box, choices, data, fetch, watching


def state() -> None:
    """How fresh the figures are, faults of the files, and each nyckeltal that lacks values with the reason."""
    st.title("Om värdena", anchor=False)
    chosen = choices.current()
    choices.write(chosen)
    choices.complain()
    here, found = data.source(), data.readings()
    whole = replace(chosen, last=data.limits().last)
    absent = [data.card_of(pair, whole) for pair in here.program.pairs() if not data.there(pair, whole)]
    box.warnings((*here.problems, *watching.faults()), box.MOST_FAULTS)
    st.html(
        render(
            "state.html",
            counts=freshness.counts(found),
            fresh=freshness.sentence(found),
            own=here.own_words,
            absent=absent,
        )
    )


def get_more() -> None:
    """Fetch from Kolada, and the template for the municipality's own series."""
    fetch.panel()
    st.download_button(
        "Mall för egna serier (CSV)",
        (settings.DATA / "local" / "mall.csv").read_bytes,
        file_name="mall-egna-serier.csv",
        mime="text/csv",
        on_click="ignore",
        key="local_template",
    )


def demo_switch() -> None:
    """Try the app on made-up figures, or go back to the real ones."""
    if settings.demo():
        return
    words = "Tillbaka till de riktiga värdena" if data.demo_chosen() else "Prova med påhittade värden (DEMO)"
    st.button(words, key="demo_switch", on_click=data.switch_demo)
