"""The style sheets together: one block on every page, so that a rule of one page can spoil another."""

import re
from collections import defaultdict

from browser import ROOT

SHEETS = sorted((ROOT / "norberg" / "templates").glob("style*.css"))
ALONE = re.compile(r"^\s*\.(n-[\w-]+)\s*\{", re.MULTILINE)  # a rule for a class wherever it stands
SHARED = {"style.css", "style-print.css"}


def test_no_two_pages_give_one_class_rules_of_its_own():
    """A class that stands alone in the sheet of one page is not used alone in that of another."""
    users = defaultdict(set)
    for sheet in SHEETS:
        for name in ALONE.findall(sheet.read_text(encoding="utf-8")):
            users[name].add(sheet.name)
    assert {name: found for name, found in users.items() if len(found - SHARED) > 1} == {}
