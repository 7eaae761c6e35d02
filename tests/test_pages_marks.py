"""What the area pages claim: marks, sentences and the goals' counts, under every gender and until every end year."""

import re
from collections import Counter

import pytest
from apptest import bodies, cards, go, opened, plain, texts
from world import FAGERSTA, NORBERG, PROGRAM, publish

from norberg import spoken
from norberg.counts import GROUPS
from norberg.selection import GENDERS

SCHOOL = "Behöriga till yrkesprogram, åk 9"
WORDS = (
    "örbättras",
    "örsämras",
    "kar",
    "Ingen säker förändring",
    "För få mätningar",
    "Bedömning",
    "växer",
    "Bedöms inte",
)
PAIR = "Medellivslängd, kvinnor och män"


@pytest.fixture(autouse=True)
def folder(var):
    """The folder that the app writes to."""
    return var


def sections(at) -> list[str]:
    """The cards with figures, as HTML."""
    return [body for body in bodies(at) if 'class="n-card"' in body]


def marks(section: str) -> list[str]:
    """The words of a card's marks rows."""
    return [plain(row) for row in re.findall(r'<p class="n-marks">.*?</p>', section, re.DOTALL)]


def sentences(section: str) -> list[str]:
    return [plain(one) for one in re.findall(r'<p class="n-sentence">.*?</p>', section, re.DOTALL)]


def goals(at) -> dict[int, Counter]:
    """Goal -> words -> number, as the goals' panels have them."""
    (panel,) = [body for body in bodies(at) if 'class="n-goals"' in body]
    found = re.findall(r'href="#mal-(\d+)"(.*?)</a>', panel, re.DOTALL)
    counts = {int(no): re.findall(r"<b>(\d+)</b> ([^<]+)</span>", inside) for no, inside in found}
    return {no: Counter({words.strip(): int(number) for number, words in told}) for no, told in counts.items()}


@pytest.mark.parametrize("gender", GENDERS)
def test_every_card_has_its_marks_and_a_sentence(gender):
    """On all six pages each card with figures says direction, level and a sentence of at most thirty words."""
    at = opened()
    for area in PROGRAM.areas:
        for section in sections(go(at, area.address, kon=gender)):
            rows, told = marks(section), sentences(section)
            assert len(rows) == len(told) in (1, 2)
            assert all(any(word in row for word in WORDS) for row in rows), rows
            assert all(spoken.words(one.removeprefix("Kvinnor: ").removeprefix("Män: ")) <= 30 for one in told), told


@pytest.mark.parametrize("last", ["2026", "2012", "1996"])
def test_the_six_counts_sum_to_the_goals_nyckeltal(last):
    """Whatever the end year, a goal's counts are of all its nyckeltal."""
    at = opened()
    for area in PROGRAM.areas:
        told = goals(go(at, area.address, till=last))
        assert {no: sum(counts.values()) for no, counts in told.items()} == {
            goal.no: len(goal.indicators) for goal in area.goals
        }
        assert {words for counts in told.values() for words in counts} <= set(GROUPS.values())


def test_the_counts_are_those_of_the_cards():
    """What a goal's panel counts is what its cards' marks say, a nyckeltal without figures among them."""
    at = go(opened(), "att-vaxa-upp")
    rows = " ".join(row for section in sections(at) for row in marks(section))
    total = sum(goals(at).values(), Counter())
    assert total["sämre"] == len(re.findall("[Ff]örsämras", rows))
    assert total["bättre"] == len(re.findall("[Ff]örbättras", rows))
    assert total["ingen säker förändring"] == rows.count("Ingen säker förändring")
    assert total["för få mätningar"] == rows.count("För få mätningar") + rows.count("Bedömning, inte trend")
    assert total["saknar värden"] == 1


def test_level_means_all_municipalities_and_says_so():
    """The line above the cards tells what the level marks are among, and what counts the goals have."""
    at = go(opened(), "att-vaxa-upp")
    assert any("Läge: bland landets 290 kommuner. Källa:" in text for text in texts(at))
    go(at, "att-vaxa-upp", kon="man")
    assert any("Läge: bland landets 290 kommuner. Målens antal gäller totalen." in text for text in texts(at))


def test_women_are_not_ranked_among_those_that_happen_to_be_read():
    """Women's values are embedded for 73 areas only: no level, and the reason in the sentence."""
    told = cards(go(opened(), "att-vaxa-upp", kon="kvinnor"))[SCHOOL]
    assert re.search(r"Jämförs inte: \d+ av 290 kommuner inlästa\.", told)
    assert "fjärdedelen" not in told


