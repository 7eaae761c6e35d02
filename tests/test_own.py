"""A deep-dive of one's own: what a link gives, what its faults say, and that it gives itself back."""

import catalogues
import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import DATA, PROGRAM, source

from norberg import outside
from norberg.catalogue import chosen
from norberg.catalogue.chosen import MOST, MOST_LETTERS
from norberg.demo import DemoSource


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("listed")
    catalogues.kept(folder)
    return source(folder)


def test_numbers_and_ids_in_order_make_a_theme(listed):
    found = chosen.parse({"nyckeltal": "N07540,3,n11103", "namn": "Barn & brott"}, listed)
    assert [one.address for one in found.theme.indicators] == ["N07540", "3", "N11103"]
    assert (found.theme.title, found.complaints) == ("Barn & brott", ())
    assert found.parameters() == {"nyckeltal": "N07540,3,N11103", "namn": "Barn & brott"}


def test_a_kpi_of_a_theme_keeps_what_the_theme_says_of_it(listed):
    (piece,) = chosen.parse({"nyckeltal": "N07540"}, listed).theme.pieces
    assert piece is PROGRAM.theme("brott-och-trygghet").pieces[0]


def test_a_kpi_from_the_list_says_that_nothing_is_judged(listed):
    (piece,) = chosen.parse({"nyckeltal": "N11103"}, listed).theme.pieces
    assert piece.caveat == outside.NOT_JUDGED


def test_an_id_of_the_program_is_the_programs(listed):
    assert chosen.parse({"nyckeltal": "N15428"}, listed).addresses == ("1",)


def test_without_a_name_it_is_called_what_it_is(listed):
    assert chosen.parse({"nyckeltal": "3"}, listed).theme.title == "Egen fördjupning"


def test_a_link_without_numbers_is_an_empty_choice(listed):
    assert chosen.parse({"nyckeltal": " , ,"}, listed) == chosen.parse({}, listed)


@pytest.mark.parametrize("part", ["N99999", "76", "0", "9999", "brott", "<b>", "../3", "-3", "3.0", "²"])
def test_an_unknown_one_is_named_and_the_rest_is_shown(listed, part):
    found = chosen.parse({"nyckeltal": f"3,{part},4"}, listed)
    assert found.addresses == ("3", "4")
    assert found.complaints == (f"Länkens nyckeltal ”{part}” finns inte och är inte med.",)


@pytest.mark.parametrize("given", ["3,3", "1,N15428", "N11103,n11103"])
def test_a_repeated_one_is_named_and_shown_once(listed, given):
    found = chosen.parse({"nyckeltal": given}, listed)
    assert len(found.theme.pieces) == 1
    assert "står två gånger och är med en gång" in found.complaints[0]


def test_more_than_fit_are_named(listed):
    found = chosen.parse({"nyckeltal": ",".join(map(str, range(1, 28)))}, listed)
    assert len(found.addresses) == MOST
    assert found.complaints == ("Högst 24 nyckeltal får plats: 25, 26, 27 är inte med.",)


def test_without_the_list_an_id_waits_in_the_link_and_is_named(tmp_path):
    found = chosen.parse({"nyckeltal": "3,N11103"}, source(tmp_path))
    assert (found.addresses, [one.no for one in found.theme.indicators]) == (("3", "N11103"), [3])
    assert found.complaints == ("Koladas lista är inte hämtad hit, så länkens N11103 visas inte.",)


def test_the_demo_never_waits_for_a_list():
    found = chosen.parse({"nyckeltal": "3,N11103"}, DemoSource(PROGRAM, DATA))
    assert found.complaints[0].startswith("Demon har bara programmets och temanas nyckeltal")


def test_a_name_that_is_too_long_is_cut_and_told(listed):
    found = chosen.parse({"nyckeltal": "3", "namn": "x" * 100}, listed)
    assert found.name == "x" * MOST_LETTERS
    assert "går inte att visa som det är skrivet" in found.complaints[0]


def test_one_is_moved_and_stops_at_the_ends(listed):
    found = chosen.parse({"nyckeltal": "1,3,4"}, listed)
    assert (found.moved("3", -1), found.moved("1", -1), found.moved("1", 2)) == (
        ("3", "1", "4"),
        ("1", "3", "4"),
        ("3", "4", "1"),
    )


def test_a_theme_is_a_start_for_ones_own(listed):
    theme = PROGRAM.theme("folkhalsa")
    found = chosen.parse(chosen.of(theme).parameters(), listed)
    assert (found.theme.pieces, found.theme.title, found.complaints) == (theme.pieces, theme.title, ())


@given(st.text(max_size=90))
def test_a_name_is_one_line_one_can_see_and_no_formula(text):
    name = chosen.name_of(text)
    assert len(name) <= MOST_LETTERS
    assert name == chosen.name_of(name)
    assert name.isprintable()
    assert not name.startswith(("=", "+", "-", "@", " "))


@given(st.text(max_size=40), st.text(max_size=90))
def test_no_link_breaks_it_and_what_it_gives_is_its_own_link(tmp_path_factory, given_list, name):
    here = source(tmp_path_factory.getbasetemp() / "empty")
    found = chosen.parse({"nyckeltal": given_list, "namn": name}, here)
    again = chosen.parse(found.parameters(), here)
    assert (again.addresses, again.name, again.theme) == (found.addresses, found.name, found.theme)
