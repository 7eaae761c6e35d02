"""The page's charts: each kind one specification for all, rows that hold the axes, labels that can be read."""

import json
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from depths import page_of, rows
from hypothesis import given, settings
from hypothesis import strategies as st
from world import STANDARD, source

from norberg import charts_depth, charts_strip, depth_rows, gap_rows, nation
from norberg.depth_rows import Frame, Picture
from norberg.lines import Line

KINDS = {
    "trend": lambda: charts_depth.trend(charts_depth.TALL),
    "panel": lambda: charts_depth.trend(charts_depth.PANEL),
    "gap": lambda: charts_depth.trend(charts_depth.LOW),
    "bars": lambda: charts_depth.gaps(charts_depth.LOW),
    "strip": charts_strip.strip,
}
NUMBERS = st.floats(-1e5, 1e5, allow_nan=False).map(lambda x: round(x, 2))


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return source(tmp_path_factory.mktemp("real"))


def layers(spec):
    return [one for layer in spec["layer"] for one in layers(layer)] if "layer" in spec else [spec]


def line(values, style="main", name="Norberg"):
    return Line(name, "1962", style, pd.Series(values, dtype="float64").sort_index())


def picture(own, *others, breaks=(), step=1, **more):
    band = nation.band(pd.DataFrame())
    return Picture((own,), (), others, band, breaks, step, 1, 2000, **more)


def drawn(one, height=charts_depth.TALL):
    return depth_rows.rows(one, depth_rows.frame([one], share=False), height)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_chart_is_the_same_bytes_whatever_is_chosen(here, kind):
    """What depends on nyckeltal, gender, years and limits is data: the browser keeps its view."""
    before = json.dumps(KINDS[kind]())
    for no, gender, limits in ((1, "totalt", False), (10, "totalt", True), (12, "skillnad", False), (51, "bada", True)):
        page_of(no, here, replace(STANDARD, gender=gender, first=2012), limits=limits)
    for build in (charts_depth.trend, charts_depth.gaps, charts_strip.strip):
        build.cache_clear()
    assert json.dumps(KINDS[kind]()) == before
    assert "datasets" not in KINDS[kind]()


@pytest.mark.parametrize("kind", KINDS)
def test_no_mark_is_read_aloud_and_no_text_is_small(kind):
    """The text alternative stands beside; nothing is under 14 px."""
    marks = [one["mark"] for one in layers(KINDS[kind]())]
    assert all(mark["aria"] is False for mark in marks)
    sizes = [mark["fontSize"] for mark in marks if mark["type"] == "text"]
    assert min(size for size in sizes if isinstance(size, int)) >= 14
    assert all("14" in size["expr"] or "16" in size["expr"] for size in sizes if isinstance(size, dict))


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_are_swedish_in_any_browser(kind):
    """Decimal comma is set, not left to the browser."""
    assert KINDS[kind]()["config"]["locale"]["number"]["decimal"] == ","


def test_women_and_men_differ_by_dash_shape_and_word(here):
    """Without colour they are still told apart."""
    both = rows(page_of(1, here).genders.both)
    dashes = both[both["part"] == "line"].groupby("style")["dash"].unique()
    assert (list(dashes["women"]), list(dashes["men"])) == (["solid"], ["men"])
    points = [one for one in layers(charts_depth.trend(charts_depth.LOW)) if one["mark"].get("shape") == "diamond"]
    assert ["'men'" in one["transform"][0]["filter"] for one in points] == [True]


def test_compared_lines_differ_by_dash(here):
    """Grey all of them, each with its own pattern."""
    found = rows(page_of(1, here).trend[0].rows, "line")
    others = found[(found["style"] == "other") & ~found["run"].str.startswith("middle")]
    names = others["run"].str.replace(r"other\d+$", "", regex=True)
    assert others.groupby(names)["dash"].first().to_dict() == {
        "Fagersta": "first",
        "Skinnskatteberg": "second",
        "Riket": "country",
    }


@settings(deadline=None)  # the first of a run builds what is kept
@given(st.dictionaries(st.integers(2000, 2026), NUMBERS, min_size=1), st.sets(st.integers(2001, 2026), max_size=2))
def test_every_value_is_drawn_once_and_never_across_a_hole_or_break(values, breaks):
    """As it is; neighbours in a run are a year apart, on one side of a break."""
    found = drawn(picture(line(values), breaks=tuple((year, "skäl") for year in sorted(breaks))))
    lines = found[found["part"] == "line"]
    assert dict(zip(lines["x"].astype(int), lines["y"], strict=True)) == values
    for _, run in lines.groupby("run"):
        years = list(run["x"])
        assert years == list(range(int(years[0]), int(years[0]) + len(years)))
        assert not any(years[0] < year <= years[-1] for year in breaks)


