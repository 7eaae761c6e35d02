"""A broken indicators file gives one Swedish sentence per fault, and the rest of it is shown."""

import pytest
from program_files import HEADER, OWN, PLAIN, ROWS, WOMEN, changed, folder, text

from norberg.errors import FileFaults
from norberg.program import load

OUT = "; raden visas inte."

BAD_CELLS = [
    ({"no": ""}, "no: cellen är tom"),
    ({"no": "ett"}, "no: ”ett” ska vara ett heltal från 1 till 999"),
    ({"goal": "ett"}, "goal: ”ett” ska vara ett heltal från 1 till 99"),
    ({"goal": ""}, "goal: cellen är tom"),
    ({"goal": "11"}, "goal: mål 11 finns inte i program.toml, som har målen 1, 2, 10"),
    ({"title": " "}, "title: cellen är tom"),
    ({"decimals": "1,5"}, "decimals: ”1,5” ska vara ett heltal från 0 till 4"),
    ({"decimals": "9" * 5000}, f"decimals: ”{'9' * 39}…” ska vara ett heltal från 0 till 4"),
    ({"window_years": "0"}, "window_years: ”0” ska vara ett heltal från 1 till 30"),
    ({"direction": "upp\nåt"}, "direction: ”upp åt” ska vara något av: higher, lower, neutral"),
    ({"perspective": "chef"}, "perspective: ”chef” ska vara något av: ekonomi, verksamhet, invånare, medarbetare"),
    ({"recomputed": "ja"}, "recomputed: ”ja” ska vara något av: yes"),
    ({"use_id": "n15428"}, "use_id: ”n15428” ska ha formen N15428"),
    ({"kolada_id": "N154280"}, "kolada_id: ”N154280” ska ha formen N15428"),
    ({"related_id": "N1"}, "related_id: ”N1” ska ha formen N15428"),
    ({"local_id": "FRISK"}, "local_id: ”FRISK” ska ha formen LOK_FRISKTAL"),
    ({"similar_group": "36017"}, "similar_group: ”36017” ska ha formen G36017"),
    ({"entity": "19"}, "entity: ”19” ska ha formen 1962, fyra siffror"),
    ({"derive": "100-N15428"}, "derive: ”100-N15428” ska ha formen 100 - N00222"),
    ({"breaks": "2012 kravet"}, "breaks: ”2012 kravet” ska ha formen 2012: skäl, med | mellan flera brott"),
    ({"cadence": "ibland"}, "cadence: ”ibland” ska ha formen yearly, every 2 years eller every 2-4 years"),
    ({"agenda2030": "4;18"}, "agenda2030: ”18” ska vara ett heltal från 1 till 17"),
    ({"target": "85 %"}, "target: ”85 %” ska vara ett tal utan mellanslag och enhet, till exempel 85,5"),
    ({"target": "nan"}, "target: ”nan” ska vara ett tal utan mellanslag och enhet, till exempel 85,5"),
    ({"use_id": "", "kolada_id": ""}, "use_id: raden har varken use_id, kolada_id eller local_id"),
    (
        {"kind": "ordinal", "use_title": "Läget"},
        "use_title: titeln till en kod (kind ordinal) ska säga vad värdena betyder, som (Balans=1, Underskott=0)",
    ),
    ({"no": "02"}, "no: ”2” står redan på rad 2"),
    ({"use_id": "N00103"}, "use_id: ”N00103” står redan på rad 2"),
]


@pytest.mark.parametrize(("cells", "words"), BAD_CELLS)
def test_a_bad_cell_is_named_and_its_row_left_out(tmp_path, cells, words):
    """One sentence with file, row and column; the other rows are shown, the bad one never."""
    program = load(folder(tmp_path, text(changed(3, **cells))))
    assert program.faults == (f"indicators.csv, rad 3, kolumn {words}{OUT}",)
    assert len(program.indicators) == len(ROWS) - 1


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"short_title": "x" * 39}, "short_title: texten har 39 tecken men får ha högst 38"),
        ({"question": "x" * 61}, "question: texten har 61 tecken men får ha högst 60"),
        ({"explanation": "ord " * 26}, "explanation: texten har 26 ord men får ha högst 25"),
        ({"explanation": ""}, "explanation: texten saknas"),
        ({"short_title": ""}, "short_title: texten saknas"),
        ({"pair": "ensam"}, "pair: ”ensam” står bara på den här raden"),
    ],
)
def test_a_harmless_fault_hides_no_figure(tmp_path, cells, words):
    """A text too long is named, and its nyckeltal is shown all the same, never without a name."""
    program = load(folder(tmp_path, text(changed(3, **cells))))
    assert program.faults == (f"indicators.csv, rad 3, kolumn {words}.",)
    assert program.indicator(1).short_title


