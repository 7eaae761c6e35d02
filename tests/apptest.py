"""The app run without a browser: pages under a link, and what they say."""

import html
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.testing.v1 import AppTest
from world import ROOT

# words of Streamlit's own texts and of Python's that no Swedish sentence has
ENGLISH = frozenset(
    [
        *("the", "and", "not", "with", "missing", "value", "values", "none", "nan", "null", "true", "false", "error"),
        *("select", "choose", "search", "clear", "add", "results", "running", "loading", "nat", "inf", "traceback"),
        *("exception", "key", "warning", "deprecated"),
    ]
)


def opened(**link: str) -> AppTest:
    """The app at its wall under a link, run once."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in link.items():
        at.query_params[name] = value
    return at.run()


def go(at: AppTest, address: str, **link: str) -> AppTest:
    """Another page, under another link where one is given."""
    for name, value in link.items():
        at.query_params[name] = value
    return at.switch_page(f"pages/{address}.py").run()


def bodies(at: AppTest) -> list[str]:
    """The HTML blocks of the page, style left out."""
    return [one.proto.body for one in at.get("html") if not one.proto.body.startswith(("<style", "<script"))]


def plain(body: str) -> str:
    """The text of an HTML block."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def texts(at: AppTest) -> list[str]:
    """All that the page says: HTML blocks, headings, notices and the labels of what can be clicked."""
    told = [*at.title, *at.caption, *at.warning, *at.info, *at.success, *at.error, *at.markdown]
    return [*map(plain, bodies(at)), *(one.value for one in told), *(one.label for one in at.button)]


def cards(at: AppTest) -> dict[str, str]:
    """Title -> text of the cards with figures."""
    found = [(re.search(r'class="n-card" aria-label="([^"]*)"', body), body) for body in bodies(at)]
    return {html.unescape(title[1]): plain(body) for title, body in found if title}


def absent(at: AppTest) -> str:
    """The text of all cards "Saknar värden" of the page."""
    return " ".join(plain(body) for body in bodies(at) if 'class="n-missing"' in body)


@contextmanager
def listening(handler: logging.Handler) -> Iterator[None]:
    """Streamlit's loggers don't propagate: let a handler hear them, deprecations among the rest."""
    names = [name for name in logging.root.manager.loggerDict if name.startswith("streamlit")]
    for name in names:
        logging.getLogger(name).addHandler(handler)
    yield
    for name in names:
        logging.getLogger(name).removeHandler(handler)
