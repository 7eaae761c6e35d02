"""The filter bar in a real browser: cards and link follow it, a copied link gives the same view, pages keep it."""

import re

import pytest
from browser import AREAS, cards, fresh, opened, settled, walk
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

AREA = "leva-och-verka"


def popover(page: Page) -> None:
    """Open the years and the comparison."""
    page.locator(".st-key-years_and_comparison").get_by_test_id("stPopoverButton").click()
    expect(page.get_by_role("slider").first).to_be_attached()


def women(page: Page) -> None:
    page.get_by_role("radio", name="Kvinnor").click()


def women_from_2015(page: Page) -> None:
    women(page)
    expect(page).to_have_url(re.compile("kon=kvinnor"))
    settled(page)
    first_year(page)


def until_2019_with_another(page: Page) -> None:
    last_year(page)
    expect(page).to_have_url(re.compile("till=2019"))
    settled(page)
    page.get_by_role("combobox").fill("Älvkarl")
    page.get_by_role("option", name="Älvkarleby").click()


def gap(page: Page) -> None:
    page.get_by_role("radio", name="Skillnad").click()


def last_year(page: Page) -> None:
    popover(page)
    end = page.get_by_role("slider").nth(1)
    end.focus()
    for _ in range(page.evaluate("new Date().getFullYear()") - 2019):
        page.keyboard.press("ArrowLeft")
    expect(end).to_have_value("2019")


def first_year(page: Page) -> None:
    popover(page)
    start = page.get_by_role("slider").first
    expect(start).to_have_value("2008")
    start.focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    expect(start).to_have_value("2015")


def ready_set(page: Page) -> None:
    popover(page)
    page.get_by_role("button", name="närliggande kommuner").click()


CHANGES = [
    pytest.param(
        women_from_2015, "fran=2015", "Eftergymnasial utbildning", "36,0 % 2022", id="women and the first year"
    ),
    pytest.param(gap, "kon=skillnad", "Eftergymnasial utbildning", "kvinnor minus män", id="gap"),
    pytest.param(
        until_2019_with_another, "0319", "Eftergymnasial utbildning", "24,1 % 2019", id="last year and a municipality"
    ),
    pytest.param(ready_set, "narliggande", "Eftergymnasial utbildning", "Mitten av 6 jämförda", id="ready set"),
]


@pytest.mark.parametrize(("choose", "link", "card", "shown"), CHANGES)
def test_choice_changes_cards_and_link_and_is_kept(app, page, chromium, choose, link, card, shown):
    """A choice shows on the cards and in the link; the link copied gives the same view, and other pages keep it."""
    before = cards(opened(page, f"{app.url}/{AREA}"))
    choose(page)
    expect(page).to_have_url(re.compile(link))
    expect(page.locator(".n-card", has_text=card)).to_contain_text(shown)
    page.keyboard.press("Escape")
    settled(page)
    after = cards(page)
    assert after != before
    with fresh(chromium) as other:
        opened(other, page.url)
        assert cards(other) == after
    walk(page, "Att bli äldre")
    expect(page.get_by_role("heading", level=1)).to_have_text(AREAS["att-bli-aldre"])
    expect(page).to_have_url(re.compile(link))
    walk(page, "Att leva och verka i")
    expect(page.get_by_role("heading", level=1)).to_have_text(AREAS[AREA])
    settled(page)
    expect(page.locator(".n-card", has_text=card)).to_contain_text(shown)
    assert cards(page) == after


def test_link_to_copy_is_the_address(app, page):
    """The link offered for copying restores the view that is shown."""
    opened(page, f"{app.url}/{AREA}?kon=man&fran=2010&till=2020&jamfor=liknande,0319")
    shown = cards(page)
    page.get_by_role("button", name="Kopiera länk").click()
    link = page.get_by_test_id("stCode").inner_text().strip()
    assert cards(opened(page, link)) == shown


def test_back_goes_to_the_page_before_with_the_choice(app, page):
    """The browser's back button returns to the area page one came from, with the choice."""
    opened(page, f"{app.url}/{AREA}")
    women(page)
    expect(page).to_have_url(re.compile("kon=kvinnor"))
    settled(page)
    steps = page.evaluate("history.length")
    walk(page, "Att bli äldre")
    expect(page.get_by_role("heading", level=1)).to_have_text(AREAS["att-bli-aldre"])
    expect(page).to_have_url(re.compile("att-bli-aldre.*kon=kvinnor"))
    settled(page)
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(AREAS[AREA])
    expect(page.get_by_role("radio", name="Kvinnor")).to_be_checked()
    settled(page)
    expect(page.locator(".n-card", has_text="Eftergymnasial utbildning")).to_contain_text("36,0 %")


def test_back_undoes_a_choice(app, page):
    """The browser's back button on the page where a choice was made takes that choice back, and forward makes it."""
    opened(page, f"{app.url}/{AREA}?kon=totalt")
    card = page.locator(".n-card", has_text="Eftergymnasial utbildning")
    women(page)
    expect(page).to_have_url(re.compile("kon=kvinnor"))
    settled(page)
    page.go_back()
    expect(page.get_by_role("radio", name="Totalt")).to_be_checked()
    expect(card).to_contain_text("28,3 % 2025")
    settled(page)
    page.go_forward()
    expect(page.get_by_role("radio", name="Kvinnor")).to_be_checked()
    expect(card).to_contain_text("36,0 %")


def test_goal_on_the_wall_leads_to_the_goal(app, page):
    """A goal's link on the wall opens its area's page at that goal, not at the top."""
    opened(page, app.url)
    page.get_by_role("link", name="Mål 5 ").click()
    expect(page.locator("#mal-5")).to_be_in_viewport()
    settled(page)
    expect(page.locator("#mal-5")).to_be_in_viewport()
