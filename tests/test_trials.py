"""The tables of the method page say what calibration.csv and persistence.csv say, or what is wrong with them."""

import pytest
from test_golden import MOST_LIX, lix
from world import DATA, PROGRAM

from norberg import evidence, method, trials
from norberg.rules import persistence

WORDS = method.told()["tried"]["table"]
HEADER = ",".join(trials.COLUMNS)
SAMPLE = f"""{HEADER}
calibration,Fristående år,Säkra märken,0.031,0.05,max,2026-11-30,Två tusen serier i varje fall.
calibration,Fristående år,Hittar ändring,0.973,0.95,min,2026-11-30,
calibration,Trögt (0.7),Säkra märken,0.0604,0.05,max,2026-11-30,
holds,Regeln som används,Säkert håller,0.9712,0.97,min,2026-11-30,
arrows,Regeln som används,Antal märken i snitt,21.4,,,2026-11-30,
arrows,Ändring från i fjol,Antal märken i snitt,68,,,2026-11-30,
"""


def read(folder, text=SAMPLE):
    (folder / trials.CALIBRATION).write_text(text, encoding="utf-8")
    return trials.calibration(folder, WORDS)


def test_tables_have_a_row_a_case_and_a_column_a_measure(tmp_path):
    """Rows and columns come in the file's order, and what was not tried says so."""
    found, faults = read(tmp_path)
    assert faults == []
    assert [one.title for one in found] == ["Sätter slumpen pilar?", "Höll ordet?", "Hur ofta sätts ett märke?"]
    assert found[0].columns == ("Fall", "Säkra märken", "Hittar ändring")
    assert [name for name, _ in found[0].rows] == ["Fristående år", "Trögt (0.7)"]
    assert found[0].rows[1][1][1] == trials.Cell("–")
    assert {one.made for one in found} == {"2026-11-30"}
    assert found[0].notes == ("Två tusen serier i varje fall.",)


def test_every_table_that_is_written_is_explained():
    """The file's columns are those that are written, and each table on file has its heading and how it is read."""
    assert (trials.CALIBRATION, trials.COLUMNS) == (evidence.FILE, evidence.COLUMNS)
    found, faults = trials.calibration(DATA, WORDS)
    assert (faults, [one.title for one in found if not one.reading]) == ([], [])
    assert all(one.made for one in found)
    assert all(lix(one["text"]) <= MOST_LIX for one in WORDS.values())


def test_a_table_without_words_is_shown_under_its_name(tmp_path):
    """A new table of the file is not dropped because the page does not know it."""
    found, _ = read(tmp_path, f"{HEADER}\nnyprov,Fall 1,Mått,0.5,,,2026-11-30,\n")
    assert (found[0].title, found[0].reading, found[0].columns) == ("nyprov", "", ("Fall", "Mått"))


def test_values_stand_with_their_limits_in_swedish(tmp_path):
    """Shares are per cent with a decimal comma, counts are numbers, and a limit is met or not."""
    found, _ = read(tmp_path)
    (_, (false, seen)), (_, (worse, _)) = found[0].rows
    assert false == trials.Cell("3,1\u00a0%", "högst 5\u00a0%", met=True)
    assert seen == trials.Cell("97,3\u00a0%", "minst 95\u00a0%", met=True)
    assert worse == trials.Cell("6,0\u00a0%", "högst 5\u00a0%", met=False)
    assert [cells[0].text for _, cells in found[2].rows] == ["21,4", "68"]


def test_a_limit_that_is_not_met_is_told_first(tmp_path):
    """Above each table stands how many limits are met."""
    found, _ = read(tmp_path)
    assert found[0].verdict == "2 av 3 krav är uppfyllda. De andra är märkta ”uppfylls inte”."
    assert found[1].verdict == "Kravet är uppfyllt."
    assert found[2].verdict == "Tabellen har inga krav."


