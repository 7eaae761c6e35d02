"""Keyboard only, and what opens on a page; the pages themselves are in ``test_browser_layout``."""

import pytest
from browser import opened, settled
from playwright.sync_api import Page, expect
from tour import on_both

pytestmark = pytest.mark.browser

STOPS = ("Väggen", "Områden", "Mål 4", "Mål 5", "Totalt", "År 2008", "Kopiera länk", "Tabell och definition")
MOST = 8  # presses of Tab from one stop to the next


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
