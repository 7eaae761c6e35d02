"""Whatever is chosen: no number is shown that the source lacks, and start and end years keep their promises."""

import csv
import io
import re
from collections import defaultdict
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from world import NORBERG, PROGRAM, STANDARD, TODAY, rows_of, source

from norberg import card, exports
from norberg.sentences import number
from norberg.series import KEY
from norberg.shown import shown

GENDERS = {"totalt": "T", "kvinnor": "K", "man": "M"}
CARDS = st.sampled_from([one for one in PROGRAM.pairs() if one[0].use_id])
YEARS = st.integers(1994, 2026)
SETS = st.sets(st.sampled_from([one.address for one in PROGRAM.sets])).map(sorted).map(tuple)
AREAS = st.lists(st.sampled_from(["2084", "1980", "0180", "G33626", "0019"]), max_size=2, unique=True).map(tuple)


@st.composite
def selections(draw):
    first, last = sorted((draw(YEARS), draw(YEARS)))
    gender = draw(st.sampled_from([*GENDERS, "bada", "skillnad"]))
    return replace(STANDARD, gender=gender, first=first, last=last, sets=draw(SETS), areas=draw(AREAS))


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return source(tmp_path_factory.mktemp("real"))


@cache
def known(here, kpi) -> dict:
    """All values of a kpi: (area, gender) -> year -> value."""
    rows, found = here.kpi(kpi).dropna(subset=["value"]), defaultdict(dict)
    for area, year, gender, value in zip(*(rows[name] for name in (*KEY[1:], "value")), strict=True):
        found[area, gender][year] = value
    return found


def gender_of(line, behind) -> str:
    """T, K or M of a line, "" for one that is worked out: a difference or a median."""
    if line.style == "median" or behind.selection.gender == "skillnad":
        return ""
    return GENDERS.get(behind.selection.gender) or ("M" if line.dashed else "K")


def values(line, behind, here) -> dict[int, float]:
    """What the source has for a line; for a pair, each gender is a kpi of its own with a total."""
    gender = gender_of(line, behind)
    if len(behind.indicators) == 1:
        return known(here, behind.kpi)[line.code, gender]
    indicator = behind.indicators["KM".index(gender)]
    found = known(here, indicator.use_id)[line.code, "T"]
    return {year: 100 - value for year, value in found.items()} if indicator.derive else found


@settings(max_examples=40, deadline=None)
@given(indicators=CARDS, selection=selections())
def test_every_number_shown_is_in_the_source(here, indicators, selection):
    """Lines, dots and table cells are values of that area, year and gender; the rest is said in words."""
    behind, one = shown(indicators, here, selection), card.build(indicators, here, selection, TODAY)
    if behind is None:
        assert one.absent is not None
        return
    table, main = card.table(indicators, here, selection), indicators[0]
    rows = rows_of(one).query("part == 'line' or part == 'dot'") if one.rows else None
    for line in (one for one in behind.drawn if gender_of(one, behind)):
        there = values(line, behind, here)
        if rows is not None:
            mine = rows[rows["run"].str.fullmatch(f"{re.escape(line.name + line.style)}[0-9]+")]
            assert {(int(x), y) for x, y in zip(mine["x"], mine["y"], strict=True)} <= set(there.items())
        for year, cell in table[line.name].items() if line.name in table else ():
            expected = there.get(int(year))
            told = main.codes.get(int(expected or 0)) or number(expected or 0, main.decimals)
            assert cell == ("saknas" if expected is None and main.cadence_years == 1 else cell)
            assert cell in ("saknas", "mättes inte") or (expected is not None and cell == told)


@settings(max_examples=15, deadline=None)
@given(indicators=CARDS, selection=selections())
def test_every_number_exported_is_in_the_source(here, indicators, selection):
    """A file for people has the source's values in full precision, and nothing for a missing one."""
    text = exports.people(indicators, here, selection).decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text), delimiter=";"):
        gender = {"Totalt": "T", "Kvinnor": "K", "Män": "M"}[row["Kön"]]
        alone = len(indicators) == 1
        kept = known(here, row["Id"])[row["Områdeskod"], gender if alone else "T"]
        expected = kept.get(int(row["År"]))
        assert selection.first <= int(row["År"]) <= selection.last
        assert row["Värde"] == "" if expected is None else float(row["Värde"].replace(",", ".")) == expected
        assert row["Anmärkning"] == ("saknas" if expected is None else "")


@settings(max_examples=15, deadline=None)
@given(indicators=CARDS, selection=selections(), start=YEARS)
def test_the_start_year_only_cuts_what_is_drawn(here, indicators, selection, start):
    """Values, changes and comparison are the same from whatever year one looks."""
    other = replace(selection, first=min(start, selection.last))
    one, two = (card.build(indicators, here, choice, TODAY) for choice in (selection, other))
    for told in ("figures", "changes", "comparison", "absent", "message", "about", "unit"):
        assert getattr(one, told) == getattr(two, told)


@settings(max_examples=15, deadline=None)
@given(indicators=CARDS, selection=selections())
def test_nothing_after_the_end_year_is_shown(here, indicators, selection):
    """No drawn, named or exported value is later than the chosen end."""
    behind = shown(indicators, here, selection)
    if behind is None:
        return
    one = card.build(indicators, here, selection, TODAY)
    assert max(int(figure.year[:4]) for figure in one.figures) <= selection.last
    assert all(line.values.index.max() <= selection.last for line in behind.drawn)
    assert all(year <= str(selection.last) for _, year in one.boxes)
    assert all(card.rows(indicators, here, selection)["period"] <= selection.last)


@settings(max_examples=15, deadline=None)
@given(indicators=CARDS, selection=selections())
def test_no_line_crosses_a_hole_or_a_break(here, indicators, selection):
    """The years of one run follow each other at the measure's pace, all on one side of every break."""
    one = card.build(indicators, here, selection, TODAY)
    if one.rows is None:
        return
    rows = rows_of(one)
    breaks = rows.loc[rows["part"] == "break", "x"]
    for _, run in rows[rows["part"] == "line"].groupby("run"):
        assert run["x"].diff().max() <= indicators[0].longest_step or len(run) == 1
        assert run["style"].nunique() == 1
        assert all((run["x"] < at).all() or (run["x"] > at).all() for at in breaks)


def test_the_own_area_is_always_first(here):
    """The municipality's own line is the first, so that it can be drawn strong."""
    assert shown(PROGRAM.pairs()[0], here, STANDARD).drawn[0].code == NORBERG