@settings(deadline=None)  # the first of a run builds what is kept
@given(st.dictionaries(st.integers(2000, 2026), NUMBERS, min_size=1))
def test_the_frame_holds_all_that_is_drawn(values):
    """The axes end on whole steps outside every value."""
    held = depth_rows.frame([picture(line(values))], share=False)
    assert held.low <= min(values.values()) <= max(values.values()) <= held.high
    assert held.low < held.high
    assert (held.first, held.last) == (min(values), max(values))


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [(61.0, 99.2, (60.0, 100.0)), (2.0, 99.0, (0.0, 100.0)), (98.0, 100.0, (98.0, 100.0)), (0.0, 0.0, (0.0, 1.0))],
)
def test_a_share_stays_between_nothing_and_all(least, most, expected):
    """No axis of percent runs below 0 or beyond 100."""
    assert depth_rows.ends(least, most, share=True) == pytest.approx(expected)


def test_nothing_since_the_start_year_is_no_frame():
    """Nothing to draw gives no chart."""
    assert depth_rows.frame([picture(line({1998: 1.0}))], share=False) is None


@settings(deadline=None)  # the first of a run builds what is kept
@given(st.lists(NUMBERS, min_size=1, max_size=10))
def test_names_at_the_ends_never_cover_each_other(values):
    """At least 23 px apart, in the order of the values."""
    others = [line({2020: 1.0, 2021: value}, "other", f"Kommun {at}") for at, value in enumerate(values)]
    one = picture(line({2020: 0.0, 2021: 5.0}), *others)
    held, height = depth_rows.frame([one], share=False), charts_depth.TALL
    found = depth_rows.rows(one, held, height)
    places = sorted(found.loc[found["part"] == "label", "y"])
    extent, plot = held.high - held.low, height - depth_rows.AROUND
    assert all((high - low) / extent * plot >= depth_rows.LABEL_PX - 0.01 for low, high in pairwise(places))


def test_names_grow_short_on_a_phone_and_say_their_older_year():
    """The own value alone, others by the beginning of the name; in full with the year where it is older."""
    found = drawn(picture(line({2021: 1.0, 2022: 2.0}), line({2020: 4.0, 2021: 5.0}, "other", "Skinnskatteberg")))
    labels = found[found["part"] == "label"]
    assert list(labels["text"]) == ["Norberg 2,0", "Skinnskatteberg 5,0 (2021)"]
    assert list(labels["short"]) == ["2,0", "Skinnska."]


def test_of_two_breaks_the_words_stand_apart():
    """The first's to the left of its rule, the last's to the right."""
    values = dict.fromkeys(range(2008, 2023), 1.0)
    found = drawn(picture(line(values), breaks=((2015, "a"), (2021, "b"), (2030, "c"))))
    breaks = found[found["part"] == "break"]
    assert list(zip(breaks["x"], breaks["text"], breaks["style"], strict=True)) == [
        (2014.5, "a", "right"),
        (2020.5, "b", "left"),
    ]


def test_a_lone_year_of_the_band_is_a_short_bar():
    """An area needs two points; none is drawn across the years between."""
    band = pd.DataFrame({5: 1.0, 25: 2.0, 50: 3.0, 75: 4.0, 95: 5.0}, index=[2010, 2015, 2016])
    one = replace(picture(line({2010: 3.0, 2015: 3.0, 2016: 3.0})), band=band)
    outer = drawn(one).query("part == 'outer'")
    assert {run: list(part["x"]) for run, part in outer.groupby("run")} == {
        "band0": [2009.8, 2010.2],
        "band1": [2015.0, 2016.0],
    }


def test_gap_bars_are_balanced_around_zero():
    """Where both have been higher, as much room below as above; where only one has, no empty half."""
    both = gap_rows.bars(pd.Series({2020: 4.0, 2021: -1.0})).query("part == 'frame'")["y"]
    assert list(both) == [-both.max(), both.max()]
    one = gap_rows.bars(pd.Series({2020: 4.0, 2021: 1.0}))
    assert one.query("part == 'frame'")["y"].min() == 0
    assert list(one.query("part == 'word'")["text"]) == ["kvinnor högre"]


def test_rows_have_their_fields_and_nothing_else():
    """What the browser is sent has one shape."""
    found = depth_rows.rows(picture(line({2020: 1.0})), Frame(2020, 2020, 0.0, 2.0), 400)
    assert dict(found.dtypes.astype(str)) == depth_rows.FIELDS
