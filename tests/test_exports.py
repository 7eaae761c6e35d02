"""Files: what a spreadsheet and a machine read back is what the source has."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from world import DATA, NORBERG, PROGRAM, STANDARD, card_of, own, pair, publish, rows_of, source

from norberg import exports, series
from norberg.demo import DemoSource
from norberg.errors import NorbergError

ALONE = replace(STANDARD, sets=())
DEMO = "DEMO: påhittade värden"


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return source(tmp_path_factory.mktemp("real"))


def read(data: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_swedish_spreadsheet_opens_it(here):
    """BOM, semicolon, CRLF and decimal comma, in full precision, with unit, source and date in every row."""
    data = exports.people(pair(1), here, ALONE)
    assert data.startswith(b"\xef\xbb\xbfNyckeltal;Id;Omr\xc3\xa5de;")
    assert data.count(b"\r\n") == len(read(data)) + 1
    row = next(row for row in read(data) if row["År"] == "2022")
    assert row == {
        "Nyckeltal": "Behöriga till yrkesprogram, åk 9",
        "Id": "N15428",
        "Område": "Norberg",
        "Områdeskod": "1962",
        "År": "2022",
        "Kön": "Totalt",
        "Värde": "78,26086957",
        "Enhet": "%",
        "Anmärkning": "",
        "Källa": "Källa: Kolada",
        "Inläst": "2024-08-30",
    }


def test_the_file_has_the_years_and_areas_that_are_shown(here):
    """The choice on the screen is the choice in the file, members of a set included."""
    found = read(exports.people(pair(1), here, replace(STANDARD, first=2018, last=2020)))
    assert {row["År"] for row in found} == {"2018", "2019", "2020"}
    assert {row["Område"] for row in found} == {"Norberg", "Fagersta", "Skinnskatteberg", "Riket"}
    both = read(exports.people(pair(1), here, replace(ALONE, gender="bada")))
    assert {row["Kön"] for row in both} == {"Kvinnor", "Män"}


def test_a_missing_value_is_empty_and_says_so(tmp_path):
    """Never a zero; a status of Kolada's is passed on."""
    publish(tmp_path, "N15030", {(NORBERG, 2019): None, (NORBERG, 2020): "Privacy", (NORBERG, 2021): 0.0})
    found = read(exports.people(pair(4), source(tmp_path), ALONE))
    assert [(row["Värde"], row["Anmärkning"]) for row in found] == [("", "saknas"), ("", "Privacy"), ("0", "")]


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "\tx", "-cmd"])
def test_no_cell_becomes_a_formula(tmp_path, text):
    """Text from outside can't run in a spreadsheet."""
    publish(tmp_path, "N15030", {(NORBERG, 2020): text, (NORBERG, 2021): -2.5})
    withheld, negative = read(exports.people(pair(4), source(tmp_path), ALONE))
    assert withheld["Anmärkning"] == f"'{text}"
    assert negative["Värde"] == "-2,5"


def test_both_series_of_a_replaced_nyckeltal_keep_their_ids(here):
    """What is exported never passes a retired series off as its successor."""
    found = read(exports.people(pair(19), here, ALONE))
    successor = {int(row["År"]): float(row["Värde"].replace(",", ".")) for row in found if row["Id"] == "N02267"}
    assert successor == own(here, "N02267")


def test_the_machine_file_reads_back_as_the_frame(here):
    """Keys, values to the last digit, nulls, source and date survive the way out and in."""
    frame = here.series(["N15428", "N00401"], [NORBERG, "0000"])
    frame = pd.concat([frame, frame.head(1).assign(period=1990, value=None, status="Privacy")]).astype(series.COLUMNS)
    text = exports.machine(frame)
    assert text.splitlines()[0] == "kpi,municipality,period,gender,value,status,source,fetched"
    kinds = {name: series.COLUMNS[name] for name in exports.MACHINE}
    back = pd.read_csv(io.StringIO(text), dtype=kinds, keep_default_na=False, na_values={"value": [""]})
    expected = frame.sort_values(series.KEY)[exports.MACHINE].reset_index(drop=True)
    pd.testing.assert_frame_equal(back, expected)


def test_the_demo_is_named_in_every_row():
    """No made-up value leaves the app without its words, in either file or in the file's name."""
    demo = DemoSource(PROGRAM, DATA, 2025)
    people = read(exports.people(pair(1), demo, STANDARD))
    machine = list(csv.DictReader(io.StringIO(exports.machine(demo.kpi("N15428")))))
    assert people
    assert {row["Källa"] for row in people} == {row["source"] for row in machine} == {DEMO}
    assert exports.file_name(pair(1), demo, STANDARD).startswith("DEMO-pahittade-varden-norberg-")


def test_the_file_name_is_plain_letters(here):
    """Municipality, nyckeltal and years, without å, comma or blank."""
    assert exports.file_name(pair(1), here, STANDARD) == "norberg-behoriga-till-yrkesprogram-ak-9-2008-2026.csv"


def test_the_chart_and_the_file_agree(here):
    """What is drawn is what is in the file."""
    found = {int(row["År"]): row["Värde"] for row in read(exports.people(pair(73), here, ALONE))}
    chart = rows_of(card_of(73, here, ALONE)).query("part == 'line'")
    assert {int(x): f"{y}".replace(".", ",") for x, y in zip(chart["x"], chart["y"], strict=True)} == found


def test_an_export_is_written_whole_or_not_at_all(tmp_path):
    """An older file stays where the new one can't be written, and the fault is a sentence."""
    (tmp_path / "file").write_text("old")
    with pytest.raises(NorbergError, match=r"kan inte skrivas: .+\.$"):
        exports.save(tmp_path / "file" / "export.csv", "new")
    exports.save(tmp_path / "file", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text() == "new"
