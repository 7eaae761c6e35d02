"""Two app processes on one folder behind HAProxy, as ``deploy/haproxy.cfg`` has it: one dies, nobody loses anything."""

import asyncio
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from balancer import balanced, haproxy_path
from browser import PATIENCE, Server, cards, opened, serving, settled
from playwright.sync_api import Browser, Page, expect
from store_tools import answered
from test_browser_followup import form
from visitors import Visitor

from norberg import agenda_files, comments, program, settings
from norberg.agenda import Agenda
from norberg.catalogue import saving
from norberg.store import Store

pytestmark = pytest.mark.browser

VISITORS = 60
PATH = "uppfoljning?mal=1&datum=2026-11-26&forra=2025-11-26"
LINKS = [  # address, query: what the visitors look at
    (address, f"kon={gender}&fran=2012&till=2022&jamfor=riket")
    for address in ("arbete-och-foreningsliv", "att-bli-aldre", "skillnader")
    for gender in ("totalt", "kvinnor", "man")
]


@dataclass
class Cluster:
    """Two apps by the name the balancer gives them, its address, and the folder that they share."""

    apps: dict[str, Server]
    url: str
    folder: Path


@pytest.fixture(scope="module")
def path():
    """HAProxy; without one the test is skipped, or fails where NORBERG_BROWSER=required."""
    found = haproxy_path()
    if found is None:
        told = "No HAProxy: install Debian's package haproxy"
        (pytest.fail if os.environ.get("NORBERG_BROWSER") == "required" else pytest.skip)(told)
    return found


@pytest.fixture
def cluster(path, tmp_path):
    """Two fresh processes."""
    shared = tmp_path / "shared"
    switches = {"NORBERG_DATA": str(shared)}
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with (
        serving(tmp_path / "one", environment=switches) as one,
        serving(tmp_path / "two", environment=switches) as two,
        balanced([one.url, two.url], tmp_path / "haproxy.log", path) as url,
    ):
        yield Cluster({"one": one, "two": two}, url, shared)
    for app in (one, two):
        assert "Traceback" not in app.log.read_text()


@contextmanager
def reader(browser: Browser, process: str, url: str) -> Iterator[Page]:
    """A page of a reader with cookies of their own, whom the balancer sends to a process."""
    with browser.new_context() as context:
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": "norberg", "value": process, "url": url}])
        yield context.new_page()


def written(page: Page, text: str) -> None:
    """Save a comment in the form that is open."""
    page.get_by_label("Kommentar").fill(text)
    page.get_by_label("Ditt namn").fill("Anna Ek")
    page.get_by_label("Ditt namn").press("Tab")
    saved(page)


def saved(page: Page) -> None:
    """Press save, and see that it is."""
    settled(page)
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_label("Kommentar")).to_have_value("")  # "Sparat." may stand there from the one before
    expect(page.get_by_text("Sparat.", exact=True)).to_be_visible()
    settled(page)


def kept(folder: Path) -> list[str]:
    """What people have written, in no order: two may be of one second."""
    entries, faults = comments.read(comments.folder(folder))
    assert faults == []
    return sorted(one.text for one in entries)


def text(view: dict[tuple, bytes]) -> str:
    """What stands on a page, in one text."""
    return b"".join(view.values()).decode(errors="replace")


async def told(cluster: Cluster) -> None:
    """A refresh, an agenda and a theme of another process are there in sessions that were open before."""
    words = {"att-vaxa-upp": "77,7", "mote": "Utskottet i mars", "fordjupning": "Äldre och trygghet"}
    visitors = [Visitor(cluster.url, page) for page in words]
    seen = [await one.come() for one in visitors]
    assert [one.page for one, view in zip(visitors, seen, strict=True) if words[one.page] in text(view)] == []
    here = program.load(settings.DATA)
    Store(cluster.folder / "store").publish([answered({("1962", 2026): 77.7}, "2026-11-26T10:00:00+00:00")])
    agenda_files.save(cluster.folder / "agendas", Agenda((1, 2), "Utskottet i mars", 2026, created="2026-03-02"), here)
    saving.save(cluster.folder / "themes", "Äldre och trygghet", here.themes[0].pieces)
    seen = [await one.look() for one in visitors]
    assert [one.page for one, view in zip(visitors, seen, strict=True) if words[one.page] not in text(view)] == []
    for one in visitors:
        await one.leave()


async def crowd(cluster: Cluster, dead: str) -> None:
    """Sixty readers on two processes, one of which is killed."""
    visitors = [Visitor(cluster.url, *LINKS[number % len(LINKS)]) for number in range(VISITORS)]
    before = [await one.come() for one in visitors]
    assert all(len(seen) > 10 for seen in before)
    of = {name: [one for one in visitors if one.process == name] for name in cluster.apps}
    assert min(len(some) for some in of.values()) >= VISITORS // 3
    os.kill(cluster.apps[dead].pid, signal.SIGKILL)
    after = await asyncio.gather(*(one.come_back() for one in of[dead]))
    for one in visitors:
        await one.here()
    assert {one.process for one in visitors} == set(cluster.apps) - {dead}
    for one, seen in zip(of[dead], after, strict=True):
        known = before[visitors.index(one)]
        assert [(one.page, place) for place in known | seen if known.get(place) != seen.get(place)] == []
    for one in visitors:
        await one.leave()


def test_nobody_loses_anything_when_a_process_dies(cluster, chromium):
    """Sixty readers and a page with an unsaved comment: all are back with the same view, and all comments are there."""
    with reader(chromium, "one", cluster.url) as page, reader(chromium, "two", cluster.url) as other:
        for one, name in ((page, "one"), (other, "two")):
            opened(one, f"{cluster.url}/{PATH}")
            form(one, 1)
            written(one, f"Före, {name}")
        page.get_by_label("Kommentar").fill("Skrivet före, sparat efter")
        view, address = cards(page), page.url
        with ThreadPoolExecutor(1) as thread:  # playwright's own loop runs in this one
            thread.submit(asyncio.run, crowd(cluster, "one")).result()
        expect(page.locator("[data-test-connection-state=CONNECTED]")).to_be_attached()
        settled(page)
        assert {one["value"] for one in page.context.cookies() if one["name"] == "norberg"} == {"two"}
        assert (cards(page), page.url) == (view, address)
        saved(page)
        written(other, "Efter, two")
        texts = ["Efter, two", "Före, one", "Före, two", "Skrivet före, sparat efter"]
        assert kept(cluster.folder) == texts
        page.reload()
        settled(page)
        block = page.get_by_role("complementary", name="Skrivet av personer om mål 1")
        assert sorted(block.locator(".n-said-text").all_inner_texts()) == texts
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, told(cluster)).result()
