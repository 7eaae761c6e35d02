"""Searching Kolada's list: the rank, Swedish letters, prefixes, and what is marked."""

import random
import time

import catalogues
import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import DATA, source

from norberg import search
from norberg.catalogue import index
from norberg.catalogue.index import Candidate, Index, folded

EVERYDAY = search.words(DATA, folded)


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("listed")
    catalogues.kept(folder)
    return index.of(source(folder))


def ids(found):
    return [one.kpi for one in found.shown]


def test_a_word_is_a_prefix_and_titles_come_before_definitions_and_what_nobody_looks_for_last(listed):
    found = ids(listed.find("förskol", EVERYDAY))
    of_list = [one for one in found if one in catalogues.TITLES]
    assert of_list == ["N11103", "N11102", "U01599", "N20001", "N60001"]


def test_an_id_comes_first_and_may_be_cut_short(listed):
    assert ids(listed.find("n11103", {}))[0] == "N11103"
    assert set(ids(listed.find("N1110", {}))) == {"N11102", "N11103"}


@pytest.mark.parametrize("query", ["ålar", "ÅLAR", "a\N{COMBINING RING ABOVE}lar"])
def test_swedish_letters_are_found_however_they_are_typed(listed, query):
    assert "N30001" in ids(listed.find(query, {}))


def test_a_is_not_å(listed):
    assert "N30001" not in ids(listed.find("alar", {}))


def test_every_word_must_be_found_but_not_in_the_same_place(listed):
    assert ids(listed.find("kostnad scb förskola", {})) == ["N11103"]
    assert listed.find("kostnad xyzzy", {}) == index.Found((), 0)


def test_a_word_begins_a_word(listed):
    assert "N11102" not in ids(listed.find("skolan", {}))


def test_everyday_words_find_what_they_stand_for(listed):
    assert {"N11102", "N11103"} <= set(ids(listed.find("dagis", EVERYDAY)))


@pytest.mark.parametrize("query", ["", "   ", "(%)", "…", "*"])
def test_a_query_without_words_finds_nothing(listed, query):
    assert listed.find(query, EVERYDAY).count == 0


def test_regions_and_units_are_marked(listed):
    told = {one.kpi: one.told for one in listed.candidates}
    assert told["N60001"] == "N60001, Hälso- och sjukvård, mäts bara för regioner"
    assert told["N11102"] == "N11102, Förskola, finns även för enskilda enheter"


def test_the_programs_own_stands_once_under_its_own_title_and_koladas_still_finds_it(listed):
    (own,) = [one for one in listed.candidates if one.kpi == "N15428"]
    assert (own.address, own.told) == ("1", "N15428, programmets nyckeltal 1")
    assert "1" in [one.address for one in listed.find("behöriga", {}).shown]


def test_without_the_list_the_programs_and_the_themes_can_be_found(tmp_path):
    found = index.of(source(tmp_path)).find("anmälda brott", {})
    assert "N07540" in [one.address for one in found.shown]


def test_at_most_thirty_are_shown_of_all_that_there_are():
    many = Index(Candidate(str(no), f"N{no:05}", "Skola", "", "Skola", "") for no in range(214))
    found = many.find("skola", {})
    assert (len(found.shown), found.count) == (30, 214)


WORDS = st.text("abåäöe1 -,%", max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=8), WORDS)
def test_the_index_finds_what_reading_every_text_finds(texts, query):
    made = Index(Candidate(str(at), f"X{at}", "", "", names, text) for at, (names, text) in enumerate(texts))
    words = index.WORD.findall(folded(query))
    written = [index.WORD.findall(folded(" ".join(one))) for one in texts]
    hits = [words and all(any(one.startswith(word) for one in there) for word in words) for there in written]
    expected = {str(at) for at, hit in enumerate(hits) if hit}
    assert {one.address for one in made.find(query, {}).shown} == expected


def test_six_thousand_are_searched_in_a_moment():
    """The time is that of one search among six thousand invented texts; the limit allows a machine with other work."""
    draw = random.Random(1)
    letters = "abcdefghijklmnoprstuvyåäö"
    words = ["".join(draw.choices(letters, k=draw.randint(3, 12))) for _ in range(9000)]

    def text(count):
        return " ".join(draw.choices(words, k=count))

    made = Index(Candidate(str(no), f"N{no:05}", "", "", text(9), text(60)) for no in range(6100))
    queries = ["s", "a b", words[0], f"{words[1][:3]} {words[2][:2]}"]
    took = []
    for query in queries:
        start = time.perf_counter()
        made.find(query, {})
        took.append(time.perf_counter() - start)
    assert sorted(took)[1] < 0.1
