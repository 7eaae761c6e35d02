"""The choice and its link: a copied link restores the view, nonsense is named and ignored."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from norberg.selection import GENDERS, Limits, Selection, parse

LIMITS = Limits(1994, 2026, ("vastmanland", "liknande", "riket", "alla"), frozenset({"1980", "1982", "G37477"}))
STANDARD = Selection("totalt", 2008, 2026, ("riket",))

selections = st.builds(
    lambda gender, years, sets, areas: Selection(
        gender, min(years), max(years), tuple(s for s in LIMITS.sets if s in sets), tuple(areas)
    ),
    st.sampled_from(list(GENDERS)),
    st.tuples(st.integers(1994, 2026), st.integers(1994, 2026)),
    st.sets(st.sampled_from(LIMITS.sets)),
    st.lists(st.sampled_from(sorted(LIMITS.areas)), unique=True),
)


@given(selections)
def test_a_link_restores_the_choice(selection):
    """Every choice, the empty comparison included, comes back the same from its own link."""
    assert parse(selection.parameters(), STANDARD, LIMITS) == (selection, [])


def test_a_bare_address_shows_the_standard_choice():
    """Nothing in the link is no nonsense."""
    assert parse({}, STANDARD, LIMITS) == (STANDARD, [])


@pytest.mark.parametrize(
    ("parameters", "expected", "named"),
    [
        ({"kon": "alla"}, STANDARD, "kon=alla"),
        ({"fran": "tvåtusen"}, STANDARD, "fran=tvåtusen"),
        ({"till": "2099"}, STANDARD, "till=2099"),
        ({"fran": "²⁰¹⁰"}, STANDARD, "fran=²⁰¹⁰"),
        ({"fran": "2020", "till": "2010"}, STANDARD, "2020–2010"),
        ({"jamfor": "norge"}, STANDARD, "jamfor=norge"),
        ({"jamfor": "1980,norge"}, replace(STANDARD, sets=(), areas=("1980",)), "jamfor=norge"),
        ({"kon": "x" * 500}, STANDARD, "x" * 40 + "…"),
    ],
)
def test_nonsense_is_named_and_ignored(parameters, expected, named):
    """The rest of the link still counts, and one sentence says what was not understood."""
    found, complaints = parse(parameters, STANDARD, LIMITS)
    assert found == expected
    assert len(complaints) == 1
    assert named in complaints[0]


@pytest.mark.parametrize(
    ("parameters", "years"),
    [({"till": "2001"}, (2001, 2001)), ({"till": "2020"}, (2008, 2020)), ({"fran": "2020"}, (2020, 2026))],
)
def test_one_year_in_the_link_never_collides_with_a_year_nobody_wrote(parameters, years):
    """Only years that the link itself has can go backwards."""
    found, complaints = parse(parameters, STANDARD, LIMITS)
    assert ((found.first, found.last), complaints) == (years, [])


@given(st.dictionaries(st.sampled_from(["kon", "fran", "till", "jamfor"]), st.text(max_size=20)))
def test_any_link_gives_a_choice(parameters):
    """Whatever stands in the address, the choice can be shown."""
    found, _ = parse(parameters, STANDARD, LIMITS)
    assert found.gender in GENDERS
    assert LIMITS.first <= found.first <= found.last <= LIMITS.last
