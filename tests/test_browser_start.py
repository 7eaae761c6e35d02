"""The first session of a fresh server, without network, with a link by hand, with broken files."""

import shutil

import pytest
from browser import PAGES, ROOT, cards, opened, serving, settled
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("link", "title"),
    [("/leva-och-verka?kon=kvinnor", "Norberg – att leva och verka i"), ("/", "Hur går det för Norberg?")],
)
def test_first_session_shows_the_page_of_the_link(page, tmp_path, link, title):
    """The very first session of a server shows the page its link names, offline and with real figures."""
    with serving(tmp_path) as server:
        opened(page, server.url + link)
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.locator(".n-seen, .n-fresh").first).to_contain_text("inläst 2024-08-30")
        expect(page.get_by_text("Page not found")).to_have_count(0)
        expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
        expect(page.get_by_role("button", name="Områden")).to_be_visible()
        if "kon" in link:
            expect(page.get_by_role("radio", name="Kvinnor")).to_be_checked()
            assert "kon=kvinnor" in page.url
    assert "Traceback" not in server.log.read_text()


def test_page_speaks_swedish(app, page):
    """Screen readers are told that the page is Swedish, and the tab has the program's name."""
    opened(page, f"{app.url}/nytankande")
    assert page.evaluate("document.documentElement.lang") == "sv"
    expect(page).to_have_title("Nytänkande Norberg – Tillsammans för Norberg 2030")


def test_real_figures_without_network(app, page):
    """Where Kolada can't be reached the embedded figures are shown with the day they were read."""
    opened(page, f"{app.url}/att-vaxa-upp")
    expect(page.locator(".n-card", has_text="Behöriga till yrkesprogram")).to_contain_text("84,4 %")
    expect(page.locator(".n-seen")).to_contain_text("inläst 2024-08-30")
    page.locator(".st-key-card_10").get_by_role("button", name="Tabell och definition").click()
    expect(page.get_by_role("dialog")).to_contain_text("Inläst 2024-08-30")


def test_nonsense_in_the_link_is_told_and_ignored(app, page):
    """A link edited to nonsense says what was not understood, and the standard view is shown."""
    usual = cards(opened(page, f"{app.url}/att-bli-aldre"))
    opened(page, f"{app.url}/att-bli-aldre?kon=hund&fran=1066&jamfor=Atlantis")
    for word in ("kon=hund", "fran=1066", "jamfor=Atlantis"):
        expect(page.get_by_test_id("stAlert").filter(has_text=f"”{word}”")).to_contain_text("går inte att använda")
    expect(page.get_by_role("radio", name="Totalt")).to_be_checked()
    assert cards(page) == usual


def test_broken_row_is_told_instead_of_dying(page, tmp_path):
    """A fault in the product owner's file is one Swedish sentence beside the figures' state, and the rest is shown."""
    for name in ("app.py", "norberg", "pages", "data", "static", ".streamlit"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    table = tmp_path / "data" / "indicators.csv"
    head, first, *rest = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join([head, first.replace("1,1,", "1,ett,", 1), *rest]), encoding="utf-8")
    with serving(tmp_path, root=tmp_path) as server:
        opened(page, server.url)
        expect(page.get_by_role("heading", level=1)).to_have_text(PAGES[""])
        expect(page.locator(".n-notes")).to_contain_text("1 fel i filerna")
        page.get_by_role("link", name="Se Om värdena").click()
        expect(page.get_by_test_id("stAlert").filter(has_text="indicators.csv")).to_contain_text("rad 2")
        opened(page, f"{server.url}/att-vaxa-upp")
        expect(page.locator(".n-card").first).to_be_visible()
        settled(page)
    assert "Traceback" not in server.log.read_text()
