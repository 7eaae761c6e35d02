"""What a refresh changed: values, not rounding; and the file it is kept in."""

import csv

import pandas as pd
import pytest
from world import DATA, NORBERG

from norberg import ledger, series
from norberg.errors import StoreError
from norberg.store import Change


def frame(*rows):
    """A frame from (year, value, decimals it was rounded to)."""
    table = pd.DataFrame(rows, columns=["period", "value", "rounded"])
    columns = table.astype({"rounded": "Int8"}).to_dict("series")
    return series.frame({**columns, "kpi": "N1", "municipality": NORBERG, "gender": "T"})


def told(before, after):
    return [(one.period, one.old, one.new, one.kind) for one in ledger.revisions(before, after)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((2020, 75.4, None), (2020, 75.5, None), [(2020, 75.4, 75.5, "changed")]),
        ((2020, 75.4, None), (2020, 75.4, None), []),
        ((2020, 75.4, 1), (2020, 75.4098, None), []),
        ((2020, 75.4, 1), (2020, 75.4601, None), [(2020, 75.4, 75.4601, "changed")]),
        ((2020, 75.4, None), (2020, None, None), [(2020, 75.4, None, "vanished")]),
        ((2020, None, None), (2020, None, None), []),
        ((2020, 0.0, None), (2020, 0.0, None), []),
    ],
)
def test_what_counts_as_a_change(old, new, expected):
    """A value that moved more than its rounding, or is gone; zero is a value and null is none."""
    rest = (2019, 1.0, None)
    assert told(frame(rest, old), frame(rest, new)) == expected


def test_new_years_are_added_but_a_new_series_is_not_told_value_by_value():
    """What an area had nothing of before is no revision."""
    assert told(frame((2020, 1.0, None)), frame((2020, 1.0, None), (2021, 2.0, None))) == [(2021, None, 2.0, "added")]
    assert told(frame(), frame((2020, 1.0, None))) == []


def test_the_recomputed_measure_is_a_real_case():
    """N00401 against a copy that was computed anew: every moved value is told with old and new."""
    old = pd.read_parquet(DATA / "snapshot.parquet").query("kpi == 'N00401' and municipality == @NORBERG")
    before = series.frame({**old.drop(columns="read").to_dict("series"), "source": "snapshot"})
    after = before.assign(value=before["value"].where(before["period"] < 2010, before["value"] + 0.2))
    found = ledger.revisions(before, after)
    assert {one.kind for one in found} == {"changed"}
    assert sorted(one.period for one in found) == sorted(before.loc[before["period"] >= 2010, "period"])


def test_a_refresh_is_one_file(tmp_path):
    """A header once, a row a change, nothing at all where nothing changed."""
    change = Change("N1", NORBERG, 2020, "T", 75.4, None, "vanished")
    ledger.write(tmp_path / "ledger", [], "2026-06-01T08:00:00")
    assert not (tmp_path / "ledger").exists()
    for _ in range(2):
        ledger.write(tmp_path / "ledger", [change], "2026-06-01T08:00:00")
    (path,) = (tmp_path / "ledger").iterdir()
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert path.name == "2026-06-01T080000.csv"
    assert rows == 2 * [
        {
            "kpi": "N1",
            "municipality": "1962",
            "period": "2020",
            "gender": "T",
            "old": "75.4",
            "new": "",
            "kind": "vanished",
            "seen": "2026-06-01T08:00:00",
        }
    ]


def test_a_ledger_that_can_not_be_written_says_that_the_values_are_safe(tmp_path):
    """The figures are published before: the fault is named as what it is."""
    (tmp_path / "ledger").write_text("in the way")
    change = Change("N1", NORBERG, 2020, "T", 1.0, 2.0, "changed")
    with pytest.raises(StoreError, match=r"Ändringarna kan inte skrivas till .+ Värdena är sparade\."):
        ledger.write(tmp_path / "ledger", [change], "2026-06-01T08:00:00")
