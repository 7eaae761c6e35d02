"""The app in a real Chromium: a server of its own, pages, and what a reader sees on them."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, Playwright, expect

ROOT = Path(__file__).resolve().parent.parent
CLOSED = "http://127.0.0.1:9/v3"  # the discard port: nothing listens there
AREAS = {  # address -> heading
    "att-vaxa-upp": "Norberg – att växa upp i",
    "leva-och-verka": "Norberg – att leva och verka i",
    "arbete-och-foreningsliv": "Arbete och föreningsliv i Norberg",
    "miljo-och-klimat": "Miljö och klimat, hållbarhet och tillgänglighet i Norberg",
    "att-bli-aldre": "Att bli äldre i Norberg",
    "nytankande": "Nytänkande Norberg",
}
MENU = (
    "Att växa upp i",
    "Att leva och verka i",
    "Arbete och föreningsliv",
    "Miljö, klimat och hållbarhet",
    "Att bli äldre",
    "Nytänkande Norberg",
)
PAGES = {"": "Hur går det för Norberg?", **AREAS, "om-data": "Om värdena"}
PAGES |= {"samband": "Två nyckeltal mot varandra", "perspektiv": "Nyckeltalen efter perspektiv"}
PAGES |= {"skillnader?lista=teman": "Skillnader mellan kvinnor och män"}
PAGES |= {"fordjupning": "Brott och trygghet", "upptack": "Upptäck"}
SIZES = {"wide": (1920, 1080), "laptop": (1280, 720), "phone": (390, 844)}
DEMO = "DEMO: påhittade värden"

FLAGS = [
    "--no-sandbox",  # continuous integration runs as root
    "--disable-gpu",
    "--font-render-hinting=none",  # without windows letters would stand apart on paper
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",  # Chromium's own requests would be refused by a closed network, many at a time
    "--disable-component-update",
    "--disable-sync",
]
START = 120  # s until a server answers; it takes half a second, but a machine may have much other work
PATIENCE = 120_000  # ms for what a page is asked to show; a machine with much other work needs a good part of it
MOMENT = 80  # ms: from a click to the run it asks for, or from a part's run to the page's, nothing runs
expect.set_options(timeout=PATIENCE)

SETTLED = """() => {
  const all = selector => [...document.querySelectorAll(selector)];
  const painted = chart => chart.querySelector('svg .mark-line path, svg .mark-text text, svg .mark-symbol path');
  return document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && all('h1, [data-testid=stAlert]').length
    && !all('[data-stale=true], [data-testid=stSkeleton]').length
    && all('[data-testid=stVegaLiteChart]').every(painted);
}"""


@dataclass
class Server:
    """A running app: its address, the file its log goes to, and the id of its process."""

    url: str
    log: Path
    pid: int


def copied(root: Path) -> Path:
    """A copy of the app in a folder of its own, for a test to change."""
    root.mkdir(parents=True, exist_ok=True)
    for name in ("app.py", "norberg", "pages", "data", "static", ".streamlit"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, root / name)
    return root


@contextmanager
def serving(
    folder: Path,
    kolada: str = CLOSED,
    root: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    base: str = "",
) -> Iterator[Server]:
    """A fresh Streamlit server.

    Args:
        folder: empty; the app writes to its ``var``, the log lies beside.
        kolada: the address given as KOLADA_URL.
        root: where ``app.py`` lies.
        environment: more switches.
        base: the path before every address, as behind a proxy.
    """
    port, log = free_port(), folder / "server.log"
    switches = {"NORBERG_DATA": str(folder / "var"), "KOLADA_URL": kolada, **(environment or {})}
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.baseUrlPath", base]
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command, cwd=root, env={**os.environ, **switches}, stdout=out, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            url = f"http://127.0.0.1:{port}/{base}".rstrip("/")
            answering(process, url, log)
            yield Server(url, log, process.pid)
        finally:
            process.terminate()


def free_port() -> int:
    """A port on loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answering(process: subprocess.Popen, url: str, log: Path) -> None:
    """Wait until a process that was started serves the app at an address; fails with its log if it does not."""
    end = time.monotonic() + START
    while process.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=START).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"Nothing answers at {url}:\n{log.read_text()}")


def chromium_path() -> str | None:
    """The Chromium to drive: NORBERG_CHROMIUM, or the one on the path; one without windows has a third less to do."""
    return os.environ.get("NORBERG_CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")


def launched(playwright: Playwright, path: str) -> Browser:
    """Chromium without a window, with a profile of its own."""
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


@contextmanager
def fresh(browser: Browser, size: str = "wide") -> Iterator[Page]:
    """An empty page of a reader who was never here, in a browser that has met the app's files: half the work."""
    width, height = SIZES[size]
    context = browser.contexts[0] if browser.contexts else browser.new_context(accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    try:
        yield page
    finally:
        with suppress(Error):  # a page that went nowhere keeps nothing
            page.evaluate("localStorage.clear()")
        page.close()
        context.clear_cookies()


def opened(page: Page, url: str) -> Page:
    """The page at an address, settled."""
    page.goto(url)
    settled(page)
    return page


def settled(page: Page) -> None:
    """Wait until the script has run, nothing is stale and every chart is painted, and still is so a moment later."""
    page.wait_for_function(SETTLED, timeout=PATIENCE)
    page.wait_for_timeout(MOMENT)
    page.wait_for_function(SETTLED, timeout=PATIENCE)


def cards(page: Page) -> list[str]:
    """The view in words: what is compared, every card with its chart's texts and points a line, what has no values.

    The years at an axis are left out: a chart that is given new data keeps room that a new one gives to more of them.
    """
    return page.locator(".n-seen, .n-card, .n-foot, .n-missing, [data-testid=stVegaLiteChart] svg").evaluate_all(
        "all => all.map(one => [one.getAttribute('aria-label'), one.innerText ?? '',"
        " ...[...one.querySelectorAll('.mark-text:not(.role-axis-label) text')].map(text => text.textContent),"
        " ...[...one.querySelectorAll('.mark-line path')].map(line => line.getAttribute('d').split(/[ML]/).length - 1)]"
        ".join(' | '))"
    )


def walk(page: Page, title: str) -> None:
    """Go to an area by the navigation's menu."""
    page.get_by_role("button", name="Områden").click()
    page.get_by_role("menuitem", name=title).click()
