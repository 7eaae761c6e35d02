"""The three questions: which rule asks, of which piece, and that none is asked where no rule fired."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from world import NORBERG, PROGRAM

from norberg import absence
from norberg.absence import Absence
from norberg.deep import questions
from norberg.finding import LIKELY, NO_CHANGE, SURE, WORSE, Finding, Gap, Level, Trend

PIECES = PROGRAM.theme("folkhalsa").pieces
VALUES = pd.Series({2013: 80.2, **dict.fromkeys(range(2014, 2025), 79.0), 2025: 77.4})
FALLING = Trend(10, 2016, 2025, -41, -0.3, -2.7, -1, SURE, True)
APART = Gap(2025, 36.0, 16.0, 20.0, VALUES, True, FALLING, 0, strength=2.0)


def piece(at, rests_on="", question="Varför?"):
    return replace(PIECES[at], rests_on=rests_on, question=question)


def still(one, **changed):
    plain = Finding(one.indicator, NORBERG, kpi=one.indicator.use_id, values=VALUES, direction=NO_CHANGE)
    return one, replace(plain, **changed)


def fallen(one, low=100, high=200, grade=SURE):
    level = Level(4, True, low, high, 290, 2023, 2025)
    return still(one, direction=WORSE, trend=replace(FALLING, grade=grade), level=level)


def asked(*found, last=2026):
    chosen, silent = questions.questions(found, last)
    return [(one.rule, one.piece.indicator, one.text) for one in chosen], silent


def test_the_sure_worsening_that_lies_worst_is_asked_of():
    near, far = piece(0), piece(1)
    assert asked(fallen(near, 100, 200), fallen(far, 250, 290))[0] == [(WORSE, far.indicator, "Varför?")]


def test_a_likely_worsening_is_not_asked_of():
    assert asked(fallen(piece(0), grade=LIKELY))[0] == []


@pytest.mark.parametrize("claim", ["better", "gap", "missing"])
def test_a_question_that_takes_something_else_for_granted_is_passed_over(claim):
    wrong, right = piece(0, claim), piece(1, WORSE)
    assert asked(fallen(wrong, 250, 290), fallen(right))[0] == [(WORSE, right.indicator, "Varför?")]


def test_a_question_that_rests_on_a_worsening_is_not_asked_of_a_gap():
    assert asked(still(piece(2, WORSE), gap=APART))[0] == []


def test_the_sure_gap_that_is_largest_against_its_noise_is_asked_of():
    small, large, open_ = piece(2, "gap"), piece(3, "gap"), piece(4, "gap")
    doubtful = replace(APART, sure=False, strength=0.9)
    found = [still(small, gap=APART), still(large, gap=replace(APART, strength=3.1)), still(open_, gap=doubtful)]
    chosen, _ = questions.questions(found, 2026)
    assert [(one.rule, one.piece) for one in chosen] == [("gap", large)]
    assert "3,1 gånger den gräns som slumpen sällan når" in chosen[0].reason


def test_numbers_of_people_are_no_gap_to_ask_of():
    staff = PROGRAM.theme("attraktiv-arbetsgivare").pieces[0]
    assert asked(still(replace(staff, question="Varför?"), gap=APART))[0] == []


def test_what_has_no_value_comes_before_what_is_old():
    old, none = piece(5), piece(6)
    gone = Absence(absence.NOT_PUBLISHED, "Kolada har inga värden än.")
    found = [still(old, values=VALUES[:3]), still(none, kpi="", values=VALUES[:0], absence=gone)]
    title = none.indicator.short_title
    assert asked(*found)[0] == [("missing", none.indicator, f"När kommer uppgifter om ”{title}”?")]


@pytest.mark.parametrize(("last", "fires"), [(2029, False), (2030, True)])
def test_a_value_counts_as_missing_five_years_before_the_end_year(last, fires):
    assert bool(asked(still(piece(5)), last=last)[0]) is fires


def test_what_the_reader_left_out_by_an_early_end_year_is_not_missing():
    later = Absence(absence.LATER, "Inga värden till och med 2009.")
    assert asked(still(piece(5), kpi="", values=VALUES[:0], absence=later))[0] == []


def test_no_piece_is_asked_of_twice():
    one, other = piece(2), piece(3)
    both = (fallen(one)[0], replace(fallen(one)[1], gap=replace(APART, strength=9.0)))
    assert [no for _, no, _ in asked(both, still(other, gap=APART))[0]] == [one.indicator, other.indicator]


def test_a_rule_that_did_not_fire_says_so():
    told = "inget nyckeltal har säkert försämrats, ingen skillnad mellan kvinnor och män är säker och inget saknas"
    assert asked(still(piece(0))) == ([], f"Ingen fråga: {told}.")


def test_questions_of_the_file_take_nothing_for_granted_that_no_rule_finds():
    """Sizes, years and comparisons in a question would have to be checked by somebody."""
    loaded = r"\d{4}|än (männ|kvinn|riket)|högre|lägre|hälften|fördubbl|halver|så många|sedan|toppen|nedgång"
    every = [one for theme in PROGRAM.themes for one in theme.pieces if one.question]
    assert [one.question for one in every if re.search(loaded, one.question)] == []
    rising = [one for one in every if re.search(r"\b(ökar|minskar|allt kortare|försämr)", one.question)]
    apart = [one for one in every if re.match(r"Varför.* (kvinnor|flickor) och (män|pojkar)", one.question)]
    assert {one.rests_on for one in rising} == {WORSE}
    assert {one.rests_on for one in apart} == {"gap"}
