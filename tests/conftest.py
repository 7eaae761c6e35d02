"""Fixtures that several test modules share."""

import os
from collections.abc import Iterator

import pytest
from browser import Server, chromium_path, fresh, launched, serving
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright
from standin import StandIn

settings.register_profile("calm", deadline=None, max_examples=60)  # a busy machine's time says nothing of an example
settings.load_profile("calm")


@pytest.fixture
def standin() -> Iterator[StandIn]:
    """A stand-in Kolada with its usual figures."""
    with StandIn() as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium; without one the test is skipped, or fails where NORBERG_BROWSER=required."""
    path = chromium_path()
    if path is None:
        told = "No Chromium: install Debian's package chromium, or set NORBERG_CHROMIUM to the path of one"
        (pytest.fail if os.environ.get("NORBERG_BROWSER") == "required" else pytest.skip)(told)
    with sync_playwright() as playwright:
        browser = launched(playwright, path)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Server]:
    """A server without network that all tests share which leave nothing on it."""
    with serving(tmp_path_factory.mktemp("app")) as server:
        yield server


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page of a new reader at 1920x1080."""
    with fresh(chromium) as one:
        yield one
