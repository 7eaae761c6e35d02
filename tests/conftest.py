"""Fixtures that several test modules share."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from browser import CLOSED, Server, chromium_path, fresh, launched, serving
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright
from standin import StandIn

from norberg.store import Store
from norberg.ui import fetch

MAIN = sys.modules["__main__"]

settings.register_profile("calm", deadline=None, max_examples=60)  # a busy machine's time says nothing of an example
settings.load_profile("calm")


@pytest.fixture(autouse=True)
def _no_news() -> None:
    """What a fetch of an earlier test came to is no news for this one."""
    fetch.desk.clear()


@pytest.fixture(autouse=True)
def _own_main() -> None:
    """A script that AppTest has run stays ``__main__``: each process started later would run it, and may die of it."""
    sys.modules["__main__"] = MAIN


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
        told = (
            "No Chromium: install Debian's package chromium-headless-shell, or set NORBERG_CHROMIUM to the path of one"
        )
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


@pytest.fixture(scope="session")
def _one_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture
def var(monkeypatch: pytest.MonkeyPatch, _one_folder: Path) -> Iterator[Path]:
    """The folder that the app writes to, empty, without network.

    It is the same for all tests, so that what was worked out of the embedded figures need not be worked out again.
    """
    monkeypatch.setenv("NORBERG_DATA", str(_one_folder))
    monkeypatch.setenv("KOLADA_URL", CLOSED)
    monkeypatch.delenv("NORBERG_DEMO", raising=False)
    before = Store(_one_folder / "store").version
    yield _one_folder
    fetched = Store(_one_folder / "store").version != before
    for one in _one_folder.iterdir():
        if fetched or one.name != "store":
            (shutil.rmtree if one.is_dir() else Path.unlink)(one)
    if fetched:
        st.cache_resource.clear()
