"""One visit of every page, looked at for all that must hold on each: what is cut off, what axe finds, who is asked."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from browser import PATIENCE, SIZES, opened, settled
from playwright.sync_api import Page, TimeoutError

SMALLEST = 14  # px of any text of ours
VIEWS = {**SIZES, "1920x1080 at 200 %": (960, 540), "1280x720 at 200 %": (640, 360)}  # zoom halves the CSS pixels
AXE = ("wide", "phone")  # the views in which the page is laid out most differently
AGAIN = 3000  # ms: what is there in passing, while a page is drawn anew, is no fault of it
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll('[data-testid=stMain]')]
  .filter(one => one.scrollWidth > one.clientWidth).map(one => `${one.tagName}: ${one.scrollWidth}`)"""
OUT = """() => [...document.querySelectorAll('[class*="n-"]')]
  .filter(one => [...one.classList].some(name => /^n-[a-z]/.test(name)))
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.className)"""
TOO_SMALL = """smallest => [...document.querySelectorAll('.stHtml *')]
  .filter(one => [...one.childNodes].some(child => child.nodeType === 3 && child.data.trim()))
  .filter(one => !['STYLE', 'SCRIPT'].includes(one.tagName) && parseFloat(getComputedStyle(one).fontSize) < smallest)
  .map(one => `${one.className || one.tagName}: ${getComputedStyle(one).fontSize}`)"""
STREAMLIT = {  # (rule, selector of the element) -> why the app can't help it
    ("list", "[data-testid=stSidebarNavItems]"): "a narrow screen's menu puts a group's pages in a div inside its list",
    ("listitem", "[data-testid=stSidebarNavItems] li"): "the same div parts the pages from their list",
    (
        "scrollable-region-focusable",
        "[data-testid=stTable] > div",
    ): "a table wider than the screen scrolls; Chromium and Firefox let the keyboard into it, axe wants an attribute",
}


@dataclass
class Seen:
    """What the tour found: (address, view) -> what does not fit and what axe says, and every address asked."""

    misfits: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    axe: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


def toured(page: Page, url: str, addresses: Iterable[str]) -> Seen:
    """Open every page once, in every view."""
    seen = Seen()
    page.on("request", lambda request: seen.asked.append(request.url))
    page.on("websocket", lambda socket: seen.asked.append(socket.url))
    for address in addresses:
        opened(page, f"{url}/{address}")
        for view, (width, height) in VIEWS.items():
            page.set_viewport_size({"width": width, "height": height})
            settled(page)
            if told := twice(page, misfits):
                seen.misfits[address, view] = told
            if view in AXE and (told := twice(page, violations)):
                seen.axe[address, view] = told
    return seen


def misfits(page: Page) -> list[str]:
    """What is too wide, sticks out or is too small, once the charts have followed the window."""
    with suppress(TimeoutError):
        page.wait_for_function(f"() => ({TOO_WIDE})().length === 0", timeout=PATIENCE)
    return [*page.evaluate(TOO_WIDE), *page.evaluate(OUT), *page.evaluate(TOO_SMALL, SMALLEST)]


def violations(page: Page) -> list[str]:
    """What axe finds, except what Streamlit itself causes."""
    known = [{"rule": rule, "selector": selector} for rule, selector in STREAMLIT]
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']} ({one['help']}): {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
        if not page.evaluate(
            """([id, target, known]) => known.some(({rule, selector}) =>
                 rule === id && document.querySelector(target)?.matches(selector))""",
            [one["id"], node["target"][0], known],
        )
    ]


def twice(page: Page, look: Callable[[Page], list[str]]) -> list[str]:
    """What is found, and found again when the page has come to rest."""
    if not look(page):
        return []
    page.wait_for_timeout(AGAIN)
    settled(page)
    return look(page)


def on_both(page: Page) -> list[str]:
    """What axe finds on a wide screen and on a phone's."""
    told = []
    for size in AXE:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        told += [f"{size}: {one}" for one in twice(page, violations)]
    return told
