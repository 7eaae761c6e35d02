"""Rewriting the embedded snapshot: the same figures, dates and roundings come back."""

import shutil

import catalogues
import pandas as pd
import pyarrow.parquet as pq
import pytest
from world import DATA, NORBERG, PROGRAM, READ, card_of, own, publish, source

from norberg import program, refresh, series, snapshot
from norberg.catalogue import chosen, saving


def written(folder, here):
    """A copy of data/ that was rewritten from a source, and the sentence."""
    data = shutil.copytree(DATA, folder / "data")
    return data, snapshot.write(data, here, refresh.wanted(PROGRAM, here, False))


def rows_of(folder):
    """All embedded rows, areas and ids as plain text."""
    return pd.read_parquet(folder / "snapshot.parquet").astype(dict.fromkeys(["kpi", "municipality", "read"], "str"))


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    """The snapshot rewritten from itself."""
    folder = tmp_path_factory.mktemp("again")
    return written(folder, source(folder))


def test_the_same_figures_come_back(again):
    """Values, dates of reading and what is rounded survive being rewritten; the words say how much was written."""
    data, words = again
    both = rows_of(DATA).merge(rows_of(data), how="outer", indicator="side")
    lost = both[both["side"] != "both"]
    assert set(lost["side"]) <= {"left_only"}
    assert not set(lost["municipality"]) & {NORBERG, "1982", "0000", "0019"}
    kept = both[(both["side"] == "both") & both["municipality"].isin(lost["municipality"])].groupby("kpi")["period"]
    assert (lost["period"] < lost["kpi"].map(kept.min())).all()
    assert kept.nunique()[lost["kpi"].unique()].eq(10).all()  # only what is older than ten measured years is left out
    assert len(lost) < 0.01 * len(both)
    assert words.endswith("nyckeltals uppgifter till data/.")
    assert not list(data.glob("*.new"))


def test_the_rewritten_files_can_be_read(again, tmp_path):
    """The app opens on them with the same card, areas and groups."""
    here, before = source(tmp_path, again[0], program.load(again[0])), source(tmp_path)
    assert here.areas == before.areas
    assert here.groups == before.groups
    assert (card_of(1, here).figures, card_of(1, here).rows) == (card_of(1, before).figures, card_of(1, before).rows)
    assert (here.problems, here.facts["N15428"]) == ([], before.facts["N15428"])


def test_the_rewritten_snapshot_keeps_its_contract(again):
    """Sorted, without nulls or groups, named after its source."""
    rows = pd.read_parquet(again[0] / "snapshot.parquet")
    assert list(rows.columns) == list(snapshot.COLUMNS)
    assert rows["value"].notna().all()
    assert not rows["municipality"].str.startswith("G").any()
    assert not rows.duplicated(series.KEY).any()
    assert pq.read_schema(again[0] / "snapshot.parquet").metadata[b"source"].decode() == "Källa: Kolada"


def test_fetched_values_replace_the_embedded_ones(tmp_path):
    """A newer reading is written with its own day and without a rounding; a withdrawn value is left out."""
    publish(tmp_path, "N00923", {(NORBERG, 2022): 77.7, (NORBERG, 2023): 78.123, (NORBERG, 2021): None})
    data, _ = written(tmp_path, source(tmp_path))
    rows = pd.read_parquet(data / "snapshot.parquet").query("kpi == 'N00923' and municipality == @NORBERG")
    new = rows[rows["read"] == "2026-06-01"]
    assert list(zip(new["period"], new["value"], strict=True)) == [(2022, 77.7), (2023, 78.123)]
    assert new["rounded"].isna().all()
    assert 2021 not in set(rows["period"])
    assert own(source(tmp_path / "other", data), "N00923")[2023] == 78.123


def test_what_the_office_alone_follows_stays_out(tmp_path):
    """A kpi of a theme saved in the app is fetched with the others, but is in none of the embedded files."""
    catalogues.kept(tmp_path)
    themes, kpi = tmp_path / "themes", "N11103"
    saving.save(themes, "Vår egen", chosen.parse({"nyckeltal": kpi}, source(tmp_path)).theme.pieces)
    loaded = program.load(DATA, themes)
    told = {"id": kpi, "title": "Ett annat mått", "divided": True, "read": READ}
    publish(tmp_path, kpi, {(NORBERG, 2022): 5.0}, kpis=[told])
    here = source(tmp_path, loaded=loaded)
    assert kpi in refresh.wanted(loaded, here, False).required
    data = shutil.copytree(DATA, tmp_path / "data")
    snapshot.write(data, here, refresh.wanted(loaded, here, False))
    assert kpi not in set(pd.read_parquet(data / "snapshot.parquet")["kpi"])
    assert kpi not in (data / "kpis.csv").read_text(encoding="utf-8")
