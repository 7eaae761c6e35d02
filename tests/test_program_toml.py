"""A broken program.toml is told in Swedish; the app goes on wherever something can be shown."""

import pytest
from program_files import ROWS, TOML, changed, folder, text

from norberg.errors import FileFaults
from norberg.program import load


def edited(*changes):
    """The good program.toml with some texts replaced."""
    toml = TOML
    for old, new in changes:
        assert old in toml
        toml = toml.replace(old, new, 1)
    return toml


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            ('text = "Alla elever ska nå målen."', 'text = ""'),
            "program.toml, område nummer 1, mål nummer 1, nyckel text: texten saknas.",
        ),
        (('short = "Skola"\n', ""), "program.toml, område nummer 1, mål nummer 1, nyckel short: texten saknas."),
        (
            ('"nytankande"', '"Nytänkande"'),
            "program.toml, område nummer 2, nyckel address: ”Nytänkande” ska ha formen att-vaxa-upp.",
        ),
        (
            ('"att-vaxa-upp"', '"nytankande"'),
            "program.toml, område nummer 2, nyckel address: ”nytankande” står redan tidigare i filen, ",
        ),
        (
            ('"riket"]', '"rike"]'),
            "program.toml, nyckel default_sets: jämförelsen ”rike” finns inte bland [[sets]].",
        ),
        (('"G36017"', '"36017"'), "program.toml, nyckel groups: ”36017” ska ha formen G36017."),
        (('groups = ["G36017", "G85903"]', ""), "program.toml, nyckel groups: listan saknas, skriv groups = [...]."),
        (('"1904"', "1904"), "program.toml, jämförelse nummer 1, nyckel members: ”1904” ska ha formen 1962."),
        (('group = "G85903"', 'group = "85903"'), "program.toml, jämförelse nummer 2, nyckel group: "),
        (('"similar"', '"alla"'), "nyckel kind: ”alla” ska ha formen similar eller all eller country."),
        (
            ('kind = "similar"', 'kind = "similar"\ngroup = "G1"'),
            "program.toml, jämförelse nummer 3, nyckel kind: jämförelsen ska ha precis en av nycklarna members, group",
        ),
        (('address = "liknande"', 'address = "gruppen"'), "jämförelse nummer 3, nyckel address: ”gruppen” står redan"),
    ],
)
def test_a_fault_beside_the_figures_hides_none(tmp_path, change, words):
    """What is wrong with a text or a comparison is named, and every nyckeltal is shown."""
    program = load(folder(tmp_path, toml=edited(change)))
    assert any(words in fault for fault in program.faults)
    assert len(program.indicators) == len(ROWS)
    assert {*program.default_sets} <= {one.address for one in program.sets}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            ("no = 2", "no = 1"),
            "program.toml, område nummer 1, mål nummer 2, nyckel no: ”1” står redan tidigare i filen",
        ),
        (("no = 2", 'no = "2"'), "mål nummer 2, nyckel no: ”2” ska vara ett heltal från 1 till 99 utan citattecken."),
        (("no = 2\n", ""), "mål nummer 2, nyckel no: talet saknas, det ska vara ett heltal från 1 till 99"),
    ],
)
def test_a_goal_without_a_number_of_its_own_is_left_out(tmp_path, change, words):
    """The goal is named, and so is every nyckeltal that is without a goal for it."""
    program = load(folder(tmp_path, toml=edited(change)))
    assert words in program.faults[0]
    assert program.faults[1].startswith("indicators.csv, rad 2, kolumn goal: mål 2 finns inte i program.toml")
    assert [goal.no for goal in program.goals] == [1, 10]
    assert len(program.indicators) == len(ROWS) - 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('"1962"', '"196"'), "program.toml, [municipality], nyckel code: ”196” ska ha formen ”1962”, fyra siffror."),
        (('"1962"', "1962"), "program.toml, [municipality], nyckel code: ”1962” ska vara text inom citattecken."),
        (("[municipality]", "[kommun]"), "program.toml, [municipality], nyckel name: texten saknas."),
        (("adopted = 2019", ""), "nyckel adopted: talet saknas, det ska vara ett heltal från 1900 till 2100"),
        (("first_year = 2008", "first_year = true"), "nyckel first_year: ”True” ska vara ett heltal från 1900 till"),
        (("[[areas]]", "[[omraden]]"), "program.toml, "),
    ],
)
def test_without_municipality_or_years_everything_wrong_comes_at_once(tmp_path, change, words):
    """Nothing can be shown, so the faults of both files are raised together."""
    with pytest.raises(FileFaults) as error:
        load(folder(tmp_path, text(changed(3, unit="")), edited(change)))
    assert words in str(error.value)
    assert "indicators.csv, rad 3, kolumn unit: cellen är tom" in str(error.value)


@pytest.mark.parametrize(
    ("toml", "row"),
    [
        (TOML.replace('genitive = "', "genitive = "), 11),
        (TOML.replace("adopted = 2019", "adopted 2019"), 3),
        (TOML.replace("adopted = 2019", "adopted = 2019\nadopted = 2020"), 4),
        (TOML.replace('["norra-vastmanland", "riket"]', "[" * 5000), None),
        (TOML + 'last = """', TOML.count("\n") + 1),
        (TOML.replace("inhabitants = 5800", f"inhabitants = {'9' * 5000}"), None),
    ],
)
def test_broken_toml_is_named_with_its_row(tmp_path, toml, row):
    """Whoever edited the file finds the place."""
    with pytest.raises(FileFaults) as error:
        load(folder(tmp_path, toml=toml))
    (fault,) = error.value.faults
    assert fault.startswith(f"program.toml, rad {row}: det går inte att läsa vidare" if row else "program.toml: det")


@pytest.mark.parametrize("encode", [lambda toml: toml.encode("cp1252"), lambda toml: toml.encode("utf-8-sig")])
def test_the_words_of_the_program_survive_an_editor(tmp_path, encode):
    """Another encoding is named with its row and read as it was meant; a byte order mark is no fault."""
    data = encode(TOML)
    program = load(folder(tmp_path, toml=data))
    assert program.title == "Tillsammans för Norberg 2030"
    told = ("program.toml, rad 2: texten är sparad i Windows-1252 i stället för UTF-8.",)
    assert program.faults == (() if data.startswith(b"\xef\xbb\xbf") else told)


FOLLOWED = '[[followups]]\naddress = "arsredovisning"\ntitle = "Bokslut"\nmonth = 4\nday = 15\n'


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("day = 15", "day = 31", "nyckel day: månad 4 har ingen dag 31 varje år."),
        ("month = 4\nday = 15", "month = 2\nday = 29", "nyckel day: månad 2 har ingen dag 29 varje år."),
        ("month = 4", "month = 13", "nyckel month: ”13” ska vara ett heltal från 1 till 12 utan citattecken."),
        ("day = 15", 'day = 15\nconfirmed = "ja"', "nyckel confirmed: ska vara true eller false utan citattecken."),
    ],
)
def test_a_follow_up_without_a_day_of_every_year_is_left_out(tmp_path, old, new, words):
    """It is named, and the other is kept."""
    program = load(folder(tmp_path, toml=f"{TOML}\n{FOLLOWED}\n{FOLLOWED.replace(old, new)}"))
    assert f"program.toml, uppföljning nummer 2, {words}" in program.faults
    assert [(one.month, one.day) for one in program.followups] == [(4, 15)]


def test_a_program_needs_no_follow_ups(tmp_path):
    """Without days nothing is missed."""
    program = load(folder(tmp_path, toml=TOML))
    assert (program.followups, program.faults) == ((), ())
