"""The heat tables in a real Chromium: they fit, they are tables, and they hold without colour."""

from io import BytesIO

import heat_views as views
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import SIZES, fresh
from PIL import Image, ImageStat
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

APART = 25  # of 255: how much darker, in grey, the half is that a cell fills
DARKER = 15  # of 255: how much darker, in grey, each step is than the one before
SMALLEST = 14  # px of text


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("heat")
    wide = ("vastmanland", "narliggande", "liknande")
    return {
        "years": views.page(views.years(folder)),
        "few": views.page(views.municipalities(folder)),
        "many": views.page(views.municipalities(folder, sets=wide)),
    }


def halves(page: Page, selector: str) -> tuple[float, float]:
    """How light the upper and the lower half of the first such element are, in grey."""
    picture = Image.open(BytesIO(page.locator(selector).first.screenshot())).convert("L")
    width, height = picture.size
    middle = width // 2
    upper, lower = (picture.crop((middle - 2, top, middle + 2, top + height // 2 - 3)) for top in (2, height // 2 + 1))
    return tuple(ImageStat.Stat(one).mean[0] for one in (upper, lower))


@pytest.mark.parametrize("view", ["years", "few", "many"])
def test_the_wide_screen_needs_no_scrolling(page, drawn, view):
    """All 75 rows, the legend and the freshness line stand on 1920 x 1080 below the page's head."""
    page.set_content(drawn[view])
    assert page.evaluate("[document.body.scrollWidth, document.body.scrollHeight]") <= [1920, 1080]
    assert page.locator(".n-heat").bounding_box()["height"] <= 1080 - 90


@pytest.mark.parametrize("view", ["years", "few", "many"])
@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_the_page_never_scrolls_sideways(chromium, drawn, view, size):
    """On smaller screens the page grows downwards; on a phone a table scrolls in its own box."""
    with fresh(chromium, size) as page:
        page.set_content(drawn[view])
        page.locator(".n-heat-last").last.hover()
        assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size][0]
        if size == "phone":
            assert page.locator(".n-heat-box").first.evaluate("box => box.scrollWidth > box.clientWidth")


def test_steps_and_sides_are_told_apart_without_colour(page, drawn):
    """In grey, better or higher fills the upper half, worse or lower the lower one, and each step is darker."""
    page.set_content(drawn["years"])
    for side, fills in (("b", 0), ("h", 0), ("w", 1), ("l", 1)):
        found = [halves(page, f".n-heat-legend .{side}{step}") for step in (1, 2, 3)]
        assert all(one[1 - fills] - one[fills] > APART for one in found), (side, found)
        filled = [one[fills] for one in found]
        assert filled[0] - filled[1] > DARKER < filled[1] - filled[2], (side, filled)


def test_quarters_are_told_apart_without_colour(page, drawn):
    """In grey, the better half of the country is above the line, the worse below, the outer quarters longer."""
    page.set_content(drawn["few"])
    dark = {quarter: halves(page, f".n-heat-legend .q{quarter}:not(.u)") for quarter in (1, 2, 3, 4)}
    assert dark[1][0] < dark[2][0] < dark[2][1]
    assert dark[4][1] < dark[3][1] < dark[3][0]
    sure, unsure = halves(page, ".n-heat-legend .q1:not(.u)"), halves(page, ".n-heat-legend .q1.u")
    assert unsure[0] - sure[0] > APART


def test_a_cell_is_found_by_row_and_column(page, drawn):
    """A screen reader meets tables with names, headers for years and nyckeltal, and cells with words."""
    page.set_content(drawn["years"])
    table = page.get_by_role("table", name="År för år, mål 1–5")
    assert table.get_by_role("columnheader").all_inner_texts()[1].startswith("2008")
    row = table.get_by_role("row", name="Behöriga till yrkesprogram, åk 9")
    assert row.get_by_role("rowheader").get_by_role("link").count() == 1
    assert row.get_by_role("cell").nth(14).inner_text() == "9,0 – mycket bättre"
    names = page.get_by_role("table").evaluate_all("all => all.map(one => one.caption.innerText)")
    assert names == ["År för år, mål 1–5", "År för år, mål 6, 7 och 9", "År för år, mål 8 och 10"]


def test_the_pointer_brings_out_a_cells_words(page, drawn):
    """Over a cell its year and words appear, as text of at least 14 px."""
    page.set_content(drawn["years"])
    cell = page.get_by_role("row", name="Behöriga till yrkesprogram, åk 9").get_by_role("cell").nth(14)
    words = cell.locator("span")
    assert words.bounding_box()["width"] <= 1
    cell.hover()
    assert words.bounding_box()["width"] > 100
    assert words.evaluate("one => getComputedStyle(one, '::before').content") == 'counter(heat-year) ": "'
    expect(words).to_have_css("font-size", "14px")


@pytest.mark.parametrize("view", ["years", "few", "many"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_axe_finds_nothing_and_no_text_is_small(chromium, drawn, view, size):
    """No rule of axe-core is broken, and no text is smaller than 14 px."""
    with fresh(chromium, size) as page:
        page.set_content(drawn[view])
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
        sizes = page.locator(".n-heat *").evaluate_all(
            "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert min(sizes) >= SMALLEST
