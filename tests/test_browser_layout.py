"""What holds on every page and screen: nothing is cut off or too small, axe finds nothing, no other host is asked."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from browser import PAGES, fresh, opened
from playwright.sync_api import expect
from tour import Seen, misfits, toured

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def seen(app, chromium) -> Iterator[Seen]:
    """Every page and what opens on one of them, looked at once for all tests."""
    with fresh(chromium) as page:
        found = toured(page, app.url, PAGES)
        opened(page, f"{app.url}/leva-och-verka")
        page.get_by_role("button", name="jämförs med").click()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Tabell och definition").first.click()
        page.get_by_role("table").wait_for()
        yield found


def test_every_page_fits_every_screen(seen):
    """No page scrolls sideways and no text of ours is under 14 px: wide screen, laptop, phone, and at 200 % zoom."""
    assert seen.misfits == {}


def test_axe_finds_nothing_that_the_app_causes(seen):
    """No page breaks a rule of axe-core, on a wide screen nor on a phone."""
    assert seen.axe == {}


def test_nothing_is_asked_of_another_host(app, seen):
    """A reader's browser talks with the app's own server only, on every page and with much opened."""
    hosts = {urlsplit(url).netloc for url in seen.asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(app.url).netloc}
    assert any(url.startswith("ws:") for url in seen.asked)


def test_chart_that_kept_its_old_width_is_put_right(app, page):
    """Streamlit at times believes a chart has followed its column when it has not; it is drawn anew in its room."""
    opened(page, f"{app.url}/leva-och-verka")
    chart = page.locator("[data-testid=stVegaLiteChart] svg").first
    width = chart.evaluate("svg => svg.clientWidth")
    chart.evaluate("svg => svg.setAttribute('width', 1848)")
    page.get_by_role("main").locator(".stMainBlockContainer").evaluate(
        "page => page.append(document.createElement('p'))"
    )
    expect(chart).to_have_attribute("width", str(width))


def test_page_opened_on_a_phone_fits(app, chromium):
    """A page opened on a phone, with its charts drawn for it, has no text or chart beyond the edge."""
    with fresh(chromium, "phone") as page:
        assert misfits(opened(page, f"{app.url}/leva-och-verka")) == []
