"""Who may import what: the rooms stay apart."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ALLOWED = {
    "streamlit": {"app.py", "norberg/ui/*", "pages/*"},
    "typst": {"norberg/report/typeset.py"},
    "docx": {"norberg/report/word.py"},
    "pptx": {"norberg/report/slide*.py"},
    "xlsxwriter": {"norberg/report/*.py"},
    "icalendar": {"norberg/wheel/ics.py"},
    "requests": {"norberg/door.py"},
    "distributed": {"norberg/cluster.py"},
    "dask": set(),
    "diskcache": {"norberg/store.py", "norberg/vault.py", "norberg/database.py"},
}
FILES = [path for folder in ("norberg", "pages") for path in ROOT.joinpath(folder).rglob("*.py")] + [ROOT / "app.py"]


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("package", ALLOWED)
def test_only_its_room_imports(package):
    """A package is known in one place only."""
    users = [path.relative_to(ROOT) for path in FILES if package in imported(path)]
    strangers = [str(path) for path in users if not any(path.match(pattern) for pattern in ALLOWED[package])]
    assert strangers == []


@pytest.mark.parametrize("path", sorted(ROOT.joinpath("pages").glob("*.py")), ids=lambda path: path.name)
def test_a_page_is_an_outline(path):
    """At most 45 lines, no function of its own."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 45
    assert not [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.Lambda)]


def test_the_first_page_waits_for_no_package_it_does_not_use():
    """A cold start at the wall loads neither Altair nor openpyxl, together as slow as pandas."""
    code = "import sys; from norberg.ui import shell, wall; print(*{'altair', 'openpyxl'}.intersection(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
