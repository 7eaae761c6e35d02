"""A deep-dive of one's own in a real browser: search, add, order, save, and the link that restores it."""

import re
from collections.abc import Iterator

import pytest
from browser import Server, fresh, opened, serving, settled
from playwright.sync_api import Browser, Page, expect
from standin import StandIn
from standin_world import World, area_codes
from tour import on_both

pytestmark = pytest.mark.browser

TITLES = {
    "N11102": "Inskrivna barn i förskolan, andel (%)",
    "N20001": "Trygghet i hemtjänsten, andel (%) *nöjda*",
    "N60001": "Vårdtid på sjukhus, antal dagar",
}
PATIENCE = 60_000  # ms for a fetch at the polite pace


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Server]:
    """A server whose Kolada has three kpis, one for regions only; its list is not read yet."""
    world = World(ids=list(TITLES), codes=area_codes(12), years=range(2016, 2024))
    for kpi, title in TITLES.items():
        world.kpis[kpi] |= {"title": title, "municipality_type": "L" if kpi == "N60001" else "K"}
    with StandIn(world) as kolada, serving(tmp_path_factory.mktemp("own"), kolada.url) as server:
        yield server


def searched(page: Page, words: str) -> None:
    page.get_by_label("Sök i titlar").fill(words)
    settled(page)


def added(page: Page, title: str) -> None:
    """Press the button of a result, and wait until the list has it: who types before that may lose what they type."""
    page.get_by_role("button", name=f"Lägg till: {title}").click()
    expect(page.get_by_role("radiogroup").filter(has_text="1. ")).to_contain_text(title)
    settled(page)


def chosen(page: Page) -> list[str]:
    """The list, in order."""
    return (
        page.get_by_role("radiogroup")
        .filter(has_text="1. ")
        .get_by_role("radio")
        .evaluate_all("all => all.map(one => one.closest('label').innerText.trim())")
    )


def test_search_add_order_save_and_remove(own, page):
    """The whole walk: without the list, with it, a kpi that nobody has fetched, a saved theme, and its removal."""
    opened(page, f"{own.url}/fordjupning?tema=egen")
    expect(page.get_by_text("Koladas lista är inte hämtad")).to_be_visible()
    searched(page, "förskol")
    expect(page.get_by_role("button", name="Lägg till: Inskrivna barn")).to_have_count(0)
    page.get_by_role("button", name="Hämta Koladas lista").click()
    expect(page.get_by_text("Koladas lista är läst: 3")).to_be_visible(timeout=PATIENCE)
    settled(page)
    searched(page, "sjukhus")
    expect(page.get_by_text("N60001, Prov, mäts bara för regioner")).to_be_visible()
    searched(page, "trygghet hem")
    added(page, "Trygghet i hemtjänsten, andel (%) *nöjda*")
    expect(page).to_have_url(re.compile("nyckeltal=N20001"))
    searched(page, "N15428")
    added(page, "Behöriga")
    expect(page).to_have_url(re.compile(r"nyckeltal=N20001(,|%2C)1&"))
    page.get_by_role("button", name="Flytta upp").click()
    expect(page).to_have_url(re.compile(r"nyckeltal=1(,|%2C)N20001&"))
    settled(page)
    expect(page.get_by_role("button", name="Spara som tema")).to_be_disabled()
    page.get_by_label("Namn, så att listan").fill("Skola & trygghet <b>")
    page.get_by_label("Namn, så att listan").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Skola & trygghet <b>")
    settled(page)
    page.get_by_role("button", name="Hämta 1").click()
    expect(page.get_by_text("Hämtat:")).to_be_visible(timeout=PATIENCE)
    settled(page)
    page.get_by_role("button", name="Spara som tema").click()
    expect(page).to_have_url(re.compile("tema=skola-trygghet-b"))
    expect(page.get_by_text("är sparat och hämtas med de andra")).to_be_visible()
    settled(page)
    expect(page.get_by_role("navigation", name="Teman").get_by_role("link")).to_have_count(6)
    page.get_by_role("button", name="Ta bort temat").click()
    page.get_by_role("button", name="Ja, ta bort det").click()
    expect(page.get_by_text("är borttaget")).to_be_visible()
    expect(page.get_by_role("navigation", name="Teman").get_by_role("link")).to_have_count(5)
    assert "Traceback" not in own.log.read_text()


def test_a_copied_link_restores_the_choice_and_tells_its_faults(own, chromium):
    """Another reader gets the same theme in the same order; what the link has too much of is named."""
    with fresh(chromium) as page:
        opened(page, f"{own.url}/fordjupning?nyckeltal=3,N07540,3,N99998&namn=Eget&till=2020")
        expect(page.get_by_role("heading", level=1)).to_have_text("Eget")
        expect(page.get_by_text("”3” står två gånger")).to_be_visible()
        page.get_by_text("Välj nyckeltal, ordna").click()
        settled(page)
        before = chosen(page)
        page.get_by_role("button", name="Kopiera länk").click()
        copied = page.locator(".st-key-copy_link code, [data-testid=stPopoverBody] code").inner_text()
    with fresh(chromium, "phone") as page:
        opened(page, copied)
        expect(page.get_by_role("heading", level=1)).to_have_text("Eget")
        page.get_by_text("Välj nyckeltal, ordna").click()
        settled(page)
        assert chosen(page) == before
        assert [one[:2] for one in before[:2]] == ["1.", "2."]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_keyboard_alone_searches_and_adds(own, chromium):
    """From the search field a result is two steps away, and Enter adds it."""
    with fresh(chromium, "laptop") as page:
        opened(page, f"{own.url}/fordjupning?tema=egen")
        page.get_by_label("Sök i titlar").focus()
        page.keyboard.type("anmälda våldsbrott")
        result = page.get_by_role("button", name=re.compile("^Lägg till: "))
        expect(result.first).to_be_visible()
        settled(page)
        page.keyboard.press("Tab")
        for _ in range(4):
            if result.first.evaluate("one => one === document.activeElement"):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("nyckeltal=[0-9N]"))
        settled(page)
        expect(page.get_by_role("radiogroup").filter(has_text="1. ")).to_be_visible()


def test_axe_finds_nothing_in_the_picker(own, chromium):
    """The search with its results and the list break no rule, on a wide screen nor on a phone."""
    with fresh(chromium) as page:
        opened(page, f"{own.url}/fordjupning?nyckeltal=3,N07540&namn=Eget")
        page.get_by_text("Välj nyckeltal, ordna").click()
        settled(page)
        searched(page, "brott")
        expect(page.get_by_role("button", name=re.compile("^Lägg till: ")).first).to_be_visible()
        assert on_both(page) == []
