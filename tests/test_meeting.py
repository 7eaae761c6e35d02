"""What a meeting shows: every nyckeltal of the program, on real figures and made-up ones, and the rows of its chart."""

import json
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import vl_convert
from world import DATA, NORBERG, PROGRAM, TODAY, publish, source

from norberg import charts_meeting, clauses, meeting, meeting_rows, meeting_scene, spoken
from norberg.agenda import Agenda
from norberg.demo import DemoSource
from norberg.findings import Findings
from norberg.lines import Line
from norberg.meeting_field import BOX, WORDS
from norberg.meeting_lines import MIDDLE, Drawn, areas, left_out
from norberg.selection import Selection
from norberg.sentences import number

ALL = Agenda(tuple(one.no for one in PROGRAM.indicators), "Alla", 2026)
ABSENT = "Inga värden att visa"
FEWEST_LETTERS = 28  # px at 720
COMPARED = Selection("totalt", 2026, 2026, ("liknande", "riket"))


@pytest.fixture(scope="module")
def findings(tmp_path_factory) -> Findings:
    return Findings(source(tmp_path_factory.mktemp("real")), 2026, TODAY)


@pytest.fixture(scope="module")
def deck(findings) -> meeting.Deck:
    return meeting.deck(ALL, findings)


def rows(deck: meeting.Deck) -> pd.DataFrame:
    """The chart's data, as the browser gets them."""
    return pa.ipc.open_stream(deck.rows).read_pandas()


def step(deck: meeting.Deck, no: int) -> meeting.Step:
    return next(one for one in deck.steps if one.no == no)


def test_every_nyckeltal_has_a_screen_in_the_agendas_order(deck, findings):
    """Question, goal and source for each; value, marks and chart for exactly those with figures."""
    assert [one.no for one in deck.steps] == list(ALL.numbers)
    assert all(one.question.endswith("?") and one.goal.startswith("Mål ") and one.source for one in deck.steps)
    for one in deck.steps:
        found = findings.of(PROGRAM.indicator(one.no))
        there = bool(found.kpi)
        assert (bool(one.value), bool(one.direction), bool(one.level)) == (there,) * 3
        assert (one.drawn, bool(one.boxes), bool(one.missing)) == (there and one.no != 16, one.no == 16, not there)
    assert sum(one.drawn for one in deck.steps) == 54


def test_figures_are_those_of_the_wall(deck, findings):
    """Value, direction and level are told as everywhere else: from the finding, in the same words."""
    for one in deck.steps:
        found = findings.of(PROGRAM.indicator(one.no))
        if not one.drawn:
            continue
        assert one.value == number(found.value, found.indicator.decimals)
        assert one.direction.words.startswith(spoken.direction_words(found))
        if found.level.quarter:
            assert clauses.quarter(found) in one.level.words.lower()
            assert one.level.words.startswith("Troligen") is not found.level.certain
        else:
            assert one.level.words == f"Jämförs inte: {found.level.reason}"


def test_the_place_is_told_only_where_it_is_certain(deck, findings):
    """An interval beside a certain quarter, none beside an uncertain one; the years of an older level stand with it."""
    for one in deck.steps:
        found = findings.of(PROGRAM.indicator(one.no))
        told = f"{one.level.words} {one.level.note}" if one.level else ""
        assert ("Plats" in told) is (found.level.certain and bool(found.level.quarter))
        assert not found.level.quarter or str(found.level.last) in told
    assert step(deck, 1).level.words == "Sämsta fjärdedelen 2020–2022"
    assert step(deck, 11).level.note == "Plats 261–290 av 290 (2020–2022)"
    assert step(deck, 59).level.note.endswith("av 290, lägst först (2020–2022)")


def test_the_pictured_screens(deck):
    """Men's life expectancy as the picture has it, by rule."""
    one = step(deck, 11)
    assert one.goal == "Mål 2. Vi har en god folkhälsa"
    assert (one.question, one.measured) == ("Lever män i Norberg längre än förut?", "Medellivslängd, män, år")
    assert (one.value, one.unit, one.when) == ("77,4", "år", "2022 (medel 2018–2022)")
    assert (one.direction.words, one.direction.tone) == ("Försämras", "worse")
    assert one.source == "Källa: Kolada (N00923), statistik från SCB. Värden inlästa 2024-08-30."
    assert "Norberg 77,4 (2022)" in one.alternative


