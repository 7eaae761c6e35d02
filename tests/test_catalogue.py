"""Kolada's whole list: read page by page, kept with its date, and never spoilt by a reading that fails."""

import catalogues
import faults
import pytest
from clients import client
from standin import Quirks, StandIn
from standin_world import World
from world import source

from norberg import outside
from norberg.catalogue import listing, reading
from norberg.columns import codes_of
from norberg.errors import KoladaShape
from norberg.fact import Fact
from norberg.store import Store


def kept(folder):
    return listing.of(Store(folder / "store").facts(listing.NAME))


def test_the_whole_list_is_read_page_by_page_and_kept(tmp_path):
    with StandIn(quirks=Quirks(page_size=15)) as kolada:
        told = reading.read(client(kolada), Store(tmp_path / "store"))
        assert set(kolada.paths) == {"kpi"}
        assert len(kolada.paths) == 3
        assert list(kept(tmp_path).rows) == list(kolada.world.kpis)
    assert told == "Koladas lista är läst: 40\N{NO-BREAK SPACE}nyckeltal."
    one = kept(tmp_path).rows["N90001"]
    assert (one.fact.title, one.fact.divided, one.measured) == ("Påhittat mått 1, andel (%)", True, "K")
    assert one.fact.read == kept(tmp_path).read


def test_a_reading_that_breaks_midway_leaves_the_last_list(tmp_path):
    catalogues.kept(tmp_path)
    with StandIn(quirks=Quirks(page_size=15)).fail(faults.status(500), after=1) as kolada:
        told = reading.tried(client(kolada), Store(tmp_path / "store"))
    assert kept(tmp_path).read == catalogues.READ
    assert list(kept(tmp_path).rows) == list(catalogues.TITLES)
    assert told.startswith("Koladas hela lista över nyckeltal kunde inte läsas. Kolada svarade 500")
    assert told.endswith("Den från 2026-03-23 gäller.")


def test_the_first_reading_that_fails_says_that_there_is_no_list(tmp_path):
    with StandIn().fail(faults.status(500)) as kolada:
        told = reading.tried(client(kolada), Store(tmp_path / "store"))
    assert told.endswith("Ingen tidigare lista finns.")
    assert kept(tmp_path) is None


def test_an_empty_list_is_no_list(tmp_path):
    catalogues.kept(tmp_path)
    with StandIn(World(ids=[])) as kolada, pytest.raises(KoladaShape, match="är tom"):
        reading.read(client(kolada), Store(tmp_path / "store"))
    assert list(kept(tmp_path).rows) == list(catalogues.TITLES)


def test_a_kpi_of_the_list_is_a_nyckeltal_whose_values_nobody_has_fetched(tmp_path):
    catalogues.kept(tmp_path)
    here = source(tmp_path)
    one = here.indicator(outside.number("N11103"))
    assert (one.use_title, one.unit, one.source) == (catalogues.title("N11103"), "kr/inskrivet barn", "SCB")
    assert (one.direction, one.note, one.similar_group) == ("neutral", outside.NOT_JUDGED, "G85903")
    assert here.asked("N11103", "1962") is None
    assert "N11103" not in set(here.everything()["kpi"])


def test_an_operating_area_without_a_group_is_compared_by_the_overall_one(tmp_path):
    catalogues.kept(tmp_path)
    assert source(tmp_path).indicator(outside.number("N30001")).similar_group == "G37477"


def test_what_was_read_with_values_wins_over_the_list(tmp_path):
    catalogues.kept(tmp_path)
    row = {"id": "N11103", "title": "Nyare titel", "divided": False, "read": "2026-06", "description": "Nyare."}
    Store(tmp_path / "store").put_facts("kpis", [row], "2026-06")
    assert source(tmp_path).fact("N11103").title == "Nyare titel"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Plan finns, (Ja=1, Nej=0)", {1: "Ja", 0: "Nej"}),
        ("Utför kommunen IVPA? (1=Ja, 0=Nej)", {1: "Ja", 0: "Nej"}),
        ("Stöd, (Breddinfört=2, testverksamhet=1, Nej=0)", {2: "Breddinfört", 1: "testverksamhet", 0: "Nej"}),
        ("Livskvalitet, index (max = 100)", {}),
    ],
)
def test_a_title_gives_the_words_of_a_code(title, words):
    assert codes_of(title) == words


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Plan finns, (Ja=1, Nej=0)", "ordinal"),
        ("Utför kommunen IVPA? (1=Ja, 0=Nej)", "ordinal"),
        ("Sorteringsnyckel, (skala 1-8, 1=låg risk, 8 = hög risk)", ""),
        ("Livskvalitet, index (max = 100)", ""),
        ("Nya anställda (treårsmedelvärde), andel (%)", "rolling mean"),
        ("Framskrivning, förväntat antal invånare om tio år", "count"),
        ("Utsläpp, ton NMVOC", "count"),
        ("Utsläpp, ton NMVOC/inv", ""),
        ("Medelvårdtid, antal dagar", ""),
        ("Inskrivna barn per årsarbetare, antal", ""),
        ("Evenemang per år, antal", "count"),
    ],
)
def test_a_title_gives_the_kind_away_or_it_is_unknown(title, kind):
    assert outside.kind_of(title) == kind


@pytest.mark.parametrize(
    ("title", "decimals"),
    [
        ("Inskrivna barn per årsarbetare, antal", 1),
        ("Invånare, antal", 0),
        ("Kostnad förskola, kr/inv", 0),
        ("Anmälda brott, antal/100 000 inv", 0),
        ("Nystartade företag, antal/1000 inv", 1),
        ("Plan finns, (Ja=1, Nej=0)", 0),
    ],
)
def test_decimals_are_shown_where_they_say_something(title, decimals):
    assert outside.of(Fact("N00001", title, False, "", "", "", "2026"), "1962").decimals == decimals


def test_a_rolling_mean_keeps_its_years_and_a_sum_is_not_drawn_beside():
    def made(title):
        return outside.indicator("N00001", title, kind=outside.kind_of(title))

    assert made("Nya anställda (treårsmedelvärde), andel (%)").window_years == 3
    assert made("Självmord, 5-årsmedelvärde, antal/100 000 inv, 25 år+").window_years == 5
    assert (made("Invånare, antal").country_sum, made("Elever, andel (%)").country_sum) == (True, False)


@pytest.mark.parametrize(
    "title", ["Flickor, kvinnor", "Självmord, antal/100 000 inv, 25 år+", "Elbilar, ny definition"]
)
def test_what_is_no_unit_is_not_taken_for_one(title):
    assert outside.unit_of(title) == ""


@pytest.mark.parametrize(
    ("definition", "source"),
    [
        ("Antal.\\nKälla: SCB.", "SCB"),
        ("Se Källa: fel. Källa: Skolverket och SCB", "Skolverket och SCB"),
        ("Ingen uppgift.", "Kolada"),
        (f"Källa: {'lång ' * 30}", "Kolada"),
    ],
)
def test_the_source_is_what_the_definition_ends_with(definition, source):
    assert outside.source_of(definition) == source
