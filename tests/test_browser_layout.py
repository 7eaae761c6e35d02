"""What holds on every page and screen: nothing is cut off, nothing too small, no request to another host."""

from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from browser import PAGES, PATIENCE, SIZES, fresh, opened, settled
from playwright.sync_api import Page, TimeoutError, expect

pytestmark = pytest.mark.browser

SMALLEST = 14  # px of any text of ours
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll('[data-testid=stMain]')]
  .filter(one => one.scrollWidth > one.clientWidth).map(one => `${one.tagName}: ${one.scrollWidth}`)"""
OUT = """() => [...document.querySelectorAll('[class*="n-"]')]
  .filter(one => [...one.classList].some(name => /^n-[a-z]/.test(name)))
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.className)"""
TOO_SMALL = """smallest => [...document.querySelectorAll('.stHtml *')]
  .filter(one => [...one.childNodes].some(child => child.nodeType === 3 && child.data.trim()))
  .filter(one => !['STYLE', 'SCRIPT'].includes(one.tagName) && parseFloat(getComputedStyle(one).fontSize) < smallest)
  .map(one => `${one.className || one.tagName}: ${getComputedStyle(one).fontSize}`)"""


def faults(page: Page) -> list[str]:
    """What is too wide, sticks out or is too small."""
    return [*page.evaluate(TOO_WIDE), *page.evaluate(OUT), *page.evaluate(TOO_SMALL, SMALLEST)]


def narrow(page: Page) -> None:
    """Wait until the charts have followed the window; what never does is told by ``faults``."""
    with suppress(TimeoutError):
        page.wait_for_function(f"() => ({TOO_WIDE})().length === 0", timeout=PATIENCE)


VIEWS = {**SIZES, "1920x1080 at 200 %": (960, 540), "1280x720 at 200 %": (640, 360)}  # zoom halves the CSS pixels


def test_every_page_fits_every_screen(app, page):
    """No page scrolls sideways and no text of ours is under 14 px: wide screen, laptop, phone, and at 200 % zoom."""
    found = {}
    for address in PAGES:
        opened(page, f"{app.url}/{address}")
        for view, (width, height) in VIEWS.items():
            page.set_viewport_size({"width": width, "height": height})
            settled(page)
            narrow(page)
            if told := faults(page):  # what is there in passing, while a page is drawn anew, is no fault of it
                page.wait_for_timeout(3000)
                settled(page)
                told = faults(page)
            found[address, view] = told
    assert {place: told for place, told in found.items() if told} == {}


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
        assert faults(opened(page, f"{app.url}/leva-och-verka")) == []


def test_nothing_is_asked_of_another_host(app, page):
    """A reader's browser talks with the app's own server only, on every page and with everything opened."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    for address in PAGES:
        opened(page, f"{app.url}/{address}")
    opened(page, f"{app.url}/leva-och-verka")
    page.get_by_role("button", name="jämförs med").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Tabell och definition").first.click()
    page.get_by_role("table").wait_for()
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(app.url).netloc}
    assert any(url.startswith("ws:") for url in asked)
