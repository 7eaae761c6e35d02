"""Faults in the municipality's own files: one sentence each with file, row and column; good rows are still shown."""

from datetime import date

import pytest
from test_local import loaded, shown

from norberg.local import KINDS, read

WRITE = "ska skrivas som 1 234,5, utan punkt, procenttecken och ord"
LEFT = "skriv totalt, extern avgång, pension, intern eller nyanställd"
GOOD = "LOK_NYREG;2024;;;31;"


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        ("LOK_NYREGG;2025;;;9;", "lokal_id", "serien ”LOK_NYREGG” finns inte, menas LOK_NYREG"),
        ("XYZ;2025;;;9;", "lokal_id", "serien ”XYZ” finns inte"),
        (";2025;;;9;", "lokal_id", "seriens namn saknas"),
        ("LOK_NYREG;;;;9;", "period", "cellen är tom, skriv ett år som 2025"),
        ("LOK_NYREG;25;;;9;", "period", "”25” är inte ett år som 2025"),
        ("LOK_NYREG;2025-03;;;9;", "period", "”2025-03” är inte ett år som 2025"),
        ("LOK_KIR_IN;2025-13;;;9;", "period", "”2025-13” är inte ett år som 2025 eller en månad som 2025-03"),
        ("LOK_NYREG;1989;;;9;", "period", "”1989” är före 1990"),
        ("LOK_NYREG;2027;;;9;", "period", "”2027” har inte varit än"),
        ("LOK_KIR_IN;2026-07;;;9;", "period", "”2026-07” har inte varit än"),
        ("LOK_NYREG;2025;kvinna;;9;", "kön", "”kvinna” ska vara totalt, kvinnor eller män"),
        ("LOK_RORLIGHET;2025;;p;3;", "delmått", f"”p” är inget delmått i LOK_RORLIGHET, {LEFT}"),
        ("LOK_NYREG;2025;;nya;3;", "delmått", "”nya” är inget delmått i LOK_NYREG, lämna cellen tom"),
        ("LOK_VATTENSKYDD;2025;;;3;", "delmått", "delmått saknas, skriv med skydd eller vattentäkter"),
        ("LOK_BESOK;2025;;=1+1;3;", "delmått", "”=1+1” är en formel"),
        ("LOK_NYREG;2025;;;9;=HYPERLINK(1)", "anmärkning", "”=HYPERLINK(1)” är en formel"),
        ("LOK_NYREG;2025;;;=SUM(A1:A9);", "värde", "cellen är en formel utan sparat resultat, skriv talet"),
        ("LOK_NYREG;2025;;;-1;", "värde", "”-1” är mindre än 0"),
        ("LOK_FRISKTAL;2025;;;100,1;", "värde", "talet är större än 100"),
        ("LOK_SN_LAGAR;2025;;betyg;6,5;", "värde", "”6,5” är större än 6"),
        ("LOK_ANSTALLDA;2025;;;400,5;", "värde", "talet ska vara ett helt antal personer"),
        *(
            (f"LOK_NYREG;2025;;;{text};", "värde", f"”{text}” {WRITE}")
            for text in ("1,234.5", "12 %", "#REF!", "12.5", "1 23", "1e5", "nan", "inf", "٣", "9" * 13, "ca 9")
        ),
    ],
)  # fmt: skip
def test_a_faulty_cell_is_named(tmp_path, row, column, what):
    """The sentence says file, row, column and what is wrong; the good row above it is shown."""
    own = loaded(tmp_path, GOOD, "", row)
    assert f"egna.csv, rad 4, kolumn {column}: {what}; raden används inte." in own.faults
    assert shown(own.parts, "LOK_NYREG") == {(2024, "T", "totalt"): 31}
    assert own.frame["value"].dropna().tolist() == [31]
    assert own.files[0].rows == 1


def test_every_fault_is_told_at_once(tmp_path):
    """Three faulty cells in one row are three sentences."""
    assert len(loaded(tmp_path, "LOK_NYREG;1066;alla;;många;").faults) == 3


@pytest.mark.parametrize("text", ["1234,5", "1 234,5", "1\u00a0234,5", "1\u202f234,5", " 1234,50 "])
def test_swedish_numbers_are_read(tmp_path, text):
    """Thousands may be set apart with any blank that Excel or a text editor writes."""
    assert shown(loaded(tmp_path, f"LOK_NYREG;2024;;;{text};").frame, "LOK_NYREG") == {(2024, "T"): 1234.5}


