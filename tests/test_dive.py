"""A deep-dive: where each piece stands, the sentence, the similar municipalities, the small charts, the files."""

import csv
import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pandas as pd
import pyarrow as pa
import pytest
from world import DATA, NORBERG, PROGRAM, TODAY, publish, source

from norberg.deep import dive, values
from norberg.deep.entry import STATES
from norberg.demo import DemoSource
from norberg.findings import Findings
from norberg.selection import Selection
from norberg.series import DEMO
from norberg.themes import Theme

EMPTY = Path(mkdtemp(prefix="norberg-test-"))  # a folder of the app without anything written
THEMES = [one.address for one in PROGRAM.themes]
CRIME, HEALTH, SCHOOL, WORK = THEMES
UNREAD = "N00216"  # Kolada lists it, and the embedded figures have none of it


@cache
def findings(last=2026):
    return Findings(source(EMPTY), last, TODAY)


@cache
def dived(address, gender="totalt", last=2026):
    return dive.build(PROGRAM.theme(address), findings(last), Selection(gender, 2008, last, PROGRAM.default_sets))


def rows(one):
    return pa.ipc.open_stream(one.rows).read_pandas()


def small(one, kpi):
    return next(chart for chart in one.multiples if chart.piece.indicator.use_id == kpi)


def alike():
    """The municipalities that are alike in UNREAD."""
    group = next(one for one in PROGRAM.theme(WORK).indicators if one.use_id == UNREAD).similar_group
    return [code for code in source(EMPTY).groups[group].members if code != NORBERG]


def made(folder, kpi=UNREAD):
    """A theme of one kpi, with what was published in a folder."""
    pieces = tuple(one for theme in PROGRAM.themes for one in theme.pieces if one.indicator.use_id == kpi)
    selection = Selection("totalt", 2008, 2026, PROGRAM.default_sets)
    here = source(folder)
    return dive.build(Theme("eget", "Eget", pieces), Findings(here, 2026, TODAY), selection), here


@pytest.mark.parametrize("gender", ["totalt", "skillnad"])
@pytest.mark.parametrize("address", THEMES)
def test_every_piece_stands_in_one_column_and_has_one_chart(address, gender):
    one = dived(address, gender)
    entries = [entry.piece.indicator.no for column in one.columns for entry in column.entries]
    assert sorted(entries) == sorted(piece.indicator.no for piece in one.theme.pieces)
    assert [column.state for column in one.columns] == list(STATES)
    assert sorted(entries) == sorted(chart.piece.indicator.no for chart in one.multiples)


@pytest.mark.parametrize("gender", ["totalt", "kvinnor", "bada", "skillnad"])
@pytest.mark.parametrize("address", THEMES)
def test_the_numbers_of_the_sentence_sum_to_the_entries(address, gender):
    one = dived(address, gender)
    plain = re.sub(r", \d+ av dem säkert", "", one.lead)
    assert sum(map(int, re.findall(r"\d+", plain))) == sum(len(column.entries) for column in one.columns)


@pytest.mark.parametrize(
    ("worse", "sure", "words"),
    [(3, 2, "3 nyckeltal försämras, 2 av dem säkert."), (1, 1, "1 nyckeltal försämras säkert."),
     (2, 0, "2 nyckeltal försämras troligen.")],
)  # fmt: skip
def test_the_sentence_tells_the_grade(worse, sure, words):
    entry = next(entry for column in dived(HEALTH).columns for entry in column.entries)
    found = [replace(entry, state="worse", sure=at < sure) for at in range(worse)]
    assert dive.lead(found, worse, "totalt") == words


def test_charts_stand_in_the_order_of_the_columns():
    one = dived(HEALTH)
    order = [entry.piece.indicator.no for column in one.columns for entry in column.entries]
    assert [chart.piece.indicator.no for chart in one.multiples] == order


def test_what_moves_without_a_wanted_direction_stands_in_the_fourth_column_and_only_there():
    one = dived(WORK)
    moving = one.column("neutral")
    assert {entry.finding.direction for entry in moving.entries} <= {"up", "down"}
    assert [column.state for column in one.places[3]] == (["neutral", "unknown"] if moving.entries else ["unknown"])


def test_all_charts_share_one_time_axis():
    drawn = [rows(chart) for chart in dived(SCHOOL).multiples if chart.rows]
    ends = {tuple(one.loc[one["part"] == "frame", "x"]) for one in drawn}
    assert len(drawn) > 5
    assert len(ends) == 1


def test_a_chart_draws_norbergs_values_and_nothing_else():
    chart = small(dived(HEALTH), "N00404")
    drawn = rows(chart).query("part == 'line'")
    told = findings().of(chart.piece.indicator).values
    assert dict(zip(drawn["x"], drawn["y"], strict=True)) == told[told.index >= 2008].to_dict()


def test_line_and_band_break_where_years_are_missing_and_a_lone_year_is_a_dot_and_a_bar(tmp_path):
    towns = source(EMPTY).municipalities
    publish(
        tmp_path, UNREAD, {(area, year): 900.0 + at for at, area in enumerate(towns) for year in (2010, 2011, 2014)}
    )
    one = rows(made(tmp_path)[0].multiples[0])
    parts = {name: sorted(set(one.loc[one["part"] == name, "x"])) for name in ("band", "bar", "line", "dot")}
    assert parts == {"band": [2010, 2011], "bar": [2014], "line": [2010, 2011, 2014], "dot": [2014]}
    assert one[one["part"] == "line"].groupby("run").size().tolist() == [2, 1]


