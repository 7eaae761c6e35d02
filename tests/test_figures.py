"""The plain figures of one series."""

import pandas as pd
import pytest

from norberg import figures
from norberg.figures import Change


def series(values: dict[int, float]) -> pd.Series:
    return pd.Series(values, dtype="float64")


def test_nulls_are_no_values():
    """A null year is a hole, not a zero; a real zero stays."""
    found = figures.by_year(pd.Series([2012, 2010, 2011]).to_numpy(), pd.Series([0.0, 3.0, None]).to_numpy())
    assert found.to_dict() == {2010: 3.0, 2012: 0.0}


@pytest.mark.parametrize(
    ("values", "cadence", "kept"),
    [
        ({2022: 67.5, 2023: 67.5, 2024: 67.6, 2025: 67.6, 2026: 80.4}, 2, [2022, 2024, 2026]),
        ({2014: 84.0, 2015: 84.0, 2016: 84.0, 2017: 84.0, 2018: 84.0}, 4, [2014, 2018]),
        ({2014: 100.0, 2015: 100.0, 2016: 100.0}, 1, [2014, 2015, 2016]),
        ({}, 2, []),
    ],
)
def test_a_repeated_survey_value_counts_once(values, cadence, kept):
    """Values repeated between measurements are one; equal values of two measurements are two."""
    assert list(figures.measured(series(values), cadence).index) == kept


def test_changes_are_plain_or_say_why_not():
    """A difference, a hole and a break are three different answers."""
    found = figures.changes(
        series({2015: 70.0, 2019: 72.0, 2021: 75.4, 2022: 78.3}), [2021, 2017, 2019, 2015], [2016], 1
    )
    assert found == [
        Change(2021, pytest.approx(2.9)),
        Change(2017, None, "no_value"),
        Change(2019, pytest.approx(6.3)),
        Change(2015, None, "broken"),
    ]


def test_a_year_that_is_not_measured_is_not_a_missing_value():
    """A survey every second year has no value to miss in between."""
    assert figures.changes(series({2022: 1.0, 2024: 2.0}), [2023], [], 2) == [Change(2023, None, "not_measured")]


def test_reference_years():
    """Yearly measures are told against last year, five years ago and adoption; surveys against their last two."""
    assert figures.reference_years(series(dict.fromkeys(range(2010, 2023), 1.0)), 2019, 1) == [2021, 2017, 2019]
    assert figures.reference_years(series({2018: 1.0, 2020: 2.0, 2022: 3.0}), 2019, 2) == [2020, 2018, 2019]


def test_runs_end_at_holes_and_breaks():
    """No line crosses a missing year or a break."""
    values = series(dict.fromkeys([2008, 2009, 2011, 2012, 2013], 1.0))
    assert figures.runs(values, [2013], 1).to_list() == [0, 0, 1, 1, 2]


def test_far_out_values_are_found_and_constants_are_not():
    """The library's 245 stretches the axis; a constant has no spread to divide by."""
    library = series({2009: 76, 2010: 54, 2012: 79, 2013: 77, 2014: 245, 2015: 107, 2016: 80, 2017: 82})
    assert list(figures.far_out(library).index) == [2014]
    assert figures.far_out(series(dict.fromkeys(range(2010, 2020), 100.0))).empty
