"""A theme that is saved: its file gives it back, overwrites nobody's unasked, and never lies outside its folder."""

import catalogues
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import DATA, NORBERG, PROGRAM, ROOT, source

from norberg import outside, program, refresh, themes
from norberg.catalogue import chosen, saving
from norberg.columns import SLUG
from norberg.errors import NorbergError
from norberg.themes import Piece

CRIME = PROGRAM.theme("brott-och-trygghet")


def pieces(folder, given):
    catalogues.kept(folder)
    return chosen.parse({"nyckeltal": given}, source(folder)).theme.pieces


def read_back(folder):
    return themes.saved(folder, PROGRAM.indicators, NORBERG)


def test_a_saved_theme_comes_back_as_it_was(tmp_path):
    """Of the program, of a theme, and of Kolada's list; a count, a code and one whose title names no unit."""
    mine = pieces(tmp_path, "N07540,3,N11103,N01951,U09801,U01599")
    address = saving.save(tmp_path / "themes", "Äldre och trygghet", mine)
    (theme,), faults = read_back(tmp_path / "themes")
    assert (address, theme.address, theme.title, theme.own, faults) == (
        "aldre-och-trygghet", "aldre-och-trygghet", "Äldre och trygghet", True, [],
    )  # fmt: skip
    for was, now in zip(mine, theme.pieces, strict=True):
        assert (now.why, now.caveat, now.question, now.margin_id) == (was.why, was.caveat, was.question, was.margin_id)
        named = ("no", "address", "use_title", "short_title", "unit", "decimals", "direction", "kind", "codes")
        named += ("gender_split", "similar_group", "source", "window_years", "country_sum", "breaks", "entity")
        assert {name: getattr(now.indicator, name) for name in named} == {
            name: getattr(was.indicator, name) for name in named
        }


@pytest.mark.parametrize("theme", PROGRAM.themes, ids=lambda one: one.address)
def test_a_copy_of_one_of_the_four_says_the_same(tmp_path, theme):
    saving.save(tmp_path, "Kopia", theme.pieces)
    (found,), faults = read_back(tmp_path)
    assert faults == []
    assert [(one.indicator.use_id, one.why, one.question) for one in found.pieces] == [
        (one.indicator.use_id, one.why, one.question) for one in theme.pieces
    ]


def test_the_file_has_the_columns_of_the_projects_own(tmp_path):
    saving.save(tmp_path, "Eget", CRIME.pieces)
    assert list(pd.read_csv(tmp_path / "eget.csv")) == list(pd.read_csv(DATA / "themes.csv"))


def test_a_saved_theme_is_listed_with_the_four_and_fetched_with_the_rest(tmp_path):
    saving.save(tmp_path / "themes", "Eget", pieces(tmp_path, "N11103"))
    loaded = program.load(DATA, tmp_path / "themes")
    assert ([one.address for one in loaded.themes][4:], loaded.faults) == (["eget"], ())
    assert "N11103" in refresh.wanted(loaded, source(tmp_path, loaded=loaded), every_municipality=False).required


def test_a_saved_theme_changes_nothing_of_the_four(tmp_path):
    """A direction that its file gives a nyckeltal holds there alone."""
    saving.save(tmp_path, "Eget", CRIME.pieces[:1])
    path = tmp_path / "eget.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",lower,", ",higher,"), encoding="utf-8")
    loaded = program.load(DATA, tmp_path)
    assert loaded.theme("eget").indicators[0].direction == "higher"
    assert loaded.indicator(107540).direction == "lower"


def test_what_its_id_does_not_name_is_left_out(tmp_path):
    """An own calculation has the id of what it is made from, an own series none."""
    mine = pieces(tmp_path, ",".join(str(one.no) for one in PROGRAM.indicators if one.derive or not one.use_id))
    assert mine
    assert not any(map(saving.storable, mine))
    with pytest.raises(NorbergError, match="minst ett nyckeltal som finns i Kolada"):
        saving.save(tmp_path / "themes", "Eget", mine)


