"""Keyboard only, and axe-core's rules of accessibility."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import PAGES, SIZES, opened, settled
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

STREAMLIT = {  # (rule, selector of the element) -> why the app can't help it
    ("list", "[data-testid=stSidebarNavItems]"): "a narrow screen's menu puts a group's pages in a div inside its list",
    ("listitem", "[data-testid=stSidebarNavItems] li"): "the same div parts the pages from their list",
    (
        "scrollable-region-focusable",
        "[data-testid=stTable] > div",
    ): "a table wider than the screen scrolls; Chromium and Firefox let the keyboard into it, axe wants an attribute",
}
STOPS = ("Väggen", "Områden", "Mål 4", "Mål 5", "Totalt", "År 2008", "Kopiera länk", "Tabell och definition")
MOST = 8  # presses of Tab from one stop to the next


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


def on_both(page: Page) -> list[str]:
    """What axe finds on a wide screen and on a phone's."""
    told = []
    for size in ("wide", "phone"):
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        found = violations(page)
        if found:  # what fades while it is drawn anew has too little contrast in passing
            page.wait_for_timeout(3000)
            settled(page)
            found = violations(page)
        told += [f"{size}: {one}" for one in found]
    return told


def test_axe_finds_nothing_that_the_app_causes(app, page):
    """No page breaks a rule of axe-core, on a wide screen nor on a phone."""
    found = {address: on_both(opened(page, f"{app.url}/{address}")) for address in PAGES}
    assert {address: told for address, told in found.items() if told} == {}


@pytest.mark.parametrize("button", ["jämförs med", "Tabell och definition"])
def test_axe_finds_nothing_in_what_opens(app, page, button):
    """The filters and a card's table break no rule of axe-core when they are open."""
    opened(page, f"{app.url}/leva-och-verka")
    page.get_by_role("button", name=button).first.click()
    expect(page.get_by_role("dialog").get_by_text("Jämför med").or_(page.get_by_role("table"))).to_be_visible()
    assert on_both(page) == []


def tab_to(page: Page, words: str) -> bool | None:
    """Press Tab until the focus is on what begins with these words.

    Returns:
        Whether it looks different with the focus; None if it was not reached.
    """
    for _ in range(MOST):
        page.keyboard.press("Tab")
        one = page.locator("*:focus")
        if one.evaluate("(e, words) => e.tagName !== 'MAIN' && e.innerText.trim().startsWith(words)", words):
            box = one.bounding_box()
            around = {"x": box["x"] - 6, "y": box["y"] - 6, "width": box["width"] + 12, "height": box["height"] + 12}
            there = one.element_handle()
            seen = page.screenshot(clip=around, animations="disabled")
            there.evaluate("e => e.blur()")
            differs = page.screenshot(clip=around, animations="disabled") != seen
            there.focus()
            return differs
    return None


def test_keyboard_reaches_everything_and_shows_where_it_is(app, page):
    """Tab goes through navigation, goals, filters and cards in the order of the page, and the focus is seen on each."""
    opened(page, f"{app.url}/leva-och-verka")
    assert {stop: tab_to(page, stop) for stop in STOPS} == dict.fromkeys(STOPS, True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_be_visible()
    settled(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Hämta värdena (CSV)")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("table")).to_have_count(0)
    expect(page.get_by_role("button", name="Tabell och definition").first).to_be_focused()


def test_gender_is_chosen_by_keyboard(app, page):
    """The arrow keys move among the genders, and Space chooses."""
    opened(page, f"{app.url}/leva-och-verka")
    page.get_by_role("radio", name="Totalt").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Kvinnor")).to_be_checked()
    expect(page.locator(".n-card", has_text="Eftergymnasial utbildning")).to_contain_text("36,0 %")
