"""What the app runs on is pinned, installed as pinned, and looked at for what is known of it: ``docs/audit.md``."""

import re
from importlib.metadata import version

import pytest
from browser import ROOT
from packaging.version import Version

PINS = re.findall(
    r"^([\w.-]+)(\S*)\s*(#.*)?$", (ROOT / "requirements.txt").read_text(encoding="utf-8"), flags=re.MULTILINE
)
ROWS = {
    name.casefold(): (looked_at, safe)
    for name, looked_at, safe in re.findall(
        r"^\| ([\w.-]+) \| ([\d.a-z]+) \| ([\d.]*) ?\|",
        (ROOT / "docs" / "audit.md").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
}


@pytest.mark.parametrize(("name", "pin", "reason"), PINS, ids=lambda one: one if one[:1].isalpha() else "")
def test_a_dependency_is_pinned_with_a_reason_and_looked_at(name, pin, reason):
    """An exact version, the one installed, and the one that docs/audit.md tells of: look anew when a pin changes."""
    assert (pin, bool(reason)) == (f"=={version(name)}", True)
    assert ROWS[name.casefold()][0] == version(name)


@pytest.mark.parametrize("name", ROWS)
def test_no_version_with_a_known_fault_is_installed(name):
    """Also what is not pinned, because a package brings it along."""
    safe = ROWS[name][1]
    assert not safe or Version(version(name)) >= Version(safe)
