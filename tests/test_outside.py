"""Kpis that the program does not follow: their numbers, and what is read from Kolada's title alone."""

import pytest

from norberg import outside
from norberg.fact import Fact


def fact(title):
    return Fact("N01951", title, True, "", "", "", "2026-03-23")


@pytest.mark.parametrize(("kpi", "no"), [("N07540", 107540), ("U07452", 207452), ("N00053", 100053)])
def test_a_number_stands_for_one_id(kpi, no):
    assert (outside.number(kpi), outside.kpi(no)) == (no, kpi)


@pytest.mark.parametrize("no", [1, 75, 999, 99999, 307540, 1075401])
def test_other_numbers_stand_for_none(no):
    assert outside.kpi(no) == ""


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Anmälda brott totalt, antal/100 000 inv", "antal/100 000 inv"),
        ("Invånare 80+, andel (%) (-2020)", "%"),
        ("Andel behöriga elever (%) i åk 9", "%"),
        ("Gästnätter, antal (2008-2016)", "antal"),
        ("Meritvärde", ""),
    ],
)
def test_the_unit_is_what_the_title_ends_with(title, unit):
    assert outside.unit_of(title) == unit


@pytest.mark.parametrize("title", ["Invånare totalt, antal", "Nettokostnad skola, tkr", "Skulder, mnkr"])
def test_what_grows_with_the_municipality_is_a_count_and_never_ranked(title):
    assert outside.of(fact(title), "1962").kind == "count"


def test_nothing_is_judged_of_a_kpi_nobody_has_given_a_direction():
    one = outside.of(fact("Nettokostnad skola, kr/inv"), "1962")
    assert (one.direction, one.kind, one.gender_split, one.goal) == ("neutral", "", "yes", 0)
