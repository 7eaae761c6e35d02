"""A real Chromium that tells when something was last painted."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
QUIET = 500  # ms without a change after which nothing more is expected
PATIENCE = 60_000  # ms

CHARTS = "[data-testid=stVegaLiteChart]"
TEXT = "[data-testid=stText]"
MAIN = "[data-testid=stMain]"

# Times are those of the frame after the change. Attributes outside drawings are Streamlit's marks of stale elements and
# of where the pointer is: nothing that a reader waits for.
PROBE = """(() => {
  const probe = window.probe = {start: 0, last: 0, what: 'body'};
  let due = false;
  const stamp = () => { due = false; probe.last = performance.now(); };
  const soon = () => { if (!due) { due = true; requestAnimationFrame(() => setTimeout(stamp)); } };
  addEventListener('pointerdown', () => { probe.start = performance.now(); }, true);
  new MutationObserver(changes => {
    for (const change of changes) {
      const place = change.target.nodeType === 1 ? change.target : change.target.parentElement;
      const came = [...change.addedNodes].some(one => one.querySelector?.(probe.what));
      if (!came && !place?.closest(probe.what)) continue;
      if (change.type !== 'attributes' || place.closest('svg')) { soon(); return; }
    }
  }).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
})()"""
SETTLED = f"""() => probe.last > probe.start && performance.now() - probe.last > {QUIET}
  && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"""


class Watched:
    """A page that measures itself.

    Args:
        page: fresh, on no address yet.
        what: selector of what a reader waits for; changes elsewhere do not count.
    """

    def __init__(self, page: Page, what: str) -> None:
        self.page, self._what = page, what
        page.add_init_script(PROBE.replace("'body'", f"'{what}'"))

    def open(self, url: str) -> float:
        """Go to an address; ms from the start of the navigation until the last change."""
        self.page.goto(url)
        return self._settled()

    def click(self, selector: str) -> float:
        """Click; ms from the press until the last change of what is waited for."""
        self.page.locator(selector).first.click()
        return self._settled()

    def wait_for(self, what: str) -> None:
        """Wait for something else from now on."""
        self.page.evaluate("what => { probe.what = what; }", what)

    def _settled(self) -> float:
        self.page.wait_for_function(SETTLED, polling=50, timeout=PATIENCE)
        return self.page.evaluate("probe.last - probe.start")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's Chromium: NORBERG_CHROMIUM, or the one on the path."""
    path = os.environ.get("NORBERG_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def watched(browser: Browser, what: str) -> Watched:
    """A page in a context of its own, so with an empty cache, on a full HD screen."""
    return Watched(browser.new_context(viewport={"width": 1920, "height": 1080}).new_page(), what)


def choice(words: str) -> str:
    """The selector of a segmented control's choice."""
    return f'[role=radio]:has-text("{words}"), [data-testid=stButtonGroup] button:has-text("{words}")'