def test_anothers_theme_is_not_overwritten_unasked(tmp_path):
    saving.save(tmp_path, "Eget", CRIME.pieces)
    before = (tmp_path / "eget.csv").read_bytes()
    with pytest.raises(NorbergError, match="”eget” har just sparats av någon annan och är orört"):
        saving.save(tmp_path, "eget", CRIME.pieces[:1])
    assert (tmp_path / "eget.csv").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["eget.csv"]


def test_one_that_is_replaced_is_moved_aside(tmp_path):
    saving.save(tmp_path, "Eget", CRIME.pieces)
    before = (tmp_path / "eget.csv").read_bytes()
    saving.save(tmp_path, "Eget", CRIME.pieces[:1], replace=True)
    assert [path.read_bytes() for path in (tmp_path / saving.ASIDE).iterdir()] == [before]
    assert len(read_back(tmp_path)[0][0].pieces) == 1


def test_one_that_is_removed_is_moved_aside_and_no_longer_listed(tmp_path):
    saving.save(tmp_path, "Eget", CRIME.pieces)
    there = saving.remove(tmp_path, "eget")
    assert (tmp_path / there).exists()
    assert read_back(tmp_path) == ([], [])
    assert saving.remove(tmp_path, "eget") == ""


@pytest.mark.parametrize("address", ["../eget", "/etc/passwd", "eget.csv", "", "Eget", "a/b", "eget\n", "borttagna/x"])
def test_what_is_no_address_removes_nothing(tmp_path, address):
    with pytest.raises(NorbergError, match="är inte adressen till ett sparat tema"):
        saving.remove(tmp_path, address)


def test_a_name_that_is_taken_is_told(tmp_path):
    assert saving.taken("Eget", PROGRAM, tmp_path) is None
    four = saving.taken("Folkhälsa", PROGRAM, tmp_path)
    assert (four.replaceable, four.sentence[:11]) == (False, "”Folkhälsa”")
    saving.save(tmp_path, "Eget", CRIME.pieces)
    assert saving.taken("EGET!", program.load(DATA, tmp_path), tmp_path).replaceable


def test_a_theme_that_the_office_put_there_under_another_file_name_is_not_doubled(tmp_path):
    saving.save(tmp_path, "Eget", CRIME.pieces)
    (tmp_path / "eget.csv").rename(tmp_path / "handgjord.csv")
    found = saving.taken("Eget", program.load(DATA, tmp_path), tmp_path)
    assert (found.replaceable, "i en fil med annat namn" in found.sentence) == (False, True)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Äldre och trygghet", "aldre-och-trygghet"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\tema", "c-tema"),
        ("日本", "tema"),
        ("Con", "tema-con"),
        ("Egen", "tema-egen"),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_name_becomes_a_plain_address(name, address):
    assert saving.address_of(name) == address


@given(st.text(min_size=1, max_size=80))
def test_every_name_comes_back_or_is_refused(tmp_path_factory, name):
    """Whatever the name holds: one file of the folder, the same name in it, or a sentence."""
    folder = tmp_path_factory.mktemp("themes")
    try:
        address = saving.save(folder, name, CRIME.pieces[:1])
    except NorbergError:
        assert chosen.name_of(name) == ""
        return
    (theme,), faults = read_back(folder)
    assert (theme.title, theme.address, faults) == (chosen.name_of(name), address, [])
    assert pd.Series([address]).str.fullmatch(SLUG).all()
    assert [path.name for path in folder.iterdir()] == [f"{address}.csv"]


def test_a_title_of_koladas_that_begins_as_a_formula_is_made_harmless():
    one = Piece(outside.indicator("N12345", "=HYPERLINK(1)"), "", "", "", "")
    assert ",'=HYPERLINK(1)," in saving.text("Eget", (one,))


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NorbergError, match="Temat kan inte sparas i"):
        saving.save(tmp_path / "file" / "themes", "Eget", CRIME.pieces)


def test_the_project_has_no_list_of_kolada():
    """The list is Kolada's and changes every week: it is read, never carried."""
    assert not [path for path in ROOT.joinpath("data").iterdir() if "catalogue" in path.name]
