"""The page of one's own deep-dive, under links right and wrong, with and without Kolada's list, real and made up."""

import shutil

import catalogues
import pytest
import streamlit as st
from apptest import bodies, go, opened, plain, texts
from world import PROGRAM

from norberg import outside, settings
from norberg.catalogue import saving


@pytest.fixture(scope="module")
def sessions(tmp_path_factory):
    """A reader's session without Kolada's list and one with it: a new one would build the wall anew."""
    kept = {}

    def of(name):
        if name not in kept:
            folder = tmp_path_factory.mktemp(name)
            if name == "listed":
                catalogues.kept(folder)
            kept[name] = folder, None
        return kept[name]

    yield of, kept
    st.cache_resource.clear()


@pytest.fixture
def bare(sessions, monkeypatch):
    """The page under a link, where nobody has read the list."""
    return _session("bare", sessions, monkeypatch)


@pytest.fixture
def listed(sessions, monkeypatch):
    """The page under a link, with the list."""
    return _session("listed", sessions, monkeypatch)


def _session(name, sessions, monkeypatch):
    of, kept = sessions
    folder, at = of(name)
    monkeypatch.setenv("NORBERG_DATA", str(folder))
    monkeypatch.delenv("NORBERG_DEMO", raising=False)
    if at is None:
        at = opened()
        kept[name] = folder, at

    def under(**link):
        at.query_params.clear()
        found = go(at, "fordjupning", **link)
        assert not found.exception
        return found

    return under


def searched(at, words):
    at.text_input(key="own_search").set_value(words).run()
    return [one.label for one in at.button if one.key and one.key.startswith("own_add_")]


def title(at):
    return next(plain(body.split("<h1")[1].split(">", 1)[1].split("</h1>")[0]) for body in bodies(at) if "<h1" in body)


def test_a_link_of_ones_own_shows_as_the_themes_do(bare):
    at = bare(nyckeltal="N07540,3", namn="Mitt <i>val</i>")
    assert title(at) == "Mitt <i>val</i>"
    assert "2 nyckeltal i en egen fördjupning." in " ".join(texts(at))
    assert len(at.get("vega_lite_chart")) == 2


def test_faults_of_a_link_are_said_and_stay_said(listed):
    at = listed(nyckeltal="3,N99999,3,<b>", namn="=1+1")
    told = [one.value for one in at.warning]
    assert told == [one.value for one in at.run().warning]
    assert [one[:26] for one in told] == [
        "Länkens nyckeltal ”N99999”",
        "Länkens nyckeltal ”3” står",
        r"Länkens nyckeltal ”\<b>” f",
        "Länkens namn ”=1+1” går in",
    ]


def test_an_empty_choice_is_a_picker_and_no_charts(bare):
    at = bare(tema="egen")
    assert title(at) == "Egen fördjupning"
    assert "Inga nyckeltal är valda. Sök och lägg till, högst 24." in " ".join(texts(at))
    assert len(at.get("vega_lite_chart")) == 0


def test_without_the_list_the_page_says_what_can_be_chosen(bare):
    at = bare(tema="egen")
    assert "Koladas lista är inte hämtad" in " ".join(texts(at))
    assert "own_list" in [one.key for one in at.button]
    assert any(one.startswith("Lägg till: Anmälda") for one in searched(at, "anmälda brott"))
    assert searched(at, "xyzzy") == []


def test_with_the_list_everything_can_be_chosen_and_its_date_stands_there(listed):
    at = listed(tema="egen")
    assert searched(at, "personaltäthet") == ["Lägg till: Personaltäthet, antal/1000 inv"]
    assert "läst 2026-03-23" in " ".join(texts(at))
    assert "Visar 1 av 1." in " ".join(texts(at))


def test_what_nobody_has_fetched_or_judged_says_so_and_can_be_fetched(listed):
    at = listed(nyckeltal="N11103,N60001")
    told = " ".join(texts(at))
    assert "Inte hämtat än. Finns i Kolada, källa SCB." in told
    assert "Mäts bara för regioner: Kolada har inga värden för kommuner." in told
    assert f"{outside.NOT_JUDGED} Gäller Kostnad förskola och Vårdtid." in told
    assert "Hämta 2\N{NO-BREAK SPACE}nyckeltal från Kolada" in [one.label for one in at.button]


def test_one_that_is_chosen_is_not_added_twice(listed):
    at = listed(nyckeltal="N11103")
    assert "Med redan: Kostnad förskola, kr/inskrivet barn" in searched(at, "kostnad förskola")


def test_nothing_is_saved_without_a_name_and_a_taken_one_is_told(bare):
    assert bare(nyckeltal="3").button(key="own_save").disabled
    assert not bare(nyckeltal="3", namn="Eget").button(key="own_save").disabled
    at = bare(nyckeltal="3", namn="Folkhälsa")
    assert at.button(key="own_save").disabled
    assert "”Folkhälsa” är ett av programmets egna teman: välj ett annat namn." in " ".join(texts(at))


def test_a_saved_theme_is_replaced_only_by_its_own_button(bare):
    saving.save(settings.themes(), "Mitt", PROGRAM.theme("folkhalsa").pieces[:2])
    at = bare(nyckeltal="3", namn="Mitt")
    assert "Det finns redan ett sparat tema ”Mitt”." in " ".join(texts(at))
    assert at.button(key="own_save").label == "Ersätt det sparade temat"
    at.button(key="own_save").click().run()
    assert len((settings.themes() / "mitt.csv").read_text(encoding="utf-8").splitlines()) == 2
    assert len(list((settings.themes() / saving.ASIDE).iterdir())) == 1
    shutil.rmtree(settings.themes())


def test_a_folder_that_cannot_be_written_is_a_sentence(bare):
    at = bare(nyckeltal="3", namn="Eget")
    settings.themes().write_text("no folder", encoding="utf-8")
    at.button(key="own_save").click().run()
    settings.themes().unlink()
    assert "Temat kan inte sparas i" in at.error[0].value
    assert at.error[0].value.endswith(": något annat har redan namnet.")


def test_in_the_demo_nothing_is_saved_and_the_list_is_not_used(listed, monkeypatch):
    monkeypatch.setenv("NORBERG_DEMO", "1")
    at = listed(nyckeltal="3,N11103", namn="Eget")
    told = " ".join(texts(at))
    assert "I demon sparas inget bland de verkliga temana." in told
    assert "Demon har bara programmets och temanas nyckeltal, så länkens N11103 visas inte." in told
    assert not [one for one in at.button if one.key in ("own_save", "own_list", "fetch_own")]


def test_the_page_of_a_kpi_from_the_list_fetches_that_kpi(listed):
    """Its definition is there before any value; the program's default set would not bring it."""
    at = go(listed(tema="egen"), "nyckeltal", nr="N11103")
    assert "Hämta 1\N{NO-BREAK SPACE}nyckeltal från Kolada" in [one.label for one in at.button]
    assert "Kostnad. Källa: SCB" in " ".join(texts(at))
