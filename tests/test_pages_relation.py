"""The page of two nyckeltal without a browser: the link, the words, what it says where nothing can be drawn."""

import re

import pytest
from apptest import ENGLISH, bodies, go, listening, opened, texts

from norberg.relation import words
from norberg.relation.link import Asked
from norberg.series import DEMO

pytestmark = pytest.mark.usefixtures("var")


def page(**link):
    """The page under a link."""
    return go(opened(), "samband", **link)


def told(at):
    """All that the page says, and the chart's alternative."""
    return " ".join([*texts(at), *(one.proto.alt for one in at.get("vega_lite_chart"))])


@pytest.mark.parametrize("demo", [False, True], ids=["real", "demo"])
def test_page_shows_the_two_of_the_link(monkeypatch, caplog, demo):
    """Points, correlation, how many, both axes, and that it says nothing of causes; no English."""
    monkeypatch.setenv("NORBERG_DEMO", "1" if demo else "")
    with listening(caplog.handler):
        at = page(x="1", y="N07540", ar="2021")
    text = told(at)
    assert not at.exception
    assert [one.value for one in (*at.error, *at.warning)] == []
    assert words.CAUSE in text
    assert "Lodrätt: Anmälda brott totalt (per 100 000 inv.)" in text
    assert "Vågrätt: Behöriga till yrkesprogram, åk 9 (procent)" in text
    assert "290 av 290 kommuner har båda värdena 2021." in text or demo
    assert "95 % intervall" in text
    assert (DEMO in text) is demo
    assert not ENGLISH & set(re.findall(r"[a-zåäö]+", text.lower()))
    assert at.select_slider(key="relation_year").value == 2021
    assert not [one for one in caplog.messages if re.search("deprecat|failed|will be removed", one, re.I)]


def test_end_year_of_the_bar_holds():
    """The year asked for is later: another is shown, and said."""
    at = page(x="1", y="13", ar="2022", till="2018")
    assert [one.value for one in at.warning] == ["År 2022 går inte att visa för de två: här är 2018."]
    assert max(at.select_slider(key="relation_year").options) == "2018"
    assert "Så såg det ut till och med 2018." in told(at)


def test_nonsense_in_the_link_is_named():
    """A sentence each, and the usual two."""
    at = page(x="robot", y="29", ar="nu")
    assert [one.value.split(" är inget")[0] for one in at.warning] == [
        "Länkens val ”x=robot”",
        "Länkens val ”y=29”",
        "Länkens val ”ar=nu”",
    ]
    assert "”Behöriga till yrkesprogram, åk 9” har oftare högre värde på ”Gymnasieexamen inom 4 år”" in told(at)


@pytest.mark.parametrize(
    ("y", "sentence"),
    [
        ("1", words.SAME),
        ("4", "Inga värden för landets kommuner är inlästa av ”Lärare med pedagogisk examen, åk 1–9”."),
    ],
)
def test_page_without_points_says_why(y, sentence):
    """The same twice, or nothing read: a sentence and no chart."""
    at = page(x="1", y=y)
    assert not at.exception
    assert sentence in told(at)
    assert not at.get("vega_lite_chart")


def test_another_nyckeltal_begins_with_its_usual_year():
    """An early year that was chosen does not follow along; the one chosen then holds."""
    at = page(x="1", y="13", ar="2014")
    at.selectbox(key="relation_y").set_value("12").run()
    assert at.select_slider(key="relation_year").value == 2022
    at.select_slider(key="relation_year").set_value(2016).run()
    assert "Norberg 2016: ”Behöriga till yrkesprogram, åk 9”" in told(at)
    assert not at.warning


def test_a_nyckeltal_that_is_gone_is_left_for_another():
    """A theme of the office was changed while somebody looked at its kpi: the page shows what the link has now."""
    at = opened()
    at.session_state["relation"] = Asked("1", "N99999", 2022)
    go(at, "samband")
    assert not at.exception
    assert not at.error
    assert "”Gymnasieexamen inom 4 år”" in told(at)


def test_specification_is_the_same_for_every_choice():
    """What depends on the choice is data."""
    at = page(x="1", y="13")
    before = at.get("vega_lite_chart")[0].proto.spec
    at.selectbox(key="relation_x").set_value("N07540").run()
    assert at.get("vega_lite_chart")[0].proto.spec == before


def test_what_can_not_be_chosen_is_named_with_the_reason():
    """In plain view at the foot."""
    body = next(one for one in bodies(page()) if "n-relation-about" in one)
    assert "Antal, som blir störst där flest bor: Inflyttade; Utflyttade" in body
    assert "Egna serier, som andra kommuner inte har" in body
