"""A meeting in Chromium: from a saved agenda through every screen, by keys and clicks, without Kolada."""

import re

import pytest
from browser import DEMO, fresh, opened, serving, settled
from playwright.sync_api import Page, expect
from tour import violations
from world import PROGRAM

pytestmark = pytest.mark.browser

MEETING = "mote?lista=11,1,47,16,10,60,4&steg=1"
QUESTIONS = [PROGRAM.indicator(no).question for no in (11, 1, 47, 16, 10, 60, 4)]
ALL = [str(one.no) for one in PROGRAM.indicators]
SMALLEST = 28  # px
STRAY = 2  # px a box may reach out of the window

SMALL_TEXTS = """smallest => {
  const shown = node => {
    const range = document.createRange()
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    const unseen = ".n-unseen, [hidden], [data-none], [data-testid=stSkipToContent], script, style"
    const hidden = node.parentElement.closest(unseen)
    return !hidden && box.width > 1 && box.bottom > 0 && box.right > 0 && node.textContent.trim()
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
  while (walker.nextNode()) {
    const node = walker.currentNode, size = parseFloat(getComputedStyle(node.parentElement).fontSize)
    if (shown(node) && size < smallest) found.push(`${size} ${node.textContent.trim()}`)
  }
  return found
}"""
OUTSIDE = """stray => {
  const all = ".n-step:not([hidden]) :is(h1, p, span, b, li, img), svg text, .n-meeting-nav *"
  const page = document.scrollingElement, wide = innerWidth + stray, high = innerHeight + stray
  const out = [...document.querySelectorAll(all)].filter(one => !one.closest(".n-unseen, [data-none]")).filter(one => {
    const box = one.getBoundingClientRect()
    return box.width && (box.left < -stray || box.top < -stray || box.right > wide || box.bottom > high)
  })
  const scrolls = page.scrollHeight > high || page.scrollWidth > wide ? ["the page scrolls"] : []
  return [...out.map(one => one.textContent || one.tagName), ...scrolls]
}"""
OVER = """() => {
  const box = one => one.getBoundingClientRect()
  const step = document.querySelector(".n-step:not([hidden])"), answer = box(step.querySelector(".n-answer")).top
  const chart = document.querySelector(".st-key-meeting_chart:not([data-none])")
  const facts = box(step.querySelector(".n-meeting-facts")), left = chart && box(chart).left - 2
  const texts = [...chart?.querySelectorAll(".stVegaLiteChart svg text") ?? []].filter(one => one.textContent)
  const found = texts.filter(one => box(one).right > facts.left || box(one).bottom > answer + 4 || box(one).left < left)
  const low = [...step.querySelectorAll(".n-meeting-facts > *")].filter(one => box(one).bottom > answer + 2)
  const rooms = [...step.querySelectorAll(".n-room-for")].filter(one => one.scrollHeight > one.clientHeight + 2)
  return [...found, ...low, ...rooms].map(one => one.textContent)
}"""
PAINTED = """() => {
  const room = document.querySelector(".n-step:not([hidden]) .n-chart-room")
  const drawn = document.querySelector(".st-key-meeting_chart .stVegaLiteChart svg")
  return !room || drawn && Math.abs(room.clientHeight - drawn.clientHeight) < 8
}"""
LINES = "one => Math.round(one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))"


def begun(page: Page, url: str) -> Page:
    """A meeting at an address, its first chart drawn."""
    page.goto(url)
    expect(page.locator(".n-step:not([hidden]) h1")).to_be_visible()
    page.wait_for_function(
        "() => !document.querySelector('.n-step:not([hidden]) .n-chart-room')"
        " || document.querySelector('.st-key-meeting_chart .stVegaLiteChart svg .mark-line path')"
    )
    return page


def press(page: Page, key: str) -> None:
    """Press a key, and wait until what it asks for is painted."""
    page.keyboard.press(key)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))")
    page.wait_for_function(PAINTED)


def question(page: Page) -> str:
    return page.locator(".n-step:not([hidden]) h1").inner_text()


def faults(page: Page) -> list[str]:
    """What a room would not be able to read: small, cut or covered texts, an answer of more than two lines."""
    found = [f"small: {one}" for one in page.evaluate(SMALL_TEXTS, SMALLEST)]
    found += [f"outside: {one}" for one in page.evaluate(OUTSIDE, STRAY)]
    found += [f"covered: {one}" for one in page.evaluate(OVER)]
    lines = page.locator(".n-step:not([hidden]) .n-answer").evaluate(LINES)
    return found + ([f"{lines} lines of answer"] if lines > 2 else [])


