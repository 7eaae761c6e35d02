"""The wall in a real Chromium: one screen, readable, one click to everything, all of it in the link."""

import re

import pytest
from browser import PATIENCE, SIZES, fresh, opened, settled
from playwright.sync_api import Page, expect
from tour import misfits, violations

pytestmark = pytest.mark.browser

LINK = "vy=vaggen&bara=forsamras&hallbarhet=social&sok=inkomst&till=2019"
SMALL_TARGETS = """() => [...document.querySelectorAll('.n-jump a')]
  .map(one => one.getBoundingClientRect()).filter(one => one.height < 44).length"""
CUT = """() => [...document.querySelectorAll('.n-tile')].filter(tile => {
    const left = tile.querySelector('.n-tile-value > span, .n-tile-gone')?.getBoundingClientRect();
    const word = tile.querySelector('.n-tile-marks b')?.getBoundingClientRect();
    const box = tile.getBoundingClientRect();
    return left && (left.right > box.right + 1 || left.bottom > box.bottom + 1 || word && left.right > word.left);
  }).map(tile => tile.innerText)"""
OVERLAP = """() => [...document.querySelectorAll('.n-tile-title')].filter(title => {
    const range = document.createRange(); range.selectNodeContents(title);
    const marks = title.parentElement.querySelector('.n-tile-marks');
    return marks && range.getBoundingClientRect().right > marks.getBoundingClientRect().left;
  }).map(title => title.innerText)"""


def wall(page: Page) -> str:
    """All that the wall says."""
    return page.locator(".stMainBlockContainer").inner_text()


def test_everything_on_one_screen(app, page):
    """At 1920x1080 all 75 tiles, the counts, what to take up and the key are there without scrolling, none cut off."""
    opened(page, app.url)
    assert page.evaluate("document.scrollingElement.scrollHeight") <= 1080
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= 1080
    bottoms = page.locator(".n-tile, .n-key").evaluate_all("all => all.map(one => one.getBoundingClientRect().bottom)")
    assert len(bottoms) == 77
    assert max(bottoms) <= 1080
    assert page.evaluate(CUT) == []
    assert page.evaluate(OVERLAP) == []
    assert misfits(page) == []


@pytest.mark.parametrize("view", ["ar", "kommuner"])
def test_the_other_views_fit_one_screen(app, page, view):
    """The heat tables need no scrolling either, under the same counts."""
    opened(page, f"{app.url}/?vy={view}")
    expect(page.locator(".n-totals")).to_contain_text("saknar värden")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= 1080
    assert misfits(page) == []


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_smaller_screens_scroll_down_only(app, chromium, size):
    """On a laptop columns are at least 320 px, on a phone everything is one column; nothing is cut off."""
    with fresh(chromium, size) as page:
        opened(page, app.url)
        assert misfits(page) == []
        assert page.evaluate(CUT) == []
        assert page.evaluate(OVERLAP) == []
        narrowest = min(page.locator(".n-area").evaluate_all("all => all.map(one => one.offsetWidth)"))
        assert narrowest >= (320 if size == "laptop" else SIZES[size][0] - 40)


def test_a_phone_has_the_programs_order_and_buttons_to_jump(app, chromium):
    """Counts, switch, what to take up, six buttons for a finger, the areas in the program's order, the key last."""
    with fresh(chromium, "phone") as page:
        opened(page, app.url)
        order = page.locator(".n-wall-head, .st-key-pick_view, .n-topics, .n-jump, .n-area, .n-key").evaluate_all(
            "all => all.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)"
            ".map(one => one.querySelector('h2')?.innerText.replace(/[ ›]+$/, '') ?? one.className)"
        )
        areas = page.locator(".n-jump a").all_inner_texts()
        assert order[4:10] == areas
        assert ["n-wall-head" in order[0], order[2], order[3]] == [True, "Ta upp", "n-jump"]
        assert page.evaluate(SMALL_TARGETS) == 0
        page.get_by_role("navigation", name="Områden på sidan").get_by_role("link", name="Att bli äldre").click()
        expect(page.locator("h2#att-bli-aldre")).to_be_in_viewport()