def test_women_and_men_have_a_row_each():
    """Both: two rows of marks and two sentences; a pair has them also when the total is chosen."""
    at = go(opened(), "att-vaxa-upp", kon="bada")
    (section,) = [one for one in sections(at) if SCHOOL in one]
    assert [row.split()[0] for row in marks(section)] == ["Kvinnor", "Män"]
    assert [one.split(":")[0] for one in sentences(section)] == ["Kvinnor", "Män"]
    (section,) = [one for one in sections(go(at, "att-vaxa-upp", kon="totalt")) if PAIR in one]
    assert [row.split()[0] for row in marks(section)] == ["Kvinnor", "Män"]


def test_the_gap_has_its_own_words():
    """Difference: how the gap moves, both values, and no place among all."""
    told = cards(go(opened(), "att-vaxa-upp", kon="skillnad"))[SCHOOL]
    assert "Kvinnor 79,2 och män 87,5 procent 2026." in told
    assert re.search("[Ss]killnaden (?:har|växer)", told)
    assert "fjärdedelen" not in told


def test_a_gender_without_values_shows_the_totals_marks():
    """Where the total stands in for women, its marks and its sentence do too."""
    title = "Låg inkomst, 18–64 år"
    at = opened()
    total = cards(go(at, "att-vaxa-upp"))[title]
    women = cards(go(at, "att-vaxa-upp", kon="kvinnor"))[title]
    assert women == total.replace(title + " ›", f"{title} › Finns inte uppdelat på kön. Totalen visas.")


def test_the_comparison_governs_what_the_movement_is_held_against(folder):
    """Against the country or the chosen ones: the words name which, and the level stays among all."""
    at = opened()
    told = {
        one: cards(go(at, "att-vaxa-upp", jamfor=one))["Låg ekonomisk standard, 0–19 år"] for one in ("riket", "ingen")
    }
    assert "riket" in told["riket"]
    assert not re.search("riket|landets kommuner (?:inte|har)|de jämförda", told["ingen"])
    assert all("av landets kommuner, plats" in text for text in told.values())


def test_the_end_year_governs_marks_and_sentence():
    """ "Så såg det ut": no later year in what is claimed."""
    at = go(opened(), "att-vaxa-upp", till="2014")
    told = [one for section in sections(at) for one in (*sentences(section), *marks(section))]
    assert told
    assert max(int(year) for one in told for year in re.findall(r"\b(?:19|20)\d\d\b", one)) <= 2014


def test_a_new_value_changes_mark_count_and_sentence(folder):
    """Ten rising years make the mark, a fetch later, without a restart."""
    at = go(opened(), "att-vaxa-upp")
    title = "Lärare med pedagogisk examen, åk 1–9"
    assert title not in cards(at)
    before = goals(at)[1]
    publish(folder, "N15030", {(NORBERG, year): 50.0 + 4 * (year - 2013) for year in range(2013, 2023)})
    publish(folder, "N15030", {(FAGERSTA, 2022): 70.0}, asked=(FAGERSTA,))
    told = cards(go(at, "att-vaxa-upp"))[title]
    assert "Förbättras" in told or "Troligen förbättras" in told
    assert re.search(r"Har (troligen )?förbättrats sedan 2013, till 86,0 procent 2022\.", told)
    assert goals(at)[1] - before == Counter({"bättre": 1})
    assert before - goals(at)[1] == Counter({"saknar värden": 1})


def test_each_card_leads_to_the_whole_nyckeltal_under_the_same_choice():
    """The link has the number and the choice, in the card's title and at its foot."""
    at = go(opened(), "att-vaxa-upp", kon="bada", till="2020")
    links = [one.proto for one in at.get("page_link")]
    assert len(links) == len(sections(at))
    assert all(one.label == "Hela nyckeltalet" and one.page == "nyckeltal" for one in links)
    assert "nr=1&kon=bada&fran=2008&till=2020" in links[0].query_string.replace("&amp;", "&")
    assert 'href="nyckeltal?nr=1&amp;kon=bada&amp;fran=2008&amp;till=2020' in sections(at)[0]


def test_the_sentence_is_in_the_charts_alternative():
    """Who cannot see the chart hears what it is, its values and what the rules say."""
    at = go(opened(), "att-vaxa-upp")
    alternative = at.get("vega_lite_chart")[0].proto.alt
    (section,) = [one for one in sections(at) if SCHOOL in one]
    assert alternative.startswith(f"Linjediagram: {SCHOOL}, procent, 2008–2026.")
    assert alternative.endswith(sentences(section)[0])
