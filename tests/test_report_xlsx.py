"""The workbook read back with openpyxl and as XML: numbers are numbers, charts to edit, nothing is a formula."""

import io
import zipfile

import pytest
from openpyxl import load_workbook
from report_files import CRIME, LINK, SIX, chosen, demo, held, made, parts, real
from world import PROGRAM, STANDARD

from norberg import report
from norberg.report import Choice, strokes
from norberg.report.entry import Comment

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DEMO = "DEMO: påhittade värden"
ONE = Choice((1,))


def opened(data: bytes):
    return load_workbook(io.BytesIO(data))


def table(sheet) -> list[dict]:
    """The rows under the heading that stays in view."""
    first = int(sheet.freeze_panes.removeprefix("A")) - 1
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]


@pytest.fixture(scope="module")
def book():
    return opened(made("xlsx", ONE))


def test_its_sheets(book):
    """Overview first, a sheet of charts a goal, definitions, and what it is."""
    assert book.sheetnames == ["Översikt", "Värden", "Diagram mål 1", "Definitioner", "Om"]


def test_a_row_a_nyckeltal_with_the_findings_numbers(book):
    """Value, year, place and sentence are the Finding's; a missing value is empty with its reason, never zero."""
    rows = table(book["Översikt"])
    entries = held(ONE).entries
    assert [row["Nr"] for row in rows] == [one.indicator.no for one in entries]
    for row, one in zip(rows, entries, strict=True):
        found = one.findings[0]
        if one.card.absent:
            assert row["Värde"] is None
            assert row["Saknas eftersom"].startswith(one.card.absent.sentence)
            continue
        assert row["Värde"] == found.value
        assert row["År"] == found.year
        assert row["Mening"] == one.verdicts[0].sentence
        assert (row["Plats från"], row["Plats till"]) == (found.level.rank_low, found.level.rank_high)
        assert row["Riktning"] == one.verdicts[0].direction_words


def test_values_are_numbers_in_a_swedish_form(book):
    """Full precision in the cell, the measure's decimals on the screen."""
    sheet = book["Värden"]
    cells = {(r[0].value, r[2].value, r[4].value, r[5].value): r[6] for r in sheet.iter_rows(min_row=5)}
    cell = cells["Behöriga till yrkesprogram, åk 9", "Norberg", 2022, "Totalt"]
    assert cell.value == pytest.approx(78.26086957)
    assert cell.number_format == "#,##0.0"
    assert {row["Källa"] for row in table(sheet)} == {"Källa: Kolada"}
    assert {row["Område"] for row in table(sheet)} == {"Norberg", "Fagersta", "Skinnskatteberg", "Riket"}


def test_charts_are_excels_own_and_draw_the_same_values():
    """A line chart for each nyckeltal with values; each unbroken run is a series, which no line crosses."""
    drawn = [strokes.strokes(one) for one in held(ONE).entries]
    drawn = [found for found in drawn if found]
    charts = list(parts(made("xlsx", ONE), r"xl/charts/chart\d+\.xml").values())
    assert len(charts) == len(drawn)
    for chart, found in zip(charts, drawn, strict=True):
        assert len(list(chart.iter(f"{C}lineChart"))) == 1
        assert len(list(chart.iter(f"{C}ser"))) == len(found)
        assert next(chart.iter(f"{C}dispBlanksAs")).get("val") == "span"
    names = [one.name for one in drawn[0] if one.own]
    assert names == ["Norberg 2008–2011", "Norberg"]


def test_the_tables_under_the_charts_hold_the_lines(book):
    """Year and value of every own line."""
    one = held(ONE).entries[0]
    cells = {cell.value for row in book["Diagram mål 1"].iter_rows() for cell in row if cell.value is not None}
    assert set(one.own[0].values[one.own[0].values.index >= 2008]) <= cells


def test_definitions_in_own_words_and_koladas(book):
    """Id, official title, and that the direction is a proposal."""
    row = table(book["Definitioner"])[0]
    assert row["Id som visas"] == "N15428"
    assert row["Titel i Kolada"] == "Elever i åk 9 som är behöriga till yrkesprogram, hemkommun, andel (%)"
    assert row["Önskad riktning"] == "Högre är bättre. Föreslagen riktning, inte beslutad."
    assert row["Seriebrott"].startswith("2012: ")


def test_every_sheet_carries_the_frame(book):
    """Title, municipality, years, comparator and link on each sheet and in print; certainty in words."""
    for sheet in book:
        head = " ".join(str(cell.value) for row in sheet.iter_rows(max_row=3) for cell in row if cell.value)
        assert "Mål 1" in head
        assert "Norberg 2008–2026. Jämförs med Fagersta, Skinnskatteberg och Riket." in head
        assert LINK in head
        assert "Norberg 2008–2026" in sheet.oddFooter.left.text
    assert "Egen bearbetning av data från Kolada." in {row["Innehåll"] for row in table(book["Om"])}


def test_the_whole_follow_up_has_every_nyckeltal():
    """75 rows, ten sheets of charts."""
    book = opened(made("xlsx", Choice()))
    assert [row["Nr"] for row in table(book["Översikt"])] == [one.no for one in PROGRAM.indicators]
    assert [name for name in book.sheetnames if name.startswith("Diagram")] == [
        f"Diagram mål {n}" for n in range(1, 11)
    ]


def test_what_is_outside_the_program_says_so():
    """No goal with the number 0: a sheet of its own, its id for a number, and what the theme says of it."""
    book = opened(made("xlsx", CRIME))
    assert book.sheetnames[-3:] == ["Diagram utanför programmet", "Definitioner", "Om"]
    rows = {row["Nr"]: row for row in table(book["Översikt"])}
    assert len(rows) == 14
    assert rows["N07540"]["Mål"] == "Utanför programmet"
    one = next(row for row in table(book["Definitioner"]) if row["Nr"] == "N07540")
    assert one["Så står det i programmet"] == "Följs inte av programmet"
    assert one["Varför det är med i temat"].startswith("Ger helheten")
    assert one["Att tänka på i temat"].startswith("Räknas efter brottsplats")


def test_women_and_men_are_rows_of_their_own():
    """Two rows where there is a split, each with its value."""
    rows = table(opened(made("xlsx", ONE, chosen("bada")))["Översikt"])
    both = [row for row in rows if row["Nr"] == 1]
    assert [row["Vem"] for row in both] == ["Kvinnor", "Män"]
    assert both[0]["Värde"] != both[1]["Värde"]


def test_what_looks_like_a_formula_stays_text():
    """No cell is run, and no link is made of what people wrote."""
    hostile = ["=HYPERLINK(1)", "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "http://a.se", "{=1}"]
    said = [Comment(6, None, "2026-08-20", text, text, text) for text in hostile]
    data = report.build("xlsx", SIX, real(), STANDARD, LINK, comments=said)
    cells = [cell for row in opened(data)["Kommentarer"].iter_rows() for cell in row if cell.value in hostile]
    assert [cell.data_type for cell in cells] == ["s"] * 3 * len(hostile)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        sheets = [file.read(name) for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_made_up_figures_say_so_on_every_sheet_and_in_every_chart():
    """At the top of each sheet, in print, and in the chart that may be copied out."""
    data = report.build("xlsx", SIX, demo(), STANDARD, LINK)
    for sheet in opened(data):
        assert DEMO in " ".join(str(cell.value) for row in sheet.iter_rows(max_row=2) for cell in row)
        assert sheet.oddHeader.right.text == DEMO
    for chart in parts(data, r"xl/charts/chart\d+\.xml").values():
        assert DEMO in "".join(chart.itertext())
