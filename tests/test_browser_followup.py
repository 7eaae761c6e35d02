"""The follow-up in a real browser: deep link first, writing by keyboard, two people at once, nothing that axe finds."""

import shutil
from urllib.parse import unquote

import pytest
from browser import SIZES, fresh, opened, serving, settled
from playwright.sync_api import Page, expect
from tour import misfits, violations

pytestmark = pytest.mark.browser

FOCUSED = "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"
PATH = "uppfoljning?mal=1,4&datum=2026-11-26&forra=2025-11-26"


@pytest.fixture(scope="module")
def writing(tmp_path_factory, chromium):
    """A server whose folder only the tests here write to, and its folder of comments."""
    folder = tmp_path_factory.mktemp("writing")
    with serving(folder) as one:
        yield one, folder / "var" / "comments"


@pytest.fixture
def written(writing):
    """The folder of comments, empty."""
    shutil.rmtree(writing[1], ignore_errors=True)
    return writing[1]


@pytest.fixture
def server(writing, written):
    """The server, with nothing written."""
    return writing[0]


def form(page: Page, goal: int) -> None:
    """Open the form of a goal."""
    page.get_by_text(f"Skriv om mål {goal} eller").click()
    page.get_by_label("Ditt namn").wait_for()
    settled(page)


def write(page: Page, name: str, text: str, verdict: str = "") -> None:
    """Fill in the form that is open and save."""
    if verdict:
        page.get_by_role("radio", name=verdict, exact=True).click()
    page.get_by_label("Kommentar").fill(text)
    page.get_by_label("Ditt namn").fill(name)
    page.get_by_label("Ditt namn").press("Tab")  # what stands under a field goes when it is left, and moves the button
    settled(page)
    page.get_by_role("button", name="Spara").click()


def test_a_deep_link_is_the_first_thing_a_fresh_server_shows(server, page):
    """Goals and dates of the link, also in the first session of all."""
    opened(page, f"{server.url}/{PATH}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uppföljning 2026-11-26")
    assert page.get_by_role("heading", level=3).all_inner_texts() == [
        "Mål 1. Vi har den bästa skolan för varje barn och ungdom.",
        "Mål 4. Allas förmågor tas tillvara, det finns goda och lika möjligheter till livslångt och livsvitt lärande"
        " för alla åldrar.",
    ]
    assert "mal=1,4&" in unquote(page.url)


def test_what_is_written_is_there_after_a_reload_and_for_others(server, chromium, page, written):
    """Verdict, text with its line break, name, unchecked; changed and taken back, the old still to be read."""
    opened(page, f"{server.url}/{PATH}")
    form(page, 1)
    write(page, "Anna Ek", "Behörigheten ökar.\nVi fortsätter.", "delvis uppfyllt")
    expect(page.get_by_text("Sparat.", exact=True)).to_be_visible()
    expect(page.get_by_label("Kommentar")).to_have_value("")
    page.reload()
    settled(page)
    block = page.get_by_role("complementary", name="Skrivet av personer om mål 1")
    expect(block).to_contain_text("delvis uppfyllt")
    expect(block.locator(".n-said-text")).to_have_text("Behörigheten ökar.\nVi fortsätter.")
    expect(block).to_contain_text("Anna Ek (namnet är inte kontrollerat)")
    with fresh(chromium) as other:
        opened(other, f"{server.url}/{PATH}")
        form(other, 1)
        other.get_by_role("radio", name="Ändra").click()
        settled(other)
        expect(other.get_by_label("Kommentar")).to_have_value("Behörigheten ökar.\nVi fortsätter.")
        write(other, "Bo Lind", "Behörigheten ökar sakta.")
        expect(other.get_by_text("Ändringen är sparad.")).to_be_visible()
        words = other.get_by_role("complementary", name="Skrivet av personer om mål 1")
        expect(words.locator(".n-said-text").first).to_have_text("Behörigheten ökar sakta.")
        words.get_by_text("Tidigare lydelser (1)").click()
        expect(words.get_by_text("Vi fortsätter.")).to_be_visible()
        other.get_by_role("radio", name="Ta tillbaka").click()
        settled(other)
        other.get_by_role("button", name="Ta tillbaka").click()
        expect(other.get_by_text("Det är taget tillbaka.")).to_be_visible()
        expect(words).to_contain_text("Bo Lind tog tillbaka detta")
    assert len(list(written.glob("*.md"))) == 3


