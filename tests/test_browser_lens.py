"""Samband and Perspektiv in a real Chromium: links, names that don't cover each other, keyboard, phone, axe."""

from urllib.parse import parse_qs, urlsplit

import pytest
from browser import fresh, opened, settled
from playwright.sync_api import Page, expect
from tour import misfits, on_both

pytestmark = pytest.mark.browser

LINK = "samband?x=17&y=N01451&ar=2021&jamfor=vastmanland,liknande"
NAMES = """() => [...document.querySelectorAll('.stVegaLiteChart svg .mark-text:not(.role-axis-label) text')]
  .filter(one => one.textContent && getComputedStyle(one).stroke === 'none')
  .map(one => { const b = one.getBoundingClientRect(); return [one.textContent, b.left, b.top, b.right, b.bottom] })"""
ROOM = """() => { const b = document.querySelector('.stMainBlockContainer').getBoundingClientRect();
  return [b.left, b.right] }"""


def query(page: Page) -> dict[str, str]:
    """The parameters in the browser's address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


@pytest.mark.parametrize("size", ["wide", "laptop", "phone"])
def test_names_of_points_are_there_and_cover_no_other(app, chromium, size):
    """Norberg and the chosen, as the browser draws them, within the page."""
    with fresh(chromium, size) as page:
        opened(page, f"{app.url}/{LINK}")
        names = page.evaluate(NAMES)
        left, right = page.evaluate(ROOM)
        told = page.locator(".n-relation-notes").inner_text()
        there = {name for name, *_ in names}
        assert {"Norberg", "Västerås"} <= there
        assert len(names) > 8
        assert all(name in there or name in told for name in ("Fagersta", "Sala", "Arboga", "Skinnskatteberg"))
        assert [name for name, x, _, x2, _ in names if x < left or x2 > right] == []
        covered = [
            (one[0], other[0])
            for at, one in enumerate(names)
            for other in names[:at]
            if one[1] < other[3] and other[1] < one[3] and one[2] + 3 < other[4] and other[2] + 3 < one[4]
        ]
        assert covered == []
        assert misfits(page) == []


def test_two_nyckeltal_are_chosen_by_keyboard_and_the_link_restores_them(app, page):
    """Typing finds one, the address follows, and the page under that address is the same."""
    opened(page, f"{app.url}/samband?x=1&y=13&ar=2015")
    assert query(page)["ar"] == "2015"
    box = page.get_by_role("combobox", name="Lodrätt (y)")
    box.focus()
    page.keyboard.type("Anmälda brott totalt")
    page.keyboard.press("Enter")
    expect(page.locator(".n-relation-up")).to_have_text("↑ Lodrätt: Anmälda brott totalt (per 100 000 inv.)")
    settled(page)
    assert (query(page)["x"], query(page)["y"], query(page)["ar"]) == ("1", "N07540", "2022")
    told = page.locator(".n-relation-found").inner_text()
    page.reload()
    settled(page)
    assert page.locator(".n-relation-found").inner_text() == told


def test_table_of_municipalities_breaks_no_rule_of_axe(app, page):
    """All 290 are there when it opens."""
    opened(page, f"{app.url}/{LINK}")
    page.get_by_role("button", name="Tabell och fil").click()
    expect(page.get_by_role("dialog").get_by_role("row")).to_have_count(291)
    assert on_both(page) == []


def test_lens_is_chosen_by_keyboard_and_the_link_restores_it(app, page):
    """The arrow keys move among the lenses; a link that is opened first shows the same."""
    opened(page, f"{app.url}/perspektiv")
    page.get_by_role("radio", name="Perspektiv").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Nyckeltalen efter mål i Agenda 2030")
    settled(page)
    assert query(page)["lins"] == "agenda"
    assert on_both(page) == []
    page.reload()
    expect(heading).to_have_text("Nyckeltalen efter mål i Agenda 2030")


def test_matrix_is_a_table_on_a_wide_screen_and_blocks_on_a_phone(app, chromium):
    """Rows and cells for those who hear the page on both; on the phone one under the other, empty ones in one line."""
    with fresh(chromium) as page:
        opened(page, f"{app.url}/perspektiv")
        assert page.get_by_role("columnheader").count() == 7
        assert page.get_by_role("rowheader").count() == 4
        assert page.locator(".n-lens-lacking").first.is_hidden()
    with fresh(chromium, "phone") as page:
        opened(page, f"{app.url}/perspektiv")
        assert page.get_by_role("rowheader").count() == 4
        expect(page.get_by_text("Inget nyckeltal i: Nytänkande Norberg.").first).to_be_visible()
        lefts = page.locator(".n-lens-table td:visible").evaluate_all("all => all.map(one => one.offsetLeft)")
        assert len(set(lefts)) == 1
        assert misfits(page) == []
