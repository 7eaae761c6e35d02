"""What people wrote goes with the report, in its place and under its name; what was taken back does not."""

import pytest
from apptest import go, opened
from report_files import docx_text

from norberg import comments
from norberg.__main__ import main
from norberg.commentfile import GOAL, INDICATOR, Entry, Subject
from norberg.report.entry import of_people

HEALTH = Subject(GOAL, 2)
WRITTEN = "Männens medellivslängd behöver följas."


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NORBERG_DATA", str(tmp_path))
    monkeypatch.setenv("KOLADA_URL", "http://127.0.0.1:9/v3")
    monkeypatch.delenv("NORBERG_DEMO", raising=False)
    return tmp_path


def say(folder, subject=HEALTH, **other) -> Entry:
    parts = {"subject": subject, "title": "God folkhälsa", "name": "Anna Ek", "text": WRITTEN}
    return comments.save(folder / "comments", Entry(id="", written="", **{**parts, **other}))


def test_a_report_from_the_command_line_has_what_people_wrote(folder):
    """Text, verdict, name and the word that nobody has checked the name stand in the file."""
    say(folder, verdict="delvis uppfyllt")
    say(folder, Subject(INDICATOR, 12), text="Färre recept.", name="Bo Lind")
    assert main(["report", str(folder / "ut.docx"), "--goal", "2"]) == 0
    told = docx_text((folder / "ut.docx").read_bytes())
    for words in (WRITTEN, "elvis uppfyllt", "Anna Ek", "Färre recept.", "Bo Lind", "Namnet är inte kontrollerat"):
        assert words in told


def test_what_was_taken_back_is_left_out(folder):
    """A withdrawal is an entry of its own: neither it nor what it replaced goes into a report."""
    first = say(folder)
    say(folder, text="", replaces=first.id, withdrawn=True)
    kept = say(folder, Subject(INDICATOR, 12), text="Färre recept.")
    told = of_people(comments.threads(comments.read(folder / "comments")[0]))
    assert [(one.goal, one.no, one.text) for one in told] == [(None, 12, kept.text)]


def test_the_follow_up_offers_every_kind_of_file(folder):
    """The page has a button for each kind, and a click starts the work without an error."""
    at = go(opened(), "uppfoljning", mal="2")
    labels = [one.label for one in at.button if one.label.startswith("Gör ")]
    assert labels == ["Gör PDF", "Gör Word", "Gör PowerPoint", "Gör Excel"]
    next(one for one in at.button if one.label == "Gör Excel").click()
    at.run()
    assert not at.exception
    assert not at.error
