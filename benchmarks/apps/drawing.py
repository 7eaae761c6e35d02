"""A card's chart the ordinary way: Altair builds it from a frame in each rerun, with points and names at the ends."""

import altair as alt
import pandas as pd

SHOWN = ("1962", "1904", "1982", "0000")  # Norberg, its two neighbours in the ready set, and the country
GENDERS = {"Totalt": "T", "Kvinnor": "K", "Män": "M", "Båda": "KM"}


def rows_of(frame: pd.DataFrame, kpi: str, gender: str) -> pd.DataFrame:
    """The rows of one chart: a kpi for SHOWN since 2008; the total where there is no split, as in the app.

    Args:
        frame: kpi, municipality, period, gender, value.
        kpi: its id.
        gender: a key of GENDERS.
    """
    here = frame[(frame["kpi"] == kpi) & frame["municipality"].isin(SHOWN) & (frame["period"] >= 2008)]
    wanted = here[here["gender"].isin(list(GENDERS[gender]))]
    return wanted if len(wanted) else here[here["gender"] == "T"]


def chart(rows: pd.DataFrame) -> alt.LayerChart:
    """Lines with points and the areas' names."""
    base = alt.Chart(rows.assign(who=rows["municipality"] + rows["gender"])).encode(
        x=alt.X("period:Q", axis=alt.Axis(format="d", title=None)),
        y=alt.Y("value:Q", scale=alt.Scale(zero=False), title=None),
        color=alt.Color("who:N", legend=None),
    )
    names = base.transform_filter(alt.datum.period == int(rows["period"].max())).mark_text(align="left", dx=8)
    return (base.mark_line(point=True) + names.encode(text="municipality:N")).properties(height=216)