def test_two_people_writing_at_once_lose_nothing(server, chromium):
    """Both have the form open and press save in the same moment: both texts are there for both."""
    with fresh(chromium) as one, fresh(chromium) as two:
        for page, name in ((one, "Anna"), (two, "Bo")):
            opened(page, f"{server.url}/{PATH}")
            form(page, 4)
            page.get_by_label("Kommentar").fill(f"Text av {name}")
            page.get_by_label("Ditt namn").fill(name)
        for page in (one, two):
            page.get_by_role("button", name="Spara").click(no_wait_after=True)
        for page in (one, two):
            expect(page.get_by_text("Sparat.", exact=True)).to_be_visible()
            page.reload()
            settled(page)
            block = page.get_by_role("complementary", name="Skrivet av personer om mål 4")
            assert sorted(block.locator(".n-said-text").all_inner_texts()) == ["Text av Anna", "Text av Bo"]


def test_an_error_keeps_what_was_written(server, page, written):
    """Without a name nothing is saved, the reason is said, and the text is still in the field."""
    opened(page, f"{server.url}/{PATH}")
    form(page, 1)
    write(page, " ", "Lång tanke.")
    expect(page.get_by_text("Skriv ditt namn: det står vid det du skriver.")).to_be_visible()
    expect(page.get_by_label("Kommentar")).to_have_value("Lång tanke.")
    assert not written.exists()


def test_everything_is_done_by_keyboard(server, page):
    """From the folded form to a saved text: Enter opens, Tab goes through the fields, Space chooses and saves."""
    opened(page, f"{server.url}/{PATH}")
    page.locator("summary", has_text="Skriv om mål 4").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Ditt namn").wait_for()
    settled(page)
    stops = []
    for _ in range(8):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
        if stops[-1] and stops[-1].startswith("Kommentar"):
            page.keyboard.type("Skrivet utan mus.")
        if stops[-1] == "Ditt namn":
            page.keyboard.type("Cia")
        if stops[-1] == "Spara":
            page.keyboard.press("Space")
            break
    expect(page.get_by_text("Sparat.", exact=True)).to_be_visible()
    expect(page.get_by_role("complementary", name="Skrivet av personer om mål 4")).to_contain_text("Skrivet utan mus.")


def test_axe_finds_nothing_and_all_fits(server, page):
    """With something written, the form open, on three screens: no rule broken, nothing cut off, no text too small."""
    opened(page, f"{server.url}/{PATH}")
    form(page, 1)
    write(page, "Å" * 80, "ord " * 300 + "x" * 400, "går inte att bedöma")
    expect(page.get_by_text("Sparat.", exact=True)).to_be_visible()
    found = {}
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        found[size] = [*violations(page), *misfits(page)]
    assert found == {size: [] for size in SIZES}


def test_choices_by_their_widgets_stand_in_the_link(server, page):
    """Occasion, goals and dates: what is chosen is shown, and the address says it."""
    opened(page, f"{server.url}/{PATH}")
    page.get_by_role("button", name="Mål 1 och 4").click()
    page.get_by_role("button", name="9 Lätt att bli äldre").click()
    page.keyboard.press("Escape")
    settled(page)
    expect(page.get_by_role("heading", level=3)).to_have_count(3)
    page.get_by_role("button", name="Daterad 2026-11-26").click()
    page.get_by_label("Förra uppföljningen").fill("2026-03-31")
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_role("heading", name="Sedan förra uppföljningen 2026-03-31")).to_be_visible()
    assert "mal=1,4,9&" in unquote(page.url)
    assert "forra=2026-03-31" in page.url
