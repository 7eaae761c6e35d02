"""Titles that changed under the same id: a hundred real pairs, labelled by a person who read them."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from norberg.memory import factor, titles

LABELLED = list(csv.DictReader(Path(__file__).with_name("title_changes.csv").read_text("utf-8").splitlines()))


def test_the_sample_is_a_hundred_pairs_of_every_kind():
    """Each pair differs, each id stands once."""
    assert len({row["id"] for row in LABELLED}) == len(LABELLED) == 100
    assert all(row["old"] != row["new"] for row in LABELLED)
    assert Counter(row["kind"] for row in LABELLED) == {"title": 66, "ended": 17, "question": 14, "unit": 3}


@pytest.mark.parametrize("row", LABELLED, ids=lambda row: row["id"])
def test_a_change_is_what_a_reader_says_it_is(row):
    """Labelled before the rule was written; at first 96 of 100 were right, after two rules more all of them."""
    assert titles.kind(row["old"], row["new"]) == row["kind"]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Inflyttade, antal", "Utflyttade, antal", "question"),
        ("Elever som trivs, andel (%)", "Elever som inte trivs, andel (%)", "question"),
        ("Svarat alltid, andel (%)", "Svarat aldrig, andel (%)", "question"),
        ("Invånare 16-84 år, andel (%)", "Invånare 16-64 år, andel (%)", "question"),
        ("Kostnad skola, kr/inv", "Kostnad skola, kr/elev", "unit"),
        ("Kostnad skola, tkr", "Kostnad skola, kr", "unit"),
        ("Kostnad skola, kr/inv", "Kostnad skola totalt, kr/inv", "title"),
        ("Kostnad skola, kr/inv", "Kostnad skola, kr/inv (–2024)", "ended"),
        ("Kostnad skola, kr/inv (-2024)", "Kostnad skola, kr/inv (-2025)", "title"),
        ("", "Kostnad skola, kr/inv", "title"),
    ],
)
def test_changes_beside_the_sample(old, new, kind):
    """Opposites, negations, limits, units; what has ended once does not end again."""
    assert titles.kind(old, new) == kind


@pytest.mark.parametrize("times", [100.0, 10.0, 0.1, 1000.0])
def test_one_factor_between_all_values_is_another_unit(times):
    """Rounded to the decimals shown."""
    old = [0.8, 1.2, 0.9, 1.1, 1.4, 1.3]
    assert factor.constant([(10 * one, round(10 * one * times, 2)) for one in old]) == pytest.approx(times)


@pytest.mark.parametrize(
    "pairs",
    [
        [(1.0, 100.0), (2.0, 200.0), (3.0, 300.0), (4.0, 400.0)],
        [(1.0, 2.0)] * 9,
        [(1.0 + at, 1.2 + 1.2 * at) for at in range(9)],
        [(1.0 + at, 100.0 + 100 * at) for at in range(9)] + [(1.0, 90.0)],
        [(0.0, 0.0)] * 9,
        [(1.0, -100.0)] * 9,
        [],
    ],
)
def test_few_small_or_differing_factors_are_revisions(pairs):
    """A recomputed series is no change of unit, nor are zeros or too few values."""
    assert factor.constant(pairs) is None


def test_factor_in_words():
    """Both ways."""
    assert factor.words(100.0) == "100 gånger de gamla"
    assert factor.words(0.1) == "en tiondel av de gamla"
