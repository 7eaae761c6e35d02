"""The calendar file read back: every due day once, nothing else, and texts as they were."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from world import PROGRAM, source

from norberg.wheel import coming, ics
from norberg.wheel.coming import DUE, OVERDUE, PASSED, Coming
from norberg.wheel.followups import FollowUp

TODAY = date(2026, 11, 26)
HERE = PROGRAM.municipality
ONE = Coming((PROGRAM.indicator(1),), DUE, "", date(2027, 2, 24), "2026", "2026-11-20T08:30:00+02:00")
FOLLOWED = FollowUp("arsredovisning", "Samlad bedömning; år, \\ och\nrad", 4, 15)


def events(found=(), followups=(), today=TODAY, **more):
    """The events of the file, parsed."""
    read = icalendar.Calendar.from_ical(ics.file(found, followups, HERE, today, **more))
    assert read.errors == []
    return read.walk("VEVENT")


def test_publication_is_an_all_day_event():
    """One day, Swedish words, the reading as its stamp."""
    (event,) = events([ONE])
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 2, 24), date(2027, 2, 25))
    assert event["summary"] == "Kolada: Behöriga till yrkesprogram, åk 9 2026"
    assert "värden för 2026 kommer enligt Koladas uppgift 2026-11-20" in event["description"]
    assert event["dtstamp"].dt == datetime(2026, 11, 20, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("read", "stamp"),
    [
        ("2026-03-23", datetime(2026, 3, 23, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("i våras", datetime(2026, 11, 26, tzinfo=UTC)),
    ],
)
def test_reading_without_a_time_is_stamped_with_its_beginning(read, stamp):
    """A stamp must be there; it never makes the file fail."""
    assert events([replace(ONE, read=read)])[0]["dtstamp"].dt == stamp


@pytest.mark.parametrize(
    "left_out", [replace(ONE, state=PASSED), replace(ONE, state=OVERDUE), replace(ONE, state="no_date", day=None)]
)
def test_nothing_that_has_passed_or_has_no_day(left_out):
    """A promise that has run out is no appointment."""
    assert events([left_out]) == []


def test_moved_day_keeps_its_identity():
    """The same values of the same id are the same event; other values are another."""
    (first,), (moved,) = events([ONE]), events([replace(ONE, day=date(2027, 3, 1))])
    (other,) = events([replace(ONE, period="2027")])
    assert first["uid"] == moved["uid"] != other["uid"]


def test_follow_up_comes_back_every_year():
    """From its next day, marked as a proposal until it is decided; all its signs survive."""
    (event,) = events(followups=[FOLLOWED])
    assert event["dtstart"].dt == date(2027, 4, 15)
    assert event["rrule"] == {"FREQ": ["YEARLY"]}
    assert event["summary"] == f"{FOLLOWED.title} (förslag)"
    assert "förslag" in event["description"]
    (decided,) = events(followups=[replace(FOLLOWED, confirmed=True)])
    assert (decided["summary"], decided["uid"]) == (FOLLOWED.title, event["uid"])
    assert "förslag" not in decided["description"]


def test_lines_are_folded_and_end_as_the_standard_says():
    """At most 75 bytes a line, CRLF, UTF-8."""
    raw = ics.file([ONE], [FOLLOWED], HERE, TODAY, lambda one: f"http://127.0.0.1/nyckeltal?nr={one.no}&x={'å' * 90}")
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert "Behöriga" in raw.decode()


def test_real_year_parses_back_to_the_same_days(tmp_path):
    """All that is due on the embedded figures, each id once, with its own UID; nothing before today."""
    found = coming.coming(source(tmp_path), TODAY)
    told = events(found, PROGRAM.followups)
    due = [one.day for one in found if one.state == DUE]
    days = [event["dtstart"].dt for event in told]
    assert sorted(days) == sorted([*due, *(one.next(TODAY) for one in PROGRAM.followups)])
    assert len({event["uid"] for event in told}) == len(told) > 10
    assert min(days) >= TODAY
    assert {event["dtend"].dt - event["dtstart"].dt for event in told} == {timedelta(days=1)}
