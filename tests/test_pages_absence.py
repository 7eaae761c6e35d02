"""What a page says where figures are missing: each absence in its words, beside the cards that have figures."""

import pytest
from apptest import absent, cards, go, opened, texts
from world import FAGERSTA, NORBERG, PROGRAM, READ, card_of, publish, source

TITLE = "Lärare med pedagogisk examen, åk 1–9"
GONE = {"id": "N15030", "title": "x", "divided": True, "read": READ, "listed": False}


@pytest.fixture(autouse=True)
def folder(var):
    """The folder that the app writes to."""
    return var


@pytest.mark.parametrize(
    ("values", "facts", "words"),
    [
        (None, {}, "Inte hämtat än. Finns i Kolada, källa Skolverket."),
        ({}, {}, "Kolada har inga värden än (svar 2026-06-01)"),
        ({(FAGERSTA, 2022): 80.0}, {}, "Kolada har inga värden för Norberg (inläst 2026-06-01)."),
        ({(NORBERG, 2022): "Privacy"}, {}, "Värdet visas inte: det gäller för få personer."),
        ({}, {"kpis": [GONE]}, "Serien har upphört och har inga värden för Norberg."),
    ],
)
def test_each_absence_is_said_on_the_page(folder, values, facts, words):
    """Not fetched, not published, not measured, secret and ended are five different sentences."""
    if values is not None:
        publish(folder, "N15030", values, asked=(NORBERG, FAGERSTA), **facts)
    at = go(opened(jamfor="ingen"), "att-vaxa-upp")
    assert f"{TITLE} {words}" in absent(at)
    assert TITLE not in cards(at)
    assert "84,4" in cards(at)["Behöriga till yrkesprogram, åk 9"]


def test_an_own_series_that_is_missing_says_from_whom_it_is_expected():
    """The sixth absence: no button can fetch it."""
    at = go(opened(), "nytankande")
    assert "Frisktal, kommunens personal Egen serie saknas. Väntas från kommunens personalsystem" in absent(at)


def test_values_after_the_end_year_are_the_readers_choice():
    """A nyckeltal without values until the end year says when the first one is."""
    at = go(opened(), "leva-och-verka", till="2016")
    assert "Anmälda våldsbrott Inga värden till och med 2016. Det första är från 2017." in absent(at)


@pytest.mark.parametrize("area", PROGRAM.areas, ids=lambda area: area.address)
def test_every_nyckeltal_without_figures_is_listed_with_its_reason(folder, area):
    """None vanishes: the card says how many of how many, each with its sentence, and offers a fetch where it helps."""
    at, here = go(opened(), area.address), source(folder)
    told = absent(at)
    for goal in area.goals:
        found = [one for pair in PROGRAM.pairs(goal.indicators) if (one := card_of(pair[0].no, here)).absent]
        count = sum(len(one.indicators) for one in found)
        assert not found or f"Saknar värden: {count} av {len(goal.indicators)}" in told
        assert all(f"{one.title} {one.absent.sentence}" in told for one in found)
        offered = [one for one in at.button if one.key == f"fetch_goal_{goal.no}"]
        assert bool(offered) is any(one.absent.fetchable for one in found)


def test_the_state_of_the_figures_lists_all_twenty(folder):
    """All nyckeltal without figures stand on the figures' page with their reasons."""
    words, here = " ".join(texts(go(opened(), "om-data"))), source(folder)
    gone = [one for pair in PROGRAM.pairs() if (one := card_of(pair[0].no, here)).absent]
    assert sum(len(one.indicators) for one in gone) == 20
    assert all(f"{one.title} {one.absent.sentence}" in words for one in gone)


def test_no_split_by_gender_is_said_on_the_card():
    """The total stands there with the reason, the card does not vanish."""
    at = go(opened(), "att-vaxa-upp", kon="kvinnor")
    assert "Finns inte uppdelat på kön. Totalen visas." in cards(at)["Låg inkomst, 18–64 år"]


def test_a_broken_own_file_is_named(folder):
    """File, row and column on the figures' page, a line on the wall that leads there, and the rest works."""
    (folder / "local").mkdir()
    text = "lokal_id;period;kön;delmått;värde;anmärkning\nLOK_SN_LAGAR;2024;;betyg;tre;\n"
    (folder / "local" / "enkat.csv").write_text(text, encoding="utf-8")
    at = opened()
    assert any("1 fel i filerna eller det lagrade. Se Om värdena" in text for text in texts(at))
    (warning,) = go(at, "om-data").warning
    assert "enkat.csv" in warning.value
    assert "rad 2" in warning.value


def test_table_and_definition_open_on_a_card():
    """The table has the years and the lines of the chart, and the file can be had."""
    at = go(opened(jamfor="riket"), "att-vaxa-upp", jamfor="riket")
    at.session_state["details_1"] = True
    at.run()
    assert list(at.table[0].value.columns) == ["Norberg", "Riket"]
    assert at.table[0].value.loc["2026", "Norberg"] == "84,4"
    assert any("Källa: Kolada (N15428)" in text for text in texts(at))
