"""Charts: one specification for all, data that tell the truth, and labels that can be read."""

import json
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import STANDARD, card_of, rows_of, source

from norberg import charts, trend_rows
from norberg.lines import Line

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return source(tmp_path_factory.mktemp("real"))


def line(values, style="main", name="Norberg", **more):
    return Line(name, "1962", style, pd.Series(values, dtype="float64").sort_index(), **more)


def rows(*lines, first=2000, breaks=(), longest_step=1, zero=False, demo=False):
    more = {"longest_step": longest_step, "decimals": 1, "zero": zero, "demo": demo}
    return trend_rows.trend_rows(lines, first, breaks, **more)


def layers(spec):
    return [one for layer in spec["layer"] for one in layers(layer)] if "layer" in spec else [spec]


def test_the_specification_is_the_same_bytes_for_every_card(here):
    """What depends on the choice is data: the browser keeps its view, and the named data set is not in it."""
    before = json.dumps(charts.trend())
    for no, gender in ((1, "totalt"), (73, "bada"), (19, "skillnad")):
        card_of(no, here, replace(STANDARD, gender=gender))
    charts.trend.cache_clear()
    assert json.dumps(charts.trend()) == before
    assert "datasets" not in charts.trend()
    assert {one["data"]["name"] for one in [charts.trend()]} == {"rows"}


def test_numbers_are_swedish_in_any_browser():
    """Decimal comma and the typographic minus are set, not left to the browser."""
    assert charts.trend()["config"]["locale"]["number"] == {
        "decimal": ",",
        "thousands": "\u202f",
        "grouping": [3],
        "currency": ["", " kr"],
        "minus": "−",
    }


def test_no_mark_is_read_aloud_by_itself():
    """The text alternative stands beside: a screen reader is not led through every point."""
    marks = [one["mark"] for one in layers(charts.trend())]
    assert len(marks) >= 8
    assert all(mark["aria"] is False for mark in marks)


def test_the_word_at_a_rule_never_stands_over_what_it_does_not_name():
    """ "ny serie" stands over the new series however short it is, "seriebrott" where there is room."""
    values = dict.fromkeys(range(2008, 2024), 50.0)
    for words, year, side in (("ny serie", 2022, "left"), ("seriebrott", 2022, "right"), ("seriebrott", 2010, "left")):
        told = rows(line(values), breaks=((year, words),)).query("part == 'break'")
        assert list(zip(told["text"], told["style"], strict=True)) == [(words, side)]


def test_women_and_men_differ_by_dash_and_shape(here):
    """Colour alone never tells them apart, and no colour is pink or blue."""
    one = rows_of(card_of(73, here, replace(STANDARD, gender="bada", sets=())))
    lines = one[one["part"] == "line"].groupby("style")["dash"].unique()
    assert (list(lines["women"]), list(lines["men"])) == (["solid"], ["dashed"])
    dots = [layer for layer in layers(charts.trend()) if layer["mark"]["type"] == "point"]
    shapes = {layer["transform"][0]["filter"]: layer["mark"].get("shape") for layer in dots}
    assert [shape for test, shape in shapes.items() if "== 'men'" in test] == ["diamond"]
    assert [shape for test, shape in shapes.items() if "!= 'men'" in test] == [None]


@given(st.dictionaries(st.integers(2000, 2026), NUMBERS, min_size=1), st.sets(st.integers(2001, 2026), max_size=3))
def test_lines_are_cut_at_holes_and_breaks(values, breaks):
    """Every value is drawn once, as it is; neighbours in a run are a year apart, on one side of a break."""
    found = rows(line(values), breaks=[(year, "seriebrott") for year in sorted(breaks)])
    lines = found[found["part"] == "line"]
    assert dict(zip(lines["x"].astype(int), lines["y"], strict=True)) == values
    for _, run in lines.groupby("run"):
        years = list(run["x"])
        assert years == list(range(int(years[0]), int(years[0]) + len(years)))
        assert not any(years[0] < year <= years[-1] for year in breaks)


@given(st.lists(NUMBERS, min_size=1, max_size=14), st.floats(0.001, 1e6))
def test_labels_never_cover_each_other(places, extent):
    """Labels keep the order of their values and stand at least a label's height apart."""
    found = trend_rows.spread(places, extent)
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = [found[at] for at in order]
    slack = 1e-6 * max(1.0, extent, *map(abs, places))
    assert all(high - low >= trend_rows.LABEL_STEP * extent - slack for low, high in pairwise(moved))
    assert sum(found) == pytest.approx(sum(places), abs=len(places) * slack)


def test_labels_with_room_stay_where_the_lines_end():
    """Nothing is moved that need not be."""
    assert trend_rows.spread([10.0, 50.0, 90.0], 100.0) == [10.0, 50.0, 90.0]


def test_only_the_latest_value_and_lone_points_have_dots():
    """A value between two holes would be invisible as a line."""
    found = rows(line({2008: 1.0, 2010: 2.0, 2011: 3.0, 2012: 4.0}))
    assert list(found.loc[found["part"] == "dot", "x"]) == [2008, 2012]


def test_a_label_names_its_year_where_it_is_older():
    """A neighbour's old value never passes for this year's."""
    found = rows(line({2021: 1.0, 2022: 2.0}), line({2020: 5.0, 2021: 4.0}, "other", "Sala"))
    assert list(found.loc[found["part"] == "label", "text"]) == ["Norberg 2,0", "Sala 4,0 (2021)"]


def test_an_ended_series_has_no_label_at_the_end():
    """It does not reach the end, so nothing stands there for it."""
    found = rows(line({2020: 1.0, 2021: 2.0}), line({2018: 5.0, 2019: 4.0}, "older", "Äldre serie"))
    assert list(found.loc[found["part"] == "label", "style"]) == ["main"]


def test_break_rules_stand_between_the_years():
    """Words on the side where there is room; a break outside what is drawn has no rule."""
    found = rows(
        line(dict.fromkeys(range(2008, 2023), 1.0)), breaks=[(1995, "a"), (2010, "b"), (2021, "c"), (2025, "d")]
    )
    breaks = found[found["part"] == "break"]
    assert list(zip(breaks["x"], breaks["text"], breaks["style"], strict=True)) == [
        (2009.5, "b", "left"),
        (2020.5, "c", "right"),
    ]


@pytest.mark.parametrize(
    ("values", "zero", "count"), [((-1.0, 2.0), True, 1), ((1.0, 2.0), True, 0), ((-1.0, 2.0), False, 0)]
)
def test_zero_has_a_rule_where_a_difference_changes_sign(values, zero, count):
    """Only where zero lies within the chart: it never stretches the axis."""
    found = rows(line({2020: values[0], 2021: values[1]}), zero=zero)
    assert (found["part"] == "zero").sum() == count


def test_the_demo_is_written_in_the_chart():
    """The words are data of the chart, so that a picture of it has them too."""
    assert list(rows(line({2020: 1.0}), demo=True).query("part == 'demo'")["text"]) == ["DEMO: påhittade värden"]
    assert not (rows(line({2020: 1.0}))["part"] == "demo").any()


def test_nothing_to_draw_is_an_empty_frame():
    """A start year after all values gives no chart, with the same columns."""
    found = rows(line({2020: 1.0}), first=2022)
    assert (len(found), list(found.columns)) == (0, list(trend_rows.FIELDS))
