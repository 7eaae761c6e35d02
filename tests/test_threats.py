"""The list of threats names tests that exist, and what no other test covers is covered here."""

import re

import pytest
from browser import ROOT

NAMED = re.findall(r"(test_\w+\.py)(?:::(test_\w+))?", (ROOT / "docs" / "threats.md").read_text(encoding="utf-8"))
TEMPLATES = sorted((ROOT / "norberg" / "templates").glob("*.html"))
SAFE = re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\(")


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED)))
def test_every_named_test_exists(file, name):
    text = (ROOT / "tests" / file).read_text(encoding="utf-8")
    assert f"def {name}(" in text if name else "def test_" in text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_lets_html_through(path):
    """No text is marked as safe: what a template gets from another one comes through include."""
    assert not SAFE.search(path.read_text(encoding="utf-8"))


def test_scripts_hold_nothing_from_outside():
    """Only templates without a single variable may run as script."""
    users = [path for path in (ROOT / "norberg").rglob("*.py") if "unsafe_allow_javascript" in path.read_text("utf-8")]
    found = {
        name
        for path in users
        for name in re.findall(r'render\("([\w-]+\.html)"\), unsafe_allow_j', path.read_text("utf-8"))
    }
    calls = sum(path.read_text("utf-8").count("unsafe_allow_javascript") for path in users)
    assert len(found) == calls
    for name in found:
        assert not re.search(r"{[{%]", (ROOT / "norberg" / "templates" / name).read_text("utf-8"))
