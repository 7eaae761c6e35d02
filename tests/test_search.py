"""Everyday words find nyckeltal; case and accents do not matter; every word counts."""

import pytest
from world import DATA, PROGRAM

from norberg import search
from norberg.errors import FileFaults

EVERYDAY = search.words(DATA)


def found(query: str) -> set[int]:
    return {one.no for one in PROGRAM.indicators if search.found(one, query, EVERYDAY)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("dagis", {5}),
        ("jobb", {19, 22}),
        ("snut", {27}),
        ("brott", {27, 26}),
        ("bibblan", {31, 32, 33, 34}),
        ("utsläpp", {50, 51}),
        ("elbil", {52, 53}),
        ("gamla", {58, 59, 60}),
        ("socbidrag", {7}),
        ("penicillin", {12}),
        ("skolmat", {56}),
        ("fiber", {43}),
        ("buss", {54}),
    ],
)
def test_everyday_words_find_what_people_mean(query, expected):
    """Nobody has to know what the statistics call it."""
    assert expected <= found(query)


@pytest.mark.parametrize("query", ["ÄLDRE", "aldre", "  Äldre "])
def test_case_accents_and_spaces_do_not_matter(query):
    """A phone's keyboard is enough."""
    assert found(query) == found("äldre")


def test_every_word_of_a_query_must_be_found():
    """Two words find what both mean, an empty query everything, and nonsense nothing."""
    assert found("kommunens personal heltid") < found("heltid")
    assert found("") == {one.no for one in PROGRAM.indicators}
    assert found("xyzzy") == set()


def test_short_words_begin_a_word():
    """A short word is not found inside a longer one: "lss" is not in "hälsan", "bo" not in "lekbord"."""
    assert found("lss") == {61, 62}
    assert 13 not in found("bo")


@pytest.mark.parametrize("word", EVERYDAY)
def test_no_word_of_the_file_leads_nowhere(word):
    """Every everyday word finds at least one nyckeltal."""
    assert found(word)


def test_titles_questions_and_ids_are_searched():
    """The program's own words, the question, the explanation and Kolada's id find the nyckeltal."""
    assert 1 in found("N15428")
    assert 10 in found("längre än förut")
    assert 60 in found("läggs in på sjukhus")


def test_a_missing_file_is_told(tmp_path):
    """The search words are a file like the others: its faults are sentences."""
    with pytest.raises(FileFaults, match=r"search_words\.csv"):
        search.words(tmp_path)
