"""Run by AppTest: the server's time for one chart, ready specification against Altair, taken in turn."""

from time import perf_counter

import pandas as pd
import streamlit as st
from drawing import chart, rows_of

from norberg import charts, settings, trend_rows

ROUNDS = 60
KPI = "N15428"  # behörighet till yrkesprogram, the longest series of the program


def arrow() -> bytes:
    """The same rows as the app would hold them."""
    plain = rows.assign(part="line", style=rows["municipality"], dash="solid", run=rows["municipality"], text="")
    plain = plain.rename(columns={"period": "x", "value": "y"}).assign(width=2.0)
    return trend_rows.arrow(plain[list(trend_rows.FIELDS)].astype(trend_rows.FIELDS))


rows = rows_of(pd.read_parquet(settings.DATA / "snapshot.parquet"), KPI, "Totalt")
cached, taken = arrow(), {"ready": [], "naive": []}
for number in range(ROUNDS):
    start = perf_counter()
    spec = {**charts.trend(), "datasets": {charts.DATA: cached}}
    st.vega_lite_chart(spec=spec, theme=None, alt="Linjediagram", key=f"ready_{number}")
    between = perf_counter()
    st.altair_chart(chart(rows), key=f"naive_{number}")
    taken["ready"].append(between - start)
    taken["naive"].append(perf_counter() - between)
st.session_state["taken"] = taken
