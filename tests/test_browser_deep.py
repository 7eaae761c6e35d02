"""The deep-dives in a real Chromium: the way from the wall, the phone, the table by keyboard, axe."""

import pytest
from browser import fresh, opened, settled
from playwright.sync_api import expect
from tour import violations

pytestmark = pytest.mark.browser

LEFTS = """() => [...document.querySelectorAll('[class*="st-key-deep_one_"]')]
  .map(one => Math.round(one.getBoundingClientRect().left))"""


def test_a_theme_is_one_click_from_the_wall_and_keeps_the_choice(app, page):
    opened(page, f"{app.url}/?till=2019")
    page.locator(".n-deep-links").get_by_role("link", name="Folkhälsa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Folkhälsa")
    settled(page)
    assert "tema=folkhalsa" in page.url
    assert "till=2019" in page.url


def test_small_charts_stand_two_abreast_on_a_phone_and_four_on_a_screen(app, chromium):
    for size, abreast in (("phone", 2), ("laptop", 4)):
        with fresh(chromium, size) as page:
            opened(page, f"{app.url}/fordjupning?tema=folkhalsa")
            assert len(set(page.evaluate(LEFTS))) == abreast


def test_the_table_opens_by_keyboard_and_axe_finds_nothing(app, page):
    opened(page, f"{app.url}/fordjupning?tema=folkhalsa")
    page.get_by_role("button", name="Tabell och fil").press("Enter")
    expect(page.locator(".st-key-deep_table").get_by_role("columnheader", name="Ohälsotal")).to_be_visible()
    settled(page)
    assert violations(page) == []
