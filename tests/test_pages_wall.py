"""The wall's page: all nyckeltal, each absence in words, an earlier year, the demo, filters and nonsense."""

import re
from datetime import date

import pytest
from apptest import ENGLISH, bodies, opened, plain, texts
from world import NORBERG, PROGRAM, publish

from norberg.finding import CODE, NO_DATA
from norberg.ui import data

BAND = "DEMO: påhittade värden. Inga siffror på sidan är verkliga."
TEACHERS = "Lärare med pedagogisk examen, åk 1–9"


@pytest.fixture(autouse=True)
def folder(var):
    """The folder that the app writes to."""
    return var


def tiles(at) -> dict[str, str]:
    """Title -> text of each tile."""
    (body,) = [one for one in bodies(at) if 'class="n-wall"' in one]
    parts = [one.partition("</li>")[0] for one in body.split('<li class="n-tile')[1:]]
    return {re.search(r'class="n-tile-title"[^>]*>([^<]*)<', one)[1]: plain(one.partition(">")[2]) for one in parts}


def totals(at) -> list[int]:
    """The six counts of the title row."""
    (head,) = [one for one in bodies(at) if "n-wall-head" in one]
    return [int(one) for one in re.findall(r"<b>(\d+)</b>", head)]


@pytest.mark.parametrize("demo", [False, True], ids=["real", "demo"])
def test_all_nyckeltal_and_six_counts_that_agree(monkeypatch, demo):
    """75 tiles in Swedish; the counts are those of the findings; DEMO stands where it must and nowhere else."""
    monkeypatch.setenv("NORBERG_DEMO", "1" if demo else "")
    at = opened()
    words = " ".join(texts(at))
    assert not at.exception
    assert not at.error
    assert not ENGLISH & set(re.findall(r"[a-zåäö]+", words.lower()))
    assert set(tiles(at)) == {one.short_title for one in PROGRAM.indicators}
    assert sum(totals(at)) == 75
    assert ((BAND in words), ("DEMO" in words)) == (demo, demo)
    assert "Hur går det för Norberg?" in words
    assert ("20 saknar värden" in words) is not demo


def test_the_tiles_show_the_figures_and_their_absences():
    """A value with unit, year and the level's year; a word for a code; a reason for each nyckeltal without figures."""
    told = tiles(opened())
    assert "84,4 % 2026 läge 2022" in told["Behöriga till yrkesprogram, åk 9"]
    assert "Underskott 2022 ingen trend" in told["Läget på bostadsmarknaden"]
    assert "Inte hämtat än" in told[TEACHERS]
    assert "Inte hämtat än (länets värde)" in told["Resor med kollektivtrafik, länet"]
    assert "Egen serie saknas" in told["Frisktal, kommunens personal"]


@pytest.mark.parametrize(
    ("values", "words"),
    [({}, "Inga värden i Kolada än"), ({(NORBERG, 2022): "Privacy"}, "Visas inte: för få personer")],
)
def test_each_absence_is_said_on_its_tile(folder, values, words):
    """What was asked for and did not come is not the same as what was never asked for."""
    publish(folder, "N15030", values)
    assert words in tiles(opened())[TEACHERS]


def test_an_earlier_end_year_changes_everything_and_says_so():
    """Values, marks and counts are as they were then; what began later says when."""
    at = opened(till="2016", kon="kvinnor")
    told = tiles(at)
    notes = " ".join(texts(at))
    assert "Så såg det ut till och med 2016. Visa det senaste" in notes
    assert "Här visas alltid kvinnor och män tillsammans." in notes
    assert "Inga värden till och med 2016" in told["Anmälda våldsbrott"]
    assert not [text for text in told.values() if re.search(r" (2017|2018|2019|202\d)\b", text)]
    assert sum(totals(at)) == 75


def test_a_filter_leaves_tiles_out_and_says_how_many_are_left():
    """The counts are of what is shown, and the way back to all is there."""
    at = opened(hallbarhet="miljömässig")
    shown = tiles(at)
    expected = {one.short_title for one in PROGRAM.indicators if one.sustainability == "miljömässig"}
    assert set(shown) == expected
    assert sum(totals(at)) == len(expected)
    told = f"Urvalet visar {len(expected)} av 75 nyckeltal: miljömässig hållbarhet. Visa alla 75"
    assert any(told in text for text in texts(at))


def test_widgets_and_link_are_one_choice():
    """What the link says stands in "Urval", and what is chosen there is shown."""
    at = opened(sok="bibblan")
    assert len(tiles(at)) == 4
    assert at.text_input(key="pick_search").value == "bibblan"
    at.text_input(key="pick_search").set_value("dagis").run()
    assert list(tiles(at)) == ["Förskoletjänster med legitimation"]
    at.text_input(key="pick_search").set_value("").run()
    assert len(tiles(at)) == 75
    at.button_group(key="pick_only").set_value(["forsamras"]).run()
    assert totals(at)[0] == len(tiles(at)) == sum(totals(at))


def test_the_end_year_of_urval_holds_on_all_pages():
    """One year for the whole app, chosen on the wall too."""
    at = opened()
    at.slider(key="pick_last").set_value(2016).run()
    assert at.session_state["selection"].last == 2016
    at.switch_page("pages/nytankande.py").run()
    assert any("Så såg det ut till och med 2016." in text for text in texts(at))


def test_nonsense_in_the_link_is_named_and_ignored():
    """The wall is shown whole, and each part that was not understood is told."""
    at = opened(vy="karta", bara="hundar", kon="robot", agenda="99")
    told = [re.search("”([^=]*)=", one.value)[1] for one in at.warning]
    assert sorted(told) == ["agenda", "bara", "kon", "vy"]
    assert len(tiles(at)) == 75


@pytest.mark.parametrize(("view", "words"), [("ar", "jämfört med nyckeltalets eget medel"), ("kommuner", "Fagersta")])
def test_the_other_views_keep_counts_and_filters(view, words):
    """The counts stay on top, and what the filter leaves out is gone there too."""
    at = opened(vy=view, sok="bibblan")
    told = " ".join(texts(at))
    assert not at.error
    assert words in told
    assert sum(totals(at)) == 4
    assert "Besök på kommunens bibliotek" in told
    assert "Medellivslängd" not in told


def test_counts_are_those_of_the_findings():
    """What the title row counts is what the rules found, codes among too few."""
    at = opened()
    found = [one.direction for one in data.wall(date.today().year).findings]
    assert totals(at)[5] == found.count(NO_DATA)
    assert totals(at)[4] >= found.count(CODE) == 1