@pytest.mark.parametrize(("size", "every"), [("laptop", 1), ("wide", 5)])
def test_every_screen_can_be_read_from_afar(app, chromium, size, every):
    """All 75 on the smaller screen, some on the larger: texts of 28 px and inside the window, nothing covered."""
    asked = ALL[::every]
    with fresh(chromium, size) as page:
        begun(page, f"{app.url}/mote?lista={','.join(asked)}")
        found = {}
        for at in range(len(asked)):
            expect(page.locator(".n-step:not([hidden]) .n-count")).to_have_text(f"{at + 1} av {len(asked)}")
            found[question(page)] = faults(page)
            press(page, "ArrowRight")
        assert {asked: told for asked, told in found.items() if told} == {}


def test_a_meeting_walks_by_keys_and_clicks(app, page):
    """Arrows, space, page keys, Home, End; the count and the address follow, the ends stop; buttons do the same."""
    begun(page, f"{app.url}/{MEETING}")
    walked = [question(page)]
    for key in ("ArrowRight", "Space", "PageDown", "ArrowRight", "ArrowRight", "ArrowRight"):
        press(page, key)
        walked.append(question(page))
    assert walked == QUESTIONS
    assert "steg=7" in page.url
    press(page, "ArrowRight")
    assert question(page) == QUESTIONS[-1]
    for key, asked in (("Home", 0), ("ArrowLeft", 0), ("End", 6), ("ArrowLeft", 5), ("PageUp", 4)):
        press(page, key)
        assert question(page) == QUESTIONS[asked]
    page.get_by_role("button", name="Nästa fråga").click()
    page.get_by_role("button", name="Nästa fråga").press("Enter")
    assert question(page) == QUESTIONS[6]
    page.get_by_role("button", name="Föregående fråga").press("Space")
    assert question(page) == QUESTIONS[5]
    expect(page.locator(".n-step:not([hidden]) .n-count")).to_have_text("6 av 7")


def test_the_chart_is_that_of_the_question(app, page):
    """After each step the chart has the step's own names and numbers, and its words for those who can't see it."""
    begun(page, f"{app.url}/{MEETING}")
    for value in ("Norberg 77,4", "Norberg 84,4", "Norberg 2013: 100", "", "Norberg 83,4", "Norberg 3\u202f820", ""):
        chart = page.locator(".st-key-meeting_chart")
        if value:
            expect(chart.locator("svg text").filter(has_text=value)).to_have_count(1)
            told = page.locator(".n-step:not([hidden])").get_attribute("data-alternative")
            expect(chart.locator(".stVegaLiteChart svg")).to_have_attribute("aria-label", told)
        else:
            expect(chart).to_be_hidden()
        press(page, "ArrowRight")


def test_a_screen_reader_hears_each_step(app, page):
    """The new count, question and answer are said; only the step that is shown is there; what is quiet has a name."""
    begun(page, f"{app.url}/{MEETING}")
    press(page, "ArrowRight")
    told = page.get_by_role("status")
    expect(told).to_contain_text(f"2 av 7. {QUESTIONS[1]} Det går inte att säga: ")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("article", name=QUESTIONS[1])).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "sv"
    stops = []
    for _ in range(5):  # the first two are Streamlit's: its skip link and the main part
        page.keyboard.press("Tab")
        stops.append(page.locator("*:focus").get_attribute("aria-label"))
    assert stops[2:] == ["Föregående fråga", "Nästa fråga", "Avsluta mötet"]


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_axe_finds_nothing(app, chromium, size):
    """Neither the preparation nor any kind of screen breaks a rule of axe-core."""
    with fresh(chromium, size) as page:
        found = violations(opened(page, f"{app.url}/mote?utkast=11,1,47"))
        begun(page, f"{app.url}/{MEETING}")
        for _ in QUESTIONS:
            found += violations(page)
            press(page, "ArrowRight")
        assert found == []


def test_nothing_but_the_question_is_on_the_screen(app, page):
    """No header, navigation, sidebar, toolbar or widget; F fills the screen and gives it back; Esc leaves."""
    begun(page, f"{app.url}/{MEETING}")
    for unwanted in ("stHeader", "stToolbar", "stSidebar", "stTopNavLink", "stElementToolbar", "stStatusWidget"):
        assert not page.get_by_test_id(unwanted).filter(visible=True).count(), unwanted
    assert not page.locator("input:visible, select:visible, textarea:visible").count()
    press(page, "f")
    page.wait_for_function("() => document.fullscreenElement")
    press(page, "F")
    page.wait_for_function("() => !document.fullscreenElement")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1, name="Förbered ett möte")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(7)