@pytest.mark.parametrize("minus", ["-", "−"])
def test_a_minus_sign_is_read(tmp_path, minus):
    """A month may have lost people, however its minus is written."""
    own = loaded(tmp_path, f"LOK_KIR_BEF;2025;;;{minus}12;")
    assert shown(own.frame, "LOK_KIR_BEF") == {(2025, "T"): -12}


@pytest.mark.parametrize(
    ("words", "gender"), [("kvinnor K k KVINNOR", "K"), ("män m M Män", "M"), ("totalt T t ", "T")]
)
def test_genders_are_read_however_they_are_written(tmp_path, words, gender):
    """Word or letter, capitals or not; nothing means all."""
    for year, word in enumerate(words.split(" "), start=2020):
        own = loaded(tmp_path, f"lok_tillbud ;{year};{word};;90;")
        assert (shown(own.frame, "LOK_TILLBUD"), own.faults) == ({(year, gender): 90}, [])


def test_a_key_met_twice_is_used_neither_time(tmp_path):
    """Nobody can know which of two figures is right; both places are named, and no sum is made of the rest."""
    loaded(tmp_path, "LOK_BESOK;2024;;Klackberg;900;", name="a.csv")
    own = loaded(tmp_path, "LOK_BESOK;2024;T;klackberg;901;", "LOK_BESOK;2024;;Lapphyttan;80;", name="b.csv")
    assert (
        "a.csv, rad 2 och b.csv, rad 2: LOK_BESOK 2024, Klackberg finns flera gånger; ingen av raderna används."
        in own.faults
    )
    assert shown(own.parts, "LOK_BESOK") == {(2024, "T", "Lapphyttan"): 80}
    assert shown(own.frame, "LOK_BESOK") == {(2024, "T"): "saknas"}
    assert [file.rows for file in own.files] == [0, 1]


def test_a_row_with_a_stray_semicolon_is_not_used(tmp_path):
    """A semicolon in a remark moves cells out of the format; a row that ends early lacks only what is not there."""
    own = loaded(tmp_path, "LOK_NYREG;2023;;;30;prel; se mejl", "LOK_NYREG;2024;;;31")
    assert own.faults == ["egna.csv, rad 2: raden har fler celler än rubriken; raden används inte."]
    assert shown(own.parts, "LOK_NYREG") == {(2024, "T", "totalt"): 31}


def test_a_series_nobody_asks_for_is_unknown(tmp_path):
    """A series that the municipality has taken out of its list is no series."""
    loaded(tmp_path, GOOD)
    own = read(tmp_path, {"LOK_BESOK": KINDS["LOK_BESOK"]}, "1962", date(2026, 6, 1))
    assert own.faults == ["egna.csv, rad 2, kolumn lokal_id: serien ”LOK_NYREG” finns inte; raden används inte."]


@pytest.mark.parametrize("text", ["2,5", "3 st", "-3"])
def test_a_refused_count_of_persons_is_not_repeated(tmp_path, text):
    """The sentence about a faulty cell must not show the few that the cell is about."""
    own = loaded(tmp_path, f"LOK_ARBETSSKADOR;2024;män;;{text};")
    assert len(own.faults) == 1
    assert text not in own.faults[0]


@pytest.mark.parametrize(
    ("header", "faults"),
    [
        ("Lokal_ID; PERIOD ;kon;delmatt;varde;anmarkning", []),
        ("lokal id;period;kön;delmått;värde;anmärkning;", []),
        ("anmärkning;värde;delmått;kön;period;lokal_id", []),
        ("lokal_id;period;kön;delmått;värde;anmärkning;källa", ["okänd kolumn ”källa”, den läses inte"]),
        ("lokal_id;period;kön;värde", ["kolumnen saknas", "kolumnen saknas"]),
        ("lokal_id;period;kön;delmått;värde;värde;anmärkning", ["kolumnen finns två gånger"]),
        ("lokal_id,period,kön,delmått,värde,anmärkning", ["kolumnerna ska skiljas åt med semikolon"]),
        ("", ["filen är tom"]),
    ],
)
def test_the_header_is_read_with_patience(tmp_path, header, faults):
    """Case, blanks, order and missing dots do no harm; a missing, double or unknown column is named."""
    (tmp_path / "egna.csv").write_text(f"{header}\n", encoding="utf-8")
    own = read(tmp_path, KINDS, "1962")
    assert len(own.faults) == len(faults)
    assert all(what in fault and "egna.csv" in fault for what, fault in zip(faults, own.faults, strict=True))