def test_what_has_no_recent_value_says_so_in_the_chart(deck):
    """The axis runs to the meeting's year, the empty years are a field with words, and lone dots are not joined."""
    one, drawn = step(deck, 47), rows(deck)
    drawn = drawn[drawn["step"] == ALL.numbers.index(47)]
    assert (one.when, one.direction.words) == ("2013, senaste uppgiften", "För få mätningar: en")
    (words,) = drawn.loc[drawn["part"] == "empty_words", "text"]
    assert words == "Ingen uppgift för Norberg\nefter 2013"
    assert len(drawn[(drawn["part"] == "dot") & (drawn["style"] == "own")].drop_duplicates(["x", "y"])) == 2
    own = drawn[(drawn["part"] == "line") & (drawn["style"] == "own")]
    assert not own["run"].duplicated().any()
    assert max(int(text) for text in drawn.loc[drawn["part"] == "year", "text"]) > 2022


def test_what_is_missing_says_why(deck):
    """The reason stands in the sentence; in the field where the sentence has no room for all of it."""
    assert step(deck, 4).answer == "Vi vet inte. Inte hämtat än. Finns i Kolada, källa Skolverket."
    assert step(deck, 4).missing == ABSENT
    assert step(deck, 72).answer == "Vi vet inte. Egen serie saknas."
    assert "frisktal och antal personer" in step(deck, 72).missing


def test_a_measure_in_words_has_words(deck):
    """A code is drawn as words a year, never as a line."""
    one = step(deck, 16)
    assert (one.value, one.unit, one.when, one.drawn) == ("Underskott", "", "2022", False)
    assert one.boxes[-1] == ("Underskott", "2022")
    assert not len(rows(deck)[rows(deck)["step"] == ALL.numbers.index(16)])


def test_charts_stay_within_four_lines_and_five_years(deck):
    """At most four named lines, five years on the axis, everything inside the plot but labels beside and above it."""
    for at, drawn in rows(deck).groupby("step"):
        lines = drawn[drawn["part"] == "line"]
        assert lines["run"].str.replace(r" [\d.]+ \d+$", "", regex=True).nunique() <= 4, at
        assert 1 <= (drawn["part"] == "year").sum() <= 5, at
        inside = drawn[drawn["part"].isin(["line", "dot", "grid", "axis", "year", "empty"])]
        assert inside[["x", "y"]].stack().between(-1e-9, 1 + 1e-9).all(), at
        assert drawn.loc[drawn["part"] == "grid", "text"].is_unique


def test_the_grey_fields_words_lie_over_no_line(deck):
    """Each field is named once, and no line runs through its words."""
    named = 0
    for at, drawn in rows(deck).groupby("step"):
        band, words = drawn[drawn["part"] == "band"], drawn[drawn["part"] == "band_words"]
        assert len(words) == bool(len(band)), at
        for one in words.itertuples():
            named += 1
            assert one.text == WORDS
            for _, line in drawn[drawn["part"] == "line"].groupby("run"):
                years = np.linspace(line["x"].min(), line["x"].max(), 200)
                near = abs(years - one.x) < BOX[0] / 2
                assert not (abs(np.interp(years, line["x"], line["y"]) - one.y)[near] < BOX[1] / 2).any(), at
    assert named > 30


def test_names_at_the_lines_ends_do_not_cover_each_other(deck):
    """Names stand apart by what their letters need on the smaller screen."""
    for at, drawn in rows(deck).groupby("step"):
        places = np.sort(drawn.loc[drawn["part"] == "label", "y"])
        tall = drawn.loc[drawn["part"] == "label", "text"].str.contains("\n").any()
        assert (np.diff(places) > (meeting_rows.TALL_LABEL if tall else meeting_rows.LABEL) - 1e-9).all(), at


def test_the_own_line_is_not_joined_over_holes_or_breaks():
    """A hole and a break each end the line; what is before a break is thinner."""
    values = pd.Series({2010: 1.0, 2011: 2.0, 2013: 3.0, 2014: 4.0, 2015: 5.0})
    own = Line("Norberg", NORBERG, "main", values)
    indicator = replace(PROGRAM.indicator(12), breaks=PROGRAM.indicator(12).breaks)
    band = pd.DataFrame(columns=[5, 25, 50, 75, 95], index=pd.Index([], dtype="int64"), dtype="float64")
    scene = replace(meeting_scene.scene(Drawn(own, (), band), indicator, 2010), breaks=(2014,))
    lines = meeting_rows.rows(scene)
    lines = lines[lines["part"] == "line"]
    assert [len(run) for _, run in lines.groupby("run", sort=False)] == [2, 1, 2]
    assert lines["width"].tolist() == [meeting_rows.OLDER] * 3 + [meeting_rows.OWN] * 2


