"""Fetching from Kolada with the button: without network, and from the stand-in."""

import re
from collections.abc import Iterator

import faults
import pytest
from browser import copied, opened, serving, settled
from playwright.sync_api import expect
from standin import StandIn
from standin_world import World, area_codes

from norberg import program, settings

pytestmark = pytest.mark.browser

LACKING = "Nystartade företag"  # in Kolada, but not among the embedded figures
SILENT = "N15428"  # a nyckeltal that the stand-in lists but has no value of
PATIENCE = 60_000  # ms for a whole fetch at the polite pace


@pytest.fixture
def kolada() -> Iterator[StandIn]:
    """A stand-in that has the program's nyckeltal."""
    here = program.load(settings.DATA)
    ids = list(dict.fromkeys(kpi for one in here.indicators for kpi in one.kpis))
    codes, years = area_codes(30), range(2016, 2024)
    members = dict.fromkeys(here.groups, codes[3:10])
    gone = {(SILENT, area, year): "2026-01-01" for area in (*codes, *members) for year in years}
    with StandIn(World(ids=ids, codes=codes, members=members, years=years, deleted=gone)) as server:
        yield server


def test_fetch_without_network_ends_in_a_sentence(app, page):
    """Where Kolada can't be reached the button ends in a Swedish warning, and the figures are still there."""
    opened(page, f"{app.url}/om-data")
    page.get_by_role("button", name="Hämta från Kolada").click()
    warning = page.get_by_test_id("stAlert").filter(has_text="Det som visas är det senast inlästa.").first
    expect(warning).to_contain_text("går inte att nå", timeout=PATIENCE)
    expect(page.get_by_role("button", name="Hämta från Kolada")).to_be_enabled()
    opened(page, f"{app.url}/att-vaxa-upp")
    expect(page.locator(".n-card", has_text="Behöriga till yrkesprogram")).to_contain_text("84,4 %")
    assert "Traceback" not in app.log.read_text()


def test_fetch_fills_in_what_was_missing(kolada, page, tmp_path):
    """A fetch shows its progress, what was missing gets values, and ids answered without values are named."""
    kolada.fail(faults.slow(0.5), times=4)
    with serving(tmp_path, kolada.url) as server:
        opened(page, f"{server.url}/arbete-och-foreningsliv")
        expect(page.locator(".n-missing", has_text=LACKING)).to_be_visible()
        expect(page.locator(".n-card", has_text=LACKING)).to_have_count(0)
        page.get_by_role("button", name="Hämta från Kolada").first.click()
        expect(page.get_by_test_id("stProgress")).to_contain_text("Värdena som redan visas kan användas under tiden.")
        expect(page.get_by_test_id("stAlert").filter(has_text="Hämtat:")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_test_id("stAlert").filter(has_text="svarade utan värden")).to_contain_text(SILENT)
        expect(page.locator(".n-card", has_text=LACKING)).to_contain_text(re.compile(r"\d företag 20\d\d"))
        settled(page)
    assert "Traceback" not in server.log.read_text()


def test_the_app_fetches_by_itself_when_the_figures_are_too_old(kolada, page, tmp_path):
    """Where the program says so, the first visitor starts a fetch and goes on reading meanwhile."""
    root = copied(tmp_path / "app")
    file = root / "data" / "program.toml"
    text = file.read_text(encoding="utf-8").replace("refresh_after_days = 0", "refresh_after_days = 7")
    file.write_text(text, encoding="utf-8")
    with serving(tmp_path, kolada.url, root=root) as server:
        opened(page, f"{server.url}/om-data")  # no charts are drawn anew at each part of the fetch
        expect(page.get_by_test_id("stAlert").filter(has_text="Hämtat:")).to_be_visible(timeout=PATIENCE)
        asked = len(kolada.requests)
        opened(page, f"{server.url}/arbete-och-foreningsliv")
        expect(page.locator(".n-card", has_text=LACKING)).to_contain_text(re.compile(r"\d företag 20\d\d"))
        assert len(kolada.requests) == asked
