"""The least a Streamlit app can do: a choice and its echo, and a fragment that opens."""

import streamlit as st

st.set_page_config(layout="wide")
st.text(st.segmented_control("Kön", ["Totalt", "Kvinnor", "Män", "Båda"], default="Totalt", required=True))


@st.fragment
def details() -> None:
    """A popover with one line."""
    opened = st.popover("Tabell och definition", on_change="rerun", key="details")
    if opened.open:
        with opened:
            st.text("Öppnad")


details()
