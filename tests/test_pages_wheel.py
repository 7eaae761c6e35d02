"""The year on the page: its months, links and file, and nothing of it in the demo."""

import re
from datetime import date

import pytest
from apptest import bodies, go, opened, plain
from world import PROGRAM

from norberg.wheel.year import MONTHS


@pytest.fixture(autouse=True)
def folder(var):
    """The folder that the app writes to."""
    return var


def section(at):
    """The HTML of the year."""
    (found,) = [body for body in bodies(at) if 'id="arshjul"' in body]
    return found


def test_year_has_months_links_and_a_file():
    """Twelve headings from this month, every nyckeltal linked under the choice, and the follow-ups as proposals."""
    at = go(opened(jamfor="1980"), "om-data")
    assert not at.exception
    body = section(at)
    months = re.findall(r"<li[^>]*>\s*<h3>(.*?)</h3>", body)
    assert len(months) == 12
    assert months[0] == f"{MONTHS[date.today().month - 1].capitalize()} {date.today().year}"
    numbers = re.findall(r'href="nyckeltal\?nr=(\d+)&amp;kon=totalt&amp;[^"]*jamfor=1980"', body)
    assert sorted(map(int, numbers)) == [one.no for one in PROGRAM.indicators]
    assert body.count("förslag, dagen är inte bestämd") == len(PROGRAM.followups)
    assert "Utan bestämd dag: Årlig dialog med utskott och samverkansorgan." in plain(body)
    assert "Hämta årshjulet till kalendern (.ics)" in [one.label for one in at.get("download_button")]


def test_made_up_values_have_no_year():
    """The demo says why instead of showing days that nobody has set."""
    at = go(opened(demo="ja"), "om-data")
    assert "DEMO: påhittade värden. Påhittade värden publiceras aldrig" in plain(section(at))
    assert "<li" not in section(at)
    assert "wheel_file" not in [one.key for one in at.get("download_button")]
