"""``python -m norberg findings``: the wall for machines says what the pages say."""

import csv

import pytest
from world import PROGRAM, source

from norberg import findings_csv, spoken
from norberg.__main__ import main
from norberg.findings import Findings

TODAY = "2026-11-26"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NORBERG_DATA", str(tmp_path / "var"))
    monkeypatch.delenv("NORBERG_DEMO", raising=False)
    return tmp_path


def written(path, *arguments):
    assert main(["findings", str(path), *arguments]) == 0
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_seventy_five_rows_and_those_by_gender(folder, capsys):
    """One row a nyckeltal with the total, and two more where there is a split; the header is the documented one."""
    rows = written(folder / "ut.csv")
    assert tuple(rows[0]) == findings_csv.COLUMNS
    assert [row["gender"] for row in rows].count("T") == 75
    assert [row["gender"] for row in rows].count("K") == [row["gender"] for row in rows].count("M") == 27
    assert f"Skrev {len(rows)} rader" in capsys.readouterr().out.replace("\xa0", " ")


def test_a_row_is_what_the_finding_says(folder):
    """Every cell is the finding's own, and a missing value is an empty cell, not zero."""
    found = Findings(source(folder), 9999, TODAY)
    totals = [row for row in written(folder / "ut.csv") if row["gender"] == "T"]
    for row, indicator in zip(totals, PROGRAM.indicators, strict=True):
        one = found.of(indicator)
        assert row["direction"] == one.direction
        assert row["sure"] == str(int(one.sure))
        assert row["value"] == (repr(one.value) if one.kpi else "")
        assert row["quarter"] == (str(one.level.quarter) if one.level.quarter else "")
        assert row["sentence"] == spoken.sentence(one)
    assert "0.0" not in {row["value"] for row in totals if row["direction"] == "no_data"}


def test_until_pretends_that_later_years_are_not_there(folder):
    """Så såg det ut då: no period after the year."""
    periods = {row["period"] for row in written(folder / "ut.csv", "--until", "2015")} - {""}
    assert max(periods) == "2015"


def test_another_municipality(folder):
    """A code gives that municipality's rows."""
    rows = written(folder / "ut.csv", "--municipality", "1982")
    assert {row["municipality"] for row in rows if row["value"]} == {"1982"}


def test_a_county_s_measure_is_that_of_the_municipality_s_county(folder):
    """Rows 54 and 55 are measured for regions: Malmö's is Skåne's, not Västmanland's."""
    indicator = PROGRAM.indicator(54)
    assert findings_csv._place(indicator, "1280", source(folder)) == "0012"


@pytest.mark.parametrize("code", ["9999", "0000", "abc"])
def test_an_unknown_municipality_is_named(folder, capsys, code):
    """Exit code 1, one sentence, no file."""
    assert main(["findings", str(folder / "ut.csv"), "--municipality", code]) == 1
    assert code in capsys.readouterr().err
    assert not (folder / "ut.csv").exists()


def test_made_up_figures_say_so_in_every_row(folder, monkeypatch):
    """The demo's sentences begin with DEMO: påhittade värden."""
    monkeypatch.setenv("NORBERG_DEMO", "1")
    assert all(row["sentence"].startswith("DEMO: påhittade värden") for row in written(folder / "ut.csv"))