def test_the_comparison_is_drawn_as_few_lines(findings):
    """A large set is its middle, a small one its members, and what has no room is named."""
    here, men = findings.source, PROGRAM.indicator(11)
    every = Selection("totalt", 2026, 2026, tuple(one.address for one in PROGRAM.sets), ("1982",))
    names = [one.name for one in areas(every, men, here)]
    assert names == [
        "Västmanlands kommuner",
        "Liknande",
        "Fagersta",
        "Skinnskatteberg",
        "Närliggande kommuner",
        "Riket",
        MIDDLE,
    ]
    assert left_out(every, here) == names[3:]
    assert left_out(COMPARED, here) == []
    assert [one.name for one in areas(COMPARED, PROGRAM.indicator(29), here)] == ["Liknande"]  # a sum is no comparison


def test_the_deck_names_the_newest_reading(findings, deck):
    """The newest day among what is shown, and on each screen that of its own figures."""
    assert meeting.deck(Agenda((11, 47), "", 2026), findings).read == "2024-08-30"
    assert deck.read == "2026-06-14"
    assert meeting.deck(Agenda((4,), "", 2026), findings).read == ""


def test_an_agenda_of_another_day_says_so(findings):
    """Figures that are not those the agenda was made with are told as such on every screen; equal ones are not."""
    for read, told in (("2023-01-01", True), ("2024-08-30", False), ("", False)):
        (one,) = meeting.deck(Agenda((11,), "", 2026, read=read), findings).steps
        assert ("Dagordningen gjordes med värden inlästa 2023-01-01." in one.source) is told


def test_an_earlier_end_year_moves_everything(findings):
    """Value, chart and sentence stop at the agenda's end year."""
    earlier = Findings(findings.source, 2016, TODAY)
    made = meeting.deck(Agenda((11, 27), "", 2016), earlier)
    assert made.steps[0].when == "2016 (medel 2012–2016)"
    assert made.steps[1].missing or "2017" in made.steps[1].answer
    assert not rows(made)["text"].str.contains("2017|2018|202").any()


def test_derived_and_own_series_name_their_source(tmp_path):
    """Own work on Kolada's figures never has Kolada as its source."""
    publish(tmp_path, "N00222", {(NORBERG, year): 80.0 for year in range(2015, 2023)})
    here = Findings(source(tmp_path), 2026, TODAY)
    women, men = meeting.deck(Agenda((65, 66), "", 2026), here).steps
    assert (women.value, men.value) == ("80,0", "20,0")
    assert women.source.startswith("Källa: Kolada (N00222)")
    assert men.source.startswith("Egen bearbetning av data från Kolada (N00222)")


def test_made_up_figures_say_so_everywhere():
    """DEMO stands in the source of each screen and in each chart."""
    made = meeting.deck(Agenda((11, 1, 4), "", 2026), Findings(DemoSource(PROGRAM, DATA), 2026, TODAY))
    assert made.demo
    assert all("DEMO: påhittade värden" in one.source for one in made.steps)
    drawn = rows(made)
    assert set(drawn.loc[drawn["part"] == "demo", "step"]) == set(drawn["step"])


def picture(deck: meeting.Deck, at: int, height: int) -> str:
    """A step's chart as SVG, the window's height written in."""
    text = json.dumps(charts_meeting.trend()).replace(json.dumps(charts_meeting.WINDOW)[1:-1], str(height))
    spec = json.loads(text.replace("Source Sans, Source Sans Pro, sans-serif", "Liberation Sans"))
    drawn = rows(deck)
    drawn = drawn[drawn["step"] == at]
    spec["datasets"] = {"rows": [{k: v for k, v in row.items() if not pd.isna(v)} for row in drawn.to_dict("records")]}
    spec["params"][0] = {"name": "step", "value": str(at)}
    return vl_convert.vegalite_to_svg(spec | {"width": 900, "height": 500})


@pytest.mark.parametrize(("height", "small", "large"), [(1080, 30, 40), (720, 28, 34)])
def test_the_charts_letters_grow_with_the_window(deck, height, small, large):
    """One specification: no text under 28 px on either screen, the own name larger than the others."""
    drawn = picture(deck, ALL.numbers.index(11), height)
    sizes = {float(one) for one in re.findall(r'font-size="([\d.]+)px"', drawn)}
    assert sizes == {small, large}
    assert min(sizes) >= FEWEST_LETTERS
    for text in (WORDS, "Norberg 77,4", "Riket 81,1", "Liknande 80,5", "2020"):
        assert text in drawn


def test_the_specification_is_the_same_bytes_for_all(deck):
    """Nothing in it depends on the nyckeltal: that is data."""
    assert charts_meeting.trend() is charts_meeting.trend()
    assert "Norberg" not in json.dumps(charts_meeting.trend())
