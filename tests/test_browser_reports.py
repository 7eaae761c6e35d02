"""Reports fetched in a real Chromium: from an area's page and from a nyckeltal's."""

import io

import pytest
from browser import opened
from openpyxl import load_workbook
from playwright.sync_api import Page
from pypdf import PdfReader
from report_files import pdf_text
from tour import on_both

pytestmark = pytest.mark.browser

LINK = "miljo-och-klimat?till=2022&jamfor=riket"


def fetched(page: Page, label: str, number: int = 0) -> tuple[str, bytes]:
    """Click a button that downloads; the file's name and content."""
    with page.expect_download() as download:
        page.get_by_role("button", name=label).nth(number).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_a_goal_from_its_areas_page(app, page):
    """One button opens the kinds of files; the PDF holds the years and the comparator of the page, and its link."""
    opened(page, f"{app.url}/{LINK}")
    page.get_by_role("button", name="Ladda ner").click()
    name, data = fetched(page, "PDF (.pdf)")
    assert name == "norberg-mal-8-hallbarhet-i-fokus-2008-2022.pdf"
    text = pdf_text(data)
    assert "Norberg 2008–2022. Jämförs med Riket." in text
    assert f"{app.url}/miljo-och-klimat?kon=totalt&fran=2008&till=2022&jamfor=riket" in text.replace(" ", "")


def test_one_nyckeltal_as_a_workbook(app, page):
    """Beside the table and the pictures; the link in it names the nyckeltal."""
    opened(page, f"{app.url}/nyckeltal?nr=1")
    name, data = fetched(page, "Excel (.xlsx)")
    assert name == "norberg-behoriga-till-yrkesprogram-ak-9-2008-2026.xlsx"
    assert "nr=1&" in load_workbook(io.BytesIO(data))["Om"]["A3"].value


def test_a_theme_on_one_a4(app, page):
    """From the deep-dive's page, by its years; it leads back to that theme."""
    opened(page, f"{app.url}/fordjupning?tema=folkhalsa&till=2022")
    page.get_by_role("button", name="Ladda ner").click()
    name, data = fetched(page, "Ett A4 (.pdf)")
    assert name == "norberg-tema-folkhalsa-2008-2022-a4.pdf"
    assert len(PdfReader(io.BytesIO(data)).pages) == 1
    assert f"{app.url}/fordjupning?tema=folkhalsa&kon=totalt&fran=2008&till=2022" in pdf_text(data).replace(" ", "")
    page.get_by_role("button", name="PowerPoint (.pptx)").wait_for()
    assert on_both(page) == []


def test_a_nyckeltal_outside_the_program_as_a_workbook(app, page):
    """By its id, as the link names it."""
    opened(page, f"{app.url}/nyckeltal?nr=N07540")
    name, data = fetched(page, "Excel (.xlsx)")
    assert name == "norberg-anmalda-brott-totalt-2008-2026.xlsx"
    assert "Diagram utanför programmet" in load_workbook(io.BytesIO(data)).sheetnames


def test_axe_finds_nothing_in_the_opened_list(app, page):
    """The buttons have names, on a wide screen and on a phone."""
    opened(page, f"{app.url}/{LINK}")
    page.get_by_role("button", name="Ladda ner").click()
    page.get_by_text("Filen gäller det som är valt").wait_for()
    assert on_both(page) == []
