"""The app to beat: the same figures, filter and number of charts, each chart built by Altair in each rerun."""

import pandas as pd
import streamlit as st
from drawing import GENDERS, chart, rows_of

from norberg import program, settings

CHARTS = 13  # as many as the app draws on its fullest page
NARROWEST = 520  # px, as the app's cards

st.set_page_config(layout="wide")


@st.cache_data
def figures() -> pd.DataFrame:
    """The embedded figures."""
    return pd.read_parquet(settings.DATA / "snapshot.parquet")


@st.cache_data
def titles() -> dict[str, str]:
    """The kpis that are drawn: the first ones of the program that have figures for Norberg."""
    mine = set(figures().query("municipality == '1962'")["kpi"])
    found = {one.use_id: one.short_title for one in program.load(settings.DATA).indicators if one.use_id in mine}
    return dict(list(found.items())[:CHARTS])


gender = st.segmented_control("Kön", list(GENDERS), default="Totalt", required=True)
with st.grid(min_column_width=NARROWEST, gap=16):
    for kpi, title in titles().items():
        with st.container(border=True):
            rows = rows_of(figures(), kpi, gender)
            st.subheader(title)
            st.metric("Norberg", f"{rows['value'].iloc[-1]:.1f}", label_visibility="collapsed")
            st.altair_chart(chart(rows), width="stretch")
