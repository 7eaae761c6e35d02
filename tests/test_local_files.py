"""The files themselves: encodings, workbooks, limits, and what does not belong in the folder."""

import io
import os
import sys
import zipfile
from datetime import datetime

import openpyxl
import pytest
from test_local import loaded, shown

from norberg import localfile
from norberg.local import HEADER, KINDS, read

TEXT = ";".join(HEADER) + "\r\nLOK_BESOK;2024;;Lapphyttan Ängelsberg;1 250;från Östra\r\n"
PART = (2024, "T", "Lapphyttan Ängelsberg")


def only_fault(folder):
    """The one sentence about the folder, which gave no figure."""
    own = read(folder, KINDS, "1962")
    assert len(own.parts) == 0
    assert len(own.faults) == 1
    return own.faults[0]


def book(path, *rows, name=None, style=None):
    """A workbook with these rows below the header; ``style`` may change the sheet."""
    made = openpyxl.Workbook()
    for row in (HEADER, *rows):
        made.active.append(row)
    if style:
        style(made)
    made.save(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_swedish_letters_survive(tmp_path, encoding):
    """UTF-8 with and without mark, and what Excel in Windows writes, are all read right."""
    (tmp_path / "egna.csv").write_bytes(TEXT.replace("1 250", "1\u00a0250").encode(encoding))
    own = read(tmp_path, KINDS, "1962")
    assert (shown(own.parts, "LOK_BESOK"), own.faults) == ({PART: 1250}, [])
    assert own.parts["remark"].tolist() == ["från Östra"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "mac-roman", "cp850"])
def test_other_encodings_are_refused(tmp_path, encoding):
    """Letters that would come out wrong are not guessed at."""
    (tmp_path / "egna.csv").write_bytes(TEXT.encode(encoding))
    assert "egna.csv" in only_fault(tmp_path)


def test_a_lost_quotation_mark_swallows_no_rows(tmp_path):
    """A quote that never ends would make the rest of the file one cell."""
    (tmp_path / "egna.csv").write_text(TEXT + 'LOK_BESOK;2024;;"Klackberg;9;\n' + "LOK_BESOK;2024;;B;9;\n", "utf-8")
    assert only_fault(tmp_path) == "egna.csv: filen har ett citattecken för mycket eller för lite."


def test_a_workbook_says_the_same_as_a_text_file(tmp_path):
    """Numbers, months that Excel made dates of, empty cells and a second sheet that is none of our business."""
    book(
        tmp_path / "egna.xlsx",
        ("LOK_BESOK", 2024, None, "Lapphyttan Ängelsberg", 1250, None),
        ("LOK_KIR_IN", datetime(2026, 3, 1), "totalt", None, 31, "SCB"),
        (None,) * 6,
        ("LOK_FRISKTAL", "2024", "K", None, 81.3, None),
        style=lambda made: made.create_sheet("Annat").append(["LOK_NYREG", 2024, "", "", 9, ""]),
    )
    own = read(tmp_path, KINDS, "1962")
    assert shown(own.parts, "LOK_BESOK") == {PART: 1250}
    assert shown(own.parts, "LOK_KIR_IN") == {(2026, "T", "2026-03"): 31}
    assert shown(own.frame, "LOK_FRISKTAL") == {(2024, "K"): 81.3}
    assert own.files[0].rows == 3


def test_a_formula_is_not_evaluated(tmp_path):
    """A formula without a saved result is a fault, and no empty cell."""
    book(tmp_path / "egna.xlsx", ("LOK_NYREG", 2024, "", "", "=1+1", ""))
    assert only_fault(tmp_path).startswith("egna.xlsx, rad 2, kolumn värde: cellen är en formel")


def test_a_percent_cell_is_not_read_as_a_hundredth(tmp_path):
    """Excel keeps 81,5 % as 0.815: shown as it is kept it would be wrong by a hundred."""

    def percent(made):
        made.active["E2"].number_format = "0.0%"

    book(tmp_path / "egna.xlsx", ("LOK_NYREG", 2024, "", "", 0.815, ""), style=percent)
    assert "”81,5 %” ska skrivas som 1 234,5" in only_fault(tmp_path)