def test_enlarged_text_scrolls_in_one_column(app, chromium):
    """At twice the size, and on a phone, all is there under each other, nothing is cut at the side."""
    for width, height in ((960, 540), (390, 844)):
        with fresh(chromium) as page:
            page.set_viewport_size({"width": width, "height": height})
            begun(page, f"{app.url}/{MEETING}")
            page.wait_for_timeout(500)
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width
            room = page.locator(".n-step:not([hidden]) .n-chart-room").bounding_box()
            chart = page.locator(".st-key-meeting_chart").bounding_box()
            assert all(abs(room[side] - chart[side]) < 2 for side in room)
            answer = page.locator(".n-step:not([hidden]) .n-answer")
            answer.scroll_into_view_if_needed()
            expect(answer).to_be_in_viewport()


def test_made_up_figures_are_marked_on_every_screen(app, page):
    """DEMO stands in the top row, in the source and in the chart."""
    begun(page, f"{app.url}/mote?lista=11,1,47&demo=ja")
    for _ in range(3):
        shown = page.locator(".n-step:not([hidden])")
        expect(shown.locator(".n-meeting-top")).to_contain_text(DEMO)
        expect(shown.locator(".n-origin")).to_contain_text(DEMO)
        expect(page.locator(".st-key-meeting_chart .stVegaLiteChart svg text", has_text=DEMO)).to_have_count(1)
        press(page, "ArrowRight")


def test_a_meeting_is_a_servers_first_session_and_goes_on_without_it(page, tmp_path):
    """A fresh server shows the step of the link; with the server cut off every screen still comes: all were sent."""
    with serving(tmp_path) as server:
        begun(page, f"{server.url}/{MEETING.replace('steg=1', 'steg=3')}")
        assert question(page) == QUESTIONS[2]
        expect(page.locator(".n-step:not([hidden]) .n-count")).to_have_text("3 av 7")
    assert "Traceback" not in server.log.read_text()
    press(page, "Home")
    walked = [question(page)]
    for _ in QUESTIONS[1:]:
        press(page, "ArrowRight")
        walked.append(question(page))
    assert walked == QUESTIONS
    press(page, "Home")
    expect(page.locator(".st-key-meeting_chart .stVegaLiteChart svg text", has_text="Norberg 77,4")).to_have_count(1)


def test_a_meeting_from_the_first_thought_to_the_last_question(app, page):
    """Twelve minutes in short: search, order, name, save, open from the list, walk, go back, a smaller screen."""
    opened(page, f"{app.url}/mote")
    page.get_by_label("Sök med vardagliga ord").fill("medellivslängd")
    page.get_by_role("button", name="Lägg till 11. Medellivslängd, män").click()
    expect(page).to_have_url(re.compile("utkast=11"))
    settled(page)
    page.get_by_label("Sök med vardagliga ord").fill("fjärrvärme")
    page.get_by_role("button", name="Lägg till 47. Fjärrvärme").click()
    expect(page).to_have_url(re.compile(r"utkast=11(,|%2C)47"))
    settled(page)
    up = page.get_by_role("button", name="Flytta upp")
    expect(up).to_be_enabled()
    up.press("Enter")
    expect(page).to_have_url(re.compile(r"utkast=47(,|%2C)11"))
    settled(page)
    page.get_by_label("Namn").fill("Utskottet")
    page.get_by_label("Namn").press("Enter")
    expect(page.get_by_role("button", name="Spara dagordningen")).to_be_enabled()
    settled(page)
    page.get_by_role("button", name="Spara dagordningen").click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("utskottet.txt")
    opened(page, f"{app.url}/mote")
    page.get_by_role("button", name="Öppna").click()
    settled(page)
    page.wait_for_url("**namn=Utskottet**")
    page.get_by_role("button", name="Starta mötet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTIONS[2])
    for key, asked in (("ArrowRight", QUESTIONS[0]), ("Home", QUESTIONS[2]), ("End", QUESTIONS[0])):
        press(page, key)
        assert question(page) == asked
    page.set_viewport_size({"width": 1280, "height": 720})
    page.wait_for_timeout(500)
    assert faults(page) == []
    page.get_by_role("link", name="Avsluta mötet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Förbered ett möte")
    settled(page)
    page.get_by_role("button", name="Ta bort", exact=True).click()
    page.get_by_role("button", name="Ja, ta bort den").click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("borttagen")
    assert "Traceback" not in app.log.read_text()