def test_the_link_gives_the_same_wall_in_another_browser(app, page, chromium):
    """View, filters and end year are all in the address."""
    opened(page, f"{app.url}/?{LINK}")
    shown = wall(page)
    assert "Så såg det ut till och med 2019." in shown
    with fresh(chromium) as other:
        opened(other, page.url)
        assert wall(other) == shown


def test_what_is_chosen_stands_in_the_address(app, page, chromium):
    """A search, a filter and a view chosen by hand give a link that restores them, and back undoes the last one."""
    opened(page, app.url)
    page.get_by_role("button", name="Urval").click()
    page.get_by_role("textbox", name="Sök med vardagliga ord").press_sequentially("bibblan")
    expect(page.locator(".n-tile")).to_have_count(4)
    expect(page).to_have_url(re.compile("sok=bibblan"))
    expect(page.locator(".n-notes")).to_contain_text("Urvalet visar 4 av 75 nyckeltal: sökning ”bibblan”.")
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="År för år").click()
    expect(page).to_have_url(re.compile("vy=ar"))
    settled(page)
    with fresh(chromium) as other:
        opened(other, page.url)
        expect(other.get_by_role("radio", name="År för år")).to_be_checked()
        assert wall(other) == wall(page)
    page.go_back()
    expect(page.get_by_role("radio", name="Väggen")).to_be_checked()
    page.get_by_role("link", name="Visa alla 75").click()
    expect(page.locator(".n-tile")).to_have_count(75)


def test_axe_finds_nothing(app, page):
    """The wall with "Urval" open, on a wide screen and a phone, and with nonsense in the link."""
    told = violations(opened(page, f"{app.url}/?vy=karta"))
    page.get_by_role("button", name="Urval").click()
    page.get_by_role("textbox").wait_for()
    told += violations(page)
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": SIZES["phone"][0], "height": SIZES["phone"][1]})
    settled(page)
    assert told + violations(page) == []


def test_keyboard_reaches_view_filters_tiles_and_definition(app, page):
    """Arrow keys change the view, Tab goes on to "Urval", and a tile's definition shows where the keyboard is."""
    opened(page, app.url)
    page.get_by_role("radio", name="Väggen").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="År för år")).to_be_checked()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    expect(page.locator(".n-tile")).to_have_count(75)
    settled(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Urval")).to_be_focused()
    page.locator(".n-tile-title").first.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".n-define").first).to_be_focused()
    expect(page.locator(".n-define").first).to_have_css("opacity", "1")


def test_a_tile_leads_to_its_nyckeltal_with_the_choice(app, page):
    """One click anywhere on a tile, and the end year goes along."""
    opened(page, f"{app.url}/?till=2019")
    page.locator(".n-tile", has_text="Eftergymnasial utbildning").click(position={"x": 5, "y": 36})
    expect(page).to_have_url(re.compile(r"nyckeltal\?nr=17&.*till=2019"))


def test_a_tile_leads_to_its_definition(app, page):
    """The i that shows under the pointer opens the nyckeltal's page at its definition."""
    opened(page, app.url)
    page.locator(".n-tile", has_text="Skyddad natur").hover()
    page.get_by_role("link", name="Definition av Skyddad natur").click()
    expect(page.locator("#definition")).to_be_in_viewport(timeout=PATIENCE)
    settled(page)
    expect(page.locator("#definition")).to_be_in_viewport()


def test_the_demo_is_marked_on_the_wall(app, page):
    """The band stands above made-up tiles in every view."""
    for view in ("vaggen", "ar", "kommuner"):
        opened(page, f"{app.url}/?demo=ja&vy={view}")
        expect(page.locator(".n-demo")).to_be_visible()
        expect(page.locator(".n-fresh, .n-heat-fresh")).to_contain_text("DEMO: påhittade värden")