def test_a_stated_size_cuts_no_rows_off(tmp_path):
    """Some programs write a wrong size into the sheet; every row is read all the same."""
    book(tmp_path / "rätt.xlsx", *(("LOK_NYREG", year, "", "", 9, "") for year in range(2000, 2020)))
    with zipfile.ZipFile(tmp_path / "rätt.xlsx") as right, zipfile.ZipFile(tmp_path / "fel.xlsx", "w") as wrong:
        for name in right.namelist():
            wrong.writestr(name, right.read(name).replace(b'ref="A1:F21"', b'ref="A1:F2"'))
    (tmp_path / "rätt.xlsx").unlink()
    assert read(tmp_path, KINDS, "1962").files[0].rows == 20


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 with a password"])
def test_a_damaged_workbook_is_named(tmp_path, content):
    """A file that is no workbook inside gives one sentence."""
    (tmp_path / "egna.xlsx").write_bytes(content)
    assert only_fault(tmp_path) == "egna.xlsx: filen går inte att läsa som XLSX, den är skadad eller har lösenord."


def test_a_workbook_cut_anywhere_raises_nothing(tmp_path):
    """Damage in any of its parts is one sentence, too."""
    whole = io.BytesIO()
    book(whole, ("LOK_NYREG", 2024, "", "", 9, ""))
    with zipfile.ZipFile(whole) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for broken in parts:
        for rest in (b"", b"<x/>", parts[broken][: len(parts[broken]) // 2]):
            with zipfile.ZipFile(tmp_path / "egna.xlsx", "w") as archive:
                for name, content in parts.items():
                    archive.writestr(name, rest if name == broken else content)
            own = read(tmp_path, KINDS, "1962")
            assert own.faults or shown(own.frame, "LOK_NYREG") == {(2024, "T"): 9}, broken


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    """A small file that would fill the memory is refused by its stated size."""
    with zipfile.ZipFile(tmp_path / "egna.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(localfile.MAX_UNPACKED + 1))
    assert only_fault(tmp_path) == "egna.xlsx: filen är större än 50 MB uppackad och läses inte."


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (TEXT + "\n" * localfile.MAX_ROWS, "filen har fler än 100 000 rader och läses inte"),
        (TEXT + "x" * localfile.MAX_BYTES, "filen är större än 5 MB och läses inte"),
    ],
    ids=["rows", "bytes"],
)
def test_a_file_too_large_is_refused(tmp_path, content, what):
    """No file of this kind is that large: it is something else."""
    (tmp_path / "egna.csv").write_text(content, encoding="utf-8")
    assert only_fault(tmp_path) == f"egna.csv: {what}."


def test_strangers_are_named_and_locks_are_not(tmp_path):
    """A PDF or a folder was put there by someone who waits for it; a lock file was not."""
    for name in ("plan.pdf", "gammal.xls", "~$egna.xlsx", ".#egna.csv", ".DS_Store"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "arkiv.csv").mkdir()
    own = loaded(tmp_path, "LOK_NYREG;2024;;;9;")
    assert [fault.partition(":")[0] for fault in own.faults] == ["arkiv.csv", "gammal.xls", "plan.pdf"]
    assert shown(own.frame, "LOK_NYREG") == {(2024, "T"): 9}


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs rights there")
def test_links_out_of_the_folder_are_not_followed(tmp_path):
    """A link could show any file of the machine; broken and circular ones do no harm."""
    (tmp_path / "hemlig.csv").write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "local"
    folder.mkdir()
    (folder / "ut.csv").symlink_to(tmp_path / "hemlig.csv")
    (folder / "runt.csv").symlink_to("runt.csv")
    own = loaded(folder, "LOK_NYREG;2024;;;9;")
    assert "ut.csv: filen är en länk ut ur mappen och läses inte." in own.faults
    assert [file.name for file in own.files] == ["egna.csv"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_named(tmp_path):
    """A file that may not be opened is said to be so."""
    (tmp_path / "egna.csv").touch(mode=0o000)
    assert "filen kan inte läsas" in only_fault(tmp_path)
