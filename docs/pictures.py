"""Take the pictures of the README anew, on the embedded figures: ``.venv/bin/python docs/pictures.py [NAME ...]``.

That of Upptäck needs a lake that is scanned, in NORBERG_LAKE; without one it is left as it is.
"""

import os
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))
from browser import chromium_path, fresh, launched, opened, serving  # noqa: E402  # the tests' own way to a browser

PICTURES = {  # file -> address; the part of the page that fits a wide screen
    "vaggen": "",
    "nyckeltal": "nyckeltal?nr=11",
    "fordjupning": "fordjupning?tema=folkhalsa",
    "skillnader": "skillnader",
    "mote": "mote?lista=11,1,47&steg=1",
}
NEEDS_LAKE = {"upptack": "upptack"}
WIDTH, COLOURS = 1280, 255  # px of a picture, and colours of its palette: a page has few, and the files stay small


def main() -> None:
    """Write one PNG a page, of all or of those that are named."""
    possible = PICTURES | (NEEDS_LAKE if "NORBERG_LAKE" in os.environ else {})
    wanted = {name: one for name, one in possible.items() if name in (sys.argv[1:] or [name])}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, serving(Path(folder)) as app:
        browser = launched(playwright, str(chromium_path()))
        for name, address in wanted.items():
            with fresh(browser) as page:
                opened(page, f"{app.url}/{address}")
                page.wait_for_timeout(1000)
                file = HERE / "pictures" / f"{name}.png"
                page.screenshot(path=file)
                whole = Image.open(file).convert("RGB")
                small = whole.resize((WIDTH, WIDTH * whole.height // whole.width), Image.Resampling.LANCZOS)
                small.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(file, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
