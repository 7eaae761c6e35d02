"""Any page printed on A4: no clipped chart, no blank sheet, and every sheet says whose figures these are."""

import io
import re
from dataclasses import dataclass
from datetime import date

import pypdf
import pytest
from browser import fresh, opened, serving, settled
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SHEET = (210 / 25.4 * 72, 297 / 25.4 * 72)  # points
COMPARED = f"År 2008–{date.today().year}, jämförs med norra Västmanland och Riket"
AMONG = f"År till och med {date.today().year}. Läge bland landets 290 kommuner"
PAGES = {  # address -> the fewest and most sheets, what the heads say of years and comparison
    "": (2, 4, AMONG),
    "?vy=ar": (1, 6, AMONG),
    "att-vaxa-upp": (6, 10, COMPARED),
    "nyckeltal?nr=1": (3, 7, COMPARED),
    "metod": (8, 22, AMONG),
    "skillnader": (2, 5, AMONG),
    "fordjupning?tema=folkhalsa": (3, 8, COMPARED),
    "om-data": (1, 7, AMONG),
    "uppfoljning": (12, 22, COMPARED),
}
CLICKED = r"Kopiera länk|Områden Mer|Tabell och definition|Skriv om mål|Hela nyckeltalet|Urval"
FEWEST = 150  # letters of a sheet beyond its foot: less is a stray line
OUT = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg, .stHtml img, table, .stHtml section')]
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && (box.right > innerWidth + 1 || box.left < -1))
  .map(([one, box]) => `${one.tagName} ${one.getAttribute('class')}: ${box.right}`)"""
CHARTS = (
    "() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].filter(one => one.clientWidth).length"
)


def sheets(page: Page) -> list[pypdf.PageObject]:
    """The page as it is printed, with the size that its style asks for."""
    return pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages


def words(sheet: pypdf.PageObject) -> str:
    """The text of a sheet, blanks made one."""
    return re.sub(r"\s+", " ", sheet.extract_text())


@dataclass
class Printed:
    """A page on paper: its address, the sheets and their words; and under the rules of print what lies outside."""

    address: str
    sheets: list[pypdf.PageObject]
    told: list[str]
    outside: list[str]
    charts: tuple[int, int]  # that are shown, on the screen and on paper


@pytest.fixture(scope="module", params=PAGES)
def printed(request, app, chromium):
    """Every page, opened once for all that must hold of it on paper."""
    address = request.param
    wide = address.startswith(("nyckeltal", "skillnader"))
    with fresh(chromium) as page:
        opened(page, f"{app.url}/{address}")
        found, charts = sheets(page), page.evaluate(CHARTS)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 1016 if wide else 688, "height": 688 if wide else 1000})
        page.wait_for_timeout(300)
        outside, left = page.evaluate(OUT), page.evaluate(CHARTS)
    return Printed(address, found, [words(one) for one in found], outside, (charts, left))


def test_printed_on_a4(app, printed):
    """A sensible number of A4 sheets, none blank, each with place, years, comparison and date."""
    fewest, most, chosen = PAGES[printed.address]
    assert fewest <= len(printed.sheets) <= most
    for sheet in printed.sheets:
        assert sorted(map(float, sheet.mediabox[2:])) == pytest.approx(sorted(SHEET), abs=1.5)
    for number, text in enumerate(printed.told, start=1):
        assert "Norbergs kommun, " in text
        assert chosen in text
        assert re.search(r"\b20\d\d-\d\d-\d\d\b", text)
        assert f"{number} ({len(printed.told)})" in text
    assert all(len(text) > FEWEST for text in printed.told)
    assert "Utskrivet 20" in printed.told[0]
    assert "Källa: Kolada, inläst 2024-08-30" in printed.told[0]
    assert app.url in printed.told[0].replace(" ", "")


def test_nothing_is_cut_off_on_paper(printed):
    """Under the rules of print, at the width of the sheet: charts, pictures, tables and blocks lie within it."""
    assert printed.outside == []
    assert printed.charts[0] == printed.charts[1]


@pytest.mark.parametrize("printed", ["att-vaxa-upp"], indirect=True)
def test_a_chart_is_on_paper_whole(printed):
    """The name at a line's right end, the last thing that a too narrow sheet would cut, is there with its axis."""
    told = " ".join(printed.told)
    assert "Skinnskatteberg 89,2" in told
    assert "Norberg 84,4" in told


def test_what_can_only_be_clicked_is_not_printed(printed):
    """Menus, filters, buttons and forms are left out."""
    assert not re.findall(CLICKED, " ".join(printed.told))


def test_the_choice_and_the_demo_are_on_every_sheet(app, page):
    """Other years and another comparison, of made-up figures: each sheet says so."""
    opened(page, f"{app.url}/nytankande?demo=ja&fran=2012&till=2020&jamfor=1980")
    for sheet in sheets(page):
        assert "DEMO: påhittade värden, Norbergs kommun" in words(sheet)
        assert "År 2012–2020, jämförs med Västerås" in words(sheet)


def test_what_people_say_is_printed_with_its_name(page, tmp_path):
    """A comment goes to the committee as what it is: a person's words."""
    with serving(tmp_path) as server:
        opened(page, f"{server.url}/uppfoljning?mal=4")
        page.get_by_text("Skriv om mål 4 eller").click()
        page.get_by_label("Kommentar").fill("Till utskottet.")
        page.get_by_label("Ditt namn").fill("Anna Ek")
        page.get_by_role("button", name="Spara").click()
        page.get_by_text("Sparat.", exact=True).wait_for()
        settled(page)
        told = " ".join(map(words, sheets(page)))
    assert "Bedömt och skrivet av personer, inte beräknat Till utskottet. Anna Ek (namnet är inte kontrollerat)" in told
