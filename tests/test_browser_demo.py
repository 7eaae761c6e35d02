"""The demo's mark everywhere, gone without a trace when it is turned off; and the CSV of a card, byte by byte."""

import re

import pytest
from browser import DEMO, MENU, cards, fresh, opened, settled, walk
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def download(page: Page, card: int) -> tuple[str, str]:
    """The CSV of a card by its button: file name and text with its byte order mark."""
    page.locator(f".st-key-card_{card}").get_by_role("button", name="Tabell och definition").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hämta värdena (CSV)").click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes().decode("utf-8")


def test_demo_marks_everything_and_leaves_nothing(app, page, chromium):
    """One click marks every page and every chart, the link keeps it, and one click back takes it all away."""
    opened(page, f"{app.url}/om-data")
    page.get_by_role("button", name="Prova med påhittade värden (DEMO)").click()
    expect(page.locator(".n-demo")).to_contain_text(DEMO)
    expect(page).to_have_url(re.compile("demo=ja"))
    for title in MENU:
        walk(page, title)
        expect(page).to_have_title(f"{title} – Tillsammans för Norberg 2030")
        settled(page)
        assert_marked(page)
    with fresh(chromium) as other:
        assert_marked(opened(other, page.url))
    page.get_by_role("button", name="Mer").click()
    page.get_by_role("menuitem", name="Om värdena").click()
    page.get_by_role("button", name="Tillbaka till de riktiga värdena").click()
    expect(page.locator(".n-demo")).to_have_count(0)
    walk(page, "Att växa upp i")
    expect(page).to_have_title("Att växa upp i – Tillsammans för Norberg 2030")
    settled(page)
    expect(page.locator(".n-card", has_text="Behöriga till yrkesprogram")).to_contain_text("84,4 %")
    assert "demo" not in page.url
    assert "DEMO" not in page.locator("body").inner_text() + "".join(cards(page))


def assert_marked(page: Page) -> None:
    """The band stands over the page and every chart says in itself that it is made up."""
    expect(page.locator(".n-demo")).to_be_visible()
    expect(page.locator(".n-demo")).to_contain_text(DEMO)
    charts = page.get_by_test_id("stVegaLiteChart")
    assert charts.count()
    assert charts.locator("svg text", has_text=DEMO).count() == charts.count()


@pytest.mark.parametrize("address", ["", "leva-och-verka"])
def test_demo_link_is_marked_from_its_first_paint(app, page, address):
    """A page opened by a demo's link never shows a card without the band above it."""
    page.goto(f"{app.url}/{address}?demo=ja")
    page.locator(".n-card, .n-tile").first.wait_for()
    assert page.locator(".n-demo").count() == 1


def test_csv_of_a_card(app, page):
    """A card's CSV opens in Swedish Excel: byte order mark, semicolons, decimal commas, the rows that are shown."""
    opened(page, f"{app.url}/leva-och-verka?kon=totalt&fran=2019&till=2025&jamfor=riket")
    name, text = download(page, 17)
    assert re.fullmatch(r"norberg-eftergymnasial-utbildning-25-64-ar-2019-2025\.csv", name)
    assert text.startswith("\ufeffNyckeltal;Id;Område;Områdeskod;År;Kön;Värde;Enhet;Anmärkning;Källa;Inläst\r\n")
    rows = [line.split(";") for line in text.strip().splitlines()[1:]]
    assert {row[2] for row in rows} == {"Norberg", "Riket"}
    assert {int(row[4]) for row in rows if row[2] == "Norberg"} == set(range(2019, 2026))
    newest = next(row for row in rows if row[2] == "Norberg" and row[4] == "2025" and row[5] == "Totalt")
    assert re.fullmatch(r"28,\d+", newest[6])
    assert newest[9] == "Källa: Kolada"


def test_csv_of_the_demo_says_so(app, page):
    """A CSV of made-up figures says so in its name and in every row."""
    opened(page, f"{app.url}/leva-och-verka?demo=ja")
    name, text = download(page, 17)
    assert name.startswith("DEMO-pahittade-varden-")
    rows = text.strip().splitlines()[1:]
    assert rows
    assert all(DEMO in row for row in rows)
