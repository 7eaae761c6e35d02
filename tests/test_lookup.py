"""The index of a frame: the same rows as a filter finds, and never those of another frame."""

import gc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from norberg import lookup, series

CELLS = st.tuples(st.sampled_from(["1962", "1982", "0000"]), st.integers(2008, 2014), st.sampled_from("TKM"))
VALUES = st.one_of(st.just(np.nan), st.floats(-1e6, 1e6))


def frame(cells):
    """A frame with these values by (area, year, gender), in the order given."""
    columns = dict(zip(("municipality", "period", "gender"), zip(*cells, strict=True), strict=False)) if cells else {}
    return series.frame({**columns, "value": list(cells.values()), "kpi": "N1"} if cells else None)


@given(st.dictionaries(CELLS, VALUES), st.integers(2007, 2015))
def test_the_index_finds_what_a_filter_finds(cells, last):
    """Whatever the order of the rows, each area and gender has its own years and values, nulls included."""
    whole = frame(cells)
    found = lookup.of(whole)
    for area in ("1962", "1982", "0000", "9999"):
        mine = whole[whole["municipality"] == area]
        assert (area in found) is bool(len(mine))
        pd.testing.assert_frame_equal(found.filled(area), mine[mine["value"].notna()])
        for gender in "TKM":
            rows = mine[(mine["gender"] == gender) & (mine["period"] <= last)].sort_values("period")
            years, values = found.cells(area, gender, last)
            assert years.tolist() == rows["period"].tolist()
            np.testing.assert_array_equal(values, rows["value"])


@given(st.dictionaries(CELLS, VALUES), st.integers(2007, 2015), st.sampled_from([0.8, 2, 3]))
def test_a_median_is_that_of_the_areas_with_a_value(cells, last, least):
    """Only years in which enough of the areas have a value, and the median of those values."""
    whole = frame(cells)
    areas = ["1982", "0000", "9999"]
    years, medians = lookup.of(whole).medians(areas, "K", last, least)
    rows = whole[whole["municipality"].isin(areas) & (whole["gender"] == "K") & (whole["period"] <= last)]
    known = rows.dropna(subset="value").groupby("period")["value"].agg(["median", "count"])
    known = known[known["count"] >= least]
    assert years.tolist() == known.index.tolist()
    np.testing.assert_allclose(medians, known["median"])


def test_a_frame_never_answers_with_the_rows_of_one_that_is_gone():
    """A new frame may get the address of an old one in memory, and still has an index of its own."""
    for number in range(200):
        whole = frame({("1962", 2020, "T"): float(number)})
        assert lookup.of(whole).cells("1962", "T", 2020)[1].tolist() == [float(number)]
        assert lookup.of(whole) is lookup.of(whole)
    old = lookup.of(whole)
    del whole
    gc.collect()
    with pytest.raises(ReferenceError):
        _ = old.sources
