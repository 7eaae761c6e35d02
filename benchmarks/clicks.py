"""What a reader waits for after a click, in a real Chromium: all charts of a page, or one card's table."""

from statistics import median

from measure import Row, compared
from paint import CHARTS, TEXT, Watched, choice, chromium, watched
from servers import APP, FLOOR, NAIVE, Server

PAGE = "att-vaxa-upp"  # the page with most charts
WORDS = ("Kvinnor", "Män", "Båda")
ROUNDS = 3  # start years nobody has chosen before: each gives len(WORDS) choices that are new to the server
FIRST_YEARS = range(1996, 1996 + ROUNDS)
OPENED = 8
POPOVER = "[data-testid=stPopoverBody]"


def run() -> list[Row]:
    """The rows on clicks."""
    with Server(APP) as app, Server(FLOOR) as floor, Server(NAIVE) as naive, chromium() as browser:
        pages = {"app": watched(browser, CHARTS), "floor": watched(browser, TEXT), "naive": watched(browser, CHARTS)}
        pages["floor"].open(floor.url)
        pages["naive"].open(naive.url)
        pages["app"].open(f"{app.url}/{PAGE}")
        drawn = pages["app"].page.locator(CHARTS).count()
        new, seen = _filtered(pages, app.url)
        opened = _opened(pages["app"], pages["floor"])
    return [*_rows("a choice seen before", seen, drawn), *_rows("a choice new to the server", new, drawn), opened]


def _filtered(pages: dict[str, Watched], address: str) -> tuple[dict, dict]:
    """Milliseconds of each page by kind of choice; the three pages are clicked in turn."""
    new: dict[str, list[float]] = {name: [] for name in pages}
    seen: dict[str, list[float]] = {name: [] for name in pages}
    for year in FIRST_YEARS:
        pages["app"].open(f"{address}/{PAGE}?fran={year}")
        for kept in (new, seen):
            for words in WORDS:
                for name, page in pages.items():
                    kept[name].append(page.click(choice(words)))
    return new, seen


def _rows(kind: str, taken: dict[str, list[float]], drawn: int) -> list[Row]:
    told = ", ".join(f"{name} {median(values):.0f} ms" for name, values in taken.items())
    note = f"{drawn} charts; {told}"
    return [
        compared(f"click to last chart, {kind} / empty script", taken["app"], taken["floor"], 6, note),
        compared(f"click to last chart, {kind} / naive Altair", taken["app"], taken["naive"], 0.45),
    ]


def _opened(app: Watched, floor: Watched) -> Row:
    """Open a card's table against a fragment with one line."""
    taken: dict[str, list[float]] = {"app": [], "floor": []}
    button = '[data-testid=stPopover] button:has-text("Tabell och definition")'
    for page in (app, floor):
        page.wait_for(POPOVER)
    for _ in range(OPENED):
        for name, page in (("app", app), ("floor", floor)):
            taken[name].append(page.click(button))
            page.page.keyboard.press("Escape")
            page.page.locator(POPOVER).wait_for(state="hidden")
            page.page.wait_for_timeout(300)
    note = ", ".join(f"{name} {median(values):.0f} ms" for name, values in taken.items())
    return compared("open a card's table / fragment with one line", taken["app"], taken["floor"], 2, note)
