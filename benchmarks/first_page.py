"""The first page of a fresh server in a fresh browser, and the second visit, in a real Chromium."""

from pathlib import Path
from statistics import median

from measure import Row, compared
from paint import CHARTS, MAIN, TEXT, Watched, chromium, watched
from playwright.sync_api import Browser
from servers import APP, FLOOR, Server

ROUNDS = 3
VISITS = {"overview": (APP, "", MAIN), "area": (APP, "att-vaxa-upp", CHARTS), "empty": (FLOOR, "", TEXT)}


def run() -> list[Row]:
    """Two rows for the overview, two for the page with most charts."""
    cold: dict[str, list[float]] = {name: [] for name in VISITS}
    again: dict[str, list[float]] = {name: [] for name in VISITS}
    with chromium() as browser:
        for _ in range(ROUNDS):
            for name, visit in VISITS.items():
                first, second = _visits(browser, *visit)
                cold[name].append(first)
                again[name].append(second)
    return [row for name in ("overview", "area") for row in _rows(name, cold, again)]


def _visits(browser: Browser, script: Path, path: str, what: str) -> tuple[float, float]:
    """Milliseconds until the last change: of the server's first visit, and of a second one in the same browser."""
    with Server(script) as server:
        page = watched(browser, what)
        taken = page.open(f"{server.url}/{path}"), _reopened(page, f"{server.url}/{path}")
        page.page.context.close()
    return taken


def _reopened(page: Watched, url: str) -> float:
    page.page.goto("about:blank")
    return page.open(url)


def _rows(name: str, cold: dict[str, list[float]], again: dict[str, list[float]]) -> list[Row]:
    told = f"{median(cold[name]):.0f} ms, empty app {median(cold['empty']):.0f} ms, again {median(again[name]):.0f} ms"
    return [
        compared(f"first page, {name}: cold / empty app's cold start", cold[name], cold["empty"], 1.8, told),
        compared(f"first page, {name}: revisit / cold", again[name], cold[name], 0.45),
    ]