def test_rounding_never_hides_which_side_of_the_limit_a_value_lies(tmp_path):
    """A value a hair beyond its limit is shown with the decimals that tell."""
    found, _ = read(tmp_path, f"{HEADER}\nholds,Regel,Håller,0.96996,0.97,min,2026-11-30,\n")
    assert found[0].rows[0][1][0] == trials.Cell("96,996\u00a0%", "minst 97,000\u00a0%", met=False)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (None, "calibration.csv: filen saknas i mappen"),
        ("", "calibration.csv: filen är tom"),
        ("a,b\n1,2\n", "calibration.csv, rad 1: här ska kolumnernas namn stå"),
        (SAMPLE.replace("0.031", "x"), "calibration.csv, rad 2, kolumn value: ”x” ska vara ett tal; raden visas inte."),
        (SAMPLE.replace("0.031", "nan"), "rad 2, kolumn value: ”nan” ska vara ett tal"),
        (SAMPLE.replace("0.031,0.05,max", "0.031,,max"), "rad 2, kolumn limit: gränsen saknas"),
        (SAMPLE.replace("0.031,0.05,max", "0.031,0.05,under"), "”under” ska vara max, min eller tom"),
        (SAMPLE.replace("2026-11-30,Två", "i går,Två"), "”i går” ska vara en dag"),
        (SAMPLE.replace("Säkra märken,0.031", ",0.031"), "rad 2, kolumn measure: cellen är tom"),
    ],
)
def test_a_broken_file_is_named_and_the_rest_read(tmp_path, text, fault):
    """Each fault is a Swedish sentence with file and row; good rows are shown."""
    found, faults = trials.calibration(tmp_path, WORDS) if text is None else read(tmp_path, text)
    assert len(faults) == 1
    assert fault in faults[0]
    assert len(found) == (3 if text and "holds" in text else 0)


def test_persistence_is_told_for_every_nyckeltal(tmp_path):
    """Each nyckeltal from Kolada has a line, with a value or why there is none."""
    known = {"N15428": (0.16, 0.1, 0.1, 0.0, 290), "N11808": (0.934, 0.9, 0.9, 0.4, 289)}
    rows = [f"{kpi},{','.join(map(str, values))},2026-11-26" for kpi, values in known.items()]
    (tmp_path / persistence.FILE).write_text("\n".join([",".join(persistence.COLUMNS), *rows]), encoding="utf-8")
    found, made, faults = trials.persistence(tmp_path, PROGRAM.indicators)
    assert (made, faults) == ("2026-11-26", [])
    assert [one.title for one in found] == [one.short_title for one in PROGRAM.indicators if one.use_id]
    told = {one.title: one for one in found}
    assert told["Behöriga till yrkesprogram, åk 9"].value == "0,16"
    assert told["Behöriga till yrkesprogram, åk 9"].meaning == "Åren är nästan fristående."
    assert told["Gymnasieexamen inom 4 år"].meaning == "Inte beräknad, räknas som 0,60."
    assert told["Läget på bostadsmarknaden"].meaning == "Ord har ingen tröghet."


@pytest.mark.parametrize(
    ("rho", "change", "words"),
    [
        (0.0, None, "Åren är nästan fristående."),
        (0.3, 0.0, "Ett högt år följs ofta av ett till."),
        (0.6, 0.0, "Trögt: kurvan måste vara tydlig."),
        (0.95, 0.2, "Mycket trögt: ändras lite i taget. Inget värde kallas ovanligt."),
    ],
)
def test_what_a_persistence_means(rho, change, words):
    """The words follow the value, and a slow stock says that nothing of it is called unusual."""
    assert trials.meaning(rho, change) == words


def test_missing_or_broken_persistence_is_named(tmp_path):
    """Without estimates the file is named; a value that is no number is told and its nyckeltal has none."""
    assert "persistence.csv: filen saknas" in trials.persistence(tmp_path, PROGRAM.indicators)[2][0]
    text = f"{','.join(persistence.COLUMNS)}\nN15428,hög,0,0,0,290,2026-11-26\n"
    (tmp_path / persistence.FILE).write_text(text, encoding="utf-8")
    found, _, faults = trials.persistence(tmp_path, PROGRAM.indicators)
    assert faults == ["persistence.csv, rad 2, kolumn rho: ”hög” ska vara ett tal; raden visas inte."]
    assert found[0].value == "–"
