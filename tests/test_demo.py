"""The demo: made-up, marked as such, the same everywhere, plausible, and without a way to real values."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from norberg import absence, card, program, series
from norberg.demo import DemoSource
from norberg.selection import Selection

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
LAST = 2025


@pytest.fixture(scope="module")
def loaded():
    return program.load(DATA)


@pytest.fixture(scope="module")
def demo(loaded):
    return DemoSource(loaded, DATA, LAST)


@pytest.fixture(scope="module")
def everything(demo):
    return demo.everything()


@pytest.fixture(scope="module")
def cards(demo, loaded):
    selection = Selection("totalt", 2008, LAST, loaded.default_sets)
    return [card.build(pair, demo, selection, "2026-03-01") for pair in loaded.pairs()]


def wide(demo, kpi):
    """Totals, year x area."""
    return demo.kpi(kpi).query("gender == 'T'").pivot(index="period", columns="municipality", values="value")


def test_every_row_says_that_it_is_made_up(everything):
    """Contract of every frame, and no row without the words DEMO and påhittade värden or with a day of reading."""
    assert {name: str(kind) for name, kind in everything.dtypes.items()} == series.COLUMNS
    assert set(everything["source"]) == {"DEMO: påhittade värden"}
    assert not everything["fetched"].str.contains("[0-9]").any()
    assert everything["rounded"].isna().all()
    assert not everything.duplicated(series.KEY).any()


def test_everything_can_be_tried(demo, everything, loaded):
    """Every id of the program and the themes has a series, except those that are left out for their absence."""
    asked = {*loaded.kpis, *demo.facts, *(one.local_id for one in loaded.indicators if one.local_id)}
    hollow = (absence.NOT_FETCHED, absence.NOT_PUBLISHED, absence.OWN_MISSING)
    assert asked - set(everything["kpi"]) == {kpi for kpi, kind in demo.absent.items() if kind in hollow}


def test_a_series_covers_the_country(demo, loaded):
    """All municipalities, Riket, the region and the municipality's groups, from 2008 to the last complete year."""
    found = demo.kpi("N15428")
    assert set(found["municipality"]) == {*demo.areas, *demo.groups}
    assert len(demo.municipalities) == 290
    assert len(found) == len(set(found["municipality"])) * len(range(2008, LAST + 1)) * 3
    assert DemoSource(loaded, DATA).kpi("N15428")["period"].max() == pd.Timestamp.today().year - 1


PRINT = """
import sys, pathlib, pandas
from norberg import program
from norberg.demo import DemoSource
data = pathlib.Path(sys.argv[1])
frame = DemoSource(program.load(data), data, 2025).series(["N15428", "N01801", "U20462", "LOK_TILLBUD"])
print(pandas.util.hash_pandas_object(frame).sum())
"""


