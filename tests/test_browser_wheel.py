"""The year in a real Chromium: its address, and the file that a reader's calendar takes in."""

import icalendar
import pytest
from browser import fresh, opened
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("size", "address", "heading"),
    [
        ("laptop", "arshjul", "Årshjulet"),
        ("phone", "arshjul", "Årshjulet"),
        ("laptop", "andringar", "Vad som har ändrats"),
    ],
)
def test_link_to_a_section_leads_to_it(app, chromium, size, address, heading):
    """The address of a section holds although the app writes the choice into it at once."""
    with fresh(chromium, size) as page:
        opened(page, f"{app.url}/om-data#{address}")
        expect(page.get_by_role("heading", name=heading)).to_be_in_viewport()
        page.wait_for_function("id => document.getElementById(id).getBoundingClientRect().top < 200", arg=address)


def test_calendar_file_is_one_that_a_calendar_reads(app, page):
    """Events with a link to the nyckeltal on this server."""
    opened(page, f"{app.url}/om-data")
    with page.expect_download() as got:
        page.get_by_role("button", name="Hämta årshjulet").click()
    assert got.value.suggested_filename == "norberg-arshjul.ics"
    events = icalendar.Calendar.from_ical(got.value.path().read_bytes()).walk("VEVENT")
    links = [str(event["url"]) for event in events if "url" in event]
    assert links
    assert all(one.startswith(f"{app.url}/nyckeltal?nr=") for one in links)
