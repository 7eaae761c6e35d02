"""Upptäck in a real Chromium, with a lake: keyboard, axe, the link, the wall that shows what is followed."""

from urllib.parse import parse_qs, urlsplit

import discoveries
import pytest
from browser import opened, serving, settled
from playwright.sync_api import expect
from tour import misfits, on_both, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def discovering(tmp_path_factory, chromium):
    """A server of an app without network whose folder has a lake that is scanned."""
    folder = tmp_path_factory.mktemp("discovering")
    discoveries.made(folder / "var")
    with serving(folder) as server:
        yield server


def test_a_find_is_followed_by_keyboard_and_stands_under_the_wall(discovering, page):
    """Every find has a painted chart; axe and the layout find nothing; the link restores what is chosen."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    opened(page, f"{discovering.url}/upptack")
    titles = page.locator(".n-discover-one h3")
    assert titles.all_inner_texts()[0] == "Nöjda i kö, andel (%)"
    assert page.locator("[data-testid=stVegaLiteChart]").count() == titles.count() >= 3
    assert on_both(page) == []
    page.wait_for_timeout(1500)
    assert misfits(page) == []  # on the phone's screen, where axe has left it
    page.set_viewport_size({"width": 1920, "height": 1080})
    settled(page)
    page.get_by_role("button", name="Följ", exact=True).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sluta följa").first).to_be_visible()
    settled(page)
    page.get_by_role("radio", name="Koladas verksamheter").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/upptack?*indelning=kolada*")
    settled(page)
    page.get_by_role("combobox", name="Område").focus()
    page.keyboard.type("Kultur")
    expect(page.get_by_role("option")).to_have_text(["Kultur och fritid (1)"])
    page.keyboard.press("Enter")
    expect(titles).to_have_text(["Bänkar"])
    settled(page)
    query = parse_qs(urlsplit(page.url).query)
    assert (query["indelning"], query["omrade"]) == (["kolada"], ["kultur-och-fritid"])
    page.reload()
    settled(page)
    expect(titles).to_have_text(["Bänkar"])
    page.get_by_role("button", name="Tabell och fil").click()
    expect(page.get_by_role("dialog").get_by_role("row")).to_have_count(2)
    assert set(asked) - {""} == {urlsplit(discovering.url).netloc}


def test_the_wall_leads_there_and_back(discovering, page):
    """Two clicks from the wall to a find; what is followed stands under the wall with a way to its page."""
    opened(page, discovering.url)
    row = page.locator(".n-watch")
    expect(row).to_contain_text("Nöjda i kö, andel (%)")
    expect(row).to_contain_text("ökar")
    assert violations(page) == []
    page.get_by_role("link", name="Upptäck").first.click()
    settled(page)
    page.get_by_role("link", name="Fördjupa").first.click()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nöjda i kö, andel (%)")
    page.get_by_role("button", name="Sluta följa").click()
    expect(page.get_by_role("button", name="Följ", exact=True)).to_be_visible()
