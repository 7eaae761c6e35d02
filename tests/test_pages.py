"""Every page under every choice: no error, no English, and the cards it should have."""

import json
import re

import pytest
from apptest import ENGLISH, absent, cards, go, listening, opened, texts
from world import PROGRAM

from norberg.selection import GENDERS

COMPARED = {"alone": "ingen", "compared": "norra-vastmanland,riket"}
BAND = "DEMO: påhittade värden. Inga siffror på sidan är verkliga."


@pytest.fixture(autouse=True)
def fresh(var):
    """No real folder written."""


def check(at, area, demo):
    """What holds of an area's page whatever is chosen."""
    words = texts(at)
    assert not at.exception
    assert not [one.value for one in (*at.error, *at.warning)]
    assert not ENGLISH & set(re.findall(r"[a-zåäö]+", " ".join(words).lower())), area.address
    assert (BAND in words) is demo
    titles = {one.pair or one.short_title for goal in area.goals for one in goal.indicators}
    with_figures = set(cards(at))
    assert with_figures <= titles
    assert all(title in absent(at) for title in titles - with_figures)


@pytest.mark.parametrize(
    ("compared", "demo", "genders"),
    [("compared", False, tuple(GENDERS)), ("alone", False, ("totalt",)), ("compared", True, ("totalt", "skillnad"))],
)
def test_every_page_under_every_choice(monkeypatch, caplog, compared, demo, genders):
    """Six areas: a card or a reason for each nyckeltal, the band when it is due, all in Swedish."""
    monkeypatch.setenv("NORBERG_DEMO", "1" if demo else "")
    with listening(caplog.handler):
        at = opened(jamfor=COMPARED[compared])
        for gender in genders:
            for area in PROGRAM.areas:
                check(go(at, area.address, kon=gender, jamfor=COMPARED[compared]), area, demo)
                assert at.session_state["selection"].gender == gender
    assert not [one for one in caplog.messages if re.search("deprecat|failed|will be removed", one, re.I)]


@pytest.mark.parametrize("demo", [False, True], ids=["real", "demo"])
def test_the_state_of_the_figures(monkeypatch, demo):
    """Freshness, how many nyckeltal have values, and a way into and out of the demo."""
    monkeypatch.setenv("NORBERG_DEMO", "1" if demo else "")
    at = go(opened(), "om-data")
    words = " ".join(texts(at))
    assert not at.exception
    assert not ENGLISH & set(re.findall(r"[a-zåäö]+", words.lower()))
    assert (BAND in words) is demo
    assert ("55 av 75 nyckeltal har värden, 27 av dem uppdelade på kvinnor och män." in words) is not demo
    assert (at.title[0].value, [one.value for one in at.warning]) == ("Om värdena", [])


def test_the_demo_is_one_click_away_and_back():
    """The band stands on the next page too, and real figures come back when it is left."""
    at = go(opened(), "om-data")
    at.button(key="demo_switch").click().run()
    assert BAND in texts(at)
    assert BAND in texts(go(at, "att-vaxa-upp"))
    assert not [one for one in at.button if "Hämta" in one.label]
    go(at, "om-data").button(key="demo_switch").click().run()
    assert "84,4" in cards(go(at, "att-vaxa-upp"))["Behöriga till yrkesprogram, åk 9"]
    assert BAND not in texts(at)


def test_the_choice_is_kept_between_pages():
    """Gender, years and comparison go along, from area to area and past the wall."""
    at = go(opened(), "att-vaxa-upp", kon="bada", fran="2010", till="2019", jamfor="riket")
    chosen = at.session_state["selection"]
    for address in ("nytankande", "oversikt", "att-bli-aldre"):
        assert go(at, address).session_state["selection"] == chosen
    assert any("Så såg det ut till och med 2019." in text for text in texts(at))


def test_the_filters_change_what_is_shown():
    """One click on a gender and another end year, and the cards follow."""
    at = go(opened(), "nytankande")
    title = "Sjukfrånvaro, kommunens personal"
    assert "8,6" in cards(at)[title]
    at.button_group(key="bar_gender").set_value("bada").run()
    assert "Kvinnor 9,3 % 2022 Män 5,7 % 2022" in cards(at)[title]
    at.slider(key="bar_years").set_range(2008, 2019).run()
    assert "2019" in cards(at)[title]
    assert "2022" not in cards(at)[title]


def test_nonsense_in_the_link_is_named_and_ignored():
    """The page shows its usual choice and says what it did not understand."""
    at = go(opened(), "att-vaxa-upp", kon="robot", till="3000")
    assert [one.value.split(" (")[0] for one in at.warning] == ["Länkens val ”kon=robot”", "Länkens val ”till=3000”"]
    assert "84,4" in cards(at)["Behöriga till yrkesprogram, åk 9"]


def test_charts_share_one_specification():
    """Each chart of a page is the same bytes with its own named data, and an alternative in words."""
    at = go(opened(), "att-vaxa-upp")
    charts = [one.proto for one in at.get("vega_lite_chart")]
    assert len({one.spec for one in charts}) == 1
    assert {data.name for one in charts for data in one.datasets} == {"rows"}
    assert "datasets" not in json.loads(charts[0].spec)
    assert all(one.alt.startswith("Linjediagram: ") for one in charts)
    before = charts[0].spec
    go(at, "nytankande", kon="skillnad")
    assert at.get("vega_lite_chart")[0].proto.spec == before
