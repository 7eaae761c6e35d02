"""The embedded snapshot holds Norberg's real figures and the country they are set against."""

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

DATA = Path(__file__).parents[1] / "data"
NORBERG = "1962"
KEY = ["kpi", "municipality", "period", "gender"]


def rows(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / name, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def snapshot() -> pd.DataFrame:
    return pd.read_parquet(DATA / "snapshot.parquet")


def shown_id(row: pd.Series, with_values: set[str]) -> str:
    """The id whose values are shown for a nyckeltal, or "" (DESIGN section 2)."""
    return next((kpi for kpi in (row["use_id"], row["kolada_id"]) if kpi in with_values), "")


@pytest.mark.parametrize(
    ("kpi", "gender", "first", "last", "value"),
    [
        ("N15428", "T", 1998, 2026, 84.4),
        ("N00923", "T", 2000, 2022, 77.4),
        ("N00090", "K", 2006, 2022, 9.3),
        ("N00090", "M", 2006, 2022, 5.7),
    ],
)
def test_norbergs_figures_are_there(snapshot, kpi, gender, first, last, value):
    """What a newcomer sees on a machine without network."""
    chosen = snapshot.query("kpi == @kpi and gender == @gender and municipality == @NORBERG").set_index("period")
    assert (chosen.index.min(), chosen.index.max()) == (first, last)
    assert round(chosen.loc[last, "value"], 1) == value


def test_how_many_nyckeltal_have_figures(snapshot):
    """55 of the 75 nyckeltal show figures for Norberg without network, 27 of them for women and men."""
    indicators = rows("indicators.csv")
    own = snapshot[snapshot["municipality"] == NORBERG]
    shown = {row["no"]: shown_id(row, set(own["kpi"])) for _, row in indicators.iterrows()}
    split = set.intersection(*(set(own.loc[own["gender"] == gender, "kpi"]) for gender in "KM"))
    assert sum(map(bool, shown.values())) == 55
    assert sum(kpi in split for kpi in shown.values()) == 27


def test_all_municipalities_are_there_for_ten_periods(snapshot):
    """Norberg can be set against the whole country."""
    areas = rows("areas.csv")
    municipalities = set(areas.loc[areas["type"] == "K", "id"])
    total = snapshot[(snapshot["gender"] == "T") & snapshot["municipality"].isin(municipalities)]
    assert set(total["municipality"]) == municipalities
    assert total.loc[total["kpi"] == "N01960", "period"].value_counts()[range(2013, 2023)].eq(290).all()


def test_the_snapshot_is_dated_and_named(snapshot):
    """Every value says when it was read and how it was rounded; none is missing or there twice."""
    assert list(snapshot.columns) == [*KEY, "value", "rounded", "read"]
    assert snapshot["read"].str.fullmatch(r"20\d\d(-\d\d-\d\d)?").all()
    for decimals, values in snapshot.groupby("rounded")["value"]:
        assert values.round(int(decimals)).equals(values)
    assert snapshot["value"].notna().all()
    assert not snapshot.duplicated(KEY).any()
    assert snapshot[KEY].equals(snapshot[KEY].sort_values(KEY, ignore_index=True))
    assert pq.read_schema(DATA / "snapshot.parquet").metadata[b"source"].decode() == "Källa: Kolada"


def test_the_snapshot_holds_only_what_program_and_themes_ask_for(snapshot):
    """No measure is carried along that nothing shows."""
    assert set(snapshot["kpi"]) <= set(rows("kpis.csv")["id"]) | set(rows("indicators.csv")["kolada_id"])
