"""The method page in a real Chromium: addresses of its sections, headings, sizes, axe."""

from itertools import pairwise

import pytest
from browser import fresh, opened, settled
from playwright.sync_api import expect
from tour import VIEWS, misfits, on_both

from norberg import method

pytestmark = pytest.mark.browser

TABLE = ("n-method-table", "n-words", "n-met", "n-unmet")  # a wide table scrolls in its own box
RULES = [rule for group in (*method.groups(), method.tried()) for rule in group.rules]
LEVELS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].map(one => Number(one.tagName[1]))"
TOPS = "ids => ids.map(id => document.querySelectorAll('#' + id).length)"


def test_sections_are_reached_by_their_address(app, page):
    """A link from another page with the address of a rule shows its heading near the top of the window."""
    for rule in ("lage", "troghetstal"):
        opened(page, f"{app.url}/metod#{rule}")
        heading = page.locator(f"#{rule}")
        expect(heading).to_be_in_viewport()
        page.wait_for_function("id => document.getElementById(id).getBoundingClientRect().top < 200", arg=rule)
        page.goto("about:blank")


@pytest.fixture(scope="module")
def read(app, chromium):
    """The page, opened once for all that must hold of it."""
    with fresh(chromium) as page:
        yield opened(page, f"{app.url}/metod")


def test_every_link_of_the_contents_leads_to_its_section(read):
    """Contents and sections have the same addresses, each once; a click goes there."""
    page = read
    links = page.locator(".n-method-contents a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links == [f"#{rule.id}" for rule in RULES]
    assert page.evaluate(TOPS, [rule.id for rule in RULES]) == [1] * len(RULES)
    page.get_by_role("link", name="Plats som ett spann").click()
    expect(page.get_by_role("heading", name="Plats som ett spann")).to_be_in_viewport()
    assert page.url.endswith("#rang")


def test_headings_are_in_order(read):
    """One heading of level 1 first, and no level is skipped on the way down."""
    levels = read.evaluate(LEVELS)
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_page_fits_every_screen_and_breaks_no_rule_of_axe(read):
    """Nothing but a table in its own box scrolls sideways, no text is under 14 px, axe finds nothing."""
    page, found = read, {}
    for view, (width, height) in VIEWS.items():
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        found[view] = [one for one in misfits(page) if one not in TABLE]
    assert {view: told for view, told in found.items() if told} == {}
    assert on_both(page) == []
