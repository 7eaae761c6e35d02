"""The nyckeltal page run for all 75 numbers, under links right and wrong, real and made up."""

import json
import re

import pytest
from apptest import ENGLISH, bodies, go, listening, opened, plain, texts
from world import NORBERG, PROGRAM, publish

from norberg import ledger
from norberg.selection import GENDERS
from norberg.store import Change

pytestmark = pytest.mark.usefixtures("var")

PAIRS = PROGRAM.pairs()
BAND = "DEMO: påhittade värden. Inga siffror på sidan är verkliga."


@pytest.fixture(scope="module")
def sessions():
    """The one session of a reader, once there is one."""
    return []


@pytest.fixture
def app(sessions):
    """One session of a reader, for all numbers."""
    sessions[:] = sessions or [new()]
    return sessions[0]


def new(**link):
    """A session of its own at a link."""
    return go(opened(), "nyckeltal", **link)


def title(at):
    (found,) = [re.search(r"<h1[^>]*>(.*?)</h1>", body) for body in bodies(at) if "<h1" in body]
    return plain(found[1])


def section(at, heading):
    """The HTML blocks from a heading to the next."""
    headings = [plain(body).startswith(heading) for body in bodies(at)]
    return bodies(at)[headings.index(True)]


@pytest.mark.parametrize("no", [one.no for one in PROGRAM.indicators])
def test_every_number_has_its_page(app, no, caplog):
    """Title, facts or a reason, about, and a way on; no error, no English, no empty chart."""
    with listening(caplog.handler):
        at = go(app, "nyckeltal", nr=str(no))
    indicator, words = PROGRAM.indicator(no), " ".join(texts(at))
    assert not at.exception
    assert not [one.value for one in (*at.error, *at.warning)]
    assert title(at) == (indicator.pair or indicator.short_title)
    assert not ENGLISH & set(re.findall(r"[a-zåäö]+", words.lower()))
    assert "Om nyckeltalet" in words
    facts = [body for body in bodies(at) if 'class="n-facts n-of' in body]
    charts = [one.proto for one in at.get("vega_lite_chart")]
    assert bool(facts) or "n-told" in "".join(bodies(at))
    assert bool(charts) <= bool(facts)
    assert all(one.alt and "datasets" not in json.loads(one.spec) for one in charts)
    assert not [one for one in caplog.messages if re.search("deprecat|failed|will be removed", one, re.I)]


@pytest.mark.parametrize("gender", GENDERS)
def test_every_gender_on_every_kind_of_page(app, gender):
    """A pair, a share, a code, a count and one that lacks values."""
    for no in ("10", "1", "16", "29", "37"):
        at = go(app, "nyckeltal", nr=no, kon=gender)
        assert not at.exception
        assert not [one.value for one in (*at.error, *at.warning)]
    go(app, "nyckeltal", nr="1", kon="totalt")


def test_made_up_figures_are_marked(monkeypatch):
    """The band on the page, and the words in each chart's data."""
    monkeypatch.setenv("NORBERG_DEMO", "1")
    at = new(nr="1")
    assert BAND in texts(at)
    assert not [one for one in at.button if "Hämta" in one.label]
    assert len(at.get("vega_lite_chart")) == 4


@pytest.mark.parametrize("wrong", ["99", "0", "ett", "-1", "1.0", "½", "0001"])
def test_a_wrong_number_is_named_and_all_are_offered(app, wrong):
    """The link's number in words, and a link to each of the 75 instead."""
    at = go(app, "nyckeltal", nr=wrong)
    words = " ".join(texts(at))
    assert f"Länkens nyckeltal ”nr={wrong}” finns inte: välj ett nedan, 1 till 75." in words
    links = re.findall(r'href="\?nr=(\d+)&', " ".join(bodies(at)))
    assert [int(one) for one in links] == [one.no for one in PROGRAM.indicators]


def test_without_a_number_all_are_offered():
    """From the menu: choose one, nothing is wrong."""
    at = new()
    assert title(at) == "Välj ett nyckeltal"
    assert "finns inte" not in " ".join(texts(at))


def test_steps_go_through_the_program_and_keep_the_choice(app):
    """The one before and the one after, a pair counted once, with the whole choice in the link."""
    at = go(app, "nyckeltal", nr="10", kon="bada")
    steps = {one.proto.label: one.proto.query_string for one in at.get("page_link")}
    assert list(steps) == ["← Psykisk diagnos vid långa sjukfall", "Alla nyckeltal", "Antibiotikarecept →"]
    assert "nr=12" in steps["Antibiotikarecept →"]
    assert all("kon=bada" in link for link in steps.values())
    first, last = (go(app, "nyckeltal", nr=no).get("page_link") for no in ("1", "75"))
    assert [one.proto.label.strip("← →") for one in first] == ["Alla nyckeltal", "Trygga i skolan, åk 8"]
    assert [one.proto.label[0] for one in last] == ["←", "A"]
    go(app, "nyckeltal", nr="1", kon="totalt")


def test_what_is_opened_is_part_of_the_link(app):
    """Limits, the whole ranking and all years, from a link and by the switches."""
    at = go(app, "nyckeltal", nr="1")
    assert len(at.table[0].value) == 10
    ranking = section(at, "Rangordning").count("<li")
    at.toggle(key="depth_tabell").set_value(True).run()
    at.toggle(key="depth_rang").set_value(True).run()
    at.toggle(key="depth_granser").set_value(True).run()
    assert len(at.table[0].value) == 19
    assert section(at, "Rangordning").count("<li") == 290 > ranking
    assert "Gränser:" in section(at, "Norberg och jämförelsen över tid")
    at = new(nr="1", granser="ja", rang="alla", tabell="alla")
    assert [one.value for one in at.toggle] == [True, True, True]
    assert len(at.table[0].value) == 19


def test_one_specification_serves_every_choice(app):
    """The chart's bytes stay when nyckeltal and choice change, so that the browser keeps its view."""

    def specs(**link):
        return {one.proto.spec for one in go(app, "nyckeltal", **link).get("vega_lite_chart")[:1]}

    alone = specs(nr="1", fran="2008") | specs(nr="12", fran="2012") | specs(nr="1", jamfor="alla")
    assert len(alone) == 1
    go(app, "nyckeltal", nr="1", fran="2008", jamfor="norra-vastmanland,riket")


def test_a_refresh_shows_its_changes_at_once(var):
    """The ledger's newest file is read without a restart."""
    at = new(nr="1")
    assert "Inga ändringar är kända sedan 2024-08-30." in section(at, "Om nyckeltalet")
    publish(var, "N15428", {(NORBERG, 2019): 74.1})
    ledger.write(var / "ledger", [Change("N15428", NORBERG, 2019, "T", 72.9, 74.1, "changed")], "2026-06-01T08:00")
    assert "2019 från 72,90 till 74,10" in plain(section(at.run(), "Om nyckeltalet"))


def test_files_can_be_fetched_where_there_is_something_in_them(app):
    """Figures always, pictures only of what is drawn; no button without a file."""

    def files(no):
        return [one.proto.label for one in go(app, "nyckeltal", nr=no).get("download_button")]

    reports = ["PDF (.pdf)", "Word (.docx)", "PowerPoint (.pptx)", "Excel (.xlsx)"]
    tables, pictures = ["Tabell (CSV)", "Tabell för maskiner (CSV)"], ["Diagram, bild (PNG)", "Diagram, bild (SVG)"]
    assert files("1") == [*tables, *pictures, *reports]
    assert files("16") == [*tables, *reports]
    assert files("37") == []
