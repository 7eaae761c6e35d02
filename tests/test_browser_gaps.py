"""Women and men in a real browser: the link, the keyboard, the blocks of a phone."""

import pytest
from browser import fresh, opened, settled
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

BLOCKS = """() => [...document.querySelectorAll('.n-gap-table tbody tr:not(.n-gap-group)')].map(row => {
  const wide = row.querySelector('.n-gap-where').getBoundingClientRect();
  return [row.querySelector('.n-gap-what').getBoundingClientRect().bottom <= wide.top + 1, wide.width > 340];
})"""


def test_a_link_restores_order_and_list(app, page):
    """Clicked, copied, opened by somebody else: the same rows."""
    opened(page, f"{app.url}/skillnader")
    page.get_by_role("radio", name="Störst först").click()
    settled(page)
    expect(page.locator(".n-gap-what a").first).to_have_text("Medellivslängd")
    assert "ordning=storst" in page.url
    titles, url = page.locator(".n-gap-what a").all_inner_texts(), page.url
    page.goto("about:blank")
    assert opened(page, url).locator(".n-gap-what a").all_inner_texts() == titles


def test_a_row_is_reached_by_keyboard_and_leads_to_the_gap(app, page):
    """Focus, Enter, and the nyckeltal's page shows women minus men."""
    opened(page, f"{app.url}/skillnader")
    page.locator(".n-gap-what a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/nyckeltal?**")
    settled(page)
    assert "kon=skillnad" in page.url
    expect(page.get_by_role("radio", name="Skillnad")).to_be_checked()


def test_a_phone_has_a_block_for_each_row(app, chromium):
    """With its dumbbell in full width under its title."""
    with fresh(chromium, "phone") as page:
        opened(page, f"{app.url}/skillnader?lista=teman")
        assert {tuple(one) for one in page.evaluate(BLOCKS)} == {(True, True)}
