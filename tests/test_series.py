"""The tidy frame: its contract, and which reading a row belongs to."""

import pandas as pd
import pytest

from norberg import series


def read(*rows):
    """A frame from (area, year, value, fetched)."""
    table = pd.DataFrame(rows, columns=["municipality", "period", "value", "fetched"])
    return series.frame({**table.to_dict("series"), "kpi": "N00401", "gender": "T"})


@pytest.mark.parametrize("given", [None, {"kpi": ["N1"], "municipality": "1962", "period": 2020, "value": None}])
def test_every_frame_keeps_the_contract(given):
    """The same columns and types with and without rows, so that frames can be joined."""
    found = series.frame(given if given is None else {**given, "gender": ["T"]})
    assert {name: str(kind) for name, kind in found.dtypes.items()} == series.COLUMNS


def test_nested_rows_become_one_row_a_gender():
    """A null stays a null, of two rows with the same key the last counts, and rows are in order."""

    def one(period, *values):
        listed = [{"gender": gender, "value": value, "status": ""} for gender, value in values]
        return {"kpi": "N1", "municipality": "1962", "period": period, "values": listed}

    found = series.tidy([one(2021, ("M", 2.0), ("K", None)), one(2020, ("T", 5.0)), one(2020, ("T", 0.0))], "2026")
    keys = [(2020, "T"), (2021, "K"), (2021, "M")]
    assert list(zip(found["period"], found["gender"], strict=True)) == keys
    assert [None if pd.isna(value) else value for value in found["value"]] == [0.0, None, 2.0]
    assert set(found["source"]) == {"kolada"}


def test_no_rows_give_an_empty_frame():
    """An empty answer is a frame with the contract's columns."""
    assert list(series.tidy([], "2026").columns) == list(series.COLUMNS)


def test_each_area_keeps_its_newest_reading_only():
    """Values of two readings of an area are never joined; two times of one day are one reading."""
    found = series.newest_reading(
        read(
            ("1962", 2020, 1.0, "2024-08-30"),
            ("1962", 2021, 2.0, "2026-06-01T08:00"),
            ("1962", 2022, 3.0, "2026-06-01T09:00"),
            ("1982", 2020, 4.0, "2024-08-30"),
        )
    )
    assert list(found["value"]) == [2.0, 3.0, 4.0]


def test_only_areas_of_the_same_reading_are_compared():
    """The area's own day decides; a lone year is a day of its own."""
    frame = read(("1962", 2020, 1.0, "2026-06-01"), ("1982", 2020, 2.0, "2026"), ("1904", 2020, 3.0, "2026-06-01T10"))
    assert list(series.same_reading(frame, "1962")["value"]) == [1.0, 3.0]
    assert series.newest_day(frame) == "2026-06-01"
    assert series.newest_day(series.frame()) == ""