def test_all_faults_are_told_at_once(tmp_path):
    """Whoever mends the file sees everything in one go, in the order of the rows."""
    rows = [PLAIN | {"decimals": "1,5", "goal": "ett"}, PLAIN | WOMEN, PLAIN | OWN | {"unit": ""}]
    program = load(folder(tmp_path, text(rows)))
    places = [fault.split(":")[0] for fault in program.faults]
    assert places == [
        "indicators.csv, rad 2, kolumn goal",
        "indicators.csv, rad 2, kolumn decimals",
        "indicators.csv, rad 3, kolumn pair",
        "indicators.csv, rad 4, kolumn unit",
    ]
    assert [one.no for one in program.indicators] == [65]


def test_an_id_may_stand_twice_only_where_one_is_derived(tmp_path):
    """Two rows that would show the same figures are told from a pair, both rows named."""
    program = load(folder(tmp_path, text(changed(5, derive=""))))
    assert program.faults == (f"indicators.csv, rad 5, kolumn use_id: ”N00222” står redan på rad 4{OUT}",)


@pytest.mark.parametrize(
    ("name", "rest", "shown"), [("unit", ", så ingen rad visas", 0), ("note", "", len(ROWS)), ("use_id", "", len(ROWS))]
)
def test_a_missing_column_is_one_fault(tmp_path, name, rest, shown):
    """Not one sentence a row; rows are shown if they can be without it."""
    rows = [{key: cell for key, cell in row.items() if key != name} for row in ROWS]
    program = load(folder(tmp_path, text(rows)))
    assert program.faults == (f"indicators.csv, rad 1, kolumn {name}: kolumnen saknas{rest}.",)
    assert len(program.indicators) == shown


def test_an_unknown_column_is_named_and_passed_over(tmp_path):
    """A column of the office's own does no harm."""
    program = load(folder(tmp_path, text([row | {"minne": "x"} for row in ROWS])))
    assert program.faults == (
        f"indicators.csv, rad 1: kolumn nummer {len(HEADER) + 1} med rubriken ”minne” är okänd och läses inte.",
    )
    assert len(program.indicators) == len(ROWS)


def test_of_two_columns_with_one_name_the_first_holds(tmp_path):
    """A column pasted twice changes no value."""
    lines = [f"{line},{'unit' if at == 0 else 'kr'}" for at, line in enumerate(text().splitlines())]
    program = load(folder(tmp_path, "\n".join(lines)))
    assert program.faults == ("indicators.csv, rad 1, kolumn unit: kolumnen står två gånger, den första gäller.",)
    assert program.indicator(1).unit == "%"


@pytest.mark.parametrize(("delimiter", "word"), [(";", "semikolon"), ("\t", "tabb")])
def test_another_separator_is_one_sentence_and_the_rows_are_shown(tmp_path, delimiter, word):
    """Swedish Excel saves with semicolons: said once, and nothing is hidden."""
    program = load(folder(tmp_path, text(delimiter=delimiter)))
    assert program.faults == (f"indicators.csv, rad 1: kolumnerna skiljs åt av {word} i stället för komma.",)
    assert len(program.indicators) == len(ROWS)


def test_rows_that_another_separator_breaks_are_named_in_the_same_sentence(tmp_path):
    """Commas replaced by hand leave rows that can't be cut; still one sentence."""
    header, *rows = text().splitlines()
    plain = ";".join(PLAIN[name] if name not in ("agenda2030", "themes") else "" for name in HEADER)
    program = load(folder(tmp_path, "\n".join([header.replace(",", ";"), rows[0].replace(",", ";"), plain])))
    (fault,) = program.faults
    assert fault.endswith("semikolon i stället för komma; rad 2 går därför inte att läsa.")
    assert [one.no for one in program.indicators] == [1]


def test_windows_1252_is_named_where_it_shows_and_read(tmp_path):
    """Older Excel's å, ä and ö are said to be wrong once, with the first place, and shown as they were meant."""
    program = load(folder(tmp_path, text().encode("cp1252")))
    (fault,) = program.faults
    assert fault.startswith("indicators.csv, rad 2, kolumn title: texten är sparad i Windows-1252 i stället för UTF-8")
    assert "CSV UTF-8" in fault
    assert program.indicator(1).title == PLAIN["title"]


