"""The sentences of all nyckeltal on the real embedded figures: as people have read and approved them."""

import re

import golden_sentences
import pytest

from norberg import spoken

REWRITE = "read the difference; if it is right: PYTHONPATH=. python tests/golden_sentences.py"
MOST_LIX = 45  # Björnsson's läsbarhetsindex: 40-50 is the level of newspapers and of authorities' plain texts
HARDEST = 65  # of a single sentence: of twenty words, one long word more is five points


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return golden_sentences.findings(tmp_path_factory.mktemp("golden"))


def lix(text: str) -> float:
    """Words a sentence plus the percentage of words longer than six letters (Björnsson 1968, Läsbarhet)."""
    words = re.findall(r"[A-Za-zÅÄÖåäöé]+(?:-[a-zåäö]+)*|[0-9][0-9,\u202f–]*", text)
    sentences = len(re.findall(r"[.:?!](?:\s|$)", text))
    long = sum(len(re.sub("[^A-Za-zÅÄÖåäöé]", "", word)) > 6 for word in words)
    return len(words) / sentences + 100 * long / len(words)


def test_every_sentence_is_the_one_that_was_read(found):
    """Whatever changes a sentence or a mark shows as a difference in tests/golden/sentences.csv."""
    told = golden_sentences.text(found)
    kept = golden_sentences.FILE.read_text(encoding="utf-8")
    assert told.splitlines() == kept.splitlines(), REWRITE


def test_the_sentences_are_easy_to_read(found):
    """LIX is at most 45 over all sentences, none is beyond reason, and each has at most thirty words."""
    told = [spoken.sentence(one) for one in found] + [spoken.gap_sentence(one) for one in found if one.gap]
    assert len(told) >= 75
    assert lix(" ".join(told)) <= MOST_LIX
    assert lix(" ".join(spoken.sentence(one) for one in found if one.kpi)) <= MOST_LIX
    assert [(round(lix(one)), one) for one in told if lix(one) > HARDEST] == []
    assert [one for one in told if spoken.words(one) > spoken.MOST_WORDS] == []


def test_the_municipality_is_named_as_the_program_has_it(found):
    """Norberg is Norberg in the sentences because the program says so."""
    placed = [one for one in found if one.level.certain]
    assert placed
    assert all(f" {one.name} låg " in f" {spoken.sentence(one)}" for one in placed if "låg" in spoken.sentence(one))
    assert {one.name for one in placed} == {"Norberg"}
