"""The nyckeltal page in a real Chromium: deep link first, keyboard, steps between nyckeltal, a phone, no other host."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import opened, serving, settled
from playwright.sync_api import Page, expect
from test_browser_access import tab_to
from tour import misfits, on_both

pytestmark = pytest.mark.browser

LIVES = "nyckeltal?nr=10"
SCHOOL = "nyckeltal?nr=1"
LINK = "nyckeltal?nr=1&kon=kvinnor&fran=2012&till=2022&jamfor=riket&granser=ja&rang=alla"


def texts(page: Page, number: int = 0) -> list[str]:
    """What is written in a chart, the first of the page being number 0."""
    return page.get_by_test_id("stVegaLiteChart").nth(number).locator("svg text").all_text_contents()


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_first_session_of_a_fresh_server_shows_the_link(page, tmp_path):
    """Nyckeltal, filters and what is opened, from a link nobody has opened before."""
    with serving(tmp_path) as server:
        opened(page, f"{server.url}/{LINK}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Behöriga till yrkesprogram, åk 9")
        expect(page.get_by_role("radio", name="Kvinnor")).to_be_checked()
        expect(page.get_by_text("Page not found")).to_have_count(0)
        expect(page.locator(".n-facts").first).to_contain_text("Kvinnor i Norberg 2022")
        assert any(one.startswith("Riket ") for one in texts(page))
        assert {name: asked(page)[name] for name in ("nr", "kon", "till", "granser")} == {
            "nr": ["1"],
            "kon": ["kvinnor"],
            "till": ["2022"],
            "granser": ["ja"],
        }
    assert "Traceback" not in server.log.read_text()


def test_charts_speak_swedish_and_name_their_lines(app, page):
    """Decimal comma at the ends, every compared line by name, the reason at the break."""
    opened(page, f"{app.url}/{SCHOOL}")
    words = texts(page)
    assert {"Norberg 84,4", "Skinnskatteberg 89,2", "Riket 84,2 (2025)", "Fagersta 74,2 (2025)"} <= set(words)
    assert "Kravet för gymnasiebehörighet" in " ".join(words)
    assert "Norberg 75,5" in texts(page, 1)


@pytest.mark.parametrize(
    "link",
    [SCHOOL, LIVES, "nyckeltal?nr=16", "nyckeltal?nr=54", "nyckeltal?nr=12&jamfor=vastmanland&rang=alla", "nyckeltal"],
)
def test_axe_finds_nothing_and_a_phone_scrolls_down_only(app, page, link):
    """A share, a pair, a code, one without values, a long list, all: on a wide screen and a phone.

    On the phone nothing is wider than the screen but the table, which scrolls in its own box, and no text is under
    14 px.
    """
    assert on_both(opened(page, f"{app.url}/{link}")) == []
    assert misfits(page) == []


def test_keyboard_walks_to_the_next_nyckeltal_and_back(app, page):
    """The steps are links that Tab reaches and Enter follows, and the choice goes along."""
    opened(page, f"{app.url}/{SCHOOL}&kon=bada")
    step = page.get_by_role("link", name="Trygga i skolan, åk 8 →")
    step.focus()
    expect(step).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Trygga i skolan, åk 8")
    page.wait_for_url(lambda url: "nr=2&" in url and "kon=bada" in url)
    settled(page)
    page.get_by_role("link", name="← Behöriga till yrkesprogram, åk 9").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Behöriga till yrkesprogram, åk 9")
    settled(page)
    expect(page.get_by_role("radio", name="Båda")).to_be_checked()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trygga i skolan, åk 8")
    settled(page)
    page.get_by_role("link", name="Alla nyckeltal").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Välj ett nyckeltal")
    page.wait_for_url(lambda url: "nr=" not in url and "kon=bada" in url)


def test_keyboard_reaches_the_parts_in_the_order_of_reading(app, page):
    """Breadcrumb, filters, switch, files and steps, each seen when it has the focus."""
    opened(page, f"{app.url}/{SCHOOL}")
    page.get_by_role("link", name="Norberg – att växa upp i").focus()
    stops = ("Mål 1.", "Totalt", "År 2008", "Kopiera länk")
    assert {stop: tab_to(page, stop) for stop in stops} == dict.fromkeys(stops, True)
    switch = page.get_by_role("switch", name="Visa gränser för ovanliga värden").or_(
        page.get_by_role("checkbox", name="Visa gränser för ovanliga värden")
    )
    page.keyboard.press("Tab")
    expect(switch.first).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_text("Gränser: medelvärdet")).to_be_visible()
    settled(page)
    assert asked(page)["granser"] == ["ja"]


def test_a_click_on_a_gender_changes_all_parts(app, page):
    """Facts, charts and table follow, and so does the link."""
    opened(page, f"{app.url}/{SCHOOL}")
    page.get_by_test_id("stMain").get_by_text("Båda", exact=True).click()
    expect(page.locator(".n-facts")).to_have_count(2)
    settled(page)
    assert "Norberg 79,2" in texts(page)
    assert "Norberg 87,5" in texts(page, 1)
    expect(page.get_by_role("table").get_by_role("columnheader", name="Skillnad")).to_be_visible()
    assert asked(page)["kon"] == ["bada"]


def test_a_chart_follows_the_window(app, page):
    """A window made narrow gets short names, and the page still fits."""
    opened(page, f"{app.url}/{SCHOOL}")
    assert "Norberg 84,4" in texts(page)
    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    assert misfits(page) == []
    expect(
        page.get_by_test_id("stVegaLiteChart").first.locator("svg text", has_text=re.compile("^84,4$"))
    ).to_have_count(1)


def test_pictures_and_figures_are_fetched_from_here_alone(app, page):
    """PNG, SVG and CSV come as files with the nyckeltal's name; no other host than the app's own server is asked."""
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    opened(page, f"{app.url}/{SCHOOL}")
    found = {}
    for label in ("Tabell (CSV)", "Diagram, bild (PNG)", "Diagram, bild (SVG)"):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        found[download.value.suggested_filename] = download.value.path().read_bytes()
    stem = "norberg-behoriga-till-yrkesprogram-ak-9-2008-2026"
    assert set(found) == {f"{stem}.csv", f"{stem}.png", f"{stem}.svg"}
    assert found[f"{stem}.png"].startswith(b"\x89PNG")
    assert "Norberg 84,4" in found[f"{stem}.svg"].decode()
    assert found[f"{stem}.csv"].decode("utf-8-sig").count("\n") > 50
    hosts = {urlsplit(url).netloc for url in seen if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(app.url).netloc}