def test_the_same_in_every_process(tmp_path):
    """Other seeds of Python's hash, another folder for what is written: the same values."""
    around = os.environ | {"NORBERG_DATA": str(tmp_path / "var"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PRINT, str(DATA)]
    told = {subprocess.check_output(command, env=around | {"PYTHONHASHSEED": one}, cwd=tmp_path) for one in "12"}
    assert len(told) == 1
    assert not list(tmp_path.iterdir())


def test_a_new_year_only_adds(demo, loaded):
    """What was shown last year stays."""
    before = DemoSource(loaded, DATA, LAST - 1)
    for kpi in ("N15428", "U20462", "N05401", "N01801"):
        kept = demo.kpi(kpi).query(f"period < {LAST}").reset_index(drop=True)
        pd.testing.assert_frame_equal(kept, before.kpi(kpi))


def test_real_values_are_never_read(demo, loaded, tmp_path):
    """Without the snapshot, and with nothing else beside, the demo is the same; and what it has can't write a store."""
    for name in ("areas.csv", "groups.csv", "kpis.csv"):
        shutil.copy(DATA / name, tmp_path)
    alone = DemoSource(loaded, tmp_path, LAST)
    for kpi in ("N15428", "N00090", "LOK_FRISKTAL"):
        pd.testing.assert_frame_equal(alone.kpi(kpi), demo.kpi(kpi))
    assert alone.problems == demo.problems == list(loaded.faults)
    assert not {"publish", "put_facts", "stage", "clear_stage"} & set(dir(demo._store))


def test_no_value_is_a_real_one(everything):
    """No value of the snapshot stands at its own place, beyond what falls out by chance."""
    real = pd.read_parquet(DATA / "snapshot.parquet", columns=[*series.KEY, "value"])
    both = everything.merge(real, on=series.KEY, suffixes=("", "_real")).dropna(subset=["value", "value_real"])
    assert len(both) > 100_000
    equal = (both["value"] == both["value_real"]).groupby(both["kpi"]).mean()
    assert equal.drop("U30446").max() < 0.02  # a code, with three values only


@pytest.mark.parametrize(("unit", "least", "most"), [("%", 0, 100), ("index", 0, 100), ("betyg (1–6)", 1, 6)])
def test_values_keep_within_their_bounds(demo, loaded, unit, least, most):
    """Shares and an index lie within 0-100, grades within 1-6."""
    rows = [one for one in loaded.indicators if one.unit == unit and one.kind != "rate"]
    values = demo.series(one.use_id or one.local_id for one in rows)["value"].dropna()
    assert len(values)
    assert values.between(least, most).all()


def test_counts_are_whole_and_add_up(demo, loaded):
    """Women and men make the total, and nobody is cut in parts."""
    found = demo.series(one.use_id for one in loaded.indicators if one.kind == "count")
    single = found[~found["municipality"].str.startswith("G")].dropna(subset="value")
    assert (single["value"] == single["value"].round()).all()
    by = single.pivot(index=series.KEY[:3], columns="gender", values="value").dropna()
    assert len(by)
    assert (by["K"] + by["M"] == by["T"]).all()


def test_large_places_are_steady(demo):
    """A municipality's years scatter more the smaller it is; those of Riket hardly."""
    scatter = wide(demo, "N00209").diff().std()
    assert scatter["0000"] < 0.3 * scatter["1962"]
    low, high = scatter[list(demo.municipalities)].quantile([0.05, 0.95])
    assert high > 3 * low


def test_groups_are_plain_means_of_their_members(demo):
    """As Kolada has them: unweighted, of the members that have a value."""
    table = wide(demo, "N00090")
    for group in demo.groups.values():
        np.testing.assert_allclose(table[group.id], table[list(group.members)].mean(axis=1), atol=0.001)


def test_women_and_men_where_the_program_says_so(demo, loaded):
    """A split where it is told, none where it is not, and the total lies between the two."""
    for one in loaded.indicators:
        found = demo.kpi(one.use_id)
        if len(found) and one.gender_split in ("yes", "no"):
            assert set(found["gender"]) == (set(series.GENDERS) if one.gender_split == "yes" else {"T"}), one.use_id
    found = demo.kpi("N00090")
    towns = found[found["municipality"].isin(demo.municipalities)]
    by = towns.pivot(index=["municipality", "period"], columns="gender", values="value").dropna()
    assert by["T"].between(by[["K", "M"]].min(axis=1) - 0.001, by[["K", "M"]].max(axis=1) + 0.001).all()


@pytest.mark.parametrize(
    ("kpi", "years"),
    [("N05401", {2010, 2014, 2018, 2022}), ("N85051", {2010, 2016, 2017, 2023}), ("N15643", {2018, 2020, 2022, 2024})],
)
def test_measurements_are_repeated_in_between(demo, kpi, years):
    """Between two elections, cycles or surveys the value stands still, and then it moves."""
    own = wide(demo, kpi)["1962"]
    assert set(own.index[own.diff().fillna(0) != 0]) == years


@pytest.mark.parametrize(("kpi", "years"), [("N00925", 5), ("U20462", 3), ("N15428", 1)])
def test_a_rolling_mean_is_one(demo, kpi, years):
    """Means of k years share k - 1 of them: changes k years apart go against each other, closer ones don't."""
    steps = wide(demo, kpi)[list(demo.municipalities)].drop(index=range(2008, 2014)).diff().iloc[1:]
    together = [np.nanmean(steps.corrwith(steps.shift(lag))) for lag in range(1, years + 1)]
    assert np.argmin(together) == years - 1
    assert together[-1] < -0.3


@pytest.mark.parametrize(("kpi", "year"), [("U01803", 2019), ("N31816", 2017), ("N17461", 2021), ("N15428", 2012)])
def test_a_break_is_a_step(demo, kpi, year):
    """In the first year after a break the whole country moves, more than in any other."""
    assert wide(demo, kpi)["0000"].diff().abs().idxmax() == year


@pytest.mark.parametrize(
    ("kpi", "there", "missing"),
    [
        ("N15643", {"1962", "0019", "G37477"}, {"0000"}),
        ("N07923", {"1962", "0019", "G37477"}, {"0000"}),
        ("U30446", {"1962"}, {"0000", "0019", "G37477"}),  # words have no mean
        ("N60404", {"0000", "0019"}, {"1962", "G37477"}),
        ("LOK_FRISKTAL", {"1962"}, {"0000", "0019", "G37477", "1907"}),
    ],
)
def test_areas_are_missing_where_kolada_has_none(demo, kpi, there, missing):
    """Surveys without the country, a code without means, a measure of regions, a series of the municipality's own."""
    assert (there | missing) & set(demo.kpi(kpi)["municipality"]) == there


def test_a_successor_takes_over(demo, loaded):
    """The retired series ends the year before the new one begins."""
    for one in loaded.indicators:
        if one.use_kind == "successor":
            assert demo.kpi(one.kolada_id)["period"].max() + 1 == demo.kpi(one.use_id)["period"].min()


def test_few_persons_are_hidden(demo):
    """In the municipality's own series a gender with few persons is hidden, and the other with it."""
    hidden = demo.local.frame[demo.local.frame["status"] == "för få"]
    assert hidden["value"].isna().all()
    assert len(hidden)
    assert all({"K", "M"} <= genders for genders in hidden.groupby(["kpi", "period"])["gender"].agg(set))


def test_there_are_holes(demo, loaded):
    """Some of the municipality's own years lack a value, and so do some of others."""
    found = demo.series(one.use_id for one in loaded.indicators if one.use_id not in demo.absent)
    missing = found[found["gender"] == "T"].set_index("municipality")["value"].isna()
    assert 0.002 < missing.mean() < 0.05
    assert 3 < missing["1962"].sum() < 60


def test_every_absence_can_be_seen(cards):
    """Each of the six absences stands at one nyckeltal, without a day of reading."""
    told = [one.absent for one in cards if one.absent]
    kinds = ["ended", "not_fetched", "not_measured", "not_published", "own_missing", "secret"]
    assert sorted(one.kind for one in told) == kinds
    assert not [one.sentence for one in told if "inläst 2" in one.sentence]


def test_cards_are_marked(cards):
    """The chart's data and the source line of every card say that it is made up."""
    drawn = [one for one in cards if one.rows is not None]
    assert len(drawn) > 60
    assert all("DEMO: påhittade värden".encode() in one.rows for one in drawn)
    assert {dict(one.about)["Källa"] for one in drawn} == {"DEMO: påhittade värden."}


def test_broken_files_are_named(loaded, tmp_path):
    """Without the list of areas there is nothing to draw, and the demo says which file is missing."""
    bare = DemoSource(loaded, tmp_path, LAST)
    assert not len(bare.kpi("N15428"))
    assert not len(bare.kpi("N99999"))
    assert any("areas.csv" in one for one in bare.problems)
