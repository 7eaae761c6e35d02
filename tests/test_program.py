"""A program on disk becomes areas, goals and nyckeltal."""

from pathlib import Path

import pytest
from program_files import HEADER, PLAIN, ROWS, changed, folder, text

from norberg.columns import COLUMNS
from norberg.errors import NorbergError
from norberg.program import Break, ComparisonSet, Municipality, load


@pytest.fixture
def program(tmp_path):
    return load(folder(tmp_path))


def test_good_files_have_no_faults(program):
    """A program that is in order gives nothing to complain about."""
    assert program.faults == ()
    assert (program.title, program.adopted, program.first_year) == ("Tillsammans för Norberg 2030", 2019, 2008)
    assert program.default_sets == ("norra-vastmanland", "riket")
    assert program.groups == ("G36017", "G85903")
    assert program.municipality == Municipality("1962", "Norberg", "Norbergs", "0019", "0000", 5800)


def test_the_columns_are_those_of_the_file():
    """Header, attribute and check are the same names in the same order."""
    assert list(COLUMNS) == HEADER


def test_nyckeltal_stand_under_their_goal_in_the_order_of_the_program(program):
    """The program decides the order of goals, the file the order within one."""
    assert [area.address for area in program.areas] == ["att-vaxa-upp", "nytankande"]
    assert [goal.no for goal in program.goals] == [1, 2, 10]
    assert [one.no for one in program.indicators] == [1, 2, 65, 66, 67]


def test_cells_become_values_of_the_right_type(program):
    """Numbers, lists, breaks and flags need no further reading, and texts are kept letter by letter."""
    one = program.indicator(1)
    assert (one.decimals, one.agenda2030, one.themes) == (1, (4, 16), ("barn-och-unga", "skola"))
    assert one.breaks == (Break(2012, "Kravet skärptes."), Break(2017, "Ny metod."))
    assert one.recomputed is False
    assert (one.target, one.target_year) == (None, None)
    assert one.kolada_title == PLAIN["kolada_title"]


@pytest.mark.parametrize(("cell", "target"), [("85.5", 85.5), ("85,5", 85.5), ("-3", -3.0), ("", None)])
def test_a_target_may_have_comma_or_point(tmp_path, cell, target):
    """Swedish Excel writes 85,5: the council's target is read as it was meant."""
    program = load(folder(tmp_path, text(changed(3, target=cell, target_year="2030", recomputed="yes"))))
    one = program.indicator(1)
    assert (program.faults, one.target, one.target_year, one.recomputed) == ((), target, 2030, True)


@pytest.mark.parametrize(
    ("cadence", "shortest", "longest"),
    [("yearly", 1, 1), ("", 1, 1), ("every 4 years", 4, 4), ("every 2-4 years", 2, 4)],
)
def test_cadence_in_years(tmp_path, cadence, shortest, longest):
    """The years between measurements are known as numbers."""
    one = load(folder(tmp_path, text(changed(3, cadence=cadence)))).indicator(1)
    assert (one.cadence_years, one.longest_step) == (shortest, longest)


def test_a_code_has_words_and_a_number_none(tmp_path):
    """The words of a measure's codes come from its official title."""
    title = "Läget i kommunen totalt, (Överskott=2, I balans=1, Underskott=0)"
    program = load(folder(tmp_path, text(changed(3, kind="ordinal", use_title=title))))
    assert program.faults == ()
    assert [one.no for one in program.indicators if one.is_code] == [1]
    assert program.indicator(1).codes == {2: "Överskott", 1: "I balans", 0: "Underskott"}
    assert program.indicator(65).codes == {}


def test_ids_to_fetch_are_asked_once(tmp_path):
    """The shown id comes first, then the retired and the related one; empty cells and doubles are not asked for."""
    program = load(folder(tmp_path, text(changed(3, related_id="N00103"))))
    assert program.indicator(1).kpis == ("N15428", "N00103")
    assert program.indicator(67).kpis == ()
    assert program.kpis == ("N15428", "N00103", "N74811", "N00222")


def test_a_pair_is_one_card(program):
    """Women and men of one nyckeltal are drawn together, the others alone."""
    assert [[one.no for one in card] for card in program.pairs()] == [[1], [2], [65, 66], [67]]
    assert [[one.no for one in card] for card in program.pairs(program.goal(10).indicators)] == [[65, 66], [67]]


@pytest.mark.parametrize(
    ("lookup", "key", "words"),
    [("indicator", 99, "nyckeltal 99"), ("goal", 7, "mål 7"), ("area", "hej", "område ”hej”")],
)
def test_what_the_program_lacks_is_said(program, lookup, key, words):
    """An edited link can be answered in words."""
    with pytest.raises(NorbergError, match=f"Programmet har inget {words}"):
        getattr(program, lookup)(key)


def test_ready_comparisons(program):
    """A set has members, a group or a kind, and says which."""
    assert program.sets == (
        ComparisonSet("norra-vastmanland", "Norra Västmanland", ("1982", "1904"), "", "members"),
        ComparisonSet("gruppen", "Liknande ekonomi", (), "G85903", "group"),
        ComparisonSet("liknande", "Liknande kommuner", (), "", "similar"),
        ComparisonSet("riket", "Riket", (), "", "country"),
    )
    assert program.area("nytankande").goals[0].short == "Arbetsgivare"


@pytest.mark.parametrize(
    "data",
    [
        text(end="\r\n").encode(),
        text(end="\r").encode(),
        b"\xef\xbb\xbf" + text().encode(),
        text().encode() + b"\n" + b"," * (len(HEADER) - 1) + b"\n",
    ],
    ids=["CRLF", "CR", "byte order mark", "blank rows at the end"],
)
def test_what_programs_write_is_no_fault(tmp_path, data):
    """Windows line ends, a byte order mark and blank rows are how spreadsheets save."""
    program = load(folder(tmp_path, data))
    assert (program.faults, len(program.indicators)) == ((), len(ROWS))


def test_the_files_of_the_project_have_no_faults():
    """What the project ships loads whole: 75 nyckeltal under ten goals in six areas."""
    program = load(Path(__file__).parents[1] / "data")
    assert program.faults == ()
    assert [one.no for one in program.indicators] == list(range(1, 76))
    assert [goal.no for goal in program.goals] == list(range(1, 11))
    assert len(program.areas) == 6
    assert [[one.no for one in card] for card in program.pairs() if len(card) > 1] == [[10, 11], [65, 66]]