def test_one_foreign_byte_does_not_spoil_the_rest(tmp_path):
    """Only the cell that is no UTF-8 is read as Windows-1252."""
    data = text(changed(3, note="BYTE")).encode().replace(b"BYTE", b"\xe5r")
    program = load(folder(tmp_path, data))
    assert [fault.split(":")[0] for fault in program.faults] == ["indicators.csv, rad 3, kolumn note"]
    assert (program.indicator(1).note, program.indicator(1).title) == ("år", PLAIN["title"])


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda line: line + ",", f"raden har {len(HEADER) + 1} fält i stället för {len(HEADER)}, "),
        (lambda line: line.replace("exact,", ""), f"raden har {len(HEADER) - 1} fält i stället för {len(HEADER)}, "),
        (lambda line: line.replace('"Elever', "Elever", 1), f"raden har {len(HEADER) + 1} fält"),
        (lambda line: line.replace('%)"', "%)", 1), "citattecknen går inte ihop"),
        (lambda line: line.replace('"Elever', '"x" Elever', 1), "citattecknen går inte ihop"),
    ],
)
def test_a_row_that_can_not_be_cut_is_named_alone(tmp_path, edit, words):
    """A missing comma or quotation mark costs its own row, not those below."""
    lines = text().splitlines()
    lines[2] = edit(lines[2])
    program = load(folder(tmp_path, "\n".join(lines)))
    (fault,) = program.faults
    assert fault.startswith("indicators.csv, rad 3: ")
    assert fault.endswith(OUT)
    assert words in fault
    assert len(program.indicators) == len(ROWS) - 1


def test_rows_are_numbered_as_in_an_editor_and_as_in_a_spreadsheet(tmp_path):
    """A cell of several lines moves the line numbers but not a spreadsheet's rows: both are told."""
    rows = changed(2, note="första\nandra\ntredje")
    rows[1] = rows[1] | {"unit": ""}
    (fault,) = load(folder(tmp_path, text(rows))).faults
    assert fault.startswith("indicators.csv, rad 5 (rad 3 i kalkylprogram), kolumn unit: ")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "indicators.csv: filen är tom."),
        (b"\xef\xbb\xbf\r\n", "indicators.csv: filen är tom."),
        (b"PK\x03\x04...", "indicators.csv: filen är en Excel-arbetsbok, spara den"),
        (text().encode("utf-16"), "indicators.csv: filen är sparad i UTF-16, spara den"),
        (text().split("\n", 1)[1].encode(), "indicators.csv, rad 1: här ska kolumnernas namn stå (no, goal, title"),
        (b",,,\n", "indicators.csv, rad 1: här ska kolumnernas namn stå"),
        (b"\x00\xff\xfe" * 100, "indicators.csv, rad 1: här ska kolumnernas namn stå"),
    ],
)
def test_a_file_that_is_no_table_is_one_sentence(tmp_path, data, words):
    """The areas and goals are still shown, with what is wrong."""
    program = load(folder(tmp_path, data))
    (fault,) = program.faults
    assert fault.startswith(words)
    assert (len(program.goals), program.indicators) == (3, ())


def test_a_missing_file_is_named_with_its_folder(tmp_path):
    """The areas and goals are shown without any nyckeltal."""
    (folder(tmp_path) / "indicators.csv").unlink()
    program = load(tmp_path)
    assert program.faults == (f"indicators.csv: filen saknas i mappen {tmp_path}.",)
    assert len(program.goals) == 3


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path):
    """What the operating system refuses is a sentence too."""
    (folder(tmp_path) / "indicators.csv").unlink()
    (tmp_path / "indicators.csv").mkdir()
    assert load(tmp_path).faults[0].startswith("indicators.csv: filen kan inte läsas (")


def test_without_a_program_the_faults_of_both_files_are_told(tmp_path):
    """When nothing can be shown, everything that is wrong comes at once."""
    with pytest.raises(FileFaults) as error:
        load(folder(tmp_path, text(changed(3, unit="")), toml=None))
    assert error.value.faults == [
        f"program.toml: filen saknas i mappen {tmp_path}.",
        f"indicators.csv, rad 3, kolumn unit: cellen är tom{OUT}",
    ]