def test_half_of_the_municipalities_lie_in_the_band(tmp_path):
    towns = source(EMPTY).municipalities
    publish(tmp_path, UNREAD, {(area, year): float(at) for at, area in enumerate(towns) for year in (2010, 2011)})
    band = rows(made(tmp_path)[0].multiples[0]).query("part == 'band'").iloc[0]
    inside = sum(band["y"] <= at <= band["y2"] for at in range(len(towns)))
    assert abs(inside - len(towns) / 2) <= 1


def test_a_break_is_drawn_and_told():
    chart = small(dived(SCHOOL), "N15428")
    assert rows(chart).query("part == 'break'")["x"].tolist() == [2011.5]
    assert any("2012" in note for note in chart.notes)


def test_women_and_men_are_two_lines_that_are_never_joined():
    lines = rows(small(dived(HEALTH, "bada"), "N00404")).query("part == 'line'")
    assert set(lines["style"]) == {"women", "men"}
    assert lines.groupby(["style", "run"])["x"].is_monotonic_increasing.all()
    assert lines.groupby(["style", "x"]).size().max() == 1


def test_a_gap_that_does_not_exist_is_told_instead_of_the_total():
    one = dived(HEALTH, "skillnad")
    entry = next(e for e in one.column("unknown").entries if e.piece.indicator.use_id == "N66077")
    assert (entry.value, entry.absence) == ("", "Finns inte uppdelat på kön.")
    assert small(one, "N66077").rows == b""


def test_a_gap_is_never_better_or_worse():
    one = dived(HEALTH, "skillnad")
    assert not one.column("worse").entries + one.column("better").entries


def test_what_has_no_value_says_why_and_gets_no_number():
    gone = [chart for chart in dived(WORK).multiples if not chart.rows]
    assert gone
    assert all(chart.absence and not chart.entries[0].value for chart in gone)


def test_the_end_year_holds_for_charts_and_entries():
    one = dived(HEALTH, last=2016)
    assert max(rows(chart).query("part == 'line'")["x"].max() for chart in one.multiples if chart.rows) <= 2016
    assert max(entry.finding.year for column in one.columns for entry in column.entries) <= 2016


@pytest.mark.parametrize(
    ("there", "words"),
    [
        (7, "Liknande: mitten av 7 är 14,0"),
        (5, "Liknande: för få av 7 har värden"),
    ],
)
def test_the_middle_of_the_similar_needs_most_of_them(tmp_path, there, words):
    others = alike()
    found = {(code, 2020): 11.0 + at for at, code in enumerate(others[:there])}
    publish(tmp_path, UNREAD, {**found, (NORBERG, 2020): 10.0}, asked=(NORBERG, *others))
    (entry,) = [entry for column in made(tmp_path)[0].columns for entry in column.entries]
    assert entry.similar == words


def test_an_older_middle_of_the_similar_names_its_year_and_the_own_value_of_it(tmp_path):
    others = alike()
    found = {(code, 2020): 11.0 + at for at, code in enumerate(others)}
    publish(tmp_path, UNREAD, {**found, (NORBERG, 2020): 10.0, (NORBERG, 2021): 9.0})
    (entry,) = [entry for column in made(tmp_path)[0].columns for entry in column.entries]
    assert entry.similar == "Liknande 2020: mitten av 7 är 14,0 (Norberg då 10,0)"


def test_the_margin_of_a_sample_stands_at_its_chart(tmp_path):
    publish(tmp_path, "N07633", {(NORBERG, 2021): 16.8})
    publish(tmp_path, "N07681", {(NORBERG, 2021): 6.1})
    notes = made(tmp_path, "N07633")[0].multiples[0].notes
    assert any("± 6,1 procentenheter" in note for note in notes)


def test_made_up_figures_say_so_in_every_chart_and_in_the_source():
    here = DemoSource(PROGRAM, DATA)
    selection = Selection("totalt", 2008, 2026, PROGRAM.default_sets)
    one = dive.build(PROGRAM.theme(CRIME), Findings(here, 2026, TODAY), selection)
    texts = [" ".join(rows(chart).query("part == 'demo'")["text"]) for chart in one.multiples if chart.rows]
    assert {" ".join(text.split()) for text in texts} == {DEMO}
    assert one.source == f"{DEMO}."
    assert values.file_name(one, here).startswith("DEMO-pahittade-varden-")


def test_the_file_has_every_nyckeltal_and_says_why_one_has_no_values():
    one = dived(WORK)
    text = values.people(one, source(EMPTY)).decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    titles = {row["Nyckeltal"] for row in read}
    gone = [chart for chart in one.multiples if not chart.rows]
    assert titles == {piece.indicator.short_title for piece in one.theme.pieces}
    assert all(any(row["Anmärkning"] == chart.absence for row in read) for chart in gone)


def test_the_table_has_the_values_of_the_charts_and_words_where_there_is_none():
    one = dived(HEALTH)
    found = values.table(one, source(EMPTY))
    column = next(name for name in found if name.startswith("Antibiotikarecept"))
    line = small(one, "N00404").lines[0].values
    assert found.loc[str(line.index[-1]), column] == f"{line.iloc[-1]:.0f}"
    assert not found.isin(["", "nan"]).any().any()
    assert found.index.tolist() == sorted(found.index, reverse=True)
    assert isinstance(found, pd.DataFrame)
